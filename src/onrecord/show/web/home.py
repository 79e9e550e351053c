"""The first page: full text of the reports, and what there is where nothing is searched for."""

from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup, escape
from msgspec.structs import replace
from starlette.responses import Response

from onrecord.ledger.face import Ledger
from onrecord.show.reading import seen
from onrecord.show.web.desk import desk_of
from onrecord.show.web.exports import exported
from onrecord.show.web.frequent import frequent
from onrecord.show.web.listing import Listing, Shown, listing
from onrecord.show.web.lists import shown_of

router = APIRouter(include_in_schema=False)
SIZE, LATEST, OFTEN = 20, 8, 12
OPEN, CLOSE = "\ue000", "\ue001"  # around found words, until they become markup
COUNTS = """
SELECT (SELECT count(*) FROM standing), (SELECT max(published) FROM standing),
       (SELECT published FROM standing WHERE published IS NOT NULL ORDER BY published LIMIT 1),
       (SELECT coalesce(max(id), 0) FROM judgements)
"""


@router.get("/")
def home(request: Request) -> Response:
    """Search, or what there is."""
    wanted = listing(request, "search", size=SIZE)
    if wanted.q:
        return _found(request, wanted)
    desk = desk_of(request)
    with desk.ledger() as ledger:
        return desk.page(request, "home.html.j2", listing=wanted, **_there(ledger))


def _found(request: Request, wanted: Listing) -> Response:
    if file := exported(request, wanted):
        return file
    desk = desk_of(request)
    with desk.ledger() as ledger:
        shown = shown_of(ledger, replace(wanted, marks=(OPEN, CLOSE)))
    return desk.page(
        request,
        "search.html.j2",
        status=422 if shown.wrong else 200,
        listing=wanted,
        shown=marked(shown),
    )


def _there(ledger: Ledger) -> dict[str, Any]:
    reports, last, first, judgements = ledger.store.one(COUNTS) or (0, None, None, 0)
    return {
        "reports": reports,
        "first": first,
        "last": last,
        "judgements": judgements,
        "latest": list(ledger.reports(limit=LATEST)),
        "often": frequent(ledger, most=OFTEN),
    }


def marked(shown: Shown) -> Shown:
    """The same, with the found words of each snippet as markup."""
    for row in shown.rows:
        row["snippet"] = snippet(row["snippet"])
    return shown


def snippet(text: str) -> Markup:
    """A snippet with its found words between <mark> and </mark>, all else escaped."""
    safe = str(escape(seen(text)))
    return Markup(safe.replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))

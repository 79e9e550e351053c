"""The lists: reports, events, statements, figures, actors; each with its filters, as a page or a
file."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger.face import Ledger
from onrecord.show.web.desk import desk_of
from onrecord.show.web.exports import exported
from onrecord.show.web.frequent import REPORTS, frequent
from onrecord.show.web.listing import Listing, Shown, listing

router = APIRouter(include_in_schema=False)


@router.get("/reports")
def reports(request: Request) -> Response:
    """The reports that stand."""
    return _list(request, "reports", "Reports")


@router.get("/events")
def events(request: Request) -> Response:
    """Events: who did what to whom."""
    return _list(request, "events", "Events")


@router.get("/attributions")
def attributions(request: Request) -> Response:
    """Statements: who is said to say what."""
    return _list(request, "attributions", "Statements")


@router.get("/figures")
def figures(request: Request) -> Response:
    """Quantities."""
    return _list(request, "figures", "Figures")


@router.get("/actors")
def actors(request: Request) -> Response:
    """Actors across reports. Without a name they are those of the latest reports, for counting them
    in all takes too long for a page; a file has them all."""
    wanted = listing(request, "actors")
    if wanted.given.get("actor") or wanted.sort or request.query_params.get("format"):
        return _list(request, "actors", "Actors")
    desk = desk_of(request)
    shown = Shown()
    with desk.ledger() as ledger:
        try:
            shown.rows = frequent(ledger, wanted.given)
            shown.note = f"Those of whom the latest {REPORTS:,} reports speak most."
        except UsageError as error:
            shown.wrong = str(error)
    return _page(request, wanted, shown, "Actors")


def _list(request: Request, table: str, title: str) -> Response:
    wanted = listing(request, table)
    if file := exported(request, wanted):
        return file
    with desk_of(request).ledger() as ledger:
        shown = shown_of(ledger, wanted)
    return _page(request, wanted, shown, title)


def _page(request: Request, wanted: Listing, shown: Shown, title: str) -> Response:
    status = 422 if shown.wrong else 200
    found = {"listing": wanted, "shown": shown, "title": title}
    return desk_of(request).page(request, f"{wanted.table}.html.j2", status=status, **found)


def shown_of(ledger: Ledger, wanted: Listing) -> Shown:
    """The page of a list, or the words for what is wrong with what was asked."""
    try:
        return wanted.shown(ledger)
    except UsageError as error:
        return Shown(wrong=str(error))

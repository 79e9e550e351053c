"""The timeline: events and statements in the order of their days, each with the first and the last
day that its time allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any, Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger.asking import Timeline
from onrecord.ledger.store import Store
from onrecord.show.web.desk import desk_of
from onrecord.show.web.exports import exported
from onrecord.show.web.listing import DEEPEST, SIZE, Listing, listing
from onrecord.show.web.pictures import elsewhere, filters, one_of
from onrecord.show.web.words import line, status_group

What = Literal["event", "statement"]
KINDS: dict[str, What] = {"events": "event", "attributions": "statement"}
WORDS = 300  # signs of a clause or content
SORTS = ("day", "-day")

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Item:
    """An event or a statement. `group` parts what is so (done) from what is ahead, unsure or not
    so; `last` is the last day that its time allows, `dated` whether the text gives that time or it
    is the day of publication."""

    id: str
    what: What
    day: str | None
    last: str | None
    dated: bool
    group: str
    status: str
    who: str | None
    does: str
    whom: str | None
    words: str
    report: str
    outlet: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a timeline; `more` says whether others follow."""

    items: list[Item]
    page: int
    more: bool


def timeline(store: Store, wanted: Listing) -> Page:
    """One page of the timeline that filters make. Raises UsageError for one that is none."""
    offset = (wanted.page - 1) * wanted.size
    asked = wanted.asked() | {"limit": wanted.size + 1, "offset": offset}
    whole = Timeline(store, **asked)
    lines = [_items(KINDS[table], part) for table, part in whole.parts.items()]
    merged = merge(*lines, key=lambda item: item.day or "", reverse=whole.down)
    found = list(islice(merged, offset, offset + wanted.size + 1))
    more = len(found) > wanted.size and offset + wanted.size < DEEPEST
    return Page(found[: wanted.size], wanted.page, more)


def _items(what: What, rows: Any) -> Iterator[Item]:
    make = _event if what == "event" else _statement
    return (make(row) for row in rows)


def _event(row: dict[str, Any]) -> Item:
    does = "/".join(filter(None, (row["type"], row["mode"])))
    return _item(row, "event", row["actors"], does, row["recipients"], row["clause"], row["until"])


def _statement(row: dict[str, Any]) -> Item:
    return _item(row, "statement", row["source"], row["act"], None, row["content"], None)


def _item(
    row: dict[str, Any], what: What, who: str | None, does: str, whom: str | None, words: str,
    last: str | None,
) -> Item:  # fmt: skip
    day = row["day"]
    return Item(
        row["id"], what, day, max(day, last) if day and last else day, bool(row["dated"]),
        status_group(row["status"]), row["status"], _shown(who), does, _shown(whom),
        line(words)[:WORDS], row["report"], _shown(row["outlet"]), _shown(row["title"]),
    )  # fmt: skip


def _shown(text: str | None) -> str | None:
    return line(text) or None


# ---- addresses


@router.get("/api/pictures/timeline", tags=["pictures"], openapi_extra=filters("timeline"))
def api_timeline(request: Request, page: int = 1, size: int = SIZE) -> Page:
    """Events and statements in the order of their days, a page of them; a filter that only events
    or only statements have leaves the others out."""
    with desk_of(request).ledger() as ledger:  # page and size are read there
        return timeline(ledger.store, listing(request, "timeline"))


@router.get("/timeline", include_in_schema=False)
def timeline_page(request: Request) -> Response:
    """The timeline as a list, and the picture over it."""
    desk, wanted = desk_of(request), listing(request, "timeline")
    if file := exported(request, wanted):
        return file
    found, wrong = None, ""
    try:
        one_of(wanted.sort, SORTS, "key to sort by")
        with desk.ledger() as ledger:
            found = timeline(ledger.store, wanted)
    except UsageError as error:
        wrong = str(error)
    return desk.page(
        request, "timeline.html.j2", status=422 if wrong else 200, listing=wanted, page=found,
        wrong=wrong, elsewhere=elsewhere(wanted),
    )  # fmt: skip

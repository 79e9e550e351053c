"""Figures over time: what was counted or measured, by the day of the report, and who gave it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger.asking import rows
from onrecord.ledger.asking_conditions import mistaken
from onrecord.ledger.store import Store
from onrecord.show.web.desk import desk_of
from onrecord.show.web.listing import Listing, listing
from onrecord.show.web.pictures import comma_separated, elsewhere, filters
from onrecord.show.web.words import line

MOST = 600  # figures that are looked at, the latest

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as some reports of one day give it: the values that it allows (None: no bound), and
    in whose words; `id` is that of the first of `reports`."""

    id: str
    day: str
    low: float | None
    high: float | None
    words: str
    of: str | None
    who: str | None
    outlet: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of one unit, and how many there are of each. `more` where only the latest of them
    were looked at; `undated` counts those in reports of no known day."""

    unit: str
    units: dict[str, int]
    numbers: list[Number]
    undated: int
    more: bool


def numbers(store: Store, wanted: Listing, unit: str | None) -> Numbers:
    """What filters of figures find, in one unit: the one given, else the most frequent. Raises
    UsageError for a filter or unit that is none."""
    given: dict[str, Any] = dict(wanted.given)
    found = list(rows(store, "figures", limit=MOST + 1, **given))
    valued = [row for row in found[:MOST] if row["low"] is not None or row["high"] is not None]
    units = Counter(map(unit_of, valued))
    if unit and unit not in units:
        raise mistaken("unit of these figures", unit, list(units))
    taken = unit or (units.most_common(1)[0][0] if units else "")
    own = [row for row in valued if unit_of(row) == taken]
    dated = [row for row in own if row["published"]]
    return Numbers(
        taken,
        dict(units.most_common()),
        _joined(dated),
        len(own) - len(dated),
        len(found) > MOST,
    )


def unit_of(row: dict[str, Any]) -> str:
    """The unit of a figure, or its currency."""
    return str(row["currency"] or row["unit"])


def _joined(found: Iterable[dict[str, Any]]) -> list[Number]:
    """Figures in the order of their days; the same one by the same source on one day is one."""
    kept: dict[tuple[Any, ...], tuple[Number, set[str]]] = {}
    for row in found:
        number = _number(row)
        key = (number.day, number.low, number.high, (number.of or "").casefold(), number.who)
        kept.setdefault(key, (number, set()))[1].add(row["report"])
    joined = [replace(number, reports=len(reports)) for number, reports in kept.values()]
    return sorted(joined, key=lambda number: (number.day, number.id))


def _number(row: dict[str, Any]) -> Number:
    day = row["published"]
    return Number(
        row["id"],
        day + "0000-01-01"[len(day) :],
        row["low"],
        row["high"],
        line(row["words"]),
        line(row["of"]) or None,
        line(row["said_by"]) or None,
        line(row["outlet"]) or None,
        1,
    )


# ---- addresses


@router.get("/api/pictures/figures", tags=["pictures"], openapi_extra=filters("figures"))
def api_numbers(request: Request, unit: str | None = None) -> Numbers:
    """Figures of one unit by the day of the report, with who gave them; the filters are those of
    figures."""
    with desk_of(request).ledger() as ledger:
        return numbers(ledger.store, listing(request, "figures"), unit)


@router.get("/charts/figures", include_in_schema=False)
def numbers_page(request: Request) -> Response:
    """Figures over time, and the table of them."""
    desk, wanted = desk_of(request), listing(request, "figures")
    unit = request.query_params.get("unit") or None
    found, wrong = None, ""
    try:
        with desk.ledger() as ledger:
            found = numbers(ledger.store, wanted, unit)
    except UsageError as error:
        wrong = str(error)
    if found and request.query_params.get("format") == "csv":
        columns = ("day", "low", "high", "unit", "of", "said_by", "words", "reports", "id")
        given = (
            (n.day, n.low, n.high, found.unit, n.of, n.who, n.words, n.reports, n.id)
            for n in found.numbers
        )
        return comma_separated("figures", columns, given)
    return desk.page(
        request, "numbers.html.j2", status=422 if wrong else 200, listing=wanted, numbers=found,
        wrong=wrong, elsewhere=elsewhere(wanted), own={"unit": unit},
    )  # fmt: skip

"""Charts: how many events there were and how they scored, over time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger.store import Store
from onrecord.show.web.desk import desk_of
from onrecord.show.web.listing import Listing, listing
from onrecord.show.web.pictures import WHOLE, comma_separated, elsewhere, filters, one_of
from onrecord.show.web.tallies import ALL, MOST, Scope, mean, scope, tallies
from onrecord.show.web.words import query_of

By = Literal["type", "status", "quad", "dyad"]
Step = Literal["day", "week", "month", "year"]
LENGTHS: dict[Step, int] = {"day": 1, "week": 7, "month": 30, "year": 365}
SERIES = 8  # drawn one by one; the rest is one more
REST = "others"
STEPS = 80  # wanted at the most, where the step is not asked for
MOST_STEPS = 1_500  # drawn at the most
NONE = "none"
ARROW = " → "

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Point:
    """The events of one series in one step, which is named by its first day."""

    series: str
    day: str
    count: int
    goldstein: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts and mean Goldstein scores over time. A step without events has no point. `since` is
    the day from which on events are counted, where there are too many to count them all."""

    by: By
    step: Step
    series: list[str]
    points: list[Point]
    events: int
    undated: int
    since: str | None


Cells = dict[tuple[str, str], tuple[int, float, int]]  # by series and day: count, sum, scored


def chart(
    store: Store, wanted: Listing, by: By, step: Step | None, *, whole: bool = False
) -> Chart:
    """The chart of what a list finds. Raises UsageError for a filter that is none, and for steps
    that are too many to be drawn."""
    over = scope(store, "events", wanted.given, pairs=by == "dyad", most=ALL if whole else MOST)
    cells, undated = _cells(store, over, by)
    days = sorted({day for _, day in cells})
    taken = step or _step(days)
    if days and _length(days, taken) > MOST_STEPS:
        raise UsageError(
            f"one {taken} is too short for the years from {days[0][:4]} to {days[-1][:4]}: "
            "take longer steps, or narrow the time by since and until."
        )
    stepped = _stepped(cells, taken)
    series = _ranked(stepped)
    points = [
        Point(name, day, count, mean(total, scored))
        for (name, day), (count, total, scored) in sorted(_joined(stepped, series).items())
    ]
    events = sum(count for count, _, _ in cells.values()) + undated
    return Chart(by, taken, series, points, events, undated, over.since)


def _cells(store: Store, over: Scope, by: By) -> tuple[Cells, int]:
    cells: Cells = {}
    undated = 0
    for found in tallies(store, over, *_keys(by), "d.day", also=_both(by)):
        *names, day = found.keys
        if day is None:
            undated += found.count
        else:
            cells[_name(names), _whole(day)] = (found.count, found.goldstein, found.scored)
    return cells, undated


def _whole(day: str) -> str:
    """The first day of what may be a month or a year."""
    return day + "0000-01-01"[len(day) :]


def _keys(by: By) -> tuple[str, ...]:
    return ("d.actor_country", "d.recipient_country") if by == "dyad" else (f"d.{by}",)


def _both(by: By) -> str:
    known = "d.actor_country IS NOT NULL AND d.recipient_country IS NOT NULL"
    return known if by == "dyad" else "1"


def _name(keys: Sequence[str | None]) -> str:
    return ARROW.join(key or NONE for key in keys)


def _length(days: Sequence[str], step: Step) -> int:
    whole = date.fromisoformat(days[-1]) - date.fromisoformat(days[0])
    return whole.days // LENGTHS[step] + 1


def _step(days: Sequence[str]) -> Step:
    """The shortest step of which there are not too many."""
    if not days:
        return "month"
    return next((step for step in LENGTHS if _length(days, step) <= STEPS), "year")


def first_day(day: str, step: Step) -> str:
    """The first day of the week (a Monday), month or year that a day lies in."""
    if step == "week":
        found = date.fromisoformat(day)
        return (found - timedelta(days=found.weekday())).isoformat()
    ends = {"day": 10, "month": 7, "year": 4}
    return day[: ends[step]] + {"day": "", "month": "-01", "year": "-01-01"}[step]


def _stepped(cells: Cells, step: Step) -> Cells:
    found: Cells = defaultdict(lambda: (0, 0.0, 0))
    for (name, day), cell in cells.items():
        _add(found, (name, first_day(day, step)), cell)
    return found


def _ranked(cells: Cells) -> list[str]:
    """The names of the series, the largest first; those beyond SERIES are one."""
    sums: dict[str, int] = defaultdict(int)
    for (name, _), (count, _, _) in cells.items():
        sums[name] += count
    ranked = sorted(sums, key=lambda name: (-sums[name], name))
    return ranked[:SERIES] + ([REST] if len(ranked) > SERIES else [])


def _joined(cells: Cells, series: Sequence[str]) -> Cells:
    found: Cells = defaultdict(lambda: (0, 0.0, 0))
    for (name, day), cell in cells.items():
        _add(found, (name if name in series else REST, day), cell)
    return found


def _add(cells: Cells, key: tuple[str, str], cell: tuple[int, float, int]) -> None:
    count, total, scored = cells[key]
    cells[key] = (count + cell[0], total + cell[1], scored + cell[2])


def events_of(wanted: Listing, drawn: Chart, point: Point) -> str | None:
    """The address of the list of a point's events; None for the rest, which is no one thing."""
    if point.series == REST:
        return None
    names = ("acting", "recipient") if drawn.by == "dyad" else (drawn.by,)
    keys = dict(zip(names, point.series.split(ARROW), strict=True))
    first, last = _ends(point.day, drawn.step)
    keys["since"] = max(first, wanted.given.get("since", ""))
    keys["until"] = min(last, wanted.given.get("until", last), key=lambda day: f"{day}~")
    return f"/events?{query_of(dict(wanted.given) | keys)}"


def _ends(day: str, step: Step) -> tuple[str, str]:
    """What a step is as values of since and until."""
    if step == "week":
        return day, (date.fromisoformat(day) + timedelta(days=6)).isoformat()
    short = day[: {"day": 10, "month": 7, "year": 4}[step]]
    return short, short


# ---- addresses


@router.get("/api/pictures/charts", tags=["pictures"], openapi_extra=filters("events"))
def api_charts(
    request: Request, by: By = "type", step: Step | None = None, whole: bool = False
) -> Chart:
    """Events and their mean Goldstein score over time, by type, status, quad class or dyad of
    countries; the filters are those of events."""
    with desk_of(request).ledger() as ledger:
        return chart(ledger.store, listing(request, "events"), by, step, whole=whole)


@router.get("/charts", include_in_schema=False)
def charts_page(request: Request) -> Response:
    """The charts, and the table of their numbers."""
    desk, wanted = desk_of(request), listing(request, "events")
    query = request.query_params
    by = one_of(query.get("by"), get_args(By), "key to draw by") or "type"
    step = one_of(query.get("step"), get_args(Step), "step")
    whole = one_of(query.get("whole"), WHOLE, "answer")
    found, wrong = None, ""
    try:
        with desk.ledger() as ledger:
            found = chart(ledger.store, wanted, by, step, whole=bool(whole))  # type: ignore[arg-type]
    except UsageError as error:
        wrong = str(error)
    if found and query.get("format") == "csv":
        return comma_separated("charts", ("day", by, "events", "goldstein"), _rows(found))
    own = {"by": by, "step": step, "whole": whole}
    return desk.page(
        request, "charts.html.j2", status=422 if wrong else 200, listing=wanted, chart=found,
        wrong=wrong, elsewhere=elsewhere(wanted), own=own, events_of=events_of,
        choices={"by": get_args(By), "step": get_args(Step)},
    )  # fmt: skip


def _rows(found: Chart) -> Iterator[tuple[object, ...]]:
    ordered = sorted(found.points, key=lambda point: (point.day, point.series))
    yield from ((point.day, point.series, point.count, point.goldstein) for point in ordered)

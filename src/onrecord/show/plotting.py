"""Plots of what stands, as SVG or PNG, by matplotlib."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger.asking import rows
from onrecord.ledger.asking_conditions import country_codes, mistaken
from onrecord.ledger.asking_rows import library
from onrecord.ledger.store import Store
from onrecord.show.asking_commands import Step
from onrecord.show.upkeep import ledger_at

SPLITS = ("type", "status", "quad")
MOST = 400  # steps on one axis
SERIES = 8  # shown one by one; the rest is one more
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5195", "#5c5c5c")
REST = "#c0c0c0"
SETTINGS = {"svg.hashsalt": "onrecord", "svg.fonttype": "none", "axes.spines.top": False}
Table = dict[str, dict[str, float]]  # series by name: value by day, month or year


def plot(name: str, *, ledger: Path, out: Path, step: Step, **given: Any) -> None:
    """Draw one of the plots into a file."""
    ending = out.suffix.lower()
    if ending not in (".svg", ".png"):
        raise UsageError(f"{out} must end in .svg or .png.")
    matplotlib = library("matplotlib", "plots")
    with ledger_at(ledger) as store, matplotlib.rc_context(SETTINGS):
        figure = DRAWN[name](store, step.value, given)
        try:
            figure.savefig(out, metadata={"Date": None} if ending == ".svg" else {"Software": None})
        except OSError as error:
            raise UsageError(f"{out} cannot be written: {error.strerror}.") from error


def _timeline(store: Store, step: str, given: dict[str, Any]) -> Any:
    by = given.pop("by")
    if by not in SPLITS:
        raise mistaken("key to draw by", by, SPLITS)
    figure, (axes,) = _figure(1)
    _stacked(axes, _counts(rows(store, "events", by=(by, step), **given), by, step))
    _words(axes, f"Events by {by}", "events")
    return figure


def _stance(store: Store, step: str, given: dict[str, Any]) -> Any:
    figure, (axes,) = _figure(1)
    _stacked(axes, _counts(rows(store, "attributions", by=("act", step), **given), "act", step))
    who = f" of {given['actor']}" if given.get("actor") else ""
    _words(axes, f"Statements{who} by act", "statements")
    return figure


def _dyad(store: Store, step: str, given: dict[str, Any]) -> Any:
    pair = country_codes(store, (given.pop("one"), given.pop("other")))
    figure, (above, below) = _figure(2)
    counts: Table = {}
    scores: Table = {}
    for one, other in (pair, pair[::-1]):
        found = list(rows(store, "events", by=(step,), acting=one, recipient=other, **given))
        way = f"{one} to {other}"
        counts[way] = {row[step]: row["count"] for row in found if row[step]}
        scores[way] = {
            row[step]: row["goldstein"]
            for row in found
            if row[step] and row["goldstein"] is not None
        }
    _some(counts)
    places = _steps(counts)
    for axes, table in ((above, counts), (below, scores)):
        for colour, (way, line) in zip(COLOURS, table.items(), strict=False):
            axes.plot(places, [line.get(place) for place in places], "o-", label=way, color=colour)
    below.axhline(0, color=REST, linewidth=0.8)
    _words(above, f"{pair[0]} and {pair[1]}", "events")
    _words(below, "", "mean Goldstein score")
    return figure


def _figure(number: int) -> tuple[Any, list[Any]]:
    library("matplotlib.backends.backend_agg", "plots")
    figure = library("matplotlib.figure", "plots").Figure(
        figsize=(9, 3.2 * number + 0.8), layout="constrained"
    )
    return figure, [figure.add_subplot(number, 1, n + 1) for n in range(number)]


def _counts(found: Iterable[dict[str, Any]], key: str, step: str) -> Table:
    """Counts by series and step, the largest series first, those beyond the eighth together."""
    table: Table = defaultdict(lambda: defaultdict(float))
    for row in found:
        if row[step]:
            table[row[key] or "none"][row[step]] += row["count"]
    _some(table)
    ranked = sorted(table, key=lambda name: (-sum(table[name].values()), name))
    kept: Table = {name: table[name] for name in ranked[:SERIES]}
    for name in ranked[SERIES:]:
        rest = kept.setdefault("others", defaultdict(float))
        for place, count in table[name].items():
            rest[place] += count
    return kept


def _some(table: Table) -> None:
    if not any(table.values()):
        raise UsageError("there is nothing to draw. Ask for more, or for something else.")


def _steps(table: Table) -> list[str]:
    """All days, months or years from the first to the last, so that a gap is seen as one; only
    those that have something where there would be more than MOST."""
    held = sorted({place for line in table.values() for place in line})
    steps = [held[0]]
    while steps[-1] < held[-1] and len(steps) <= MOST:
        steps.append(_next(steps[-1]))
    return steps if steps[-1] == held[-1] else held


def _next(step: str) -> str:
    """The day, month or year after one."""
    parts = [int(part) for part in step.split("-")]
    if len(parts) == 1:
        return f"{parts[0] + 1:04}"
    if len(parts) == 2:
        year, month = divmod(parts[0] * 12 + parts[1], 12)
        return f"{year:04}-{month + 1:02}"
    return (date(*parts) + timedelta(days=1)).isoformat()


def _stacked(axes: Any, table: Table) -> None:
    places = _steps(table)
    under = [0.0] * len(places)
    for number, (name, line) in enumerate(table.items()):
        heights = [line.get(place, 0) for place in places]
        colour = COLOURS[number] if number < len(COLOURS) else REST
        axes.bar(places, heights, bottom=under, label=name, color=colour)
        under = [low + height for low, height in zip(under, heights, strict=True)]


def _words(axes: Any, title: str, unit: str) -> None:
    axes.set_title(title, loc="left")
    axes.set_ylabel(unit)
    axes.legend(frameon=False, fontsize="small", loc="upper left", bbox_to_anchor=(1, 1))
    ticks = axes.get_xticks()
    axes.set_xticks(ticks[:: max(1, len(ticks) // 12)])
    axes.tick_params(axis="x", rotation=45)


DRAWN = {"timeline": _timeline, "dyad": _dyad, "stance": _stance}

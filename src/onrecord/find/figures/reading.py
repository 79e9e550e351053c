"""From a number to its figure: the unit, the bounds, what is counted, or that it is none."""

from typing import NamedTuple

from onrecord.find.figures.ages import (
    AGES,
    is_age,
    is_age_limit,
    is_age_mark,
    is_age_too,
    limit_of,
    whose_age,
)
from onrecord.find.figures.amounts import of_unit
from onrecord.find.figures.bounds import Found, bound_behind, bounds_before, limits
from onrecord.find.figures.counted import counted
from onrecord.find.figures.guards import SMALL, is_idle, is_mark, is_model, is_name, is_year
from onrecord.find.figures.kinds import kind_of
from onrecord.find.figures.numbers import proportion_at
from onrecord.find.figures.numerals import Number, word_of
from onrecord.find.figures.points import points_at
from onrecord.find.figures.ranges import is_scale, range_from, shared_unit, unscaled
from onrecord.find.figures.scores import is_compared, sides_at
from onrecord.find.figures.seen import Read, Room, Seen
from onrecord.find.figures.totals import of_total
from onrecord.find.figures.units import Measured, measured
from onrecord.model import Parse, Reason, Span

SPANLESS = frozenset({"change", "magnitude"})  # marks that are no words of the figure


class _Around(NamedTuple):
    """A number with its unit and the phrases around it, up to token `last`."""

    number: Number
    unit: Measured | None
    marks: list[Found]
    last: int

    @property
    def means(self) -> set[str]:
        return {mark.means for mark in self.marks}


def read_number(parse: Parse, number: Number, room: Room, *, in_time: bool) -> Read:
    """What a number is; inside a time expression only an age can be a figure."""
    tokens = parse.tokens
    number = proportion_at(tokens, number, room.end) or of_unit(tokens, number, room.end) or number
    if in_time:
        behind = bound_behind(parse, number.last, room.end)
        before = bounds_before(parse, number.first, room.free, small=False)
        if not AGES & {mark.means for mark in (behind, *before) if mark}:
            return Read((), number.last)
    if number.entry in ("times", "multiple"):
        return _multiple(parse, number, room)
    if sides := sides_at(parse, number, room):
        return sides
    around = _around(parse, number, room)
    if "no-figure" in around.means:
        return Read((), around.last)
    signed = around.unit is not None and (
        around.unit.first < around.number.first
        or bool(around.number.sign)
        or around.unit.unit == "percent"  # "favoured Roe 46 percent": no name
    )
    until = around.number.last if around.unit else room.end
    if not signed and is_name(parse, around.number, room.begin, until):
        return Read((), around.last)
    return _figure(parse, around, room) or Read((), around.last)


def _around(parse: Parse, number: Number, room: Room) -> _Around:
    """The number with its other end, its unit and its bounds."""
    tokens, free, end = parse.tokens, room.free, room.end
    unit = measured(tokens, number, free, end)
    small = number.value < SMALL and not unit
    before = bounds_before(parse, unit.first if unit else number.first, free, small=small)
    joined = range_from(parse, number, before, unit, end)
    number = joined.number
    if number.entry not in ("range", "pair"):
        before = [mark for mark in before if mark.means != "between"]
    if joined.skip:
        return _Around(number, None, [Found("figures.pair", "no-figure", 0, 0)], number.last)
    unit = measured(tokens, number, free, end) or unit
    if number.short and not unit and not is_scale(parse, number, end):
        unit, number = Measured(number.first, number.last, number.short), unscaled(number)
    unit = unit or shared_unit(parse, number, before, end) or points_at(parse, number, end)
    last = max(unit.last, number.last) if unit else number.last
    behind = bound_behind(parse, last, end)
    return _Around(number, unit, [*before, behind] if behind else before, last)


def _figure(parse: Parse, around: _Around, room: Room) -> Read | None:
    number, unit, marks, last = around
    tokens = parse.tokens
    first = min(unit.first, number.first) if unit else number.first
    starts = (mark.start for mark in marks if mark.means not in SPANLESS)
    start = min((tokens[first].start, *starts))
    stop = max((_end_of(parse, last), *(mark.end for mark in marks)))
    behind = last
    while behind < room.end and tokens[behind].start < stop:
        behind += 1
    span = Span(start, stop)
    if "times" in around.means:
        exact = not number.low.is_integer()  # "2.1 times earnings"
        joined = tokens[last].text[0] in "-f"
        if not exact and not is_compared(parse, behind, room.end, joined=joined):
            return None
        return _read(around, span, behind, None, "times")
    limited = _limited(parse, around, room)
    if limited:
        around = around._replace(marks=[*marks, limited])
        span = Span(min(start, limited.start), stop)
    of = counted(parse, first, behind, room.end, unit.unit if unit else _bare(number))
    if limited or (not unit and _is_aged(parse, around, of, room)):
        months = "age-months" in around.means
        whose = whose_age(parse, number, (span.start, behind), room)
        return _read(around, span, behind, whose, "month" if months else "year", aged=True)
    if not unit and "magnitude" in around.means:
        return _read(around, span, behind, None, "magnitude")
    if _is_none(parse, around, of, room):
        return None
    if of is None and not unit and not number.part:
        of = of_total(parse, number.first)
    if of and (late := _bound_behind_noun(parse, of, behind, room.end)):
        around = around._replace(marks=[*around.marks, late])
    return _read(around, span, behind, of, unit.unit if unit else _bare(number))


def _end_of(parse: Parse, last: int) -> int:
    """The end of the token before `last`, without the full stop that the tokenizer left on the
    "m" of "$180m."."""
    token = parse.tokens[last - 1]
    return token.end - (token.text[-1] == "." and word_of(token.lower[:-1], "scale") is not None)


def _bound_behind_noun(parse: Parse, of: Span, at: int, end: int) -> Found | None:
    """ "400 people or more"."""
    while at < end and parse.tokens[at].start < of.end:
        at += 1
    found = bound_behind(parse, at, end)
    return found if found and found.means in ("low", "high", "about") else None


def _is_aged(parse: Parse, around: _Around, of: Span | None, room: Room) -> bool:
    """True for an age, by its words, between commas behind a name, or as what a person is."""
    number = around.number
    if around.means & AGES or is_age_mark(parse, number, room.begin, room.end):
        return True
    if of is None and not around.marks and is_age_too(parse, number, room.begin):
        return True
    return not around.marks and of is None and is_age(parse, number)


def _limited(parse: Parse, around: _Around, room: Room) -> Found | None:
    """The bound of an age that stands for people: "women under 40"."""
    number, before = around.number, around.number.first - 1
    if around.unit or before <= room.begin or parse.tokens[before].lower not in limits():
        return None
    of = counted(parse, number.first, number.last, room.end, "count")
    return limit_of(parse, before) if is_age_limit(parse, number, of, before) else None


def _is_none(parse: Parse, around: _Around, of: Span | None, room: Room) -> bool:
    """True for a number that is no quantity after all: of a list, of a model, a year, "the two"."""
    number, bounded = around.number, bool(around.marks or around.unit)
    if not around.unit:
        if is_mark(parse, number, room.begin, room.end) or is_year(parse, number, of):
            return True
        if not bounded and is_model(parse, number, of):
            return True
    return is_idle(parse, number, of, bounded=bounded)


def _read(
    around: _Around, span: Span, behind: int, of: Span | None, unit: str, *, aged: bool = False
) -> Read:
    low, high, approximate = _bounded(around.number, around.marks, unit)
    because = [Reason(m.entry, m.means, Span(m.start, m.end)) for m in around.marks]
    if around.unit:
        because.append(Reason("figures.unit", around.unit.unit))
    seen = Seen(
        span,
        around.number.first,
        behind,
        low,
        high,
        unit,
        "age" if aged else kind_of(unit),
        of,
        approximate,
        Reason(f"figures.{around.number.entry}", span=span, because=tuple(because)),
    )
    return Read((seen,), behind)


def _multiple(parse: Parse, number: Number, room: Room) -> Read:
    """ "more than doubled", "tenfold", "twice as many", "double the sum"."""
    token = parse.tokens[number.first]
    joined = number.entry == "multiple" or token.lower.endswith("fold")
    if not is_compared(parse, number.last, room.end, joined=joined):
        return Read((), number.last)
    before = bounds_before(parse, number.first, room.free, small=True)
    marks = [mark for mark in before if mark.means in ("low", "high", "about")]
    around = _Around(number, None, marks, number.last)
    span = Span(min((token.start, *(mark.start for mark in marks))), token.end)
    return _read(around, span, number.last, None, "times")


def _bare(number: Number) -> str:
    return "share" if number.part else "count"


def _bounded(
    number: Number, marks: list[Found], unit: str
) -> tuple[float | None, float | None, bool]:
    low: float | None = number.low
    high = number.high
    means = {mark.means for mark in marks}
    if "minus" in means and unit.startswith("degree") and high is not None:
        low, high = -high, -number.low
    if means & {"low", "age-low"}:
        high = None
    if means & {"high", "age-high"}:
        low = None
    if low is None and high is None:  # "at least up to 40": the phrases cancel each other
        low, high = number.low, number.high
    return low, high, number.approximate or "about" in means

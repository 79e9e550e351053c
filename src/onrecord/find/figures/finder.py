"""The stage: from number to figure."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from onrecord.find.figures.bounds import Found, bound_behind, bounds_before, limits
from onrecord.find.figures.counted import counted
from onrecord.find.figures.guards import (
    SMALL,
    is_age,
    is_age_limit,
    is_idle,
    is_mark,
    is_model,
    is_name,
    is_year,
)
from onrecord.find.figures.numbers import HYPHENS, Number, may_start, number_at, proportion_at
from onrecord.find.figures.units import Measured, measured, unit_behind
from onrecord.model import Draft, Figure, Parse, Reason, Sentence, Span

WIDEST = 20  # how many times the low end of a range its high end may be
RANGE_WORDS = frozenset({"to", "or", *HYPHENS})


class _Range(NamedTuple):
    """One number or two that are the ends of a range; `skip` if they are no figure (a score)."""

    number: Number
    skip: bool = False


class _Room(NamedTuple):
    """The tokens `[begin, end)` of a sentence, of which those before `free` are in a figure."""

    begin: int
    free: int
    end: int


class _Read(NamedTuple):
    """A figure without its id, its reason, and the token behind it."""

    figure: Figure | None
    reason: Reason | None
    last: int


def find_figures(draft: Draft) -> Draft:
    """Add the figures of a report: "about 3,000 North Korean troops" is ~3000 of these.

    Numbers inside time expressions, names, ages and ordinals are no figures.
    """
    figures: list[Figure] = []
    reasons = dict(draft.reasons)
    times = sorted(timex.span for timex in draft.timexes)
    for sentence in draft.parse.sentences:
        for figure, reason in _in_sentence(draft.parse, sentence, times):
            numbered = replace(figure, id=f"F{len(figures) + 1}")
            figures.append(numbered)
            reasons[numbered.id] = reason
    return replace(draft, figures=tuple(figures), reasons=reasons)


def _in_sentence(
    parse: Parse, sentence: Sentence, times: list[Span]
) -> Iterator[tuple[Figure, Reason]]:
    tokens = parse.tokens
    at, free, end = sentence.first, sentence.first, sentence.last
    while at < end:
        number = number_at(tokens, at, end) if may_start(tokens[at]) else None
        if number is None:
            at += 1
            continue
        read = _read(parse, number, _Room(sentence.first, free, end), times)
        if read.figure and read.reason:
            yield read.figure, read.reason
            free = read.last
        at = max(read.last, at + 1)


def _read(parse: Parse, number: Number, room: _Room, times: list[Span]) -> _Read:
    begin, free, end = room
    number = proportion_at(parse.tokens, number, end) or number
    nothing = _Read(None, None, number.last)
    tokens = parse.tokens
    if _in_time(times, tokens[number.first].start, tokens[number.last - 1].end):
        return nothing
    unit = measured(tokens, number, free, end)
    small = number.value < SMALL and not unit
    before = bounds_before(parse, unit.first if unit else number.first, free, small=small)
    joined = _range(parse, number, before, unit, end)
    number = joined.number
    if number.entry not in ("range", "pair"):
        before = [mark for mark in before if mark.means != "between"]
    if joined.skip:
        return _Read(None, None, number.last)
    unit = measured(tokens, number, free, end) or unit
    if number.short and not unit and not _is_scale(parse, number, end):
        unit, number = Measured(number.first, number.last, number.short), _unscaled(number)
    unit = unit or _shared_unit(parse, number, before, end)
    last = max(unit.last, number.last) if unit else number.last
    behind = bound_behind(parse, last, end)
    marks = [*before, behind] if behind else before
    signed = bool(unit and (unit.first < number.first or number.sign))
    nothing = _Read(None, None, last)
    if any(mark.means == "no-figure" for mark in marks):
        return nothing
    if not signed and is_name(parse, number, begin, number.last if unit else end):
        return nothing
    return _figure(parse, number, unit, marks, (begin, last, end)) or nothing


def _figure(
    parse: Parse,
    number: Number,
    unit: Measured | None,
    marks: list[Found],
    bounds: tuple[int, int, int],
) -> _Read | None:
    begin, last, end = bounds
    tokens = parse.tokens
    code = unit.unit if unit else "share" if number.part else "count"
    first = min(unit.first, number.first) if unit else number.first
    start = min((tokens[first].start, *(mark.start for mark in marks if mark.means != "change")))
    stop = max((tokens[last - 1].end, *(mark.end for mark in marks)))
    behind = last
    while behind < end and tokens[behind].start < stop:
        behind += 1
    of = counted(parse, first, behind, end, code)
    bounded = bool(marks or unit)
    if not unit and (is_mark(parse, number, begin, end) or is_year(parse, number, of)):
        return None
    before = number.first - 1
    limited = not unit and before > begin and tokens[before].lower in limits()
    if limited and is_age_limit(parse, number, of, before):
        return None
    if not bounded and (is_model(parse, number, of) or (of is None and is_age(parse, number))):
        return None
    if is_idle(parse, number, of, bounded=bounded):
        return None
    low, high, approximate = _bounded(number, marks)
    span = Span(start, stop)
    figure = Figure(
        id="",
        span=span,
        low=_plain(low),
        high=_plain(high),
        unit=code,
        of=parse.text(of) if of else None,
        approximate=approximate,
    )
    return _Read(figure, _reason(number, unit, marks, span), behind)


def _range(
    parse: Parse, number: Number, before: list[Found], unit: Measured | None, end: int
) -> _Range:
    """ "10 to 12", "between 5 and 7"; but "3-1" is a score, and "from 5 to 7" a change."""
    if number.entry == "pair":
        high = number.high or 0
        return _Range(number, skip=number.low >= high)
    tokens = parse.tokens
    at = unit.last if unit and unit.last > number.last else number.last
    if at + 1 >= end or number.high is None:
        return _Range(number)
    word = tokens[at].lower
    means = {mark.means for mark in before}
    between = "between" in means
    if word not in RANGE_WORDS and not (word == "and" and between):
        return _Range(number)
    other = _second(parse, at + 1, end)
    if other is None or other.high is None or other.part != number.part:
        return _Range(number)
    low = _share_scale(number, other)
    second = measured(tokens, other, at + 1, end)
    signed = bool(second and (second.first < other.first or other.sign))
    if not _same_unit(number, unit, second, signed=signed):
        return _Range(number)
    if word in HYPHENS:
        return _Range(_span_of(number, other, low), skip=low >= other.high)
    if low >= other.high or "change" in means or other.high > WIDEST * low > 0:
        return _Range(number)
    return _Range(_span_of(number, other, low))


def _second(parse: Parse, at: int, end: int) -> Number | None:
    """The second number of a range, past its currency sign."""
    tokens = parse.tokens
    if tokens[at].tag == "$" and at + 1 < end:
        at += 1
    if not may_start(tokens[at]):
        return None
    return number_at(tokens, at, end)


def _same_unit(
    number: Number, first: Measured | None, second: Measured | None, *, signed: bool
) -> bool:
    """ "$3 to $4", "3 to 4 percent", "3% to 4%"; not "33% to $4 million"."""
    if first is None:
        return second is None or not signed
    if first.last > number.last:
        return second is not None and second.unit == first.unit
    return second is None or second.unit == first.unit


def _share_scale(first: Number, second: Number) -> float:
    """The first number of "3 to 4 million", in millions too."""
    if second.scale > 1 and first.scale == 1 and first.low * second.scale < (second.high or 0):
        return first.low * second.scale
    return first.low


def _span_of(first: Number, second: Number, low: float) -> Number:
    return Number(
        first.first,
        second.last,
        low,
        second.high,
        "range",
        second.scale,
        first.approximate or second.approximate,
        second.part,
    )


def _is_scale(parse: Parse, number: Number, end: int) -> bool:
    """ "5m people" are five million, "5m of rope" five metres; k and b are no units."""
    if number.short != "m":
        return True
    return number.last < end and parse.tokens[number.last].tag in ("NNS", "NNPS")


def _unscaled(number: Number) -> Number:
    value = number.low / number.scale
    return number._replace(low=value, high=value, scale=1)


def _shared_unit(parse: Parse, number: Number, before: list[Found], end: int) -> Measured | None:
    """The unit of the second number, where a change runs "from 5 to 7 percent"."""
    at = number.last
    if not any(mark.means == "change" for mark in before) or at + 1 >= end:
        return None
    other = _second(parse, at + 1, end) if parse.tokens[at].lower == "to" else None
    unit = unit_behind(parse.tokens, other, end) if other else None
    return Measured(number.first, number.last, unit.unit) if unit else None


def _bounded(number: Number, marks: list[Found]) -> tuple[float | None, float | None, bool]:
    low: float | None = number.low
    high = number.high
    approximate = number.approximate
    for mark in marks:
        if mark.means == "low":
            high = None
        elif mark.means == "high":
            low = None
        elif mark.means == "about":
            approximate = True
    if low is None and high is None:  # "at least up to 40": the phrases cancel each other
        low, high = number.low, number.high
    return low, high, approximate


def _plain(value: float | None) -> float | int | None:
    if value is None:
        return None
    value = round(value, 6)
    return int(value) if value.is_integer() else value


def _reason(number: Number, unit: Measured | None, marks: list[Found], span: Span) -> Reason:
    because = [Reason(mark.entry, mark.means, Span(mark.start, mark.end)) for mark in marks]
    if unit:
        because.append(Reason("figures.unit", unit.unit))
    return Reason(f"figures.{number.entry}", span=span, because=tuple(because))


def _in_time(times: list[Span], start: int, end: int) -> bool:
    """True if the characters meet a time expression."""
    at = bisect_left(times, (end, 0))
    return any(span.end > start for span in times[max(0, at - 3) : at])

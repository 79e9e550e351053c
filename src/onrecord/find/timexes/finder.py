"""Find time expressions and resolve them, in the order of the text."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

import msgspec

from onrecord.find.timexes.calendar import Meaning, period
from onrecord.find.timexes.chart import Item, is_worth, join
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import LENT, one_of_range
from onrecord.find.timexes.figures import numeric_dates
from onrecord.find.timexes.guards import allows, is_alone
from onrecord.find.timexes.operations import OPERATIONS
from onrecord.find.timexes.pieces import Piece, pieces
from onrecord.find.timexes.tense import tense_at
from onrecord.knowledge.times import TimeEntry, time_entries
from onrecord.model import Draft, Note, Parse, Reason, Span, Timex

UNDATED = "the date of publication is not known to the day; relative times are left open"


class Found(NamedTuple):
    """A time expression: its characters, its meaning, and why."""

    span: Span
    meaning: Meaning
    reason: Reason


def find_timexes(draft: Draft) -> Draft:
    """The draft with its timexes, T1 and on in the order of the text.

    "The envoy left on Friday." in a report of Sunday, 2024-10-27: Friday is DATE 2024-10-25.
    Values and types are those of TIMEX3 (ISO-TimeML, ISO 24617-1:2012, as in TempEval-3). What
    is relative to an unknown date of publication keeps an open value (XXXX-WXX-5), with one note.
    """
    parse = draft.parse
    found = list(_found(parse))
    timexes = tuple(_timex(parse, i, f) for i, f in enumerate(found, 1))
    reasons = {timex.id: f.reason for timex, f in zip(timexes, found, strict=True)}
    return msgspec.structs.replace(
        draft,
        timexes=timexes,
        reasons={**draft.reasons, **reasons},
        notes=(*draft.notes, *_notes(parse, found)),
    )


def _timex(parse: Parse, number: int, found: Found) -> Timex:
    meaning = found.meaning
    return Timex(
        id=f"T{number}",
        span=found.span,
        text=parse.text(found.span),
        type=meaning.type,
        value=meaning.value,
        mod=meaning.mod,
    )


def _notes(parse: Parse, found: Sequence[Found]) -> tuple[Note, ...]:
    """One note, at the first expression that had to be left open."""
    if (parse.report.published or "").count("-") >= 2:
        return ()
    left_open = (f.span for f in found if f.meaning.value.startswith("XX") and f.meaning.grain)
    return tuple(Note(span, UNDATED) for span in list(left_open)[:1])


def _found(parse: Parse) -> Iterator[Found]:
    """All expressions in the order of the text; each is resolved when those before it are known."""
    context = Context(parse.report.published)
    numeric = numeric_dates(parse.report.text, context.day)
    waiting = [
        Found(span, meaning, Reason("times/figures", "a date in figures", span))
        for span, meaning in numeric
    ]
    for run in pieces(parse, [found.span for found in waiting]):
        if not is_worth(run):
            continue
        while waiting and waiting[0].span.start < run[0].start:
            context.remember(waiting[0].meaning)
            yield waiting.pop(0)
        yield from _of_run(parse, run, context)
    yield from waiting


@cache
def _ranks() -> dict[str, int]:
    """The place of each entry that can stand alone."""
    return {name: i for i, (name, entry) in enumerate(time_entries().items()) if entry.type}


def _of_run(parse: Parse, run: Sequence[Piece], context: Context) -> Iterator[Found]:
    """The leftmost, longest readings of a run that stand alone, mean something and are allowed."""
    entries, ranks = time_entries(), _ranks()
    readings = join(run)
    place = 0
    while place < len(run):
        candidates = [i for i in readings[place] if i.entry in ranks]
        candidates.sort(key=lambda item: (-item.last, ranks[item.entry]))
        for item in candidates:
            entry = entries[item.entry]
            if not allows(entry, parse, run, item):
                continue
            found = list(_resolve(parse, run, item, entry, context))
            if found:
                yield from found
                place = item.last
                break
        else:
            place += 1


def _resolve(
    parse: Parse, run: Sequence[Piece], item: Item, entry: TimeEntry, context: Context
) -> Iterator[Found]:
    """The timex that a reading makes, or one for each side of a range."""
    if entry.how != "each":
        yield from _one(parse, run, item, [item], context, lambda: _meaning(item, context))
        return
    sides = _sides(item, entry)
    values = [{part.kind: _meaning(part, context) for part in side} for side in sides]
    for side, own in zip(sides, values, strict=True):
        lent = {kind: value for other in values for kind, value in other.items() if kind in LENT}
        parts = {**lent, **own}
        yield from _one(
            parse, run, item, side, context, partial(one_of_range, entry, parts, context)
        )


def _sides(item: Item, entry: TimeEntry) -> list[list[Item]]:
    """The parts of a range before and behind the word that the entry's `value` names."""
    dividers = entry.value.split()
    place = next(i for i, part in enumerate(item.parts) if part.kind in dividers)
    sides = (item.parts[:place], item.parts[place + 1 :])
    return [[part for part in side if part.kind.isupper()] for side in sides]


def _one(
    parse: Parse,
    run: Sequence[Piece],
    item: Item,
    shown: Sequence[Item],
    context: Context,
    mean: Callable[[], Any],
) -> Iterator[Found]:
    """The timex that the pieces `shown` make, if they mean something."""
    opening, closing = run[shown[0].first], run[shown[-1].last - 1]
    words = opening.token.index, closing.token.index + 1
    context.turn_to(lambda: tense_at(parse, *words), stamp=is_alone(parse, *words))
    meaning = mean()
    if not isinstance(meaning, Meaning):
        return
    context.remember(meaning if meaning.grain != "T" else period("D", meaning.start))
    detail = "; ".join(f"{key}: {value}" for key, value in context.used.items())
    yield Found(Span(opening.start, closing.end), meaning, _reason(run, item, detail))


def _reason(run: Sequence[Piece], item: Item, detail: str = "") -> Reason:
    """The entry that made a reading, over those that made its parts."""
    return Reason(
        f"times/{item.entry}",
        detail,
        Span(run[item.first].start, run[item.last - 1].end),
        tuple(_reason(run, part) for part in item.parts if part.entry),
    )


def _meaning(item: Item, context: Context) -> Any:
    """The value of a reading, from those of its parts."""
    if not item.entry:
        return item.value
    parts: dict[str, Any] = {}
    for part in item.parts:
        if part.kind.isupper():
            value = _meaning(part, context)
            if value is None:
                return None
            parts[part.kind if part.kind not in parts else f"{part.kind}2"] = value
    entry = time_entries()[item.entry]
    meaning = OPERATIONS[entry.how](entry, parts, context)
    if isinstance(meaning, Meaning) and entry.mod and meaning.mod is None:
        return meaning._replace(mod=entry.mod)
    return meaning

"""Find time expressions and resolve them, in the order of the text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

import msgspec

from onrecord.find.timexes.calendar import Meaning
from onrecord.find.timexes.chart import Item, is_worth, join
from onrecord.find.timexes.facts import notes, timex_of
from onrecord.find.timexes.figures import numeric_dates
from onrecord.find.timexes.forms import Form
from onrecord.find.timexes.guards import allows, is_alone, is_name
from onrecord.find.timexes.lending import takes_year, with_year, year_of
from onrecord.find.timexes.pieces import Piece, pieces
from onrecord.find.timexes.readings import form_of, forms_of_range
from onrecord.find.timexes.resolve import Expression, Resolved, fixed, resolve
from onrecord.find.timexes.tense import OPEN, Tense, tense_at
from onrecord.knowledge.times import time_entries
from onrecord.model import Draft, Parse, Reason, Span


class Seen(NamedTuple):
    """An expression in the text: its form, the meaning that it has whatever the date (None if
    it is relative), where its tense is asked for, and the reason without what it counts from."""

    span: Span
    form: Form
    fixed: Meaning | None
    tense: Callable[[], Tense]
    reason: Reason
    sentence: int = -1
    opens: bool = False  # its sentence, as "In 1984" does


def find_timexes(draft: Draft) -> Draft:
    """The draft with its timexes, T1 and on in the order of the text.

    "The envoy left on Friday." in a report of Sunday, 2024-10-27: Friday is DATE 2024-10-25.
    Values and types are those of TIMEX3 (ISO-TimeML, ISO 24617-1:2012, as in TempEval-3). What
    is relative to an unknown date of publication keeps an open value (XXXX-WXX-5), with one note.
    """
    parse = draft.parse
    seen = _with_years(list(_seen(parse)))
    if not seen:
        return draft
    expressions = [_expression(i, each) for i, each in enumerate(seen, 1)]
    resolved = list(resolve(expressions, parse.report.published))
    timexes = tuple(
        timex_of(e.ident, s.span, parse.text(s.span), e.form, r)
        for e, s, r in zip(expressions, seen, resolved, strict=True)
    )
    values = {timex.id: timex.value for timex in timexes}
    reasons = {
        e.ident: msgspec.structs.replace(s.reason, detail=s.reason.detail or _detail(r, values))
        for e, s, r in zip(expressions, seen, resolved, strict=True)
    }
    return msgspec.structs.replace(
        draft,
        timexes=timexes,
        reasons={**draft.reasons, **reasons},
        notes=(*draft.notes, *notes(timexes, parse.report.published)),
    )


def _with_years(found: Sequence[Seen]) -> list[Seen]:
    """The expressions, months and days with the year that opens their sentence:
    "In 1984 a strike began in March." What lies ahead is not of that year."""
    lent: dict[int, float] = {}
    done = []
    for seen in found:
        year = year_of(seen.form)
        if year is not None and seen.opens:
            lent[seen.sentence] = year
        elif seen.sentence in lent and takes_year(seen.form) and not seen.tense().ahead:
            form = with_year(seen.form, lent[seen.sentence])
            meaning, _ = fixed(form)
            seen = seen._replace(form=form, fixed=meaning) if meaning else seen
        done.append(seen)
    return done


def _expression(number: int, seen: Seen) -> Expression:
    return Expression(f"T{number}", None if seen.fixed else seen.form, seen.fixed, seen.tense)


def _detail(found: Resolved, values: Mapping[str, str]) -> str:
    """What an expression was resolved against, in words; `values` by the ids of times."""
    said = []
    if found.anchor:
        value = values.get(found.anchor)
        said.append(f"anchor: {found.anchor} ({value})" if value else f"anchor: {found.anchor}")
    if found.tense and found.tense.cue:
        said.append(f"tense: {found.tense.direction} ({found.tense.cue})")
    return "; ".join(said)


def _seen(parse: Parse) -> Iterator[Seen]:
    """All expressions in the order of the text."""
    figures = [
        _of(span, form, lambda: OPEN, Reason("times/figures", "a date in figures", span))
        for span, form in numeric_dates(parse.report.text)
    ]
    waiting = [seen for seen in figures if seen is not None]
    for run in pieces(parse, [seen.span for seen in waiting]):
        if not is_worth(run):
            continue
        while waiting and waiting[0].span.start < run[0].start:
            yield waiting.pop(0)
        yield from _of_run(parse, run)
    yield from waiting


def _of(span: Span, form: Form, tense: Callable[[], Tense], reason: Reason) -> Seen | None:
    """An expression, or None if its form means nothing."""
    meaning, whole = fixed(form)
    if meaning is None:
        return None
    return Seen(span, form, meaning if whole else None, tense, reason)


@cache
def _ranks() -> dict[str, int]:
    """The place of each entry that can stand alone."""
    return {name: i for i, (name, entry) in enumerate(time_entries().items()) if entry.type}


def _of_run(parse: Parse, run: Sequence[Piece]) -> Iterator[Seen]:
    """The leftmost, longest readings of a run that stand alone, mean something and are allowed."""
    entries, ranks = time_entries(), _ranks()
    readings = join(run)
    place = 0
    while place < len(run):
        candidates = [i for i in readings[place] if i.entry in ranks]
        candidates.sort(key=lambda item: (-item.last, ranks[item.entry]))
        for item in candidates:
            if not allows(entries[item.entry], parse, run, item) or _is_name(parse, run, item):
                continue
            found = list(_of_reading(parse, run, item))
            if found:
                yield from found
                place = item.last
                break
        else:
            place += 1


def _is_name(parse: Parse, run: Sequence[Piece], item: Item) -> bool:
    """True for "This Week" the programme; the names of feasts are times."""
    return not _holds(item, "FEAST") and is_name(
        parse, run[item.first].token.index, run[item.last - 1].token.index + 1
    )


def _holds(item: Item, kind: str) -> bool:
    return item.kind == kind or any(_holds(part, kind) for part in item.parts)


def _of_reading(parse: Parse, run: Sequence[Piece], item: Item) -> Iterator[Seen]:
    """The expression that a reading makes, or one for each side of a range; none if it means
    nothing."""
    if time_entries()[item.entry].how == "each":
        sides = forms_of_range(item)
    else:
        sides = [([item], form_of(item))]
    for shown, form in sides:
        opening, closing = run[shown[0].first], run[shown[-1].last - 1]
        words = opening.token.index, closing.token.index + 1
        form = form._replace(stamp=is_alone(parse, *words))
        span = Span(opening.start, closing.end)
        seen = _of(span, form, partial(tense_at, parse, *words), _reason(run, item))
        if seen is not None:
            first = opening.token
            opens = first.index - parse.sentences[first.sentence].first == 1
            yield seen._replace(sentence=first.sentence, opens=opens)


def _reason(run: Sequence[Piece], item: Item) -> Reason:
    """The entry that made a reading, over those that made its parts."""
    return Reason(
        f"times/{item.entry}",
        "",
        Span(run[item.first].start, run[item.last - 1].end),
        tuple(_reason(run, part) for part in item.parts if part.entry),
    )

"""Date a record that was read without its date of publication: no text is read again."""

import msgspec

from onrecord.find.timexes.facts import UNDATED, expression_of, notes, timex_of
from onrecord.find.timexes.resolve import Expression, Resolved, resolve
from onrecord.model import Note, Record, Timex


def dated(record: Record, published: str | None) -> Record:
    """The record as it would be, had its report been read with this date of publication.

    `published` is an ISO date, perhaps partial ("2024-10"). The times are resolved anew from what
    the record keeps of them (`relative`, `tense`); all other facts stay as they are. Raises
    ValueError or KeyError if a time keeps a reading that this version cannot follow.
    """
    timexes = _resolved(record.timexes, published)
    others = (note for note in record.notes if note.note != UNDATED)
    return msgspec.structs.replace(
        record,
        report=msgspec.structs.replace(
            record.report, published=published, published_basis="given" if published else "unknown"
        ),
        timexes=timexes,
        notes=tuple(sorted((*others, *notes(timexes, published)), key=_place)),
    )


def _place(note: Note) -> tuple[int, int]:
    return note.span


def _resolved(timexes: tuple[Timex, ...], published: str | None) -> tuple[Timex, ...]:
    expressions = [expression_of(timex) for timex in timexes]
    resolved = resolve(expressions, published)
    return tuple(
        _again(timex, expression, found)
        for timex, expression, found in zip(timexes, expressions, resolved, strict=True)
    )


def _again(timex: Timex, expression: Expression, found: Resolved) -> Timex:
    """The timex with its new value; what it dates stays."""
    if expression.form is None:
        return timex
    made = timex_of(timex.id, timex.span, timex.text, expression.form, found)
    return msgspec.structs.replace(made, dates=timex.dates)

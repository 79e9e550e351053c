"""Times as the record keeps them, and back."""

from collections.abc import Sequence

from onrecord.find.timexes.bounds import code, grain_of_meaning
from onrecord.find.timexes.calendar import Meaning, start_of
from onrecord.find.timexes.confidence import confidence_of
from onrecord.find.timexes.forms import Form, read_form, written
from onrecord.find.timexes.resolve import Expression, Resolved
from onrecord.find.timexes.tense import OPEN
from onrecord.find.timexes.tense import Tense as Read
from onrecord.find.timexes.zones import in_utc
from onrecord.model import Note, Span, Tense, Timex

UNDATED = "the date of publication is not known to the day; relative times are left open"


def notes(timexes: Sequence[Timex], published: str | None) -> tuple[Note, ...]:
    """One note, at the first expression that had to be left open."""
    if (published or "").count("-") >= 2:
        return ()
    left_open = (t.span for t in timexes if t.value.startswith("XX") and t.grain)
    return tuple(Note(span, UNDATED) for span in list(left_open)[:1])


def timex_of(ident: str, span: Span, text: str, form: Form | None, found: Resolved) -> Timex:
    """The timex of a resolved expression; `form` is None where its value is fixed."""
    meaning = found.meaning
    return Timex(
        id=ident,
        span=span,
        text=text,
        type=meaning.type,
        value=meaning.value,
        mod=meaning.mod,
        grain=grain_of_meaning(meaning),
        earliest=found.earliest.isoformat() if found.earliest else None,
        latest=found.latest.isoformat() if found.latest else None,
        utc=in_utc(meaning),
        anchor=found.anchor,
        tense=_kept(found.tense),
        relative=written(form) if form else None,
        confidence=confidence_of(form, found),
    )


def _kept(tense: Read | None) -> Tense | None:
    if tense is None or tense.direction == "open":
        return None
    return Tense(points=tense.direction, words=tense.cue, own=tense.firm)


def expression_of(timex: Timex) -> Expression:
    """What a timex of a record was resolved from."""
    tense = timex.tense
    read = Read(tense.points, tense.words, tense.own) if tense else OPEN
    if timex.relative:
        return Expression(timex.id, read_form(timex.relative), None, lambda: read)
    return Expression(timex.id, None, _fixed(timex), lambda: read)


def _fixed(timex: Timex) -> Meaning:
    grain = code(timex.grain) if timex.type in ("DATE", "TIME") else ""
    start = start_of(timex.value) if grain else None
    return Meaning(timex.type, timex.value, timex.mod, grain, start)

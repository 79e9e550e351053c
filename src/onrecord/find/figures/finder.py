"""The stage: the figures of a report, sentence by sentence."""

from bisect import bisect_left
from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.find.figures.changes import Told, changes_of
from onrecord.find.figures.homes import with_homes
from onrecord.find.figures.kinds import Fate, casualty_of, figure_of
from onrecord.find.figures.numbers import may_start, number_at
from onrecord.find.figures.ordinals import ordinal_at
from onrecord.find.figures.reading import read_number
from onrecord.find.figures.seen import Read, Room, Seen
from onrecord.model import Draft, Figure, Parse, Reason, Sentence, Span


def find_figures(draft: Draft) -> Draft:
    """Add the figures of a report: "about 3,000 North Korean troops" is ~3000 of these.

    Numbers inside time expressions and names are no figures.
    """
    figures: list[Figure] = []
    reasons = dict(draft.reasons)
    times = sorted(timex.span for timex in draft.timexes)
    for sentence in draft.parse.sentences:
        seen = list(_in_sentence(draft.parse, sentence, times))
        if seen:
            _write(draft.parse, sentence, seen, figures, reasons)
    figures, notes = with_homes(draft.parse.report, figures)
    return replace(draft, figures=tuple(figures), reasons=reasons, notes=(*draft.notes, *notes))


def _in_sentence(parse: Parse, sentence: Sentence, times: list[Span]) -> Iterator[Seen]:
    tokens = parse.tokens
    at, free, end = sentence.first, sentence.first, sentence.last
    while at < end:
        if not may_start(tokens[at]):
            at += 1
            continue
        read = _read(parse, at, Room(sentence.first, free, end), times)
        if read.seen:
            yield from (one for seen in read.seen if (one := _without_time(seen, times)))
            free = read.last
        at = max(read.last, at + 1)


def _without_time(seen: Seen, times: list[Span]) -> Seen | None:
    """A figure counts no time: "up from 45 last year"; and "one Sunday" is no figure at all."""
    if seen.of is None or not _in_time(times, *seen.of):
        return seen
    return None if seen.low == 1 and seen.kind == "count" else seen._replace(of=None)


def _read(parse: Parse, at: int, room: Room, times: list[Span]) -> Read:
    number = number_at(parse.tokens, at, room.end)
    if number:
        start, stop = parse.tokens[number.first].start, parse.tokens[number.last - 1].end
        return read_number(parse, number, room, in_time=_in_time(times, start, stop))
    seen = ordinal_at(parse, at, room.end)
    if seen is None or _in_time(times, *seen.span):
        return Read((), at + 1)
    return Read((seen,), seen.last)


def _write(
    parse: Parse,
    sentence: Sentence,
    seen: list[Seen],
    figures: list[Figure],
    reasons: dict[str, Reason],
) -> None:
    """Number the figures of a sentence, and say what became of them and of those they count."""
    ids = [f"F{len(figures) + 1 + at}" for at in range(len(seen))]
    changes = changes_of(parse, sentence, seen, ids)
    fates = _fates(parse, seen, changes)
    for at, one in enumerate(seen):
        change, because = None, list(one.reason.because)
        if found := changes.get(at):
            change, spoke = found
            because.append(spoke)
        casualty, told = fates[at]
        because += [told] if told else []
        other = ids[at + one.against] if one.against else None
        figure = figure_of(parse, one, ids[at])
        figures.append(replace(figure, change=change, casualty=casualty, against=other))
        reasons[ids[at]] = Reason(one.reason.entry, span=one.span, because=tuple(because))


def _fates(parse: Parse, seen: list[Seen], changes: Told) -> list[Fate]:
    """What became of those that each figure counts; the bare numbers of one change count the
    same: "the toll rose to 187, up from 142"."""
    fates = [casualty_of(parse, one) for one in seen]
    for at, one in enumerate(seen):
        if fates[at][0] or one.kind != "count" or at not in changes:
            continue
        of = _counts(parse, one)
        alike = (
            fates[to]
            for to, (change, _) in changes.items()
            if change == changes[at][0] and fates[to][0] and _counts(parse, seen[to]) == of
        )
        fates[at] = next(alike, fates[at])
    return fates


def _counts(parse: Parse, one: Seen) -> str | None:
    return parse.text(one.of) if one.of else None


def _in_time(times: list[Span], start: int, end: int) -> bool:
    """True if the characters meet a time expression."""
    at = bisect_left(times, (end, 0))
    return any(span.end > start for span in times[max(0, at - 3) : at])

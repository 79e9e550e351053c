"""Which fact a judgement is over: the one at its place, in this reading and in later ones."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from onrecord.model import Actor, Attribution, Event, Figure, Record, Span, Timex

Fact = Actor | Attribution | Event | Figure | Timex

KINDS = {"A": "actor", "E": "event", "F": "figure", "S": "attribution", "T": "time"}


def facts_of(record: Record) -> Iterator[Fact]:
    """All facts that can be judged."""
    yield from record.actors
    yield from record.timexes
    yield from record.figures
    yield from record.attributions
    yield from record.events


def place_of(fact: Fact) -> Span | None:
    """The place that names a fact: of an event the trigger, of an attribution the cue, of an actor
    the first mention. None for an actor without mentions."""
    match fact:
        case Event():
            return fact.trigger
        case Attribution():
            return Span(fact.cue.spans[0].start, fact.cue.spans[-1].end)
        case Actor():
            return fact.mentions[0].span if fact.mentions else None
        case _:
            return fact.span


class Places:
    """The facts of one record by their places."""

    def __init__(self, record: Record) -> None:
        self.exact: dict[tuple[str, Span], str] = {}
        self.mentions: dict[Span, str] = {}
        self.spans: dict[str, list[tuple[Span, str]]] = {letter: [] for letter in KINDS}
        for fact in facts_of(record):
            place = place_of(fact)
            if place is not None:
                self.exact.setdefault((fact.id[0], place), fact.id)
            spans = [m.span for m in fact.mentions] if isinstance(fact, Actor) else [place]
            for span in filter(None, spans):
                self.spans[fact.id[0]].append((span, fact.id))
                if isinstance(fact, Actor):
                    self.mentions.setdefault(span, fact.id)

    def at(self, letter: str, span: Span) -> str | None:
        """The fact at a place; else the one actor who is mentioned there, else the one fact whose
        place shares characters with it."""
        if found := self.exact.get((letter, span)):
            return found
        if letter == "A" and (found := self.mentions.get(span)):
            return found
        near = {id for other, id in self.spans[letter] if _meet(other, span)}
        return near.pop() if len(near) == 1 else None


def carrier(
    old: tuple[str, Sequence[Span]], new: tuple[str, Sequence[Span]]
) -> Callable[[Span], Span | None]:
    """How places in one text, given with its sentences, become places in a later one.

    A place moves with its sentence, if the words of that sentence stand once in each text; white
    space does not count. Otherwise there is no such place.
    """
    text, sentences = old
    other, others = new
    if text == other:
        return lambda span: span
    starts = [sentence.start for sentence in sentences]
    here, there = _by_words(text, sentences), _by_words(other, others)

    def carried(span: Span) -> Span | None:
        at = bisect_right(starts, span.start) - 1
        if at < 0 or span.end > sentences[at].end:
            return None
        home = sentences[at]
        words = _words(text, home)
        if len(here[words]) != 1 or len(there.get(words, ())) != 1:
            return None
        return _moved(text, home, span, other, there[words][0])

    return carried


def _by_words(text: str, sentences: Sequence[Span]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for sentence in sentences:
        found.setdefault(_words(text, sentence), []).append(sentence)
    return found


def _words(text: str, span: Span) -> str:
    return "".join(text[span.start : span.end].split())


def _moved(text: str, home: Span, span: Span, other: str, sentence: Span) -> Span | None:
    """The same characters of a sentence that stands elsewhere, white space not counted."""
    printed = [at for at in range(home.start, home.end) if not text[at].isspace()]
    moved = [at for at in range(sentence.start, sentence.end) if not other[at].isspace()]
    first, last = bisect_left(printed, span.start), bisect_left(printed, span.end)
    return Span(moved[first], moved[last - 1] + 1) if first < last else None


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

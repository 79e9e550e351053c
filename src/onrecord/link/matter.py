"""What the facts of a report are compared by: words with their weights, persons, days, figures.

Words are compared by family where they have one (seize, capture, carry off), else by stem; how
much a word tells in a story falls with the number of its reports that have it.
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from onrecord.knowledge.families import families_of
from onrecord.knowledge.words import rarity, stem
from onrecord.link.cast import Cast, Member, plain
from onrecord.link.paragraphs import spans
from onrecord.model import Actor, Attribution, Event, Figure, Record, Span, Timex
from onrecord.model.across import Fact, Told

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*\d|\d")
FOREVER = ("0000-00-00", "9999-99-99")
NOTHING = re.compile(
    r"\bno (?:further )?comments?\b|\bnothing (?:more |further )?to (?:say|add|announce)\b"
    r"|\b(?:not|n['’]t) (?:be )?comment(?:ing)?\b",
    re.IGNORECASE,
)
EVASIVE = ("decline-to-comment", "neither-confirm-nor-deny")
UNSAID = frozenset({"ask", "demand", "order", "refuse", "want", "hope", "intend"})
SLACK = 1  # days between the days of two zones

Days = tuple[str, str]  # first and last day that are allowed


class Word(Struct, frozen=True, gc=False):
    """A word of a text: where it stands, and what it is compared by."""

    start: int
    end: int
    concepts: tuple[str, ...]


class Matter:
    """One report, made ready to be compared with others of its story."""

    def __init__(self, told: Told, cast: Cast) -> None:
        self.told = told
        self.name = told.name
        self.record: Record = told.record
        self.cast = cast
        self.text = told.record.report.text
        self.actors: Mapping[str, Actor] = {a.id: a for a in self.record.actors}
        self.timexes: Mapping[str, Timex] = {t.id: t for t in self.record.timexes}
        self.figures: Mapping[str, Figure] = {f.id: f for f in self.record.figures}
        self.attributions: Mapping[str, Attribution] = {s.id: s for s in self.record.attributions}
        self.published = (self.record.report.published or "")[:10] or None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the text that tell something."""
        found = list(WORD.finditer(self.text))
        lower = [match.group().casefold() for match in found]
        return tuple(
            Word(match.start(), match.end(), concepts_of(lower, at))
            for at, match in enumerate(found)
        )

    def concepts(self, span: Span) -> Counter[str]:
        """What the words in a span say, counted; pronouns as those for whom they stand."""
        counts: Counter[str] = Counter()
        for word in self.words_in(span):
            counts.update(word.concepts)
        for member in self.people_in(span):
            if member.named:
                counts[f"@{member.number}"] += 1
            if member.nation:
                counts[f"~{member.nation}"] += 1
        for actor in self._pronouns_in(span):
            counts.update(self._described(actor))
        for figure in self.record.figures:
            inside = span.start <= figure.span.start and figure.span.end <= span.end
            if inside and figure.low == figure.high and figure.kind != "ordinal":
                counts[f"#{figure.low}"] += 1
        return counts

    def _pronouns_in(self, span: Span) -> set[str]:
        """Those for whom a pronoun within a span stands."""
        return {
            actor.id
            for actor in self.record.actors
            for mention in actor.mentions
            if mention.form == "pronoun"
            and span.start <= mention.span.start
            and mention.span.end <= span.end
        }

    def _described(self, actor: str) -> set[str]:
        """The words by which somebody is described who is not named."""
        member = self.member(actor)
        if member is None or member.named:
            return set()
        spans = [m.span for m in self.actors[actor].mentions if m.form != "pronoun"]
        words = self.words_in(spans[0]) if spans else ()
        return {concept for word in words for concept in word.concepts}

    def words_in(self, span: Span) -> Iterable[Word]:
        """The words that stand within a span."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].start < span.start:
                low = middle + 1
            else:
                high = middle
        while low < len(self.words) and self.words[low].end <= span.end:
            yield self.words[low]
            low += 1

    @cached_property
    def mentions(self) -> Sequence[tuple[int, int, str]]:
        """Where actors are mentioned: start, end, actor."""
        return sorted(
            (mention.span.start, mention.span.end, actor.id)
            for actor in self.record.actors
            for mention in actor.mentions
        )

    def people_in(self, span: Span) -> Iterable[Member]:
        """The members of the cast that are mentioned within a span."""
        for start, end, actor in self.mentions:
            if span.start <= start and end <= span.end:
                member = self.member(actor)
                if member:
                    yield member

    @cached_property
    def hollow(self) -> frozenset[str]:
        """Attributions whose content is little but another's: "A reported that B believes"."""
        hollow = set()
        for said in self.record.attributions:
            outer = self.attributions.get(said.within or "")
            if outer is None or not said.source.actor or said.act in UNSAID:
                continue
            if said.source.actor == outer.source.actor or not self._tells(said):
                continue
            parts = (*said.content.spans, *said.cue.spans, *said.source.spans)
            inner = sum(span.end - span.start for span in parts)
            whole = sum(span.end - span.start for span in outer.content.spans)
            if inner > 0.6 * whole:
                hollow.add(outer.id)
        return frozenset(hollow)

    def _tells(self, said: Attribution) -> bool:
        """True if something happens in what is said: "dismissed the watch" says nothing."""
        return any(
            span.start <= event.trigger.start < span.end
            for span in said.content.spans
            for event in self.record.events
        )

    def paragraph(self, at: int) -> int:
        """The number of the paragraph in which a character stands, from 1, as copies count them."""
        return bisect_right([start for start, _ in self._paragraphs], at) or 1

    @cached_property
    def _paragraphs(self) -> Sequence[tuple[int, int]]:
        return list(spans(self.text))

    def member(self, actor: str | None) -> Member | None:
        return self.cast.of(self.name, actor)

    def days(self, timex: str | None) -> Days | None:
        """The days that a time allows, where it names any."""
        found = self.timexes.get(timex or "")
        if found is None or not (found.earliest or found.latest):
            return None
        return (found.earliest or FOREVER[0])[:10], (found.latest or FOREVER[1])[:10]

    def day(self, said: Attribution) -> Days:
        """The days on which something may have been said: by its time, else that of the report."""
        found = self.days(said.said) or self._day_beside(said)
        if found and (self.published is None or found[0] <= self.published):
            return found
        return (self.published, self.published) if self.published else FOREVER

    def _day_beside(self, said: Attribution) -> Days | None:
        """The one day that the sentence of a statement names outside what is said, where it lies
        shortly before the report; of one who says nothing, anywhere in the sentence."""
        at = said.cue.spans[0].start
        sentence = next((s for s in self.record.sentences if s.start <= at < s.end), None)
        if sentence is None or self.published is None:
            return None
        evasive = said.act in EVASIVE
        inside = () if evasive else said.content.spans
        found = {
            days
            for timex in self.record.timexes
            if timex.type == "DATE"
            and sentence.start <= timex.span.start < sentence.end
            and not any(s.start <= timex.span.start < s.end for s in inside)
            and (days := self.days(timex.id))
            and later(days[1], 7) >= self.published >= days[0]
        }
        return found.pop() if len(found) == 1 else None

    def sentence(self, at: int) -> Span:
        """The sentence in which a character stands; nothing where none does."""
        return next((s for s in self.record.sentences if s.start <= at < s.end), Span(at, at))

    def content(self, said: Attribution) -> Counter[str]:
        """What the words of a content say."""
        counts: Counter[str] = Counter()
        for span in said.content.spans:
            counts.update(self.concepts(span))
        return counts

    def evades(self, said: Attribution) -> bool:
        """True for words by which somebody says that he says nothing: "I have no comment"."""
        return any(NOTHING.search(self.printed(span)) for span in said.content.spans)

    def fact(self, id: str) -> Fact:
        return Fact(self.name, id)

    def printed(self, span: Span) -> str:
        return self.text[span.start : span.end]


def concepts_of(words: Sequence[str], at: int) -> tuple[str, ...]:
    """What a word is compared by: its families, else its stem; a number by itself; nothing for
    a word that stands everywhere."""
    word = words[at]
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if found := families_of(words, at):
        return found
    word = re.sub(r"['’]s$", "", word)
    root = stem(word)
    return (root,) if rarity(root) > 0.2 and len(word) > 2 else ()


def telling(matters: Sequence[Matter]) -> Mapping[str, float]:
    """How much each concept tells in a story: less the more of its reports have it."""
    counts: Counter[str] = Counter()
    for matter in matters:
        counts.update(matter.concepts(Span(0, len(matter.text))).keys())
    total = len(matters)
    return {
        concept: (0.25 + math.log((total + 1) / count) / math.log(total + 1)) * base(concept)
        for concept, count in counts.items()
    }


def base(concept: str) -> float:
    """How much a concept tells by itself."""
    if concept[0] in "@#~" or concept[0].isdigit():
        return 1.0
    return max(0.2, rarity(concept))


def likeness(
    one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, float]
) -> float:
    """Shared weight over the weight of the lighter side and of both (the mean of overlap and
    Jaccard coefficient), 0 to 1."""
    shared, first, second = shared_weight(one, other, weights)
    if not shared:
        return 0.0
    return 0.5 * shared / min(first, second) + 0.5 * shared / (first + second - shared)


def shared_weight(
    one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, float]
) -> tuple[float, float, float]:
    """The weight of the concepts that two sides share, and of all of each side."""
    shared = sum(weights.get(c, 1.0) for c in one if c in other)
    if not shared:
        return 0.0, 0.0, 0.0
    first = sum(weights.get(c, 1.0) for c in one)
    return shared, first, sum(weights.get(c, 1.0) for c in other)


def overlap(one: Days, other: Days, slack: int = 0) -> bool:
    """True if two ranges of days have a day in common, up to some days."""
    return one[0] <= later(other[1], slack) and other[0] <= later(one[1], slack)


def later(day: str, days: int) -> str:
    """A day so many days after another; without end stays without end."""
    if not days or day in FOREVER:
        return day
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return day


def is_name_of(actor: Actor, words: str) -> bool:
    """True if an actor is called so."""
    return plain(actor.name) == plain(words)


def event_of(record: Record) -> Mapping[str, Event]:
    return {event.id: event for event in record.events}

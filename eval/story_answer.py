"""What a linker answers about the reports of some corpus stories, and where its words stand."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from onrecord.model import Record
from onrecord.model.across import Claim, Fact, Saying, Story
from tests.stories import corpus

Place = tuple[str, int, int]  # report, start, end
Places = list[Place]


class Part(NamedTuple):
    """One measure: its figures by name, in percent, and what is wrong, in words."""

    figures: dict[str, float]
    wrong: list[str]


@dataclass(frozen=True)
class Marks:
    """Corpus stories that are scored together."""

    stories: Sequence[corpus.Story]
    texts: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        texts = {ref: text for story in self.stories for ref, text in story.texts.items()}
        object.__setattr__(self, "texts", texts)

    def rows(self, section: str) -> Iterator[tuple[str, corpus.Row]]:
        """The rows of a section of all stories, each with the name of its story."""
        for story in self.stories:
            for row in story.gold.get(section, []):
                yield story.name, row

    def place(self, ref: str, words: str, nth: int | None = None) -> Place:
        return ref, *corpus.span(self.texts[ref], words, nth)

    def everywhere(self, ref: str, words: str, nth: int | None = None) -> Places:
        """The place of the words, and where copies and versions print them too."""
        own = self.place(ref, words, nth)
        return [own, *(p for p in printed(words, self.texts) if p[0] != ref)]


@dataclass(frozen=True)
class Answer:
    """The linked stories and the records that they were made of, by name of report."""

    stories: tuple[Story, ...]
    records: dict[str, Record]

    @property
    def claims(self) -> list[Claim]:
        return [claim for story in self.stories for claim in story.claims]

    def content(self, fact: Fact) -> Places:
        """The words of a fact: what an attribution attributes, all that tells of an event."""
        record = self.records[fact.report]
        for attribution in record.attributions:
            if attribution.id == fact.id:
                return [(fact.report, *span) for span in attribution.content.spans]
        return [(fact.report, *event.span) for event in record.events if event.id == fact.id]

    def trigger(self, fact: Fact) -> Places:
        """The words that name an event."""
        events = self.records[fact.report].events
        return [(fact.report, *event.trigger) for event in events if event.id == fact.id]

    def evidence(self, fact: Fact) -> Places:
        """The words of a fact with the cue of an attribution."""
        found = self.content(fact)
        for attribution in self.records[fact.report].attributions:
            if attribution.id == fact.id:
                found += [(fact.report, *span) for span in attribution.cue.spans]
        return found

    def saying(self, saying: Saying) -> Places:
        """The words of a saying, in its own report and in those that print it as copies."""
        found = self.content(saying.at)
        texts = {name: self.records[name].report.text for name in saying.copies}
        copies = [place for own in found for place in printed(self.words(own), texts)]
        return found + copies

    def words(self, place: Place) -> str:
        ref, start, end = place
        return self.records[ref].report.text[start:end]


def printed(words: str, texts: dict[str, str]) -> Places:
    """Every place of the words in some texts."""
    return [
        (ref, *match.span())
        for ref, text in texts.items()
        for match in re.finditer(re.escape(words), text)
    ]


def meet(ones: Iterable[Place], others: Iterable[Place]) -> bool:
    """True if any two of the places share a character."""
    others = list(others)
    return any(overlap(one, other) for one in ones for other in others)


def overlap(one: Place, other: Place) -> int:
    """How many characters two places share."""
    return max(0, min(one[2], other[2]) - max(one[1], other[1])) if one[0] == other[0] else 0


def percent(share: float) -> float:
    return round(100 * share, 1)

"""Small stories for the tests of linking, and what a linked story says of them, in words.

A report is a line: id | outlet | day | text. A place in it is its id and words that stand there
once ("a: guards [seized] nine", where the part in brackets is the trigger). What may be asked:

- `story`: the reports that `link` puts together, group by group.
- `same_event`, `other_event`: triggers of one event, or of several.
- `course`: what became of a plan.
- `claim`: the words of sayings that are one claim, its bounds (`low`, `high`), its `circle`, who
  took it back (`withdrawn`), and words that are no saying of it (`without`).
- `contradiction`: pairs with their kind. `contradictions`: how many there are in all.
- `stance`: the steps of a source, and whether its side changed; `source` lists the names that are
  fair. `steady`: sources that must have no stance that changed.
- `same_actor`, `other_actor`: words for one, or for several.

`known` names those of these keys that fail today.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.intake import report_of_text
from onrecord.link import link, link_story
from onrecord.link.cast import cast, plain
from onrecord.model import Record, Report
from onrecord.model.across import Claim, Contradiction, Fact, Stance, Story, Told
from tests.stories import corpus

Row = dict[str, Any]
Place = tuple[str, int, int]  # report, start, end
FOLDER = Path(__file__).parent / "scenarios"


@dataclass(frozen=True)
class Scenario:
    """One small story with its marks."""

    marks: Row
    file: str
    records: dict[str, Record] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.marks["name"])

    @property
    def asked(self) -> list[str]:
        """The keys that ask for something."""
        return [key for key in CHECKS if key in self.marks]

    def reports(self) -> Iterator[Report]:
        """Its reports, as they were printed; those of `page` lists are versions of one page."""
        for line in self.marks["reports"]:
            ref, outlet, day, text = line.split(" | ", 3)
            yield report_of_text(
                text.replace("¶ ", "\n\n"), ref=ref, outlet=outlet, published=day or None
            )

    @cached_property
    def told(self) -> list[Told]:
        pages = {ref: group[0] for group in self.marks.get("page", []) for ref in group}
        return [Told(ref, record, pages.get(ref)) for ref, record in self.records.items()]

    @cached_property
    def story(self) -> Story:
        return link_story(self.told)

    def place(self, at: str) -> Place:
        ref, words = at.split(": ", 1)
        return ref, *corpus.span(self.records[ref].report.text, words)

    def content(self, fact: Fact) -> list[Place]:
        """Where the words of a fact stand: of a statement what is attributed, of an event all."""
        record = self.records[fact.report]
        for said in record.attributions:
            if said.id == fact.id:
                return [(fact.report, *span) for span in (*said.content.spans, *said.cue.spans)]
        return [(fact.report, *event.span) for event in record.events if event.id == fact.id]

    def holds(self, claim: Claim, at: str) -> bool:
        """True if some words are a saying of a claim, or a copy of one."""
        place = self.place(at)
        words = at.split(": ", 1)[1]
        for saying in claim.said:
            if meet(self.content(saying.at), place):
                return True
            if place[0] in saying.copies and words in self.words(saying.at):
                return True
        return False

    def words(self, fact: Fact) -> str:
        text = self.records[fact.report].report.text
        return " … ".join(text[start:end] for _, start, end in self.content(fact))

    def event(self, at: str) -> tuple[int | str, str | None]:
        """The event that a trigger is a mention of (its number, else its own name) with its
        course; "-" if no event stands there."""
        place = self.place(at)
        facts = [
            Fact(place[0], event.id)
            for event in self.records[place[0]].events
            if event.trigger.start < place[2] and place[1] < event.trigger.end
        ]
        for number, happening in enumerate(self.story.events):
            if not set(facts).isdisjoint(happening.mentions):
                return number, happening.course
        return (f"{facts[0].report}:{facts[0].id}" if facts else "-"), None

    def actors(self, at: str) -> set[int]:
        """The members of the cast of whom some words are a mention."""
        place = self.place(at)
        return {
            member.number
            for actor in self.records[place[0]].actors
            if any(m.span.start < place[2] and place[1] < m.span.end for m in actor.mentions)
            if (member := self._cast.of(place[0], actor.id))
        }

    @cached_property
    def _cast(self) -> Any:
        return cast(sorted(self.told, key=lambda told: told.name))


def load() -> list[Scenario]:
    """All scenarios, file by file. Raises ValueError for a key that nobody looks at."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["scenario"]:
            if unknown := set(row) - set(CHECKS) - {"name", "reports", "page", "known", "why"}:
                raise ValueError(f"{path.name}: {row.get('name')}: unknown {sorted(unknown)}")
            found.append(Scenario(row, path.stem))
    return found


def meet(places: Iterable[Place], other: Place) -> bool:
    """True if one of the places shares a character with another."""
    return any(
        ref == other[0] and start < other[2] and other[1] < end for ref, start, end in places
    )


def _story(scenario: Scenario) -> Iterator[str]:
    found = sorted(sorted(story.reports) for story in link(scenario.told))
    wanted = sorted(sorted(group) for group in scenario.marks["story"])
    if found != wanted:
        yield f"stories are {found}, marked {wanted}"


def _same_event(scenario: Scenario) -> Iterator[str]:
    for group in scenario.marks["same_event"]:
        numbers = [scenario.event(at)[0] for at in group]
        if len(set(numbers)) > 1 or "-" in numbers:
            yield f"not one event: {dict(zip(group, numbers, strict=True))}"


def _other_event(scenario: Scenario) -> Iterator[str]:
    for group in scenario.marks["other_event"]:
        numbers = [scenario.event(at)[0] for at in group]
        if len(set(numbers)) < len(numbers) or "-" in numbers:
            yield f"not several events: {dict(zip(group, numbers, strict=True))}"


def _course(scenario: Scenario) -> Iterator[str]:
    for at, course in scenario.marks["course"].items():
        found = scenario.event(at)[1] or "none"
        if found != course:
            yield f"course of {at!r} is {found}, marked {course}"


def _claim(scenario: Scenario) -> Iterator[str]:
    for mark in scenario.marks["claim"]:
        holding = [
            claim
            for claim in scenario.story.claims
            if all(scenario.holds(claim, at) for at in mark["words"])
        ]
        wrong = [list(_bounds(scenario, claim, mark)) for claim in holding]
        if not holding:
            yield f"no claim holds {mark['words']}; claims: {_told(scenario)}"
        elif all(wrong):
            yield from min(wrong, key=len)


def _told(scenario: Scenario) -> list[list[str]]:
    return [[scenario.words(s.at)[:60] for s in claim.said] for claim in scenario.story.claims]


def _bounds(scenario: Scenario, claim: Claim, mark: Row) -> Iterator[str]:
    label = f"claim {mark['words'][0]!r}"
    if (claim.low, claim.high) != (mark["low"], mark["high"]):
        roots = [f"{root.who}: {root.why}" for root in claim.roots]
        bounds = f"{claim.low} to {claim.high}, marked {mark['low']} to {mark['high']}"
        yield f"{label}: {bounds}: {roots}"
    circle = sorted(map(plain, mark.get("circle", ())))
    if sorted(map(plain, claim.circle)) != circle:
        yield f"{label}: circle is {list(claim.circle)}, marked {circle}"
    back = [scenario.place(at) for at in mark.get("withdrawn", ())]
    if bool(back) != bool(claim.withdrawn) or not all(
        any(meet(scenario.content(fact), place) for fact in claim.withdrawn) for place in back
    ):
        words = list(map(scenario.words, claim.withdrawn))
        yield f"{label}: taken back by {words}, marked {mark.get('withdrawn', [])}"
    for at in mark.get("without", ()):
        if scenario.holds(claim, at):
            yield f"{label}: holds {at!r}"


def _contradiction(scenario: Scenario) -> Iterator[str]:
    for mark in scenario.marks["contradiction"]:
        found = [pair for pair in scenario.story.contradictions if _is_pair(scenario, pair, mark)]
        if not found:
            yield f"no contradiction of {mark['a']!r} and {mark['b']!r}: {_pairs(scenario)}"
        elif mark["kind"] not in {pair.kind for pair in found}:
            yield f"{mark['a']!r} and {mark['b']!r}: {found[0].kind}, marked {mark['kind']}"


def _contradictions(scenario: Scenario) -> Iterator[str]:
    found, wanted = len(scenario.story.contradictions), scenario.marks["contradictions"]
    if found != wanted:
        yield f"{found} contradictions, marked {wanted}: {_pairs(scenario)}"


def _is_pair(scenario: Scenario, pair: Contradiction, mark: Row) -> bool:
    """True if one side is of the claim of the one marked, and the other of the other."""
    claims = {claim.said[0].at: claim for claim in scenario.story.claims}
    sides = []
    for number, fact in enumerate((pair.a, pair.b)):
        places = scenario.content(fact)
        claim = claims.get(pair.claims[number]) if pair.claims else None
        places += [p for s in (claim.said if claim else ()) for p in scenario.content(s.at)]
        sides.append(places)
    a, b = scenario.place(mark["a"]), scenario.place(mark["b"])
    return (meet(sides[0], a) and meet(sides[1], b)) or (meet(sides[0], b) and meet(sides[1], a))


def _pairs(scenario: Scenario) -> list[str]:
    return [
        f"{pair.kind}: {scenario.words(pair.a)!r} / {scenario.words(pair.b)!r} ({pair.why})"
        for pair in scenario.story.contradictions
    ]


def _stance(scenario: Scenario) -> Iterator[str]:
    for mark in scenario.marks["stance"]:
        own = _of_source(scenario, mark["source"])
        lines = [_steps(stance) for stance in own]
        if mark["steps"] not in lines:
            others = {stance.source: _steps(stance) for stance in scenario.story.stances}
            yield f"steps of {mark['source'][0]} are {lines}, marked {mark['steps']}; all: {others}"
        elif own[lines.index(mark["steps"])].changed != mark["changed"]:
            yield f"{mark['source'][0]}: changed is {not mark['changed']}"


def _steady(scenario: Scenario) -> Iterator[str]:
    for source in scenario.marks["steady"]:
        for stance in _of_source(scenario, [source]):
            if stance.changed:
                yield f"{source} changed: {_steps(stance)}"


def _of_source(scenario: Scenario, names: Iterable[str]) -> list[Stance]:
    fair = set(map(plain, names))
    return [stance for stance in scenario.story.stances if plain(stance.source) in fair]


def _steps(stance: Stance) -> list[str]:
    return [
        f"{step.first if step.first == step.last else f'{step.first}/{step.last}'} {step.act}"
        for step in stance.steps
    ]


def _same_actor(scenario: Scenario) -> Iterator[str]:
    for group in scenario.marks["same_actor"]:
        found = [scenario.actors(at) for at in group]
        if not set.intersection(*found):
            yield f"not one actor: {dict(zip(group, found, strict=True))}"


def _other_actor(scenario: Scenario) -> Iterator[str]:
    for group in scenario.marks["other_actor"]:
        found = [scenario.actors(at) for at in group]
        if not all(found) or len(set.union(*found)) < sum(map(len, found)):
            yield f"not several actors: {dict(zip(group, found, strict=True))}"


CHECKS: dict[str, Callable[[Scenario], Iterator[str]]] = {
    "story": _story,
    "same_event": _same_event,
    "other_event": _other_event,
    "course": _course,
    "claim": _claim,
    "contradiction": _contradiction,
    "contradictions": _contradictions,
    "stance": _stance,
    "steady": _steady,
    "same_actor": _same_actor,
    "other_actor": _other_actor,
}


def differences(scenario: Scenario, key: str) -> list[str]:
    """What a linked story says otherwise than one mark of its scenario, a line each."""
    return list(CHECKS[key](scenario))

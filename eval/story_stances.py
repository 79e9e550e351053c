"""Stances, step by step, measured against their marks."""

from dataclasses import dataclass

from clusters import Rates, rates
from story_answer import Answer, Marks, Part, meet
from story_groups import three

from onrecord.model.across import Stance, Step
from tests.stories import corpus


@dataclass(frozen=True)
class Held:
    """One marked stance held against a found one: the marked steps whose evidence stands in it, and
    those of them that are right; the found steps on marked days, and those with an act marked for
    the day."""

    row: corpus.Row
    stance: Stance | None = None
    evidence: frozenset[int] = frozenset()
    right: frozenset[int] = frozenset()
    dated: tuple[Step, ...] = ()
    fair: tuple[Step, ...] = ()

    @property
    def rank(self) -> tuple[int, int]:
        return len(self.right), len(self.fair) - len(self.dated)


def stances(marks: Marks, answer: Answer) -> Part:
    """The steps of each marked stance, against the found stance that has most of them.

    A found step stands for a marked one where its evidence (content or cue) shares a character
    with the marked words; the evidence tells whose step it is. It is right if the act is the same
    and the days share one. A found stance counts only if it has the evidence of two marked steps:
    one alone shows no course. Precision is over those steps of that stance that are of days marked
    for it: those are right whose act is marked for such a day.
    """
    found = [stance for story in answer.stories for stance in story.stances]
    best = []
    for _, row in marks.rows("stance"):
        held = (_held(marks, answer, row, stance) for stance in found)
        best.append(max((h for h in held if h), key=lambda h: h.rank, default=Held(row)))
    recall = rates(sum(len(h.right) for h in best), 1, sum(len(h.row["steps"]) for h in best))
    precision = rates(sum(len(h.fair) for h in best), sum(len(h.dated) for h in best), 1)
    score = Rates(precision.precision, recall.recall)
    return Part(three("stance steps", score), [text for h in best for text in _wrong(h)])


def _held(marks: Marks, answer: Answer, row: corpus.Row, stance: Stance) -> Held | None:
    """The found stance against the marked one; None if it has too little of it."""
    evidence, right = set(), set()
    for step in stance.steps:
        places = [place for fact in (step.at, *step.also) for place in answer.evidence(fact)]
        for at, mark in enumerate(row["steps"]):
            if meet(places, marks.everywhere(mark["in"], mark["at"], mark.get("nth"))):
                evidence.add(at)
                if step.act == mark["act"] and _same_day(step, mark):
                    right.add(at)
    if len(evidence) < min(2, len(row["steps"])):
        return None
    dated = [step for step in stance.steps if any(_same_day(step, m) for m in row["steps"])]
    fair = [s for s in dated if any(s.act == m["act"] and _same_day(s, m) for m in row["steps"])]
    return Held(row, stance, frozenset(evidence), frozenset(right), tuple(dated), tuple(fair))


def _same_day(step: Step, mark: corpus.Row) -> bool:
    """True if the days share one; a step of no day has none, an open end goes on."""
    if step.first is None and step.last is None:
        return False
    first, _, last = mark["day"].partition("/")
    ends = last or first
    return bool((step.first or first) <= ends and first <= (step.last or ends))


def _wrong(held: Held) -> list[str]:
    source = f"stance: {held.row['source']} ({held.row['about']})"
    wrong = [
        f"{source}: missed {mark['day']} {mark['act']} {mark['in']} {mark['at']!r}"
        for at, mark in enumerate(held.row["steps"])
        if at not in held.right
    ]
    wrong += [
        f"{source}: wrong {step.first} to {step.last} {step.act} {step.at.report}:{step.at.id}"
        for step in held.dated
        if step not in held.fair
    ]
    return wrong

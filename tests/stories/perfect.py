"""The answer that the marks of a story ask for, to try the measures on."""

from collections import defaultdict

from onrecord.model import Attribution, Event, Record, Report, Span
from onrecord.model.across import (
    Claim,
    Contradiction,
    Copy,
    Credibility,
    Fact,
    Happening,
    Root,
    Saying,
    Stance,
    Step,
    Story,
)
from onrecord.model.record import Content, Cue, Source
from tests.stories import corpus

GRADE = Credibility(grade=6, why="nothing to judge by")


class Perfect:
    """The answer that the marks of a story ask for, with records of nothing but marked words."""

    def __init__(self, gold: corpus.Story) -> None:
        self.gold = gold
        self.said: dict[str, list[Attribution]] = defaultdict(list)
        self.done: dict[str, list[Event]] = defaultdict(list)

    def attribution(self, ref: str, words: str, nth: int | None = None) -> Fact:
        span = Span(*corpus.span(self.gold.texts[ref], words, nth))
        name = f"S{len(self.said[ref]) + 1}"
        self.said[ref].append(
            Attribution(
                id=name,
                source=Source(),
                cue=Cue(spans=(), lemma="say"),
                content=Content(spans=(span,)),
            )
        )
        return Fact(ref, name)

    def event(self, ref: str, words: str, nth: int | None = None) -> Fact:
        span = Span(*corpus.span(self.gold.texts[ref], words, nth))
        name = f"E{len(self.done[ref]) + 1}"
        self.done[ref].append(Event(id=name, trigger=span, span=span))
        return Fact(ref, name)

    def story(self) -> Story:
        gold = self.gold.gold
        return Story(
            title=self.gold.name,
            reports=tuple(gold["story"]),
            first=None,
            last=None,
            copies=tuple(self._copy(row) for row in gold["copies"]),
            events=tuple(self._happening(row) for row in gold["event"]),
            claims=tuple(self._claim(row) for row in gold["claim"]),
            contradictions=tuple(self._conflict(row) for row in gold["contradiction"]),
            stances=tuple(self._stance(row) for row in gold["stance"]),
        )

    def records(self) -> dict[str, Record]:
        return {
            ref: Record(
                version="0",
                report=Report(id=ref, ref=ref, text=text),
                attributions=tuple(self.said[ref]),
                events=tuple(self.done[ref]),
            )
            for ref, text in self.gold.texts.items()
        }

    def _copy(self, row: corpus.Row) -> Copy:
        pairs = tuple((first, second) for first, second in row["paragraphs"])
        return Copy(
            original=row["original"], copy=row["copy"], scale=row["scale"], paragraphs=pairs
        )

    def _happening(self, row: corpus.Row) -> Happening:
        facts = (self.event(ref, m["at"], m.get("nth")) for ref, m in corpus.mentions(row))
        return Happening(mentions=tuple(facts), course=row.get("course"))

    def _claim(self, row: corpus.Row) -> Claim:
        facts = [self.attribution(s["in"][0], s["says"], s.get("nth")) for s in row["said"]]
        copies = [tuple(s["in"][1:]) for s in row["said"]]
        against = (self.attribution(s["in"][0], s["says"]) for s in row.get("against", []))
        return Claim(
            said=tuple(Saying(at=f, root=0, copies=c) for f, c in zip(facts, copies, strict=True)),
            against=tuple(against),
            roots=(Root(who="somebody", sure=True, sayings=tuple(facts), why=""),),
            low=row["low"],
            high=row["high"],
            credibility=GRADE,
        )

    def _conflict(self, row: corpus.Row) -> Contradiction:
        a, b = (
            self.attribution(side["in"], side["says"], side.get("nth"))
            for side in (row["a"], row["b"])
        )
        return Contradiction(kind=row["kind"], a=a, b=b, why="")

    def _stance(self, row: corpus.Row) -> Stance:
        steps = []
        for step in row["steps"]:
            first, _, last = step["day"].partition("/")
            at = self.attribution(step["in"], step["at"], step.get("nth"))
            steps.append(Step(first=first, last=last or first, act=step["act"], at=at))
        return Stance(source=row["source"], about=row["about"], steps=tuple(steps), changed=True)

"""Learn from the open stories how much each sign weighs when reports are linked.

usage: python tools/train_links.py [--folds] [--write]

Three questions are learned, each by logistic regression over the signs that the linker itself
finds (src/onrecord/link/event_signs.py, claim_signs.py): are two mentions one event, do two
statements say the same, can two statements not both hold? Pairs of the open stories answer them,
each story with the same weight; the held stories are never opened. --folds measures each story
with weights that were learned from all others; --write writes src/onrecord/knowledge/data/
link_weights.tsv. No chance is involved: the same stories give the same weights.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "eval"), str(ROOT)]

from story_answer import Answer, Marks, Place, meet  # noqa: E402
from story_claims import lines  # noqa: E402
from story_conflicts import pairs  # noqa: E402
from story_groups import aligned, mentions  # noqa: E402

import stories as scorer  # noqa: E402
from onrecord.knowledge.link_weights import ALWAYS, Question, use_weights  # noqa: E402
from onrecord.link import happenings as events  # noqa: E402
from onrecord.link.cast import cast  # noqa: E402
from onrecord.link.claims import Case  # noqa: E402
from onrecord.link.event_signs import signs as event_signs  # noqa: E402
from onrecord.link.matter import Matter, telling  # noqa: E402
from onrecord.link.origins import Tracing  # noqa: E402
from onrecord.link.story import link_story  # noqa: E402
from onrecord.model import Record  # noqa: E402
from onrecord.model.across import Told  # noqa: E402
from tests.stories import corpus  # noqa: E402

OUT = ROOT / "src" / "onrecord" / "knowledge" / "data" / "link_weights.tsv"
SPEAKS_FOR = re.compile(  # signs that cannot speak against it, and signs that cannot speak for it
    r"overlap|jaccard|in the same words|shared|common|event (?:same|within)|verb (?:same|near)"
    r"|main (?:verb|event)|(?:sufferers|doers|place|named|number|figure|stem|family) same"
    r"|family (?:near|wider)|rarity|one (?:party|day|sentence)|confirmed later|the one before"
    r"|cites? .*"
)
CLASHES = re.compile(r"opposed|figure (?:perhaps )?rival")  # speaks for a clash, not for sameness
SPEAKS_AGAINST = re.compile(
    r"opposed|figure (?:perhaps )?rival|days apart|(?:named|place|number) other"
    r"|(?:sufferers|doers) (?:others|otherwise|of another sort)|another|status other|type alone"
)
PENALTY: Mapping[Question, float] = {"event": 1.0, "claim": 1.0, "clash": 3.0}
HEAD = """# How much each sign weighs for three questions about a pair: are two mentions one event,
# do two statements say the same, can two not both hold? Logits, learned from our own open
# stories by tools/train_links.py (docs/cards/links.md).
question	sign	weight
"""
Signs = dict[str, float]
Weights = dict[Question, dict[str, float]]


class Sample(NamedTuple):
    """A pair: its signs, and whether the answer is yes."""

    signs: Signs
    yes: bool


class Read(NamedTuple):
    """A story with what was read of its reports."""

    marked: corpus.Story
    records: dict[str, Record]

    @property
    def reports(self) -> list[Told]:
        inside = set(self.marked.gold["story"])
        told = scorer.tellings(self.marked, self.records)
        return sorted(
            (one for one in told if one.name in inside),
            key=lambda one: (one.record.report.published or "9", one.name),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure each story by the others")
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    told = [Read(one, scorer.read([one])) for one in corpus.stories("open")]
    if options.folds:
        _folds(told)
    weights = learned(told)
    if options.write:
        OUT.write_text(HEAD + "".join(_rows(weights)), "utf-8")
        print(f"written: {OUT.relative_to(ROOT)}, {sum(map(len, weights.values()))} weights")


def _rows(weights: Weights) -> Iterator[str]:
    for question in PENALTY:
        for sign, weight in sorted(weights[question].items()):
            yield f"{question}\t{sign}\t{weight:.3f}\n"


def _folds(told: Sequence[Read]) -> None:
    """Each story linked with weights that were learned from all others; figures for the whole."""
    linked = []
    for one in told:
        use_weights(learned([other for other in told if other is not one]))
        linked.append(link_story(one.reports))
        _show(one.marked.name, scorer.judge([one.marked], [linked[-1]], one.records).figures)
    records = {name: record for one in told for name, record in one.records.items()}
    _show("all", scorer.judge([one.marked for one in told], linked, records).figures)


def _show(name: str, figures: Mapping[str, float]) -> None:
    chief = (name_ for name_ in scorer.CHIEF if name_ not in ("story F1",))
    print(f"{name}: " + ", ".join(f"{name_} {figures[name_]:.1f}" for name_ in chief))


def learned(told: Sequence[Read]) -> Weights:
    """The weights for all questions: first of events, since statements are compared by these."""
    weights: Weights = {question: {ALWAYS: 0.0} for question in PENALTY}
    use_weights(weights)
    weights["event"] = fitted([list(_of_events(one)) for one in told], PENALTY["event"])
    use_weights(weights)
    samples = [_of_statements(one) for one in told]
    same = [claims for claims, _ in samples]
    weights["claim"] = fitted(same, PENALTY["claim"])
    weights["clash"] = fitted([clash for _, clash in samples], PENALTY["clash"], clash=True)
    use_weights(weights)
    return weights


def _of_events(told: Read) -> Iterator[Sample]:
    """The pairs of marked mentions that the linker compares and that their days allow."""
    matters = _matters(told)
    found = events.mentions_of(matters)
    weights = telling(matters)
    marks = Marks([told.marked])
    home = {
        place: number
        for number, (_, event) in enumerate(marks.rows("event"))
        for place in mentions(marks, event)
    }
    label = {fact: home[place] for place, fact in aligned(marks, Answer((), told.records)).items()}
    for a, b in sorted(events.compared(found)):
        one, other = found[a], found[b]
        if one.fact in label and other.fact in label and events.possible(one, other):
            yield Sample(event_signs(one, other, weights), label[one.fact] == label[other.fact])


def _of_statements(told: Read) -> tuple[list[Sample], list[Sample]]:
    """The pairs of statements of which one at least is marked, and those that may clash."""
    case = _case(told)
    marks = Marks([told.marked])
    places = [[(p.matter.name, p.span.start, p.span.end)] for p in case.pieces]
    said = [_said(place, marks) for place in places]
    sides = [_sides(place, marks) for place in places]
    claims, clashes = [], []
    for a, b in sorted(case.pairs()):
        signs = case.signs(a, b)
        both = {side for _, side in said[a] & said[b]}
        if (said[a] or said[b]) and both != {"against"}:  # how two deny it is not marked
            claims.append(Sample(signs, "said" in both))
        if case.clashing(a, b):
            against = {(claim, _other(side)) for claim, side in said[a]} & said[b]
            marked = {(pair, 1 - side) for pair, side in sides[a]} & sides[b]
            clashes.append(Sample(signs, bool(against or marked)))
    return claims, clashes


def _said(place: list[Place], marks: Marks) -> set[tuple[str, str]]:
    return {(line.claim[1], line.side) for line in lines(marks) if meet(line.places, place)}


def _sides(place: list[Place], marks: Marks) -> set[tuple[int, int]]:
    return {
        (number, side)
        for number, pair in enumerate(pairs(marks, "contradiction"))
        for side in (0, 1)
        if meet(place, pair.wide[side])
    }


def _other(side: str) -> str:
    return "against" if side == "said" else "said"


def _matters(told: Read) -> list[Matter]:
    known = cast(told.reports)
    return [Matter(one, known) for one in told.reports]


def _case(told: Read) -> Case:
    matters = _matters(told)
    return Case(matters, events.happenings(matters), Tracing(matters[0].cast, matters))


def fitted(
    stories: Sequence[Sequence[Sample]], penalty: float, *, clash: bool = False
) -> dict[str, float]:
    """Weights by sign that make the answers of the samples most probable, each story with the same
    weight, less a penalty on their squares. What is known to speak for sameness (or for
    a clash) or against it gets no weight of the other sign, however few the samples are."""
    samples = [sample for story in stories for sample in story]
    names = sorted({sign for sample in samples for sign in sample.signs})
    place = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(samples), len(names)))
    for number, sample in enumerate(samples):
        for sign, value in sample.signs.items():
            rows[number, place[sign]] = value
    wanted = np.array([sample.yes for sample in samples], dtype=float)
    share = np.array([1 / len(story) for story in stories for _ in story])
    share *= len(samples) / share.sum()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        values = rows @ weights[:-1] + weights[-1]
        wrong = share * (1 / (1 + np.exp(-values)) - wanted)
        total = share @ (np.logaddexp(0, values) - wanted * values)
        total += 0.5 * penalty * weights[:-1] @ weights[:-1]
        return total, np.r_[rows.T @ wrong + penalty * weights[:-1], wrong.sum()]

    bounds = [*(_allowed(name, clash=clash) for name in names), (None, None)]
    start = np.zeros(len(names) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return dict(zip((*names, ALWAYS), map(float, found), strict=True))


def _allowed(sign: str, *, clash: bool) -> tuple[float | None, float | None]:
    """The least and the greatest weight that a sign may have."""
    if SPEAKS_FOR.fullmatch(sign) or (clash and CLASHES.fullmatch(sign)):
        return 0.0, None
    return (None, 0.0) if SPEAKS_AGAINST.fullmatch(sign) else (None, None)


if __name__ == "__main__":
    main()

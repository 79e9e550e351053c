"""Claims and their origins, measured against their marks.

One marked line is one saying, however many copies print it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from clusters import Rates, b_cubed, paired, share
from story_answer import Answer, Marks, Part, Place, Places, meet, percent
from story_groups import three

from onrecord.model.across import Claim
from tests.stories import corpus

Key = tuple[str, str]  # the name of a story, and the id of a claim


@dataclass(frozen=True)
class Line:
    """A marked saying for or against a claim, with the places of its words."""

    number: int
    claim: Key
    side: str
    places: tuple[Place, ...]


def lines(marks: Marks) -> list[Line]:
    """The marked sayings of all claims."""
    found: list[Line] = []
    for name, claim in marks.rows("claim"):
        for side in ("said", "against"):
            for row in claim.get(side, []):
                places = (marks.place(ref, row["says"], row.get("nth")) for ref in row["in"])
                found.append(Line(len(found), (name, claim["id"]), side, tuple(places)))
    return found


@dataclass(frozen=True)
class Told:
    """A found claim: the places of each of its sayings, and of the events that it tells of."""

    claim: Claim
    sayings: tuple[Places, ...]
    events: Places

    def holds(self, line: Line) -> bool:
        return any(meet(line.places, places) for places in self.sayings)

    def rank(self, wanted: Sequence[Line]) -> tuple[int, int, int]:
        """How well it stands for a marked claim: the least is the best."""
        own = [line for line in wanted if self.holds(line)]
        told = sum(meet(line.places, self.events) for line in own)
        others = sum(not any(meet(line.places, p) for line in wanted) for p in self.sayings)
        return -len(own), -told, others


def origins(marks: Marks, answer: Answer) -> Part:
    """The bounds of each claim, and how its sayings are grouped.

    A saying agrees with a marked one where its content shares a character with the marked words.
    A marked claim stands against the found claim that has most of its sayings; of several the one
    with most events in the words of these (one attribution may say two things and so be of two
    claims), then the one with fewest others. Of those that are alike in all this no two marked
    claims take the same, if there are enough. A claim of which no saying is found has no bounds
    right. `claim` figures are B-cubed over the marked sayings that are found, `claim sayings found`
    tells how many are.
    """
    found = [
        Told(
            claim,
            tuple(answer.saying(saying) for saying in claim.said),
            [place for fact in claim.events for place in answer.trigger(fact)],
        )
        for claim in answer.claims
    ]
    marked = [line for line in lines(marks) if line.side == "said"]
    rows = {(name, row["id"]): row for name, row in marks.rows("claim")}
    best = _matched({key: [line for line in marked if line.claim == key] for key in rows}, found)
    figures = {"origins right": 0.0, "origins low right": 0.0, "origins high right": 0.0}
    wrong = []
    for key, row in rows.items():
        claim = best[key].claim if key in best else None
        low = claim is not None and claim.low == row["low"]
        high = claim is not None and claim.high == row["high"]
        for measure, right in zip(figures, (low and high, low, high), strict=True):
            figures[measure] += right
        if not (low and high):
            wrong.append(_bounds(key[0], row, claim))
    shares = {name: percent(share(count, len(rows))) for name, count in figures.items()}
    return Part(shares | _grouped(marked, found, best), wrong)


def _matched(wanted: dict[Key, list[Line]], found: Sequence[Told]) -> dict[Key, Told]:
    """The found claim that stands for each marked one, where one has any of its sayings."""
    ranks = [[told.rank(group) for told in found] for group in wanted.values()]
    first = [min(row, default=(0, 0, 0)) for row in ranks]
    best = [
        [float(rank == least and rank[0] < 0) for rank in row]
        for row, least in zip(ranks, first, strict=True)
    ]
    taken = dict(paired(best))
    return {
        key: found[taken.get(at, best[at].index(1.0))]
        for at, key in enumerate(wanted)
        if 1.0 in best[at]
    }


def _bounds(name: str, row: corpus.Row, claim: Claim | None) -> str:
    marked = f"origins: {name} {row['id']} {row['low']} to {row['high']}"
    if claim is None:
        return f"{marked}, no claim found"
    roots = "; ".join(f"{root.who}{' (sure)' if root.sure else ''}" for root in claim.roots)
    sayings = " ".join(f"{saying.at.report}:{saying.at.id}" for saying in claim.said)
    return f"{marked}, found {claim.low} to {claim.high}: {roots} [{sayings}]"


def _grouped(
    marked: Sequence[Line], found: Sequence[Told], best: dict[Key, Told]
) -> dict[str, float]:
    """How the marked sayings that are found stand together: each is in the claim that stands for
    its own, if that holds it, else in the one that tells of its event, else in the first."""
    home: dict[Line, int] = {}
    for line in marked:
        holding = [at for at, told in enumerate(found) if told.holds(line)]
        if holding:
            own = best.get(line.claim)
            home[line] = min(
                holding,
                key=lambda at: (found[at] is not own, not meet(line.places, found[at].events), at),
            )
    by_mark = [frozenset(line for line in home if line.claim == claim) for claim in best]
    by_home = [frozenset(line for line in home if home[line] == at) for at in set(home.values())]
    score = b_cubed(by_mark, by_home) if home else Rates(0, 0)
    figures = three("claim", score)
    figures["claim sayings found"] = percent(share(len(home), len(marked)))
    return figures

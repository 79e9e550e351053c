"""The same claim in several statements, and who denies it.

Two pieces of what is said make one claim if their words agree and nothing in them excludes the
other: no figure of one sort that cannot hold beside the other's, no two days, not yes and no.
Shared events and equal figures speak for it beside the words; what each sign weighs was learned
from the open stories (tools/train_links.py).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.link_weights import probability
from onrecord.link.cast import plain
from onrecord.link.claim_signs import signs
from onrecord.link.figuring import compared_figures
from onrecord.link.linkage import alike, clusters
from onrecord.link.matter import Matter, likeness, telling
from onrecord.link.once import once
from onrecord.link.origins import Tracing
from onrecord.link.statements import Piece, pieces_of
from onrecord.model.across import Fact, Happening

ONE = 0.45  # from this probability on two pieces are one claim
VERBATIM = 0.75  # share of all words from which on two pieces say the same
BUT_FOR = 0.8  # how much the other words agree where only the figures are others
SURE = 0.9  # how probable it then is
ALIKE = 0.4  # how much a piece must agree with what a denial points at to be denied too
UNMET = 0.1  # what a pair counts that was not compared
VERBAL = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT")  # told in words that fit anything
SHARED = 0.6  # weight of concepts that two pieces must share to be compared


class Compared(Struct, frozen=True):
    """How two pieces stand to each other: how probable it is that they say the same, and that they
    cannot both hold, and what parts them."""

    score: float
    clash: float
    opposed: bool  # one says so, one that it is not so
    rival: bool  # figures that cannot both hold
    apart: bool  # other days
    once: Literal["date", "place"] | None  # what happens once, at another time or place


class Case:
    """The statements of a story and how each two of them compare."""

    def __init__(
        self, matters: Sequence[Matter], events: Sequence[Happening], tracing: Tracing
    ) -> None:
        self.pieces: list[Piece] = [piece for matter in matters for piece in pieces_of(matter)]
        self.pieces.sort(key=lambda piece: piece.order)
        self._numbers = {id(piece): number for number, piece in enumerate(self.pieces)}
        self.weights = telling(matters)
        self.happening: dict[Fact, int] = {
            fact: number for number, event in enumerate(events) for fact in event.mentions
        }
        grounds = [tracing.ground(piece) for piece in self.pieces]
        self.parties = [ground.key for ground in grounds]
        self._copies = alike(range(len(self.pieces)), self._as_printed)
        self._first = {number: group[0] for group in self._copies for number in group}
        self._cited = [plain(ground.outlet or "") for ground in grounds]
        self._printed = [plain(p.matter.record.report.outlet or "") for p in self.pieces]
        self.compared: dict[tuple[int, int], Compared] = {
            (a, b): self._compare(a, b) for a, b in self.pairs() | self.denied()
        }

    def groups(self) -> list[list[int]]:
        """The pieces that make one claim each, as numbers; a copy goes with what it copies."""
        place = {group[0]: number for number, group in enumerate(self._copies)}
        pairs = {
            (place[a], place[b]): -9.0 if (c.opposed or c.rival or c.apart or c.once) else c.score
            for (a, b), c in self.compared.items()
        }
        found = clusters(len(self._copies), pairs, ONE, missing=UNMET)
        return [sorted(n for one in group for n in self._copies[one]) for group in found]

    def _as_printed(self, number: int) -> tuple[str, str, str, str | None]:
        """What copies of a statement have in common: its words, whose they are, the day."""
        piece = self.pieces[number]
        return piece.text, self.parties[number], piece.said.act, piece.matter.published

    def of(self, one: Piece, other: Piece) -> Compared | None:
        """How two pieces compare, if they were compared."""
        return self.between(self._numbers[id(one)], self._numbers[id(other)])

    def between(self, a: int, b: int) -> Compared | None:
        """How two pieces compare, by their numbers; a copy as what it copies."""
        a, b = self._first[a], self._first[b]
        return self.compared.get((min(a, b), max(a, b)))

    def pairs(self) -> set[tuple[int, int]]:
        """Pieces that share words enough to be compared."""
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for group in self._copies:
            number, piece = group[0], self.pieces[group[0]]
            fates = {f"!{q.casualty}" for q in piece.quantities if q.casualty}
            told = {f"?{event}" for event in self._events(piece)}
            for concept in (*piece.concepts, *fates, *told):
                blocks[concept].append(number)
        shared: defaultdict[tuple[int, int], float] = defaultdict(float)
        for concept, block in blocks.items():
            weight = max(SHARED / 2, self.weights.get(concept, 1.0))  # an event is enough
            for at, a in enumerate(block):
                for b in block[at + 1 :]:
                    shared[a, b] += weight
        return {pair for pair, weight in shared.items() if weight >= SHARED}

    def denied(self) -> set[tuple[int, int]]:
        """Pieces of which one denies what the other tells of, however common the word is in the
        story: "the works will be closed", "the works will not be closed"."""
        firsts = [group[0] for group in self._copies]
        telling: defaultdict[str, list[int]] = defaultdict(list)
        for number in firsts:
            if not self.pieces[number].denies:
                for deed in self.pieces[number].deeds:
                    telling[deed].append(number)
        return {
            (min(number, other), max(number, other))
            for number in firsts
            if self.pieces[number].denies
            for deed in self.pieces[number].deeds
            for other in telling[deed]
        }

    def _compare(self, a: int, b: int) -> Compared:
        one, other = self.pieces[a], self.pieces[b]
        found = self.signs(a, b)
        score = probability("claim", found)
        if found.get("jaccard", 0.0) >= VERBATIM:
            score = max(score, SURE)
        rival = compared_figures(one, other).how == "rival"
        clash = probability("clash", found) if self.clashing(a, b) else 0.0
        if rival and clash and likeness(worded(one), worded(other), self.weights) >= BUT_FOR:
            clash = max(clash, SURE)
        return Compared(
            score,
            clash,
            one.denies != other.denies,
            rival,
            not one.agrees_in_days(other),
            once(one, other),
        )

    def signs(self, a: int, b: int) -> dict[str, float]:
        """The signs that two pieces say the same, or cannot both hold."""
        one, other = self.pieces[a], self.pieces[b]
        return signs(
            one,
            other,
            self.weights,
            (self._events(one), self._events(other)),
            figures=compared_figures(one, other),
            one_party=self.parties[a] == self.parties[b],
            citing=self._citing(a, b) + self._citing(b, a),
        )

    def _citing(self, a: int, b: int) -> int:
        """1 if the outlet that printed the one is cited for the other."""
        return int(bool(self._cited[b]) and self._cited[b] == self._printed[a])

    def clashing(self, a: int, b: int) -> bool:
        """True if two pieces may exclude each other: yes and no to one thing, or other figures."""
        one, other = self.pieces[a], self.pieces[b]
        if one.fact == other.fact or elsewhere(one, other) or not one.agrees_in_days(other):
            return False
        given = compared_figures(one, other).how
        if one.denies != other.denies:
            no, yes = (one, other) if one.denies else (other, one)
            if no.before is not None and no.before is not yes:
                return self._is_one(no.before, yes)
            return given != "rival" and no.opposes(yes)
        return given in ("rival", "perhaps rival")

    def _is_one(self, one: Piece, other: Piece) -> bool:
        """True if two pieces say the same by their words alone."""
        return likeness(one.concepts, other.concepts, self.weights) >= ALIKE

    def event(self, piece: Piece) -> int | None:
        """The event that a piece chiefly tells of, if it is told elsewhere too."""
        return self.happening.get(Fact(piece.matter.name, piece.main.id)) if piece.main else None

    def _events(self, piece: Piece) -> list[int]:
        """The events told in a piece that are told elsewhere too, but for what is only said."""
        events = (event for event in piece.events if event.type not in VERBAL)
        facts = (Fact(piece.matter.name, event.id) for event in events)
        return [self.happening[fact] for fact in facts if fact in self.happening]


def worded(piece: Piece) -> dict[str, int]:
    """What a piece says, less its numbers."""
    return {concept: count for concept, count in piece.concepts.items() if concept[0].isalpha()}


def elsewhere(one: Piece, other: Piece) -> bool:
    """True if two pieces name different places, ships or people and share none."""
    first, second = one.named, other.named
    return bool(first and second) and not first & second


def mapping(matters: Sequence[Matter]) -> Mapping[str, Matter]:
    return {matter.name: matter for matter in matters}

"""Contradictions, measured against their marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusters import paired, rates, share
from story_answer import Answer, Marks, Part, Places, meet, percent
from story_claims import Line, lines
from story_groups import three

from onrecord.model.across import Contradiction, Fact

Given = tuple[Contradiction, Places, Places]


@dataclass(frozen=True)
class Pair:
    """A marked contradiction or lookalike: the words of each side as they are marked (`own`), and
    with all sayings of the claims that they belong to (`wide`)."""

    name: str
    kind: str
    own: tuple[Places, Places]
    wide: tuple[Places, Places]


def pairs(marks: Marks, section: str) -> list[Pair]:
    """The marked pairs of a section."""
    known = lines(marks)
    found = []
    for name, row in marks.rows(section):
        a, b = (marks.everywhere(s["in"], s["says"], s.get("nth")) for s in (row["a"], row["b"]))
        words = " / ".join(f"{side['in']} {side['says']!r}" for side in (row["a"], row["b"]))
        wide = (_wide(a, known), _wide(b, known))
        found.append(Pair(f"{name} {words}", row["kind"], (a, b), wide))
    return found


def _wide(side: Places, known: Sequence[Line]) -> Places:
    """The side, and all lines of the claims (or of what is said against them) that it is of."""
    of = {(line.claim, line.side) for line in known if meet(line.places, side)}
    return side + [p for line in known if (line.claim, line.side) in of for p in line.places]


def contradictions(marks: Marks, answer: Answer) -> Part:
    """Pairs that cannot both hold: precision, recall and kind.

    A found pair agrees with a marked one where one side shares a character with the marked side or
    with any saying of its claim, and the other with the other. Several that agree with one marked
    pair count once, and one found pair stands for one marked pair. What agrees with none is wrong,
    also where both its sides lie outside all that is marked (told apart as `outside the marks`);
    several wrong ones of one pair of claims count once. A found pair that has the very words of a
    lookalike, and not those of a contradiction, is wrong.
    """
    given = _given(marks, answer)
    marked, alike = pairs(marks, "contradiction"), pairs(marks, "lookalike")
    worth = [[_worth(pair, one, alike) for one in given] for pair in marked]
    met = {row for row, _ in paired(worth)}
    kinds = sum(
        any(w and one[0].kind == marked[row].kind for w, one in zip(worth[row], given, strict=True))
        for row in met
    )
    astray = [one for at, one in enumerate(given) if not any(row[at] for row in worth)]
    taken = [pair for pair in alike if any(_agree(pair.own, one) for one in astray)]
    key = _Keys(answer)
    wrong = {key(one[0]) for one in astray}
    outside = {key(one[0]) for one in _outside(astray, marks, [*marked, *alike])}
    figures = three("contradictions", rates(len(met), len(met) + len(wrong), len(marked)))
    figures["contradictions kind right"] = percent(share(kinds, len(met)))
    figures["contradictions outside the marks"] = float(len(outside))
    figures["contradictions lookalikes taken"] = float(len(taken))
    missed = [pair for at, pair in enumerate(marked) if at not in met]
    texts = [f"contradiction missed: {pair.kind} {pair.name}" for pair in missed]
    texts += [f"lookalike taken: {pair.kind} {pair.name}" for pair in taken]
    texts += [f"contradiction wrong: {_told(answer, one)}" for one in astray]
    return Part(figures, texts)


def _given(marks: Marks, answer: Answer) -> list[Given]:
    """The found pairs with the words of their sides."""
    return [
        (pair, answer.content(pair.a), answer.content(pair.b))
        for story in answer.stories
        for pair in story.contradictions
        if {pair.a.report, pair.b.report} <= marks.texts.keys()
    ]


def _outside(astray: Sequence[Given], marks: Marks, known: Sequence[Pair]) -> list[Given]:
    """Those of which neither side shares a character with anything that is marked."""
    places = [place for pair in known for side in pair.wide for place in side]
    places += [place for line in lines(marks) for place in line.places]
    return [one for one in astray if not meet(one[1] + one[2], places)]


def _worth(pair: Pair, one: Given, alike: Sequence[Pair]) -> float:
    """How well a found pair stands for a marked one: its kind counts most, then its own words."""
    own = _agree(pair.own, one)
    if not own and any(_agree(other.own, one) for other in alike):
        return 0.0
    return (1 + 0.01 * (one[0].kind == pair.kind) + 0.001 * own) if _agree(pair.wide, one) else 0.0


def _agree(sides: tuple[Places, Places], one: Given) -> bool:
    """True if the one side of the found pair meets one of these sides, and the other the other."""
    (a, b), (_, first, second) = sides, one
    return (meet(a, first) and meet(b, second)) or (meet(a, second) and meet(b, first))


class _Keys:
    """Names the two claims of a found pair, so that the same pair of claims has one name. Where
    the pair names no claims they are those that hold its sides; else the words themselves."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.claims: dict[Fact, object] = {}
        for at, claim in enumerate(answer.claims):
            for fact in claim.against:
                self.claims.setdefault(fact, ("against", at))
            for saying in claim.said:
                self.claims[saying.at] = at

    def __call__(self, pair: Contradiction) -> frozenset[object]:
        if len(set(pair.claims)) == 2:
            return frozenset(pair.claims)
        return frozenset(self._side(fact) for fact in (pair.a, pair.b))

    def _side(self, fact: Fact) -> object:
        words = tuple(self.answer.words(place) for place in self.answer.content(fact))
        return self.claims.get(fact, words)


def _told(answer: Answer, one: Given) -> str:
    pair, first, second = one
    sides = [
        f"{fact.report}:{fact.id} {' … '.join(map(answer.words, places))!r}"
        for fact, places in ((pair.a, first), (pair.b, second))
    ]
    return f"{pair.kind} {' / '.join(sides)}"

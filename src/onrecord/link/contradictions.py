"""Claims that cannot both hold: figures, yes against no, what one source says and then denies, two
days or two places for what happens once."""

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

from onrecord.link.claims import Case, Compared
from onrecord.link.statements import Piece
from onrecord.model.across import Conflict, Contradiction

CLASH = 0.5  # from this probability on two pieces cannot both hold
MARGIN = 0.1  # by how much less probable than what a denial is likeliest to mean another may be


class Drawn(Struct, frozen=True):
    """A claim while it is made: the numbers of its pieces, and the root of each."""

    pieces: tuple[int, ...]
    roots: tuple[str | None, ...]


class Clash(Struct, frozen=True):
    """Two claims that cannot both hold, and the two pieces that show it best."""

    kind: Conflict
    one: int  # numbers of the claims
    other: int
    a: int  # numbers of the pieces
    b: int
    correction: bool = False  # the same source gives another figure later


def clashes(case: Case, claims: Sequence[Drawn]) -> list[Clash]:
    """All pairs of claims that cannot both hold."""
    home = {piece: number for number, claim in enumerate(claims) for piece in claim.pieces}
    root = {
        piece: key for claim in claims for piece, key in zip(claim.pieces, claim.roots, strict=True)
    }
    best: dict[tuple[int, int, Conflict, bool], tuple[float, Clash]] = {}
    meant = _meant(case)
    for (a, b), compared in sorted(case.compared.items()):
        one, other = home[a], home[b]
        if one == other or case.pieces[a].fact == case.pieces[b].fact:
            continue  # nobody contradicts himself in one breath
        same = root[a] is not None and root[a] == root[b]
        kind = _kind(case.pieces[a], case.pieces[b], compared, same)
        likeliest = max(meant.get(a, 0.0), meant.get(b, 0.0)) if compared.opposed else 0.0
        if kind is None or (kind != "act" and compared.clash < likeliest - MARGIN):
            continue
        clash = Clash(kind, one, other, a, b, correction=kind == "figure" and same)
        pair = (min(one, other), max(one, other), kind, clash.correction)
        if pair not in best or compared.clash > best[pair][0]:
            best[pair] = (compared.clash, clash)
    found = [clash for _, clash in best.values()]
    return found + list(_turned(found, case, claims))


def _turned(found: Sequence[Clash], case: Case, claims: Sequence[Drawn]) -> Iterator[Clash]:
    """Where two claims stand as yes against no, and one source is on both sides."""
    acts = {frozenset((clash.one, clash.other)) for clash in found if clash.kind == "act"}
    for clash in found:
        pair = frozenset((clash.one, clash.other))
        if clash.kind != "status" or pair in acts:
            continue
        one, other = claims[clash.one], claims[clash.other]
        for a, b in product(range(len(one.pieces)), range(len(other.pieces))):
            sides = case.pieces[one.pieces[a]], case.pieces[other.pieces[b]]
            if one.roots[a] is None or one.roots[a] != other.roots[b]:
                continue
            apart = sides[0].denies != sides[1].denies and sides[0].fact != sides[1].fact
            if apart and not sides[0].open and not sides[1].open:
                yield Clash("act", clash.one, clash.other, one.pieces[a], other.pieces[b])
                break


def _meant(case: Case) -> dict[int, float]:
    """How probable it is for each denial that it stands against what it is likeliest to mean: a no
    is to one thing."""
    found: dict[int, float] = {}
    for (a, b), compared in case.compared.items():
        for number in (a, b):
            if compared.opposed and case.pieces[number].denies:
                found[number] = max(found.get(number, 0.0), compared.clash)
    return found


def _kind(one: Piece, other: Piece, compared: Compared, same: bool) -> Conflict | None:
    if compared.once:
        return compared.once
    if compared.clash < CLASH:
        return None
    if not compared.opposed:
        return "figure"
    if same and (one.open or other.open):
        return None
    return "act" if same else "status"


def contradiction(clash: Clash, case: Case, claims: Sequence[Drawn]) -> Contradiction:
    """A clash as it is given out."""
    one, other = case.pieces[clash.a], case.pieces[clash.b]
    firsts = tuple(case.pieces[claims[n].pieces[0]].fact for n in (clash.one, clash.other))
    return Contradiction(
        kind=clash.kind,
        a=one.fact,
        b=other.fact,
        why=_why(clash.kind, one, other),
        claims=firsts,
    )


def _why(kind: Conflict, one: Piece, other: Piece) -> str:
    if kind == "figure":
        pair = next(
            (first, second)
            for first in one.quantities
            for second in other.quantities
            if (first.same_kind(second) or first.may_be(second)) and not first.agrees(second)
        )
        values = [
            one.matter.printed(pair[0].figure.span),
            other.matter.printed(pair[1].figure.span),
        ]
        what = pair[0].figure.of or pair[0].figure.casualty or pair[0].unit
        return f"{values[0]} or {values[1]}: {what}"
    if kind in ("date", "place"):
        return f"the {kind}s of what happens once"
    if kind == "act":
        return "the same source says that it is so, and that it is not"
    return "one says that it is so, the other that it is not"

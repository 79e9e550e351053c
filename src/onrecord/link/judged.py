"""Claims as people correct them: statements taken out of their claim, or put into another's."""

from collections.abc import Mapping, Sequence

from onrecord.link.statements import Piece
from onrecord.model.across import Fact, Told


def regrouped(
    groups: Sequence[Sequence[int]], pieces: Sequence[Piece], reports: Sequence[Told]
) -> list[list[int]]:
    """The groups of pieces that make one claim each, with what people say of them worked in.

    A statement that is apart makes a claim of its own; one that is joined to another goes where
    that one is. Where the other is not in the story, it stays.
    """
    apart = {Fact(told.name, id) for told in reports for id in told.apart}
    joined = {Fact(told.name, id): other for told in reports for id, other in told.joined}
    if not apart and not joined:
        return [list(group) for group in groups]
    present = {piece.fact for piece in pieces}
    ends = {fact: end for fact in joined if (end := _end(fact, joined)) in present - {fact}}
    moved = {fact for fact in apart if fact not in ends} | ends.keys()
    found = [[n for n in group if pieces[n].fact not in moved] for group in groups]
    found += [
        [n for n, piece in enumerate(pieces) if piece.fact == fact]
        for fact in sorted(moved - ends.keys())
    ]
    home: dict[Fact, int] = {}
    for place, group in enumerate(found):
        for n in group:
            home.setdefault(pieces[n].fact, place)
    for n, piece in enumerate(pieces):
        if piece.fact in ends:
            found[home[ends[piece.fact]]].append(n)
    return sorted(sorted(group) for group in found if group)


def _end(fact: Fact, joined: Mapping[Fact, Fact]) -> Fact | None:
    """The statement to which a chain of joins leads; None for a ring."""
    seen = set()
    while fact in joined:
        if fact in seen:
            return None
        seen.add(fact)
        fact = joined[fact]
    return fact

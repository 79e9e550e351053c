"""All that the reports of one story have in common."""

from collections.abc import Mapping, Sequence

from onrecord.link.cast import cast, plain
from onrecord.link.claims import Case
from onrecord.link.contradictions import Clash, Drawn, clashes, contradiction
from onrecord.link.copies import copies
from onrecord.link.credibility import credibility
from onrecord.link.happenings import happenings
from onrecord.link.judged import regrouped
from onrecord.link.matter import Matter
from onrecord.link.origins import PRONOUNS, Grounds, Tracing, grounds
from onrecord.link.pointing import pointers
from onrecord.link.stances import stances
from onrecord.link.statements import Piece
from onrecord.link.unions import Unions
from onrecord.model.across import Claim, Copy, Fact, Saying, Story, Told


def link_story(reports: Sequence[Told]) -> Story:
    """The story that reports make; their order does not matter."""
    ordered = sorted(reports, key=lambda told: (told.record.report.published or "9", told.name))
    known = cast(ordered)
    matters = [Matter(told, known) for told in ordered]
    copied = copies(ordered)
    events = happenings(matters)
    tracing = Tracing(known, matters)
    case = Case(matters, events, tracing)
    groups = [
        _folded(group, case.pieces, copied)
        for group in regrouped(case.groups(), case.pieces, ordered)
    ]
    sums = [grounds([case.pieces[n] for n in group], tracing, folds) for group, folds in groups]
    drawn = [
        Drawn(tuple(group), tuple(sums[at].keys[case.pieces[n].fact] for n in group))
        for at, (group, _) in enumerate(groups)
    ]
    found = clashes(case, drawn)
    claims = tuple(
        _claim(at, group, folds, sums, case, found, drawn)
        for at, (group, folds) in enumerate(groups)
    )
    days = [day for told in ordered if (day := told.record.report.published)]
    return Story(
        title=_title(ordered),
        reports=tuple(told.name for told in ordered),
        first=min(days, default=None),
        last=max(days, default=None),
        copies=copied,
        events=events,
        claims=claims,
        contradictions=tuple(
            contradiction(clash, case, drawn) for clash in found if not clash.correction
        ),
        stances=stances(_matters(case, drawn, found), matters, tracing, case),
        pointers=pointers(case, matters, tracing),
    )


def _title(reports: Sequence[Told]) -> str:
    """The first headline; a story without one goes by its first words."""
    for told in reports:
        if told.record.report.title:
            return told.record.report.title
    return reports[0].record.report.text[:80].split("\n")[0] if reports else ""


def _folded(
    group: Sequence[int], pieces: Sequence[Piece], copied: Sequence[Copy]
) -> tuple[list[int], dict[int, int]]:
    """A claim's pieces, and which of them are printed copies or versions of which other: by
    their places in the claim."""
    pairs = {
        (copy.copy, second, copy.original, first)
        for copy in copied
        for first, second in copy.paragraphs
    }
    folds: dict[int, int] = {}
    for place, number in enumerate(group):
        piece = pieces[number]
        for before in range(len(group)):
            other = pieces[group[before]]
            if before == place or before in folds or piece.matter is other.matter:
                continue
            copy = (
                piece.matter.name, _paragraph(piece), other.matter.name, _paragraph(other)
            ) in pairs  # fmt: skip
            page = piece.matter.told.page
            version = page is not None and page == other.matter.told.page and before < place
            if (copy or version) and _says_alike(piece, other):
                folds[place] = before
                break
    return list(group), folds


def _says_alike(one: Piece, other: Piece) -> bool:
    """True for the same words of the same source, as far as it is named."""
    members = (one.member, other.member)
    if all(m is not None and m.named for m in members) and one.member != other.member:
        return False
    sources = {plain(words) for words in (one.source, other.source)} - PRONOUNS
    if len(sources) > 1:
        return False
    return plain(one.text) == plain(other.text)


def _paragraph(piece: Piece) -> int:
    """The number of the paragraph in which a piece stands, from 1."""
    return piece.matter.paragraph(piece.span.start)


def _claim(
    at: int,
    group: Sequence[int],
    folds: Mapping[int, int],
    sums: Sequence[Grounds],
    case: Case,
    found: Sequence[Clash],
    drawn: Sequence[Drawn],
) -> Claim:
    pieces = [case.pieces[number] for number in group]
    made = sums[at]
    sides = [clash for clash in found if at in (clash.one, clash.other)]
    opposed = [c for c in sides if c.kind in ("status", "act")]
    against = [
        case.pieces[n]
        for clash in opposed
        for n in drawn[clash.other if clash.one == at else clash.one].pieces
    ]
    mine = {key for key in drawn[at].roots if key}
    theirs = {
        key
        for clash in sides
        if not clash.correction
        for key in drawn[clash.other if clash.one == at else clash.one].roots
        if key
    }
    withdrawn = _withdrawn(at, sides, case, drawn)
    back = {withdrawn[fact] for fact in withdrawn}
    return Claim(
        said=_sayings(pieces, folds, made),
        against=tuple(dict.fromkeys(piece.fact for piece in against)),
        roots=made.roots,
        low=made.low,
        high=made.high,
        credibility=credibility(
            made.low, made.high, len(theirs - mine), len(back), bool(made.circle)
        ),
        events=_events(pieces),
        circle=made.circle,
        withdrawn=tuple(withdrawn),
        why=made.why,
    )


def _withdrawn(
    at: int, sides: Sequence[Clash], case: Case, drawn: Sequence[Drawn]
) -> dict[Fact, str]:
    """Later statements by which a root of the claim took it back, with the root."""
    last = max(case.pieces[n].order[0] for n in drawn[at].pieces)
    mine = {key for key in drawn[at].roots if key}
    found: dict[Fact, str] = {}
    for clash in sides:
        other = drawn[clash.other if clash.one == at else clash.one]
        for number, key in zip(other.pieces, other.roots, strict=True):
            if key in mine and key and case.pieces[number].order[0] > last:
                found[case.pieces[number].fact] = key
    return found


def _sayings(
    pieces: Sequence[Piece], folds: Mapping[int, int], made: Grounds
) -> tuple[Saying, ...]:
    sayings: dict[Fact, Saying] = {}
    for place, piece in enumerate(pieces):
        if place in folds or piece.fact in sayings:
            continue
        copies = dict.fromkeys(
            pieces[copy].matter.name for copy, original in folds.items() if original == place
        )
        sayings[piece.fact] = Saying(
            at=piece.fact,
            root=made.of.get(piece.fact),
            relays=made.relays.get(piece.fact, ()),
            copies=tuple(copies),
        )
    return tuple(sayings.values())


def _events(pieces: Sequence[Piece]) -> tuple[Fact, ...]:
    """The main event of each statement."""
    return tuple(
        dict.fromkeys(
            Fact(piece.matter.name, piece.events[0].id) for piece in pieces if piece.events
        )
    )


def _matters(case: Case, drawn: Sequence[Drawn], found: Sequence[Clash]) -> list[list[Piece]]:
    """Claims with all that is said against them: what clashes as yes and no is one matter."""
    unions = Unions(range(len(drawn)))
    for clash in found:
        if clash.kind in ("status", "act"):
            unions.join(clash.one, clash.other)
    return [
        sorted((case.pieces[n] for at in group for n in drawn[at].pieces), key=lambda p: p.order)
        for group in unions.groups()
    ]

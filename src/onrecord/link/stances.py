"""What a source said of one matter through time: denied, would not say, confirmed.

A matter is a claim with all that is said against it. A source's statements belong together if they
are about one matter, if their words agree, or if one follows the other in its report (a quotation
tells more of what was just reported). Who would not comment is counted to the matter that the words
around it are about.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from onrecord.link.claims import Case
from onrecord.link.linkage import alike
from onrecord.link.matter import EVASIVE, FOREVER, Days, Matter, likeness
from onrecord.link.origins import Tracing
from onrecord.link.statements import CLAIMING, Piece
from onrecord.link.unions import Unions
from onrecord.model import Attribution, Span
from onrecord.model.across import Fact, Stance, Step

POSITIONS = frozenset(
    {"order", "promise", "threaten", "demand", "propose", "intend", "refuse", "ask"}
)
PLAIN = frozenset({*EVASIVE, "deny", "confirm"})  # acts that say on which side one is
TURNED = frozenset({"assert", "report", "announce", "agree", "know"})
BEHIND = 60  # characters between a statement and one that goes on with it
NEAR = 0.12  # how much the words around an evasion must agree with a matter
LIKE = 0.35  # how much two statements of one source must agree to be about one thing
ALSO = 0.15  # from this probability on two statements of one source are about one thing
ALREADY = 0.15  # what it weighs that the source speaks of a matter elsewhere


class Said(Struct, frozen=True):
    """One statement of a source: where, when, what kind of act, on which side (None for neither),
    the matter that it is of, and its words."""

    fact: Fact
    days: Days
    act: str
    side: bool | None
    matter: int | None
    concepts: Mapping[str, int]
    text: str
    at: tuple[str, int, int]  # report and place
    who: str
    person: bool
    piece: Piece | None = None


def stances(
    matters: Sequence[Sequence[Piece]],
    reports: Sequence[Matter],
    tracing: Tracing,
    case: Case,
) -> tuple[Stance, ...]:
    """A stance for each source that did different things about a matter, or spoke of it on several
    days. `matters` are the pieces about one thing each."""
    weights = case.weights
    by_party: defaultdict[str, list[Said]] = defaultdict(list)
    for number, pieces in enumerate(matters):
        for piece in pieces:
            ground = tracing.ground(piece)
            if not ground.outlet and not ground.unnamed:
                by_party[ground.key].append(_said(piece, number))
    for report in reports:
        for said, party in _others(report, tracing):
            by_party[party].append(_placed(report, said, matters, by_party[party], weights))
    return tuple(
        stance
        for party, found in by_party.items()
        for stance in _of_party(party, found, matters, case)
    )


def _said(piece: Piece, matter: int) -> Said:
    explicit = piece.said.act in ("deny", "confirm")
    act = "deny" if piece.denies and not explicit else piece.said.act
    place = (piece.matter.name, piece.span.start, piece.span.end)
    member = piece.member
    return Said(
        piece.fact, piece.day, act, not piece.denies, matter, piece.concepts, piece.text, place,
        member.name if member else "", member is not None and member.kind == "person", piece,
    )  # fmt: skip


def _others(report: Matter, tracing: Tracing) -> Iterator[tuple[Attribution, str]]:
    """Statements that claim nothing and yet take a position, with their party."""
    for said in report.record.attributions:
        evasive = said.act in EVASIVE or report.evades(said)
        if not evasive and (said.act not in POSITIONS or said.act in CLAIMING):
            continue
        member = report.member(said.source.actor)
        party = tracing.parties.of(report.name, said, said.source.actor)
        if member and party:
            yield said, party.key


def _placed(
    report: Matter,
    said: Attribution,
    matters: Sequence[Sequence[Piece]],
    own: Sequence[Said],
    weights: Mapping[str, float],
) -> Said:
    """Such a statement with the matter that its words, or the words around it, are about."""
    content = report.content(said)
    evasive = said.act in EVASIVE or report.evades(said)
    bare = evasive and sum(concept[0].isalpha() for concept in content) < 2
    around = report.concepts(_paragraph(report, said)) if bare else content
    known = {one.matter for one in own}
    best: tuple[float, int] | None = None
    for number, pieces in enumerate(matters):
        score = max((likeness(around, p.concepts, weights) for p in pieces), default=0.0)
        total = score + (ALREADY if number in known else 0.0)
        if score >= (NEAR if evasive else LIKE) and (best is None or total > best[0]):
            best = (total, number)
    member = report.member(said.source.actor)
    spans = said.content.spans or said.cue.spans
    place = (report.name, spans[0].start, spans[-1].end)
    text = report.printed(Span(spans[0].start, spans[-1].end))
    act = "decline-to-comment" if evasive and said.act not in EVASIVE else said.act
    return Said(
        report.fact(said.id), report.day(said), act, None, best[1] if best else None,
        content, text, place, member.name if member else "",
        member is not None and member.kind == "person",
    )  # fmt: skip


def _of_party(
    party: str,
    found: Sequence[Said],
    matters: Sequence[Sequence[Piece]],
    case: Case,
) -> Iterator[Stance]:
    for group in _grouped(found, case):
        steps = _once(group)
        if len({(step.first, step.act) for step, _ in steps}) < 2:
            continue
        sides = {side for _, side in steps if side is not None}
        about = min(group, key=lambda one: (one.side is None, one.days, one.at))
        claim = None if about.matter is None else matters[about.matter][0].fact
        yield Stance(
            source=_name(group),
            about=about.text.strip("“”\"' "),
            steps=tuple(step for step, _ in steps),
            changed=len(sides) > 1,
            key=party if party.startswith("state:") else None,
            claim=claim,
        )


def _name(group: Sequence[Said]) -> str:
    """Who spoke most often, a person before the body that he speaks for."""
    count = Counter((said.person, said.who) for said in group)
    return min(count, key=lambda who: (not who[0], -count[who], who[1]))[1]


def _grouped(found: Sequence[Said], case: Case) -> list[list[Said]]:
    """A source's statements by what they are about."""
    unions = Unions(range(len(found)))
    copies = alike(found, lambda said: (said.text, said.days, said.act, said.matter))
    for group in copies:
        for number in group[1:]:
            unions.join(group[0], number)
    for a, b in combinations([group[0] for group in copies], 2):
        one, other = found[a], found[b]
        same = one.matter is not None and one.matter == other.matter
        if same or _follows(one, other) or _alike(one, other, case):
            unions.join(a, b)
    return [[found[number] for number in group] for group in unions.groups()]


def _alike(one: Said, other: Said, case: Case) -> bool:
    """True if two statements of one source are about one thing: they tell of one event; they say
    the same, or the reverse, with less certainty than that of two sources would need; or their
    words agree."""
    if one.piece and other.piece:
        event = case.event(one.piece)
        if event is not None and event == case.event(other.piece):
            return True
        if compared := case.of(one.piece, other.piece):
            return max(compared.score, compared.clash) >= ALSO
    return likeness(one.concepts, other.concepts, case.weights) >= LIKE


def _follows(one: Said, other: Said) -> bool:
    """True if one stands right behind the other in a report, and takes the same side."""
    first, second = sorted((one, other), key=lambda said: said.at)
    if first.at[0] != second.at[0] or first.side is None or first.side != second.side:
        return False
    shared = [c for c in first.concepts if c in second.concepts and c[0].isalpha()]
    return 0 <= second.at[1] - first.at[2] < BEHIND and bool(shared)


def _once(found: Iterable[Said]) -> list[tuple[Step, bool | None]]:
    """Steps in the order of their days; of what was done on one day for one side the act that
    says most. Who says what he denied or would not say before confirms it, and the reverse."""
    days: defaultdict[tuple[Days, bool | None], list[Said]] = defaultdict(list)
    for said in sorted(found, key=lambda said: (said.days, _rank(said.act), said.at)):
        days[said.days, said.side].append(said)
    steps: list[tuple[Step, bool | None]] = []
    for (period, side), same in days.items():
        act = same[0].act
        turned = any(
            before is (not side) or (step.act in EVASIVE and (step.first or "") < period[0])
            for step, before in steps
        )
        if act in TURNED and side is not None and turned:
            act = "confirm" if side else "deny"
        also = tuple(dict.fromkeys(said.fact for said in same[1:] if said.fact != same[0].fact))
        step = Step(
            first=_known(period[0]), last=_known(period[1]), act=act, at=same[0].fact, also=also
        )
        steps.append((step, side))
    return steps


def _rank(act: str) -> int:
    return 0 if act in PLAIN else 1


def _known(day: str) -> str | None:
    return None if day in FOREVER else day


def _paragraph(matter: Matter, said: Attribution) -> Span:
    """The paragraph in which an attribution stands."""
    at = said.cue.spans[0].start
    start = matter.text.rfind("\n\n", 0, at)
    end = matter.text.find("\n\n", at)
    return Span(max(0, start + 2 if start >= 0 else 0), len(matter.text) if end < 0 else end)

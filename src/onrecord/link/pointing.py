"""What a report itself says of how statements stand to each other, checked against the others.

"…, contradicting earlier accounts by the ministry", "a shift from its earlier denials": the words
point at somebody's statements, and these are looked for among those of the story.
"""

from collections.abc import Iterator, Sequence

from onrecord.knowledge.pointing import pattern, pointing
from onrecord.link.claims import Case
from onrecord.link.matter import Matter
from onrecord.link.origins import Tracing
from onrecord.link.statements import Piece
from onrecord.model import Span
from onrecord.model.across import Pointer

ABOUT = 0.1  # how probably a statement must be the same as the one that points, or against it
OWN = ("its", "his", "her", "their", "earlier", "previous", "initial")


def pointers(case: Case, reports: Sequence[Matter], tracing: Tracing) -> tuple[Pointer, ...]:
    """All such remarks of a story, each with the statements that it points at, if any is found."""
    return tuple(one for report in reports for one in _of_report(case, report, tracing))


def _of_report(case: Case, report: Matter, tracing: Tracing) -> Iterator[Pointer]:
    for match in pattern().finditer(report.text):
        sentence = next(
            (s for s in report.record.sentences if s.start <= match.start() < s.end), None
        )
        if sentence is None:
            continue
        here = [
            number
            for number, piece in enumerate(case.pieces)
            if piece.matter is report
            and piece.span.start < sentence.end
            and sentence.start < piece.span.end
        ]
        if not here:
            continue
        number = here[0]
        relation = pointing()[match.group().casefold()]
        parties = _parties(report, Span(match.end(), sentence.end), tracing)
        own = tracing.ground(case.pieces[number]).key
        if relation == "changes" or (not parties and _is_own(report, match.end())):
            parties = {own}
        found = _targets(case, number, parties, tracing, relation == "changes")
        yield Pointer(
            relation=relation,
            at=case.pieces[number].fact,
            words=report.printed(Span(match.start(), sentence.end)),
            targets=tuple(dict.fromkeys(piece.fact for piece in found)),
            borne_out=bool(found) if parties else None,
        )


def _parties(report: Matter, rest: Span, tracing: Tracing) -> set[str]:
    """The parties that are named behind the words."""
    found = set()
    for start, end, actor in report.mentions:
        if rest.start <= start and end <= rest.end:
            member = report.member(actor)
            if member and (member.named or tracing.parties.state(member)):
                found.add(tracing.parties.state(member) or f"@{member.number}")
    return found


def _is_own(report: Matter, at: int) -> bool:
    return report.text[at : at + 12].casefold().strip().startswith(OWN)


def _targets(
    case: Case, number: int, parties: set[str], tracing: Tracing, change: bool
) -> list[Piece]:
    """Earlier statements by those parties about the same; of a change only those of the other
    side."""
    here = case.pieces[number]
    found: list[Piece] = []
    for other, piece in enumerate(case.pieces):
        compared = case.between(number, other)
        if compared is None or max(compared.score, compared.clash) < ABOUT:
            continue
        if piece.order[0] > here.order[0]:
            continue
        if tracing.ground(piece).key not in parties or piece.fact == here.fact:
            continue
        if change and not compared.opposed:
            continue
        found.append(piece)
    return found

"""Through whom the whole report came: outlet, wire, authors, and who added to it.

A report is read by its top and its foot: "OSLO (Northern Press) —", "By Jane Roe", "With inputs
from agencies", "This story was first published by the Gazette". See docs/chains.md.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from onrecord.knowledge.imprint import labels
from onrecord.knowledge.statements import credits, traits
from onrecord.knowledge.world import Outlet, outlets
from onrecord.model import Actor, Draft, Mention, Reason, Relay, Report, Span
from onrecord.model.words import ActorKind, RelayRole

HEAD = 12  # lines above and in the first paragraph where a credit may stand
FOOT = 8
LONGEST = 300  # characters of a line of credit
LOOKED_AT = 6000  # characters at either end
AUTHORS = ("byline", "agency-input")

_WORD = r"[^\W\d_a-z][\w.'’&-]*"
_JOIN = r"(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos|of|the|for|and)"
_NAME = re.compile(rf"(?:[Tt]he )?({_WORD}(?: (?:{_JOIN} ){{0,2}}{_WORD}){{0,6}})")
_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_PLACE = re.compile(rf"\s+in\s+(?:the\s+)?{_WORD}(?: {_WORD}){{0,3}}$")
_YEAR = re.compile(r"^(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s+)")
_END = re.compile(r"[;|)\]\n]|(?<!\b[A-Z])\.(?:\s|$)|\.$|\s+(?:[Ee]diting|[Ww]riting)\s+by\b")
_BRACKETED = re.compile(
    r"(?P<before>[^()\n]{0,60}?)\s*\((?P<agency>[^()\n]{2,40})\)\s*(?:--|[—–_-])\s+(?=\S)"
)


class Credit(NamedTuple):
    """One who is credited: as printed, where, in what part, by which rule."""

    name: str
    span: Span | None
    role: RelayRole
    rule: str


def find_relays(draft: Draft) -> Draft:
    """The draft with the relays of the whole report, from the authors outwards to the outlet."""
    actors = {actor.id: actor for actor in draft.actors}
    reasons = dict(draft.reasons)
    found: dict[str, Relay] = {}
    for credit in sorted(credits_of(draft.parse.report), key=_rank):
        actor = _actor(actors, credit)
        if actor.id not in actors:
            reasons[actor.id] = Reason(f"credits:{credit.rule}", credit.role, credit.span)
        actors[actor.id] = actor
        found.setdefault(actor.id, Relay(actor=actor.id, span=credit.span, role=credit.role))
    relays = sorted(found.values(), key=lambda r: _OUTWARDS.index(r.role))
    return replace(draft, actors=tuple(actors.values()), relays=tuple(relays), reasons=reasons)


_OUTWARDS = ("agency-input", "byline", "wire", "outlet")
_STRONGEST: tuple[RelayRole, ...] = ("wire", "byline", "agency-input", "outlet")


def _rank(credit: Credit) -> tuple[int, bool]:
    """Who wired a report is not its outlet once more; of two such the one with words stands."""
    return _STRONGEST.index(credit.role), credit.span is None


def credits_of(report: Report) -> list[Credit]:
    """All who are credited for a report, by its own lines and by what came with it."""
    lines = list(_lines(report.text))
    found = [credit for start, line in lines for credit in _credits_in(start, line)]
    found += [c for start, line in lines if start < LOOKED_AT for c in _dateline(start, line)]
    for name in report.byline:
        place = report.text.find(name)
        near = 0 <= place < LOOKED_AT or place > len(report.text) - LOOKED_AT
        span = Span(place, place + len(name)) if place >= 0 and near else None
        wire = _known(name) is not None
        found.append(Credit(name, span, "wire" if wire else "byline", "byline"))
    if report.outlet:
        found.append(Credit(report.outlet, None, "outlet", "outlet"))
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The first and the last lines of a text that are not blank, with their places."""
    head = list(_printed(text[:LOOKED_AT], 0))
    yield from head[:HEAD]
    base = max(0, len(text) - LOOKED_AT)
    after = head[HEAD - 1][0] if len(head) > HEAD else len(text)
    foot = [line for line in _printed(text[base:], base) if line[0] > after]
    yield from foot[-FOOT:]


def _printed(text: str, base: int) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*", text):
        yield base + match.start(), match.group()


# --- lines of credit ------------------------------------------------------------------------


def _credits_in(start: int, line: str) -> Iterator[Credit]:
    if len(line) > LONGEST:
        return
    for match in _opening().finditer(line):
        name = _entries()[match["phrase"].lower()]
        yield from _named(name, start, line, match.end())
    for entry_name, entry in credits().items():
        for closing in entry.closing:
            place = line.lower().find(closing)
            if place > 0 and not line[place + len(closing) :].strip(" .)*"):
                begin = len(line) - len(line.lstrip(" (*—–-"))
                yield from _names(entry_name, start, line, begin, place)


def _named(name: str, start: int, line: str, begin: int) -> Iterator[Credit]:
    end = _END.search(line, begin)
    yield from _names(name, start, line, begin, end.start() if end else len(line))


def _names(name: str, start: int, line: str, begin: int, end: int) -> Iterator[Credit]:
    """The names between two places of a line; none if anything else stands between them."""
    role = credits()[name].role
    words = line[begin:end]
    year = _YEAR.match(words)
    begin += year.end() if year else 0
    found: list[Credit] = []
    placed = False
    for piece in _pieces(line[begin:end]):
        printed = _PLACE.sub("", piece).strip(" .")
        if placed and " " not in printed:
            continue  # "in Palm Cove, Florida"
        placed = len(printed) < len(piece.strip(" ."))
        place = line.find(printed, begin)
        match = _NAME.fullmatch(printed)
        if match and not credits()[name].collective:
            printed, place = match[1], place + match.start(1)
        elif printed.casefold() not in traits("collective"):
            if printed.casefold() in labels("post"):
                continue
            return
        span = Span(start + place, start + place + len(printed))
        found.append(Credit(printed, span, role, name))
    yield from found


def _pieces(words: str) -> list[str]:
    """The names of a list; a known outlet may hold an "and" of its own."""
    bare = words.strip(" .")
    if _known(bare):
        return [bare]
    return [piece for piece in _SPLIT.split(bare) if piece]


@cache
def _entries() -> dict[str, str]:
    return {phrase: name for name, entry in credits().items() for phrase in entry.phrases}


@cache
def _opening() -> re.Pattern[str]:
    """A phrase of credit where a line, a bracket or a sentence of a line begins."""
    phrases = "|".join(re.escape(p) for p in sorted(_entries(), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[(\[;|*]|\.\s)[\s*—–-]*(?P<phrase>{phrases})(?:(?<=\W)|\b):?\s+(?=\S)",
        re.IGNORECASE,
    )


# --- the agency in a dateline ---------------------------------------------------------------


def _dateline(start: int, line: str) -> Iterator[Credit]:
    """ "NAIROBI, Kenya (AP) —", "(Northern Press) -": also an agency that no table knows."""
    found = _BRACKETED.match(line)
    if not found:
        return
    agency, before = found["agency"].strip(), found["before"].strip()
    city = before.split(",")[0]
    plain = city.isupper() and len(city) > 2
    named = _NAME.fullmatch(agency) is not None
    if _known(agency) or (named and (plain or not before)):
        place = start + found.start("agency")
        yield Credit(agency, Span(place, place + len(agency)), "wire", "dateline")


# --- the actors -----------------------------------------------------------------------------


def _actor(actors: dict[str, Actor], credit: Credit) -> Actor:
    """The actor of a credit: one of the report's by place or by name, else a new one."""
    outlet = _known(credit.name)
    name = outlet.name if outlet else credit.name
    for actor in actors.values():
        if actor.name.casefold() in (name.casefold(), credit.name.casefold()) or (
            credit.span and any(Span(*m.span).meets(credit.span) for m in actor.mentions)
        ):
            return actor
    return Actor(
        id=f"A{len(actors) + 1}",
        name=name,
        kind=_kind(credit),
        country=(outlet.country or None) if outlet else None,
        sector=None if credit.role in AUTHORS and not outlet else "JRN",
        mentions=(Mention(credit.span, "name"),) if credit.span else (),
    )


def _kind(credit: Credit) -> ActorKind:
    if credit.name.casefold() in traits("collective"):
        return "group"
    person = credit.role == "byline" or (
        credit.role == "agency-input" and 1 < len(credit.name.split()) < 4
    )
    return "person" if person and not _known(credit.name) else "organization"


def _known(name: str) -> Outlet | None:
    return _outlets().get(name.strip().casefold().removeprefix("the "))


@cache
def _outlets() -> dict[str, Outlet]:
    return {
        name.casefold().removeprefix("the "): outlet
        for outlet in outlets()
        for name in (outlet.name, *outlet.names)
    }

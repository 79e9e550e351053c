"""Where a claim comes from: its roots, and how many of them are certainly separate.

The sum is that of docs/stories.md: copies add nothing; two reports that cite one source have one
origin; a party is one; a paper that has it from another leads to what that one rests on; papers
that have it from each other alone rest on nothing; an unnamed source counts at most, unless it is
the only one or belongs to a body to which no other root belongs.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.link.cast import DEFINITE, Cast, Member, plain
from onrecord.link.matter import Matter
from onrecord.link.parties import Parties, Party, is_unnamed
from onrecord.link.statements import Piece
from onrecord.link.unnamed import VAGUE, Masks, head_of
from onrecord.model import Attribution, Span
from onrecord.model.across import Fact, Root
from onrecord.model.words import SourceKind

SEVERAL = re.compile(r"(?:both|all|either|the two)\b", re.IGNORECASE)
PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "we", "i", "that"})
EDITS = re.compile(r"\b(?:editor|publisher|newsroom|editors)\b", re.IGNORECASE)
RESTS = frozenset({"believe", "agree", "doubt", "estimate"})  # acts of one who may rest on others
CONCEDING = frozenset({"concede", "admit", "acknowledge", "accept"})
PRESS = "JRN"


class Ground(Struct, frozen=True):
    """What one statement rests on: a root's key and name, the party of whom is unnamed (if any
    shows), and the outlets between, from the root outwards."""

    key: str
    who: str
    unnamed: bool = False
    head: str = ""  # of the words for who is unnamed
    belongs: str | None = None
    outlet: str | None = None  # an outlet that is all that is cited
    relays: tuple[str, ...] = ()
    why: str = ""


class Grounds(Struct, frozen=True):
    """The roots of a claim, which statement goes back to which, and outlets in a circle."""

    roots: tuple[Root, ...]
    of: Mapping[Fact, int | None]
    relays: Mapping[Fact, tuple[str, ...]]
    keys: Mapping[Fact, str | None]  # of the root of each statement
    low: int
    high: int
    circle: tuple[str, ...]
    why: str


class Tracing:
    """Finds the ground of statements."""

    def __init__(self, cast: Cast, matters: Sequence[Matter]) -> None:
        self.cast = cast
        self.parties = Parties(cast, matters)
        self.outlets = {
            plain(matter.record.report.outlet): matter.record.report.outlet
            for matter in matters
            if matter.record.report.outlet
        }
        self.masks = Masks(cast, matters, self.outlets, self._belongs)

    def ground(self, piece: Piece) -> Ground:
        """What a statement rests on, as far as its own report tells."""
        said, matter = piece.said, piece.matter
        if issued := issuer(piece.said, matter):
            said = replace(issued, relays=said.relays, within=said.within)
        actor = said.origin or said.source.actor
        member = matter.member(actor)
        said = _by_origin(said, matter, member)
        relays = self._relays(piece, actor)
        if member and self._is_outlet(member, said.source.kind):
            return Ground(
                f"outlet:{self._outlet(member)}", member.name, outlet=self._outlet(member),
                relays=(member.name,), why=f"{member.name} is cited, and no source of its own",
            )  # fmt: skip
        party = self.parties.of(matter.name, said, actor)
        words = " ".join(matter.printed(span) for span in said.source.spans)
        paper = self._paper(self._belongs(matter, said, member)) if EDITS.search(words) else None
        if paper:
            return Ground(
                f"outlet:{paper}", words, outlet=paper, why=f"{words} speaks for the outlet"
            )
        if is_unnamed(said.source.kind, member, words):
            return self._unnamed(said, matter, member, party, relays)
        assert member is not None
        if party is None:
            party = Party(f"@{member.number}", member.name)
        return Ground(party.key, party.name, relays=relays, why=f"{member.name} is named")

    def _relays(self, piece: Piece, actor: str | None) -> tuple[str, ...]:
        """Those through whom it came, from the origin outwards: as told, and who reports that the
        source says so."""
        said, matter = piece.said, piece.matter
        found = [*said.relays]
        outer = matter.attributions.get(said.within or "")
        while outer is not None and outer.id in piece.matter.hollow:
            if outer.source.actor:
                found.append(outer.source.actor)
            outer = matter.attributions.get(outer.within or "")
        members = (matter.member(relay) for relay in found if relay != actor)
        return tuple(dict.fromkeys(member.name for member in members if member))

    def _unnamed(
        self,
        said: Attribution,
        matter: Matter,
        member: Member | None,
        party: Party | None,
        relays: tuple[str, ...],
    ) -> Ground:
        """Who is not named: one by whom the body is named, or one to each outlet that has it."""
        words = self._words(said, matter, member)
        mask = self.masks.of.get((matter.name, member.number)) if member else None
        if mask and mask.named:
            found = self.parties.alone(mask.named)
            return Ground(found.key, found.name, relays=relays, why=f"{words} is {mask.named.name}")
        outlet = relays[0] if relays else matter.record.report.outlet or matter.name
        apart = party if party and member and party.key != f"@{member.number}" else None
        belongs = self._belongs(matter, said, member) or (apart.key if apart else None)
        if member and member.kind == "group" and apart:
            return Ground(apart.key, apart.name, relays=relays, why=f"{words} speak for it")
        key = f"unnamed:{belongs or plain(outlet)}:{head_of(words)}"
        if mask:
            key, words, belongs = f"unnamed:{mask.number}", mask.words, mask.belongs or belongs
        return Ground(
            key, words, unnamed=True, head=mask.head if mask else head_of(words), belongs=belongs,
            relays=relays, why=f"{words} is not named",
        )  # fmt: skip

    def _paper(self, belongs: str | None) -> str | None:
        """The outlet that somebody belongs to."""
        number = (belongs or "").removeprefix("@")
        if not number.isdigit():
            return None
        member = self.cast.members[int(number)]
        return self._outlet(member) if self._is_outlet(member, "media") else None

    def _words(self, said: Attribution, matter: Matter, member: Member | None) -> str:
        """The words for a source: as printed, or those for whom a pronoun stands."""
        if member and all(_is_pronoun(matter, span) for span in said.source.spans):
            return member.name
        words = " ".join(matter.printed(span) for span in said.source.spans)
        return words or (member.name if member else "an unnamed source")

    def _belongs(self, matter: Matter, said: Attribution, member: Member | None) -> str | None:
        """The body or state that an unnamed source is told to belong to."""
        if member is None:
            return None
        known = matter.actors.get(said.origin or said.source.actor or "")
        spans = [m.span for m in known.mentions if m.form == "nominal"] if known else []
        for span in (*said.source.spans, *spans):
            for start, end, actor in matter.mentions:
                found = matter.member(actor)
                inside = span.start <= start and end <= span.end
                if not inside or not found or not found.named or found.number == member.number:
                    continue
                if found.kind in ("organization", "country", "group"):
                    return self.parties.state(found) or f"@{found.number}"
        return f"state:{member.nation}" if member.nation else None

    def _is_outlet(self, member: Member, kind: SourceKind) -> bool:
        return self._outlet(member) in self.outlets or (
            member.sector == PRESS and member.kind == "organization" and kind != "document"
        )

    def _outlet(self, member: Member) -> str:
        """An outlet as it is called; "the website of the Evening Tribune" is the Tribune."""
        name = plain(member.name)
        if name in self.outlets or member.kind == "person":
            return name
        longer = [outlet for outlet in self.outlets if outlet.endswith(f" {name}")]
        if len(longer) == 1 and " " in name:  # "the Evening Record" of St. Paul
            return longer[0]
        of = re.split(r"\bof (?:the )?", name)[-1]
        return of if of in self.outlets else name


def issuer(said: Attribution, matter: Matter) -> Attribution | None:
    """The statement by which a report tells who issued a document that it cites after that: of "the
    communique said", the one of "the ministry said in a communique"."""
    if said.source.kind != "document" or not said.source.spans:
        return None
    words = matter.printed(said.source.spans[0])
    if not DEFINITE.match(words):
        return None
    noun = re.compile(rf"\b{re.escape(words.split()[-1])}\b", re.IGNORECASE)
    at = said.cue.spans[0].start
    before = [
        other
        for other in matter.record.attributions
        if other.source.kind not in ("document", "none", "media")
        and other.source.actor
        and other.cue.spans[0].start < at
        and noun.search(matter.printed(matter.sentence(other.cue.spans[0].start)))
    ]
    return max(before, key=lambda other: other.cue.spans[0].start, default=None)


def _is_pronoun(matter: Matter, span: Span) -> bool:
    return len(matter.printed(span).split()) == 1 and matter.printed(span).casefold() in PRONOUNS


def _one_each(found: list[Ground]) -> list[Ground]:
    """Unnamed sources that are called alike, or that belong to one body, are one."""
    known: dict[str, Ground] = {}
    for ground in found:
        if ground.unnamed and ground.belongs:
            known.setdefault(ground.head, ground)
            known.setdefault(ground.belongs, ground)
    named = []
    for ground in found:
        if ground.unnamed:
            alike = known.get(ground.head) if ground.head not in VAGUE else None
            other = known.get(ground.belongs or "") or alike
            if other:
                ground = msgspec.structs.replace(ground, key=other.key, belongs=other.belongs)
        named.append(ground)
    return named


def _spread(ground: Ground, found: Sequence[Ground]) -> Ground:
    """Who speaks of both sides at once ("both armies") is one of those who speak for themselves."""
    if not SEVERAL.match(ground.who):
        return ground
    return next((other for other in found if not SEVERAL.match(other.who)), ground)


def _by_origin(said: Attribution, matter: Matter, member: Member | None) -> Attribution:
    """A statement that another only hands on, as its origin's own where that is named: "the paper,
    quoting the prosecutor, said"."""
    if member is None or not member.named or said.origin in (None, said.source.actor):
        return said
    mentions = [m.span for m in matter.actors[said.origin].mentions if m.form != "pronoun"]
    if not mentions:
        return said
    at = said.cue.spans[0].start
    nearest = min(mentions, key=lambda span: abs(span.start - at))
    source = replace(said.source, spans=(nearest,), head=nearest, actor=said.origin)
    return replace(said, source=source)


def grounds(
    pieces: Sequence[Piece], tracing: Tracing, folded: Mapping[int, int] | None = None
) -> Grounds:
    """The roots of a claim, by all its statements; `folded` leads from the place of a copied
    statement to that of its original."""
    folded = folded or {}
    found = _one_each([tracing.ground(piece) for piece in pieces])
    for copy, original in folded.items():
        found[copy] = found[original]
    found = [_spread(ground, found) for ground in found]
    own: dict[str, list[int]] = {}  # statements in the reports of an outlet
    for place, piece in enumerate(pieces):
        own.setdefault(plain(piece.matter.record.report.outlet or ""), []).append(place)
    keys: list[str | None] = []
    circle: set[str] = set()
    ends: list[Ground] = []
    for place, ground in enumerate(found):
        end, ring = _followed(ground, found, own, ())
        circle |= set(ring)
        ends.append(end if end is not None else ground)
        keys.append(None if ring and end is None else ends[place].key)
    return _sum(pieces, ends, keys, sorted(circle), folded)


def _followed(
    ground: Ground, found: Sequence[Ground], own: Mapping[str, list[int]], seen: tuple[str, ...]
) -> tuple[Ground | None, tuple[str, ...]]:
    """The ground at the end of outlets that cite each other; None and the circle if there is
    none."""
    if ground.outlet is None:
        return ground, ()
    if ground.outlet in seen:
        return None, seen[seen.index(ground.outlet) :]
    ring: tuple[str, ...] = ()
    for place in own.get(ground.outlet, ()):
        end, circle = _followed(found[place], found, own, (*seen, ground.outlet))
        if end is not None and end.outlet is None:
            return end, ()
        ring = ring or circle
    if ring:
        return None, ring
    return ground, ()


def _sum(
    pieces: Sequence[Piece],
    ends: Sequence[Ground],
    keys: Sequence[str | None],
    circle: Sequence[str],
    folded: Mapping[int, int],
) -> Grounds:
    """The sum: which roots are sure, and so how many at least and at most."""
    own = [
        (piece.fact, key)
        for place, (piece, key) in enumerate(zip(pieces, keys, strict=True))
        if place not in folded
    ]
    order = [key for key in dict.fromkeys(keys) if key is not None]
    firm = {
        ground.key
        for ground, piece, key in zip(ends, pieces, keys, strict=True)
        if key and not ground.unnamed and not _rests(ground, piece, pieces)
    }
    by_key: dict[str, Ground] = {}
    for ground, key in zip(ends, keys, strict=True):
        if key and (key not in by_key or not by_key[key].why):
            by_key[key] = ground
    roots = []
    for key in order:
        ground = by_key[key]
        others = {by_key[other].belongs or other for other in order if other != key}
        alone = len(order) == 1 and not circle
        shut_out = ground.unnamed and ground.belongs is not None and ground.belongs not in others
        sure = key in firm or alone or shut_out
        roots.append(
            Root(
                who=ground.who,
                sure=sure,
                sayings=tuple(dict.fromkeys(fact for fact, k in own if k == key)),
                why=_reason(ground, sure, alone, shut_out),
                key=key if key.startswith("state:") else None,
            )
        )
    if circle:
        facts = dict.fromkeys(fact for fact, k in own if k is None)
        roots.append(
            Root(
                who="whoever began it, if anyone",
                sure=False,
                sayings=tuple(facts),
                why=f"{' and '.join(circle)} have it from each other",
            )
        )
    sure_ones = sum(root.sure for root in roots)
    low = sure_ones if sure_ones or circle else min(1, len(roots))
    places = {key: place for place, key in enumerate(order)}
    of = {
        piece.fact: places[key] if key is not None else (len(order) if circle else None)
        for piece, key in zip(pieces, keys, strict=True)
    }
    relays = {piece.fact: ground.relays for piece, ground in zip(pieces, ends, strict=True)}
    by_fact = {piece.fact: key for piece, key in zip(pieces, keys, strict=True)}
    return Grounds(
        tuple(roots), of, relays, by_fact, low, len(roots), tuple(circle), _why(roots, low)
    )


def _rests(ground: Ground, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """True for one who believes or concedes what others said before (rule 7); a government that
    admits what it did knows of itself."""
    if piece.said.act in RESTS:
        return True
    if piece.said.cue.lemma not in CONCEDING or ground.key.startswith("state:"):
        return False
    return any(other.order[0] < piece.order[0] for other in pieces)


def _reason(ground: Ground, sure: bool, alone: bool, shut_out: bool) -> str:
    if not sure:
        if ground.unnamed:
            return f"{ground.why} and may be one of the others: at most"
        return f"{ground.why}, but may rest on the others: at most"
    if ground.unnamed and alone:
        return f"{ground.why}, but is the only origin"
    if shut_out:
        return f"{ground.why}, but belongs to nobody among the others"
    return ground.why


def _why(roots: Sequence[Root], low: int) -> str:
    """The sum in words."""
    sure = [root.who for root in roots if root.sure]
    open_ = [root.who for root in roots if not root.sure]
    parts = [f"{len(sure)} certainly separate ({'; '.join(sure)})" if sure else ""]
    parts.append(f"{len(open_)} at most ({'; '.join(open_)})" if open_ else "")
    if low and not sure:
        parts.append("one of them at least")
    return ", ".join(part for part in parts if part)

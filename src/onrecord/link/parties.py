"""For whom somebody speaks: a body and its head and spokesman are one, the ministries and forces
of one government are one; courts, parliaments, hospitals, firms, unions and towns are their own
(docs/stories.md, the sum of origins, rules 2 and 3)."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from onrecord.knowledge.bodies_apart import is_apart
from onrecord.link.cast import ABROAD, DEFINITE, Cast, Member, plain
from onrecord.link.matter import Matter
from onrecord.model import Attribution
from onrecord.model.words import SourceKind

STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
SPEAKS = re.compile(
    r"\b(?:spokes\w+|heads?|chiefs?|directors?|presidents?|secretar\w+|ministers?|leaders?|chair\w*"
    r"|commanders?|officials?|delegates?|observers?|doctors|members|staff|managers?|owners?"
    r"|governors?|mayors?|ambassadors?|representatives?|office|party)\b",
    re.IGNORECASE,
)
HEADS = re.compile(
    r"\b(?:spokes\w+|heads?|chief|director|president|secretary|minister|leader|chair\w*|commander"
    r"|governor|mayor|ambassador|premier|chancellor|king|queen)\b",
    re.IGNORECASE,
)
OF_STATE = re.compile(
    r"\b(?:minister|ministry|government|army|navy|air force|police|military|admiralty)\b",
    re.IGNORECASE,
)
FORMER = re.compile(r"\b(?:former(?:ly)?|ex|retired|onetime|late)\b", re.IGNORECASE)
HOME = "home"  # the one government of a story that names no other


class Party(Struct, frozen=True):
    """On whose behalf a source speaks: a key, and a name to show."""

    key: str
    name: str


class Parties:
    """The parties of a story."""

    def __init__(self, cast: Cast, matters: Sequence[Matter]) -> None:
        self.cast = cast
        self.matters = {matter.name: matter for matter in matters}

    @cached_property
    def nations(self) -> set[str]:
        """The nations whose governments speak in the story, by more than one voice."""
        voices = Counter(
            m.nation
            for m in self.cast.members
            if m.nation and m.sector in STATE and m.named and not ABROAD.search(m.name)
        )
        return {nation for nation, count in voices.items() if count > 1}

    def of(self, report: str, said: Attribution, actor: str | None) -> Party | None:
        """The party of a source; `actor` is the one from whom the content comes."""
        member = self.cast.of(report, actor)
        if member is None:
            return None
        if member.kind == "person" and FORMER.search(self._described(report, said, actor, member)):
            return Party(f"@{member.number}", member.name)
        if self.state(member) is None:
            if seat := self._seat(report, said, member):
                return Party(f"state:{seat}", f"government ({seat})")
            words = " ".join(self.matters[report].printed(s) for s in said.source.spans)
            if member.nation and OF_STATE.search(words) and not is_apart(words):
                return Party(f"state:{member.nation}", f"government ({member.nation})")
            if body := self._body(report, said, actor, member) or self._known(member):
                return self._party(body)
        return self._party(member)

    def alone(self, member: Member) -> Party:
        """The party of somebody as the whole story tells it."""
        return self._party(self._known(member) or member)

    def _known(self, member: Member) -> Member | None:
        """The body that somebody who is named speaks for in any report of the story."""
        return self._bodies.get(member.number) if member.named else None

    @cached_property
    def _bodies(self) -> dict[int, Member]:
        found: dict[int, Member] = {}
        for name, matter in self.matters.items():
            for said in matter.record.attributions:
                actor = said.source.actor
                member = self.cast.of(name, actor)
                if not member or member.kind != "person" or member.number in found:
                    continue
                if body := self._body(name, said, actor, member):
                    found[member.number] = body
        return found

    def _seat(self, report: str, said: Attribution, member: Member) -> str | None:
        """The nation whose government is named by where it sits: "the army in Oldmere"."""
        if member.sector not in STATE or is_apart(member.name):
            return None
        matter = self.matters[report]
        words = " ".join(matter.printed(span) for span in said.source.spans)
        found = {nation for place, nation in self.cast.seats.items() if place in plain(words)}
        return found.pop() if len(found) == 1 else None

    def state(self, member: Member) -> str | None:
        """The government that somebody belongs to, as a key."""
        if member.kind == "country" and member.nation:
            return f"state:{member.nation}"
        if member.nation and not member.sector and plain(member.name) == member.nation:
            return f"state:{member.nation}"
        if (
            member.sector not in STATE
            or is_apart(member.name)
            or is_apart(f"{member.body} {member.title}")
        ):
            return None
        if member.nation:
            return f"state:{member.nation}"
        if len(self.nations) > 1:
            return None
        return f"state:{next(iter(self.nations), HOME)}"

    def _party(self, member: Member) -> Party:
        if state := self.state(member):
            return Party(state, self._government(member, state))
        parent = self._parent(member)
        return Party(f"@{parent.number}", parent.name)

    def _government(self, member: Member, state: str) -> str:
        nation = state.removeprefix("state:")
        return f"government ({nation})" if nation != HOME else f"government ({member.name})"

    def _parent(self, member: Member) -> Member:
        """The body that a part of it is named by: "the League's secretariat", "observers of X"."""
        if member.kind == "person":
            return member
        name = f" {plain(member.name)} "
        found = [
            other
            for other in self.cast.members
            if other.number != member.number
            and other.named
            and other.kind in ("organization", "unknown")
            and len(plain(other.name)) > 3
            and re.search(rf"(?:\b(?:of|at|by|from) (?:the )?{re.escape(plain(other.name))} $"
                          rf"|^ {re.escape(plain(other.name))}['’]s? )", name)
        ]  # fmt: skip
        return max(found, key=lambda other: len(other.name)) if found else member

    def _body(
        self, report: str, said: Attribution, actor: str | None, member: Member
    ) -> Member | None:
        """The body that a person or group speaks for: named in the words of the source or in the
        office, where these say that they speak for it."""
        matter = self.matters[report]
        if member.kind == "organization":
            return None
        if not SPEAKS.search(self._described(report, said, actor, member)):
            return None
        if member.body and (found := self._called(member.body)):
            return found
        known = matter.actors.get(actor or "")
        spans = [m.span for m in known.mentions if m.form == "nominal"] if known else []
        for span in (*said.source.spans, *spans):
            for start, end, other in matter.mentions:
                found = matter.member(other)
                inside = span.start <= start and end <= span.end
                if inside and other != actor and found and found.kind in ("organization", "group"):
                    return found
        return None

    def _described(self, report: str, said: Attribution, actor: str | None, member: Member) -> str:
        """The words by which a report tells what somebody is: as printed at the statement, and what
        describes them elsewhere in it."""
        matter = self.matters[report]
        known = matter.actors.get(actor or "")
        nominal = [m.span for m in known.mentions if m.form == "nominal"] if known else []
        spans = (*said.source.spans, *nominal)
        return " ".join([*(matter.printed(span) for span in spans), member.title or ""])

    def _called(self, body: str) -> Member | None:
        name = plain(body)
        found = [m for m in self.cast.members if m.kind != "person" and plain(m.name) == name]
        if not found and len(name) > 4:
            found = [
                m
                for m in self.cast.members
                if m.named
                and m.kind == "organization"
                and (plain(m.name).endswith(f" {name}") or plain(m.name).startswith(f"{name} of "))
            ]
        if not found:
            found = [
                m
                for m in self.cast.members
                if m.named and m.kind == "organization" and f" {name}".endswith(f" {plain(m.name)}")
            ]
        return found[0] if len(found) == 1 else None


def is_unnamed(kind: SourceKind, member: Member | None, words: str = "") -> bool:
    """True for a source whose name the report keeps back; who holds the one office of its kind
    ("the chief of police") or speaks for a body is known without it."""
    if member is None:
        return True
    if member.kind == "person" and HEADS.search(words):
        return False
    if member.kind in ("organization", "unknown") and DEFINITE.match(words):  # a body
        return False
    return not member.named and kind in ("unnamed-official", "unnamed", "witness", "none", "expert")

"""Sources whose names are kept back: which of them are one, and who they turn out to be.

Within a report, "the man" and "the source" after "an official of the colliery" are he. Across
reports, "the engineer" is the one engineer who spoke before without a name, and "the woman who told
the Herald" is the one whom the Herald did not name. A report that says who it was ("The clerk who
told the Herald of the fire was Ida Roth") names him everywhere (docs/stories.md, rule 8).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.knowledge.words import stem
from onrecord.link.cast import DEFINITE, Cast, Member, plain
from onrecord.link.matter import Matter
from onrecord.link.unions import Unions
from onrecord.model import Actor, Attribution, Span

VAGUE = frozenset({"sourc", "offici", "person", "peopl", "man", "woman", "resid", "wit"})
ANYBODY = VAGUE | {"employe", "member", "work", "worker", "staff", "inform"}  # may be of any office
AFTER_HEAD = re.compile(
    r"\s+(?:of|at|in|inside|within|with|from|on|for|near|who|whom|that|close|familiar|there|here"
    r"|whose|which|aboard|among|under)\b|,"
)
TOLD = r"(?:told|tell|spoke|spoken|talked|said|gave|given|brought|showed|shown|leaked|written|wrote"
TOLD += r"|was the source|had been the source)"
WHO_TOLD = re.compile(rf"^[^.;,\n]{{0,60}}?\bwho\b[^.;\n]*?\b{TOLD}\b", re.I)
IS_HE = re.compile(  # between "the clerk" and the name: "who told the Herald was its cashier, "
    r"(?:\b(?:was|is|as|be)\s+(?:(?:its|the|an?|his|her|their)\s[^,.;\n]{1,50},\s*)?"
    r"|[:;,]\s*(?:he|she|it)\s+(?:was|is)\s+)(?:[A-Z]\w*\.?\s+){0,2}$"
)
NAMED_SOURCE = re.compile(r"\bthe (?:source|informant)\b[^.\n]*$", re.IGNORECASE)
GIVES_UP = re.compile(
    r"\b(?:gave up|gives up|given up|waived|dropped|shed)\s+(?:his|her|their|the)\s+anonymity"
    r"|\b(?:came|come|comes|stepped|steps) forward\b|\bmade (?:him|her|them)sel\w+ known\b",
    re.IGNORECASE,
)
OWNS_UP = re.compile(
    rf"\b(?:I|he|she|me)\s+(?:who\s+)?(?:was|had|have|is)?\s*(?:who\s+)?(?:had\s+)?{TOLD}\b",
    re.IGNORECASE,
)
AGED = re.compile(r"^[^\W\d_][^,\n\d]*,\s*(?:aged\s+)?\d{2}\b")  # "Tom Lind, 61"
CALLED = re.compile(r"\bthe ([\w-]+(?: [\w-]+)?), $", re.IGNORECASE)
WHO_HE_IS = re.compile(r",\s+(the\s[^.;\n]*)", re.IGNORECASE)  # "Ida Roth, the clerk who told"
THE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
NEXT = 24  # characters by which a sentence may go on behind "Lt. Cmdr.", taken for its end
LEAD = (
    2  # sentences between one who is described and the words of one who is named without an office
)


class Unnamed(Struct, frozen=True, eq=False):
    """One whose name his first report keeps back: by which words, and who turned out to be him."""

    number: int
    words: str
    head: str
    belongs: str | None
    named: Member | None


class _Mask(Struct, frozen=True):
    """One actor of one report who speaks without a name."""

    matter: Matter
    member: Member
    actor: Actor
    outlets: frozenset[str]
    heads: tuple[str, ...]
    words: str
    belongs: str | None
    at: int

    @property
    def definite(self) -> bool:
        return bool(THE.match(self.words))


Belongs = Callable[[Matter, Attribution, Member], str | None]
Key = tuple[str, int]  # report and number of a member


class Masks:
    """All who speak without a name in a story."""

    def __init__(
        self, cast: Cast, matters: Sequence[Matter], outlets: Iterable[str], belongs: Belongs
    ) -> None:
        self.cast = cast
        self.outlets = frozenset(outlets)
        self._calls = _calls(self.outlets)
        self.matters = sorted(matters, key=lambda m: (m.published or "9", m.name))
        self._masks = {
            (mask.matter.name, mask.member.number): mask
            for matter in self.matters
            for mask in self._in(matter, belongs)
        }
        self._unions: Unions[Key] = Unions(self._masks)
        copied: dict[str, Key] = {}  # the same sentence printed twice is of the same
        for key, mask in self._masks.items():
            printed = mask.matter.printed(mask.matter.sentence(mask.at))
            self._unions.join(copied.setdefault(f"{mask.words}|{printed}", key), key)
        self._names: dict[Key, Member] = {}
        for matter in self.matters:
            self._within(matter)
        for key, mask in self._masks.items():
            self._across(key, mask)
        for matter in self.matters:
            self._unmask(matter)
        self.of: Mapping[Key, Unnamed] = dict(self._found())

    def _found(self) -> Iterator[tuple[Key, Unnamed]]:
        for number, group in enumerate(self._unions.groups()):
            masks = [self._masks[key] for key in group]
            names = [self._names[key] for key in group if key in self._names]
            one = {member.number for member in names}
            first = masks[0]
            found = Unnamed(
                number,
                first.words,
                first.heads[0],
                next((mask.belongs for mask in masks if mask.belongs), None),
                names[0] if len(one) == 1 else None,
            )
            for key in group:
                yield key, found

    def _in(self, matter: Matter, belongs: Belongs) -> Iterator[_Mask]:
        """Those in a report who say something, or of whom it says whom they told, and are persons
        whom it describes and never names."""
        said_by: dict[str, Attribution] = {}
        for said in matter.record.attributions:
            said_by.setdefault(said.origin or said.source.actor or "", said)
        printed = {plain(matter.record.report.outlet or matter.name)}
        seen: set[int] = set()
        for actor in matter.record.actors:
            member = matter.member(actor.id)
            spans = sorted(m.span for m in actor.mentions if m.form == "nominal")
            if not member or member.named or not spans or member.number in seen:
                continue
            said_ = said_by.get(actor.id)
            told = member.kind == "person" and any(self._tells(matter, span) for span in spans)
            if not told and (said_ is None or not _is_person(matter, said_, member)):
                continue
            seen.add(member.number)
            relays = [m for relay in said_.relays if (m := matter.member(relay))] if said_ else []
            yield _Mask(
                matter,
                member,
                actor,
                frozenset(printed | {plain(relay.name) for relay in relays}),
                tuple(dict.fromkeys(head_of(matter.printed(span)) for span in spans)),
                matter.printed(spans[0]),
                belongs(matter, said_, member) if said_ else None,
                spans[0].start,
            )

    def _tells(self, matter: Matter, span: Span) -> bool:
        """True for a description of one who told something, or gave up being unnamed."""
        words = matter.printed(Span(span.start, max(span.end, matter.sentence(span.start).end)))
        return bool(
            THE.match(words)
            and ((WHO_TOLD.match(words) and self._outlets_in(words)) or GIVES_UP.search(words))
        )

    def _within(self, matter: Matter) -> None:
        """Joins "the man" and "the clerk" with the one who was described before in the report."""
        masks = sorted(
            (m for (name, _), m in self._masks.items() if name == matter.name), key=lambda m: m.at
        )
        for place, mask in enumerate(masks):
            if not mask.definite:
                continue
            before = [
                other
                for other in masks[:place]
                if _fits(mask.heads, other.heads) or not ANYBODY.isdisjoint(mask.heads)
            ]
            same = [other for other in before if _fits(mask.heads, other.heads)] or before
            if len({self._unions.find(_key(other)) for other in same}) == 1:
                self._unions.join(_key(same[0]), _key(mask))

    def _across(self, key: Key, mask: _Mask) -> None:
        """Joins who is spoken of as known with the one of an earlier report: of the outlet that
        he told it, or the only one that is called so."""
        if not mask.definite:
            return
        earlier = [
            other
            for other in self._masks.values()
            if other.matter.name != mask.matter.name
            and (other.matter.published or "9") <= (mask.matter.published or "9")
        ]
        told = self._told(mask)
        of_outlet = [other for other in earlier if told & other.outlets]
        alike = [
            other
            for other in of_outlet or earlier
            if _fits(mask.heads, other.heads) and not VAGUE & {*mask.heads}
        ]
        if of_outlet and not alike:
            alike = [o for o in of_outlet if not o.definite] or of_outlet
            near = self._bodies(mask)
            alike = [o for o in alike if o.belongs in near] or alike
        if len({self._unions.find(_key(other)) for other in alike}) == 1:
            self._unions.join(_key(alike[0]), key)

    def _bodies(self, mask: _Mask) -> set[str]:
        """The bodies that stand in a description: "the woman at Helder Bank who told"."""
        matter = mask.matter
        sentence = matter.sentence(mask.at)
        rest = matter.printed(Span(mask.at, max(mask.at, sentence.end))).partition(" who ")[0]
        people = matter.people_in(Span(mask.at, mask.at + len(rest)))
        return {f"@{member.number}" for member in people if member.named}

    def _told(self, mask: _Mask) -> set[str]:
        """The outlets that a description says somebody told: "the clerk who told the Herald"."""
        matter = mask.matter
        found: set[str] = set()
        for mention in mask.actor.mentions:
            if mention.form != "nominal":
                continue
            sentence = matter.sentence(mention.span.start)
            rest = matter.printed(Span(mention.span.start, max(sentence.end, mention.span.start)))
            if WHO_TOLD.match(rest):
                found |= self._outlets_in(rest)
        return found

    def _outlets_in(self, words: str) -> set[str]:
        text = plain(words)
        return {name for name, called in self._calls.items() if called.search(text)}

    def _unmask(self, matter: Matter) -> None:
        """Finds those whom a report names who were not named before."""
        for (name, _), mask in self._masks.items():
            if name == matter.name and (member := self._is(mask) or self._after(mask)):
                self._names.setdefault(_key(mask), member)
        for said in matter.record.attributions:
            member = matter.member(said.source.actor)
            if member is None or not member.named or member.kind != "person":
                continue
            words = " ".join(matter.printed(span) for span in said.content.spans)
            if OWNS_UP.search(words):
                self._own_up(member, words)
        for span, member in self._people(matter):
            before = matter.printed(Span(matter.sentence(span.start).start, span.start))
            if NAMED_SOURCE.search(before) and IS_HE.search(before):
                self._own_up(member, None)
            behind = matter.printed(Span(span.end, max(span.end, matter.sentence(span.start).end)))
            if (who := WHO_HE_IS.match(behind)) and WHO_TOLD.match(who.group(1)):
                self._own_up(member, who.group(1))

    def _own_up(self, member: Member, words: str | None) -> None:
        """One who says that it was he who told an outlet is the one whom it did not name; who is
        only called the source is the one who was called so."""
        told = None if words is None else self._outlets_in(words)
        groups = {
            self._unions.find(key)
            for key, mask in self._masks.items()
            if not mask.definite
            and ("sourc" in mask.heads if told is None else told & mask.outlets)
        }
        if len(groups) == 1:
            self._names.setdefault(groups.pop(), member)

    def _people(self, matter: Matter) -> Iterator[tuple[Span, Member]]:
        for start, end, actor in matter.mentions:
            member = matter.member(actor)
            named = any(
                m.form == "name" and m.span == Span(start, end)
                for m in matter.actors[actor].mentions
            )
            person = member and member.kind in ("person", "unknown") and " " in plain(member.name)
            if member and member.named and person and named:
                yield Span(start, end), member

    def _is(self, mask: _Mask) -> Member | None:
        """Who somebody is said to be in the sentence that describes him, or who speaks in the next
        after he gave up his anonymity."""
        matter = mask.matter
        for mention in mask.actor.mentions:
            if mention.form != "nominal" or not THE.match(matter.printed(mention.span)):
                continue
            sentence = matter.sentence(mention.span.start)
            words = matter.printed(Span(mention.span.start, max(sentence.end, mention.span.start)))
            if not (WHO_TOLD.match(words) or GIVES_UP.search(words)):
                continue
            for span, member in self._people(matter):
                inside = mention.span.start < span.start < sentence.end + NEXT
                if inside and IS_HE.search(matter.text[mention.span.start : span.start]):
                    return member
            if GIVES_UP.search(words):
                return self._next_voice(matter, sentence)
        return None

    def _next_voice(self, matter: Matter, sentence: Span) -> Member | None:
        """Who is named as the source in the sentence after one."""
        after = [s for s in matter.record.sentences if s.start >= sentence.end]
        if not after:
            return None
        for said in matter.record.attributions:
            at = said.cue.spans[0].start
            member = matter.member(said.source.actor)
            if after[0].start <= at < after[0].end and member and member.named:
                return member if member.kind == "person" else None
        return None

    def _after(self, mask: _Mask) -> Member | None:
        """Who is quoted right after somebody is described, by name and age and nothing else ("A
        keeper saw it. 'It was dark,' Tom Lind, 61, said."), or called the same ("the keeper, Tom
        Lind")."""
        matter = mask.matter
        sentences = matter.record.sentences
        own = next((n for n, s in enumerate(sentences) if s.start <= mask.at < s.end), None)
        if own is None:
            return None
        for said in matter.record.attributions:
            member = matter.member(said.source.actor)
            known = matter.actors.get(said.source.actor or "")
            if not member or not member.named or member.kind not in ("person", "unknown"):
                continue
            if known is None or all(m.form != "name" for m in known.mentions):
                continue
            first = min(m.span for m in known.mentions if m.form == "name")
            at = next((n for n, s in enumerate(sentences) if s.start <= first.start < s.end), -1)
            called = CALLED.search(matter.text[: first.start])
            if own <= at <= own + LEAD and called and head_of(called.group(1)) in mask.heads:
                return member
            if mask.definite or not _alone(mask):
                continue
            aged = AGED.match(matter.text[first.start : sentences[at].end])
            if own < at <= own + LEAD and aged and said.cue.spans[0].start < sentences[at].end:
                return member
        return None


def _calls(outlets: frozenset[str]) -> dict[str, re.Pattern[str]]:
    """By what an outlet is called: its name, or its last word if no other ends in that."""
    tails = Counter(name.split()[-1] for name in outlets if name)
    found = {}
    for name in filter(None, outlets):
        tail = name.split()[-1]
        short = rf"|\bthe {re.escape(tail)}\b" if tails[tail] == 1 else ""
        found[name] = re.compile(rf"\b{re.escape(name)}\b{short}")
    return found


def _is_person(matter: Matter, said: Attribution, member: Member) -> bool:
    """True for a person whose name is kept back, and no body or document."""
    unnamed = said.source.kind in ("unnamed", "unnamed-official", "witness", "expert", "none")
    words = " ".join(matter.printed(span) for span in said.source.spans)
    body = member.kind == "unknown" and bool(DEFINITE.match(words))
    return unnamed and member.kind in ("person", "unknown") and not body


def _alone(mask: _Mask) -> bool:
    """True for one man or woman, not several."""
    return bool(re.match(r"(?:an?|one)\s", mask.words, re.IGNORECASE))


def _key(mask: _Mask) -> Key:
    return mask.matter.name, mask.member.number


def _fits(one: Sequence[str], other: Sequence[str]) -> bool:
    return not {*one}.isdisjoint(other)


def head_of(words: str) -> str:
    """The root of the word that says what a source is: of "a clerk of the court, who is not
    named", clerk."""
    core = AFTER_HEAD.split(words.casefold())[0].split()
    return stem(core[-1]) if core else ""

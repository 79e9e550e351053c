"""What a report tells of the saying itself: who speaks, in what, when, through whom."""

from msgspec import Struct

from onrecord.find.attributions.anonymity import (
    Hidden,
    Level,
    anonymity_of,
    group_of,
    hidden_in,
    hidden_of,
)
from onrecord.find.attributions.chains import Link, cited_in, relays_of
from onrecord.find.attributions.kinds import (
    Judged,
    is_broadcaster,
    is_medium,
    is_named,
    kind_of,
)
from onrecord.find.attributions.media import Outlets, Told, medium_of
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.said import Dated, Times, said_at, times_of, without_time
from onrecord.find.attributions.surroundings import surroundings
from onrecord.model import Actor, Draft, Parse, Reason, Token

THINGS = ("document", "poll", "media")  # kinds of source that may bear a date themselves
SHARES = ("percent", "share")


class Saying(Struct, frozen=True):
    """What is told of one saying, each with its words."""

    judged: Judged
    level: Level
    told: Told | None
    dated: Dated | None
    relays: tuple[Link, ...]
    cited: tuple[Token, str] | None


class Circumstances:
    """All sayings of a report: the tokens that stand for media, the times, the hidden sources."""

    def __init__(self, draft: Draft, found: list[Found], actors: dict[str, Actor]) -> None:
        self.parse: Parse = draft.parse
        self.known = dict(draft.mention_at)
        self.actors = actors
        self.found = found
        self.heads = {relation.head: relation for relation in found}
        self.hidden: list[Hidden] = hidden_in(draft.parse, self.known)
        self.veiled: dict[str, Hidden] = {}  # actors of whom a phrase hides the name
        self.outlets = _outlets(self.parse, self.known, actors)
        media = self.outlets.media  # "USA Today" tells no time
        self.times: Times = {i: t for i, t in times_of(draft).items() if i not in media}
        self.shares = _shares(draft)

    def timeless(self, relation: Found) -> tuple[Found, Dated | None]:
        """The relation without the time of saying at the border of its content, and that time."""
        return without_time(self.parse, relation, self.times)

    def of(self, number: int, relation: Found, actor: Actor | None, dated: Dated | None) -> Saying:
        """What is told of the saying of one relation."""
        parse = self.parse
        head = parse.tokens[relation.source_head] if relation.source_head is not None else None
        whole = self._whole(head, actor)
        judged = kind_of(parse, *(whole or (head, actor)), self.known, self.actors)
        if judged.kind == "unnamed" and head is not None and head.start in self.shares:
            judged = Judged("poll", "a share of those asked")
        around = surroundings(parse, relation, self.heads)
        who = whole[1] if whole else actor
        hidden = hidden_of(self.hidden, self.found, number, who, parse)
        if who is not None:
            hidden = self.veiled.setdefault(who.id, hidden) if hidden else self.veiled.get(who.id)
        thing = judged.kind in THINGS
        return Saying(
            judged=judged,
            level=anonymity_of(parse, head, actor, judged, self.known, self.actors, hidden),
            told=medium_of(parse, relation, around, self.outlets),
            dated=dated or said_at(parse, relation, around, self.times, thing=thing),
            relays=relays_of(parse, around, self.known, self.outlets, actor.id if actor else None),
            cited=cited_in(parse, relation, around, self.known, self.actors, judged.kind),
        )

    def _whole(self, head: Token | None, actor: Actor | None) -> tuple[Token, Actor] | None:
        """Of whom somebody without a name is one: "one of them", "some of the guards"."""
        of_whom = group_of(self.parse, head) if head else None
        group = self.actors.get(self.known.get(of_whom.index, "")) if of_whom else None
        group = group or actor
        if of_whom is None or group is None or (actor is not None and is_named(actor)):
            return None
        return of_whom, group


def reasons_of(saying: Saying, actors: dict[str, Actor]) -> tuple[Reason, ...]:
    """The reasons for each of kind, anonymity, medium, time and relays, with their words."""
    parts = [Reason("kind", f"{saying.judged.kind}: {saying.judged.why}")]
    level = saying.level
    parts.append(Reason("anonymity", f"{level.value or 'not told'}: {level.why}", level.span))
    if saying.told:
        told = saying.told
        parts.append(Reason("medium", f"{told.medium}: media:{told.entry}", told.span))
    if saying.dated:
        dated = saying.dated
        parts.append(Reason("said", f"{dated.timex.value}: {dated.by}", dated.span))
    for link in saying.relays:
        name = actors[link.actor].name
        parts.append(Reason("relay", f"{name}: relays:{link.entry}", link.span))
    return tuple(parts)


def _outlets(parse: Parse, known: dict[int, str], actors: dict[str, Actor]) -> Outlets:
    """Where media are named; a place that one has in its name ("told reporters in Valdora", beside
    the Valdora Courier) is none."""
    media = {ident for ident, actor in actors.items() if is_medium(actor)}
    stations = {ident for ident in media if is_broadcaster(actors[ident])}
    there = {i: ident for i, ident in known.items() if ident in media}
    there = {i: ident for i, ident in there.items() if not _is_place(parse, i, actors[ident])}
    return Outlets(
        frozenset(there), frozenset(i for i, ident in there.items() if ident in stations)
    )


def _is_place(parse: Parse, index: int, actor: Actor) -> bool:
    """True for the first word of a longer name behind "in"."""
    token = parse.tokens[index]
    first, *further = actor.name.lower().removeprefix("the ").split()
    before = parse.head(token) if token.relation == "pobj" else None
    return bool(further) and token.lower == first and before is not None and before.lower == "in"


def _shares(draft: Draft) -> frozenset[int]:
    """The characters of all parts of those asked: "two-thirds of fishermen", "almost half"."""
    spans = (f.span for f in draft.figures if f.unit in SHARES)
    return frozenset(i for span in spans for i in range(*span))

"""What a report tells of the saying itself: who speaks, in what, when, through whom."""

from msgspec import Struct

from onrecord.find.attributions.anonymity import Hidden, Level, anonymity_of, hidden_in, hidden_of
from onrecord.find.attributions.chains import Link, cited_in, relays_of
from onrecord.find.attributions.kinds import Judged, is_broadcaster, is_medium, kind_of
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
        self.outlets = _outlets(self.known, actors)
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
        judged = kind_of(parse, head, actor, self.known, self.actors)
        if judged.kind == "unnamed" and head is not None and head.start in self.shares:
            judged = Judged("poll", "a share of those asked")
        around = surroundings(parse, relation, self.heads)
        hidden = hidden_of(self.hidden, self.found, number, actor, parse)
        thing = judged.kind in THINGS
        return Saying(
            judged=judged,
            level=anonymity_of(parse, head, actor, judged, self.known, self.actors, hidden),
            told=medium_of(parse, relation, around, self.outlets),
            dated=dated or said_at(parse, relation, around, self.times, thing=thing),
            relays=relays_of(parse, around, self.known, self.outlets, actor.id if actor else None),
            cited=cited_in(parse, relation, around, self.known, self.actors, judged.kind),
        )


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


def _outlets(known: dict[int, str], actors: dict[str, Actor]) -> Outlets:
    media = {ident for ident, actor in actors.items() if is_medium(actor)}
    stations = {ident for ident in media if is_broadcaster(actors[ident])}
    return Outlets(
        frozenset(i for i, ident in known.items() if ident in media),
        frozenset(i for i, ident in known.items() if ident in stations),
    )


def _shares(draft: Draft) -> frozenset[int]:
    """The characters of all parts of those asked: "two-thirds of fishermen", "almost half"."""
    spans = (f.span for f in draft.figures if f.unit in SHARES)
    return frozenset(i for span in spans for i in range(*span))

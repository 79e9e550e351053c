"""Whose state it is: the country of those named without one, and the state a protest is against.

PLOVER's coders take for a domestic event what nothing in the text places abroad.
"""

from collections import Counter, defaultdict
from functools import cache

from msgspec.structs import replace

from onrecord.find.event_coded import code_of
from onrecord.find.event_doubles import Found
from onrecord.find.event_places import WHERE
from onrecord.knowledge.own import OF_NO_STATE
from onrecord.knowledge.world import countries
from onrecord.model import Actor, Draft, Mention, Reason, Token

PARTIES = frozenset({"person", "group", "organization", "unknown"})
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "SPY", "ELI"})
PLACES = frozenset({"country", "place", "organization"})
INWARD = frozenset({"COP", "JUD", "LEG"})  # whose power ends at the border
OWN_STATE = frozenset({"PROTEST", "CONCEDE", "REQUEST"})  # against whom, where nobody is named
TO_OWN_STATE = ("034", "035")  # agree to reform, to step down, to yield
OUTWARD = frozenset({"CONSULT", "AID", "SUPPORT", "COOPERATE"})  # most often at another state
AT_OTHERS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE"})  # said of another
BY_STATES = ("09", "115", "116", "172", "173", "174")  # investigate, try, ban, arrest, deport
BODIES = frozenset(OF_NO_STATE)
HOME = "event.home"
STATE_OF = "event.own-state"


class Homes:
    """What the report tells of the countries of those who have none."""

    def __init__(self, draft: Draft) -> None:
        self.parse = draft.parse
        self.mention_at = dict(draft.mention_at)
        self.actors = {actor.id: actor for actor in draft.actors}
        self.reasons = dict(draft.reasons)
        self.sentences: dict[str, set[int]] = defaultdict(set)
        self.named: dict[int, set[str]] = defaultdict(set)
        self.known: dict[str, set[str]] = {}
        self.states: dict[str, list[str]] = defaultdict(list)
        for actor in draft.actors:
            if actor.country and _is_state(actor):
                self.states[actor.country].append(actor.id)
        self.officials: dict[int, set[tuple[str, str]]] = defaultdict(set)
        times: Counter[str] = Counter()
        for index, id in draft.mention_at.items():
            sentence = draft.parse.tokens[index].sentence
            self.sentences[id].add(sentence)
            actor = self.actors[id]
            if actor.country and actor.kind == "person":
                self.officials[sentence].add((actor.country, id))
            if actor.country and len(actor.country) == 3 and _places(actor):
                self.named[sentence].add(actor.country)
                times[actor.country] += 1
        most = max(times.values(), default=0)
        self.scene = {country for country, n in times.items() if n == most}

    def settle(self, found: list[Found]) -> list[Found]:
        """The events with the recipients that are understood; the actors get their countries."""
        for item in found:
            if item.type and item.coded:
                self._share(item)
                for id in item.actors:
                    self._place(id, self._abroad(item, self.actors[id]))
                for id in item.recipients:
                    self._place(id, frozenset())
        return [self._own_state(self._by_state(item)) for item in found]

    def draft(self, draft: Draft) -> Draft:
        """The draft with the actors as they now are."""
        actors = tuple(self.actors.values())
        return replace(draft, actors=actors, mention_at=self.mention_at, reasons=self.reasons)

    def _abroad(self, item: Found, actor: Actor) -> frozenset[str | None]:
        """Where an actor is not at home: "Anna Berg visited Peru", "Anna Berg accused Peru".

        A crowd, or one who is told of by an office or a trade, is taken to accuse the own state.
        """
        stranger = actor.kind == "person" and not actor.sector and not actor.office
        if item.type in OUTWARD or (stranger and item.type in AT_OTHERS):
            return frozenset(self.actors[id].country for id in item.recipients)
        return frozenset()

    def _place(self, id: str, abroad: frozenset[str | None]) -> None:
        """The one country that the sentences of an actor name, if the report names none more."""
        actor = self.actors[id]
        if actor.country or actor.kind not in PARTIES:
            return
        seen = self._seen(id)
        led = self._described(actor)
        if led:
            self._set(actor, led[0], "the country that its description names")
        elif (
            len(seen) == 1
            and seen <= self.scene
            and led is None
            and abroad.isdisjoint(seen)
            and not self._faced(actor, seen)
        ):
            self._set(actor, next(iter(seen)), "the one country its sentences name")

    def _faced(self, actor: Actor, seen: set[str]) -> bool:
        """True for a person beside another of that country: "Norway's envoy met Bardal"."""
        return actor.kind == "person" and any(
            country in seen and id != actor.id
            for sentence in self.sentences[actor.id]
            for country, id in self.officials[sentence]
        )

    def _seen(self, id: str) -> set[str]:
        """The countries that the sentences of an actor name."""
        if id not in self.known:
            self.known[id] = set().union(*(self.named[s] for s in self.sentences[id])) - BODIES
        return self.known[id]

    def _described(self, actor: Actor) -> tuple[str, ...] | None:
        """The country in "Greek-led troops"; nothing in "pro-Greek militia"; None in "troops"."""
        for mention in actor.mentions:
            words = self.parse.text(mention.span).lower().replace("-", " ").split()
            for word, after in zip(words, [*words[1:], ""], strict=True):
                if word in adjectives():
                    return (adjectives()[word][0],) if after == "led" else ()
        return None

    def _share(self, item: Found) -> None:
        """Those whom the police of a country hold back are of that country."""
        homes = {self.actors[id].country for id in item.actors if self._inward(id)} - {None}
        for id in item.recipients:
            actor = self.actors[id]
            if len(homes) == 1 and not actor.country and actor.kind in PARTIES:
                self._set(actor, str(*homes), "the country of those who act on it")

    def _inward(self, id: str) -> bool:
        return self.actors[id].sector in INWARD

    def _set(self, actor: Actor, country: str, detail: str) -> None:
        self.actors[actor.id] = replace(actor, country=country)
        before = self.reasons.get(actor.id)
        because = (before,) if before else ()
        self.reasons[actor.id] = Reason(HOME, f"{country}: {detail}", because=because)

    def _by_state(self, item: Found) -> Found:
        """The state of the place as actor of what only states do: "was arrested in Cairo"."""
        if not item.coded or item.actors or not item.recipients:
            return item
        country = self._where(item) if code_of(item).startswith(BY_STATES) else None
        state = self._state(country, item) if country else None
        return item._replace(actors=(state,), implied=(state,)) if state else item

    def _own_state(self, item: Found) -> Found:
        """The own state as recipient of a protest, a demand or a concession."""
        if not (item.coded and item.actors) or item.recipients:
            return item
        if item.type not in OWN_STATE and not code_of(item).startswith(TO_OWN_STATE):
            return item
        homes = {self.actors[id].country for id in item.actors}
        country = self._where(item) or (homes.pop() if len(homes) == 1 else None)
        if country is None or country in BODIES:
            return item
        state = self._state(country, item)
        return item._replace(recipients=(state,), implied=(state,)) if state else item

    def _where(self, item: Found) -> str | None:
        """The country of the place that the event's own phrases name."""
        for preposition in sorted(WHERE & item.places.heads.keys()):
            for head in item.places.heads[preposition]:
                for index in range(head.left, head.right):
                    actor = self.actors.get(self.mention_at.get(index, ""))
                    if actor and actor.kind in ("country", "place") and actor.country:
                        return actor.country
        return None

    def _state(self, country: str, item: Found) -> str | None:
        """The actor that is the country, or stands for it; made of "Greek" where only that is
        printed."""
        for id in self.states.get(country, ()):
            if id not in item.actors:
                return id
        sentence = self.parse.sentences[item.token.sentence]
        for token in self.parse.words(sentence):
            if adjectives().get(token.lower, ("", ""))[0] == country:
                return self._made(token)
        return None

    def _made(self, token: Token) -> str:
        country, name = adjectives()[token.lower]
        id = f"A{len(self.actors) + 1}"
        mention = Mention(token.span, "name")
        actor = Actor(id=id, name=name, kind="country", country=country, mentions=(mention,))
        self.actors[id] = actor
        self.states[country].append(id)
        self.mention_at.setdefault(token.index, id)
        self.reasons[id] = Reason(STATE_OF, f"{country}: the own state", token.span)
        return id


def _places(actor: Actor) -> bool:
    """True if the actor says where things happen, as a state, a place, or a body of a state."""
    return actor.kind in PLACES or actor.sector in STATE


def _is_state(actor: Actor) -> bool:
    return actor.kind == "country" or (actor.sector == "GOV" and actor.kind != "person")


@cache
def adjectives() -> dict[str, tuple[str, str]]:
    """Code and name of a country by its adjective and its people: "greek", "greeks"."""
    return {
        word.lower(): (country.code, country.name)
        for country in countries()
        for word in (*country.adjectives, *country.people)
    }

"""Who fills a place: from the head words of a place to the actors of the draft."""

from collections.abc import Iterable

from onrecord.find.event_places import MODIFIERS, WHERE, Tree
from onrecord.find.event_sides import Places
from onrecord.find.event_subjects import RELATIVE
from onrecord.knowledge.event_words import hollow_nouns
from onrecord.knowledge.frames import Frame
from onrecord.model import Draft, Token
from onrecord.model.words import FigureKind

Roles = tuple[tuple[str, ...], tuple[str, ...]]

DEPTH = 4  # how many nouns deep an actor may stand: "two of the crew of the ship of Rome"
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # what several do, they do with each other
FORCES = frozenset({"MIL", "GOV", "COP", "SPY"})  # act for who owns them: "its troops"
PLACED = frozenset({"place", "unknown"})  # "a camp of Rome"
SIDES = frozenset({"pro", "anti", "ex", "non"})
BACKED = frozenset({"backed", "supported", "occupied", "held", "born", "made", "brokered"})
SHARES: frozenset[FigureKind] = frozenset({"percent", "percentage-points", "share", "ratio"})
ASIDE = frozenset({"relcl", "advcl"})  # what is only told of a word
INNER = ("of", "from", "for")
ASIDE_PLACES = WHERE | {"possessor", "complement-subject"}  # no parties of their own


class Fillers:
    """Finds the actors of a frame's places; each word is looked up once."""

    def __init__(self, draft: Draft, tree: Tree) -> None:
        self.mention_at = draft.mention_at
        self.actors = {actor.id: actor for actor in draft.actors}
        self.tree = tree
        self.parse = draft.parse
        self.known: dict[int, tuple[str, ...]] = {}
        self.hollow = hollow_nouns()
        self.shares = frozenset(f.span.end for f in draft.figures if f.kind in SHARES)

    def roles(self, frame: Frame, own: Places, wide: Places) -> Roles:
        """Actors and recipients by the first place of each list that someone fills.

        Actors stand in the trigger's own places, recipients also in those of its complement.
        """
        actors, place = self._first(frame.actor, own)
        if not frame.recipient:
            mutual = len(actors) > 1 and (frame.reciprocal or frame.type in MUTUAL)
            return actors, actors if mutual else ()
        others = tuple(p for p in frame.recipient if p != place)
        recipients, _ = self._first(others, own, known=True)
        if not recipients:
            recipients, _ = self._first(others, wide, known=True)
        if frame.reciprocal and len(actors) > 1 and not recipients:
            return actors, actors
        if not recipients and frame.complement:
            recipients = self._within(wide.content, actors)
        if not recipients:
            recipients, _ = self._first(others, wide)
        if frame.type and all(self.actors[i].kind == "place" for i in recipients):
            matter = _matter(frame, wide)
            if frame.needs != "actor":
                matter = self._solid(matter)
            recipients = self._within(matter, actors) or recipients
        if len(actors) > 1 and frame.type in MUTUAL and self._nobody(recipients):
            return actors, actors
        if place == "between" or (frame.reciprocal and recipients == actors):
            return actors, recipients or actors
        return actors, tuple(r for r in recipients if r not in actors)

    def several(self, ids: tuple[str, ...]) -> bool:
        """True for actors of more than one country."""
        return len({c for i in ids if (c := self.actors[i].country)}) > 1

    def _nobody(self, ids: tuple[str, ...]) -> bool:
        """True for nobody and for mere places: the two sides of talks "returned to the lake"."""
        return all(self.actors[i].kind == "place" and not self.actors[i].country for i in ids)

    def others(self, places: Places, known: Iterable[str | None]) -> tuple[str, ...]:
        """Who else stands in the places of an event: "met Peru on behalf of Spain"."""
        ids: dict[str, None] = {}
        for place in sorted(places.heads):
            if place not in ASIDE_PLACES:
                ids.update(dict.fromkeys(self.of_all(places.heads[place])))
        taken = set(known)
        return tuple(i for i in ids if i not in taken and self.actors[i].kind != "place")

    def _solid(self, heads: Iterable[Token]) -> list[Token]:
        """Without what only tells of others: "released the names of the donors"."""
        return [head for head in heads if head.lemma not in self.hollow]

    def _within(self, heads: Iterable[Token], actors: tuple[str, ...]) -> tuple[str, ...]:
        """To whom what is promised, refused or threatened would be done.

        The first other actor of the object or the complement: "threatened to break with Rome",
        "rejected a plan of Rome".
        """
        for head in heads:
            words = self.parse.tokens[head.left : head.right]
            aside = [t for t in words if t.relation in ASIDE and t is not head]
            for token in words:
                actor = self.mention_at.get(token.index)
                if actor is None or actor in actors or not self.actors[actor].country:
                    continue
                if not any(t.left <= token.index < t.right for t in aside):
                    return (actor,)
        return ()

    def _first(
        self, wanted: Iterable[str], places: Places, *, known: bool = False
    ) -> tuple[tuple[str, ...], str]:
        """The actors of the first place that has any; with `known`, any of a known country."""
        for place in wanted:
            heads = places.heads.get(place)
            if heads and place == "object":
                heads = self._solid(heads)
            ids = self.of_all(heads) if heads else ()
            if ids and (not known or any(self.actors[i].country for i in ids)):
                return ids, place
        return (), ""

    def of_all(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """The actors of some head words and the words joined to them, each once."""
        ids: dict[str, None] = {}
        for head in heads:
            for word in self.tree.joined(head):
                ids.update(dict.fromkeys(self.of(word)))
        return tuple(ids)

    def of(self, token: Token, depth: int = DEPTH) -> tuple[str, ...]:
        """The actor a word names, or the one inside its noun phrase: "Russian missiles"."""
        known = self.known.get(token.index)
        if known is None:
            known = self.known[token.index] = self._of(token, depth)
        return known

    def _of(self, token: Token, depth: int) -> tuple[str, ...]:
        if token.end in self.shares:
            return ()  # "61 percent backed the treaty"
        own = self.mention_at.get(token.index)
        if own is not None:
            return self._own(own, token, depth)
        if token.lower in RELATIVE:
            return self._antecedent(token, depth)
        return self._inner(token, depth)

    def _own(self, own: str, token: Token, depth: int) -> tuple[str, ...]:
        """The actor itself, or for a group of several countries its parts: "the leaders of Rome
        and Gaul"."""
        actor = self.actors[own]
        owned = actor.country is None and (
            actor.sector in FORCES
            or actor.kind in PLACED
            or (actor.kind == "organization" and token.tag in ("NN", "NNS"))
        )
        if not owned and token.tag != "NNS":
            return (own,)
        inner = self._inner(token, depth)
        return inner if len(inner) > 1 or (owned and inner) else (own,)

    def _inner(self, token: Token, depth: int) -> tuple[str, ...]:
        """The actors inside a noun phrase, by apposition, possessor, modifier, "of" and "from"."""
        for relations in (("appos",), ("poss",), MODIFIERS):
            for child in self.parse.children(token):
                if child.relation not in relations or self._towards(child):
                    continue
                if ids := self._each(child, depth):
                    return ids
        for child in self.parse.children(token):
            if child.relation == "prep" and child.lower in INNER and depth:
                pobj = self.parse.child(child, "pobj")
                if pobj is not None and (ids := self._each(pobj, depth)):
                    return ids
        return ()

    def _each(self, child: Token, depth: int) -> tuple[str, ...]:
        """The actors of a word inside a noun phrase and of the words joined to it."""
        ids: list[str] = []
        for word in self.tree.joined(child):
            own = self.mention_at.get(word.index)
            if own is not None:
                ids.append(own)
            elif depth and word.relation not in MODIFIERS:
                ids += self._of(word, depth - 1)
        return tuple(dict.fromkeys(ids))

    def _towards(self, modifier: Token) -> bool:
        """True for "Iranian" in "pro-Iranian" and "Iranian-backed": not who, but on whose side."""
        tokens = self.parse.tokens
        index = modifier.index
        if index > 1 and tokens[index - 1].text == "-" and tokens[index - 2].lower in SIDES:
            return True
        if index + 2 >= len(tokens) or tokens[index + 1].text != "-":
            return False
        return tokens[index + 2].lower in BACKED

    def _antecedent(self, token: Token, depth: int) -> tuple[str, ...]:
        verb = self.parse.head(token)
        if verb.relation != "relcl" or not depth:
            return ()
        return self._of(self.parse.head(verb), depth - 1)


def _matter(frame: Frame, places: Places) -> list[Token]:
    """What the event is about: its object, its complement, and the noun below its preposition."""
    about = (p for p in frame.prepositions if p not in WHERE)
    below = (head for p in about for head in places.heads.get(p, ()))
    return [*places.heads.get("object", ()), *places.content, *below]

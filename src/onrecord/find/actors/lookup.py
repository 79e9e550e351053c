"""What the tables know about names and roles, indexed so that a text is looked up word by word."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.naming import given_names, name_words
from onrecord.knowledge.own import OwnActor, own_actors
from onrecord.knowledge.world import (
    Place,
    Role,
    bodies,
    countries,
    homes,
    kindred,
    outlets,
    places,
    roles,
)
from onrecord.model import Token
from onrecord.model.words import ActorKind

SenseUse = Literal["country", "adjective", "people", "capital", "seat", "body", "outlet", "own"]

_PIECE = re.compile(r"[^\s\-–’']+(?:['’][^\s\-]{2,})?|[-–]|['’]s?\b|['’]")


RoleWords = tuple[tuple[str, ...], tuple[str, ...], Role]  # words before the head, after it


class Sense(Struct, frozen=True, gc=False):
    """What a known name stands for; `key` is the same for all names of one thing."""

    use: SenseUse
    key: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    title: str | None = None
    body: str | None = None


class Phrase(Struct, frozen=True, gc=False):
    """The words of a known name after the first; `shouted` where only capitals will do (US)."""

    rest: tuple[str, ...]
    shouted: bool
    sense: Sense


class Match(Struct, frozen=True, gc=False):
    """A known name at tokens `[first, last)`."""

    first: int
    last: int
    sense: Sense


class RoleMatch(Struct, frozen=True, gc=False):
    """A role's words at tokens `[first, last)`, and their head."""

    first: int
    last: int
    head: int
    role: Role


class Lexicon:
    """Known names by their first word, roles by their last, and the words that make names."""

    def __init__(self, own: tuple[OwnActor, ...] = ()) -> None:
        self.phrases: dict[str, list[Phrase]] = {}
        self.roles: dict[str, list[RoleWords]] = {}
        self.country_names: dict[str, str] = {}
        self.words: dict[str, dict[str, str]] = {}
        self.sectors: dict[str, str] = {}
        self.generic: dict[str, str] = {}
        self.general: dict[str, str] = {}
        self.gender: dict[str, str] = {}
        self.number: dict[str, str] = {}
        self.former: dict[str, list[Sense]] = {}  # states whose capital is now another's
        self.places: dict[str, Place] = {
            name: place for place in places() for name in _saints(place.name.lower())
        }
        self.given = given_names()
        self.kindred = kindred()
        self.bodies: dict[str, Sense] = {}
        self._add_words()
        self._add_own(own)
        self._add_bodies()
        self._add_countries()
        self._add_homes()
        self._add_roles()
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase.rest))
        for found in self.roles.values():
            found.sort(key=lambda role: -len(role[0]) - len(role[1]))

    def match(self, tokens: Sequence[Token], at: int, limit: int) -> Match | None:
        """The longest known name that begins at a token and ends before `limit`."""
        token = tokens[at]
        phrases = self.phrases.get(token.lower)
        if phrases is None or not token.text[:1].isupper():
            return None
        for phrase in phrases:
            last = at + 1 + len(phrase.rest)
            if last > limit or (phrase.shouted and not token.text.isupper()):
                continue
            if all(
                tokens[at + 1 + k].lower == word for k, word in enumerate(phrase.rest)
            ) and not _begins_lower(tokens, at, last):
                return Match(at, last, phrase.sense)
        return None

    def role_ending(self, tokens: Sequence[Token], at: int, floor: int) -> RoleMatch | None:
        """The longest role with a token for its head and no word before `floor`.

        The head is the last word, or the one before "of": "foreign minister", "head of state".
        """
        token = tokens[at]
        match = self._role(self.roles.get(token.lower), tokens, at, floor)
        if match is None and token.tag in ("NNS", "NNPS", "NNP"):
            match = self._role(self.roles.get(singular(token)), tokens, at, floor)
        return match

    def title_ending(self, tokens: Sequence[Token], at: int, floor: int) -> RoleMatch | None:
        """The same for roles that may stand before a name."""
        titles = [role for role in self.roles.get(tokens[at].lower, ()) if role[2].title == "yes"]
        return self._role(titles, tokens, at, floor)

    def _role(
        self, found: list[RoleWords] | None, tokens: Sequence[Token], at: int, floor: int
    ) -> RoleMatch | None:
        for before, after, role in found or ():
            first, last = at - len(before), at + 1 + len(after)
            if first < floor or last > len(tokens):
                continue
            if all(tokens[first + k].lower == word for k, word in enumerate(before)) and all(
                tokens[at + 1 + k].lower == word for k, word in enumerate(after)
            ):
                return RoleMatch(first, last, at, role)
        return None

    def is_a(self, word: str, use: str) -> bool:
        """True if a word (lower case) has that use in a name."""
        uses = self.words.get(word)
        return uses is not None and use in uses

    def _add_words(self) -> None:
        for word in name_words():
            self.words.setdefault(word.word, {})[word.use] = word.gender
            if word.gender:
                self.gender.setdefault(word.word, word.gender)
            if word.number:
                self.number.setdefault(word.word, word.number)
            if word.use == "generic":
                self.generic[word.word] = word.sector
            if word.use == "general":
                self.general[word.word] = word.sector
            if word.use == "body" and word.sector:
                self.sectors[word.word] = word.sector

    def _add_countries(self) -> None:
        for country in countries():
            self.country_names[country.code] = country.name
            key = f"country:{country.code}"
            groups: tuple[tuple[SenseUse, ActorKind, Iterable[str]], ...] = (
                ("country", "country", (country.name, *country.names)),
                ("adjective", "country", country.adjectives),
                ("people", "group", country.people),
                ("capital", "country", (country.capital,)),
            )
            for use, kind, names in groups:
                sense = Sense(use, key, country.name, kind, country.code)
                self._add_names(names, sense)
            if country.then:
                sense = Sense("capital", key, country.name, "country", country.code)
                self.former.setdefault(country.then.lower(), []).append(sense)
            one = Sense("people", f"person:{country.code}", country.name, "person", country.code)
            self._add_names((p[:-1] for p in country.people if p.endswith("s")), one)
            for seat in country.seats:
                name = seat.removeprefix("the ")
                sense = Sense("seat", f"seat:{name}", name, "organization", country.code, "GOV")
                self._add_names((seat,), sense)

    def _add_homes(self) -> None:
        for home in homes():
            one = Sense("people", f"person:{home.place}", home.place, "person", home.country)
            self._add_names((home.word,), one)
            many = Sense("people", f"people:{home.place}", home.place, "group", home.country)
            self._add_names((home.word + "s",), many)

    def _add_own(self, own: tuple[OwnActor, ...]) -> None:
        """The user's actors first: they win over ours of the same name."""
        for actor in own:
            sense = Sense(
                "own", f"own:{actor.name}", actor.name, actor.kind,
                actor.country or None, actor.sector or None, actor.wikidata or None,
                actor.title or None, actor.body or None,
            )  # fmt: skip
            self._add_names((actor.name, *actor.names), sense)

    def _add_bodies(self) -> None:
        for body in bodies():
            sense = Sense(
                "body", f"body:{body.name}", body.name, body.kind,
                body.country or None, body.sector or None, body.wikidata or None,
            )  # fmt: skip
            self._add_names((body.name, *body.names), sense)
            self.bodies[body.name] = sense
        for outlet in outlets():
            sense = Sense(
                "outlet", f"outlet:{outlet.name}", outlet.name, "organization",
                outlet.country or None, "JRN",
            )  # fmt: skip
            self._add_names((outlet.name, *outlet.names), sense)

    def _add_names(self, names: Iterable[str], sense: Sense) -> None:
        for name in names:
            for words in _spellings(name):
                phrases = self.phrases.setdefault(words[0].lower(), [])
                rest = tuple(word.lower() for word in words[1:])
                if all(phrase.rest != rest for phrase in phrases):
                    phrases.append(Phrase(rest, _shouted(words), sense))

    def _add_roles(self) -> None:
        for role in roles():
            before, head, after = _around_head(_pieces(role.word.lower()))
            heads = {head}
            if role.plural:
                heads.add(_around_head(_pieces(role.plural.lower()))[1])
            for form in heads:
                known = self.roles.setdefault(form, [])
                if all((b, a) != (before, after) for b, a, _ in known):
                    known.append((before, after, role))


def lexicon() -> Lexicon:
    """The one lexicon of this process, with the user's actors in use."""
    return _lexicon(own_actors())


@cache
def _lexicon(own: tuple[OwnActor, ...]) -> Lexicon:
    return Lexicon(own)


def singular(token: Token) -> str:
    """The singular of a plural noun; the lemma of a capitalised one keeps its ending."""
    lemma = token.lemma.lower()
    return lemma[:-1] if lemma == token.lower and lemma.endswith("s") else lemma


def _begins_lower(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True if the last word of a known name is printed small ("Western troops", "Gulf states")."""
    return last - first > 1 and tokens[last - 1].text[:1].islower()


def _spellings(name: str) -> Iterable[list[str]]:
    """The words of a name, without a leading "the"; names in a table may have it or not."""
    words = _pieces(name)
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if words:
        yield words


def _pieces(name: str) -> list[str]:
    """Words as the parser parts them: hyphens and a possessive 's are words of their own."""
    return _PIECE.findall(name)


def _around_head(words: list[str]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """A role's words before its head, the head, and the words after it."""
    at = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    return tuple(words[:at]), words[at], tuple(words[at + 1 :])


def _shouted(words: Sequence[str]) -> bool:
    return len(words) == 1 and len(words[0]) <= 5 and words[0].isupper()


def _saints(place: str) -> tuple[str, ...]:
    """The spellings of a place that is called after a saint."""
    return (place, place.replace("saint ", "st. ", 1)) if place.startswith("saint ") else (place,)

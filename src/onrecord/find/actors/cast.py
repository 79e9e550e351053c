"""Bring all mentions of one actor together: full names, surnames, acronyms, descriptions."""

from dataclasses import dataclass, field

from onrecord.find.actors.offices import is_country
from onrecord.find.actors.scene import Found, Scene
from onrecord.model import Span
from onrecord.model.words import ActorKind

_STRENGTH = {
    "": 0,
    "recogniser": 1,
    "shape": 2,
    "first-name": 2,
    "body-word": 3,
    "place-word": 3,
    "table:places": 3,
}
_CLASSES = frozenset({"expert", "official"})  # "the expert" may be any actor of that class
_RECENT = 2  # sentences that a description may look back when several actors fit


_OF_COUNTRIES = frozenset({"country", "adjective", "people", "capital"})


@dataclass(slots=True, eq=False)
class Player:
    """An actor in the making."""

    name: str
    kind: ActorKind = "unknown"
    strength: int = 0
    country: str | None = None
    sector: str | None = None
    title: str | None = None
    body: str | None = None
    of: Found | None = None
    wikidata: str | None = None
    gender: str = ""
    plural: bool = False
    named: bool = False
    heads: set[str] = field(default_factory=set)  # head words of its roles and of its name
    stands: set[str] = field(default_factory=set)
    words: tuple[str, ...] = ()
    count: str = ""  # of a group that is not named
    found: list[Found] = field(default_factory=list)
    reasons: list[tuple[str, str, Span]] = field(default_factory=list)

    @property
    def first(self) -> int:
        return self.found[0].head


class Cast:
    """The actors of one report."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.players: list[Player] = []
        self.by_name: dict[str, int] = {}
        self.by_part: dict[str, list[tuple[int, int]]] = {}  # surname -> (rank, player)
        self.acronyms: dict[str, int] = {}
        self.roles_of: dict[str, list[int]] = {}

    def add_names(self, names: list[Found]) -> None:
        """Full and known names first, then acronyms, then the short forms that lean on them."""
        short = []
        for name in names:
            if self._is_short(name) or self._leans(name):
                short.append(name)
            else:
                self._place(name, self._full_key(name))
        self._learn_acronyms(names)
        for name in short:
            self._place_short(name)

    def _is_short(self, name: Found) -> bool:
        return name.last - name.first == 1 and (
            name.sense is None or name.sense.use in ("country", "capital")
        )

    def _leans(self, name: Found) -> bool:
        """True for words in capitals before what may be a surname: "Young Holm", "AG Holm"."""
        if name.sense or name.entry or name.last - name.first != 2:
            return False
        return not self.scene.vote(name.first)

    def _full_key(self, name: Found) -> str:
        if name.sense:
            if name.kind != "country" and name.sense.use in _OF_COUNTRIES:
                return f"{name.kind}:{self.text(name).lower()}"
            return name.sense.key
        if name.kind == "person" and name.last - name.first > 2 and not self._hyphened(name):
            tokens = self.scene.tokens
            return f"{tokens[name.first].lower} {tokens[name.last - 1].lower}"
        return self.text(name).lower()

    def text(self, name: Found) -> str:
        return self.scene.text(name.first, name.last)

    def _hyphened(self, name: Found) -> bool:
        """True for a given name in two parts after the surname: "Ryu Tae-song"."""
        token = self.scene.tokens[name.last - 1]
        return name.last - name.first > 3 and token.text[0].islower()

    def _place(self, name: Found, key: str) -> int:
        number = self.by_name.get(key)
        if number is not None and not self._agrees(name, number):
            key = f"{key} ({name.gender})"  # Mr Holm and Mrs Holm
            number = self.by_name.get(key)
        if number is None:
            number = len(self.players)
            self.by_name[key] = number
            self.players.append(Player(self._shown(name), named=True))
            self._index_parts(name, number)
        self.join(name, number, name.entry or "name", name.detail)
        return number

    def _shown(self, name: Found) -> str:
        if name.sense and (name.kind == "country" or name.sense.use not in _OF_COUNTRIES):
            return name.sense.name
        return self.text(name)

    def _index_parts(self, name: Found, number: int) -> None:
        """The parts by which a full name may be called later, the likelier first."""
        words = [
            token.lower
            for token in self.scene.tokens[name.first : name.last]
            if token.text[0].isalpha() and not self.scene.lexicon.is_a(token.lower, "suffix")
        ]
        if len(words) < 2 or name.sense is not None:
            return
        if name.kind in ("person", "unknown"):
            family = words[0] if self._hyphened(name) else words[-1]
            other = words[-1] if self._hyphened(name) else words[0]
            self.by_part.setdefault(family, []).append((0, number))
            self.by_part.setdefault(other, []).append((1, number))
        elif name.kind == "organization":
            self.by_part.setdefault(words[0], []).append((2, number))

    def _learn_acronyms(self, names: list[Found]) -> None:
        """ "National Survey Office (NSO)": the short form is the same actor."""
        tokens = self.scene.tokens
        before: Found | None = None
        for name in names:
            if before and name.first == before.last + 1 and tokens[before.last].text == "(":
                long, short = before, name
                if before.last - before.first == 1:
                    long, short = name, before
                if short.last - short.first == 1 and self._abbreviates(short, long):
                    key = tokens[short.first].text
                    number = (
                        long.cast if long.cast >= 0 else self._place(long, self._full_key(long))
                    )
                    self.acronyms.setdefault(key, number)
            before = name

    def _abbreviates(self, short: Found, long: Found) -> bool:
        """True if the letters of a short form stand in order at words of a long one."""
        text = self.scene.tokens[short.first].text.rstrip("s").replace(".", "")
        if not 2 <= len(text) <= 8 or sum(c.isupper() for c in text) < 2:
            return False
        if long.kind == "person":
            return False
        initials = self._initials(long)
        place = 0
        for letter in text.lower():
            place = initials.find(letter, place) + 1
            if not place:
                return len(initials) == 1 or text[0].lower() == initials[0]
        return True

    def _initials(self, name: Found) -> str:
        return "".join(
            token.lower[0]
            for token in self.scene.tokens[name.first : name.last]
            if token.text[0].isalpha()
        )

    def _place_short(self, name: Found) -> None:
        text = self.scene.tokens[name.last - 1].text
        number = self.acronyms.get(text)
        if number is not None:
            self.join(name, number, "acronym", text)
            return
        number = self._called(name, text.lower())
        if number is not None and self._leans(name) and self.players[number].kind != "person":
            number = None
        if number is not None:
            rank_entry = "surname" if self.players[number].kind == "person" else "short name"
            self._forget_sense(name)
            if self.players[number].kind == "unknown" and name.kind != "organization":
                self.players[number].kind = "person"
            name.kind = self.players[number].kind
            self.join(name, number, rank_entry, text)
            return
        number = self._by_initials(text) if name.sense is None else None
        if number is not None:
            self.join(name, number, "acronym", text)
            return
        self._place(name, self._full_key(name))

    def _forget_sense(self, name: Found) -> None:
        name.sense, name.country = None, None

    def _called(self, name: Found, lower: str) -> int | None:
        """The nearest full name before that a short form may stand for, else the first after."""
        known = self.by_part.get(lower)
        if known is None or (name.kind == "place" and name.sense):
            return None
        best = min(rank for rank, _ in known)
        numbers = [number for rank, number in known if rank == best]
        if name.sense is not None and best > 0:
            return None
        fits = [n for n in numbers if self._agrees(name, n)]
        if not fits:
            return None
        before = [n for n in fits if self.last_before(n, name.head) >= 0]
        if before:
            return max(before, key=lambda n: self.last_before(n, name.head))
        return min(fits, key=lambda n: self.players[n].first)

    def _agrees(self, name: Found, number: int) -> bool:
        player = self.players[number]
        return not (name.gender and player.gender and name.gender != player.gender)

    def last_before(self, number: int, head: int) -> int:
        return max((f.head for f in self.players[number].found if f.head < head), default=-1)

    def _by_initials(self, text: str) -> int | None:
        if not (2 < len(text) <= 6 and text.isupper()):
            return None
        fits = [
            number
            for number, player in enumerate(self.players)
            if player.kind == "organization"
            and "".join(w[0] for w in player.name.split() if w[0].isupper()) == text
        ]
        return fits[0] if len(fits) == 1 else None

    def join(self, found: Found, number: int, entry: str, detail: str) -> None:
        """Make a mention one of an actor's, and let the actor learn from it."""
        player = self.players[number]
        found.cast = number
        player.found.append(found)
        self._learn_kind(player, found)
        self._learn_rest(player, found)
        span = self.scene.span(found.first, found.last)
        player.reasons.append((entry, detail, span))
        for head in self._heads(found):
            player.heads.add(head)
        if found.role and found.role.stands:
            player.stands.add(found.role.stands)
        if player.sector == "EDU" and player.kind == "person":
            player.stands.add("expert")

    def _learn_kind(self, player: Player, found: Found) -> None:
        strength = _STRENGTH.get(found.entry, 4)
        if found.form != "pronoun" and found.kind != "unknown" and strength > player.strength:
            player.kind, player.strength = found.kind, strength

    def _learn_rest(self, player: Player, found: Found) -> None:
        player.country = player.country or found.country
        player.sector = player.sector or found.sector
        if found.title and not player.title:
            player.title, player.body = found.title, found.body
        player.of = player.of or found.of
        player.gender = player.gender or found.gender
        if found.form != "pronoun":
            player.plural = player.plural or found.plural
        if found.sense and found.sense.wikidata:
            player.wikidata = found.sense.wikidata
        if found.sense and found.sense.use == "body":
            self._learn_long(player, found)
        if found.form == "name" and found.sense is None and not is_country(found):
            text = self.text(found)
            if player.wikidata is None and len(text) > len(player.name) and player.kind == "person":
                player.name = text

    def _learn_long(self, player: Player, found: Found) -> None:
        """A body that the table names by its letters ("NATO") is called by its full name where
        the report prints that."""
        words = self.scene.tokens[found.first : found.last]
        capitals = [w for w in words if not self.scene.lexicon.is_a(w.lower, "joiner")]
        whole = len(capitals) > 2 and all(w.text[0].isupper() for w in capitals)
        if whole and player.name.isupper() and " " not in player.name:
            player.name = self.text(found)

    def _heads(self, found: Found) -> list[str]:
        heads = []
        if found.role and found.role.word:
            heads.append(found.role.word.lower())
        if found.title:
            heads += [found.title.lower(), found.title.lower().partition(" of ")[0]]
        if found.form == "name" and found.kind in ("organization", "unknown", "group"):
            name = found.sense.name if found.sense else self.text(found)
            words = name.lower().split()
            heads.append(" ".join(words))
            heads += [
                " ".join(words[:i])
                for i in range(1, len(words))
                if self.scene.lexicon.is_a(words[i], "joiner")
            ]
        return heads

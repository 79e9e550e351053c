"""Bring all mentions of one actor together: full names, surnames, acronyms, descriptions."""

from bisect import bisect_left, insort

from onrecord.find.actors.player import Player, learn
from onrecord.find.actors.scene import Found, Scene

_RECENT = 2  # sentences within which a surname is that of whoever was named last
_OF_COUNTRIES = frozenset({"country", "adjective", "people", "capital"})
_OF_PLACES = frozenset({"JRN", "GOV", "MIL", "COP", "SPY", "JUD", "LEG"})  # bear places' names


class Cast:
    """The actors of one report."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.players: list[Player] = []
        self.by_name: dict[str, int] = {}
        self.by_part: dict[str, list[tuple[int, int]]] = {}  # surname -> (rank, player)
        self.acronyms: dict[str, int] = {}

    def add_names(self, names: list[Found]) -> None:
        """Full and known names first, then acronyms, then the short forms that lean on them."""
        short, people = [], []
        for name in names:
            if self._is_one_of_people(name):
                people.append(name)
            elif self._is_short(name) or self._leans(name):
                short.append(name)
            else:
                self._place(name, self._full_key(name))
        self._learn_acronyms(names)
        for name in short:
            self._place_short(name)
        for name in people:
            self._place_one_of_people(name)

    def _is_one_of_people(self, name: Found) -> bool:
        """True for "the Texan", who may be somebody named before."""
        if name.kind != "person" or name.sense is None or name.sense.use not in _OF_COUNTRIES:
            return False
        article = self.scene.parse.child(self.scene.tokens[name.head], "det")
        return article is not None and "Definite=Def" in article.morph

    def _place_one_of_people(self, name: Found) -> None:
        """The person named last of those of that country, else somebody new."""
        fits = [
            number
            for number, player in enumerate(self.players)
            if player.kind == "person" and player.named and player.country == name.country
            and self.last_before(number, name.head) >= 0
        ]  # fmt: skip
        if not fits:
            self._place(name, self._full_key(name))
            return
        number = max(fits, key=lambda n: self.last_before(n, name.head))
        name.form = "nominal"
        self.join(name, number, "people", self.text(name))

    def _is_short(self, name: Found) -> bool:
        """True for one printed word ("Halden", "Karl-Heinz"), and for "Van der Meer"."""
        if name.sense is not None and name.sense.use not in ("country", "capital"):
            return self._is_bare_people(name)
        if name.last - name.first == 1:
            return True
        if name.sense is not None:
            return False
        opens = self.scene.lexicon.is_a(self.scene.tokens[name.first].lower, "particle")
        return opens or " " not in self.text(name)

    def _is_bare_people(self, name: Found) -> bool:
        """True for "Dane" without an article, which may be a surname."""
        if name.sense is None or name.sense.use != "people" or name.kind != "person":
            return False
        return not self.scene.parse.child(self.scene.tokens[name.head], "det", "nummod", "amod")

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
        if number is None and name.kind in ("person", "unknown"):
            number = self._turned(key)
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

    def _turned(self, key: str) -> int | None:
        """The person whose two names are printed the other way round: "Tanaka Kenji"."""
        first, _, last = key.partition(" ")
        number = self.by_name.get(f"{last} {first}")
        kinds = ("person", "unknown")
        return number if number is not None and self.players[number].kind in kinds else None

    def _shown(self, name: Found) -> str:
        if name.sense and (name.kind == "country" or name.sense.use not in _OF_COUNTRIES):
            return name.sense.name
        return self.text(name)

    def _index_parts(self, name: Found, number: int) -> None:
        """The parts by which a full name may be called later, the likelier first."""
        is_a = self.scene.lexicon.is_a
        words = [w for w in self.text(name).lower().split() if not is_a(w.rstrip("."), "suffix")]
        words = [word.strip(",") for word in words if word[0].isalpha()]
        if len(words) < 2 or (name.sense is not None and name.kind != "person"):
            return
        if name.kind in ("person", "unknown"):
            ranked = words[:1] + words[:0:-1] if self._hyphened(name) else words[:0:-1] + words[:1]
            outer = (ranked[0], words[0], words[-1])
            for word in dict.fromkeys(ranked):
                rank = 0 if word == ranked[0] else 1 if word in outer else 3
                if not (is_a(word, "particle") or word.endswith(".")):
                    self.by_part.setdefault(word, []).append((rank, number))
            for i in range(1, len(words) - 1):
                if is_a(words[i], "particle"):  # van der Meer
                    self.by_part.setdefault(" ".join(words[i:]), []).append((0, number))
                    break
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
        if long.kind == "person" or _are_two(short, long):
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
        whole = self.text(name)
        text = whole if " " not in whole else self.scene.tokens[name.last - 1].text
        if whole.lower() in self.by_part:
            text = whole
        number = self.acronyms.get(text)
        if number is not None:
            self.join(name, number, "acronym", text)
            return
        number = self._called(name, text.lower())
        if number is not None and self._is_home(text, number):
            number = None
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

    def _is_home(self, text: str, number: int) -> bool:
        """True for "Halden" beside "Halden Police" or "Halden Courier": the place, not the body."""
        player = self.players[number]
        first, _, rest = player.name.partition(" ")
        public = player.kind == "organization" and player.sector in _OF_PLACES
        return public and bool(rest) and first.lower() == text.lower()

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
        fits = [n for n in fits if name.gender and self.players[n].gender] or fits  # Ms. Kwon
        if not fits:
            return None
        before = [n for n in fits if self.last_before(n, name.head) >= 0]
        if before:
            last = max(before, key=lambda n: self.last_before(n, name.head))
            return last if self._is_near(last, name) else self._usually(before, name, last)
        return min(fits, key=lambda n: self.players[n].first)

    def _is_near(self, number: int, name: Found) -> bool:
        tokens = self.scene.tokens
        last = tokens[self.last_before(number, name.head)]
        return tokens[name.head].sentence - last.sentence <= _RECENT

    def _usually(self, numbers: list[int], name: Found, last: int) -> int:
        """Of two persons of a surname the one whom the report has called by it alone before."""
        called = [n for n in numbers if self._is_called_so(n, name)]
        return called[0] if len(called) == 1 else last

    def _is_called_so(self, number: int, name: Found) -> bool:
        return any(
            found.head < name.head and found.form == "name" and self.text(found) == self.text(name)
            for found in self.players[number].found
        )

    def _agrees(self, name: Found, number: int) -> bool:
        player = self.players[number]
        return not (name.gender and player.gender and name.gender != player.gender)

    def last_before(self, number: int, head: int) -> int:
        """The head of an actor's last mention before a token, or -1."""
        places = self.players[number].places
        at = bisect_left(places, head)
        return places[at - 1] if at else -1

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

    def leave(self, found: Found) -> None:
        """Take a mention back from its actor."""
        player = self.players[found.cast]
        player.found.remove(found)
        player.places.remove(found.head)
        found.cast = -1

    def join(self, found: Found, number: int, entry: str, detail: str) -> None:
        """Make a mention one of an actor's, and let the actor learn from it."""
        player = self.players[number]
        found.cast = number
        player.found.append(found)
        insort(player.places, found.head)
        learn(self.scene, player, found)
        player.reasons.append((entry, detail, self.scene.span(found.first, found.last)))


def _are_two(one: Found, other: Found) -> bool:
    """True for two names that tables know as two: "BRUSSELS (AP)"."""
    return bool(one.sense and other.sense and one.sense.key != other.sense.key)

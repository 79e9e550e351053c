"""The cues of status by kind and word, and the one that governs a link."""

from functools import cache

from onrecord.find.status_links import NOUN_LINKS, Link
from onrecord.knowledge.status import StatusCue, status_cues
from onrecord.model import Parse, Token

Named = tuple[str, StatusCue]


class Index:
    """The cues of status by kind and word."""

    def __init__(self) -> None:
        self.modal: dict[str, Named] = {}
        self.adverb: dict[str, Named] = {}
        self.modifier: dict[str, Named] = {}
        self.mark: dict[str, Named] = {}
        self.preposition: dict[str, Named] = {}
        self.time: dict[str, Named] = {}
        self.inversion: dict[str, Named] = {}
        self.question: dict[str, Named] = {}
        self.source: dict[str, Named] = {}
        self.rank: dict[str, Named] = {}
        self.anyone: dict[str, Named] = {}
        self.told: dict[str, Named] = {}
        self.pseudo: dict[str, Named] = {}
        self.fiction: dict[str, Named] = {}
        self.asking: dict[str, Named] = {}
        self.part: dict[str, Named] = {}
        self.result: dict[str, Named] = {}
        self.object: dict[str, Named] = {}
        self.proviso: dict[str, Named] = {}
        self.predicate: dict[str, Named] = {}
        self.performed: dict[str, Named] = {}
        self.governors: dict[tuple[str, str], list[tuple[tuple[str, ...], Named]]] = {}
        for name, entry in status_cues().items():
            self._add(name, entry)
        for entries in self.governors.values():
            entries.sort(key=lambda item: -len(item[0]))
        # what phrases begin and end with, so that most words need no look into the tables
        self.openings = frozenset(cue.split()[0] for cue in self.mark if " " in cue)
        self.endings = frozenset(cue.split()[-1] for cue in self.adverb if " " in cue)
        self.predicated = frozenset(cue.split()[0] for cue in self.predicate)
        self.provided = frozenset(cue.split()[-1] for cue in self.proviso)

    def _add(self, name: str, entry: StatusCue) -> None:
        if entry.kind == "governor":
            shapes = [*entry.takes, *(f"prep:{p}" for p in entry.prepositions)]
            if entry.prepositions:
                shapes.append("compound")
            for cue in entry.cue:
                head, *rest = cue.split()
                for shape in shapes:
                    self.governors.setdefault((head, shape), []).append(
                        (tuple(rest), (name, entry))
                    )
            return
        table: dict[str, Named] = getattr(self, entry.kind)
        for cue in entry.cue:
            table.setdefault(cue, (name, entry))

    def governor(self, parse: Parse, link: Link) -> tuple[Link, Named | None]:
        """The entry of the governor for the shape of the link, and the link it was found for.

        "accused rebels of shelling": what hangs on the object is looked up with the verb too.
        """
        assert link.governor is not None
        head, shape = link.governor, link.shape
        if shape == "name":
            if found := self._entry(parse, head, shape):
                return link, found
            link, shape = link._replace(shape="noun"), "noun"
        if shape.startswith("prep:"):
            return self._governor_by_preposition(parse, link, head, shape)
        if shape == "purpose":
            found = self._entry(parse, head, "infinitive") or self._predicate(
                parse, head, "infinitive"
            )
            joined = found is not None and parse.child(head, "prt") is not None  # "went on to"
            return link, found if found and (found[1].status or joined) else None
        if shape == "participle":
            found = self._entry(parse, head, "gerund") if parse.child(head, "prt") else None
            return link, found  # "ruled out leaving", where the parse has an adverbial clause
        if shape == "compound":
            return link, self._entry(parse, head, shape) if head.pos == "NOUN" else None
        if shape in ("subject", "noun") and (raised := self.raised(parse, head)):
            return link._replace(governor=raised), self._entry(parse, raised, "subject")
        if shape in ("clause", "subject", "infinitive"):
            found = self._predicate(parse, head, shape)
            if found is None and not (shape == "infinitive" and self._valued(parse, head)):
                found = self._entry(parse, head, shape)
            if found is None and link.mandative:
                found = self._entry(parse, head, "mandative")
            if found is None and shape == "infinitive" and head.relation in NOUN_LINKS:
                above = parse.head(head)  # "ordered the brigade to leave", hung on the brigade
                if found := self._entry(parse, above, shape):
                    return link._replace(governor=above), found
            if found is None and shape == "infinitive" and (child := parse.child(head, "advmod")):
                return link._replace(governor=child), self._entry(
                    parse, child, shape
                )  # "too early"
            return link, found
        return link, self._entry(parse, head, shape)

    def _by_degree(self, parse: Parse, link: Link, head: Token) -> tuple[Link, Named | None]:
        """ "Too early to say": the entry of the adverb on an adjective."""
        degree = parse.child(head, "advmod")
        if degree is None:
            return link, None
        return link._replace(governor=degree), self._entry(parse, degree, "infinitive")

    def _governor_by_preposition(
        self, parse: Parse, link: Link, head: Token, shape: str
    ) -> tuple[Link, Named | None]:
        found = self._entry(parse, head, shape) or self._particle(head, shape[5:])
        if found is None and head.relation in NOUN_LINKS:
            above = parse.head(head)
            found = self._entry(parse, above, shape) if above.index != head.index else None
            if found:
                return link._replace(governor=above), found
        return link, found

    def _particle(self, head: Token, preposition: str) -> Named | None:
        """ "Called off the merger", where the parse has a preposition instead of a particle."""
        for rest, named in self.governors.get((head.lemma, "noun"), ()):
            if rest == (preposition,):
                return named
        return None

    def _entry(self, parse: Parse, head: Token, shape: str) -> Named | None:
        entries = self.governors.get((head.lemma, shape)) or self.governors.get((head.lower, shape))
        if not entries:
            return None
        particle = parse.child(head, "prt")
        for rest, named in entries:
            if all(_hangs_on(parse, head, word) for word in rest) and (
                particle is None or particle.lower in rest
            ):
                return named  # "set up to" is not "set to"
        return None

    def takes_infinitive(self, noun: Token) -> bool:
        """True for a noun that governs an infinitive: "a plot to", "preparations to"."""
        return (noun.lemma, "infinitive") in self.governors

    def leaves_open(self, word: Token) -> bool:
        """True for "unclear" and its like, of which a clause may be said."""
        entries = self.governors.get((word.lemma, "clause"), ())
        return any(named[1].status == "unclear" for _, named in entries)

    def _predicate(self, parse: Parse, verb: Token, shape: str) -> Named | None:
        """ "It is likely that …", "an attack is likely": the entry of the predicate."""
        if verb.lemma not in ("be", "seem", "look", "remain", "become", "appear"):
            return None
        for child in parse.children(verb):
            if child.relation in ("acomp", "attr", "oprd"):
                found = self._entry(parse, child, shape)
                if found:
                    return found
        return None

    def _valued(self, parse: Parse, verb: Token) -> bool:
        """True for "it is illegal to arm them", which is no plan as "the king is to visit" is."""
        return verb.pos == "AUX" and parse.child(verb, "acomp", "attr") is not None

    def raised(self, parse: Parse, verb: Token, deep: int = 0) -> Token | None:
        """The verb of happening that a subject belongs to: "talks are likely to resume"."""
        for child in parse.children(verb):
            if child.relation == "xcomp" and (child.lemma, "subject") in self.governors:
                return child
            if child.relation in ("acomp", "oprd") and deep < 3:
                found = self.raised(parse, child, deep + 1)
                if found:
                    return found
        return None

    def time_in(self, parse: Parse, token: Token) -> Named | None:
        """A cue of time in a phrase: "tomorrow", "next week", but not "the next day"."""
        if token.lower in self.time:
            return self.time[token.lower]
        cue: Named | None = None
        for child in parse.children(token):
            if child.lower == "the":
                return None
            cue = cue or self.time.get(child.lower)
            if cue is None and child.lower == "this":
                cue = next(
                    (
                        self.time.get("later this")
                        for c in (parse.tokens[child.index - 1],)
                        if c.lower == "later" and self.time.get("later this")
                    ),
                    None,
                )
        return cue


def _hangs_on(parse: Parse, head: Token, word: str) -> bool:
    return any(c.lower == word or c.lemma == word for c in parse.children(head))


@cache
def cue_index() -> Index:
    """The index of `status.toml`, built once."""
    return Index()

"""Where a word hangs in the tree, and which cue of status governs it there."""

from functools import cache
from typing import NamedTuple

from onrecord.knowledge.status import StatusCue, status_cues
from onrecord.model import Parse, Token

Named = tuple[str, StatusCue]

NOUN_LINKS = frozenset({"dobj", "nsubjpass", "dative", "oprd"})
CLAUSE_LINKS = frozenset({"ccomp", "xcomp", "acl", "advcl", "relcl", "csubj", "csubjpass", "pcomp"})
FINITE_TAGS = frozenset({"VBZ", "VBP", "VBD", "MD"})
INHERITED = frozenset({"acomp", "attr", "auxpass", "aux"})
TEMPORAL = frozenset({"when", "once", "after", "before", "until", "till", "as", "while"})


class Mark(NamedTuple):
    """A preposition above a word, alone or with the ones it stands under ("in case of")."""

    text: str
    token: Token


class Link(NamedTuple):
    """The word that governs another, and in what shape it does.

    `shape` is one of the cue shapes, "prep:for" for what hangs on a preposition, "compound",
    or "inherit", "purpose", "participle", "when", "before", "other" for links that need no
    cue. `shared` is the first conjunct where the word is a later one; `passive` is True for the
    subject of a passive, `perfect` for an infinitive with "have".
    """

    governor: Token | None
    shape: str = "other"
    marks: tuple[Mark, ...] = ()
    shared: Token | None = None
    passive: bool = False
    perfect: bool = False


def link_of(parse: Parse, token: Token) -> Link:
    """The link that joins a word to its governor."""
    if token.head == token.index:
        return Link(None)
    head = parse.tokens[token.head]
    relation = token.relation
    if relation == "ccomp" and token.right < head.index and parse.tokens[token.right].text == ";":
        above = parse.tokens[head.head]  # what follows a semicolon governs nothing before it
        if above.index >= token.index or above.index == head.index:
            return Link(None)
        return Link(above, _clause_shape(parse, token, above))
    if relation == "conj":
        return Link(head, shared=head)
    if relation in ("pobj", "pcomp"):
        return _below_preposition(parse, token, head)
    if relation == "oprd" and token.pos == "NOUN":
        return Link(head, "name")
    if relation in NOUN_LINKS and token.pos != "VERB":
        return Link(head, "noun", passive=relation == "nsubjpass")
    if relation == "nsubj":
        return Link(head, "subject")
    if relation == "compound":
        return Link(head, "compound")
    above = parse.tokens[head.head]
    opens = relation == "amod" and token.tag == "VBG" and token.index == above.index + 1
    if opens and above.pos == "ADP":  # "accused Rome of massing troops"
        return _below_preposition(parse, token, above)
    if relation in INHERITED:
        return Link(head, "inherit")
    if relation in CLAUSE_LINKS or token.pos in ("VERB", "AUX"):
        return Link(head, _clause_shape(parse, token, head), perfect=_perfect(parse, token))
    return Link(head)


def _perfect(parse: Parse, token: Token) -> bool:
    return any(c.relation == "aux" and c.lower == "have" for c in parse.children(token))


def _clause_shape(parse: Parse, token: Token, head: Token) -> str:
    relation = token.relation
    opener = mark = ""
    for child in parse.children(token):
        if child.relation == "aux" and child.tag == "TO":
            return (
                "purpose" if relation == "advcl" and head.pos in ("VERB", "AUX") else "infinitive"
            )
        if child.relation in ("mark", "advmod") and child.index < token.index:
            mark = child.lower
            opener = opener or mark
    if relation == "advcl":
        if opener in TEMPORAL and token.tag in ("VBZ", "VBP"):
            return "when"
        if opener in ("before", "until", "till") and token.tag == "VBD":
            return "before"
        return "participle" if token.tag == "VBG" else "other"
    if relation == "relcl" and mark == "that" and _marked(parse, token):
        return "clause"  # "evidence that it sank", where the parse has a relative clause
    if relation in ("relcl", "amod", "dep", "parataxis"):
        return "other"
    if token.tag == "VBG" and relation != "ccomp" and not _finite(parse, token):
        return "gerund"
    if token.tag == "VBN" and relation in ("xcomp", "pcomp") and _being(parse, token):
        return "gerund"
    if token.tag == "VB" and relation in ("ccomp", "xcomp") and not _has_modal(parse, token):
        return "infinitive" if mark != "that" else "clause"
    if relation == "csubj":
        return "subject"
    if relation == "acl" and mark != "that":
        return "other"
    return "clause"


def _being(parse: Parse, token: Token) -> bool:
    return any(c.tag == "VBG" for c in parse.children(token) if c.relation in ("aux", "auxpass"))


def _finite(parse: Parse, token: Token) -> bool:
    return any(c.tag in FINITE_TAGS for c in parse.children(token) if c.relation == "aux")


def _marked(parse: Parse, token: Token) -> bool:
    return any(c.relation == "mark" for c in parse.children(token))


def _has_modal(parse: Parse, token: Token) -> bool:
    return any(c.relation == "aux" for c in parse.children(token))


def _below_preposition(parse: Parse, token: Token, head: Token) -> Link:
    """Up through "of", "in case of", "instead of" to the word they hang on."""
    marks = [Mark(head.lower, head)]
    top = head
    if top.relation in ("pcomp", "prep") and parse.head(top).relation in ("prep", "mark"):
        top = parse.head(top)
        marks.append(Mark(f"{top.lower} {head.lower}", head))
    elif top.index and (before := parse.tokens[top.index - 1]).relation in (
        "advmod",
        "prep",
        "amod",
    ):
        marks.append(Mark(f"{before.lower} {head.lower}", head))
    noun = parse.head(top)
    if noun.relation == "pobj" and noun.pos == "NOUN" and parse.head(noun).pos == "ADP":
        marks.append(Mark(f"{parse.head(noun).lower} {noun.lower} {top.lower}", noun))
        marks.append(Mark(f"{parse.head(noun).lower} the {noun.lower} {top.lower}", noun))
    if head.relation == "agent":
        return Link(parse.head(head), "agent", tuple(marks))
    if top.relation == "prep" or top.relation == "dative" or top.pos == "ADP":
        words = head.lower if top is head else f"{top.lower} {head.lower}"  # "due to"
        return Link(parse.head(top), f"prep:{words}", tuple(marks))
    return Link(parse.head(top), "other", tuple(marks))


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
        self.governors: dict[tuple[str, str], list[tuple[tuple[str, ...], Named]]] = {}
        for name, entry in status_cues().items():
            self._add(name, entry)
        for entries in self.governors.values():
            entries.sort(key=lambda item: -len(item[0]))

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
            found = self._predicate(parse, head, shape) or self._entry(parse, head, shape)
            if found is None and shape == "infinitive" and head.relation in NOUN_LINKS:
                above = parse.head(head)  # "ordered the brigade to leave", hung on the brigade
                if found := self._entry(parse, above, shape):
                    return link._replace(governor=above), found
            return link, found
        return link, self._entry(parse, head, shape)

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

"""The words that stand around a cue and are neither its source nor its content.

"*In a statement published by the Gazette on Monday*, the minister said …": where it was said, when
and through whom is told here, each word with the preposition that brings it and the word it hangs
on.
"""

from collections.abc import Iterator

from msgspec import Struct

from onrecord.find.attributions.clauses import NOUNS
from onrecord.find.attributions.relations import Found
from onrecord.knowledge.cues import linking_verbs, support_verbs
from onrecord.knowledge.statements import bearers, traits
from onrecord.model import Parse, Token

DEEPEST = 7  # steps down from a cue
CLAUSES = ("ccomp", "conj", "csubj", "csubjpass", "cc", "punct", "mark", "intj")
ADDED = ("acl", "relcl", "advcl")  # clauses that may tell how it was said
SHARING = ("conj",)  # "told reporters … and added": the second cue shares what is beside the first
SUPPORTED = ("acomp", "attr", "dobj", "oprd")  # "was critical", "made the claim"
RAISING = ("xcomp", "advcl", "acl", "pcomp")
PARTICIPLES = ("VBG", "VBN", "VBD")


class Beside(Struct, frozen=True, gc=False):
    """A word beside a cue: the preposition that brings it, the word it hangs on, and how far from
    the cue, in steps; `way` is how the two are joined.

    `outside` counts the steps up from the cue to the governor it was found at.
    """

    token: Token
    via: str
    host: Token
    way: str
    depth: int
    outside: int = 0


Surroundings = tuple[Beside, ...]


def surroundings(parse: Parse, relation: Found, heads: dict[int, Found]) -> Surroundings:
    """All words beside a cue, those nearest to it first.

    `heads` are all relations by their cue's head, to tell a governor's own content.
    """
    cue = parse.tokens[relation.head]
    walk = _Walk(parse, relation)
    walk.below(cue, 1)
    if relation.source_head is not None:
        walk.clauses_of(parse.tokens[relation.source_head])
    for steps, governor in enumerate(_governors(parse, relation, heads), 1):
        walk.outside = steps
        walk.skip = (*walk.skip, *_content(heads.get(governor.index)))
        walk.hang(cue, governor)
        walk.below(governor, 1)
    return tuple(sorted(walk.found, key=lambda b: (b.outside, b.depth)))


def _pieces(relation: Found | None) -> tuple[tuple[int, int], ...]:
    return (*relation.pieces, *((relation.source,) if relation.source else ())) if relation else ()


def _content(relation: Found | None) -> tuple[tuple[int, int], ...]:
    """The content of a governor, where the cue does not stand in it."""
    return relation.pieces if relation else ()


def _governors(parse: Parse, relation: Found, heads: dict[int, Found]) -> Iterator[Token]:
    """The verb or noun that a cue hangs on, where it tells how the saying was done.

    "said … and *added*", "*took* to the air to say", "issued a *statement* saying".
    """
    cue = parse.tokens[relation.head]
    governor = parse.head(cue)
    if governor.index == cue.index or relation.covers(governor.index):
        return
    if cue.relation in SHARING and governor.pos == "VERB":
        if _same_source(relation, heads.get(governor.index)):
            yield governor
    elif cue.relation in SUPPORTED:
        if governor.lemma in support_verbs() or governor.lemma in linking_verbs():
            yield governor
    elif cue.relation in RAISING and _is_doing(parse, governor):
        yield governor
        if governor.pos in NOUNS or governor.relation == "prep":
            upper = parse.head(governor)
            if upper.index != governor.index and _is_doing(parse, upper):
                yield upper


def _same_source(relation: Found, first: Found | None) -> bool:
    return first is not None and first.source == relation.source


def _is_doing(parse: Parse, governor: Token) -> bool:
    """True for a verb of speaking, or one that brings out a statement, and for any noun."""
    if governor.pos in NOUNS or governor.relation == "prep":
        return True
    lemma = governor.lemma
    return lemma in traits("making") or lemma in traits("speaking") or lemma in bearers("carrier")


class _Walk:
    """Collects the words below a cue, without those of the source and the content."""

    def __init__(self, parse: Parse, relation: Found) -> None:
        self.parse = parse
        self.skip = _pieces(relation)
        self.found: list[Beside] = []
        self.seen: set[int] = {relation.head}
        self.outside = 0

    def below(self, host: Token, depth: int, via: str = "") -> None:
        """The dependents of a word, and theirs."""
        if depth > DEEPEST:
            return
        for child in self.parse.children(host):
            if child.index in self.seen or self._is_skipped(child.index):
                continue
            self._visit(child, host, depth, via)

    def _visit(self, child: Token, host: Token, depth: int, via: str) -> None:
        relation = child.relation
        if relation in CLAUSES and not (relation == "conj" and host.pos in NOUNS):
            return
        if child.pos in ("VERB", "AUX") and relation != "amod":
            if relation in ADDED and _tells(self.parse, child):
                self.add(child, via, host, depth)
                self.below(child, depth + 1)
        elif relation in ("prep", "agent", "dative") and child.pos in ("ADP", "SCONJ", "VERB"):
            self.seen.add(child.index)
            self._phrase(child, host, depth, via)
        else:
            self.add(child, via, host, depth)
            self.below(child, depth + 1)

    def _phrase(self, preposition: Token, host: Token, depth: int, via: str) -> None:
        """What a preposition brings hangs on the word before it; "out of" is one preposition."""
        for child in self.parse.children(preposition):
            if child.index in self.seen or self._is_skipped(child.index):
                continue
            if child.relation in ("prep", "agent"):
                self.seen.add(child.index)
                self._phrase(child, host, depth, child.lower)
            elif child.relation == "pcomp" and not (
                _tells(self.parse, child) or preposition.lower in traits("after")
            ):
                continue
            else:
                self.add(child, preposition.lower, host, depth)
                self.below(child, depth + 1)

    def clauses_of(self, source: Token) -> None:
        """Clauses on the source that tell how it was said: "Ruiz, quoted by the Gazette, said"."""
        for child in self.parse.children(source):
            if (
                child.relation in ADDED
                and _tells(self.parse, child)
                and child.index not in self.seen
            ):
                self.add(child, "", source, 1)
                self.below(child, 2)

    def hang(self, cue: Token, governor: Token) -> None:
        """The governor itself, a noun that the cue describes: "a statement saying"."""
        if governor.index not in self.seen and not self._is_skipped(governor.index):
            upper = self.parse.head(governor)
            via = upper.lower if upper.relation == "prep" else ""
            self.add(governor, via, upper if governor.relation == "pobj" else cue, 1)

    def add(self, token: Token, via: str, host: Token, depth: int) -> None:
        self.seen.add(token.index)
        self.found.append(Beside(token, via, host, token.relation, depth, self.outside))

    def _is_skipped(self, index: int) -> bool:
        return any(first <= index < last for first, last in self.skip)


def _tells(parse: Parse, verb: Token) -> bool:
    """True for a participle or a relative clause of speaking, passing on or citing."""
    if verb.tag not in PARTICIPLES:
        return False
    if verb.relation == "advcl" and (verb.tag == "VBD" or _is_finite(parse, verb)):
        return False
    lemma = verb.lemma
    return lemma in traits("speaking") or lemma in bearers("carrier") or lemma in bearers("citing")


def _is_finite(parse: Parse, verb: Token) -> bool:
    """True for a clause with a subject or conjunction of its own: "after the Gazette reported"."""
    return parse.child(verb, "nsubj", "nsubjpass", "mark", "auxpass") is not None

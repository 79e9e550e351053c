"""Which words name events: content verbs, and the nouns of the tables."""

from functools import cache

from onrecord.find.event_frames import EventWords
from onrecord.find.event_places import Tree
from onrecord.find.status_cues import cue_index
from onrecord.model import Draft, Token

NO_EVENT = frozenset({"aux", "auxpass", "amod", "compound", "prep", "mark", "punct"})
WORDS = frozenset({"VERB", "NOUN", "PROPN", "AUX"})
PREDICATES = frozenset({"attr", "acomp", "prep", "oprd"})
NOUN_RELATIONS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "compound", "attr"})


def times_in(draft: Draft) -> frozenset[int]:
    """The indices of the words that say when, not of those that say how long."""
    starts = {token.start: token.index for token in draft.parse.tokens} if draft.timexes else {}
    found: set[int] = set()
    for timex in draft.timexes:
        if timex.type == "DURATION":
            continue
        index = starts.get(timex.span.start, len(draft.parse.tokens))
        while index < len(draft.parse.tokens) and (
            draft.parse.tokens[index].start < timex.span.end
        ):
            found.add(index)
            index += 1
    return frozenset(found)


def triggers(draft: Draft, words: EventWords, tree: Tree) -> list[Token]:
    """The verbs and nouns that name an event.

    Left out: verbs that only lend tense or support, and nouns that only modify another noun.
    """
    return [t for t in draft.parse.tokens if t.pos in WORDS and _names_event(t, words, tree)]


def _names_event(token: Token, words: EventWords, tree: Tree) -> bool:
    if token.pos == "AUX":
        return _is_state(token, tree)
    if token.pos == "PROPN":
        return token.lower in words.named and token.relation != "compound"
    return _is_noun(token, words, tree) if is_nominal(token) else _is_verb(token, words, tree)


def is_nominal(token: Token) -> bool:
    """True for a noun, and for a verb's -ing form that stands as one ("the shelling of")."""
    return token.pos in ("NOUN", "PROPN") or (
        token.tag == "VBG" and token.relation in NOUN_RELATIONS
    )


def lemma_of(token: Token) -> str:
    """The lemma of a trigger; of an -ing form that stands as a noun, the form itself."""
    return token.lower if token.tag == "VBG" and is_nominal(token) else token.lemma


def _is_verb(token: Token, words: EventWords, tree: Tree) -> bool:
    if token.relation in NO_EVENT or not token.lemma[:1].isalpha():
        return False
    row = words.row_of(token.lemma)
    if row is None:
        return True
    if row.kind == "raising":
        return _is_state(token, tree)
    return row.kind != "light" or not _governs_event_noun(token, words, tree)


def _is_state(verb: Token, tree: Tree) -> bool:
    """True for "is" beside a predicate: "the court is powerless" tells of a state."""
    return verb.relation not in NO_EVENT and any(
        child.relation in PREDICATES for child in tree.parse.children(verb)
    )


def _governs_event_noun(verb: Token, words: EventWords, tree: Tree) -> bool:
    return any(
        child.relation in ("dobj", "nsubjpass")
        and child.pos == "NOUN"
        and words.is_noun(child.lemma)
        for child in tree.parse.children(verb)
    )


def _is_noun(token: Token, words: EventWords, tree: Tree) -> bool:
    if token.tag != "VBG" and not words.is_noun(token.lemma):
        return False
    if token.relation in ("nmod", "npadvmod") or _in_set_phrase(token, tree):
        return False
    if token.relation == "compound":
        head = tree.parse.head(token)
        return words.is_noun(head.lemma) and (head.lemma, "compound") in _plan_nouns()
    return True


def _in_set_phrase(token: Token, tree: Tree) -> bool:
    """True for "order" in "in order to", which is but a preposition."""
    above = tree.parse.head(token)
    return token.relation == "pobj" and f"{above.lower} {token.lower}" in cue_index().preposition


@cache
def _plan_nouns() -> frozenset[tuple[str, str]]:
    """Nouns that govern the noun before them: "strike threat", "merger plan"."""
    return frozenset(key for key in cue_index().governors if key[1] == "compound")

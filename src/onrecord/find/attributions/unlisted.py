"""A cue with a complement that its entry does not name: a question, for the weights to answer."""

from collections.abc import Mapping
from typing import get_args

import msgspec

from onrecord.find.attributions.matches import Match
from onrecord.find.attributions.phrases import by_noun
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.verbs import by_verb
from onrecord.knowledge.cues import CueEntry, Takes
from onrecord.model import Parse, Token

ANY: tuple[Takes, ...] = get_args(Takes)
OF_NOUNS: tuple[Takes, ...] = ("that", "clause", "question", "about", "infinitive")


def by_any_shape(
    parse: Parse, token: Token, found: list[Match], quotes: QuoteMap, known: Mapping[int, str]
) -> Found | None:
    """The relation that a verb or noun would make if its entry took every shape, or None."""
    relation = None
    verbs = [m for m in found if m.entry.pos == "verb"]
    if verbs and token.pos == "VERB":
        first = _widened(parse, token, verbs[0], ANY)
        relation = by_verb(parse, token, [first], quotes, known)
    nouns = [m for m in found if m.entry.pos == "noun"]
    if relation is None and nouns and token.pos == "NOUN":
        relation = by_noun(parse, token, _widened(parse, token, nouns[0], OF_NOUNS))
    if relation is None:
        return None
    entry = next(m.entry for m in found if m.name == relation.name)
    return msgspec.structs.replace(relation, entry=entry, unlisted=True)


def _widened(parse: Parse, token: Token, match: Match, takes: tuple[Takes, ...]) -> Match:
    """The match with an entry that takes all these shapes, with any preposition that is there."""
    there = {t.lower for t in parse.children(token) if t.relation in ("prep", "dative", "advcl")}
    entry: CueEntry = msgspec.structs.replace(
        match.entry, takes=takes, prepositions=tuple(sorted(there))
    )
    return msgspec.structs.replace(match, entry=entry)

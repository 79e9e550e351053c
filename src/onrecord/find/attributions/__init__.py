"""Who says so: source, cue and content of every attribution in a report.

The terms and the measure are those of PARC (Pareti 2016) and PolNeAR (Newell et al. 2018).
"""

from collections.abc import Iterable, Iterator, Mapping

from onrecord.find.attributions.facts import recorded
from onrecord.find.attributions.matches import Match, matches
from onrecord.find.attributions.phrases import by_adjective, by_adverb, by_noun, by_preposition
from onrecord.find.attributions.quotes import QuoteMap, find_quotes
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.settling import continued, settle, speaks_of_self
from onrecord.find.attributions.slugs import by_colon, by_last_colon
from onrecord.find.attributions.verbs import by_verb
from onrecord.knowledge.cues import cues
from onrecord.model import Draft, Parse, Token

__all__ = ["find_attributions"]

FLOOR = 0.5  # a match less often an attribution than this is left out
COLON = "colon"


def find_attributions(draft: Draft) -> Draft:
    """All attributions of a report, in the order of their cues."""
    quotes, notes = find_quotes(draft.parse)
    quote_map = QuoteMap(draft.parse, quotes)
    found = settle(draft.parse, [*_relations(draft, quote_map), *_slugs(draft)])
    found = continued(draft.parse, found, quote_map)
    found = [r for r in found if not speaks_of_self(draft.parse, r, quote_map)]
    return recorded(draft, found, quote_map, notes)


def _relations(draft: Draft, quotes: QuoteMap) -> Iterator[Found]:
    parse = draft.parse
    for token in parse.tokens:
        candidates = list(matches(parse, token))
        if not candidates:
            continue
        relation = _by_kind(parse, token, candidates, quotes, draft.mention_at)
        if relation and relation.sure >= FLOOR:
            yield relation


def _by_kind(
    parse: Parse,
    token: Token,
    candidates: list[Match],
    quotes: QuoteMap,
    known: Mapping[int, str],
) -> Found | None:
    verbs = [m for m in candidates if m.entry.pos == "verb"]
    for match in candidates:
        relation = None
        if match.entry.pos == "preposition":
            relation = by_preposition(parse, token, match, quotes)
        elif match.entry.pos == "adverb":
            relation = by_adverb(parse, token, match)
        elif match.entry.pos == "adjective":
            relation = by_adjective(parse, token, match)
        elif match.entry.pos == "noun":
            relation = by_noun(parse, token, match)
        if relation:
            return relation
    return by_verb(parse, token, verbs, quotes, known) if verbs else None


def _slugs(draft: Draft) -> Iterable[Found]:
    entry = cues().get(COLON)
    return (*by_colon(draft, COLON, entry), *by_last_colon(draft, COLON, entry)) if entry else ()

"""Who says so: source, cue and content of every attribution in a report.

The terms and the measure are those of PARC (Pareti 2016) and PolNeAR (Newell et al. 2018).
"""

from collections.abc import Iterator, Mapping

from onrecord.find.attributions.continuing import continued
from onrecord.find.attributions.deciding import decided
from onrecord.find.attributions.facts import recorded
from onrecord.find.attributions.matches import Match, matches
from onrecord.find.attributions.phrases import by_adjective, by_adverb, by_noun, by_preposition
from onrecord.find.attributions.quotes import QuoteMap, find_quotes
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.settling import settle, speaks_of_self
from onrecord.find.attributions.slugs import by_mark
from onrecord.find.attributions.unlisted import by_any_shape
from onrecord.find.attributions.verbs import by_verb
from onrecord.model import Draft, Parse, Token

__all__ = ["find_attributions", "find_proposals", "proposed"]


def find_attributions(draft: Draft) -> Draft:
    """All attributions of a report, in the order of their cues."""
    quotes, notes = find_quotes(draft.parse)
    quote_map = QuoteMap(draft.parse, quotes)
    found = decided(draft, proposed(draft, quote_map), quote_map)
    return recorded(draft, found, quote_map, notes)


def find_proposals(draft: Draft) -> Draft:
    """All attributions that the tables and rules propose, however unsure; none is decided on."""
    quotes, notes = find_quotes(draft.parse)
    quote_map = QuoteMap(draft.parse, quotes)
    found = proposed(draft, quote_map, unlisted=False)
    return recorded(draft, found, quote_map, notes)


def proposed(draft: Draft, quotes: QuoteMap, *, unlisted: bool = True) -> list[Found]:
    """The relations that may stand; also those of a shape that no entry names, if `unlisted`."""
    parse = draft.parse
    found = [*_relations(draft, quotes, unlisted), *by_mark(draft, quotes)]
    found = continued(draft, settle(parse, found, draft.mention_at), quotes)
    return [r for r in found if not speaks_of_self(parse, r, quotes)]


def _relations(draft: Draft, quotes: QuoteMap, unlisted: bool) -> Iterator[Found]:
    parse, known = draft.parse, draft.mention_at
    for token in parse.tokens:
        candidates = list(matches(parse, token))
        if not candidates:
            continue
        relation = _by_kind(parse, token, candidates, quotes, known)
        if relation is None and unlisted:
            relation = by_any_shape(parse, token, candidates, quotes, known)
        if relation:
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

"""Places in an order: "the 12th death", "a second man", "finished third"."""

import re

from onrecord.find.figures.seen import Seen
from onrecord.knowledge.figures import company, numbers, ordinals
from onrecord.model import Parse, Reason, Span, Token

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})*|\d{1,6})(?:st|nd|rd|th)")


def ordinal_at(parse: Parse, at: int, end: int) -> Seen | None:
    """The ordinal that begins at token `at`; None for names, idioms and what orders nothing."""
    tokens = parse.tokens
    last, value = _value(tokens, at, end)
    if not value or last >= end:
        return None
    token = tokens[last - 1]
    of = _ordered(parse, token, last, end)
    if of is None and not _is_place(parse, token):
        return None
    span = Span(tokens[at].start, token.end)
    reason = Reason("figures.ordinal", span=span)
    return Seen(span, at, last, value, value, "rank", "ordinal", of, False, reason)


def _value(tokens: tuple[Token, ...], at: int, end: int) -> tuple[int, int]:
    """The token behind the ordinal and its value; 0 if none."""
    found = _DIGITS.fullmatch(tokens[at].lower)
    if found:
        return at + 1, int(found[1].replace(",", ""))
    if value := ordinals().get(tokens[at].lower):
        return at + 1, value
    ten = numbers().get(tokens[at].lower)
    if ten and ten.kind == "ten" and at + 2 < end and tokens[at + 1].text == "-":
        return at + 3, int(ten.low) + ordinals().get(tokens[at + 2].lower, -int(ten.low))
    return at + 1, 0


def _ordered(parse: Parse, token: Token, last: int, end: int) -> Span | None:
    """The common noun that an ordinal puts in order, with its modifiers."""
    tokens = parse.tokens
    noun = tokens[token.head]
    if noun.index < last or noun.index >= end or noun.tag not in ("NN", "NNS"):
        return None
    if token.tag not in ("JJ", "CD", "NN") or noun.lemma in company("unordered"):
        return None
    if token.text[0].isupper() and token.text[0].isalpha() and token.index != _first(parse, token):
        return None
    if any(other.tag in ("NNP", "NNPS", "POS", ",") for other in tokens[last : noun.index]):
        return None
    if not tokens[last].text[0].isalnum() or tokens[last].tag in ("JJS", "RBS", "CD", "CC"):
        return None
    return Span(tokens[last].start, noun.end)


def _first(parse: Parse, token: Token) -> int:
    return parse.sentences[token.sentence].first


def _is_place(parse: Parse, token: Token) -> bool:
    """ "finished third", "ranked 5th"."""
    verb = parse.tokens[token.head]
    direct = token.relation in ("advmod", "acomp", "oprd", "attr", "amod", "dobj")
    behind = direct and verb.index == token.index - 1
    return behind and verb.tag.startswith("VB") and verb.lemma in company("ranked")

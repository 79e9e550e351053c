"""Units and currencies before and behind a number."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.find.figures.digits import signs
from onrecord.find.figures.numerals import HYPHENS, Number, touch
from onrecord.knowledge.figures import currencies, units
from onrecord.model import Token

POINT = "point"  # the lemma of what may be a percentage point
LONGEST = 4  # tokens of a unit: "square kilometres", "West African CFA francs"


class Measured(NamedTuple):
    """A unit and the tokens `[first, last)` of the number and its unit together."""

    first: int
    last: int
    unit: str


def measured(tokens: Sequence[Token], number: Number, begin: int, end: int) -> Measured | None:
    """The unit of a number: a sign or code before it, or a sign, code or word behind it."""
    if number.sign:
        code = signs().get(number.sign)
        return Measured(number.first, number.last, code) if code else None
    before = _sign_before(tokens, number.first, begin)
    behind = unit_behind(tokens, number, end)
    if before:
        last = behind.last if behind and behind.unit == before.unit else number.last
        return Measured(before.first, last, before.unit)
    return behind


def _sign_before(tokens: Sequence[Token], first: int, begin: int) -> Measured | None:
    """ "$", "US$", "EUR": joined to the number, or a code with a space."""
    if first <= begin:
        return None
    sign = tokens[first - 1]
    if first - 1 > begin and touch(tokens, first - 1):
        code = signs().get(tokens[first - 2].text + sign.text)
        if code:
            return Measured(first - 2, first, code)
    code = signs().get(sign.text)
    return Measured(first - 1, first, code) if code else None


def unit_behind(tokens: Sequence[Token], number: Number, end: int) -> Measured | None:
    """ "percent", "km", "euros", "Australian dollars", "€", also past a hyphen."""
    at = number.last
    if at < end and tokens[at].text in HYPHENS and touch(tokens, at) and at + 1 < end:
        at += 1
    if number.entry == "vague" and at + 1 < end and tokens[at].lower == "of":
        at += 1  # "millions of dollars"
        if tokens[at].lower not in _money():
            return None
    if at >= end:
        return None
    if code := signs().get(tokens[at].text):
        return Measured(number.first, at + 1, code)
    if tokens[at].lower not in _first_words():
        return None
    for length in range(min(LONGEST, end - at), 0, -1):
        phrase = " ".join(t.lower for t in tokens[at : at + length] if t.text not in HYPHENS)
        if tokens[at + length - 1].text in HYPHENS:
            continue
        unit = units().get(phrase) or _money().get(phrase)
        if unit and (phrase in units() or _is_noun(tokens[at + length - 1], number)):
            return Measured(number.first, at + length, unit)
    return None


def _is_noun(token: Token, number: Number) -> bool:
    """Some currencies are other words too: "the side with 3 won"."""
    return token.tag.startswith("NN") or number.scale >= 1000


def is_money(unit: str) -> bool:
    """True for the unit of an amount of money: an ISO code, or a noun that several share."""
    return unit in _money_units()


@cache
def _money() -> dict[str, str]:
    """The unit by the phrase: with an adjective the code, alone the code or the singular noun."""
    found: dict[str, str] = {}
    for row in currencies():
        for word in row.words:
            if row.alone == "yes":
                found[word] = row.code
            found.setdefault(word, _singular(word, row.words))
            for adjective in row.adjectives:
                found[f"{adjective.lower()} {word}"] = row.code
    return found


def _singular(word: str, words: tuple[str, ...]) -> str:
    """The noun of a row that a plural is made of: "crown" of "crowns"."""
    made = (other for other in words if word.startswith(other) and other != word)
    return next(made, word if word in words[::2] else words[0])


@cache
def _money_units() -> frozenset[str]:
    return frozenset((*_money().values(), *signs().values()))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in (*units(), *_money()))

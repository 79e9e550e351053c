"""Numbers in digits: "3,000", "2.5m", "10–15", "HK$700"."""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.find.figures.numerals import Number, scaled, touch, word_of
from onrecord.knowledge.figures import currencies
from onrecord.model import Token

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{2,3})+|(?!0\d)\d{1,15})(\.\d{1,6})?([a-z]{1,8})?")
_SIGNED = re.compile(r"([^\d\s]+)(\d[\d,.]*)")
_PAIR = re.compile(r"(\d[\d,.]*)([a-z]{1,3})?%?[-–—](?:us\$|[$£€¥₹])?(\d[\d,.]*)([a-z]{1,3})?")


def digits_at(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    text = tokens[i].lower
    if text[-1] == "-" and i + 1 < end and tokens[i + 1].lower == "to":  # "18- to 34-year-olds"
        text = text[:-1]
    found = _DIGITS.fullmatch(text)
    if not found:
        return pair_in(tokens, i, end)
    value = float(found[1].replace(",", "") + (found[2] or ""))
    if suffix := found[3]:
        scale = word_of(suffix, "scale")
        if scale is None:
            return None
        short = suffix if len(suffix) == 1 else ""
        return Number(i, i + 1, value * scale.low, value * scale.low, scale=scale.low, short=short)
    return scaled(tokens, Number(i, i + 1, value, value), end)


def signed_at(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "HK$700" in one token."""
    found = _SIGNED.fullmatch(tokens[i].text)
    value = _value(found[2]) if found else None
    if found is None or value is None:
        return None
    return scaled(tokens, Number(i, i + 1, value, value, sign=found[1]), end)


def joined_number(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """The 34 of "18-to-34", which the tokenizer leaves as "to-34"."""
    value = _value(tokens[i].lower.partition("-")[2])
    return None if value is None else scaled(tokens, Number(i, i + 1, value, value), end)


def is_signed(text: str) -> bool:
    """True for digits with a sign of money before them in the same token: "HK$700", "Rs500"."""
    if not "0" <= text[-1] <= "9":
        return False
    found = _SIGNED.fullmatch(text)
    return found is not None and found[1] in signs()


@cache
def signs() -> dict[str, str]:
    """The currency by each of its signs and codes."""
    return {sign: row.code for row in currencies() for sign in row.signs}


def pair_in(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """Two numbers that are printed as one token: "10–15", "$3bn-$4bn", and "170m-$180" with the "m"
    of both in the next."""
    found = _PAIR.fullmatch(tokens[i].lower)
    first, second = (_value(found[1]), _value(found[3])) if found else (None, None)
    if found is None or first is None or second is None:
        return None
    last, short = i + 1, found[4] or found[2] or ""
    behind = tokens[last].lower.rstrip(".") if last < end and touch(tokens, last) else ""
    if not found[4] and word_of(behind, "scale"):
        last, short = last + 1, behind
    times = _scale(short)
    own = _scale(found[2]) if found[2] else times
    return Number(i, last, first * own, second * times, "pair", times)


def _scale(word: str) -> float:
    found = word_of(word, "scale")
    return found.low if found else 1


def _value(digits: str) -> float | None:
    found = _DIGITS.fullmatch(digits.rstrip(".,"))
    return float(found[1].replace(",", "") + (found[2] or "")) if found and not found[3] else None

"""A number as it was read, and the word of scale behind it."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.knowledge.figures import NumberKind, NumberWord, numbers
from onrecord.model import Token

HYPHENS = frozenset("-–—‑")
PARTS = {"1/2": 1 / 2, "½": 1 / 2, "1/4": 1 / 4, "¼": 1 / 4, "3/4": 3 / 4, "¾": 3 / 4, "1/3": 1 / 3}


class Number(NamedTuple):
    """Tokens `[first, last)` that are a number: the values it allows, and how it was printed.

    `scale` is the million of "3 million"; `part` is True for a part of one ("two-thirds"); `short`
    is a suffix that is a scale or a unit ("5m"); `sign` is what the tokenizer left on the digits
    ("HK$"); `entry` names the kind of number.
    """

    first: int
    last: int
    low: float
    high: float | None
    entry: str = "digits"
    scale: float = 1
    approximate: bool = False
    part: bool = False
    short: str = ""
    sign: str = ""

    @property
    def value(self) -> float:
        return self.low


def scaled(tokens: Sequence[Token], number: Number, end: int) -> Number:
    """ "3 million", "30-million", "2 dozen", "two-thirds": what the word behind makes of it."""
    at = behind_hyphen(tokens, number.last, end)
    word = numbers().get(tokens[at].lower.rstrip(".")) if at < end else None
    if word is None:
        return _with_part(tokens, number, at, end)
    if word.kind == "part" and number.value < word.low and _is_plural_part(tokens, at, end, number):
        value = number.value / word.low
        return Number(number.first, at + 1, value, value, "part", part=True)
    if word.kind in ("scale", "hundred", "dozen") and (len(word.word) > 1 or touch(tokens, at)):
        value, round_ = number.value * word.low, word.kind == "dozen"
        short = word.word if len(word.word) == 1 else ""
        more = number._replace(
            last=at + 1, low=value, high=value, scale=word.low, approximate=round_, short=short
        )
        return scaled(tokens, more, end) if word.kind != "dozen" else more
    return number


def _with_part(tokens: Sequence[Token], number: Number, at: int, end: int) -> Number:
    """ "two and a half", "two-and-a-half", "3 1/2", and the scale behind them."""
    if at < end and (part := PARTS.get(tokens[at].text)) and number.value.is_integer():
        return _added(tokens, number, at + 1, part, end)
    rest = [t for t in tokens[at : min(end, at + 5)] if t.text not in HYPHENS][:3]
    if len(rest) < 3 or rest[0].lower != "and" or rest[1].lower != "a":
        return number
    word = word_of(rest[2].lower, "part")
    return _added(tokens, number, rest[2].index + 1, 1 / word.low, end) if word else number


def _added(tokens: Sequence[Token], number: Number, last: int, part: float, end: int) -> Number:
    value = number.value + part
    return scaled(tokens, number._replace(last=last, low=value, high=value), end)


def _is_plural_part(tokens: Sequence[Token], at: int, end: int, number: Number) -> bool:
    """ "three quarters of", "two-thirds": not the quarters of a year or of a town."""
    joined = at > number.last
    return joined or (at + 1 < end and tokens[at + 1].lower == "of")


def behind_hyphen(tokens: Sequence[Token], at: int, end: int) -> int:
    """The next token, past a hyphen that joins it to the one before."""
    if at + 1 < end and tokens[at].text in HYPHENS and touch(tokens, at) and touch(tokens, at + 1):
        return at + 1
    return at


def touch(tokens: Sequence[Token], at: int) -> bool:
    """True if no space stands between a token and the one before it."""
    return at > 0 and tokens[at - 1].end == tokens[at].start


def word_of(word: str, kind: NumberKind) -> NumberWord | None:
    found = numbers().get(word)
    return found if found and found.kind == kind else None

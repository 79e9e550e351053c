"""Numbers in words: "two hundred and six thousand"."""

from collections.abc import Sequence

from onrecord.find.figures.numerals import Number, behind_hyphen, scaled
from onrecord.knowledge.figures import NumberKind, NumberWord, numbers
from onrecord.model import Token

NO_DIGITS = frozenset({"several", "group", "vague", "part", "times", "multiple"})


def words_at(tokens: Sequence[Token], i: int, end: int) -> Number | None:
    """ "two hundred and six thousand", with the article of "a hundred"."""
    total, current, scale, at, last = 0.0, 0.0, 1.0, i, i
    kind: NumberKind | None = None
    round_ = False
    while at < end:
        word = numbers().get(tokens[at].lower)
        if word is None or not _may_follow(kind, word, current):
            break
        kind, last = word.kind, at + 1
        if kind in ("unit", "ten"):
            current += word.low
        elif kind == "scale":
            total, current, scale = total + (current or 1) * word.low, 0, word.low
        else:
            current, round_ = (current or 1) * word.low, round_ or kind == "dozen"
        at = _next_word(tokens, last, end, kind)
    if last == i:
        return None
    first = i
    if kind not in ("unit", "ten") and i > 0 and tokens[i - 1].lower in ("a", "an"):
        first = i - 1
    value = total + current
    number = Number(first, last, value, value, "words", scale, round_)
    return scaled(tokens, number, end) if kind == "unit" else number


def _may_follow(before: NumberKind | None, word: NumberWord, current: float) -> bool:
    if len(word.word) < 3 or word.kind in NO_DIGITS:
        return False
    if word.kind == "unit":
        return before in (None, "hundred", "scale") or (before == "ten" and 0 < word.low < 10)
    if word.kind == "ten":
        return before in (None, "hundred", "scale")
    if word.kind == "hundred":
        return before is None or (before in ("unit", "ten") and current < 100)
    return before in (None, "unit", "ten", "hundred") or word.kind == "scale"


def _next_word(tokens: Sequence[Token], last: int, end: int, kind: NumberKind) -> int:
    """The next token, past a hyphen, or past the "and" of "two hundred and six"."""
    at = behind_hyphen(tokens, last, end)
    if kind in ("hundred", "scale") and at + 1 < end and tokens[at].lower == "and":
        word = numbers().get(tokens[at + 1].lower)
        if word and word.kind in ("unit", "ten"):
            return at + 1
    return at

"""Points: of a percentage, of an index, or of a game: "led by 7 points", "fell 40 points"."""

from collections.abc import Iterator
from functools import cache

from onrecord.find.figures.numerals import HYPHENS, Number
from onrecord.find.figures.units import POINT, Measured
from onrecord.knowledge.figures import bounds, changes, company
from onrecord.model import Parse, Token

BEFORE, BEHIND = 3, 4  # tokens around "points" in which a word sets two numbers apart
BACK = 2  # sentences before this one in which a word may tell what has points

_UNITS = {"percentage": "percentage-point", "sign": "percentage-point", "index": POINT}


def points_at(parse: Parse, number: Number, end: int) -> Measured | None:
    """The unit of "7 points" or "a 7-point lead", where they are points of a percentage or of an
    index; None for points that are counted ("scored 40 points", "a 12-point plan")."""
    tokens, at = parse.tokens, number.last
    if at < end and tokens[at].text in HYPHENS:
        at += 1
    if at >= end or tokens[at].lemma != POINT or not _is_apart(parse, number, at, end):
        return None
    unit = _UNITS.get(_scale_of(parse, tokens[at]) or "")
    return Measured(number.first, at + 1, unit) if unit else None


def _is_apart(parse: Parse, number: Number, at: int, end: int) -> bool:
    """The points are how far two numbers stand apart: "rose by 3 points", "3 points ahead"."""
    tokens, begin = parse.tokens, parse.sentences[parse.tokens[at].sentence].first
    if at > number.last and tokens[number.last].text in HYPHENS:  # not "a 12-point plan"
        return any(_sets_apart(token) for token in _nouns_behind(parse, at + 1, end))
    if any(map(_sets_apart, tokens[at + 1 : min(end, at + 1 + BEHIND)])):
        return True
    before = tokens[max(begin, number.first - BEFORE - 2) : number.first]
    near = [token for token in before if token.lower not in _bounding()]
    return any(map(_sets_apart, near[-BEFORE:]))


def _nouns_behind(parse: Parse, at: int, end: int) -> Iterator[Token]:
    """The rest of the noun phrase: "a 4-point national lead"."""
    for token in parse.tokens[at : min(end, at + BEHIND)]:
        if not token.tag.startswith(("NN", "JJ")):
            return
        yield token


def _sets_apart(token: Token) -> bool:
    return token.lower in _apart() or token.lemma.lower() in _apart()


def _scale_of(parse: Parse, point: Token) -> str | None:
    """What the points are of, by the nearest word that tells, in this sentence or before it; a
    percentage only where there is no other: "the index fell 40 points, or 0.1 percent"."""
    first = max(0, point.sentence - BACK)
    for sentence in reversed(parse.sentences[first : point.sentence + 1]):
        found = [
            (scale == "sign", abs(token.index - point.index), scale)
            for token in parse.words(sentence)
            for scale in _scales(token)
        ]
        if found:
            return min(found)[2]
    return None


def _scales(token: Token) -> Iterator[str]:
    lemma = token.lemma.lower()
    for word in {lemma, token.lower}:
        if found := _telling().get(word):
            yield found


@cache
def _telling() -> dict[str, str]:
    return {
        **dict.fromkeys(company("percent-sign"), "sign"),
        **dict.fromkeys(company("of-percentage"), "percentage"),
        **dict.fromkeys(company("of-index"), "index"),
        **dict.fromkeys(company("of-game"), "game"),
    }


@cache
def _apart() -> frozenset[str]:
    words = (word for entry in changes().values() for word in (*entry.verbs, *entry.nouns))
    return company("apart") | frozenset(words)


@cache
def _bounding() -> frozenset[str]:
    """Single words of phrases that bound a number, which may stand before it."""
    phrases = (
        p for b in bounds().values() if b.place == "before" for p in (*b.phrases, *b.adverbs)
    )
    return frozenset(word for phrase in phrases for word in phrase.split())

"""Votes, games and ratios: two numbers against each other, and "three times as many"."""

from typing import NamedTuple

from onrecord.find.figures.guards import YEARS, is_name
from onrecord.find.figures.numerals import HYPHENS, Number, touch
from onrecord.find.figures.ranges import JOINED, second_number
from onrecord.find.figures.seen import Read, Room, Seen
from onrecord.find.figures.units import measured
from onrecord.knowledge.figures import company
from onrecord.model import Parse, Reason, Span

REACH = 8  # tokens between a score and the word that says so
HIGHEST = 999_999
SHORT = 100  # from here on two numbers with a hyphen may be a model's: 747-400


class _Pair(NamedTuple):
    """Two numbers in tokens `[first, last)` with the spans of both and of the noun between."""

    first: int
    last: int
    values: tuple[float, float]
    spans: tuple[Span, Span]
    of: Span | None
    dash: bool


def sides_at(parse: Parse, number: Number, room: Room) -> Read | None:
    """The two sides of a score ("51-49", "312 votes to 289"), or the ratio of "ten to one"."""
    pair = _in_token(parse, number) or _in_words(parse, number, room)
    if pair is None or not _may_oppose(parse, pair, room):
        return None
    first, second = pair.values
    ratio = not pair.dash and second == 1 and first > 1 and pair.of is None
    if ratio and not _is_near(parse, pair, room, company("contest")):
        return Read((_ratio(parse, pair),), pair.last)
    words = company("contest") | company("side")
    if not _is_near(parse, pair, room, words) and pair.of is None:
        return None
    return Read((_side(pair, 0), _side(pair, 1)), pair.last)


def is_compared(parse: Parse, at: int, end: int, *, joined: bool) -> bool:
    """ "three times" is a ratio before "as many", "the size", "higher"; "tenfold" always is."""
    if at >= end:
        return joined
    token = parse.tokens[at]
    if joined:
        near = {token.lower, parse.tokens[min(at + 1, end - 1)].lower}
        return not near & company("doubling-idiom")
    return token.lower in company("compared") or token.tag in ("JJR", "RBR")


def _in_token(parse: Parse, number: Number) -> _Pair | None:
    """ "51-49" in one token."""
    if number.entry != "pair" or number.high is None:
        return None
    token = parse.tokens[number.first]
    at = next((at for at, mark in enumerate(token.text) if mark in HYPHENS), 0)
    spans = Span(token.start, token.start + at), Span(token.start + at + 1, token.end)
    return _Pair(number.first, number.last, (number.low, number.high), spans, None, dash=True)


def _in_words(parse: Parse, number: Number, room: Room) -> _Pair | None:
    """ "51 - 49", "312 votes to 289", "10-to-1"."""
    tokens, at, end = parse.tokens, number.last, room.end
    if number.high != number.low or number.part or number.approximate or at + 1 >= end:
        return None
    of = None
    if tokens[at].lemma in company("side") and tokens[at].tag in ("NN", "NNS"):
        of, at = tokens[at].span, at + 1
    dash = at < end and tokens[at].text in HYPHENS and touch(tokens, at)
    if dash and at + 2 < end and tokens[at + 1].lower == "to":
        dash, at = False, at + 1
    joined = dash and at + 1 < end and tokens[at + 1].lower.startswith(JOINED)
    dash = dash and not joined
    if at + 1 >= end or not (dash or joined or tokens[at].lower == "to"):
        return None
    at += 1
    if not dash and tokens[at].text in HYPHENS and at + 1 < end:
        at += 1
    other = second_number(parse, at, end)
    if other is None or other.high != other.low or other.part:
        return None
    if measured(tokens, number, room.free, end) or measured(tokens, other, at, end):
        return None
    last = other.last
    if of is None and last < end and tokens[last].lemma in company("voted"):
        of = tokens[last].span
    values = number.low, other.low
    return _Pair(number.first, last, values, (_span(parse, number), _span(parse, other)), of, dash)


def _span(parse: Parse, number: Number) -> Span:
    first = parse.tokens[number.first]
    skipped = len(JOINED) if first.lower.startswith(JOINED) else 0
    return Span(first.start + skipped, parse.tokens[number.last - 1].end)


def _may_oppose(parse: Parse, pair: _Pair, room: Room) -> bool:
    """Not years, names, models or telephone numbers; and not a range."""
    first, second = pair.values
    if not all(value.is_integer() and value <= HIGHEST for value in pair.values):
        return False
    text, tokens = parse.report.text, parse.tokens
    if pair.first > room.begin and tokens[pair.first - 1].lower in company("changing"):
        return False  # "from 9 points to 5 points"
    if pair.dash and (first in YEARS or text[pair.spans[0].start - 1 : pair.spans[0].start] == "-"):
        return False
    if text[pair.spans[1].end : pair.spans[1].end + 1] in ("-", "/", ":") or (
        second and text[pair.spans[1].start] == "0"
    ):
        return False
    before = tokens[pair.first - 1] if pair.first > room.begin else None
    if pair.dash and first >= SHORT and before and before.tag in ("NNP", "NNPS"):
        return False
    number = Number(pair.first, pair.last, first, second)
    named = before is None or before.tag not in ("NNP", "NNPS")
    if named and is_name(parse, number, room.begin, pair.last):
        return False
    return first >= second or _is_contest(parse, pair, room)


def _is_contest(parse: Parse, pair: _Pair, room: Room) -> bool:
    """ "lost 1-2": the lower number first, where a verb says that it is a score."""
    tokens, contests = parse.tokens, company("contest")
    if pair.of and pair.of.start > pair.spans[1].start:
        return False
    behind = tokens[pair.last] if pair.last < room.end else None
    counts = behind is not None and behind.tag in ("NNS", "NNPS", "CD", "$")
    near = tokens[max(room.begin, pair.first - 3) : pair.first]
    return pair.dash and not counts and any(token.lemma in contests for token in near)


def _is_near(parse: Parse, pair: _Pair, room: Room, words: frozenset[str]) -> bool:
    """A word of voting or playing is near."""
    begin, end = max(room.begin, pair.first - REACH), min(room.end, pair.last + REACH // 2)
    return any(token.lemma in words for token in parse.tokens[begin:end])


def _side(pair: _Pair, at: int) -> Seen:
    value, span = pair.values[at], pair.spans[at]
    reason = Reason("figures.score", span=Span(pair.spans[0].start, pair.spans[1].end))
    against = 1 - 2 * at
    return Seen(
        span, pair.first, pair.last, value, value, "count", "score", pair.of, False, reason, against
    )


def _ratio(parse: Parse, pair: _Pair) -> Seen:
    span = Span(pair.spans[0].start, pair.spans[1].end)
    value = pair.values[0]
    reason = Reason("figures.ratio", span=span)
    return Seen(span, pair.first, pair.last, value, value, "ratio", "ratio", None, False, reason)

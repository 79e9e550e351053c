"""Other borders that a content may have: without its last clause, with the next one, and so on.

The rules read the tree as it is; where a clause or phrase hangs in the wrong place, or belongs to
the sentence and not to what is said, one of these is right.
"""

from collections.abc import Iterator

from msgspec import Struct

from onrecord.find.attributions.clauses import Pieces, trimmed_all
from onrecord.find.attributions.features import Scene
from onrecord.find.attributions.loose import is_comment
from onrecord.find.attributions.relations import Found
from onrecord.model import Parse, Token

UP = 12  # steps up the tree within which borders are looked for
AHEAD = 40  # words within which the next quotation is looked for
BOUND = ("mark", "det", "amod", "compound", "poss", "aux", "auxpass", "neg", "nmod", "nummod")


class Alternative(Struct, frozen=True):
    """Another content: `kind` says what was done, `node` is the word whose phrase was left out or
    taken in, and `[first, last)` are the tokens that the two contents do not share."""

    kind: str
    pieces: Pieces
    first: int = 0
    last: int = 0
    node: Token | None = None


def alternatives(scene: Scene, relation: Found) -> list[Alternative]:
    """The content of a relation as it is ("as it is"), then others, each once."""
    found = [Alternative("as it is", relation.pieces)]
    seen = {relation.pieces}
    for option in _options(scene, relation):
        pieces = trimmed_all(scene.parse, tuple(p for p in option.pieces if p[0] < p[1]))
        if pieces and pieces not in seen:
            seen.add(pieces)
            found.append(Alternative(option.kind, pieces, option.first, option.last, option.node))
    return found


def _options(scene: Scene, relation: Found) -> Iterator[Alternative]:
    parse = scene.parse
    taken = set(relation.cue) | {relation.head}
    if relation.source:
        taken |= set(range(*relation.source))
    yield from _shorter_at_the_end(parse, relation)
    yield from _longer_at_the_end(parse, relation, taken)
    yield from _shorter_at_the_start(parse, relation)
    yield from _longer_at_the_start(parse, relation, taken)
    yield from _fewer(relation)
    yield from _other_side(parse, relation, taken)
    yield from _by_quotes(scene, relation)
    yield from _next_quote(scene, relation, taken)


def _shorter_at_the_end(parse: Parse, relation: Found) -> Iterator[Alternative]:
    """Without the phrases that end it, from the inside out."""
    tokens = parse.tokens
    *others, (first, last) = relation.pieces
    end = last - 1
    while end > first and tokens[end].pos == "PUNCT":
        end -= 1
    node = tokens[end]
    for _ in range(UP):
        if node.left <= first:
            return
        if node.right > end and node.relation != "punct":
            yield Alternative("cut", (*others, (first, node.left)), node.left, last, node)
        if node.head == node.index:
            return
        node = tokens[node.head]


def _longer_at_the_end(parse: Parse, relation: Found, taken: set[int]) -> Iterator[Alternative]:
    """With the phrase behind it, with more, and with the rest of the sentence."""
    tokens = parse.tokens
    *others, (first, last) = relation.pieces
    end = parse.sentences[tokens[last - 1].sentence].last
    start = last
    while start < end and tokens[start].pos in ("PUNCT", "CCONJ"):
        start += 1
    if start >= end or start in taken:
        return
    opened = _opened_at(parse, start, last)
    if any(is_comment(parse, node) for node in opened):
        return
    for node in opened[-3:]:
        if taken.isdisjoint(range(last, node.right)):
            yield Alternative("extended", (*others, (first, node.right)), start, node.right, node)
    if taken.isdisjoint(range(last, end)):
        yield Alternative("to the full stop", (*others, (first, end)), start, end)


def _opened_at(parse: Parse, start: int, least: int) -> list[Token]:
    """The words whose phrases begin at a token, or behind `least`: each reaching further."""
    chain: list[Token] = []
    node = parse.tokens[start]
    for _ in range(UP):
        if node.left < least:
            break
        if node.right > start and (not chain or node.right > chain[-1].right):
            chain.append(node)
        if node.head == node.index:
            break
        node = parse.tokens[node.head]
    return chain


def _shorter_at_the_start(parse: Parse, relation: Found) -> Iterator[Alternative]:
    """Without the phrases that open it."""
    tokens = parse.tokens
    (first, last), *others = relation.pieces
    start = first
    while start < last - 1 and tokens[start].pos == "PUNCT":
        start += 1
    node, reached = tokens[start], start
    for _ in range(UP):
        if node.left < first - 1:
            return
        if reached < node.right < last and node.relation not in BOUND:
            yield Alternative(
                "opened later", ((node.right, last), *others), start, node.right, node
            )
            reached = node.right
        if node.head == node.index:
            return
        node = tokens[node.head]


def _longer_at_the_start(parse: Parse, relation: Found, taken: set[int]) -> Iterator[Alternative]:
    """With the phrase before it, with more, and from the start of the sentence."""
    tokens = parse.tokens
    (first, last), *others = relation.pieces
    opening = parse.sentences[tokens[first].sentence].first
    end = first - 1
    while end >= opening and tokens[end].pos == "PUNCT":
        end -= 1
    if end < opening or end in taken:
        return
    for node in _closed_at(parse, end, first)[-2:]:
        if taken.isdisjoint(range(node.left, first)):
            pieces = ((node.left, last), *others)
            yield Alternative("opened earlier", pieces, node.left, first, node)
    if taken.isdisjoint(range(opening, first)):
        pieces = ((opening, last), *others)
        yield Alternative("from the full stop", pieces, opening, first)


def _closed_at(parse: Parse, end: int, most: int) -> list[Token]:
    """The words whose phrases end before `most`, each reaching further back."""
    chain: list[Token] = []
    node = parse.tokens[end]
    for _ in range(UP):
        if node.right > most:
            break
        if not chain or node.left < chain[-1].left:
            chain.append(node)
        if node.head == node.index:
            break
        node = parse.tokens[node.head]
    return chain


def _fewer(relation: Found) -> Iterator[Alternative]:
    """Without its first or its last piece."""
    pieces = relation.pieces
    if len(pieces) > 1:
        yield Alternative("without the first piece", pieces[1:], *pieces[0])
        yield Alternative("without the last piece", pieces[:-1], *pieces[-1])


def _other_side(parse: Parse, relation: Found, taken: set[int]) -> Iterator[Alternative]:
    """With what stands on the other side of cue and source in the sentence."""
    sentence = parse.sentences[parse.tokens[relation.head].sentence]
    low, high = min(taken), max(taken) + 1
    if low - sentence.first > 1 and not _covers(relation, sentence.first, low):
        pieces = ((sentence.first, low), *relation.pieces)
        yield Alternative("with what stands before", pieces, sentence.first, low)
    if sentence.last - high > 1 and not _covers(relation, high, sentence.last):
        pieces = (*relation.pieces, (high, sentence.last))
        yield Alternative("with what stands behind", pieces, high, sentence.last)


def _covers(relation: Found, first: int, last: int) -> bool:
    """True if the content has a word among these tokens."""
    return any(start < last and first < end for start, end in relation.pieces)


def _by_quotes(scene: Scene, relation: Found) -> Iterator[Alternative]:
    """To the end of a quotation, up to it, and it alone."""
    *others, (first, last) = relation.pieces
    quote = scene.quotes.at.get(last - 1)
    if quote and quote.last > last:
        pieces = (*others, (first, quote.last))
        yield Alternative("to the closing mark", pieces, last, quote.last)
    if quote and first < quote.first:
        pieces = (*others, (first, quote.first))
        yield Alternative("up to the quotation", pieces, quote.first, last)
        yield Alternative("the quotation alone", (*others, (quote.first, last)), first, quote.first)


def _next_quote(scene: Scene, relation: Found, taken: set[int]) -> Iterator[Alternative]:
    """With the next quotation of the paragraph, unless it is another's."""
    parse, starts = scene.parse, scene.quotes.starts
    start = max(relation.pieces[-1][1], relation.head + 1)
    near = range(start, min(len(parse.tokens), start + AHEAD))
    quote = next((starts[i] for i in near if i in starts), None)
    if quote is None or not scene.is_free(quote, relation):
        return
    here, there = (
        parse.sentences[parse.tokens[i].sentence].paragraph for i in (start - 1, quote.first)
    )
    if here == there and taken.isdisjoint(range(quote.first, quote.last)):
        added = (quote.first, quote.last)
        yield Alternative("with the next quotation", (*relation.pieces, added), *added)

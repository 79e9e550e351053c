"""Quotations that go on from a speaker before: "“No,” he said. “Never.”", also over paragraphs."""

from bisect import bisect_left

import msgspec

from onrecord.find.attributions.quotes import Quote, QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.settling import SPOKEN
from onrecord.find.attributions.unclaimed import paragraph_of, unclaimed
from onrecord.model import Draft, Parse


def continued(draft: Draft, found: list[Found], quotes: QuoteMap) -> list[Found]:
    """Give each quotation that no cue claims to the speaker it goes on from, or that leads to it.

    It goes on from the sentence before it in the same paragraph, from a quotation that ran on to
    the next paragraph, or, as a paragraph of its own, from the last sentence of that before it.
    """
    parse = draft.parse
    reach = _reaches(found)
    speaking = sorted(
        (r.head, i) for i, r in enumerate(found) if r.shape in SPOKEN and "quote" in r.entry.takes
    )
    for quote in quotes.quotes:
        if reach.get(quote.first, 0) >= quote.last:
            continue
        before = bisect_left(speaking, (quote.first, 0)) - 1
        at = (
            _speaker_before(parse, found, quote, quotes, speaking[before][1])
            if before >= 0
            else None
        )
        if at is not None:
            r = found[at]
            pieces = (*r.pieces, (quote.first, quote.last))
            found[at] = msgspec.structs.replace(r, pieces=tuple(sorted(pieces)))
    _lead_up(parse, found, quotes)
    return [*found, *unclaimed(draft, found, quotes)]


def _lead_up(parse: Parse, found: list[Found], quotes: QuoteMap) -> None:
    """Give each quotation that runs on to the next paragraph, and that no cue claims, to who
    speaks there: ““The bell rang. / “Then I ran,” said Ana Ruiz.”"""
    reach = _reaches(found)
    for quote in reversed(quotes.quotes):
        after = quotes.starts.get(quote.last) if quote.runs_on else None
        if after is None or reach.get(quote.first, 0) >= quote.last:
            continue
        for at, relation in enumerate(found):
            if any(first == after.first and last == after.last for first, last in relation.pieces):
                pieces = ((quote.first, quote.last), *relation.pieces)
                found[at] = msgspec.structs.replace(relation, pieces=pieces)


def _reaches(found: list[Found]) -> dict[int, int]:
    """For each token in a content, how far the longest content over it reaches."""
    reach: dict[int, int] = {}
    for relation in found:
        for first, last in relation.pieces:
            for i in range(first, last):
                reach[i] = max(reach.get(i, 0), last)
    return reach


def _speaker_before(
    parse: Parse, found: list[Found], quote: Quote, quotes: QuoteMap, best: int
) -> int | None:
    """The relation whose direct speech a quotation continues: the last before it, or none."""
    relation = found[best]
    here = parse.sentences[parse.tokens[quote.first].sentence]
    end = max(max(last for _, last in relation.pieces), relation.head + 1)
    there = parse.sentences[parse.tokens[end - 1].sentence]
    previous = quotes.at.get(end - 1) or quotes.at.get(max(last for _, last in relation.pieces) - 1)
    if previous and previous.runs_on and here.paragraph <= paragraph_of(parse, end - 1) + 1:
        return best
    if here.paragraph == there.paragraph and here.index - there.index <= 1:
        return best
    below = here.paragraph == there.paragraph + 1 and _is_whole(parse, quote, end)
    return best if below and (previous or relation.head not in quotes.at) else None


def _is_whole(parse: Parse, quote: Quote, end: int) -> bool:
    """True for a quotation that is a paragraph, below one that ends with the sentence of its
    speaker."""
    tokens = parse.tokens
    paragraph = paragraph_of(parse, quote.first)
    speaks = tokens[end - 1].sentence
    before = all(t.pos == "PUNCT" or t.sentence == speaks for t in tokens[end : quote.first])
    after = quote.last >= len(tokens) or paragraph_of(parse, quote.last) > paragraph
    opens = paragraph_of(parse, quote.first - 1) < paragraph
    return before and opens and after

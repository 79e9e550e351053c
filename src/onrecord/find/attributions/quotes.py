"""Where direct speech stands: the quotations of a report, by their marks."""

from collections.abc import Iterator

from msgspec import Struct

from onrecord.knowledge.marks import CLOSES, OPENS, TOGGLES, WEAK
from onrecord.model import Note, Parse

STOPS = (",", ":", "—", "–", "--", "-", "_")
FINITE = ("VBD", "VBP", "VBZ", "MD")
REACH = 8  # words behind a quotation within which the verb of its speaker stands
SCARE = 3  # words up to which a quotation without a verb is a name or a scare quote


class Quote(Struct, frozen=True):
    """A quotation: tokens `[first, last)` with its marks; `closed` is False if its end is missing.

    `runs_on`: the paragraph ended inside it and the next one opens with a mark again.
    """

    first: int
    last: int
    closed: bool = True
    runs_on: bool = False


def find_quotes(parse: Parse) -> tuple[list[Quote], list[Note]]:
    """All quotations in the order of the text, and notes on marks without a partner."""
    quotes: list[Quote] = []
    notes: list[Note] = []
    for first, last in _paragraphs(parse):
        opened: int | None = None
        closer: frozenset[str] = frozenset()
        for i in range(first, last):
            mark = _mark(parse, i)
            if opened is None:
                if mark in OPENS or (mark in TOGGLES and not _closes_here(parse, i, first)):
                    opened, closer = i, OPENS.get(mark, TOGGLES)
            elif (mark in closer and parse.tokens[i].tag != "POS") or mark in CLOSES - WEAK:
                quotes.append(Quote(opened, i + 1))
                opened = None
        if opened is not None and parse.tokens[opened].text not in WEAK:
            quotes.append(_unclosed(parse, opened, last, notes))
    return quotes, notes


class QuoteMap:
    """Quotations by the tokens at their edges."""

    def __init__(self, parse: Parse, quotes: list[Quote]) -> None:
        self.parse = parse
        self.marked = {i for quote in quotes for i in range(quote.first, quote.last)}
        self.quotes = [quote for quote in quotes if is_speech(parse, quote)]
        self.starts = {quote.first: quote for quote in self.quotes}
        self.ends = {quote.last: quote for quote in self.quotes}
        self.at: dict[int, Quote] = {
            i: quote for quote in self.quotes for i in range(quote.first, quote.last)
        }

    def before(self, index: int) -> Quote | None:
        """The quotation that ends just before a token in its paragraph, a comma between aside."""
        tokens = self.parse.tokens
        end = index
        if end and tokens[end - 1].text in STOPS and end - 1 in self.ends:
            end -= 1
        quote = self.ends.get(end)
        if quote is None or not self._together(quote.last - 1, index):
            return None
        return None if self._is_over(quote, index) else quote

    def after(self, index: int) -> Quote | None:
        """The quotation that begins at a token, or after the mark that stands there.

        Only after a colon may it be in the next paragraph.
        """
        tokens = self.parse.tokens
        start = index
        if start < len(tokens) and tokens[start].text in STOPS:
            start += 1
        quote = self.starts.get(start)
        colon = start > index and tokens[index].text == ":"
        return quote if quote and (colon or self._together(index - 1, start)) else None

    def _is_over(self, quote: Quote, index: int) -> bool:
        """True for a quotation that ends with a full stop before the sentence of a token."""
        tokens = self.parse.tokens
        return (
            quote.last == index
            and tokens[quote.last - 2].text == "."
            and tokens[quote.first].sentence != tokens[index].sentence
        )

    def _together(self, first: int, second: int) -> bool:
        """True if two tokens stand in one paragraph."""
        tokens, sentences = self.parse.tokens, self.parse.sentences
        one, other = (sentences[tokens[i].sentence].paragraph for i in (first, second))
        return one == other


def _mark(parse: Parse, i: int) -> str:
    """The mark at a token; two backquotes side by side are one opening mark."""
    text = parse.tokens[i].text
    if text == "`" and i + 1 < len(parse.tokens) and parse.tokens[i + 1].text == "`":
        return "``"
    return text


def is_speech(parse: Parse, quote: Quote) -> bool:
    """False for scare quotes and quoted titles: few words, no verb in a finite form, and nobody
    who says them behind a comma ("Close the gate," the guard yelled)."""
    words = [t for t in parse.tokens[quote.first : quote.last] if t.pos != "PUNCT"]
    if len(words) > SCARE or any(t.tag in FINITE for t in words):
        return True
    return _is_tagged(parse, quote)


def _is_tagged(parse: Parse, quote: Quote) -> bool:
    """True if the quotation ends with a comma or the like, and a verb with its subject follows."""
    tokens = parse.tokens
    if not quote.closed or quote.last - quote.first < 3 or quote.last >= len(tokens):
        return False
    if tokens[quote.last - 2].text not in (",", "?", "!"):
        return False
    end = min(parse.sentences[tokens[quote.last].sentence].last, quote.last + REACH)
    for i in range(quote.last, end):
        verb = tokens[i]
        if verb.tag in FINITE:
            subject = parse.child(verb, "nsubj")
            return subject is not None and min(subject.left, i) == quote.last
    return False


def _unclosed(parse: Parse, opened: int, last: int, notes: list[Note]) -> Quote:
    """A quotation to the end of its paragraph; a note, unless the next paragraph goes on."""
    runs_on = last < len(parse.tokens) and _mark(parse, last) in {*OPENS, *TOGGLES}
    if not runs_on:
        text = "unbalanced quotation mark; read to the end of the paragraph"
        notes.append(Note(parse.tokens[opened].span, text))
    return Quote(opened, last, closed=False, runs_on=runs_on)


def _closes_here(parse: Parse, i: int, first: int) -> bool:
    """A mark that may open or close: it closes what stands before it if only space follows."""
    if i == first:
        return False
    before, mark = parse.tokens[i - 1], parse.tokens[i]
    follows = parse.tokens[i + 1] if i + 1 < len(parse.tokens) else None
    touches_before = before.end == mark.start
    touches_after = follows is not None and follows.start == mark.end
    return touches_before and not touches_after


def _paragraphs(parse: Parse) -> Iterator[tuple[int, int]]:
    """Token ranges of the paragraphs."""
    first, number = 0, 0
    for sentence in parse.sentences:
        if sentence.paragraph != number:
            if sentence.first > first:
                yield first, sentence.first
            first, number = sentence.first, sentence.paragraph
    if first < len(parse.tokens):
        yield first, len(parse.tokens)

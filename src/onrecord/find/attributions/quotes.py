"""Where direct speech stands: the quotations of a report that are speech, by their edges."""

from onrecord.find.attributions.pairs import Quote, find_quotes
from onrecord.find.attributions.speakers import nearest_subject
from onrecord.knowledge.marks import MARKS
from onrecord.model import Parse

__all__ = ["Quote", "QuoteMap", "find_quotes", "is_speech"]

STOPS = (",", ":", "—", "–", "--", "-", "_")
FINITE = ("VBD", "VBP", "VBZ", "MD")
REACH = 8  # words behind a quotation within which the verb of its speaker stands
SCARE = 3  # words up to which a quotation without a verb is a name or a scare quote


class QuoteMap:
    """Quotations by the tokens at their edges."""

    def __init__(self, parse: Parse, quotes: list[Quote]) -> None:
        self.parse = parse
        self.marked = {i for quote in quotes for i in range(quote.first, quote.last)}
        self.quotes = [quote for quote in quotes if is_speech(parse, quote)]
        speech = [q for q in quotes if is_speech(parse, q) or _is_brief(parse, q)]
        self.starts = {quote.first: quote for quote in speech}
        marked = (q for q in speech if q.closed or parse.tokens[q.last - 1].text in MARKS)
        self.ends = {quote.last: quote for quote in marked}
        self.at: dict[int, Quote] = {
            i: quote for quote in speech for i in range(quote.first, quote.last)
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


def is_speech(parse: Parse, quote: Quote) -> bool:
    """False for scare quotes and quoted titles: few words, no verb in a finite form, and nobody
    who says them behind a comma ("Close the gate," the guard yelled)."""
    words = [t for t in parse.tokens[quote.first : quote.last] if t.pos != "PUNCT"]
    if len(words) > SCARE or any(t.tag in FINITE for t in words):
        return True
    return _is_tagged(parse, quote) or _is_sentence(parse, quote)


def _is_sentence(parse: Parse, quote: Quote) -> bool:
    """True for a word or two with a full stop of their own, behind a sentence of the paragraph:
    "“We are closed,” she said. “For good.”"."""
    tokens, sentences = parse.tokens, parse.sentences
    number = tokens[quote.first].sentence
    if not quote.closed or quote.last - quote.first < 4 or quote.first != sentences[number].first:
        return False
    beside = number > 0 and sentences[number - 1].paragraph == sentences[number].paragraph
    return beside and tokens[quote.last - 2].text in (".", "?", "!")


def _is_brief(parse: Parse, quote: Quote) -> bool:
    """True for a word or two behind a verb, as far as its sentence goes: "replied: 'Never.'"

    A title in capitals is none: "wrote 'War and Peace'".
    """
    tokens = parse.tokens
    if not quote.closed or quote.last - quote.first < 3 or not quote.first:
        return False
    before = tokens[quote.first - 1]
    introduced = before.text in (",", ":") and quote.first > 1
    verb = tokens[quote.first - 2] if introduced else before
    inside = tokens[quote.first + 1 : quote.last - 1]
    titled = len(inside) > 1 and inside[-1].text[0].isupper()
    if (titled and not introduced) or (verb.pos != "VERB" and before.text != ":"):
        return False
    behind = tokens[quote.last].text if quote.last < len(tokens) else "."
    return behind in ".,;" or inside[-1].text in (".", ",", "!", "?")


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
            subject = nearest_subject(parse, verb)
            if subject is None or subject.index < quote.last:  # a word of the quotation
                subject = parse.child(verb, "dobj")
            return subject is not None and min(subject.left, i) == quote.last
    return False

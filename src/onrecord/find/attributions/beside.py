"""Direct speech that stands beside a cue, and content that reaches into a quotation."""

from onrecord.find.attributions.clauses import SUBJECTS, Complement, Pieces
from onrecord.find.attributions.quotes import Quote, QuoteMap
from onrecord.find.attributions.speakers import subject_side
from onrecord.model import Parse, Token


def quoted(parse: Parse, token: Token, quotes: QuoteMap, options: list[Complement]) -> Pieces:
    """Quotations that stand right beside a cue and its subject, or after a colon behind them."""
    if not quotes.quotes:
        return ()
    first, last = _outside(parse, token, quotes) or subject_side(parse, token)
    if _is_misread_title(parse, token, first):
        first -= 1
    before, after = quotes.before(first), quotes.after(last)
    if after is None and not before:
        after = _after_stop(parse, token, last, quotes, options)
    if before and before.first > parse.sentences[token.sentence].first and _has_own(options, last):
        before = None  # "to chants of “Peace!”, the senator said that …"
    around = quotes.at.get(token.index)
    found = [quote for quote in (before, after) if quote and quote is not around]
    return tuple((quote.first, quote.last) for quote in found)


def _outside(parse: Parse, token: Token, quotes: QuoteMap) -> tuple[int, int] | None:
    """A verb with the noun behind it, where the parser takes a word of the quotation that ends
    before it for its subject: "“Nobody,” whispered the guide, “…”"."""
    subject, noun = parse.child(token, *SUBJECTS), parse.child(token, "dobj")
    quote = quotes.ends.get(token.index)
    if quote is None or subject is None or noun is None or noun.left != token.index + 1:
        return None
    return (token.index, noun.right) if quote.first <= subject.index < quote.last else None


def _is_misread_title(parse: Parse, token: Token, first: int) -> bool:
    """True for a title before the speaker that the parser takes for the verb: "“No,” harbourmaster
    Ola Berg told the court"."""
    title = parse.tokens[first - 1]
    misread = title.index == token.head and title.relation == "ROOT" and title.text.islower()
    return misread and title.pos == "VERB" and parse.child(title, "nsubj") is None


def _has_own(options: list[Complement], last: int) -> bool:
    """True if a clause begins right behind a cue."""
    return any(
        option.shape in ("that", "clause", "question") and option.pieces[0][0] == last
        for option in options
    )


def _after_stop(
    parse: Parse, token: Token, last: int, quotes: QuoteMap, options: list[Complement]
) -> Quote | None:
    """A quotation later in the sentence, after a comma or colon: "told reporters in Rome: …", or
    behind it ("Munk said in a letter. “It is over.”")."""
    if any(not option.shape.startswith("about") for option in options):
        return None
    end = parse.sentences[token.sentence].last
    main = parse.head(token)
    if token.relation == "advcl" and main.index > token.index and main.pos == "VERB":
        return None  # "Asked why, she said: “Money.”"
    for i in range(last, min(end, last + 25)):
        if i in quotes.starts:
            fits = parse.tokens[i - 1].text in (",", ":") or i == last
            return quotes.starts[i] if fits else None
    quote = quotes.starts.get(end)
    if quote is None or parse.tokens[end - 1].text in (":", ","):
        return quote
    if token.index in quotes.at or not parse.child(token, "nsubj"):
        return None
    over = parse.tokens[end - 1].text == parse.tokens[quote.last - 2].text == "."
    return quote if over and _is_beside(parse, end) else None


def _is_beside(parse: Parse, index: int) -> bool:
    """True if a token opens a sentence of the paragraph before it."""
    number = parse.tokens[index].sentence
    sentences = parse.sentences
    return number > 0 and sentences[number - 1].paragraph == sentences[number].paragraph


def whole_quotes(pieces: Pieces, quotes: QuoteMap, cue: int) -> Pieces:
    """Ranges that begin or end inside a quotation are stretched to its edges, not over the cue."""
    stretched = []
    for first, last in pieces:
        start, end = quotes.at.get(first), quotes.at.get(last - 1)
        if start and not start.first <= cue < start.last:
            first = min(first, start.first)
        if end and not end.first <= cue < end.last:
            last = max(last, end.last)
        stretched.append((first, last))
    return tuple(stretched)

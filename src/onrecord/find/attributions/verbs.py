"""Attribution by verbs: "said that", "promised to", "denied the reports", "was told by"."""

from collections.abc import Mapping

from onrecord.find.attributions.clauses import WH, Complement, complements, trimmed, without
from onrecord.find.attributions.matches import Match
from onrecord.find.attributions.quotes import Quote, is_speech
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import (
    Source,
    agent_of,
    is_passive,
    phrase_of,
    subject_of,
    subject_side,
)
from onrecord.model import Parse, Token

FREE = ("that", "question", "clause", "infinitive", "gerund", "noun", "about")
STOPS = (",", ":", "—", "–", "--", "-", "_")


def by_verb(
    parse: Parse, token: Token, found: list[Match], quotes: "QuoteMap", known: Mapping[int, str]
) -> Found | None:
    """The best relation that a verb makes with the entries that match it, or None.

    `known` are the actors by the heads of their mentions: who is told is not what is told.
    """
    if _is_modifier(token):
        return None
    options = complements(parse, token)
    for match in found:
        fits = [c for c in options if not _is_told(match, c, known)]
        relation = _relation(parse, token, match, fits, quotes)
        if relation:
            return relation
    return None


class QuoteMap:
    """Quotations by the tokens at their edges."""

    def __init__(self, parse: Parse, quotes: list[Quote]) -> None:
        self.parse = parse
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
        return quote if quote and self._together(quote.last - 1, index) else None

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

    def _together(self, first: int, second: int) -> bool:
        """True if two tokens stand in one paragraph."""
        tokens, sentences = self.parse.tokens, self.parse.sentences
        one, other = (sentences[tokens[i].sentence].paragraph for i in (first, second))
        return one == other


def _is_told(match: Match, option: Complement, known: Mapping[int, str]) -> bool:
    """True for an object that is spoken to: "advised the king", against "advised caution"."""
    tells = match.entry.hearer or match.entry.act in ("advise", "warn", "ask")
    first, last = option.pieces[0] if option.pieces else (0, 0)
    return tells and option.shape == "noun" and any(i in known for i in range(first, last))


def _is_modifier(token: Token) -> bool:
    return token.relation in ("amod", "compound", "aux", "auxpass", "case", "prep")


def _relation(
    parse: Parse, token: Token, match: Match, options: list[Complement], quotes: QuoteMap
) -> Found | None:
    passive = is_passive(parse, token)
    option = _content(parse, token, match, options, quotes)
    if option is None:
        return None
    pieces, shape, hearer = option.pieces, option.shape, option.hearer
    if match.entry.raising or (passive and shape == "infinitive" and not match.entry.hearer):
        pieces = _with_subject(parse, token, pieces)
    source = None if match.entry.raising else _source(parse, token, passive, pieces)
    bare = source is None and not passive and not match.entry.raising
    if bare and shape not in ("quote", "that", "clause"):
        return None
    if passive and hearer is None and match.entry.hearer:
        hearer = _index(parse.child(token, "nsubjpass"))
    return Found(
        name=match.name,
        entry=match.entry,
        cue=match.cue,
        head=token.index,
        source=source[:2] if source else None,
        source_head=source[2] if source else None,
        pieces=pieces,
        shape=shape,
        hearer=hearer,
        inner=option.head,
        act=match.entry.act,
    )


def _with_subject(
    parse: Parse, token: Token, pieces: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """Content with the subject that belongs to it: "Rome is expected to agree"."""
    subject = parse.child(token, "nsubj", "nsubjpass")
    if subject is None or subject.tag in WH:
        return pieces
    first, last, _ = phrase_of(parse, subject)
    return ((first, last), *pieces)


def _source(
    parse: Parse, token: Token, passive: bool, pieces: tuple[tuple[int, int], ...]
) -> Source | None:
    head = agent_of(parse, token) if passive else subject_of(parse, token)
    if head is None or any(first <= head.index < last for first, last in pieces):
        return None
    return phrase_of(parse, head)


def _content(
    parse: Parse, token: Token, match: Match, options: list[Complement], quotes: QuoteMap
) -> Complement | None:
    """The content that fits the entry, its shape without the preposition; None if nothing fits."""
    takes = match.entry.takes
    if "quote" in takes:
        beside = _quoted(parse, token, quotes, options)
        if beside:
            return Complement("quote", beside, options[0].hearer if options else None)
    for option in options:
        shape, _, preposition = option.shape.partition(":")
        if shape == "about" and preposition not in match.entry.prepositions:
            continue
        if not _fits(shape, takes, option, quotes):
            continue
        pieces = _without_cue(option.pieces, match.cue)
        pieces = tuple(piece for p in pieces if (piece := trimmed(parse, p)))
        if pieces:
            whole = _whole_quotes(pieces, quotes, token.index)
            return Complement(shape, whole, option.hearer, option.head)
    return None


def _fits(shape: str, takes: tuple[str, ...], option: Complement, quotes: QuoteMap) -> bool:
    if shape in takes or (shape == "that" and "clause" in takes):
        return True
    return shape == "clause" and "quote" in takes and option.pieces[0][0] in quotes.at


def _without_cue(
    pieces: tuple[tuple[int, int], ...], cue: tuple[int, ...]
) -> tuple[tuple[int, int], ...]:
    for index in cue:
        pieces = without(pieces, (index, index + 1))
    return pieces


def _quoted(
    parse: Parse, token: Token, quotes: QuoteMap, options: list[Complement]
) -> tuple[tuple[int, int], ...]:
    """Quotations that stand right beside a cue and its subject, or after a colon behind them."""
    if not quotes.quotes:
        return ()
    first, last = subject_side(parse, token)
    before, after = quotes.before(first), quotes.after(last)
    if after is None and not before:
        after = _after_stop(parse, token, last, quotes, options)
    around = quotes.at.get(token.index)
    found = [quote for quote in (before, after) if quote and quote is not around]
    return tuple((quote.first, quote.last) for quote in found)


def _after_stop(
    parse: Parse, token: Token, last: int, quotes: QuoteMap, options: list[Complement]
) -> Quote | None:
    """A quotation later in the sentence, after a comma or colon: "told reporters in Rome: …"."""
    if any(not option.shape.startswith("about") for option in options):
        return None
    end = parse.sentences[token.sentence].last
    for i in range(last, min(end, last + 25)):
        if i in quotes.starts:
            fits = parse.tokens[i - 1].text in (",", ":") or i == last
            return quotes.starts[i] if fits else None
    return None


def _whole_quotes(
    pieces: tuple[tuple[int, int], ...], quotes: QuoteMap, cue: int
) -> tuple[tuple[int, int], ...]:
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


def _index(token: Token | None) -> int | None:
    return token.index if token else None

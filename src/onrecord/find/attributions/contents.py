"""Which complement of a verb is the content that its entry asks for, and how far it reaches."""

from onrecord.find.attributions.beside import quoted, whole_quotes
from onrecord.find.attributions.clauses import Complement, Pieces, trimmed_all, without_cue
from onrecord.find.attributions.matches import Match
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.knowledge.cues import CueEntry
from onrecord.model import Parse, Token


def content_of(
    parse: Parse, token: Token, match: Match, options: list[Complement], quotes: QuoteMap
) -> Complement | None:
    """The content that fits the entry, its shape without the preposition; None if nothing fits."""
    if "quote" in match.entry.takes:
        beside = quoted(parse, token, quotes, options)
        if beside:
            return Complement("quote", beside, options[0].hearer if options else None)
    for option in options:
        shape, _, preposition = option.shape.partition(":")
        if shape == "about" and preposition not in match.entry.prepositions:
            continue
        if not _fits(parse, match.entry, option, shape, quotes):
            continue
        pieces = without_cue(_whole(parse, token, match, option, shape), match.cue)
        pieces = (*_to_semicolon(parse, token, pieces, quotes), *_more(options, option))
        pieces = trimmed_all(parse, pieces)
        if pieces:
            whole = whole_quotes(pieces, quotes, token.index)
            return Complement(shape, whole, option.hearer, option.head)
    return None


def _fits(parse: Parse, entry: CueEntry, option: Complement, shape: str, quotes: QuoteMap) -> bool:
    if option.told and not entry.hearer:
        return False
    if shape in entry.takes or (shape == "that" and "clause" in entry.takes):
        return shape != "noun" or not entry.nouns or _is_about(parse, entry, option)
    return shape == "clause" and "quote" in entry.takes and option.pieces[0][0] in quotes.at


def _is_about(parse: Parse, entry: CueEntry, option: Complement) -> bool:
    """True if the noun that heads the content is one that the entry asks for."""
    return option.head is not None and parse.tokens[option.head].lemma in entry.nouns


def _whole(parse: Parse, token: Token, match: Match, option: Complement, shape: str) -> Pieces:
    """The content with the object that belongs to it, and without one that is only told."""
    pieces = option.pieces
    target = parse.child(token, "dobj", "nsubjpass")
    if shape == "infinitive":
        if match.entry.hearer:
            return pieces[-1:]
        return (*_called_on(parse, token, match, pieces), *pieces)
    if shape == "noun" and target and target.relation == "nsubjpass":
        return (*pieces, *_behind(parse, token, match.entry))
    if shape == "about":
        pieces = _further(parse, token, match.entry, pieces)
    if shape == "about" and target and not match.entry.hearer and len(match.cue) == 1:
        return _with_target(token, target, pieces)
    return pieces


def _further(parse: Parse, token: Token, entry: CueEntry, pieces: Pieces) -> Pieces:
    """A phrase with the one that follows it: "thought of the treaty as a truce"."""
    first, last = pieces[0]
    for child in parse.children(token):
        if child.left == last and child.relation == "prep" and child.lower in entry.behind:
            last = child.right
    return ((first, last), *pieces[1:])


def _with_target(token: Token, target: Token, pieces: Pieces) -> Pieces:
    """A phrase with the object before it ("sees the levy as unfair"), also of a passive."""
    start = pieces[0][0] - 1  # the preposition
    if target.right == start:
        return ((target.left, pieces[0][1]),)
    if target.relation == "nsubjpass" and start == token.index + 1:
        return ((target.left, target.right), (start, pieces[0][1]))
    return pieces


def _behind(parse: Parse, token: Token, entry: CueEntry) -> Pieces:
    """The phrase behind a passive that belongs to its subject: "were accused of theft"."""
    for child in parse.children(token):
        if child.left != token.index + 1:
            continue
        if child.relation == "oprd" or (child.relation == "prep" and child.lower in entry.behind):
            return ((child.left, child.right),)
    return ()


def _called_on(parse: Parse, token: Token, match: Match, pieces: Pieces) -> Pieces:
    """Who is to do it, behind a preposition of the cue: "called on Rome to open the port"."""
    for child in parse.children(token):
        if child.relation == "prep" and child.right == pieces[0][0]:
            ours = child.index in match.cue or child.lower in match.entry.prepositions
            return ((child.index + 1, child.right),) if ours else ()
    return ()


def _more(options: list[Complement], option: Complement) -> Pieces:
    """The further that-clauses of a list: "said that it rained; that the river rose; …"."""
    if option.shape != "that" or option.told:
        return ()
    end = option.pieces[-1][1]
    further = (c for c in options if c.shape == "that" and not c.told and c is not option)
    return tuple(piece for c in further for piece in c.pieces if piece[0] >= end)


def _to_semicolon(parse: Parse, token: Token, pieces: Pieces, quotes: QuoteMap) -> Pieces:
    """Content behind a cue up to a semicolon outside quotation marks, unless "that" follows it."""
    tokens = parse.tokens
    cut: list[tuple[int, int]] = []
    for first, last in pieces:
        stop = next((i for i in range(first, last) if tokens[i].text == ";"), last)
        goes_on = stop + 1 < last and tokens[stop + 1].relation in ("mark", "cc")
        if first < token.index or stop == last or stop in quotes.marked or goes_on:
            cut.append((first, last))
            continue
        return (*cut, (first, stop)) if first < stop else tuple(cut) or pieces
    return tuple(cut)

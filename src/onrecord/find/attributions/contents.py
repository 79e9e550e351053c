"""Which complement of a verb is the content that its entry asks for, and how far it reaches."""

from onrecord.find.attributions.beside import quoted, whole_quotes
from onrecord.find.attributions.clauses import (
    SUBJECTS,
    Complement,
    Pieces,
    trimmed_all,
    without,
    without_cue,
)
from onrecord.find.attributions.loose import (
    after_colon,
    block_after,
    from_that,
    is_comment,
    rest,
    tagged,
)
from onrecord.find.attributions.matches import Match, matches
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.speakers import predicate_in, subject_side
from onrecord.knowledge.cues import CueEntry
from onrecord.model import Parse, Token

FINITE = ("VBD", "VBP", "VBZ")
CONDITION = ("if", "unless", "until")
LONG = 60  # words that a remark in brackets has at the most
TAIL = 30  # words from the end of a content within which a comment on it begins
CONTRAST = ("while", "whereas", "although", "though")


def content_of(
    parse: Parse, token: Token, match: Match, options: list[Complement], quotes: QuoteMap
) -> Complement | None:
    """The content that fits the entry, its shape without the preposition; None if nothing fits."""
    if "quote" in match.entry.takes:
        beside = quoted(parse, token, quotes, options)
        if beside:
            return Complement("quote", beside, options[0].hearer if options else None)
    for option in (from_that(parse, token, option) for option in options):
        found = _content(parse, token, match, option, options, quotes)
        if found:
            return found
    if "quote" not in match.entry.takes:
        return None
    found = after_colon(parse, token) or block_after(parse, token)
    if found is None and "clause" in match.entry.takes:
        found = _around(parse, token, match)
    return found


def _around(parse: Parse, token: Token, match: Match) -> Complement | None:
    """What stands around or behind a cue whose clause the parser did not find."""
    side = subject_side(parse, token)
    if token.tag not in FINITE or side == (token.index, token.index + 1):
        return None
    found = tagged(parse, token, side) or rest(parse, token, max(side[1], match.cue[-1] + 1))
    if found is None:
        return None
    pieces = trimmed_all(parse, without_cue(found.pieces, match.cue))
    return Complement(found.shape, pieces) if pieces else None


def _content(
    parse: Parse,
    token: Token,
    match: Match,
    option: Complement,
    options: list[Complement],
    quotes: QuoteMap,
) -> Complement | None:
    """A complement as content, as far as it reaches; None if it does not fit the entry."""
    shape, _, preposition = option.shape.partition(":")
    if shape == "about" and preposition not in match.entry.prepositions:
        return None
    if not _fits(parse, token, match.entry, option, shape, quotes):
        return None
    pieces = without_cue(_whole(parse, token, match, option, shape), match.cue)
    pieces = (*_to_semicolon(parse, token, pieces, quotes), *_more(options, option))
    if not pieces:  # the cue covers it all
        return None
    pieces = _without_contrast(parse, option, pieces)
    pieces = _with_condition(parse, token, shape, _without_comment(parse, token, pieces))
    pieces = _in_brackets(parse, token, _and_that(parse, token, pieces))
    pieces = trimmed_all(parse, pieces)
    if not pieces:
        return None
    return Complement(shape, whole_quotes(pieces, quotes, token.index), option.hearer, option.head)


def _fits(
    parse: Parse,
    token: Token,
    entry: CueEntry,
    option: Complement,
    shape: str,
    quotes: QuoteMap,
) -> bool:
    if (
        option.told
        and not entry.hearer
        and (option.hearer is not None or "quote" not in entry.takes)
    ):
        return False
    if shape in entry.takes or (shape == "that" and "clause" in entry.takes):
        return (
            shape not in ("noun", "about")
            or not entry.nouns
            or _is_about(parse, token, entry, option)
        )
    return shape == "clause" and "quote" in entry.takes and option.pieces[0][0] in quotes.at


def _is_about(parse: Parse, token: Token, entry: CueEntry, option: Complement) -> bool:
    """True if the noun that heads the content, or the object before it, is one that the entry
    asks for: "put the cost at two million"."""
    target = parse.child(token, "dobj") if option.shape != "noun" else None
    heads = [i for i in (option.head, target.index if target else None) if i is not None]
    return any(parse.tokens[i].lemma in entry.nouns for i in heads)


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
    itself = target is not None and "Reflex=Yes" in target.morph  # "distanced himself from"
    if shape == "about" and target and not (itself or match.entry.hearer) and len(match.cue) == 1:
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
    """The phrase behind a passive that belongs to its subject: "were accused of theft", "was
    accused by the bank of theft"."""
    agent = parse.child(token, "agent")
    ends = (token.index + 1, agent.right) if agent else (token.index + 1,)
    for child in parse.children(token):
        if child.left not in ends:
            continue
        if child.relation == "oprd" or (child.relation == "prep" and child.lower in entry.behind):
            return ((child.left, child.right),)
    if agent:
        predicate = predicate_in(parse, agent, entry.behind)
        return ((predicate.left, predicate.right),) if predicate else ()
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
    """Content behind a cue up to a semicolon outside quotation marks, if a sentence of its own
    follows it."""
    tokens = parse.tokens
    cut: list[tuple[int, int]] = []
    for first, last in pieces:
        stop = next((i for i in range(first, last) if tokens[i].text == ";"), last)
        goes_on = stop + 1 < last and tokens[stop + 1].relation in ("mark", "cc")
        goes_on = goes_on or not _has_subject(parse, stop + 1, last)
        if first < token.index or stop == last or stop in quotes.marked or goes_on:
            cut.append((first, last))
            continue
        return (*cut, (first, stop)) if first < stop else tuple(cut) or pieces
    return tuple(cut)


def _has_subject(parse: Parse, first: int, last: int) -> bool:
    """True if a verb stands in a range with its own subject, and heads nothing before it."""
    return any(
        t.relation in SUBJECTS and first <= t.head < last and parse.tokens[t.head].left >= first
        for t in parse.tokens[first:last]
    )


def _and_that(parse: Parse, token: Token, pieces: Pieces) -> Pieces:
    """Content with a further that-clause joined to it that the parser hung elsewhere."""
    tokens = parse.tokens
    first, last = pieces[-1]
    at = last + 1 if last < len(tokens) and tokens[last].text == "," else last
    if first < token.index or at + 1 >= len(tokens) or tokens[at].relation != "cc":
        return pieces
    that = tokens[at + 1]
    if that.lower != "that" or that.relation != "mark" or that.sentence != token.sentence:
        return pieces
    return (*pieces[:-1], (first, max(last, parse.head(that).right)))


def _without_contrast(parse: Parse, option: Complement, pieces: Pieces) -> Pieces:
    """Content without a clause at its end in which others speak: "…, while the engineer said"."""
    if option.head is None or option.shape not in ("that", "clause"):
        return pieces
    for child in parse.children(parse.tokens[option.head]):
        if child.relation != "advcl" or child.right != pieces[-1][1]:
            continue
        mark, comma = parse.child(child, "mark"), parse.tokens[child.left - 1]
        contrast = mark is not None and mark.lower in CONTRAST and comma.text == ","
        if contrast and parse.child(child, "nsubj") and any(matches(parse, child)):
            return without(pieces, (child.left, child.right)) or pieces
    return pieces


def _without_comment(parse: Parse, token: Token, pieces: Pieces) -> Pieces:
    """Content without what others make of it: "…, a charge that Quito rejected"."""
    first, last = pieces[-1]
    for t in parse.tokens[max(first + 2, last - TAIL) : last]:
        if t.right < last - 1 or t.left <= max(first + 1, token.index):
            continue
        if is_comment(parse, t):
            return (*pieces[:-1], (first, t.left - 1))
    return pieces


def _with_condition(parse: Parse, token: Token, shape: str, pieces: Pieces) -> Pieces:
    """A promise or a threat with its condition: "threatened to sail unless they paid"."""
    first, last = pieces[-1]
    for child in parse.children(token) if shape == "infinitive" else ():
        mark = parse.child(child, "mark") if child.relation == "advcl" else None
        if mark and mark.lower in CONDITION and child.left == last:
            return (*pieces[:-1], (first, child.right))
    return pieces


def _in_brackets(parse: Parse, token: Token, pieces: Pieces) -> Pieces:
    """Content of a cue in brackets stays in them: "the valley (it is dry, guides say)"."""
    tokens, sentence = parse.tokens, parse.sentences[token.sentence]
    start, end = max(sentence.first, token.index - LONG), min(sentence.last, token.index + LONG)
    low = next((i for i in range(token.index, start - 1, -1) if tokens[i].text in "()"), -1)
    if low < 0 or tokens[low].text != "(":
        return pieces
    high = next((i for i in range(token.index, end) if tokens[i].text == ")"), -1)
    if high < 0:
        return pieces
    inside = ((max(first, low + 1), min(last, high)) for first, last in pieces)
    return tuple((first, last) for first, last in inside if first < last)

"""What may stand before and behind an expression."""

from collections.abc import Sequence

from onrecord.find.timexes.chart import Item
from onrecord.find.timexes.pieces import Piece, is_money, lexicon
from onrecord.knowledge.times import TimeEntry, time_entries
from onrecord.model import Parse, Token

MARKS = 2  # at the most, beside an expression that is a sentence: "10:42 -"
JOINING = ("and", "of")  # "the 5th and 6th floors", "50 years of age"
LONG = 4  # letters of a word that a headline writes with a capital
NAMING = ("SEASON", "QUARTER", "HALF", "BC", "AD", "FY", "ORD")
_QUOTES = frozenset("\"“”‘’'«»`") | {"``", "''"}
_OPENING = frozenset("-–—:•*(|/.!?…") | {"--", "..."}
_END = frozenset(".,;:!?)”\"'’")


def allows(entry: TimeEntry, parse: Parse, run: Sequence[Piece], item: Item) -> bool:
    """True if the words round a reading are such as its entry demands, and none that the entries
    of its parts forbid."""
    if entry.after and not _before(parse, run, item) & set(entry.after):
        return False
    if entry.before and not _behind(parse, run, item) & set(entry.before):
        return False
    if entry.alone == "yes" and not _stands_alone(parse, run, item):
        return False
    return not _forbidden(parse, run, item)


def is_name(parse: Parse, first: int, last: int) -> bool:
    """True for words `[first, last)` of time that are the name of a programme or a paper: all of
    them are capitalised for no other reason ("came on This Week"), or they stand in quotation marks
    by themselves. In a headline, where all words are capitalised, none tells."""
    words = [token for token in parse.tokens[first:last] if token.text[0].isalpha()]
    if not words or not all(_is_titled(token) for token in words):
        return False
    before, behind = _signs_beside(parse, first, last)
    if before in _QUOTES:
        return behind in _QUOTES
    opens = parse.tokens[first].index == parse.sentences[parse.tokens[first].sentence].first
    return not opens and before not in _OPENING and not _is_headline(parse, first)


def _is_titled(token: Token) -> bool:
    """True for a common word of time with a capital: not "Friday", "May", "Q3" or "Spring"."""
    if not token.text[0].isupper() or (token.text.isupper() and len(token.text) > 1):
        return False
    known = lexicon().words.get(token.lower, ())
    if not known and token.lower not in lexicon().literals:
        return False
    return all(word.case == "any" and word.kind not in NAMING for word in known)


def _signs_beside(parse: Parse, first: int, last: int) -> tuple[str, str]:
    tokens = parse.tokens
    before = tokens[first - 1].text if first else ""
    return before, tokens[last].text if last < len(tokens) else ""


def _is_headline(parse: Parse, first: int) -> bool:
    """True if two of three longer words of a sentence have a capital."""
    sentence = parse.sentences[parse.tokens[first].sentence]
    words = [t for t in parse.tokens[sentence.first : sentence.last] if len(t.text) >= LONG]
    capital = sum(token.text[0].isupper() or not token.text[0].isalpha() for token in words)
    return capital * 3 > len(words) * 2


def is_alone(parse: Parse, first: int, last: int) -> bool:
    """True if the words `[first, last)` are a sentence, marks aside: the stamp of an entry."""
    sentence = parse.sentences[parse.tokens[first].sentence]
    others = (*range(sentence.first, first), *range(last, sentence.last))
    return len(others) <= MARKS and not any(parse.tokens[i].text[0].isalnum() for i in others)


def _stands_alone(parse: Parse, run: Sequence[Piece], item: Item) -> bool:
    last = run[item.last - 1]
    whole = last.end >= last.token.end
    return whole and is_alone(parse, run[item.first].token.index, last.token.index + 1)


def _forbidden(parse: Parse, run: Sequence[Piece], item: Item) -> bool:
    if not item.entry:
        return False
    entry = time_entries()[item.entry]
    if entry.not_after and _before(parse, run, item) & set(entry.not_after):
        return True
    if entry.not_before and _behind(parse, run, item) & set(entry.not_before):
        return True
    return any(
        _forbidden(parse, run, part) or (part.last == item.last and _cut_short(parse, run, part))
        for part in item.parts
    )


def _cut_short(parse: Parse, run: Sequence[Piece], part: Item) -> bool:
    """True if the last part of a reading lacks the word that its entry wants behind it."""
    wanted = time_entries()[part.entry].before if part.entry else ()
    return bool(wanted) and not _behind(parse, run, part) & set(wanted)


def _before(parse: Parse, run: Sequence[Piece], item: Item) -> set[str]:
    if item.first > 0 and run[item.first - 1].end == run[item.first].start:
        return {run[item.first - 1].lower}
    index = run[item.first].token.index - 1
    return _signs(parse.tokens[index]) if index >= 0 else {"."}


def _behind(parse: Parse, run: Sequence[Piece], item: Item) -> set[str]:
    if item.last < len(run) and run[item.last].start == run[item.last - 1].end:
        token = run[item.last]
        return {token.lower, *(("." if token.lower in _END else ""),)}
    last = run[item.last - 1].token
    if last.index + 1 >= len(parse.tokens):
        return {"."}
    following = parse.tokens[last.index + 1]
    found = _signs(following)
    if following.lower in JOINING and last.index + 2 < len(parse.tokens):
        beyond = _signs(parse.tokens[last.index + 2])
        found |= {f"{following.lower} {sign}" for sign in beyond}
    if following.start > last.end:
        found -= {"-", "HYPH"}
    if last.head > last.index:
        found.add(parse.tokens[last.head].lower)
    return found


def _signs(token: Token) -> set[str]:
    """A word as guards name it: itself as it is and in lower case, its lemma, its tag, and a sign
    for its class."""
    found = {token.lower, token.lemma, token.tag, token.text}
    if token.lower[0].isdigit() or token.tag == "CD":
        found.add("#")
    if is_money(token):
        found.add("$")
    if token.text in _END:
        found.add(".")
    return found

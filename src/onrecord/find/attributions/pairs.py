"""Which quotation marks belong together: straight, curly, doubled, single, low, missing ones."""

from collections.abc import Iterator

from msgspec import Struct

from onrecord.knowledge.marks import CLOSES, DOUBTFUL, MARKS, OPENS, SINGLE, TOGGLES
from onrecord.model import Note, Parse

ENDS = (",", ".", "?", "!", "…", "...")  # before a closing mark that nothing opened
LONGEST = 300  # words within which a single mark finds its partner


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
    for first, last in paragraphs(parse):
        quotes += _of_paragraph(parse, first, last, notes)
    return quotes, notes


def paragraphs(parse: Parse) -> Iterator[tuple[int, int]]:
    """Token ranges of the paragraphs."""
    first, number = 0, 0
    for sentence in parse.sentences:
        if sentence.paragraph != number:
            if sentence.first > first:
                yield first, sentence.first
            first, number = sentence.first, sentence.paragraph
    if first < len(parse.tokens):
        yield first, len(parse.tokens)


def _of_paragraph(parse: Parse, first: int, last: int, notes: list[Note]) -> list[Quote]:
    """The outermost quotations of a paragraph."""
    found: list[Quote] = []
    open_at: list[int] = []
    for i in range(first, last):
        mark = _mark(parse, i)
        if mark not in MARKS:
            continue
        if open_at and _closes(parse, i, mark, _mark(parse, open_at[-1])):
            opened = open_at.pop()
            while found and found[-1].first > opened:
                found.pop()
            found.append(Quote(opened, i + 1))
        elif _opens(parse, i, mark, first, last, inside=bool(open_at)):
            open_at.append(i)
        elif not open_at and not found and _ends_speech(parse, i, mark, first):
            notes.append(_note(parse, i, "read from the beginning of the paragraph"))
            found.append(Quote(first, i + 1, closed=False))
    for opened in open_at[:1]:
        found.append(_unclosed(parse, opened, found, last, notes))
    return sorted(found, key=lambda q: q.first)


def _mark(parse: Parse, i: int) -> str:
    """The mark at a token; two backquotes side by side are one opening mark."""
    text = parse.tokens[i].text
    if text == "`" and i + 1 < len(parse.tokens) and parse.tokens[i + 1].text == "`":
        return "``"
    return text


def _opens(parse: Parse, i: int, mark: str, first: int, last: int, *, inside: bool) -> bool:
    """True for a mark that opens a quotation; within one, only if it leaves no doubt."""
    if mark in SINGLE:
        return not inside and _is_left(parse, i, first) and _has_partner(parse, i, last)
    if mark not in DOUBTFUL:
        return mark in OPENS
    sure = inside or mark not in TOGGLES
    return _is_left(parse, i, first) if sure else not _is_right(parse, i, first)


def _closes(parse: Parse, i: int, mark: str, opened: str) -> bool:
    """True for a mark that closes the quotation that another opened.

    Marks of another kind close too, but single ones only single ones.
    """
    if opened in SINGLE:
        return mark in SINGLE[opened] and _is_closing_single(parse, i)
    if mark not in OPENS and mark not in CLOSES:
        return False
    if mark in OPENS.get(opened, TOGGLES) and mark not in DOUBTFUL:
        return True
    if mark not in CLOSES:
        return _is_right(parse, i, -1)
    return not _is_left(parse, i, -1)


def _is_left(parse: Parse, i: int, first: int) -> bool:
    """True for a mark that touches the word behind it and none before it."""
    before, after = _touches(parse, i)
    return after and (i == first or not before)


def _is_right(parse: Parse, i: int, first: int) -> bool:
    """True for a mark that touches the word before it and none behind it."""
    before, after = _touches(parse, i)
    return i != first and before and not after


def _touches(parse: Parse, i: int) -> tuple[bool, bool]:
    """Whether a mark touches what stands before it and behind it, dashes and brackets aside."""
    tokens = parse.tokens
    before = i > 0 and tokens[i - 1].end == tokens[i].start and tokens[i - 1].text not in "([—–-"
    after = i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end
    return before, after and tokens[i + 1].text not in ",.;:?!)]"


def _has_partner(parse: Parse, i: int, last: int) -> bool:
    """True if a single mark is closed in its paragraph: else it is an apostrophe."""
    closers = SINGLE[_mark(parse, i)]
    if parse.tokens[i].tag == "POS" or (i + 1 < last and parse.tokens[i + 1].text[0].isdigit()):
        return False
    end = min(last, i + LONGEST)
    return any(
        _mark(parse, j) in closers and _is_closing_single(parse, j) for j in range(i + 2, end)
    )


def _is_closing_single(parse: Parse, i: int) -> bool:
    """True unless the mark is the apostrophe of a possessor, or stands within a word."""
    return parse.tokens[i].tag != "POS" and _touches(parse, i) == (True, False)


def _ends_speech(parse: Parse, i: int, mark: str, first: int) -> bool:
    """True for a double mark behind a comma or a full stop that nothing opened."""
    return (
        mark in CLOSES
        and i > first + 2
        and parse.tokens[i - 1].text in ENDS
        and not _is_left(parse, i, first)
    )


def _unclosed(parse: Parse, opened: int, found: list[Quote], last: int, notes: list[Note]) -> Quote:
    """A quotation to the end of its paragraph, or to its next quotation; a note, unless the next
    paragraph goes on."""
    behind = min((q.first for q in found if q.first > opened), default=last)
    runs_on = behind == last < len(parse.tokens) and _mark(parse, last) in {*OPENS, *TOGGLES}
    if not runs_on:
        whole = behind == last and _begins_speech(parse, opened)
        where = "paragraph" if whole else "sentence"
        notes.append(_note(parse, opened, f"read to the end of the {where}"))
    if not runs_on and (behind < last or not _begins_speech(parse, opened)):
        behind = min(behind, parse.sentences[parse.tokens[opened].sentence].last)
    return Quote(opened, behind, closed=False, runs_on=runs_on)


def _begins_speech(parse: Parse, opened: int) -> bool:
    """True for a mark at the start of a sentence, or behind a comma or a colon."""
    token = parse.tokens[opened]
    start = parse.sentences[token.sentence].first
    return opened <= start or parse.tokens[opened - 1].text in (",", ":")


def _note(parse: Parse, i: int, reading: str) -> Note:
    return Note(parse.tokens[i].span, f"unbalanced quotation mark; {reading}")

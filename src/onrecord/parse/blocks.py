"""Divide a text into the blocks that are parsed on their own: paragraphs, headings, list lines."""

import re
from collections.abc import Iterator

from onrecord.model import Span

LONGEST = 20_000  # characters of one block; the parser's memory grows with it
LABEL = 120  # characters of a dateline at the most, with day and agency
WRAPPED = 0.3  # share of lines that begin in lower case from which line breaks are mere wrapping

_DASH = re.compile(r"\s*(?:--|[—–−_-])\s+")  # after a dateline
_CLOCK = re.compile(  # at the start of an entry: "10:42 a.m. ", "17.05 GMT - "
    r"\d{1,2}(?:[:.]\d{2}\s?(?:[ap]\.?m\.?+|[A-Z]{2,4}\b)(?:\s[A-Z]{2,4}\b|(?!\s[A-Z]{2,4}\b))"
    r"|:\d{2}(?!\s?[ap]\.?m))"  # no possessive group: Python 3.11.2 matches half of one
    r"\s*+[-–—|:]?\s*+(?=\S)"
)
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_GAP = re.compile(r"(?:\r?\n|\r)[ \t\xa0]*(?:\r?\n|\r)\s*")


def blocks(text: str, dateline: str | None = None) -> Iterator[Span]:
    """The blocks of a text, trimmed of white space, none longer than `LONGEST`.

    A line is a block, as in most news texts; where lines merely wrap (many begin in lower case),
    blocks are parted by blank lines. What stands before a sentence without being part of it is a
    block of its own: the report's `dateline` to its dash, the clock time of an entry.
    """
    for span in _paragraphs(text) if is_wrapped(text) else _lines(text):
        for piece in _pieces(text, span):
            cut = _label_end(text, piece, dateline)
            if cut is not None:
                yield Span(piece.start, len(text[:cut].rstrip()))
                piece = Span(cut, piece.end)
            yield piece


def _label_end(text: str, span: Span, dateline: str | None) -> int | None:
    """Where the sentence begins after a dateline or a clock time, or None."""
    clock = _CLOCK.match(text, span.start, span.end)
    if clock:
        return clock.end()
    if not dateline or not text.startswith(dateline, span.start):
        return None
    dash = _DASH.search(text, span.start + len(dateline), min(span.end, span.start + LABEL))
    return dash.end() if dash and dash.end() < span.end else None


def is_wrapped(text: str) -> bool:
    """True if the line breaks of a text fall inside its sentences, as in typewritten copy."""
    pairs = lower = 0
    previous_end = -2
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if not line:
            continue
        gap = text[previous_end : match.start()]
        if previous_end >= 0 and gap.count("\n") == 1:
            pairs += 1
            lower += line[0].islower()
        previous_end = match.end()
    return pairs >= 3 and lower / pairs >= WRAPPED


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        yield Span(*match.span())


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _GAP.finditer(text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = _cut(text, start)
        yield Span(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)


def _cut(text: str, start: int) -> int:
    """A place to cut an overlong block: after the last sentence end, else at white space."""
    window = text[start : start + LONGEST]
    for pattern in (r"[.!?][\"”’']?\s", r"\s"):
        ends = [m.end() for m in re.finditer(pattern, window[LONGEST // 2 :])]
        if ends:
            return start + LONGEST // 2 + ends[-1]
    return start + LONGEST

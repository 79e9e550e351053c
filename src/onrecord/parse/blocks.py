"""Divide a text into the blocks that are parsed on their own: paragraphs, headings, list lines."""

import re
from collections.abc import Iterator

from onrecord.model import Span

LONGEST = 20_000  # characters of one block; the parser's memory grows with it
WRAPPED = 0.3  # share of lines that begin in lower case from which line breaks are mere wrapping

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_GAP = re.compile(r"(?:\r?\n|\r)[ \t\xa0]*(?:\r?\n|\r)\s*")


def blocks(text: str) -> Iterator[Span]:
    """The blocks of a text, trimmed of white space, none longer than `LONGEST`.

    A line is a block, as in most news texts; where lines merely wrap (many begin in lower case),
    blocks are parted by blank lines.
    """
    for span in _paragraphs(text) if is_wrapped(text) else _lines(text):
        yield from _pieces(text, span)


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

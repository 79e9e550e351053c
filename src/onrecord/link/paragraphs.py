"""The paragraphs of a report and their words, made plain so that printing changes nothing."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from operator import and_

from msgspec import Struct

from onrecord.knowledge.stock import stock
from onrecord.model.text import Span

BLANK = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"\n\s*")
SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9À-Þ])")
ENDED = re.compile(r"[.!?:][\"'”’)]*\s*$")
WORD = re.compile(r"\w+")
MARK = re.compile(
    r"[\"“”„«»]|(?<!\w)‘(?=\w)|(?<=[\w.,!?])’(?!\w)|(?<!\w)'(?=\w)|(?<=[.,!?])'(?!\w)"
)
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
DATELINE = re.compile(
    r"\s*(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’ /]{2,}\b[^-–—\n]{0,60}\s|[^()\n–—]{0,50}\([^)\n]{2,40}\)\s*)"
    r"[-–—]{1,2}\s+"
)
NEVER = re.compile(r"(?!)")
RUN = 400  # characters from which on a text without lines is taken sentence by sentence
DATED = 2  # paragraphs at the top that may begin with a dateline
LEAST = 4  # words below which a paragraph is a heading or a mark


class Paragraph(Struct, frozen=True, gc=False):
    """One paragraph by its number from 1: its words without dateline, and which of them are the
    report's own: outside quotation marks and standing sentences. What is nobody's text, such as
    "Read more", has no words."""

    number: int
    span: Span
    words: tuple[str, ...]
    own: tuple[bool, ...]


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text: between blank lines, else lines,
    else the sentences of a long one."""
    found = []
    for number, span in enumerate(spans(text), 1):
        printed = text[span.start : span.end]
        if number <= DATED:
            printed = _undated(printed)
        words, outside = _words(printed)
        if _empty(printed, words):
            words, outside = [], []
        own = map(and_, outside, _apart(printed, len(words)))
        found.append(Paragraph(number, span, tuple(words), tuple(own)))
    return found


def spans(text: str) -> list[Span]:
    """Where the paragraphs of a text stand; a short text in one line is one."""
    if BLANK.search(text):
        return list(_between(text, BLANK))
    lines = list(_between(text, LINE))
    if len(lines) > 1 and sum(map(bool, map(ENDED.search, _printed(text, lines)))) * 2 > len(lines):
        return lines
    whole = list(_between(text, NEVER))
    long = any(place.end - place.start > RUN for place in whole)
    return list(_between(text, SENTENCE)) if long else whole


def _printed(text: str, places: list[Span]) -> Iterator[str]:
    return (text[place.start : place.end] for place in places)


def _between(text: str, gap: re.Pattern[str]) -> Iterator[Span]:
    """The places between gaps; white space around a text is no paragraph."""
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    for match in gap.finditer(text, start, max(start, end)):
        yield Span(start, match.start())
        start = match.end()
    if start < end:
        yield Span(start, end)


def _undated(printed: str) -> str:
    """A paragraph without the dateline that it begins with: capitals or an agency in brackets."""
    match = DATELINE.match(printed[:160])
    return printed[match.end() :] if match else printed


def _words(printed: str) -> tuple[list[str], list[bool]]:
    """Words in one case, without apostrophes, and whether each stands outside quotation marks."""
    plain = unicodedata.normalize("NFKC", printed)
    words: list[str] = []
    outside: list[bool] = []
    for place, piece in enumerate(MARK.split(plain)):
        found = WORD.findall(APOSTROPHE.sub("", piece).casefold())
        words += found
        outside += [place % 2 == 0] * len(found)
    return words, outside


def _apart(printed: str, size: int) -> list[bool]:
    """Which words stand outside sentences that newsrooms keep standing."""
    lower = _lower(printed)
    if not any(phrase in lower for phrase in stock("stands")):
        return [True] * size
    found: list[bool] = []
    for sentence in SENTENCE.split(printed):
        plain = not any(phrase in _lower(sentence) for phrase in stock("stands"))
        found += [plain] * len(_words(sentence)[0])
    return found


def _lower(printed: str) -> str:
    return printed.casefold().replace("’", "'")


def _empty(printed: str, words: list[str]) -> bool:
    """True for what is no text of the report's own: headings, marks and standing lines."""
    return len(words) < LEAST or _lower(printed).lstrip(" \n(*[_—-").startswith(stock("begins"))


def place(text: str, character: int) -> int:
    """The number of the paragraph in which a character stands, from 1; of one between two
    paragraphs the number of the first."""
    starts = [span.start for span in spans(text)]
    return max(1, bisect_right(starts, character))

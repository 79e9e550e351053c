"""The way back from the text of a page to the page: which characters of the source were printed.

The page's source is cut into tags and printed characters; the text is laid along the printed
characters, white space left aside, line by line and then word by word, always forwards.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from onrecord.model import Report, Span
from onrecord.model.text import PageSpan

NEAR = 2000  # printed characters in which a word is looked for, behind the one before it
LEAST_LINE = 20  # characters of a line that may be looked for anywhere, not only ahead

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|noscript|template|svg|iframe)\b[^<>]*+(?<!/)>.*?(?:</(?P=raw)\s*+>|\Z)"
    r"|<!\[CDATA\[|\]\]>"
    r"""|</?[a-zA-Z](?=(?P<inside>(?:[^<>"']|"[^"<>]*+"|'[^'<>]*+')*))(?P=inside)>"""
    r"|</?[a-zA-Z][^<>]*+>"
    r"|<[!?][^<>]*+>"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30})(?:;|\b))",
    re.DOTALL | re.IGNORECASE,
)
_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
_WORD = re.compile(r"\S+")


class Printed(NamedTuple):
    """The printed characters of a page without white space, and where each stands in the source:
    character i at `[starts[i], ends[i])`."""

    characters: str
    starts: list[int]
    ends: list[int]


def printed_characters(source: str) -> Printed:
    """The characters of a decoded page that a reader sees, in order; entities are one each."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, text in _pieces(source):
        if len(text) == end - start and is_normalized("NFC", text):
            for place, character in enumerate(text, start):
                if _is_printed(character):
                    characters.append(character)
                    starts.append(place)
                    ends.append(place + 1)
        else:
            _add_clusters(text, start, end, characters, starts, ends)
    return Printed("".join(characters), starts, ends)


def _pieces(source: str) -> Iterator[tuple[int, int, str]]:
    """Text between tags as it stands, and each entity as the characters it stands for."""
    at = 0
    for markup in _MARKUP.finditer(source):
        if markup.start() > at:
            yield at, markup.start(), source[at : markup.start()]
        if markup["entity"]:
            yield markup.start(), markup.end(), unescape(markup[0])
        at = markup.end()
    if at < len(source):
        yield at, len(source), source[at:]


def _add_clusters(
    text: str, start: int, end: int, characters: list[str], starts: list[int], ends: list[int]
) -> None:
    """An entity, or a letter with its accents apart, becomes its composed characters."""
    entity = len(text) != end - start
    for cluster in _CLUSTER.finditer(text):
        for character in normalize("NFC", cluster[0]):
            if _is_printed(character):
                characters.append(character)
                starts.append(start if entity else start + cluster.start())
                ends.append(end if entity else start + cluster.end())


def _is_printed(character: str) -> bool:
    """Not white space, and not a soft hyphen or another mark without a picture."""
    return character.isprintable() and not character.isspace()


def map_to_page(text: str, source: str) -> tuple[PageSpan, ...]:
    """Spans of the text with the spans of the page's source that print them, in the text's order.

    A span is as long as both go in step; a character that stands as an entity has its own.
    Words that the page does not print (or not in this order) have none.
    """
    page = printed_characters(source)
    spans: list[PageSpan] = []
    at = 0
    for line in re.finditer(r"[^\n]+", text):
        at = _map_line(text, line.start(), line.end(), page, at, spans)
    return tuple(spans)


def _map_line(
    text: str, start: int, end: int, page: Printed, at: int, spans: list[PageSpan]
) -> int:
    """Lay one line along the page from `at` on; returns the place behind it."""
    places = [i for i in range(start, end) if _is_printed(text[i])]
    bare = "".join(text[i] for i in places)
    found = page.characters.find(bare, at)
    if found < 0 and len(bare) >= LEAST_LINE:
        found = page.characters.find(bare)
    if found < 0:
        return _map_words(text, start, end, page, at, spans)
    _add(text, places, page, found, spans)
    return max(at, found + len(bare))


def _map_words(
    text: str, start: int, end: int, page: Printed, at: int, spans: list[PageSpan]
) -> int:
    """Word by word: a word is looked for near the last one, first with the word behind it."""
    words = list(_WORD.finditer(text, start, end))
    for this, after in zip(words, [*words[1:], None], strict=True):
        places = [i for i in range(this.start(), this.end()) if _is_printed(text[i])]
        bare = "".join(text[i] for i in places)
        pair = bare + "".join(filter(_is_printed, after[0])) if after else bare
        found = page.characters.find(pair, at, at + NEAR + len(pair))
        if found < 0:
            found = page.characters.find(bare, at, at + NEAR // 10 + len(bare))
        if found >= 0 and bare:
            _add(text, places, page, found, spans)
            at = found + len(bare)
    return at


def _add(text: str, places: list[int], page: Printed, found: int, spans: list[PageSpan]) -> None:
    """Add the spans of characters that lie at `places` of the text and at `found` on the page."""
    for place, i in zip(places, range(found, found + len(places)), strict=True):
        start, end = page.starts[i], page.ends[i]
        last = spans[-1] if spans else None
        if last and _in_step(last, place, start, end):
            spans[-1] = PageSpan(last.start, place + 1, last.page_start, end)
        else:
            spans.append(PageSpan(place, place + 1, start, end))


def _in_step(last: PageSpan, place: int, start: int, end: int) -> bool:
    """The character follows the span on both sides, at the same distance (0, or one space)."""
    step = place - last.end
    return (
        end - start == 1
        and last.end - last.start == last.page_end - last.page_start
        and 0 <= step <= 1
        and start - last.page_end == step
    )


def place_on_page(report: Report, span: tuple[int, int]) -> Span | None:
    """Where a span of the text stands in the decoded source of the report's page, or None."""
    met = [part for part in report.page or () if part.start < span[1] and span[0] < part.end]
    if not met:
        return None
    edges = [_edges(part, span) for part in met]
    return Span(min(start for start, _ in edges), max(end for _, end in edges))


def _edges(part: PageSpan, span: tuple[int, int]) -> tuple[int, int]:
    if part.end - part.start != part.page_end - part.page_start:
        return part.page_start, part.page_end
    return (
        part.page_start + max(0, span[0] - part.start),
        part.page_end - max(0, part.end - span[1]),
    )

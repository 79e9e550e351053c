"""What was printed: a report, its sentences and its words, with their places in the raw text."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct


class Span(NamedTuple):
    """A half-open range `[start, end)` in characters (code points) of the report's raw text."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """True if `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """True if the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


PublishedBasis = Literal["given", "metadata", "text", "unknown"]


class PageSpan(NamedTuple):
    """Characters `[start, end)` of the report's text that were printed at `[page_start, page_end)`
    of the decoded page; both have the same words, white space and entities may differ."""

    start: int
    end: int
    page_start: int
    page_end: int


class Report(Struct, frozen=True, kw_only=True):
    """One document as it was taken in.

    `id` is `sha256:` and the hash of the raw text in UTF-8; `ref` is what the caller called it.
    `published` is an ISO date (`2024-10-27`, or less: `2024-10`) or None; `published_basis` says
    where it comes from. `dateline` is the place that a dateline names ("BRUSSELS"), as printed.
    `page` leads from the text back to the page it was taken from, and is None for plain text.
    """

    id: str
    ref: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    published_basis: PublishedBasis = "unknown"
    dateline: str | None = None
    page: tuple[PageSpan, ...] | None = None
    text: str


class Token(Struct, frozen=True, gc=False):
    """One word or mark as the parser sees it.

    `index` and `head` count tokens of the report from 0; a root is its own head. `left` and
    `right` bound the token's subtree: token indices `[left, right)`. `children` are in order.
    `tag` is the Penn Treebank tag, `pos` the universal part of speech, `relation` the ClearNLP
    dependency label (nsubj, nsubjpass, dobj, ccomp, xcomp, prep, pobj, …), `morph` the
    universal features as `Tense=Past|VerbForm=Fin`, `entity` the entity type of the parser's
    name recogniser or "".
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    morph: str
    relation: str
    head: int
    children: tuple[int, ...]
    left: int
    right: int
    sentence: int
    entity: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Sentence(Struct, frozen=True, gc=False):
    """A sentence: its span, its tokens `[first, last)` and its root token, all counted in the
    report; `paragraph` counts the blocks of lines it stands in."""

    index: int
    start: int
    end: int
    first: int
    last: int
    root: int
    paragraph: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Name(Struct, frozen=True, gc=False):
    """A run of tokens `[first, last)` that the parser takes for a name; a vote only."""

    first: int
    last: int
    label: str


class Parse(Struct, frozen=True):
    """A report with its sentences, words and trees; all that `find` sees of the parser."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def head(self, token: Token) -> Token:
        """The token that governs this one; a root governs itself."""
        return self.tokens[token.head]

    def children(self, token: Token) -> Iterator[Token]:
        """The direct dependents, in the order of the text."""
        tokens = self.tokens
        return (tokens[i] for i in token.children)

    def child(self, token: Token, *relations: str) -> Token | None:
        """The first dependent with one of these relations, or None."""
        tokens = self.tokens
        for i in token.children:
            if tokens[i].relation in relations:
                return tokens[i]
        return None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governors from the nearest to the root, without the token itself."""
        tokens = self.tokens
        while token.head != token.index:
            token = tokens[token.head]
            yield token

    def subtree(self, token: Token) -> Span:
        """The characters of a token's whole subtree."""
        return Span(self.tokens[token.left].start, self.tokens[token.right - 1].end)

    def text(self, span: tuple[int, int]) -> str:
        """The raw characters of a span."""
        return self.report.text[span[0] : span[1]]

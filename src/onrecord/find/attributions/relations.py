"""A relation in the making: which tokens are its cue, its source and its content."""

from collections.abc import Iterable

from msgspec import Struct

from onrecord.knowledge.cues import CueEntry
from onrecord.model import Span, Token
from onrecord.model.words import Act, Polarity, Status

UNLISTED = 0.1  # how sure a shape is that its entry does not name


class Found(Struct, frozen=True, kw_only=True):
    """An attribution in tokens, before it has an id.

    `cue` are token indices; `source` is a token range `[first, last)` with its head, or None;
    `pieces` are token ranges of the content and `inner` the word that heads it, where one does;
    `shape` is the complement that was found; `hearer` is who is spoken to. `modal` is the word
    that makes it no more than possible or expected ("may say"), and `negated` is its "not";
    `status` and `polarity` are those of the saying itself, `hedge` the words that soften it.
    `unlisted`: its entry does not name this shape; `turn`: it is the turn of a speaker in a
    transcript; `probability` is that of the whole relation and
    `weighed` the features that moved it most (see deciding.py).
    """

    name: str
    entry: CueEntry
    cue: tuple[int, ...]
    head: int
    source: tuple[int, int] | None = None
    source_head: int | None = None
    pieces: tuple[tuple[int, int], ...]
    shape: str
    hearer: int | None = None
    inner: int | None = None
    act: Act
    modal: str | None = None
    negated: bool = False
    status: Status = "happened"
    polarity: Polarity = "positive"
    hedge: tuple[int, int] | None = None
    unlisted: bool = False
    turn: bool = False
    probability: float | None = None
    weighed: tuple[tuple[str, float], ...] = ()

    @property
    def sure(self) -> float:
        """How often such a match is an attribution."""
        return UNLISTED if self.unlisted else self.entry.sureness(self.shape)

    def covers(self, index: int) -> bool:
        """True if a token stands in the content."""
        return any(first <= index < last for first, last in self.pieces)

    def size(self) -> int:
        """Tokens of the content."""
        return sum(last - first for first, last in self.pieces)


def spans_of(tokens: tuple[Token, ...], pieces: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The characters of token ranges."""
    return tuple(Span(tokens[first].start, tokens[last - 1].end) for first, last in pieces)

"""The text split at the borders of all marks, so that overlapping spans can be shown."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from onrecord.model import Attribution, Record, Span
from onrecord.show.reading import group_of

CORES = ("cue", "event", "time", "figure")  # roles that are links to their fact, in this order


class Mark(Struct, frozen=True):
    """A span of the text that a fact rests on, and the part it plays.

    `role` is source, cue, content, event, other, time, figure or actor; `status` is the group of
    an event's status.
    """

    span: Span
    fact: str
    role: str
    status: str = ""


class Piece(Struct, frozen=True):
    """A stretch of text over which the same marks lie.

    `first` are the facts whose words begin here; `opens` and `closes` are the attributions whose
    content begins or ends here.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    first: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()

    @property
    def facts(self) -> str:
        """The ids of all facts over this piece, without doubles, parted by spaces."""
        return " ".join(dict.fromkeys(mark.fact for mark in self.marks))

    @property
    def depth(self) -> int:
        """How many contents lie over this piece."""
        return sum(mark.role == "content" for mark in self.marks)

    @property
    def core(self) -> str:
        """The fact that the piece leads to: that of its cue, trigger, time or figure, or none."""
        for role in CORES:
            for mark in self.marks:
                if mark.role == role:
                    return mark.fact
        return ""

    @property
    def roles(self) -> tuple[str, ...]:
        """Class names of the layers over this piece, from the outermost to the innermost."""
        order = ("content", "source", "cue", "actor", "time", "figure", "event", "other")
        found = {mark.role: mark for mark in self.marks}
        return tuple(_class(found[role], self.depth) for role in order if role in found)


def lines_of(record: Record) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each line of the report; the lines are parted by single newlines."""
    text = record.report.text
    marks = sorted(_trimmed(marks_of(record), text), key=lambda mark: mark.span)
    begins = _beginnings(marks)
    coming = deque(marks)
    active: list[Mark] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        active = [mark for mark in active if mark.span.end > start]
        while coming and coming[0].span.start < end:
            active.append(coming.popleft())
        yield tuple(_pieces(text, Span(start, end), active, begins))
        start = end + 1


def marks_of(record: Record) -> Iterator[Mark]:
    """All marks of a record."""
    for attribution in record.attributions:
        yield from _attribution_marks(attribution)
    for event in record.events:
        role = "event" if event.deed or event.type else "other"
        yield Mark(_span(event.trigger), event.id, role, group_of(event.status))
    for timex in record.timexes:
        yield Mark(_span(timex.span), timex.id, "time")
    for figure in record.figures:
        yield Mark(_span(figure.span), figure.id, "figure")
    for actor in record.actors:
        for mention in actor.mentions:
            yield Mark(_span(mention.span), actor.id, "actor")


def _attribution_marks(attribution: Attribution) -> Iterator[Mark]:
    parts = (
        ("source", attribution.source.spans),
        ("cue", attribution.cue.spans),
        ("content", attribution.content.spans),
    )
    for role, spans in parts:
        for span in spans:
            yield Mark(_span(span), attribution.id, role)


def _beginnings(marks: list[Mark]) -> dict[str, int]:
    """Where the first words of each fact stand; marks come in the order of the text."""
    begins: dict[str, int] = {}
    for mark in marks:
        begins.setdefault(mark.fact, mark.span.start)
    return begins


def _pieces(text: str, line: Span, marks: list[Mark], begins: dict[str, int]) -> Iterator[Piece]:
    """The pieces of a line, from the marks that meet it, in the order of their starts."""
    borders = {*line}
    for mark in marks:
        borders |= {max(line.start, mark.span.start), min(line.end, mark.span.end)}
    coming = deque(marks)
    over: list[Mark] = []
    for start, end in pairwise(sorted(borders)):
        over = [mark for mark in over if mark.span.end > start]
        while coming and coming[0].span.start <= start:
            over.append(coming.popleft())
        yield _piece(text, Span(start, end), tuple(over), begins)


def _piece(text: str, span: Span, over: tuple[Mark, ...], begins: dict[str, int]) -> Piece:
    contents = [mark for mark in over if mark.role == "content"]
    return Piece(
        text[span.start : span.end],
        over,
        tuple(dict.fromkeys(mark.fact for mark in over if begins[mark.fact] == span.start)),
        tuple(mark.fact for mark in contents if mark.span.start == span.start),
        tuple(mark.fact for mark in reversed(contents) if mark.span.end == span.end),
    )


def _trimmed(marks: Iterable[Mark], text: str) -> Iterator[Mark]:
    """Marks without the white space at their ends, and without those that hold nothing else."""
    for mark in marks:
        start, end = mark.span
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            yield replace(mark, span=Span(start, end))


def _class(mark: Mark, depth: int) -> str:
    if mark.role == "content":
        return f"content depth-{min(depth, 3)}"
    return f"{mark.role} {mark.status}" if mark.status else mark.role


def _span(span: tuple[int, int]) -> Span:
    return Span(*span)

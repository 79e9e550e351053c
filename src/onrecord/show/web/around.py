"""A fact in the lines of the report where it stands."""

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from onrecord.model import Actor, Attribution, Event, Figure, Record, Timex
from onrecord.show.pane import pane
from onrecord.show.reading import Fact, Reading

NEAR = 400  # characters on each side


class Around(Struct, frozen=True):
    """Some lines of the text as HTML, and where in the text the first of them begins."""

    text: Markup
    start: int


def around(record: Record, fact: Fact) -> Around:
    """The lines in which the words of a fact stand, and a little before and behind them; no other
    fact is marked in them."""
    spans = Reading(record).within(fact)
    first, last = (spans[0].start, spans[-1].end) if spans else (0, 0)
    if isinstance(fact, Actor):  # the first mention; the others may be anywhere
        last = spans[0].end if spans else 0
    text = record.report.text
    start = text.rfind("\n", 0, max(first - NEAR, 0)) + 1
    end = text.find("\n", min(last + NEAR, len(text)))
    lines = str(pane(_only(record, fact))).split("\n")
    from_line = text.count("\n", 0, start)
    to_line = from_line + text.count("\n", start, len(text) if end < 0 else end)
    return Around(Markup("\n").join(map(Markup, lines[from_line : to_line + 1])), start)


def _only(record: Record, fact: Fact) -> Record:
    """The record with one fact alone."""
    return replace(
        record,
        attributions=(fact,) if isinstance(fact, Attribution) else (),
        events=(fact,) if isinstance(fact, Event) else (),
        timexes=(fact,) if isinstance(fact, Timex) else (),
        figures=(fact,) if isinstance(fact, Figure) else (),
        actors=(fact,) if isinstance(fact, Actor) else (),
    )

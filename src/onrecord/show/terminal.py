"""A record on a screen: who says so, what happens, when, how many, who."""

import io
import os
import shutil
import sys
from collections.abc import Iterable
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Actor, Attribution, Event, Figure, Poll, Record, Timex
from onrecord.show.quantities import answer_line, figure_facts, lead_line, poll_facts, poll_head
from onrecord.show.reading import STATUS_MARKS, Reading, counted, group_of, plain, seen, shortened

MADE = ("happened", "ongoing")  # statuses of what has been said
LONGEST = 220  # characters of a content or a clause that are shown
LONGEST_NAME = 100
SURE = 0.6  # confidence from which an attribution stands among the first
WIDEST = 110  # columns; longer lines are hard to read
STATUS_STYLES = {"done": "green", "ahead": "cyan", "unsure": "yellow", "not": "red"}


def view(record: Record, *, all_events: bool = False, stream: IO[bytes] | None = None) -> str:
    """The record as lines of text; in colour only if `stream` is a terminal that wants it."""
    colour = stream is sys.stdout.buffer and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    columns = min(WIDEST, shutil.get_terminal_size((100, 24)).columns)
    lines = io.StringIO()
    console = Console(
        file=lines,
        width=columns,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(_page(Reading(record), all_events=all_events))
    return "\n".join(line.rstrip() for line in lines.getvalue().split("\n"))


def _page(reading: Reading, *, all_events: bool) -> RenderableType:
    record = reading.record
    events = record.events if all_events else reading.typed_events
    sure = [a for a in record.attributions if _is_sure(a)]
    unsure = [a for a in record.attributions if not _is_sure(a)]
    untyped, unknown = len(record.events) - len(events), len(reading.other_actors)
    parts = [
        _head(reading),
        _section("Who says so", [_attribution(reading, fact) for fact in sure]),
        _section("Less sure, or nobody named", [_attribution(reading, fact) for fact in unsure]),
        _section("What happens", [_event(reading, event) for event in events]),
        _more(untyped, "event", "of no PLOVER type: --all lists them"),
        _section("When", [_row(t.id, Text(_time(reading, t))) for t in record.timexes]),
        _section("How many", [_figure(reading, figure) for figure in record.figures]),
        _section("Polls", [_poll(reading, poll) for poll in record.polls]),
        _section("Who", [_actor(reading, actor) for actor in reading.known_actors]),
        _more(unknown, "actor", "without name, office or country: the record has them"),
        _section("Notes", [_row("", Text(_note(reading, n.span, n.note))) for n in record.notes]),
    ]
    return Group(*(part for part in parts if part is not None))


def _head(reading: Reading) -> RenderableType:
    report = reading.report
    facts = [report.outlet, report.dateline, reading.published]
    line = " · ".join(seen(fact) for fact in facts if fact)
    title = Text(seen(reading.title), style="bold")
    through = [Text(f"through {reading.relays()}")] if reading.record.relays else []
    return Group(title, Text(line), *through, Text(reading.counts(), style="dim"))


def _section(title: str, rows: list[tuple[str, RenderableType]]) -> RenderableType | None:
    if not rows:
        return None
    table = Table.grid(padding=(0, 1))
    table.add_column(width=max(len(name) for name, _ in rows), style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for name, text in rows:
        table.add_row(name, text)
    return Group(Text(""), Text(title.upper(), style="bold"), Padding(table, (0, 0, 0, 1)))


def _row(name: str, text: Text) -> tuple[str, RenderableType]:
    return name, text


def _attribution(reading: Reading, fact: Attribution) -> tuple[str, RenderableType]:
    line = Text()
    line.append(shortened(reading.source(fact), LONGEST_NAME), style="bold")
    line.append(f" ({reading.standing(fact)})" if fact.source.kind != "none" else "")
    line.append(f" {plain(fact.act)}", style="magenta")
    line.append(f" ({fact.status})" if fact.status not in MADE else "")
    content = shortened(reading.words(fact.content.spans), LONGEST)
    aside = [
        f"[{shortened(reading.words(fact.cue.spans), LONGEST_NAME)}]",
        fact.quotation,
        f"{fact.confidence:.2f}",
    ]
    aside += [f"said {reading.time(fact.said)}"] if fact.said else []
    aside += [f"hedged “{seen(fact.hedge)}”"] if fact.hedge else []
    aside += [f"medium {plain(fact.medium)}"] if fact.medium else []
    aside += [f"from {reading.origin(fact)}"] if reading.origin(fact) else []
    aside += [f"through {reading.chain(fact.relays)}"] if fact.relays else []
    aside += [f"within {fact.within}"] if fact.within else []
    return fact.id, Group(line, Text(content), Text(" · ".join(aside), style="dim"))


def _event(reading: Reading, fact: Event) -> tuple[str, RenderableType]:
    group = group_of(fact.status)
    line = Text()
    line.append(f"{STATUS_MARKS[group]} {fact.status}", style=STATUS_STYLES[group])
    kind = fact.type or fact.deed or "-"
    line.append(f" {kind}" + (f" {fact.mode}" if fact.mode else ""), style="bold")
    line.append(f" {shortened(_whom(reading, fact), LONGEST)}")
    aside = [f"[{reading.words([fact.trigger])}]", f"{fact.confidence:.2f}"]
    aside += [f"when {reading.time(fact.when)}"] if fact.when else []
    aside += [f"in {reading.name(fact.place)}"] if fact.place else []
    aside += [f"CAMEO {fact.cameo}"] if fact.cameo else []
    aside += ["within another event"] if fact.deed and not fact.type else []
    aside += [f"on the word of {', '.join(fact.according_to)}"] if fact.according_to else []
    aside += [f"{status} by {source} ({id})" for id, source, status in reading.views(fact)]
    aside += ["background"] if fact.background else []
    clause = shortened(reading.words([fact.span]), LONGEST)
    return fact.id, Group(line, Text(clause), Text(" · ".join(aside), style="dim"))


def _whom(reading: Reading, fact: Event) -> str:
    actors = reading.names(fact.actors) or "?"
    return f"{actors} → {reading.names(fact.recipients)}" if fact.recipients else actors


def _figure(reading: Reading, fact: Figure) -> tuple[str, RenderableType]:
    line = Text(reading.figure(fact))
    aside = " · ".join(figure_facts(reading, fact))
    return fact.id, line.append(f" · {aside}", style="dim") if aside else line


def _poll(reading: Reading, fact: Poll) -> tuple[str, RenderableType]:
    line = Text(shortened(poll_head(reading, fact), LONGEST_NAME), style="bold")
    answers = (Text(answer_line(reading, answer)) for answer in fact.answers)
    leads = (Text(lead_line(reading, lead)) for lead in fact.leads)
    aside = [*poll_facts(reading, fact), f"{fact.confidence:.2f}"]
    return fact.id, Group(line, *answers, *leads, Text(" · ".join(aside), style="dim"))


def _actor(reading: Reading, actor: Actor) -> tuple[str, RenderableType]:
    about: Iterable[str | None] = (
        reading.office(actor),
        actor.kind,
        actor.country,
        actor.sector,
        f"{len(actor.mentions)}×" if len(actor.mentions) > 1 else None,
    )
    line = Text(shortened(seen(actor.name), LONGEST_NAME), style="bold")
    line.append(" · " + " · ".join(part for part in about if part), style="not bold")
    return actor.id, line


def _is_sure(fact: Attribution) -> bool:
    """Attributions to somebody, which the extractor is fairly sure of."""
    return fact.confidence >= SURE and bool(fact.source.spans or fact.source.actor)


def _more(number: int, noun: str, what: str) -> RenderableType | None:
    """A line that says how many facts are not listed."""
    return Text(f" + {counted(number, noun)} {what}", style="dim") if number else None


def _time(reading: Reading, timex: Timex) -> str:
    about = [timex.type.lower(), *filter(None, (timex.mod, reading.days(timex), timex.utc))]
    return f"{seen(timex.text)} = {timex.value} {', '.join(about)}"


def _note(reading: Reading, span: tuple[int, int], note: str) -> str:
    words = shortened(seen(reading.report.text[span[0] : span[1]]), 40)
    return f"“{words}”: {note}" if words else note

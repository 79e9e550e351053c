"""Figures and polls of whole reports, field by field; the differences that stand are known."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Figure, Parse, Poll, Record
from onrecord.stages import read_parse

ParseTexts = Callable[[Sequence[str]], list[Parse]]
REPORTS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "figures_reports.toml").read_text(encoding="utf-8")
)
FIELDS = ("value", "of", "more")


@pytest.fixture(scope="module")
def records(parse_texts: ParseTexts) -> dict[str, Record]:
    parses = parse_texts([entry["text"].strip() for entry in REPORTS.values()])
    return {name: read_parse(parse).record for name, parse in zip(REPORTS, parses, strict=True)}


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_is_as_marked(name: str, records: dict[str, Record]) -> None:
    entry, record = REPORTS[name], records[name]
    found = [*figure_differences(record, entry["figures"]), *poll_differences(record, entry)]
    assert found == entry.get("known", [])


def test_the_reports_mark_many_figures_of_each_kind(records: dict[str, Record]) -> None:
    assert sum(len(entry["figures"]) for entry in REPORTS.values()) >= 180
    kinds = {figure.kind for record in records.values() for figure in record.figures}
    assert len(kinds) == 10
    assert sum(len(entry.get("known", [])) for entry in REPORTS.values()) <= 8


def figure_differences(record: Record, lines: Sequence[str]) -> Iterator[str]:
    """What is not as marked, in words, in the order of the text."""
    text, place, left = record.report.text, 0, list(record.figures)
    for line in lines:
        words, *marked = line.split(" | ")
        start = text.index(words, place)
        place = start + len(words)
        near = [figure for figure in left if figure.span[0] < place and figure.span[1] > start]
        if not near:
            yield f"{words!r}: missing"
            continue
        left.remove(near[0])
        if (printed := text[slice(*near[0].span)]) != words:
            yield f"{words!r}: words are {printed!r}"
        fields = zip(FIELDS, in_fields(record, near[0]), marked, strict=True)
        yield from (f"{words!r}: {f} is {is_!r}, marked {m!r}" for f, is_, m in fields if is_ != m)
    yield from (f"{text[slice(*figure.span)]!r}: not marked" for figure in left)


def in_fields(record: Record, figure: Figure) -> tuple[str, str, str]:
    """The value with its unit, what is counted, and the rest, as the corpus writes them."""
    ends = ["" if end is None else str(end) for end in (figure.low, figure.high)]
    value = f"{'~' * figure.approximate}{'..'.join(dict.fromkeys(ends))} {figure.unit}"
    return value, figure.of or "-", ", ".join(more(record, figure)) or "-"


def more(record: Record, figure: Figure) -> Iterator[str]:
    if figure.kind != "count":
        yield figure.kind
    if figure.casualty:
        yield figure.casualty
    if figure.kind == "money" and figure.currency is None:
        yield "no currency"
    if figure.si:
        ends = ["" if end is None else str(end) for end in (figure.si.low, figure.si.high)]
        yield f"{'..'.join(dict.fromkeys(ends))} {figure.si.unit}"
    if change := figure.change:
        parts = {change.by: "by", change.before: "from", change.after: "to"}
        yield f"{change.direction} {parts[figure.id]}"
    yield from (f"against {other.low}" for other in record.figures if other.id == figure.against)


def poll_differences(record: Record, entry: dict[str, Any]) -> Iterator[str]:
    """The polls, answers and leads that are not as marked."""
    for key, found in (
        ("polls", [head(record, poll) for poll in record.polls]),
        ("answers", [line for poll in record.polls for line in answers(record, poll)]),
        ("leads", [line for poll in record.polls for line in leads(record, poll)]),
    ):
        marked = entry.get(key, [])
        yield from (f"missing: {line}" for line in marked if line not in found)
        yield from (f"not marked: {line}" for line in found if line not in marked)


def head(record: Record, poll: Poll) -> str:
    """Who made a poll and how."""
    names = {actor.id: actor.name for actor in record.actors}
    times = {timex.id: timex.text for timex in record.timexes}
    makers = [names[actor] for actor in (poll.pollster, *poll.partners) if actor]
    return " | ".join(
        [
            " and ".join(makers) or "-",
            names.get(poll.sponsor or "", "-"),
            figure_words(record, poll.sample),
            words(record, poll.population),
            ", ".join(times[date] for date in poll.dates) or "-",
            figure_words(record, poll.margin),
            poll.mode or "-",
        ]
    )


def answers(record: Record, poll: Poll) -> Iterator[str]:
    for answer in poll.answers:
        spans = (answer.group, answer.answer, answer.question)
        share = figure_words(record, answer.figure)
        yield " | ".join([poll.id, share, *(words(record, span) for span in spans)])


def leads(record: Record, poll: Poll) -> Iterator[str]:
    for lead in poll.leads:
        spans = (lead.leader, lead.behind, lead.group)
        points = figure_words(record, lead.figure)
        yield " | ".join([poll.id, points, *(words(record, span) for span in spans)])


def words(record: Record, span: tuple[int, int] | None) -> str:
    return record.report.text[slice(*span)] if span else "-"


def figure_words(record: Record, name: str | None) -> str:
    return next((words(record, f.span) for f in record.figures if f.id == name), "-")

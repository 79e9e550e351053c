"""What each time dates: events and statements, and no saying by a time of what is said."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from onrecord.model import Draft, Record, Report
from onrecord.parse import Parser
from onrecord.stages import read_parse

CORPUS = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "datings.toml").read_text(encoding="utf-8")
)
LINES = [(line, kind == "fails") for kind, group in CORPUS.items() for line in group]


@pytest.fixture(scope="module")
def found(parser: Parser) -> dict[str, Record]:
    """The whole corpus, read in one go."""
    texts = [line.partition(" => ")[0] for line, _ in LINES]
    reports = [Report(id=text, ref="test", text=text, published="2024-10-27") for text in texts]
    parses = parser.parse_all(reports)
    return {text: read_parse(parse).record for text, parse in zip(texts, parses, strict=True)}


def dated(record: Record) -> str:
    """The times of a record with the words of what they date, as the corpus writes them."""
    text = record.report.text
    words = {e.id: text[slice(*e.trigger)] for e in record.events}
    words |= {s.id: text[slice(*s.cue.spans[0])] for s in record.attributions if s.cue.spans}
    return "; ".join(
        f"{timex.text} = {', '.join(sorted({words[i] for i in timex.dates}))}"
        for timex in record.timexes
    )


@pytest.mark.parametrize(
    "line",
    [pytest.param(line, id=line[:70], marks=[pytest.mark.xfail] * fails) for line, fails in LINES],
)
def test_what_a_time_dates(line: str, found: dict[str, Record]) -> None:
    text, _, expected = line.partition(" => ")
    assert dated(found[text]) == expected


def test_the_corpus_is_large() -> None:
    assert len({line for line, _ in LINES}) == len(LINES) >= 60


def test_it_is_the_other_direction_of_when_and_said(found: dict[str, Record]) -> None:
    for record in found.values():
        pairs = {(i, timex.id) for timex in record.timexes for i in timex.dates}
        told = {(e.id, e.when) for e in record.events if e.when}
        told |= {(s.id, s.said) for s in record.attributions if s.said}
        assert pairs == told


def test_nothing_to_date_leaves_the_draft_as_it_is(parser: Parser) -> None:
    from onrecord.find.datings import link_timexes

    report = Report(id="test", ref="test", text="A quiet town.", published="2024-10-27")
    draft = Draft(parse=parser.parse(report))
    assert link_timexes(draft) == msgspec.structs.replace(draft, timexes=())


@pytest.mark.parametrize("published", ["2024-10-27", None])
def test_a_day_dates_an_event_before_a_word_such_as_recently(
    published: str | None, parser: Parser
) -> None:
    text = "Rebels recently attacked the fort on Monday."
    report = Report(id="test", ref="test", text=text, published=published)
    record = read_parse(parser.parse(report)).record
    (when,) = {event.when for event in record.events if event.when}
    assert {t.text for t in record.timexes if t.id == when} == {"Monday"}

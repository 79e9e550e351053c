"""What holds for every record, whatever the text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import stages
from onrecord.errors import KnowledgeError
from onrecord.model import Draft, Record, Report
from onrecord.parse import Parser
from onrecord.stages import FAILED, records
from tests.conftest import report_of

EXAMPLES = Path(__file__).parent.parent / "examples"
TEXTS = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]

WORDS = st.sampled_from(
    [
        "The",
        "minister",
        "Rome",
        "said",
        "that",
        "3,000",
        "troops",
        "attacked",
        "on",
        "Friday",
        ",",
        ".",
        "“",
        "”",
        '"',
        "'",
        "(",
        ")",
        "-",
        ":",
        "he",
        "it",
        "who",
        "not",
        "may",
        "if",
        "and",
        "Kim's",
        "U.S.",
        "2",
        "p.m.",
        "to",
        "of",
        "in",
        "percent",
        "denied",
        "🚢",
        "\u202e",
        "é",
        "\r\n",
        "\n\n",
    ]
)


def record_of(parser: Parser, text: str) -> Record:
    return next(records([report_of(text)], parser=parser)).record


def spans_in(value: Any, key: str = "") -> Iterator[tuple[int, int]]:
    """All spans of a record, found by the names of their keys."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "report":
                yield from spans_in(inner, name)
    elif key in ("span", "trigger", "head") and isinstance(value, list | tuple):
        yield (value[0], value[1])
    elif isinstance(value, list | tuple):
        for inner in value:
            if key in ("spans", "sentences"):
                yield (inner[0], inner[1])
            else:
                yield from spans_in(inner, "")


def check(record: Record) -> None:
    text = record.report.text
    assert not [note for note in record.notes if note.note.startswith(FAILED)]
    for start, end in spans_in(msgspec.to_builtins(record)):
        assert 0 <= start < end <= len(text), (start, end)
    ids = [
        fact.id
        for facts in (
            record.actors,
            record.timexes,
            record.figures,
            record.attributions,
            record.events,
        )
        for fact in facts
    ]
    assert len(ids) == len(set(ids))
    known = set(ids) | {None}
    for event in record.events:
        assert {*event.actors, *event.recipients, event.place, event.when} <= known
        assert {*event.according_to, *event.figures} <= known
        assert (event.type is None) == (event.quad is None)
    for attribution in record.attributions:
        assert {attribution.source.actor, attribution.said, attribution.within} <= known
        assert set(attribution.relays) <= known
    for timex in record.timexes:
        assert text[timex.span[0] : timex.span[1]] == timex.text
    for figure in record.figures:
        low, high = figure.low, figure.high
        assert low is not None or high is not None
        assert low is None or high is None or low <= high
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_samples(parser: Parser, text: str) -> None:
    check(record_of(parser, text))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_words(parser: Parser, text: str) -> None:
    check(record_of(parser, text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_characters(parser: Parser, text: str) -> None:
    check(record_of(parser, text))


def test_the_order_of_reports_does_not_matter(parser: Parser) -> None:
    reports = [
        Report(id=str(i), ref=str(i), text=text, published="2024-10-27")
        for i, text in enumerate(TEXTS)
    ]
    forth = [found.record for found in records(reports, parser=parser)]
    back = [found.record for found in records(reports[::-1], parser=parser)]
    assert forth == back[::-1]


def test_same_input_same_record(parser: Parser) -> None:
    fresh = Parser()
    for text in TEXTS[:3]:
        one = msgspec.json.encode(record_of(parser, text))
        assert one == msgspec.json.encode(record_of(fresh, text))


def test_text_below_does_not_move_what_stands_above(parser: Parser) -> None:
    above = "Rebels attacked the port on Friday, two officers said."
    alone = record_of(parser, above)
    longer = record_of(parser, above + "\n\nRain fell on the hills.")
    assert longer.attributions[: len(alone.attributions)] == alone.attributions
    assert longer.timexes[: len(alone.timexes)] == alone.timexes


def test_a_stage_that_fails_costs_its_own_facts_only(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(draft: Draft) -> Draft:
        raise IndexError("no such word")

    found = tuple(broken if s.__name__ == "find_actors" else s for s in stages.STAGES)
    monkeypatch.setattr(stages, "STAGES", found)
    record = record_of(parser, "Rebels attacked the port on Friday, two officers said.")
    assert [note.note for note in record.notes] == [f"{FAILED} broken: IndexError: no such word"]
    assert record.timexes and record.attributions and record.events


def test_wrong_tables_are_no_failure_of_a_stage(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(draft: Draft) -> Draft:
        raise KnowledgeError("cues.toml:3: [say] …")

    monkeypatch.setattr(stages, "STAGES", (refuse,))
    with pytest.raises(KnowledgeError):
        record_of(parser, "Rebels left.")

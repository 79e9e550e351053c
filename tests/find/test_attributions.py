"""Attributions in all their forms, over a corpus and as properties."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Attribution, Draft, Record
from onrecord.parse import Parser
from onrecord.stages import read_parse
from tests.conftest import report_of

CORPUS = Path(__file__).parent.parent / "corpus" / "attributions.toml"
CASES: list[dict[str, Any]] = tomllib.loads(CORPUS.read_text("utf-8"))["case"]
EDGES = " \"“”'`.,;:"


def record_of(parser: Parser, text: str) -> Record:
    return read_parse(parser.parse(report_of(text))).record


def line_of(text: str, fact: Attribution) -> str:
    def words(spans: Any, joint: str) -> str:
        return joint.join(" ".join(text[a:b].split()).strip(EDGES) or text[a:b] for a, b in spans)

    source = words(fact.source.spans, " ") or "-"
    cue, content = words(fact.cue.spans, " "), words(fact.content.spans, " … ")
    return f"{source} | {cue} | {content} | {fact.quotation}"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["form"],
            marks=[pytest.mark.xfail(reason=case["fails"])] if "fails" in case else [],
        )
        for case in CASES
    ],
)
def test_corpus(parser: Parser, case: dict[str, Any]) -> None:
    text = case["text"]
    found = [line_of(text, fact) for fact in record_of(parser, text).attributions]
    assert sorted(found) == sorted([] if case.get("none") else case["found"])


def check(record: Record) -> None:
    """What holds for every attribution of every text."""
    length = len(record.report.text)
    actors = {actor.id for actor in record.actors}
    ids = {fact.id for fact in record.attributions}
    for fact in record.attributions:
        spans = [*fact.source.spans, *fact.cue.spans, *fact.content.spans]
        assert all(0 <= a < b <= length for a, b in spans)
        assert fact.content.spans and fact.cue.spans
        assert not any(c.meets(x) for c in fact.cue.spans for x in fact.content.spans)
        assert fact.source.actor is None or fact.source.actor in actors
        assert fact.within is None or (fact.within in ids and fact.within != fact.id)
        assert 0 < fact.confidence <= 1 and fact.why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["form"])
def test_what_always_holds(parser: Parser, case: dict[str, Any]) -> None:
    check(record_of(parser, case["text"]))


MARKED = ['"', "“", "”", ",", ".", ":", "-", "\n"]
PLAIN = ["said", "that", "he", "she", "told", "the", "minister", "Rome", "denied", "to", "leave"]
WORDS = st.sampled_from([*MARKED, *PLAIN, "reportedly", "if"])


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_no_text_breaks_it(parser: Parser, text: str) -> None:
    check(record_of(parser, text))


PAIRED = [c for c in CASES if c["text"].count('"') in (2, 4, 6) and "“" not in c["text"]]


@pytest.mark.parametrize("case", PAIRED, ids=lambda c: c["form"])
def test_kinds_of_marks_make_no_difference(parser: Parser, case: dict[str, Any]) -> None:
    text = case["text"]
    parts = text.split('"')
    curly = "".join(part + ("“" if i % 2 == 0 else "”") for i, part in enumerate(parts[:-1]))
    curly += parts[-1]
    straight = [line_of(text, fact) for fact in record_of(parser, text).attributions]
    assert [line_of(curly, f) for f in record_of(parser, curly).attributions] == [
        line.replace('"', "“") for line in straight
    ]


def test_a_paragraph_before_changes_nothing(parser: Parser) -> None:
    text = "The mayor said the bridge was closed."
    alone = record_of(parser, text).attributions[0]
    below = record_of(parser, "Rain fell all day.\n\n" + text).attributions[0]
    assert line_of(text, alone) == line_of("Rain fell all day.\n\n" + text, below)


def test_draft_is_not_changed(parser: Parser) -> None:
    from onrecord.find.attributions import find_attributions

    draft = Draft(parse=parser.parse(report_of("The mayor said the bridge was closed.")))
    find_attributions(draft)
    assert draft.attributions == () and draft.mention_at == {}

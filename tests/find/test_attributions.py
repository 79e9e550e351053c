"""Attributions in all their forms, over a corpus and as properties.

The corpus holds the rules to what they read, whichever of it the learned part keeps (for that, see
test_deciding.py).
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.model import Attribution, Draft, Record
from onrecord.parse import Parser
from onrecord.stages import FAILED, read_parse
from tests.conftest import report_of
from tests.drafts import proposals, words

CORPUS = Path(__file__).parent.parent / "corpus" / "attributions.toml"
TABLE: dict[str, Any] = tomllib.loads(CORPUS.read_text("utf-8"))
CASES: list[dict[str, Any]] = TABLE["case"]
SINGLE = ("kinds", "acts", "said", "relays", "within", "moods")
LINES = [(name, line) for name in SINGLE for line in TABLE[name]]
EDGES = " \"“”'`.,;:"


def record_of(parser: Parser, text: str) -> Record:
    return read_parse(parser.parse(report_of(text))).record


def proposed_of(parser: Parser, text: str) -> Draft:
    return proposals(parser.parse(report_of(text)))


def line_of(text: str, fact: Attribution) -> str:
    def printed(spans: Any, joint: str) -> str:
        return joint.join(" ".join(text[a:b].split()).strip(EDGES) or text[a:b] for a, b in spans)

    source = printed(fact.source.spans, " ") or "-"
    cue, content = printed(fact.cue.spans, " "), printed(fact.content.spans, " … ")
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
    found = [line_of(text, fact) for fact in proposed_of(parser, text).attributions]
    assert sorted(found) == sorted([] if case.get("none") else case["found"])


def single_of(name: str, draft: Draft, fact: Attribution) -> tuple[str, str]:
    """The two halves of a line of a table of single facts."""
    cue = words(draft, fact.cue.spans)
    if name == "kinds":
        return words(draft, fact.source.spans), fact.source.kind
    if name == "acts":
        return cue, fact.act
    if name == "said":
        return cue, next((t.value for t in draft.timexes if t.id == fact.said), "-")
    if name == "relays":
        names = [actor.name for actor in draft.actors if actor.id in fact.relays]
        return cue, ", ".join(names) or "-"
    if name == "within":
        outer = [f for f in draft.attributions if f.id == fact.within]
        return cue, words(draft, outer[0].cue.spans) if outer else "-"
    return cue, fact.why


@pytest.mark.parametrize(("name", "line"), LINES, ids=[f"{n}: {_}" for n, _ in LINES])
def test_single_fact(parser: Parser, name: str, line: str) -> None:
    text, _, wanted = line.partition(" => ")
    draft = proposed_of(parser, text)
    found = [single_of(name, draft, fact) for fact in draft.attributions]
    assert tuple(wanted.split(" | ")) in found


def test_the_corpus_is_wide() -> None:
    assert len(CASES) + len(LINES) >= 200
    assert len({case["form"] for case in CASES}) == len(CASES)


def test_a_modal_verb_costs_confidence(parser: Parser) -> None:
    plain, modal, negated = (
        proposed_of(parser, f"The minister {cue} that the border was quiet.").attributions[0]
        for cue in ("said", "may say", "did not say")
    )
    assert modal.confidence == round(plain.confidence * 0.8, 2)
    assert negated.confidence == plain.confidence


def test_the_reason_names_the_modal_verb(parser: Parser) -> None:
    read = read_parse(parser.parse(report_of("The minister may say that the border is quiet.")))
    reason = read.reasons[read.record.attributions[0].id]
    assert "may: not yet said" in reason.because[0].detail


def check(record: Record) -> None:
    """What holds for every attribution of every text."""
    assert not [note for note in record.notes if note.note.startswith(FAILED)]
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
    marked = [line_of(curly, fact) for fact in record_of(parser, curly).attributions]
    assert [line.replace("“", '"').replace("”", '"') for line in marked] == straight


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


def test_a_name_that_the_parser_missed_once_is_one_actor_with_an_age() -> None:
    text = '"It smoked," Lily Marlow, 58, said. Lily Marlow, 58, said that it burned.'
    record = onrecord.read(text)
    assert [(actor.name, actor.kind) for actor in record.actors] == [("Lily Marlow", "person")]
    assert [said.source.actor for said in record.attributions] == ["A1", "A1"]

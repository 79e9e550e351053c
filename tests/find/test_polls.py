"""Polls: passages with all that they say, passages on none, and the properties of every poll."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.find.polls import find_polls
from onrecord.knowledge.polls import modes, poll_words, pollsters
from onrecord.model import Draft, Parse, Poll
from onrecord.stages import read_parse

ParseTexts = Callable[[Sequence[str]], list[Parse]]
PASSAGES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "polls.toml").read_text(encoding="utf-8")
)["passage"]
CASES = [
    pytest.param(
        passage,
        id=passage["text"][:60],
        marks=[pytest.mark.xfail(strict=True)] if "failing" in passage else [],
    )
    for passage in PASSAGES
]
MODES = [
    pytest.param(line, mode.mode if kind == "yes" else None, id=f"{name}, {kind}: {line}")
    for name, mode in modes().items()
    for kind, lines in (("yes", mode.yes), ("no", mode.no))
    for line in lines
]


@pytest.fixture(scope="module")
def reads(parse_texts: ParseTexts) -> dict[str, Any]:
    texts = [passage["text"] for passage in PASSAGES] + [str(case.values[0]) for case in MODES]
    return {parse.report.text: read_parse(parse) for parse in parse_texts(texts)}


def printed(record: Any, poll: Poll) -> tuple[str, list[str], list[str]]:
    """A poll, its answers and its leads as the corpus writes them."""
    text = record.report.text
    figures = {figure.id: text[slice(*figure.span)] for figure in record.figures}
    actors = {actor.id: actor.name for actor in record.actors}
    times = {timex.id: timex.text for timex in record.timexes}

    def words(span: tuple[int, int] | None) -> str:
        return text[slice(*span)] if span else "-"

    head = [
        " and ".join(actors[name] for name in (poll.pollster, *poll.partners) if name) or "-",
        actors.get(poll.sponsor or "", "-"),
        figures.get(poll.sample or "", "-"),
        words(poll.population),
        ", ".join(times[date] for date in poll.dates) or "-",
        figures.get(poll.margin or "", "-"),
        poll.mode or "-",
    ]
    answers = [
        " | ".join([poll.id, figures[a.figure], words(a.group), words(a.answer), words(a.question)])
        for a in poll.answers
    ]
    leads = [
        " | ".join([poll.id, figures[a.figure], words(a.leader), words(a.behind), words(a.group)])
        for a in poll.leads
    ]
    return " | ".join(head), answers, leads


@pytest.mark.parametrize("passage", CASES)
def test_corpus(passage: dict[str, Any], reads: dict[str, Any]) -> None:
    record = reads[passage["text"]].record
    told = [printed(record, poll) for poll in record.polls]
    assert [head for head, _, _ in told] == passage["polls"]
    assert [line for _, lines, _ in told for line in lines] == passage["answers"]
    assert [line for _, _, lines in told for line in lines] == passage.get("leads", [])


def test_the_corpus_has_polls_and_none() -> None:
    assert sum(bool(passage["polls"]) for passage in PASSAGES) >= 25
    assert sum(not passage["polls"] for passage in PASSAGES) >= 12


@pytest.mark.parametrize(("line", "mode"), MODES)
def test_examples_of_the_modes(line: str, mode: str | None, reads: dict[str, Any]) -> None:
    (poll,) = reads[line].record.polls
    assert poll.mode == mode


def test_every_poll_keeps_to_its_report(reads: dict[str, Any]) -> None:
    for read in reads.values():
        record, reasons = read.record, read.reasons
        sentences = {tuple(span) for span in record.sentences}
        figures = {figure.id for figure in record.figures}
        told = [fact.figure for poll in record.polls for fact in (*poll.answers, *poll.leads)]
        assert len(told) == len(set(told)), "one figure in two answers"
        assert set(told) <= figures
        for poll in record.polls:
            assert {tuple(span) for span in poll.spans} <= sentences
            assert poll.answers or poll.leads
            assert reasons[poll.id].entry == poll.why
            assert reasons[poll.id].because


def test_the_attributions_of_a_poll_are_those_of_it_and_of_those_asked(
    parse_texts: ParseTexts,
) -> None:
    text = "A Harrow Institute poll found that 40 percent of voters backed Lund. Lund said no more."
    record = read_parse(parse_texts([text])[0]).record
    (poll,) = record.polls
    sources = {a.id: text[slice(*a.source.spans[0])] for a in record.attributions}
    assert sources[poll.attributions[0]] == "A Harrow Institute poll"
    assert "Lund" not in {sources[name] for name in poll.attributions}


def test_a_report_without_polls_is_left_alone(parse_texts: ParseTexts) -> None:
    draft = Draft(parse=parse_texts(["The ship sank."])[0])
    assert find_polls(draft) is draft


def test_the_tables_are_in_small_letters() -> None:
    assert all(name == name.lower() for name in pollsters())
    roles = ("poll", "asked", "conducted", "asked-people", "opined", "of-polls")
    assert all(poll_words(role) for role in roles)  # type: ignore[arg-type]
    assert all(word == word.lower() for role in roles for word in poll_words(role))  # type: ignore[arg-type]

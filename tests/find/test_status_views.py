"""What each source makes of an event beside what the report makes of it, and what is history."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.find.status_algebra import FACTUAL, REJECTING, echoed, vouches
from onrecord.model import Event, Parse, Record
from onrecord.model.words import Act, Status, values
from onrecord.stages import read_parse

ParseTexts = Callable[[Sequence[str]], list[Parse]]
CORPUS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "views.toml").read_text(encoding="utf-8")
)
LINES: list[str] = CORPUS["views"]["lines"]
TIMES = [(text, kind == "past") for kind, texts in CORPUS["background"].items() for text in texts]


@pytest.fixture(scope="module")
def records(parse_texts: ParseTexts) -> Mapping[str, Record]:
    texts = [*(line.split(" => ")[0] for line in LINES), *(text for text, _ in TIMES)]
    return {t: read_parse(p).record for t, p in zip(texts, parse_texts(texts), strict=True)}


def seen(record: Record, event: Event) -> str:
    facts = {fact.id: fact for fact in record.attributions}
    named = []
    for view in event.views:
        spans = facts[view.attribution].source.spans
        named.append(" ".join(record.report.text[s.start : s.end] for s in spans))
    pairs = zip(named, event.views, strict=True)
    return ", ".join(f"{source}: {view.status}" for source, view in pairs) or "-"


@pytest.mark.parametrize("line", LINES)
def test_each_source_has_its_view(line: str, records: Mapping[str, Record]) -> None:
    text, answer = line.split(" => ")
    word, status, views = (part.strip() for part in answer.split("|"))
    record = records[text]
    event = next(e for e in record.events if text[e.trigger.start : e.trigger.end] == word)
    assert (event.status, seen(record, event)) == (status, views)


@pytest.mark.parametrize(("text", "past"), TIMES)
def test_history_is_told_apart(text: str, past: bool, records: Mapping[str, Record]) -> None:
    assert [event.background for event in records[text].events] == [past]


def test_every_attribution_above_an_event_gives_a_view(records: Mapping[str, Record]) -> None:
    for record in records.values():
        for event in record.events:
            ids = [view.attribution for view in event.views]
            assert ids[: len(event.according_to)] == list(event.according_to)
            assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("status", values(Status))
def test_who_rejects_a_fact_denies_it_and_who_confirms_agrees(status: Status) -> None:
    assert echoed(status, "confirm") == status
    assert all(echoed(status, act) in ("denied", "unclear") for act in REJECTING)
    assert (echoed(status, "deny") == "denied") >= (status in FACTUAL)


@pytest.mark.parametrize("act", values(Act))
def test_no_act_both_vouches_and_rejects(act: Act) -> None:
    assert not (vouches(act) and act in REJECTING)

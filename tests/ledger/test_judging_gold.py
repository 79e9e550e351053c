"""Judged facts come out as gold, and the decider learns from them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.errors import KnowledgeError
from onrecord.ledger.judging_gold import CLASSES, Task, gold, training_lines
from onrecord.ledger.judging_writes import Asked
from onrecord.model import Record
from onrecord.model.words import Status, values
from onrecord.train.events import read_examples
from onrecord.train.gold import read_gold
from tests.ledger.judging_desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "ledger.db")
    yield desk
    desk.store.close()


def judge(desk: Desk, id: str, verdict: str, **values: object) -> None:
    desk.judging.judge([Asked(id, verdict, values)], by="ann")  # type: ignore[arg-type]


def rows(desk: Desk, task: Task, **how: bool) -> list[dict[str, Any]]:
    return list(gold(desk.store, task, **how))


def words(report: dict[str, Any], spans: list[list[int]]) -> list[str]:
    return [report["text"][start:end] for start, end in spans]


def test_without_judgements_there_is_no_gold(desk: Desk) -> None:
    assert [rows(desk, task) for task in ("attribution", "time", "events", "status")] == [[]] * 4  # type: ignore[arg-type]


def test_attributions_come_with_those_that_nobody_judged(desk: Desk) -> None:
    judge(desk, desk.id("denied", "S"), "accept")
    judge(desk, desk.id("told", "S"), "reject")
    text = desk.records[0].report.text
    start = text.index("We have")
    judge(desk, desk.id("said", "S"), "set", source="57-68", content=[[start, start + 10]])
    (report,) = rows(desk, "attribution")
    cues = {words(report, r["cue"])[0]: r for r in report["relations"] if r["basis"] == "judged"}
    assert set(cues) == {"denied", "said"}
    assert words(report, cues["said"]["content"]) == ["We have no"]
    assert "told" not in [words(report, r["cue"])[0] for r in report["relations"]]
    assert len(report["relations"]) == len(desk.records[0].attributions) - 1
    assert cues["denied"]["resolved"] == "Germany"


def test_the_trainer_reads_it(desk: Desk, tmp_path: Path) -> None:
    judge(desk, desk.id("denied", "S"), "accept")
    judge(desk, desk.added[1].report, "accept")
    lines = [json.dumps(row) for row in rows(desk, "attribution")]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    read = read_gold([path])
    assert [len(report.relations) for report in read] == [
        len(record.attributions)
        for _, record in sorted(zip([a.version for a in desk.added], desk.records, strict=True))
    ]


def test_times_are_those_of_the_text(desk: Desk) -> None:
    """A day that a person gave an event stands for no words."""
    judge(desk, desk.id("next week", "T"), "set", value="1894-W11")
    judge(desk, desk.id("fired", "E"), "set", day="1894-03-02")
    (report,) = rows(desk, "time")
    assert [(t["text"], t["value"], t["basis"]) for t in report["timexes"]] == [
        ("3 March 1894", "1894-03-03", "machine"),
        ("next week", "1894-W11", "judged"),
        ("Sunday", "1894-03-04", "machine"),
    ]
    assert report["dct"] == "1894-03-04"


def test_events_come_sentence_by_sentence_with_countries(desk: Desk) -> None:
    judge(desk, desk.id("fired", "E"), "set", recipients="country:FRA")
    judge(desk, desk.id("send", "E"), "reject")
    (sentence,) = rows(desk, "events")
    assert sentence["text"].startswith("Germany denied on Sunday")
    (event,) = sentence["events"]
    assert (event["type"], event["actors"], event["recipients"]) == ("ASSAULT", ["DEU"], ["FRA"])
    start, end = event["trigger_span"]
    assert sentence["text"][start:end] == event["trigger"] == "fired"


def test_the_table_of_events_is_read_by_the_trainer(desk: Desk, tmp_path: Path) -> None:
    judge(desk, desk.id("send", "E"), "accept")
    judge(desk, desk.id("asked", "E"), "reject")
    path = tmp_path / "own.tsv"
    path.write_text("\n".join(training_lines(desk.store)) + "\n", encoding="utf-8")
    examples = read_examples([path])
    assert [(e.type, e.text[e.start : e.end]) for e in examples] == [
        ("AID", "send"),
        ("-", "asked"),
    ]
    with pytest.raises(KnowledgeError):
        path.write_text("type\n", encoding="utf-8")
        read_examples([path])


def test_statuses_are_the_four_classes(desk: Desk) -> None:
    judge(desk, desk.id("fired", "E"), "accept")
    judge(desk, desk.id("send", "E"), "set", status="possible")
    (report,) = rows(desk, "status")
    assert [(e["text"], e["class"]) for e in report["events"]] == [
        ("send", "POSSIBLE"),
        ("fired", "DENIED"),
    ]
    assert set(CLASSES) == set(values(Status))


def test_a_whole_report_is_gold_as_it_was_when_it_was_accepted(desk: Desk) -> None:
    """What a later onrecord finds in it nobody has seen."""
    judge(desk, desk.added[0].report, "accept")
    judge(desk, desk.id("reported", "S", 1), "accept")
    later: Record = replace(desk.records[0], attributions=desk.records[0].attributions[:2])
    desk.add([later], version="2")
    whole = rows(desk, "attribution", whole=True)
    assert [row["doc_id"] for row in whole] == [desk.added[0].version]
    assert len(whole[0]["relations"]) == len(desk.records[0].attributions)
    assert {relation["basis"] for relation in whole[0]["relations"]} == {"judged"}
    assert len(rows(desk, "attribution")) == 2


def test_what_was_withdrawn_or_undone_is_no_gold(desk: Desk) -> None:
    judge(desk, desk.id("fired", "E"), "accept")
    judge(desk, desk.id("met", "E", 1), "accept")
    desk.judging.undo(1, by="ann")
    desk.judging.withdraw([desk.added[1].report], by="ann")
    assert rows(desk, "events") == rows(desk, "status") == []

"""The commands over judgements and upkeep, as a user runs them."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner, Result

import onrecord
from onrecord.errors import OnrecordError, UsageError
from onrecord.ledger.judging_writes import Asked
from onrecord.show.cli import app
from tests.ledger.judging_desk import Desk, ticking


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A ledger, closed for others to write, that is the ledger of the commands."""
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("ONRECORD_AUTHOR", "ann")
    desk = Desk(tmp_path / "ledger.db")
    yield desk
    desk.store.close()


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def lines(*arguments: str, stdin: str | None = None) -> list[dict[str, Any]]:
    """The lines of JSON that a command prints; it must have succeeded."""
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def refused(*arguments: str, stdin: str | None = None) -> str:
    """What a command says that ends with an error."""
    result = run(*arguments, stdin=stdin)
    assert isinstance(result.exception, OnrecordError), result.output
    return str(result.exception)


def test_a_fact_is_judged_and_the_judgement_listed(desk: Desk) -> None:
    fired = desk.id("fired", "E")
    (made,) = lines("judge", fired, "set", "status=alleged", "actors=A7", "--why", "see page 2")
    assert made["values"] == {"status": "alleged", "actors": [desk.id("France", "A")]}
    (listed,) = lines("judgements")
    assert listed == made | {"state": "holds"}
    assert (made["author"], made["why"], made["target"]) == ("ann", "see page 2", fired)


def test_several_facts_are_judged_at_once(desk: Desk) -> None:
    ids = [desk.id("fired", "E"), desk.id("send", "E")]
    made = lines("judge", *ids, "reject", "--by", "bob")
    assert [(row["target"], row["author"]) for row in made] == [(id, "bob") for id in ids]


def test_judgements_come_as_lines(desk: Desk) -> None:
    rows = [
        {"id": desk.id("fired", "E"), "verdict": "set", "values": {"status": "alleged"}},
        {"id": desk.id("send", "E"), "verdict": "accept", "by": "bob", "why": "read it"},
    ]
    text = "\n".join(map(json.dumps, rows)) + "\n"
    made = lines("judge", "-", stdin=text)
    assert [(row["author"], row["why"]) for row in made] == [("ann", None), ("bob", "read it")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1:"),
        ('{"id": "x"}', "verdict"),
        ('{"id": "x", "verdict": "set", "value": {}}', "unknown field"),
        ('{"id": "x", "verdict": "accept"}', "is no id of a fact"),
    ],
)
def test_lines_that_are_none_are_refused(desk: Desk, line: str, message: str) -> None:
    assert message in refused("judge", "-", stdin=line)
    assert lines("judgements") == []


def test_what_a_judge_says_must_be_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fired = desk.id("fired", "E")
    assert "say what you judge" in refused("judge", fired)
    assert "Give ids before it" in refused("judge", "accept")
    assert "is not KEY=VALUE" in refused("judge", fired, "set", "status")
    assert "takes no KEY=VALUE" in refused("judge", fired, "accept", "status=denied")
    monkeypatch.delenv("ONRECORD_AUTHOR")
    assert "Give --by NAME, or set ONRECORD_AUTHOR" in refused("judge", fired, "accept")


def test_no_command_makes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    for command in (["judge", "x", "accept"], ["undo", "1"], ["verify"], ["reindex"], ["runs"]):
        assert "there is no ledger" in refused(*command, "--ledger", str(path))
    assert not path.exists()


def test_undo_takes_back_all_or_none(desk: Desk) -> None:
    run("judge", desk.id("fired", "E"), desk.id("send", "E"), "reject")
    assert "no judgement 9" in refused("undo", "1", "9")
    assert len(lines("judgements")) == 2
    lines("undo", "1", "2")
    assert [row["verdict"] for row in lines("judgements")] == ["undo", "undo"]
    states = [row["state"] for row in lines("judgements", "--all")]
    assert states == ["undone by 3", "undone by 4", "holds", "holds"]


def test_judgements_are_filtered(desk: Desk) -> None:
    run("judge", desk.id("fired", "E"), "reject", "--by", "bob")
    run("judge", desk.id("met", "E", 1), "accept")
    by, verdict = lines("judgements", "--by", "bob"), lines("judgements", "--verdict", "accept")
    assert [row["id"] for row in by] == [1]
    assert [row["id"] for row in verdict] == [2]
    assert [row["id"] for row in lines("judgements", "--of", desk.added[1].version)] == [2]
    assert [row["id"] for row in lines("judgements", "--of", desk.added[1].report)] == [2]
    assert [row["id"] for row in lines("judgements", "--of", desk.id("fired", "E"))] == [1]
    assert lines("judgements", "--since", "2999-01-01") == []


def test_judgements_adrift_are_listed(desk: Desk) -> None:
    run("judge", desk.id("fired", "E"), "reject")
    assert lines("judgements", "--adrift") == []
    desk.add([replace(desk.records[0], events=())], version="2")
    (row,) = lines("judgements", "--adrift")
    assert row["target"] == desk.id("fired", "E")
    assert "no fact is there" in row["missing"]


def test_actors_are_merged_and_split(desk: Desk) -> None:
    (made,) = lines("merge", "country:FRA", "country:DEU")
    assert made["values"] == {"into": "country:FRA"}
    assert desk.derived()["identities"] == [("country:DEU", "country:FRA")]
    lines("split", "country:DEU")
    assert desk.derived()["identities"] == []


def test_gold_is_written(desk: Desk, tmp_path: Path) -> None:
    result = run("gold", "events")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert "nothing is judged yet" in result.stderr
    run("judge", desk.id("fired", "E"), "accept")
    (row,) = lines("gold", "events")
    assert row["events"][0]["type"] == "ASSAULT"
    out = tmp_path / "own.tsv"
    assert run("gold", "events", "--format", "tsv", "--out", str(out)).exit_code == 0
    assert out.read_text("utf-8").splitlines()[1].startswith("ASSAULT\tfirearms\tGermany denied")
    assert run("gold", "time", "--format", "tsv").exit_code == 2
    assert "cannot be written" in refused("gold", "events", "--out", str(tmp_path / "no" / "x"))


# ---- upkeep


def test_a_report_is_withdrawn_and_let_in_again(desk: Desk) -> None:
    report = desk.added[0].report
    (made,) = lines("withdraw", report, "--why", "retracted")
    assert (made["verdict"], made["target"], made["why"]) == ("withdraw", report, "retracted")
    assert desk.rows("SELECT report FROM standing") == [(2,)]
    lines("withdraw", report, "--undo")
    assert len(desk.rows("SELECT report FROM standing")) == 2


def test_a_report_is_forgotten_only_when_it_is_meant(desk: Desk) -> None:
    report = desk.added[0].report
    assert "Say --yes" in refused("forget", report)
    assert "Give ids of reports" in refused("forget", "--yes")
    assert len(desk.rows("SELECT * FROM reports")) == 2
    assert run("forget", report, "--yes", "--why", "asked for").exit_code == 0
    assert desk.rows("SELECT id FROM reports") == [(2,)]
    assert run("forget", "--clean").exit_code == 0
    assert [row["what"] for row in lines("changes", "--since", "1")] == ["forgotten"]


def test_runs_are_listed(desk: Desk) -> None:
    desk.writer.begin("reread", "2", "settings")
    one, other = lines("runs")
    assert (one["id"], one["command"], one["readings"], one["summary"]) == (1, "add", 2, {"new": 2})
    assert (other["ended"], other["summary"], other["readings"]) == (None, None, 0)


def test_runs_are_compared(desk: Desk, tmp_path: Path) -> None:
    desk.add([replace(desk.records[0], events=desk.records[0].events[1:])], version="2")
    (found,) = lines("compare", "1", "2", "--examples", "1")
    assert found["kinds"]["event"]["gone"] == 1
    assert [example["id"] for example in found["examples"] if example["kind"] == "event"] == [
        desk.id("shelled", "E")
    ]
    out = tmp_path / "changed.csv"
    assert run("compare", "1", "2", "--facts", "--out", str(out)).exit_code == 0
    gone = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert desk.id("shelled", "E") in [row["id"] for row in gone]
    table = run("compare", "1", "2", "--format", "table").stdout
    assert "1 texts read anew" in table and "shelled" in table
    rows = lines("compare", "1", "2", "--facts")
    assert {row["what"] for row in rows} <= {"gone", "changed"}


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "tsv"])
def test_changes_are_listed_in_every_format(desk: Desk, format: str) -> None:
    run("judge", desk.id("fired", "E"), "set", "status=alleged", "--why", "a, b\tc")
    shown = run("changes", "--since", "1894-03-05", "--format", format).stdout
    match format:
        case "json":
            found = [row["what"] for row in json.loads(shown)]
        case "jsonl":
            found = [json.loads(line)["what"] for line in shown.splitlines()]
        case "table":
            found = [line.split()[1] for line in shown.splitlines()[1:] if line[:2] in ("18", "20")]
        case _:
            mark = "," if format == "csv" else "\t"
            rows = list(csv.DictReader(io.StringIO(shown), delimiter=mark))
            found = [row["what"] for row in rows]
            assert rows[-1]["why"] == "a, b\tc"
            assert json.loads(rows[-1]["values"]) == {"status": "alleged"}
    assert found == ["added", "added", "judged"]


def test_verify_says_what_is_wrong_and_reindex_mends_it(desk: Desk) -> None:
    good = run("verify")
    assert (good.exit_code, good.stdout) == (0, "")
    assert "is whole (2 reports)" in good.stderr
    desk.store.run("DELETE FROM deeds")
    bad = run("verify")
    assert bad.exit_code == 1
    assert [json.loads(line)["repair"] for line in bad.stdout.splitlines()] == ["reindex"] * 2
    assert "onrecord reindex" in bad.stderr
    assert "table deeds is not" in run("verify", "--format", "table").stdout
    assert run("reindex").exit_code == 0
    assert run("verify", "--quiet").stderr == ""


def test_a_damaged_ledger_ends_with_a_message(desk: Desk) -> None:
    """Not with a trace, whatever is damaged."""
    desk.store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.store.close()
    raw = bytearray(desk.path.read_bytes())
    raw[8192:] = b"\x17" * (len(raw) - 8192)
    desk.path.write_bytes(raw)
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "verify"],
        capture_output=True,
        text=True,
        env={**os.environ, "ONRECORD_LEDGER": str(desk.path)},
    )
    assert done.returncode in (1, 2)
    assert "onrecord:" in done.stderr
    assert "Traceback" not in done.stderr
    desk.store = Desk(desk.path.with_name("other.db")).store


# ---- Python


def test_python_says_the_same(desk: Desk) -> None:
    fired = desk.id("fired", "E")
    with onrecord.Ledger(desk.path, write=True, clock=ticking(200)) as ledger:
        made = ledger.judge(fired, "set", by="ann", why="seen", status="alleged")
        assert [row.id for row in ledger.judgements()] == [made.id]
        events = ledger.judged(desk.added[0].report).record.events
        assert [e.status for e in events if e.id == "E8"] == ["alleged"]
        assert [e.status for e in ledger.record(desk.added[0].report).events if e.id == "E8"] == [
            "denied"
        ]
        first, _ = ledger.judged_records()
        assert first.events == events
        assert [c.what for c in ledger.changes(1)] == ["judged"]
        ledger.judge_all([Asked(desk.id("send", "E"), "accept")], by="bob")
        assert [row["doc_id"] for row in ledger.gold("status")] == [desk.added[0].version]
        ledger.merge("country:FRA", "country:DEU", by="ann")
        ledger.split("country:DEU", by="ann")
        ledger.undo(made.id, by="ann")
        assert len(ledger.judgements(holding=False)) == 5
        ledger.withdraw(desk.added[1].report, by="ann")
        assert ledger.verify() == []
        assert ledger.reindex() == 2
        ledger.forget(desk.added[1].report, by="ann")
        assert [record.report.title for record in ledger.records()] == ["Harbour shelled"]


def test_python_needs_a_clock_to_write(desk: Desk) -> None:
    with onrecord.Ledger(desk.path) as ledger, pytest.raises(UsageError, match="clock"):
        ledger.judge(desk.id("fired", "E"), "accept", by="ann")


@pytest.mark.parametrize(("answer", "left"), [(b"n\n", 2), (b"\n", 2), (b"y\n", 1)])
def test_on_a_terminal_forget_asks(desk: Desk, answer: bytes, left: int) -> None:
    terminal, its_end = os.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "forget", desk.added[0].report],
        stdin=its_end,
        stderr=subprocess.PIPE,
        env={**os.environ, "ONRECORD_LEDGER": str(desk.path), "ONRECORD_AUTHOR": "ann"},
    )
    os.close(its_end)
    os.write(terminal, answer)
    _, shown = done.communicate()
    os.close(terminal)
    assert b"Harbour shelled" in shown
    assert b"Remove them for good?" in shown
    assert len(desk.rows("SELECT * FROM reports")) == left
    assert done.returncode == (2 if left == 2 else 0)

"""Filling a ledger from the command line: once, again, after a change, and after a kill."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onrecord.ledger.store import open_store

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
ONRECORD = [sys.executable, "-m", "onrecord"]
KILLS = 6
REPORTS = 200


def onrecord(*arguments: str | Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, **settings}
    command = [*ONRECORD, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)


def lines(done: "subprocess.CompletedProcess[str]") -> list[dict[str, str]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def count(ledger: Path, what: str) -> int:
    store = open_store(ledger)
    try:
        return int(store.value(f"SELECT count(*) FROM {what}"))
    finally:
        store.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("ledger") / "l.db"
    done = onrecord("add", EXAMPLES, "--ledger", ledger)
    assert done.returncode == 0, done.stderr
    assert [line["outcome"] for line in lines(done)] == ["new"] * 12
    assert "12 new" in done.stderr
    return ledger


def test_the_same_again_changes_nothing(filled: Path) -> None:
    before = count(filled, "readings")
    done = onrecord("add", EXAMPLES, "--ledger", filled)
    assert done.returncode == 0
    assert {line["reason"] for line in lines(done)} == {"unchanged"}
    assert "unchanged since they were read" in done.stderr
    assert count(filled, "readings") == before


def test_files_that_were_touched_only_are_known(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((EXAMPLES / "denial.txt").read_bytes())
    done = onrecord("add", copy, "--ledger", filled)
    assert [line["outcome"] for line in lines(done)] == ["known"]


def test_one_that_is_missing_does_not_stop_the_others(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    done = onrecord("add", "none.txt", EXAMPLES / "denial.txt", "--ledger", ledger)
    assert done.returncode == 1
    assert [line["outcome"] for line in lines(done)] == ["left-out", "new"]
    assert "missing: 1" in done.stderr and "none.txt" in done.stderr
    done = onrecord("add", "none.txt", "--ledger", ledger, "--format", "none")
    assert (done.returncode, done.stdout) == (3, "")


def test_a_file_that_changed_is_a_new_version(tmp_path: Path) -> None:
    ledger, report = tmp_path / "l.db", tmp_path / "report.txt"
    for text in ("Six were hurt, police said.", "Seven were hurt, police said."):
        report.write_text(text)
        done = onrecord("add", report, ONRECORD_LEDGER=str(ledger))
        assert done.returncode == 0, done.stderr
    assert lines(done)[0]["outcome"] == "updated"
    assert (count(ledger, "reports"), count(ledger, "versions")) == (1, 2)


def test_other_knowledge_reads_again_and_keeps_the_old_reading(
    filled: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\tkind\tcountry\tsector\nPort of Valdora\torganization\tCOL\tGOV\n")
    before = count(filled, "readings")
    done = onrecord("reread", "--ledger", filled, "--actors", own)
    assert done.returncode == 0, done.stderr
    assert {line["outcome"] for line in lines(done)} == {"reread"}
    assert count(filled, "readings") == before + 12
    assert count(filled, "standing") == 12
    again = onrecord("reread", "--ledger", filled, "--actors", own)
    assert {line["outcome"] for line in lines(again)} == {"known"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "examples", "--ledger", "README.md"], "README.md is no ledger"),
        (["add", "examples", "--ledger", "none/l.db"], "Is the folder there?"),
        (["reread", "--ledger", "none.db"], "Make one: onrecord add"),
        (["migrate", "--ledger", "none.db"], "there is no ledger"),
        (["add", "examples", "--as", "scroll"], "'scroll' is no kind of source"),
        (["add", "examples", "--published", "soon"], "is no date"),
    ],
)
def test_wrong_use_is_told_with_what_to_do(arguments: list[str], told: str) -> None:
    done = onrecord(*arguments)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    """`onrecord add` with two workers is killed on its way through, again and again."""
    chance = random.Random(6)
    source, ledger = tmp_path / "many.jsonl", tmp_path / "l.db"
    text = (EXAMPLES / "denial.txt").read_text()
    with source.open("w") as file:
        for number in range(REPORTS):
            report = {"id": str(number), "text": f"{text}\n({number})", "published": "2024-10-27"}
            file.write(json.dumps(report) + "\n")
    told: set[str] = set()
    for number in range(KILLS + 1):
        command = [*ONRECORD, "add", str(source), "--ledger", str(ledger), "--jobs", "2"]
        timer = threading.Timer(0, lambda: None)
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as run:
            assert run.stdout is not None
            fresh = 0
            for line in run.stdout:
                added = json.loads(line)
                if added["outcome"] in ("new", "known"):
                    told.add(added["version"])
                    fresh += added["outcome"] == "new"
                if fresh == 1 and number < KILLS and not timer.is_alive():
                    delay = chance.random() / 2
                    timer = threading.Timer(delay, os.killpg, (run.pid, signal.SIGKILL))
                    timer.start()
                    fresh += 1
        timer.cancel()
        if ledger.exists():
            store = open_store(ledger)
            held = [row[0] for row in store.run("SELECT name FROM versions")]
            assert told <= set(held) and len(held) == len(set(held))
            store.close()
    assert run.returncode == 0
    # what was on the disk but not told before a kill is not told again
    assert REPORTS // 2 < len(told) <= REPORTS
    assert count(ledger, "reports") == count(ledger, "standing") == REPORTS
    store = open_store(ledger)
    assert store.value("PRAGMA integrity_check") == "ok"
    ended = store.value("SELECT count(*) FROM endings")
    assert 1 <= ended <= store.value("SELECT count(*) FROM runs")
    store.close()

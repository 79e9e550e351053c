"""A ledger whose writer is killed at any moment holds each report it has told of, once; and nobody
who reads it waits while it is written."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.ledger.kept import standing_records
from onrecord.ledger.store import open_store

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
LOOP = HERE / "writing_loop.py"
KILLS = 200
READERS = 8
WRITTEN = 1000


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.json"
    path.write_bytes(msgspec.json.encode(list(onrecord.read_all([EXAMPLES]))))
    return path


def begin(ledger: Path, kept: Path, first: int, last: int) -> "subprocess.Popen[str]":
    command = [sys.executable, str(LOOP), str(ledger), str(kept), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_killed_writer_loses_nothing_that_it_told(tmp_path: Path, kept: Path) -> None:
    chance = random.Random(27)
    ledger = tmp_path / "l.db"
    told: list[str] = []
    for number in range(KILLS):
        with begin(ledger, kept, number * 40, number * 40 + 40) as writer:
            assert writer.stdout is not None
            for _ in range(chance.randrange(1, 16)):
                told.append(writer.stdout.readline().strip())
            timer = threading.Timer(chance.random() / 50, os.kill, (writer.pid, signal.SIGKILL))
            timer.start()
            told += [line.strip() for line in writer.stdout if line.endswith("\n")]
            timer.join()
        assert writer.returncode in (0, -signal.SIGKILL)
        store = open_store(ledger)
        versions = [row[0] for row in store.run("SELECT name FROM versions")]
        assert set(told) <= set(versions), f"lost after kill {number}"
        assert len(versions) == len(set(versions))
        store.close()
    store = open_store(ledger)
    assert store.value("PRAGMA integrity_check") == "ok"
    assert store.value("SELECT count(*) FROM pragma_foreign_key_check") == 0
    assert len(told) >= KILLS
    standing = sum(1 for _ in standing_records(store))
    assert standing == store.value("SELECT count(*) FROM reports")
    store.close()
    with begin(ledger, kept, 0, 20) as writer:  # it goes on, and what it had is there once
        assert writer.stdout is not None and len(writer.stdout.readlines()) == 20
    store = open_store(ledger)
    doubles = "SELECT count(*) - count(DISTINCT name) FROM versions"
    assert store.value(doubles) == 0


def test_no_reader_waits_or_fails_while_the_ledger_is_written(tmp_path: Path, kept: Path) -> None:
    ledger = tmp_path / "l.db"
    open_store(ledger, write=True).close()
    over = threading.Event()
    failed: list[BaseException] = []
    reads = [0] * READERS
    growing: list[list[int]] = [[] for _ in range(READERS)]

    def read(number: int) -> None:
        try:
            store = open_store(ledger)
            store.connection.set_busy_timeout(0)  # waiting at all is an error
            while not over.is_set():
                both = "SELECT (SELECT count(*) FROM readings), (SELECT count(*) FROM versions)"
                row = store.one(both)
                assert row is not None and row[0] == row[1], "half a report was seen"
                store.one("SELECT type, count(*) FROM deeds GROUP BY type")
                growing[number].append(row[0])
                reads[number] += 1
            store.close()
        except BaseException as error:
            failed.append(error)

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    with begin(ledger, kept, 0, WRITTEN) as writer:
        assert writer.stdout is not None
        written = len(writer.stdout.readlines())
    over.set()
    for reader in readers:
        reader.join()
    assert failed == []
    assert written == WRITTEN
    assert min(reads) > 10
    assert all(seen == sorted(seen) and seen[-1] > seen[0] for seen in growing)

"""The file of a ledger: made, refused, brought up to date, read while it is written."""

import sqlite3
import threading
from pathlib import Path

import apsw
import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import store as module
from onrecord.ledger.store import migrations, open_store


def test_a_new_ledger_has_all_tables_and_a_reader_sees_them(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    open_store(path, write=True).close()
    reader = open_store(path)
    tables = {row[0] for row in reader.run("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert {"reports", "versions", "runs", "readings", "events", "judgements", "deeds"} <= tables
    assert reader.value("PRAGMA user_version") == migrations()[-1][0]
    with pytest.raises(apsw.ReadOnlyError):
        reader.run("DELETE FROM runs")


def test_commits_are_on_the_disk_before_they_are_told(tmp_path: Path) -> None:
    store = open_store(tmp_path / "l.db", write=True)
    assert store.value("PRAGMA journal_mode") == "wal"
    assert store.value("PRAGMA synchronous") == 2  # FULL
    assert store.value("PRAGMA foreign_keys") == 1


def test_each_column_says_what_it_holds() -> None:
    for _, name, sql in migrations():
        if name in ("tables", "shelf"):
            body = [line for line in sql.splitlines() if line.startswith("  ") and " " in line]
            columns = [line for line in body if line.split()[0].strip('"').islower()]
            assert columns
            bare = [
                line for line in columns if "--" not in line and line.split()[0] not in ("title,",)
            ]
            assert bare == [], name


@pytest.mark.parametrize("content", [b"words, words", b"\x00" * 5000])
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="no ledger"):
        open_store(path, write=True)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE runs (x)")
    with pytest.raises(LedgerError, match="no ledger of onrecord"):
        open_store(path, write=True)


def test_what_is_not_there_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="onrecord add"):
        open_store(tmp_path / "none.db")
    with pytest.raises(LedgerError, match="folder"):
        open_store(tmp_path / "none" / "l.db", write=True)


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    store = open_store(path, write=True)
    store.run("PRAGMA user_version = 9999")
    store.close()
    with pytest.raises(LedgerError, match="newer onrecord"):
        open_store(path)


def test_an_older_ledger_is_brought_up_to_date_with_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.db"
    store = open_store(path, write=True)
    store.run("INSERT INTO runs VALUES (1, 'add', '1', '', '2024-10-27T12:00:00Z')")
    store.close()
    steps = migrations()
    number = steps[-1][0] + 1
    more = [*steps, (number, "colours", "CREATE TABLE colours (name TEXT)")]
    monkeypatch.setattr(module, "migrations", lambda: more)
    with pytest.raises(LedgerError, match="onrecord migrate"):
        open_store(path)
    store = open_store(path, write=True)
    assert store.value("SELECT count(*) FROM colours") == 0
    assert store.value("PRAGMA user_version") == number
    backup = sqlite3.connect(tmp_path / f"l.db.before-{number:04}")
    assert backup.execute("SELECT command FROM runs").fetchall() == [("add",)]
    assert backup.execute("PRAGMA user_version").fetchone() == (number - 1,)


def test_a_migration_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.db"
    open_store(path, write=True).close()
    steps = migrations()
    number = steps[-1][0] + 1
    broken = [*steps, (number, "broken", "CREATE TABLE colours (name TEXT); CREATE TABLE runs (x)")]
    monkeypatch.setattr(module, "migrations", lambda: broken)
    with pytest.raises(apsw.SQLError):
        open_store(path, write=True)
    monkeypatch.setattr(module, "migrations", lambda: steps)
    store = open_store(path, write=True)
    assert store.value("PRAGMA user_version") == number - 1
    assert store.value("SELECT count(*) FROM sqlite_schema WHERE name = 'colours'") == 0


def test_two_that_open_a_new_ledger_at_once_make_it_once(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    failed: list[BaseException] = []

    def make() -> None:
        try:
            open_store(path, write=True).close()
        except BaseException as error:
            failed.append(error)

    makers = [threading.Thread(target=make) for _ in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert failed == []
    assert open_store(path).value("PRAGMA user_version") == migrations()[-1][0]


def test_a_transaction_is_all_or_nothing_also_inside_another(tmp_path: Path) -> None:
    store = open_store(tmp_path / "l.db", write=True)
    row = "INSERT INTO runs VALUES (NULL, ?, '1', '', '')"
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.run(row, ("lost",))
        raise ZeroDivisionError
    with store.transaction():
        store.run(row, ("kept",))
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.run(row, ("lost",))
            raise ZeroDivisionError
    assert [row[0] for row in store.run("SELECT command FROM runs")] == ["kept"]

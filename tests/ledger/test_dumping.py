"""A ledger leaves as files and comes back, row for row."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.adding.importing import import_records
from onrecord.errors import LedgerError, ReadError, UsageError
from onrecord.ledger.dumping import ENDINGS, TABLES, DumpFormat, dump, restore
from onrecord.ledger.linking import LINKED
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Record

EXAMPLES = Path(__file__).parents[2] / "examples"
NOON = "2024-10-27T12:00:00Z"
DERIVED = ("standing", "deeds", "statements")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(onrecord.read_all([EXAMPLES], published="2024-10-27"))


@pytest.fixture
def store(tmp_path: Path, records: list[Record]) -> Iterator[Store]:
    store = open_store(tmp_path / "l.db", write=True)
    writer = Writer(store, lambda: NOON)
    run = writer.begin("add", records[0].version, "settings")
    writer.add(records, run, seen=[NOON] * len(records))
    writer.remember([("examples/a.txt", "12-34", None)], run)
    writer.end(run, {"new": len(records)})
    store.run(
        "INSERT INTO judgements VALUES (1, ?, 'Ann', 'accept', 'x', NULL, 'read it')", (NOON,)
    )
    yield store
    store.close()


def rows(store: Store, table: str) -> list[tuple[object, ...]]:
    return sorted(store.run(f'SELECT * FROM "{table}"'), key=repr)


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_every_row_comes_back(store: Store, tmp_path: Path, format: DumpFormat) -> None:
    manifest = dump(store, tmp_path / "dump", version="1", format=format)
    assert manifest.rows["reports"] == 12 and manifest.rows["events"] > 200
    assert restore(tmp_path / "dump", tmp_path / "copy.db") == manifest
    copy = open_store(tmp_path / "copy.db")
    for table in (*TABLES, *DERIVED):
        assert rows(copy, table) == rows(store, table), table
    found = "SELECT count(*) FROM words WHERE words MATCH 'officials'"
    assert copy.value(found) == store.value(found) > 0
    assert copy.value("PRAGMA integrity_check") == "ok"
    copy.close()


def test_all_tables_that_grow_are_in_a_dump(store: Store) -> None:
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%'"
    tables = {row[0] for row in store.run(sql)}
    shelf = {"standing", "judged", "identities", "deeds", "statements"}
    assert tables - set(TABLES) == {*shelf, *LINKED, "unlinked", "linker"}


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_equal_ledgers_give_equal_dumps(store: Store, tmp_path: Path, format: DumpFormat) -> None:
    first = dump(store, tmp_path / "a", version="1", format=format)
    restore(tmp_path / "a", tmp_path / "copy.db")
    copy = open_store(tmp_path / "copy.db")
    assert dump(copy, tmp_path / "b", version="1", format=format) == first
    copy.close()


def test_a_damaged_dump_is_refused_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    dump(store, tmp_path / "dump", version="1")
    file = tmp_path / "dump" / f"events{ENDINGS['jsonl']}"
    file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(
        LedgerError, match=r"events\.jsonl\.gz is missing, or not as it was written"
    ):
        restore(tmp_path / "dump", tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy.db*"))


def test_wrong_folders_and_ledgers_are_refused(store: Store, tmp_path: Path) -> None:
    dump(store, tmp_path / "dump", version="1")
    with pytest.raises(UsageError, match="not empty"):
        dump(store, tmp_path / "dump", version="1")
    with pytest.raises(UsageError, match="there already"):
        restore(tmp_path / "dump", tmp_path / "l.db")
    with pytest.raises(UsageError, match="no dump"):
        restore(tmp_path, tmp_path / "copy.db")


def test_records_of_elsewhere_are_added_once(tmp_path: Path, records: list[Record]) -> None:
    file = tmp_path / "records.jsonl.gz"
    file.write_bytes(gzip.compress(b"\n".join(msgspec.json.encode(record) for record in records)))
    store = open_store(tmp_path / "l.db", write=True)
    assert import_records(store, file, lambda: NOON).new == 12
    again = import_records(store, file, lambda: NOON)
    assert (again.new, again.known) == (0, 12)
    assert [row[0] for row in store.run("SELECT DISTINCT command FROM runs")] == ["import"]
    store.close()
    with onrecord.Ledger(tmp_path / "l.db") as ledger:
        assert list(ledger.records()) == records


def test_a_line_that_is_no_record_is_told_and_what_came_before_is_kept(
    tmp_path: Path, records: list[Record]
) -> None:
    file = tmp_path / "records.jsonl"
    other = json.loads(msgspec.json.encode(records[0])) | {"schema": "onrecord/9"}
    for line, told in (
        ("{}", "is no record"),
        (json.dumps(other), "keeps the contract onrecord/9"),
    ):
        file.write_bytes(msgspec.json.encode(records[0]) + b"\n" + line.encode())
        store = open_store(tmp_path / f"{told[:4].strip()}.db", write=True)
        with pytest.raises(ReadError, match=f"records.jsonl:2 {told}"):
            import_records(store, file, lambda: NOON)
        assert store.value("SELECT count(*) FROM reports") == 1
        store.close()


def test_half_a_packed_file_keeps_what_could_be_read(tmp_path: Path, records: list[Record]) -> None:
    file = tmp_path / "records.jsonl.gz"
    file.write_bytes(gzip.compress(b"\n".join(map(msgspec.json.encode, records)))[:-2000])
    store = open_store(tmp_path / "l.db", write=True)
    with pytest.raises(ReadError, match="cannot be read"):
        import_records(store, file, lambda: NOON)
    assert 0 < store.value("SELECT count(*) FROM reports") < 12
    store.close()


def test_a_dump_of_an_older_onrecord_is_brought_up_to_date(store: Store, tmp_path: Path) -> None:
    dump(store, tmp_path / "dump", version="1")
    manifest = tmp_path / "dump" / "manifest.json"
    said = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(said | {"tables": 2}))  # those had no views yet
    restore(tmp_path / "dump", tmp_path / "copy.db")
    copy = open_store(tmp_path / "copy.db")
    for table in (*TABLES, *DERIVED):
        assert rows(copy, table) == rows(store, table), table
    assert copy.value("SELECT count(*) FROM standing_reports") == 12
    assert not list(tmp_path.glob(".copy.db*"))
    copy.close()
    manifest.write_text(json.dumps(said | {"tables": 99}))
    with pytest.raises(LedgerError, match="newer onrecord"):
        restore(tmp_path / "dump", tmp_path / "other.db")

"""A ledger is broken in many ways, and each is found; what is derived is made whole again."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from onrecord.ledger.judging_writes import Asked
from onrecord.ledger.store import PAGE, open_store
from onrecord.ledger.verifying import faults, remake
from tests.ledger.judging_desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A ledger with two readings of a report, judgements of each kind, and merged actors."""
    desk = Desk(tmp_path / "ledger.db")
    desk.add([desk.records[0]], version="2")
    asked = [
        Asked(desk.id("fired", "E"), "set", {"status": "alleged", "recipients": "country:FRA"}),
        Asked(desk.id("Germany", "A"), "set", {"country": "AUT"}),
        Asked(desk.id("denied", "S"), "reject"),
    ]
    desk.judging.judge(asked, by="ann")
    desk.judging.merge(["country:FRA", "country:DEU"], by="ann")
    yield desk
    desk.store.close()


def broken(desk: Desk, *damage: str) -> list[tuple[str, str]]:
    """Damage a ledger past its checks; what is found then, and the repair it takes."""
    desk.store.run("PRAGMA foreign_keys = OFF")
    for sql in damage:
        desk.store.run(sql)
    return [(f"{fault.where}: {fault.what}", fault.repair) for fault in faults(desk.store)]


def test_a_whole_ledger_has_no_faults(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    assert list(faults(desk.store, lambda done, all: told.append((done, all)))) == []
    assert told == [(1, 2), (2, 2)]


ROWS = {
    "a text that was altered": (
        "UPDATE versions SET text = replace(text, 'France', 'Brazil') WHERE id = 1",
        "its text is not the text that was taken in",
    ),
    "a title that was altered": (
        "UPDATE versions SET title = 'Harbour calm' WHERE id = 1",
        "its public id is not that of what came with the text",
    ),
    "the key of a report": (
        "UPDATE reports SET key = 'https://elsewhere.example' WHERE id = 2",
        "its public id is not that of its key",
    ),
    "an actor that is gone": (
        "DELETE FROM actors WHERE reading = 3 AND n = 7",
        "which is not there",
    ),
    "mentions without their actor": (
        "UPDATE mentions SET actor = 99 WHERE reading = 3 AND actor = 5",
        "mentions are of A99",
    ),
    "a time that is gone": ("DELETE FROM timexes WHERE reading = 3 AND n = 2", "refers to T2"),
    "an attribution that is gone": (
        "DELETE FROM attributions WHERE reading = 3 AND n = 3",
        "refers to S3",
    ),
    "a figure that is gone": ("DELETE FROM figures WHERE reading = 3 AND n = 2", "refers to F2"),
    "a place behind the end": (
        "UPDATE events SET trigger_end = 99999 WHERE reading = 3 AND n = 1",
        "which is not in the text",
    ),
    "a sentence behind the end": (
        "UPDATE sentences SET end = 99999 WHERE reading = 3 AND n = 1",
        "which is not in the text",
    ),
    "a place that ends before it begins": (
        "UPDATE mentions SET end = start WHERE reading = 3 AND actor = 5",
        "which is not in the text",
    ),
    "codes that are gone": ("DELETE FROM codes WHERE id = 1", "refers to no row of codes"),
    "an entity of another key": (
        "UPDATE entities SET key = 'country:USA' WHERE key = 'country:FRA'",
        "is not kept under its key",
    ),
    "JSON that is none": (
        "UPDATE events SET actors = '[1' WHERE reading = 3 AND n = 6",
        "cannot be read",
    ),
    "a version that was never read": (
        "DELETE FROM readings WHERE version = 2",
        "was never read",
    ),
    "a report without a version": ("DELETE FROM versions WHERE id = 2", "has no version"),
}


@pytest.mark.parametrize("damage", ROWS)
def test_rows_that_are_damaged_are_found(desk: Desk, damage: str) -> None:
    sql, message = ROWS[damage]
    found = broken(desk, sql)
    assert any(message in told and repair == "backup" for told, repair in found), found


DERIVED = {
    "a deed that is gone": ("DELETE FROM deeds WHERE reading = 3 AND event = 1", "table deeds"),
    "a deed of another status": (
        "UPDATE deeds SET status = 'happened' WHERE event = 8",
        "table deeds",
    ),
    "a deed too many": (
        "INSERT INTO deeds SELECT reading, event, n + 7, day, last, dated, type, mode, cameo, quad,"
        " goldstein, status, actor, actor_country, recipient, recipient_country, place, confidence,"
        " background FROM deeds WHERE reading = 3 AND event = 1",
        "table deeds",
    ),
    "a statement that is gone": (
        "DELETE FROM statements WHERE attribution = 1",
        "table statements",
    ),
    "a statement of a rejected attribution": (
        "INSERT INTO statements VALUES (3, 4, NULL, 0, 'deny', 'none', NULL, NULL, 50)",
        "table statements",
    ),
    "a judgement that is not worked in": ("DELETE FROM judged WHERE letter = 'A'", "table judged"),
    "an older reading that stands": (
        "UPDATE standing SET reading = 1 WHERE report = 1",
        "standing",
    ),
    "a report that does not stand": ("DELETE FROM standing WHERE report = 2", "standing"),
    "a report of another day": ("UPDATE standing SET published = '1894-03-09'", "standing"),
    "merged actors that are not": ("DELETE FROM identities", "identities"),
    "actors that nobody merged": ("INSERT INTO identities VALUES ('a', 'b', 1)", "identities"),
    "full text that is not indexed": (
        "INSERT INTO words (words, rowid, title, text) SELECT 'delete', id, title, text"
        " FROM versions WHERE id = 1",
        "full text",
    ),
    "rows of no reading": (
        "INSERT INTO statements VALUES (77, 1, NULL, 0, 'deny', 'none', NULL, NULL, 50)",
        "are of no reading that stands",
    ),
}


@pytest.mark.parametrize("damage", DERIVED)
def test_what_is_derived_is_found_and_made_whole(desk: Desk, damage: str) -> None:
    sql, message = DERIVED[damage]
    before = desk.derived()
    found = broken(desk, sql)
    assert any(message in told for told, _ in found), found
    assert {repair for _, repair in found} == {"reindex"}
    assert remake(desk.store) == 2
    assert list(faults(desk.store)) == []
    assert desk.derived() == before


def test_a_withdrawn_report_that_stands_is_found(desk: Desk) -> None:
    rows = desk.rows("SELECT * FROM standing WHERE report = 2")
    desk.judging.withdraw([desk.added[1].report], by="ann")
    assert list(faults(desk.store)) == []
    desk.store.add("standing", rows)
    assert [fault.repair for fault in faults(desk.store)] == ["reindex"]
    remake(desk.store)
    assert desk.rows("SELECT report FROM standing") == [(1,)]


def test_pages_that_are_damaged_are_found(desk: Desk) -> None:
    page = desk.store.value("SELECT rootpage FROM sqlite_schema WHERE name = 'events'")
    desk.store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.store.close()
    raw = bytearray(desk.path.read_bytes())
    raw[(page - 1) * PAGE + 12 : page * PAGE - 2000] = b"\x17" * (PAGE - 2012)
    desk.path.write_bytes(raw)
    desk.store = open_store(desk.path, write=True)
    found = list(faults(desk.store))
    assert found
    assert {fault.repair for fault in found} == {"backup"}


def test_an_index_that_is_not_its_table_is_found_and_made_whole(desk: Desk) -> None:
    desk.store.run("PRAGMA writable_schema = ON")
    desk.store.run(
        "UPDATE sqlite_schema SET sql = replace(sql, '(day', '(last') WHERE name = 'deeds_day'"
    )
    desk.store.close()
    desk.store = open_store(desk.path, write=True)
    assert {fault.repair for fault in faults(desk.store)} == {"reindex"}
    remake(desk.store)
    assert list(faults(desk.store)) == []


def test_a_reader_may_verify_too(desk: Desk) -> None:
    reader = open_store(desk.path)
    assert list(faults(reader)) == []
    with pytest.raises(apsw.ReadOnlyError):
        reader.run("DELETE FROM deeds")
    reader.close()
    desk.store.run("DELETE FROM deeds WHERE event = 1")
    reader = open_store(desk.path)
    assert [fault.repair for fault in faults(reader)] == ["reindex"] * 2
    reader.close()

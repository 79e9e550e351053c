"""What is forgotten is gone from the file, and is not taken in again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.errors import LedgerError, UsageError
from onrecord.intake import report_of_text
from onrecord.ledger.judging_writes import Asked, Judging
from onrecord.ledger.removing import clean, forget
from onrecord.ledger.store import open_store
from onrecord.ledger.verifying import faults
from onrecord.ledger.writing import Writer
from onrecord.model import Actor, Event, Mention, Record, Span
from onrecord.model.record import Office
from tests.ledger.judging_desk import Desk, velmar

WORDS = ("Zorvathia", "Quillonex", "Trebuxian", "Fendraloo", "Wexlimore", "Ostrovaine")
SECRET = (
    "Chancellor Quillonex of Zorvathia left the Trebuxian palace. "
    "The Fendraloo brigade stayed behind. Wexlimore wept over Ostrovaine.\n"
)


def secret(text: str = SECRET, title: str = "Quillonex leaves") -> Record:
    """A report whose words stand nowhere else."""
    report = report_of_text(text, published="1894-03-04", title=title, ref="wexlimore.txt")
    span = Span(text.index("Quillonex"), text.index("Quillonex") + 9)
    quillonex = Actor(
        id="A1",
        name="Quillonex",
        kind="organization",
        office=Office("Chancellor", "Zorvathia"),
        mentions=(Mention(span, "name"),),
    )
    left = Event(id="E1", trigger=Span(33, 37), span=Span(0, 59), actors=("A1",), why="Trebuxian")
    return Record(
        version="1",
        report=report,
        sentences=(Span(0, len(text)),),
        actors=(quillonex,),
        events=(replace(left, type="RETREAT", cameo="874", quad="material-cooperation"),),
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "ledger.db")
    yield desk
    desk.store.close()


def found(desk: Desk) -> list[str]:
    """Which of the words stand in any file of the ledger, in any case."""
    files = desk.path.parent.glob(f"{desk.path.name}*")
    raw = b"".join(file.read_bytes() for file in files).lower()
    return [word for word in WORDS if word.lower().encode() in raw]


def take_in(desk: Desk) -> str:
    """The report in two versions and two readings, with judgements that quote it."""
    (added,) = desk.add([secret()], place="papers/Ostrovaine")
    desk.add([secret()], version="2", place="papers/Ostrovaine")
    later = SECRET + "More of Wexlimore.\n"
    desk.add([secret(later, "Wexlimore weeps")], version="2", place="papers/Ostrovaine")
    desk.writer.remember([("papers/Ostrovaine0", "mark", None)], desk.writer.begin("add", "2", ""))
    judging = desk.judging
    event = f"{added.version}.E33-37"
    (row,) = judging.judge([Asked(event, "set", {"status": "denied"})], by="ann", why="Trebuxian")
    judging.undo(row.id, by="ann", why="Fendraloo")
    judging.merge(["country:DEU", "organization:quillonex"], by="ann")
    return added.report


def test_no_byte_of_it_is_left(desk: Desk) -> None:
    report = take_in(desk)
    assert found(desk) == list(WORDS)
    done = forget(desk.store, [report], desk.clock, by="ann", why="asked for")
    assert found(desk) == []
    assert (done.reports, done.backups) == ([report], [])
    assert not (desk.path.parent / "ledger.db-wal").read_bytes()


def test_all_else_stays_and_the_ledger_is_whole(desk: Desk) -> None:
    tables = [row[0] for row in desk.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    kept = [t for t in tables if not str(t).startswith(("words", "sqlite", "runs", "endings"))]
    before = {table: desk.rows(f"SELECT * FROM {table}") for table in kept}
    report = take_in(desk)
    forget(desk.store, [report], desk.clock, by="ann")
    after = {table: desk.rows(f"SELECT * FROM {table}") for table in kept}
    line = after["judgements"].pop()
    assert after == before
    assert line[2:5] == ("ann", "forget", report)
    assert list(faults(desk.store)) == []
    hits = "SELECT count(*) FROM words WHERE words MATCH ?"
    assert desk.rows(hits, "Zorvathia") == [(0,)]
    assert desk.rows(hits, "Quill") == [(2,)]


@pytest.mark.parametrize("text", [SECRET, SECRET + "More of Wexlimore.\n"])
def test_it_is_not_taken_in_again(desk: Desk, text: str) -> None:
    report = take_in(desk)
    forget(desk.store, [report], desk.clock, by="ann")
    assert [added.outcome for added in desk.add([secret(text)])] == ["forgotten"]
    later = secret("Another text in the same place.\n" + SECRET)
    assert [a.outcome for a in desk.add([later], place="papers/Ostrovaine")] == ["forgotten"]
    assert found(desk) == []


def test_undoing_lets_it_be_taken_in_again(desk: Desk) -> None:
    report = take_in(desk)
    forget(desk.store, [report], desk.clock, by="ann")
    (line,) = desk.rows("SELECT max(id) FROM judgements")
    desk.judging.undo(int(str(line[0])), by="ann")
    assert [added.outcome for added in desk.add([secret()])] == ["new"]


def test_a_wire_copy_that_stays_is_read_again(desk: Desk) -> None:
    """The same text of another outlet is another report; it was not forgotten."""
    report = take_in(desk)
    copy = secret()
    copy = replace(copy, report=replace(copy.report, url="https://gazette.example/1"))
    desk.add([copy])
    forget(desk.store, [report], desk.clock, by="ann")
    assert [added.outcome for added in desk.add([copy], version="3")] == ["reread"]
    assert list(faults(desk.store)) == []


def test_rows_kept_once_are_not_taken_for_removed_ones(desk: Desk) -> None:
    """Another writer remembers numbers of rows that are removed under it."""
    take_in(desk)
    other = open_store(desk.path, write=True)
    writer = Writer(other, desk.clock)
    run = writer.begin("add", "3", "")
    writer.add([secret("Quillonex alone.\n" + SECRET)], run)
    forget(
        desk.store,
        [row[0] for row in desk.rows("SELECT name FROM reports WHERE id > 2")],
        desk.clock,
        by="ann",
    )  # type: ignore[misc]
    added = writer.add([secret("Quillonex again. Trebuxian.\n" + SECRET)], run)
    other.close()
    assert added[0].outcome == "new"
    assert list(faults(desk.store)) == []


def test_backups_that_hold_it_are_told(desk: Desk) -> None:
    backup = desk.path.with_name("ledger.db.before-0002")
    backup.write_bytes(b"an older ledger")
    report = take_in(desk)
    assert forget(desk.store, [report], desk.clock, by="ann").backups == [backup]


def test_what_is_not_there_cannot_be_forgotten(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no report aaaaaaaaaaaa"):
        forget(desk.store, [desk.added[0].report, "aaaaaaaaaaaa"], desk.clock, by="ann")
    with pytest.raises(UsageError, match="who judges"):
        forget(desk.store, [desk.added[0].report], desk.clock, by=None)
    assert desk.rows("SELECT count(*) FROM reports") == [(2,)]


def test_a_reader_that_holds_the_old_state_is_told_of(desk: Desk) -> None:
    report = take_in(desk)
    desk.store.connection.set_busy_timeout(0)
    reader = open_store(desk.path)
    rows = reader.run("SELECT text FROM versions")
    assert next(rows)
    with pytest.raises(LedgerError, match="forget --clean"):
        forget(desk.store, [report], desk.clock, by="ann")
    reader.close()
    clean(desk.store)
    assert found(desk) == []


def test_a_name_that_was_set_and_taken_back_is_gone_too(desk: Desk) -> None:
    report = take_in(desk)
    (version,) = desk.rows("SELECT name FROM versions ORDER BY id DESC LIMIT 1")[0]
    judging = desk.judging
    (row,) = judging.judge([Asked(f"{version}.A11-20", "set", {"name": "Brindlewox"})], by="ann")
    judging.undo(row.id, by="ann")
    desk.store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Brindlewox" in desk.path.read_bytes()
    forget(desk.store, [report], desk.clock, by="ann")
    assert b"Brindlewox" not in desk.path.read_bytes()
    assert list(faults(desk.store)) == []


def test_a_withdrawn_report_can_be_forgotten(desk: Desk) -> None:
    report = take_in(desk)
    Judging(desk.store, desk.clock).withdraw([report], by="ann", why="Wexlimore")
    forget(desk.store, [report], desk.clock, by="ann")
    assert found(desk) == []
    assert velmar()[0].report.text in [row[0] for row in desk.rows("SELECT text FROM versions")]
    assert not re.search("Wexlimore", str(desk.rows("SELECT * FROM judgements")))

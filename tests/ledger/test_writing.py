"""What is written stands there once, whole, and comes back as it was."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.intake import report_of_text
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import FACT, entity_key, plain, report_name, version_name
from onrecord.ledger.rows import LARGEST
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Actor, Figure, Mention, Record, Span

EXAMPLES = Path(__file__).parents[2] / "examples"
NOON = "2024-10-27T12:00:00Z"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(onrecord.read_all([EXAMPLES], published="2024-10-27"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "ledger.db", write=True)
    yield store
    store.close()


@pytest.fixture
def writer(store: Store) -> Writer:
    return Writer(store, lambda: NOON)


def as_read_by(record: Record, version: str) -> Record:
    return msgspec.structs.replace(record, version=version)


def with_text(record: Record, text: str, **known: object) -> Record:
    """A record of another text, with no facts: what came with the report is kept."""
    report = msgspec.structs.replace(record.report, text=text, id=report_of_text(text).id, **known)
    return Record(version=record.version, report=report)


def counts(store: Store) -> dict[str, int]:
    tables = ("reports", "versions", "readings", "events", "attributions", "mentions", "words")
    return {table: store.value(f"SELECT count(*) FROM {table}") for table in tables}


def test_every_record_comes_back_as_it_was(writer: Writer, records: list[Record]) -> None:
    run = writer.begin("add", records[0].version, "settings")
    writer.add(records, run)
    readings = [row[0] for row in writer.store.run("SELECT id FROM readings ORDER BY id")]
    assert [record_at(writer.store, reading) for reading in readings] == records
    assert sum(len(record.events) for record in records) > 200


def test_whole_numbers_beyond_sqlite_and_none_come_back(
    writer: Writer, records: list[Record]
) -> None:
    figures = (
        Figure(id="F1", span=Span(0, 3), low=LARGEST + 1, high=None),
        Figure(id="F2", span=Span(4, 7), low=0.5, high=3),
    )
    record = msgspec.structs.replace(
        with_text(records[0], "Numbers beyond reason."), figures=figures
    )
    writer.add([record], writer.begin("add", record.version, ""))
    kept = record_at(writer.store, 1)
    assert kept.figures == figures
    assert isinstance(kept.figures[1].high, int)


def test_the_same_report_twice_is_one(writer: Writer, records: list[Record]) -> None:
    run = writer.begin("add", records[0].version, "settings")
    first = writer.add(records, run)
    before = counts(writer.store)
    again = writer.add(records, writer.begin("add", records[0].version, "settings"))
    assert {one.outcome for one in first} == {"new"}
    assert {one.outcome for one in again} == {"known"}
    assert counts(writer.store) == before
    assert [one.version for one in again] == [one.version for one in first]


def test_twice_in_one_batch_is_one(writer: Writer, records: list[Record]) -> None:
    run = writer.begin("add", records[0].version, "settings")
    added = writer.add([records[0], records[0]], run)
    assert [one.outcome for one in added] == ["new", "known"]


def test_a_page_that_changed_is_a_new_version_of_its_report(
    writer: Writer, records: list[Record]
) -> None:
    run = writer.begin("add", "1", "")
    old = with_text(records[0], "Six were hurt.", url="https://example.org/fire")
    new = with_text(records[0], "Seven were hurt.", url="https://example.org/fire")
    first, second = writer.add([old], run)[0], writer.add([new], run)[0]
    assert (first.outcome, second.outcome) == ("new", "updated")
    assert first.report == second.report and first.version != second.version
    assert writer.store.value("SELECT count(*) FROM versions") == 2
    standing = writer.store.value(
        "SELECT text FROM versions JOIN standing ON version = versions.id"
    )
    assert standing == "Seven were hurt."


def test_the_version_seen_last_stands_whatever_came_first(
    writer: Writer, records: list[Record]
) -> None:
    run = writer.begin("add", "1", "")
    for text, seen in (("It is open.", "2024-10-03"), ("It is shut.", "2024-10-01")):
        writer.add([with_text(records[0], text, url="https://example.org/a")], run, seen=[seen])
    sql = "SELECT text FROM versions JOIN standing ON version = versions.id"
    assert list(writer.store.run(sql)) == [("It is open.",)]


def test_the_same_words_at_two_addresses_are_two_reports(
    writer: Writer, records: list[Record]
) -> None:
    run = writer.begin("add", "1", "")
    texts = [
        with_text(records[0], "It rained.", url=f"https://example.org/{name}") for name in "ab"
    ]
    assert {one.outcome for one in writer.add(texts, run)} == {"new"}
    assert writer.store.value("SELECT count(*) FROM reports") == 2


def test_what_lies_in_a_place_later_is_a_version_of_what_lay_there(
    writer: Writer, records: list[Record]
) -> None:
    run = writer.begin("add", "1", "")
    texts = [with_text(records[0], text) for text in ("Draft.", "Final.")]
    added = [writer.add([one], run, places=["desk/report.txt"])[0] for one in texts]
    assert [one.outcome for one in added] == ["new", "updated"]
    moved = writer.add([texts[1]], run, places=["archive/report.txt"])[0]
    assert moved.outcome == "known" and moved.report == added[0].report


def test_a_newer_onrecord_adds_a_reading_and_the_newest_stands(
    writer: Writer, records: list[Record]
) -> None:
    old, new = as_read_by(records[0], "1"), as_read_by(with_text(records[0], "x"), "2")
    new = msgspec.structs.replace(new, report=old.report)
    first = writer.begin("add", "1", "")
    writer.add([old], first)
    kept = writer.store.value("SELECT count(*) FROM events")
    assert writer.store.value("SELECT count(*) FROM deeds") > 0
    added = writer.add([new], writer.begin("reread", "2", ""))[0]
    assert added.outcome == "reread"
    assert writer.store.value("SELECT count(*) FROM readings") == 2
    assert writer.store.value("SELECT count(*) FROM events") == kept  # nothing is taken away
    assert writer.store.value("SELECT count(*) FROM deeds") == 0  # but what stands is the new one
    assert record_at(writer.store, 1) == old


def test_what_fails_leaves_nothing_behind(writer: Writer, records: list[Record]) -> None:
    run = writer.begin("add", "1", "")
    broken = msgspec.structs.replace(
        as_read_by(records[1], "1"),
        links=(object(),),  # type: ignore[arg-type]
    )
    before = counts(writer.store)
    with pytest.raises(AttributeError):
        writer.add([as_read_by(records[0], "1"), broken], run)
    assert counts(writer.store) == before
    assert writer.add([as_read_by(records[0], "1")], run)[0].outcome == "new"
    assert writer.store.value("SELECT count(*) FROM pragma_foreign_key_check") == 0


def test_the_shelf_can_be_made_again_from_the_rows(writer: Writer, records: list[Record]) -> None:
    writer.add(records, writer.begin("add", records[0].version, ""))
    shelf = {
        table: list(writer.store.run(f"SELECT * FROM {table} ORDER BY 1, 2, 3"))
        for table in ("standing", "deeds", "statements")
    }
    assert all(shelf.values())
    with writer.store.transaction():
        for (report,) in list(writer.store.run("SELECT id FROM reports")):
            writer.reshelve(report)
    for table, rows in shelf.items():
        assert list(writer.store.run(f"SELECT * FROM {table} ORDER BY 1, 2, 3")) == rows


def test_full_text_finds_what_was_added(writer: Writer, records: list[Record]) -> None:
    text = with_text(records[0], "The lighthouse keeper of Valdora resigned.")
    writer.add([text], writer.begin("add", "1", ""))
    found = "SELECT count(*) FROM words WHERE words MATCH ?"
    assert writer.store.value(found, ("NEAR(lighthouse keeper)",)) == 1
    assert writer.store.value(found, ("submarine",)) == 0


def views(store: Store) -> Callable[[str], list[tuple[object, ...]]]:
    return lambda sql: sorted(store.run(sql), key=repr)


def test_the_order_of_reports_does_not_matter(tmp_path: Path, records: list[Record]) -> None:
    seen = []
    for name, given in (("a", records), ("b", records[::-1])):
        store = open_store(tmp_path / f"{name}.db", write=True)
        writer = Writer(store, lambda: NOON)
        run = writer.begin("add", records[0].version, "")
        for record in given:
            writer.add([record], run)
        rows = views(store)
        seen.append(
            [
                rows("SELECT name, key FROM reports"),
                rows("SELECT name, hash, title FROM versions"),
                rows(
                    "SELECT versions.name, event, n, day, type, mode, cameo, status, one.name,"
                    " other.name FROM deeds JOIN standing USING (reading)"
                    " JOIN versions ON versions.id = standing.version"
                    " LEFT JOIN entities AS one ON one.id = actor"
                    " LEFT JOIN entities AS other ON other.id = recipient"
                ),
            ]
        )
        store.close()
    assert seen[0] == seen[1]
    assert len(seen[0][2]) > 20


def test_names_are_short_and_of_content_alone(records: list[Record]) -> None:
    report = records[0].report
    assert version_name("key", report) == version_name(
        "key", msgspec.structs.replace(report, ref="x")
    )
    changed = msgspec.structs.replace(report, title="Another")
    assert version_name("key", report) != version_name("key", changed)
    assert report_name("key") != report_name("other")
    assert FACT.fullmatch(f"{version_name('key', report)}.E12-19")


@pytest.mark.parametrize(
    ("actor", "key"),
    [
        (Actor(id="A1", name="South Korea", kind="country", country="KOR"), "country:KOR"),
        (Actor(id="A1", name="NATO", kind="organization", wikidata="Q7184"), "Q7184"),
        (Actor(id="A1", name="Ann Moor", kind="person"), "person:ann moor"),
        (Actor(id="A1", name="Moor", kind="person"), None),
        (Actor(id="A1", name="residents", kind="group"), None),
        (
            Actor(id="A1", name="The Ministry of Defence", kind="organization", country="GBR"),
            "organization:ministry of defence@GBR",
        ),
    ],
)
def test_one_key_for_one_actor_across_reports(actor: Actor, key: str | None) -> None:
    named = msgspec.structs.replace(actor, mentions=(Mention(Span(0, 4), "name"),))
    assert entity_key(named) == key


def test_somebody_who_is_never_named_is_known_in_one_report_only() -> None:
    actor = Actor(id="A1", name="the port authority", kind="organization")
    nominal = msgspec.structs.replace(actor, mentions=(Mention(Span(0, 18), "nominal"),))
    assert entity_key(nominal) is None


def test_plain_names() -> None:
    assert plain("The U.S. Navy’s ") == plain("US Navy") == "us navy"

"""The Python way in, as a user meets it."""

from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord.errors import NotText, ReadError, UsageError

EXAMPLES = Path(__file__).parent.parent / "examples"
TEXT = "Rebels attacked the port on Friday, two officers said."


def test_a_text_becomes_a_record() -> None:
    record = onrecord.read(TEXT, published="2024-10-27", outlet="The Gazette")
    assert isinstance(record, onrecord.Record)
    assert record.schema == "onrecord/1"
    assert record.report.text == TEXT
    assert (record.report.published, record.report.published_basis) == ("2024-10-27", "given")
    assert record.report.outlet == "The Gazette"
    assert record.timexes[0].value == "2024-10-25"
    assert record.attributions[0].source.kind == "unnamed-official"
    assert [(e.type, e.status) for e in record.events if e.type] == [("ASSAULT", "happened")]


def test_reading_twice_and_after_importing_the_folders(tmp_path: Path) -> None:
    import onrecord.intake
    import onrecord.parse

    assert onrecord.intake and onrecord.parse
    assert onrecord.read(TEXT) == onrecord.read(TEXT)


def test_a_long_text_of_one_line_is_no_name_of_a_file() -> None:
    text = " ".join([TEXT] * 120)
    assert onrecord.read(text).report.text == text


def test_a_path_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    by_path = onrecord.read(path, published="2024-10-27")
    by_name = onrecord.read(str(path), published="2024-10-27")
    by_text = onrecord.read(TEXT, published="2024-10-27")
    assert by_path == by_name
    assert by_path.report.id == by_text.report.id
    assert msgspec.structs.replace(by_path, report=by_text.report) == by_text


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotText):
        onrecord.read("   \n")
    with pytest.raises(ReadError, match="nowhere"):
        onrecord.read(tmp_path / "nowhere.txt")
    with pytest.raises(ReadError, match="YYYY-MM-DD"):
        onrecord.read(TEXT, published="soon")


def test_many_reports_stream_in_order(tmp_path: Path) -> None:
    rows = [{"id": f"r{i}", "text": f"{TEXT} It is report {i}."} for i in range(40)]
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows))
    found = list(onrecord.read_all([path]))
    assert [record.report.ref for record in found] == [row["id"] for row in rows]
    assert all(len(record.attributions) == 1 for record in found)


def test_a_bad_source_raises_unless_somebody_listens(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(ReadError, match=r"empty\.txt"):
        list(onrecord.read_all([tmp_path]))
    told: list[str] = []
    found = list(onrecord.read_all([tmp_path], on_problem=lambda p: told.append(p.ref)))
    assert len(found) == 1 and len(told) == 1 and told[0].endswith("empty.txt")


def test_every_fact_has_its_reason() -> None:
    record = onrecord.read(TEXT, published="2024-10-27")
    reasons = onrecord.explain(TEXT, published="2024-10-27")
    facts = (*record.attributions, *record.events, *record.timexes, *record.actors)
    assert facts and {fact.id for fact in facts} <= set(reasons)
    assert onrecord.explain(TEXT, "S1", published="2024-10-27")["S1"].because
    with pytest.raises(UsageError, match="S9"):
        onrecord.explain(TEXT, "S9")


def test_the_public_names_are_there() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    with pytest.raises(AttributeError):
        onrecord.nothing_of_the_kind  # noqa: B018


def test_ones_own_actors_are_used_for_one_reading_only(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("name\tkind\tcountry\tsector\nPort of Valdora\torganization\tCOL\tGOV\n")
    text = "The Port of Valdora closed its gates on Friday, officials said."
    with_own = onrecord.read(text, published="2024-10-27", actors=table)
    without = onrecord.read(text, published="2024-10-27")
    assert [a.country for a in with_own.actors if "Valdora" in a.name] == ["COL"]
    assert [a.country for a in without.actors if "Valdora" in a.name] == [None]


def test_reports_go_into_a_ledger_and_come_back(tmp_path: Path) -> None:
    told: list[object] = []
    summary = onrecord.add([EXAMPLES], tmp_path / "l.db", tell=told.append)
    assert (summary.new, len(told)) == (12, 12)
    with onrecord.Ledger(tmp_path / "l.db") as ledger:
        records = list(ledger.records())
    assert sorted(record.report.ref for record in records) == sorted(
        record.report.ref for record in onrecord.read_all([EXAMPLES])
    )
    assert onrecord.add([EXAMPLES], tmp_path / "l.db").new == 0

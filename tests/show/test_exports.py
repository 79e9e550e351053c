"""All forms of export: the same twice, empty, of odd texts, refused, and back into a ledger."""

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.errors import LedgerError, UsageError
from onrecord.ledger.asking_rows import library
from onrecord.ledger.judging import worked_in
from onrecord.model import Record
from onrecord.show.cli import app
from onrecord.show.exports import stix, tables
from onrecord.show.exports.catalogue import ALL
from onrecord.show.exports.columns import TABLES
from tests.show.exporting_desk import filled, odd, velmar

ROOT = Path(__file__).parents[2]
FORMS = [form.name for form in ALL]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("l") / "l.db", [*velmar(), odd()])


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = [ROOT / "examples" / name for name in ("denial.txt", "wire-batch.jsonl", "page.html")]
    records = list(onrecord.read_all(sources, published="2024-10-27"))
    return filled(tmp_path_factory.mktemp("e") / "e.db", records)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("n") / "n.db", [])


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stderr


def contents(path: Path) -> dict[str, bytes]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {str(file.relative_to(path)): file.read_bytes() for file in files if file.is_file()}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_ledger_gives_the_same_bytes(examples: Path, tmp_path: Path, form: str) -> None:
    first = onrecord.export(examples, form, tmp_path / "one")
    assert first == onrecord.export(examples, form, tmp_path / "two") > 0
    held = contents(tmp_path / "one")
    assert held == contents(tmp_path / "two")
    assert any(held.values())
    assert sorted(file.name for file in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_ledger_gives_an_empty_whole(empty: Path, tmp_path: Path, form: str) -> None:
    assert onrecord.export(empty, form, tmp_path / "out") == 0
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("form", FORMS)
def test_withdrawn_reports_stay_out_of_all_but_the_tables(tmp_path: Path, form: str) -> None:
    path = filled(tmp_path / "l.db", velmar()[:1])
    with onrecord.Ledger(path, write=True, clock=lambda: "1894-03-06T12:00:00Z") as ledger:
        (name,) = next(ledger.store.run("SELECT name FROM reports"))
        ledger.withdraw(name, by="ann")
        number = onrecord.export(ledger, form, tmp_path / "out")
    assert number == (1 if form.startswith("tables") else 0)


@pytest.mark.parametrize("form", ["tables-jsonl", "tables-parquet"])
def test_tables_come_back_row_for_row(ledger: Path, tmp_path: Path, form: str) -> None:
    code, told = run("export", form, "--ledger", ledger, "--out", tmp_path / "dump")
    assert (code, told) == (0, f"onrecord: 3 reports in {tmp_path / 'dump'}\n")
    assert run("import", tmp_path / "dump", "--ledger", tmp_path / "copy.db", "--no-link")[0] == 0
    assert rows(tmp_path / "copy.db") == rows(ledger)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all plain tables."""
    with sqlite3.connect(path) as file:
        names = [
            row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type='table'")
        ]
        found = {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    file.close()
    assert len(found["events"]) == 17
    return {name: sorted(held, key=repr) for name, held in found.items() if "words" not in name}


@pytest.mark.parametrize("name", ["records.jsonl", "records.jsonl.gz"])
def test_records_come_back(ledger: Path, tmp_path: Path, name: str) -> None:
    assert run("export", "records", "--ledger", ledger, "--out", tmp_path / name)[0] == 0
    copy = tmp_path / "copy.db"
    assert run("import", tmp_path / name, "--ledger", copy)[0] == 0
    assert run("export", "records", "--ledger", copy, "--out", tmp_path / f"again-{name}")[0] == 0
    assert (tmp_path / name).read_bytes() == (tmp_path / f"again-{name}").read_bytes()
    with onrecord.Ledger(copy) as again:
        back = {record.report.title: record for record in again.records()}
    assert back == {record.report.title: record for record in [*velmar(), odd()]}


def test_what_people_judged_is_worked_in(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.db", velmar()[:1])
    with onrecord.Ledger(path, write=True, clock=lambda: "1894-03-06T12:00:00Z") as ledger:
        onrecord.export(ledger, "plover", tmp_path / "before.jsonl")
        first, second = map(json.loads, (tmp_path / "before.jsonl").read_text().splitlines())
        ledger.judge(first["id"], "set", by="ann", status="denied")
        ledger.judge(second["id"], "set", by="ann", type="COERCE")
        onrecord.export(ledger, "plover", tmp_path / "after.jsonl")
        (left,) = map(json.loads, (tmp_path / "after.jsonl").read_text().splitlines())
        assert (left["id"], left["event"]) == (second["id"], ["COERCE"])
        onrecord.export(ledger, "csv", tmp_path / "csv")
    assert (tmp_path / "csv" / "events.csv").read_text().count(",set,") == 2


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 4),
        ({"published_since": "1894-03-04"}, 4),
        ({"published_until": "1894-03-03"}, 0),
        ({"outlet": "Selters Gazette"}, 2),
        ({"words": "dockers killed"}, 2),
        ({"country": "Germany"}, 1),
        ({"country": "DEU,FRA"}, 2),
        ({"type": "ASSAULT"}, 2),
        ({"type": "assault,consult"}, 3),
        ({"status": "denied"}, 1),
        ({"status": "not,ahead"}, 3),
        ({"status": "all"}, 7),
        ({"confidence": 0.55}, 3),
    ],
)
def test_filters_narrow(tmp_path: Path, filters: dict[str, object], count: int) -> None:
    path = filled(tmp_path / "l.db", velmar())
    assert onrecord.export(path, "polecat", tmp_path / "out", **filters) == count


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["plouver"], "Did you mean plover?"),
        (["scroll"], "Allowed: records, tables-jsonl, tables-parquet, csv, parquet, plover"),
        (["records", "--type", "ASSAULT"], "records holds whole records and does not take --type"),
        (["tables-jsonl", "--outlet", "x"], "holds the whole ledger and does not take --outlet"),
        (["csv", "--fold-status"], "csv tells the status; only plover, polecat, gdelt"),
        (["csv", "--limit", "3"], "csv does not take --limit"),
        (["plover", "--status", "maybe"], "'maybe' is no status"),
        (["plover", "--type", "WAR"], "'WAR' is no PLOVER type"),
        (["plover", "--country", "Narnia"], "'Narnia' is no country"),
        (["plover", "--confidence", "7"], "7.0 is no confidence"),
        (["plover", "--published-since", "soon"], "'soon' is no date"),
    ],
)
def test_wrong_use_is_told(ledger: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        run("export", *arguments, "--ledger", ledger, "--out", tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_wrong_use_in_python_is_told(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'actor' is no filter of exports"):
        onrecord.export(ledger, "csv", tmp_path / "out", actor="PRK")
    with pytest.raises(LedgerError, match="there is no ledger"):
        onrecord.export(tmp_path / "none.db", "csv", tmp_path / "out")


def test_nothing_is_written_over_a_folder(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    for form in ("csv", "tables-jsonl", "docbin", "plover"):
        with pytest.raises(UsageError, match=r"not empty|there already|is a folder"):
            onrecord.export(ledger, form, tmp_path / "mine")
    assert contents(tmp_path) == {"mine/notes.txt": b"mine"}
    with pytest.raises(UsageError, match="cannot be written"):
        onrecord.export(ledger, "plover", tmp_path / "no" / "such.jsonl")


def test_a_file_that_was_there_stays_where_an_export_fails(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "events.jsonl"
    out.write_text("old")

    def fail(*_: object, **__: object) -> Iterator[None]:
        raise RuntimeError("broken")

    monkeypatch.setattr("onrecord.show.exports.plover._event", fail)
    with pytest.raises(RuntimeError, match="broken"):
        onrecord.export(ledger, "plover", out)
    assert contents(tmp_path) == {"events.jsonl": b"old"}


@pytest.mark.parametrize(
    ("form", "module", "extra"), [("stix", stix, "stix"), ("parquet", tables, "arrow")]
)
def test_a_missing_library_is_named(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: object,
    extra: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(module, "library", lambda name, extra=None: library(f"no_{name}", extra))
    with pytest.raises(UsageError, match=re.escape(f"pip install 'onrecord[{extra}]'")):
        onrecord.export(ledger, form, tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_all_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "l.db", velmar()[:1])

    def meanwhile(*given: Any) -> Any:
        filled(path, velmar()[1:])  # another program adds a report
        return worked_in(*given)

    monkeypatch.setattr("onrecord.show.exports.standing.worked_in", meanwhile)
    assert onrecord.export(path, "records", tmp_path / "out.jsonl") == 1
    monkeypatch.undo()
    assert onrecord.export(path, "records", tmp_path / "out.jsonl") == 2


def test_reports_come_in_the_order_of_publication(ledger: Path, tmp_path: Path) -> None:
    onrecord.export(ledger, "records", tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    held = [msgspec.json.decode(line, type=Record).report.published for line in lines]
    assert held == ["1894-03", "1894-03-04", "1894-03-04"]


def test_every_form_and_column_is_documented_and_no_other() -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    command = (ROOT / "docs" / "cli.md").read_text("utf-8").split("\n## onrecord export\n")[1]
    for form in ALL:
        assert f"| `{form.name}` | {form.what} | {form.out} | {form.takes} |" in page
        assert f"`{form.name}`" in command.split("\n## ")[0]
    for table in TABLES:
        section = page.split(f"\n### {table.name}\n")[1].split("\n## ")[0].split("\n### ")[0]
        said = [line for line in section.splitlines() if line.startswith("| `")]
        assert said == [f"| `{c.name}` | {c.type} | {c.holds} |" for c in table.columns]
    assert len(re.findall(r"^### ", page, re.M)) == len(TABLES)

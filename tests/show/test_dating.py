"""`onrecord date`: records dated after they were read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.errors import UsageError
from onrecord.show.cli import app
from onrecord.show.dating import write_dated

TEXT = "Fenn resigned on Friday. Her rival takes over next week."
DAY = "2024-10-27"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """One report, read without a date."""
    report, made = tmp_path / "report.txt", tmp_path / "records.jsonl"
    report.write_text(TEXT, encoding="utf-8")
    assert CliRunner().invoke(app, ["read", str(report), "--out", str(made)]).exit_code == 0
    return made


def values(text: str) -> list[str]:
    return [timex["value"] for timex in json.loads(text)["timexes"]]


def test_a_record_is_dated_without_its_report(records: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").unlink()
    assert values(records.read_text("utf-8")) == ["XXXX-WXX-5", "XXXX-WXX"]
    result = CliRunner().invoke(app, ["date", str(records), "--published", DAY])
    assert (result.exit_code, result.stderr) == (0, "onrecord: 1 dated\n")
    assert values(result.stdout) == ["2024-10-25", "2024-W44"]
    assert json.loads(result.stdout)["report"]["published_basis"] == "given"


def test_it_is_what_reading_with_the_date_gives(records: Path, tmp_path: Path) -> None:
    run = CliRunner()
    command = ["read", str(tmp_path / "report.txt"), "--published", DAY, "--format", "jsonl"]
    read = run.invoke(app, command).stdout
    assert run.invoke(app, ["date", str(records), "--published", DAY]).stdout == read


def test_a_record_with_its_date_is_left_alone_unless_all_are_asked_for(records: Path) -> None:
    run, out = CliRunner(), records.with_name("dated.jsonl")
    run.invoke(app, ["date", str(records), "--published", DAY, "--out", str(out)])
    other = ["date", str(out), "--published", "2009-06-14"]
    assert values(run.invoke(app, other).stdout) == ["2024-10-25", "2024-W44"]
    assert values(run.invoke(app, [*other, "--all"]).stdout) == ["2009-06-12", "2009-W25"]


def test_standard_input_is_read(records: Path) -> None:
    command = ["date", "-", "--published", DAY]
    result = CliRunner().invoke(app, command, input=records.read_bytes())
    assert values(result.stdout) == ["2024-10-25", "2024-W44"]


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"wrong\.jsonl, line 1 is no record"):
        write_dated(str(wrong), DAY, None, everything=False)
    with pytest.raises(UsageError, match="cannot be read"):
        write_dated(str(tmp_path / "none.jsonl"), DAY, None, everything=False)


def test_a_reading_that_cannot_be_followed_is_told(records: Path) -> None:
    text = records.read_text("utf-8").replace("weekday(WEEKDAY=5)", "unheard-of(WEEKDAY=5)")
    records.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be dated"):
        write_dated(str(records), DAY, None, everything=False)


def test_the_records_are_not_written_over_while_they_are_read(records: Path) -> None:
    before = records.read_bytes()
    with pytest.raises(UsageError, match="Give --out another name"):
        write_dated(str(records), DAY, records, everything=False)
    assert records.read_bytes() == before


def test_a_date_that_is_none_is_refused(records: Path) -> None:
    result = CliRunner().invoke(app, ["date", str(records), "--published", "soon"])
    assert result.exit_code == 2

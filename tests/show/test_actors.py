"""`onrecord actors suggest`, and tables of the user's own in a run."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.knowledge.own import own_actors, read_actors
from onrecord.show.actors import tsv
from onrecord.show.cli import app

FIRST = "Oren Takk met the National Harbour Board (NHB). Takk said the NHB had agreed. He smiled."
SECOND = "Transport Minister Oren Takk resigned on Monday, Reuters reported. Takk gave no reason."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments], env=env)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_frequent_unknown_actors_are_counted(reports: Path) -> None:
    lines = run("actors", "suggest", reports, "--format", "tsv").split("\n")
    assert lines[1].split("\t")[:3] == ["name", "names", "kind"]
    takk = next(i for i, line in enumerate(lines) if line.startswith("Oren Takk\t"))
    cells = dict(zip(lines[1].split("\t"), lines[takk].split("\t"), strict=True))
    assert (cells["kind"], cells["title"]) == ("person", "Transport Minister")
    before = "\n".join(lines[:takk])
    assert "# 5 mentions in 2 reports" in before
    assert "Oren Takk met the National Harbour" in before


def test_what_a_table_knows_is_not_suggested(reports: Path) -> None:
    names = run("actors", "suggest", reports, "--format", "tsv", "--least", "1")
    assert "Reuters\t" not in names
    assert "National Harbour Board\tNHB\torganization" in names


def test_least_leaves_out_the_rare(reports: Path) -> None:
    assert "Board\t" not in run("actors", "suggest", reports, "--format", "tsv", "--least", "4")


def test_the_table_can_be_used_as_it_is(reports: Path, tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text(run("actors", "suggest", reports, "-f", "tsv", "--least", "1"), "utf-8")
    assert {row.name for row in read_actors(table)} >= {"Oren Takk", "National Harbour Board"}
    assert "Takk" not in run("actors", "suggest", reports, "-f", "tsv", "--actors", table)


def test_a_table_counts_in_a_run_by_option_and_by_environment(
    reports: Path, tmp_path: Path
) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text("name\tkind\tcountry\tsector\nOren Takk\tperson\tNOR\tGOV\n", "utf-8")
    report = reports / "a.txt"
    plain = json.loads(run("read", report, "--format", "json"))
    given = json.loads(run("read", report, "--format", "json", "--actors", table))
    named = json.loads(run("read", report, "-f", "json", env={"ONRECORD_ACTORS": str(table)}))
    assert plain["actors"][0]["country"] is None
    assert given["actors"][0]["country"] == named["actors"][0]["country"] == "NOR"
    run("read", report, "--format", "json")
    assert own_actors() == ()


def test_a_screen_gets_a_table_for_the_eye(reports: Path) -> None:
    shown = run("actors", "suggest", reports, "--format", "terminal")
    assert "mentions" in shown
    assert "Oren Takk" in shown


def test_a_wrong_table_stops_the_run(reports: Path, tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text("name\tkind\nTakk\tghost\n", "utf-8")
    result = CliRunner().invoke(app, ["read", str(reports), "--actors", str(table)])
    assert result.exit_code != 0
    assert "Allowed in kind" in str(result.exception)


def test_no_suggestions_are_an_empty_table() -> None:
    assert len(list(tsv([]))) == 2

"""The commands that ask a ledger, run as a user runs them."""

import csv
import importlib.util
import io
import json
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import Result
from typer.testing import CliRunner

from onrecord.ledger.asking_tables import LISTS
from onrecord.ledger.store import open_store
from onrecord.show.asking import SHOWN
from onrecord.show.asking_charts import WIDTH, bar
from onrecord.show.cli import app
from onrecord.show.plotting import _next, _steps
from tests.asked_ledger import fill

ROOT = Path(__file__).parents[2]
LISTED = ("reports", "events", "attributions", "figures", "timexes", "timeline", "actors")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "ledger.db"
    fill(path).close()
    return path


def ask(path: Path, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(app, [command, "--ledger", str(path), *rest])


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, (result.output, result.exception)
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", LISTED)
def test_each_list_is_written_in_each_format(path: Path, name: str) -> None:
    rows = lines(ask(path, name))
    assert ask(path, name, "--count").stdout.strip() == str(len(rows))
    assert json.loads(ask(path, name, "--format", "json").stdout) == rows
    for format, mark in (("csv", ","), ("tsv", "\t")):
        text = ask(path, name, "--format", format).stdout
        cells = list(csv.DictReader(io.StringIO(text), delimiter=mark))
        assert len(cells) == len(rows)
        assert list(cells[0]) == list(rows[0])
    table = ask(path, name, "--format", "table", "--limit", "2").stdout
    assert all(column in table for column in ("day", "id")) or name not in ("events", "timeline")
    assert len(lines(ask(path, name, "--limit", "3", "--offset", "1"))) == min(3, len(rows) - 1)


def test_parquet_holds_the_same_rows(path: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "events.parquet"
    assert ask(path, "events", "--out", str(file)).exit_code == 0
    assert parquet.read_table(file).to_pylist() == lines(ask(path, "events"))
    piped = ask(path, "events", "--format", "parquet")
    assert piped.stdout_bytes == file.read_bytes()


def test_the_columns_on_a_screen_are_columns_of_the_list() -> None:
    for name, columns in SHOWN.items():
        if name in LISTS:
            assert set(columns) <= set(LISTS[name].columns)


def test_a_screen_shows_fifty_and_says_how_many_there_are(path: Path) -> None:
    result = ask(path, "attributions", "--format", "table")
    total = len(lines(ask(path, "attributions")))
    assert total > 50
    assert result.stderr.endswith(f"onrecord: 50 of {total:,}; --limit N shows more\n")
    assert "…" in result.stdout


def test_filters_reach_the_ledger(path: Path) -> None:
    rows = lines(ask(path, "events", "--status", "ahead", "--type", "consult"))
    assert rows
    assert {row["type"] for row in rows} == {"CONSULT"}
    dated = lines(ask(path, "events", "--published-since", "2024", "--confidence", "0.5"))
    assert dated
    assert all(float(str(row["confidence"])) >= 0.5 for row in dated)
    assert len(lines(ask(path, "events", "--all"))) > len(lines(ask(path, "events")))


def test_groups_are_counted_and_drawn(path: Path) -> None:
    rows = lines(ask(path, "events", "--by", "actor-country,type"))
    assert list(rows[0]) == ["actor_country", "type", "count", "reports", "goldstein"]
    chart = ask(path, "events", "--by", "type", "--chart").stdout.splitlines()
    counts = [row["count"] for row in lines(ask(path, "events", "--by", "type"))]
    assert [int(line.split()[-1]) for line in chart] == counts
    assert chart[0].count("█") == WIDTH


def test_bars_are_as_long_as_their_counts() -> None:
    assert bar(0, 10) == ""
    assert bar(10, 10) == "█" * WIDTH
    assert len(bar(5, 10)) == WIDTH // 2
    assert bar(1, 100_000) == "▏"


def test_search_gives_snippets_and_facets(path: Path) -> None:
    rows = lines(ask(path, "search", "said OR told"))
    assert any("[said]" in str(row["snippet"]) for row in rows)
    months = lines(ask(path, "search", "said OR told", "--by", "month"))
    assert sum(int(str(row["count"])) for row in months) == len(rows)
    assert ask(path, "search", "said OR told", "--count").stdout.strip() == str(len(rows))


def test_actors_suggest_is_still_there(path: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Ada Quill said the port of Velmar was open.")
    result = CliRunner().invoke(app, ["actors", "suggest", str(tmp_path / "report.txt")])
    assert result.exit_code == 0
    assert result.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("events", "--status", "plannd"), "Did you mean planned?"),
        (("events", "--by", "colour"), "key to group events by"),
        (("events", "--chart"), "--by KEY"),
        (("search", '"one'), "double quotes"),
        (("sql",), "what SELECT?"),
        (("sql", "DELETE FROM deeds"), "only SELECT is allowed"),
        (("sql", "SELECT * FROM sentences", "--most", "2"), "more than 2 rows"),
        (("events", "--out", "no/such/folder/events.csv"), "cannot be written"),
    ],
)
def test_mistakes_are_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...], says: str,
) -> None:  # fmt: skip
    from onrecord.show import cli

    command, *rest = arguments
    monkeypatch.setattr("sys.argv", ["onrecord", command, "--ledger", str(path), *rest])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    assert says in capsys.readouterr().err


def test_there_must_be_a_ledger(tmp_path: Path) -> None:
    result = ask(tmp_path / "none.db", "events")
    assert "there is no ledger" in str(result.exception)


def test_sql_names_columns_once_and_ends_in_time(path: Path) -> None:
    rows = lines(ask(path, "sql", "SELECT 1 AS n, 2 AS n"))
    assert rows == [{"n": 1, "n_2": 2}]
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    result = ask(path, "sql", endless, "--seconds", "0.05")
    assert "took too long" in str(result.exception)


def test_the_schema_is_printed_with_its_words(path: Path) -> None:
    text = ask(path, "sql", "--schema").stdout
    store = open_store(path)
    names = [row[0] for row in store.run(
        "SELECT name FROM sqlite_schema WHERE type = 'view' OR sql LIKE 'CREATE TABLE%'"
        " AND name NOT LIKE 'words%'")]  # fmt: skip
    store.close()
    assert len(names) > 30
    assert all(f" {name}  -- " in text or f" {name}\n" in text for name in names)


@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize("name", ["timeline", "stance"])
def test_plots_are_drawn_alike_each_time(
    path: Path, tmp_path: Path, name: str, ending: str
) -> None:
    pytest.importorskip("matplotlib")
    made = []
    for number in range(2):
        file = tmp_path / f"{number}.{ending}"
        result = CliRunner().invoke(
            app, ["plot", name, "--ledger", str(path), "--out", str(file), "--step", "day"]
        )
        assert result.exit_code == 0, (result.output, result.exception)
        made.append(file.read_bytes())
    assert made[0] == made[1]
    assert made[0].startswith(b"\x89PNG" if ending == "png" else b"<?xml")


def test_a_dyad_is_drawn_for_two_countries(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    sides = lines(ask(path, "events", "--by", "actor-country,recipient-country"))
    pair = next([str(row["actor_country"]), str(row["recipient_country"])] for row in sides
                if row["actor_country"] and row["recipient_country"])  # fmt: skip
    file = tmp_path / "dyad.svg"
    arguments = ["plot", "dyad", *pair, "--ledger", str(path), "--out", str(file)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert f"{pair[0]} to {pair[1]}" in file.read_text(encoding="utf-8")
    nothing = CliRunner().invoke(app, [*arguments, "--until", "1900"])
    assert "nothing to draw" in str(nothing.exception)


def test_a_plot_must_be_svg_or_png(path: Path) -> None:
    result = CliRunner().invoke(
        app, ["plot", "timeline", "--ledger", str(path), "--out", "events.gif"]
    )
    assert ".svg or .png" in str(result.exception)


def built() -> ModuleType:
    file = ROOT / "tools" / "build_ledger_docs.py"
    spec = importlib.util.spec_from_file_location("build_ledger_docs", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_of_the_ledger_are_up_to_date() -> None:
    advice = "run python tools/build_ledger_docs.py"
    page = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8")
    assert built().asking_page(page) == page, advice
    schema = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    assert built().ledger_page() == schema, advice


@pytest.mark.parametrize(
    ("first", "after"),
    [
        ("1949", "1950"),
        ("1949-11", "1949-12"),
        ("1949-12", "1950-01"),
        ("1952-02-28", "1952-02-29"),
        ("1949-12-31", "1950-01-01"),
    ],
)
def test_a_plot_steps_through_time_without_a_gap(first: str, after: str) -> None:
    assert _next(first) == after
    assert _steps({"deny": {first: 1}, "confirm": {_next(after): 2}}) == [
        first,
        after,
        _next(after),
    ]


def test_an_axis_of_ages_shows_only_what_has_something() -> None:
    assert _steps({"deny": {"1212-01-01": 1, "1949-01-01": 1}}) == ["1212-01-01", "1949-01-01"]

"""A list as a file is what the command line writes."""

import io

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

import onrecord
from onrecord.show.cli import app

ASKED = [
    ("events", ["--status", "ahead"], "status=ahead"),
    ("events", ["--published-since", "1980", "--sort", "confidence"],
     "published-since=1980&sort=confidence"),
    ("events", ["--all", "--limit", "40"], "all=yes&limit=40"),
    ("attributions", ["--act", "deny,assert", "--limit", "5", "--offset", "2"],
     "act=deny&act=assert&limit=5&offset=2"),
    ("figures", ["--kind", "count"], "kind=count"),
    ("reports", ["--outlet", "Harbour Post"], "outlet=Harbour%20Post"),
    ("actors", ["--kind", "person"], "kind=person"),
]  # fmt: skip


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl", "json"])
@pytest.mark.parametrize(("name", "options", "query"), ASKED)
def test_a_file_is_what_the_command_writes(
    client: TestClient, ledger: onrecord.Ledger, name: str, options: list[str], query: str,
    format: str,
) -> None:  # fmt: skip
    command = [name, *options, "--ledger", str(ledger.store.path), "--format", format]
    said = CliRunner().invoke(app, command)
    assert said.exit_code == 0, said.output
    answer = client.get(f"/{name}?{query}&format={format}")
    assert answer.status_code == 200
    assert answer.text == said.stdout
    assert answer.text.count("\n") > 1 or format == "json"
    assert f'filename="{name}.{format}"' in answer.headers["content-disposition"]


def test_a_search_is_a_file_too(client: TestClient, ledger: onrecord.Ledger) -> None:
    command = ["search", "velmar", "--ledger", str(ledger.store.path), "--format", "csv"]
    said = CliRunner().invoke(app, command).stdout
    assert said.count("\n") > 1
    assert client.get("/?q=velmar&format=csv").text == said


def test_parquet_holds_the_rows(client: TestClient, ledger: onrecord.Ledger) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(client.get("/events?format=parquet").content))
    assert table.column("id").to_pylist() == [row["id"] for row in ledger.events()]


@pytest.mark.parametrize("query", ["format=xml", "format=csv&limit=many", "format=csv&status=x"])
def test_what_is_no_file_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/events?{query}").status_code == 422


def test_the_pages_offer_the_files(client: TestClient) -> None:
    text = client.get("/events?status=ahead&size=20").text
    for format in ("csv", "jsonl", "parquet"):
        assert f'href="/events?status=ahead&amp;format={format}" download' in text


def test_no_file_is_left_behind(
    client: TestClient, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("left")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert client.get("/events?format=csv").status_code == 200
    assert client.get("/judgements/gold?task=events").status_code == 200
    assert client.get("/events?format=csv&status=x").status_code == 422
    assert list(folder.iterdir()) == []

"""The API answers as its own OpenAPI document says, by the words of the command line."""

import json
import re
import time
from typing import Any

import jsonschema
import pytest
import typer.main
from starlette.testclient import TestClient
from typer.testing import CliRunner

import onrecord
from onrecord.ledger.asking_tables import LISTS
from onrecord.show.cli import app
from onrecord.show.web.api import LISTS as SERVED
from tests.show.web.conftest import OWN, Serve

JSON = OWN | {"content-type": "application/json"}
OURS = ("ask", "judge")  # tags of the operations that are tested here


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/openapi.json").json()
    return found


def schema_of(document: dict[str, Any], path: str, method: str, status: int) -> dict[str, Any]:
    content = document["paths"][path][method]["responses"][str(status)]["content"]
    schema: dict[str, Any] = content["application/json"]["schema"]
    return schema


def check(document: dict[str, Any], path: str, answer: Any, method: str = "get") -> None:
    """That an answer keeps the schema which the document has for it."""
    schema = schema_of(document, path, method, answer.status_code)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)


def named(ledger: onrecord.Ledger) -> dict[str, str]:
    """What stands for the names in braces of the paths."""
    report = next(r["report"] for r in ledger.reports() if r["events"] > 3)
    return {"id": report, "key": next(iter(ledger.actors(limit=1)))["key"], "number": "1"}


def test_every_path_answers_as_its_schema_says(
    client: TestClient, serve: Serve, document: dict[str, Any], ledger: onrecord.Ledger
) -> None:
    checked = 0
    writing = serve(author="ann")
    writing.post("/api/add", json={"text": "Tom Vale left Velmar."}, headers=JSON)
    for path, methods in document["paths"].items():
        if "get" not in methods or methods["get"]["tags"][0] not in OURS:
            continue
        address = re.sub(r"\{(\w+)(:path)?\}", lambda found: named(ledger)[found[1]], path)
        address += "?q=velmar" if path == "/api/search" else ""
        for asked in (client, writing):
            if path == "/api/add/{number}" and asked is client:
                continue
            answer = asked.get(address)
            assert answer.status_code == 200, (address, answer.text)
            check(document, path, answer)
        checked += 1
    assert checked >= 12


@pytest.mark.parametrize(
    ("path", "address", "status"),
    [
        ("/api/events", "/api/events?status=maybe", 422),
        ("/api/events", "/api/events?limit=many", 422),
        ("/api/events", "/api/events?limit=100000", 422),
        ("/api/events", "/api/events?by=colour", 422),
        ("/api/search", "/api/search", 422),
        ("/api/search", "/api/search?q=%22", 422),
        ("/api/report/{id}", "/api/report/aaaaaaaaaaaa", 404),
        ("/api/actor/{key}", "/api/actor/person:no one", 404),
        ("/api/add/{number}", "/api/add/77", 404),
        ("/api/add/{number}", "/api/add/x", 422),
    ],
)
def test_mistakes_answer_as_the_schema_says(
    client: TestClient, document: dict[str, Any], path: str, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    check(document, path, answer)
    assert answer.json()["error"].endswith((".", "!"))


def test_a_path_that_is_none_answers_json(client: TestClient) -> None:
    assert client.get("/api/nothing").json()["error"] == "There is no page /api/nothing."


@pytest.mark.parametrize("name", SERVED)
def test_the_words_are_those_of_the_command_line(document: dict[str, Any], name: str) -> None:
    group: Any = typer.main.get_command(app)
    options = {
        opt.removeprefix("--")
        for parameter in group.commands[name].params
        for opt in parameter.opts
        if opt.startswith("--")
    } - {"ledger", "format", "out", "chart", "count", "help"}
    served = {one["name"] for one in document["paths"][f"/api/{name}"]["get"]["parameters"]}
    assert served == options | ({"q"} if name == "search" else set())


@pytest.mark.parametrize(
    ("name", "options", "query"),
    [
        ("events", ["--status", "ahead"], "status=ahead"),
        ("events", ["--by", "type,status", "--sort", "-count"], "by=type,status&sort=-count"),
        ("attributions", ["--act", "deny", "--limit", "2"], "act=deny&limit=2"),
        ("figures", ["--sort", "low"], "sort=low"),
        ("timexes", ["--type", "DURATION"], "type=DURATION"),
        ("timeline", ["--since", "1980"], "since=1980"),
        ("actors", ["--kind", "person"], "kind=person"),
        ("reports", ["--offset", "2"], "offset=2"),
    ],
)  # fmt: skip
def test_it_gives_the_rows_of_the_command_line(
    client: TestClient, ledger: onrecord.Ledger, name: str, options: list[str], query: str
) -> None:
    command = [name, *options, "--ledger", str(ledger.store.path), "--format", "json"]
    rows = json.loads(CliRunner().invoke(app, command).stdout)
    answer = client.get(f"/api/{name}?limit=1000&{query}".replace("limit=1000&act", "act")).json()
    assert answer["rows"] == rows != []
    assert set(answer["columns"]) == set(rows[0])
    assert answer["more_than_count"] is False
    assert answer["count"] >= len(rows)


def test_every_column_is_described(document: dict[str, Any]) -> None:
    for name in SERVED:
        rows = schema_of(document, f"/api/{name}", "get", 200)["properties"]["rows"]
        columns = rows["items"]["anyOf"][0]["properties"]
        if name in LISTS:
            assert tuple(columns) == LISTS[name].columns  # type: ignore[index]
        for column, schema in columns.items():
            assert schema["description"] not in ("", column), (name, column)


def test_judging_and_undoing(serve: Serve, document: dict[str, Any]) -> None:
    client = serve()
    rows = client.get("/api/events?status=happened").json()["rows"]
    id = rows[0]["id"]
    sent = {"id": id, "verdict": "set", "values": {"status": "denied"}, "by": "ann", "why": "no"}
    answer = client.post("/api/judge", json=sent, headers=JSON)
    check(document, "/api/judge", answer, "post")
    (made,) = answer.json()
    assert (made["target"], made["values"], made["author"]) == (id, {"status": "denied"}, "ann")
    now = {row["id"]: row["status"] for row in client.get("/api/events").json()["rows"]}
    assert now[id] == "denied"
    sent = {"judgement": made["id"], "by": "ann"}
    check(document, "/api/undo", client.post("/api/undo", json=sent, headers=JSON), "post")
    now = {row["id"]: row["status"] for row in client.get("/api/events").json()["rows"]}
    assert now[id] == "happened"


def test_merging_and_parting(serve: Serve, document: dict[str, Any]) -> None:
    client = serve(author="ann")
    keys = [row["key"] for row in client.get("/api/actors?kind=person&limit=2").json()["rows"]]
    answer = client.post("/api/merge", json={"keys": keys}, headers=JSON)
    check(document, "/api/merge", answer, "post")
    assert client.get(f"/api/actor/{keys[1]}").json()["merged"] == [keys[1]]
    answer = client.post("/api/split", json={"key": keys[1]}, headers=JSON)
    check(document, "/api/split", answer, "post")
    assert client.get(f"/api/actor/{keys[1]}").json()["merged"] == []


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/api/judge", {"id": "x", "verdict": "accept", "by": "ann"}, 422),
        ("/api/judge", {"id": "x", "verdict": "perhaps", "by": "ann"}, 422),
        ("/api/judge", {"id": "x", "verdict": "accept", "colour": 1}, 422),
        ("/api/judge", {"verdict": "accept"}, 422),
        ("/api/undo", {"judgement": 1}, 422),
        ("/api/undo", {"judgement": 99, "by": "ann"}, 422),
        ("/api/merge", {"keys": ["country:PRK"], "by": "ann"}, 422),
        ("/api/split", {"key": "nobody", "by": "ann"}, 422),
        ("/api/add", {"text": " "}, 422),
        ("/api/add", {"text": "x", "published": "soon"}, 422),
    ],
)
def test_what_cannot_be_written_is_said(
    serve: Serve, document: dict[str, Any], path: str, sent: dict[str, Any], status: int
) -> None:
    answer = serve().post(path, json=sent, headers=JSON)
    assert answer.status_code == status
    check(document, path, answer, "post")


def test_one_that_may_only_be_read_takes_nothing(
    client: TestClient, document: dict[str, Any]
) -> None:
    for path, sent in {
        "/api/judge": {"id": "x", "verdict": "accept"},
        "/api/undo": {"judgement": 1},
        "/api/merge": {"keys": ["a", "b"]},
        "/api/split": {"key": "a"},
        "/api/add": {"text": "x"},
    }.items():
        answer = client.post(path, json=sent, headers=JSON)
        assert answer.status_code == 403
        check(document, path, answer, "post")


def test_a_text_is_added(serve: Serve, document: dict[str, Any]) -> None:
    client = serve()
    sent = {"text": "Tom Vale left Velmar on Monday.", "published": "1984-05-01"}
    answer = client.post("/api/add", json=sent, headers={"content-type": "application/json"})
    check(document, "/api/add", answer, "post")
    for _ in range(600):
        job = client.get(f"/api/add/{answer.json()['number']}").json()
        if job["state"] == "done":
            break
        time.sleep(0.05)
    record = client.get(f"/api/report/{job['added'][0]['report']}").json()
    assert record["report"]["text"] == sent["text"]


def test_its_page_has_all_of_it(client: TestClient, document: dict[str, Any]) -> None:
    text = client.get("/api").text
    for path, methods in document["paths"].items():
        assert path in text
        for one in methods.values():
            assert all(f"<code>{p['name']}</code>" in text for p in one.get("parameters", []))
    assert "id*, verdict*, values" in text or "verdict*" in text

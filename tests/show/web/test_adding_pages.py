"""Reports are added from the pages: pasted, uploaded, fetched; in the background, with progress."""

import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.show.web import wishes
from tests.show.web.conftest import OWN, Serve
from tests.test_house import MACHINE

TEXT = "VELMAR, May 1 - Mayor Ada Quill denied on Tuesday that the ferry had sunk.\r\n\r\nShe left."


def ended(client: TestClient, address: str) -> dict[str, Any]:
    """The job, when it is over."""
    for _ in range(600):
        job: dict[str, Any] = client.get(f"{address}?format=json").json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def test_a_pasted_text_is_on_record_at_once(serve: Serve) -> None:
    client = serve()
    sent = {
        "text": TEXT,
        "title": "The ferry",
        "outlet": "Velmar Courier",
        "published": "1984-05-01",
    }
    begun = client.post("/add", data=sent, headers=OWN)
    assert (begun.status_code, begun.headers["location"]) == (303, "/add/1")
    (added,) = ended(client, "/add/1")["added"]
    assert added["outcome"] == "new"
    page = client.get("/add/1")
    assert page.headers["location"] == f"/report/{added['report']}"
    record = client.get(f"/api/report/{added['report']}").json()
    assert record["report"]["text"] == TEXT.replace("\r\n", "\n")
    assert record["report"]["published"] == "1984-05-01"
    assert [attribution["act"] for attribution in record["attributions"]] == ["deny"]
    assert client.get("/?q=ferry+quill").text.count('class="title"') == 1
    client.post("/add", data=sent, headers=OWN)
    assert [one["outcome"] for one in ended(client, "/add/2")["added"]] == ["known"]


def test_a_file_is_called_by_its_name(serve: Serve) -> None:
    client = serve()
    content = b"""{"id": "one", "text": "Mayor Ada Quill left Velmar on Monday."}
{"id": "two", "text": "Tom Vale denied that he had stayed."}
{"id": "broken", "title": "x"}"""
    sent = {"file": ("../some folder/more [1].jsonl", content)}
    client.post("/add", files=sent, data={"outlet": "Lomna Post"}, headers=OWN)
    job = ended(client, "/add/1")
    assert [one["outcome"] for one in job["added"]] == ["new", "new"]
    assert len(job["told"]) == 1 and job["told"][0].startswith("more _1_.jsonl")
    assert not MACHINE.search(str(job))
    page = client.get("/add/1").text
    assert page.count('<a href="/report/') == 2
    assert "Added:" in page


def test_two_files_of_one_name_are_two_reports(serve: Serve) -> None:
    client = serve()
    reports = set()
    for number, words in enumerate((b"Tom Vale left Velmar.", b"Ada Quill came to Velmar."), 1):
        client.post("/add", files={"file": ("report.txt", words)}, headers=OWN)
        reports.add(ended(client, f"/add/{number}")["added"][0]["report"])
    assert len(reports) == 2


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "paste a text, choose a file or give an address"),
        ({"text": "  \n "}, "paste a text"),
        ({"text": "The ferry sank.", "published": "yesterday"}, "is no date"),
        ({"text": "The ferry sank.", "url": "gazette"}, "is no address"),
        ({"address": "ftp://gazette.example/a"}, "is no address"),
        ({"address": "https://"}, "is no address"),
        ({"address": "https://gazette.example/", "published": "soon"}, "is no date"),
    ],
)
def test_what_cannot_be_added_is_said_and_kept(
    serve: Serve, sent: dict[str, str], words: str
) -> None:
    answer = serve().post("/add", data=sent or {"title": "x"}, headers=OWN)
    assert answer.status_code == 422
    assert words in answer.text.replace("&#39;", "'")
    assert all(value.strip() in answer.text for value in sent.values())


def test_an_empty_file_and_a_picture_are_said(serve: Serve) -> None:
    client = serve()
    answer = client.post("/add", files={"file": ("a.txt", b"")}, headers=OWN)
    assert "the file is empty" in answer.text
    client.post("/add", files={"file": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64))}, headers=OWN)
    job = ended(client, "/add/1")
    assert job["added"] == [] and len(job["told"]) == 1
    assert "Nothing was added" in client.get("/add/1").text


def test_this_machine_is_not_fetched_from(serve: Serve) -> None:
    client = serve()
    client.post("/add", data={"address": "http://127.0.0.1:1/secret"}, headers=OWN)
    job = ended(client, "/add/1")
    assert job["added"] == []
    assert "private network" in job["told"][0]


def test_progress_is_shown_while_it_is_read(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    go: list[bool] = []

    def slow(*_: object, **__: object) -> Any:
        def items(_: object) -> Any:
            while not go:
                time.sleep(0.01)
            return []

        return items

    client = serve()
    monkeypatch.setattr("onrecord.show.web.adding.of_text", slow)
    client.post("/add", data={"text": "x"}, headers=OWN)
    client.post("/add", data={"text": "y"}, headers=OWN)
    page = client.get("/add/1").text
    assert "<progress" in page and '<meta http-equiv="refresh"' in page
    assert "/static/progress.js" in page
    assert client.get("/add/2?format=json").json()["state"] == "waiting"
    go.append(True)
    assert ended(client, "/add/2")["state"] == "done"
    assert '<meta http-equiv="refresh"' not in client.get("/add/1").text


def test_a_job_that_breaks_ends(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Any:
        return lambda _: 1 / 0

    client = serve()
    monkeypatch.setattr("onrecord.show.web.adding.of_text", broken)
    client.post("/add", data={"text": "x"}, headers=OWN)
    assert ended(client, "/add/1")["state"] == "failed"
    assert "Not added" in client.get("/add/1").text
    assert client.get("/add/9").status_code == 404


def test_uploaded_files_leave_nothing_on_the_disk(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    client = serve()
    client.post("/add", files={"file": ("a.txt", b"Tom Vale left Velmar on Monday.")}, headers=OWN)
    assert ended(client, "/add/1")["added"]
    assert list(folder.iterdir()) == []


def test_names_of_files_cannot_leave_their_folder() -> None:
    for name in ("..", ".", "/", "\\..\\", "a/../..", "\x00"):
        found = list(wishes.of_file(name, b"Tom Vale left.")(None))  # type: ignore[arg-type]
        assert found

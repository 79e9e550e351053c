"""What every answer carries, and what is refused before any page is asked."""

import logging

import pytest
from starlette.testclient import TestClient

from onrecord.show.web import home
from onrecord.show.web.guard import HEADERS, PLOT, POLICY
from tests.show.web.conftest import HERE, OWN, Serve


def test_every_answer_has_the_policy(client: TestClient) -> None:
    for method, address in [
        *(("GET", address) for address in ("/", "/nowhere", "/events?status=x", "/api/events")),
        *(("GET", address) for address in ("/static/app.css", "/static/nothing.js", "/api/x")),
        *(("POST", address) for address in ("/judge", "/", "/nowhere")),
        ("GET", "/events?format=csv"),
    ]:
        answer = client.request(method, address)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, address


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == rules["connect-src"] == "'self'"
    assert rules["style-src"] == f"'self' {PLOT}"
    assert "unsafe" not in POLICY and "http" not in POLICY and "*" not in POLICY


STRANGE = ("evil.example", "127.0.0.1.evil.org", "evil.example:80", "[::2]", "", "[", "10.0.0.9")


@pytest.mark.parametrize("host", STRANGE)
def test_other_names_of_this_machine_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/reports", headers={"host": host})
    assert answer.status_code == 421
    assert "<" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_names_of_loopback_are_served(client: TestClient, host: str) -> None:
    assert client.get("/reports", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://localhost"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example", "content-type": "application/json"},
        {"origin": "null", "content-type": "application/json"},
    ],
)
def test_what_another_site_sends_is_refused(serve: Serve, headers: dict[str, str]) -> None:
    client = serve(author="ann")
    id = client.get("/api/events").json()["rows"][0]["id"]
    sent = {"content-type": "application/x-www-form-urlencoded"} | headers
    answer = client.post("/judge", content=f"accept={id}", headers=sent)
    assert answer.status_code == 403
    assert client.get("/api/judgements").json() == []


@pytest.mark.parametrize("headers", [OWN, {"sec-fetch-site": "same-origin"}])
def test_our_own_forms_are_taken(serve: Serve, headers: dict[str, str]) -> None:
    client = serve(author="ann")
    id = client.get("/api/events").json()["rows"][0]["id"]
    assert client.post("/judge", data={"accept": id}, headers=headers).status_code == 303
    assert [row["target"] for row in client.get("/api/judgements").json()] == [id]


def test_what_is_too_large_is_refused_in_words(serve: Serve) -> None:
    client = serve(max_upload=1_000_000)
    answer = client.post("/add", files={"file": ("a.txt", b"x" * 1_200_000)}, headers=OWN)
    assert answer.status_code == 413
    assert "at most 1 MB" in answer.text
    answer = client.post("/add", files={"file": ("a.txt", b"x" * 1_050_000)}, headers=OWN)
    assert answer.status_code == 422
    assert "at most 1 MB" in answer.text


def test_a_body_of_unknown_length_is_refused(serve: Serve) -> None:
    parts = iter([b"accept=", b"x"])
    answer = serve().post("/judge", content=parts, headers=OWN)
    assert answer.status_code == 411


def test_what_nobody_expected_becomes_a_page(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> object:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(home, "_there", broken)
    with caplog.at_level(logging.ERROR, logger="onrecord.web"):
        answer = serve().get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "secret" not in answer.text
    assert "ZeroDivisionError" in caplog.text
    assert answer.headers["content-security-policy"] == POLICY


def test_a_question_that_takes_too_long_is_stopped(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.show.web.desk.STEPS", 10)
    client = serve()
    monkeypatch.setattr("onrecord.show.web.desk.time.monotonic", iter(range(10**6)).__next__)
    desk = client.app.state.desk  # type: ignore[attr-defined]
    monkeypatch.setattr(type(desk).ledger, "__defaults__", (0.5,))
    answer = client.get("/events")
    assert answer.status_code == 503
    assert "Narrow what you ask for" in answer.text
    assert HERE not in answer.text

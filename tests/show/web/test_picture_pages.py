"""The pages of the pictures and the JSON behind them."""

import csv
import html
import io
import re
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

PICTURES = ("timeline", "charts", "network", "map")
ASKED = (
    "timeline?since=1957&size=5",
    "charts?by=dyad&step=month",
    "charts?by=status&actor=PRK",
    "network?tie=acts&between=countries",
    "network?tie=speaks&act=deny",
    "map",
    "map?at=recipient&type=ASSAULT",
    "figures?unit=count",
)


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_has_its_numbers_without_a_script(client: TestClient, name: str) -> None:
    page = client.get(f"/{name}")
    assert page.status_code == 200
    assert f'data-source="/api/pictures/{name}' in page.text
    assert re.search(r"<tbody><tr|<tbody>\s*<tr|class=\"moment", page.text)
    assert f'href="/{name}" aria-current="page"' in page.text


@pytest.mark.parametrize("asked", ASKED)
def test_the_json_is_what_its_description_says(client: TestClient, asked: str) -> None:
    answer = client.get(f"/api/pictures/{asked}")
    assert answer.status_code == 200
    described = client.get("/api/openapi.json").json()
    path = described["paths"][f"/api/pictures/{asked.partition('?')[0]}"]["get"]
    schema = path["responses"]["200"]["content"]["application/json"]["schema"]
    whole = schema | {"components": described["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer.json())
    names = [one["name"] for one in path["parameters"]]
    assert {"actor", "outlet", "confidence"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("charts?by=colour", "dyad"),
        ("charts?step=hour", "week"),
        ("charts?type=DANCE", "PLOVER type"),
        ("network?tie=knots", "speaks"),
        ("network?tie=speaks&act=sing", "is no act"),
        ("map?at=sea", "recipient"),
        ("timeline?sort=type", "day"),
        ("map?since=soon", "is no date"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(client: TestClient, asked: str, words: str) -> None:
    page = client.get(f"/{asked}")
    assert page.status_code == 422
    assert words in page.text
    answer = client.get(f"/api/pictures/{asked}")
    assert answer.status_code == 422
    assert "error" in answer.json()


@pytest.mark.parametrize("name", ["charts", "network", "map"])
def test_the_numbers_are_a_file(client: TestClient, name: str) -> None:
    answer = client.get(f"/{name}?format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    data: dict[str, Any] = client.get(f"/api/pictures/{name}").json()
    counts = {"charts": "points", "network": "edges", "map": "spots"}[name]
    key = "count" if name == "network" else "events"
    assert [int(row[key]) for row in rows]
    assert sum(int(row[key]) for row in rows) == sum(one["count"] for one in data[counts])


def test_a_timeline_is_exported_whole(client: TestClient) -> None:
    lines = client.get("/timeline?since=1934&until=1934&format=csv").text.splitlines()
    page = client.get("/api/pictures/timeline?since=1934&until=1934&size=500").json()
    assert len(lines) == len(page["items"]) + 1 > 20


def test_what_is_chosen_stays_when_a_filter_changes(client: TestClient) -> None:
    page = client.get("/charts?by=quad&step=year&status=ahead").text
    assert '<input type="hidden" name="by" value="quad">' in page
    assert '<input type="hidden" name="step" value="year">' in page
    assert re.search(r'href="/charts\?by=quad&amp;step=year" title="remove', page)


def test_names_that_mean_harm_are_text(client: TestClient) -> None:
    for path in ("/timeline?words=quays", "/network?tie=speaks", "/map", "/charts"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "&lt;script&gt;alert" in client.get("/timeline?words=quays").text


@pytest.mark.parametrize("between", ["actors", "countries"])
def test_a_tie_leads_to_just_its_events(client: TestClient, between: str) -> None:
    page = client.get(f"/network?between={between}").text
    ties = re.findall(r'href="(/events\?acting=[^"]+)">([\d,]+)</a>', page)
    assert ties
    for address, number in ties[:6]:
        rows = client.get(f"{html.unescape(address)}&format=csv").text
        assert len(list(csv.reader(io.StringIO(rows)))) == int(number) + 1

"""Stories, claims and contradictions as pages, as files and as JSON."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from onrecord.adding.linking import link_all
from onrecord.ledger import asking_links
from onrecord.ledger.face import Ledger
from onrecord.ledger.store import open_store
from onrecord.show.web.app import create_app
from tests.asked_ledger import NOON
from tests.show.web.conftest import HERE, OWN


@pytest.fixture(scope="module")
def path(ledger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the ledger, linked."""
    copy = tmp_path_factory.mktemp("stories") / "ledger.db"
    shutil.copy(ledger_file, copy)
    store = open_store(copy, write=True)
    link_all(store)
    store.close()
    return copy


@pytest.fixture(scope="module")
def pages(path: Path) -> Iterator[TestClient]:
    app = create_app(path, clock=lambda: NOON, author="ann")
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def claim(path: Path) -> str:
    with Ledger(path) as ledger:
        row = next(iter(ledger.claims(about="surveyors", sort="-said", limit=1)))
    return str(row["claim"])


def test_the_lists_lead_to_stories_and_claims(pages: TestClient, claim: str) -> None:
    stories = pages.get("/stories")
    assert stories.status_code == 200
    assert "Kardovian guards seize nine surveyors" in stories.text
    assert 'href="/story/' in stories.text
    assert f'href="/claim/{claim}"' in pages.get("/claims?about=surveyors").text
    assert pages.get("/contradictions").status_code == 200


def test_filters_narrow_a_list(pages: TestClient) -> None:
    assert "Kardovian guards" in pages.get("/stories?words=surveyors").text
    none = pages.get("/stories?words=bicycles")
    assert none.status_code == 200
    assert "Nothing fits these filters" in none.text


@pytest.mark.parametrize(
    "address", ["/claims?min_low=many", "/stories?words=%22", "/claims?sort=x"]
)
def test_what_cannot_be_asked_is_said_in_words(pages: TestClient, address: str) -> None:
    answer = pages.get(address)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_story_folds_its_copies(pages: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        story = next(iter(ledger.stories(words="surveyors")))["story"]
        told = ledger.story(story)
    page = pages.get(f"/story/{story}").text
    assert "1 whole copy" in page
    assert all(f'href="/report/{row["report"]}"' in page for row in told["reports"])
    assert pages.get(f"/api/story/{story}").json() == json.loads(json.dumps(told))


def test_a_claim_names_its_origins(pages: TestClient, path: Path, claim: str) -> None:
    with Ledger(path) as ledger:
        told = ledger.claim(claim)
    page = pages.get(f"/claim/{claim}").text
    assert "independent origins" in page
    assert all(root["who"] in page for root in told["roots"])
    assert f'data-source="/api/origins/{claim}"' in page


def test_the_graph_leads_from_reports_to_the_claim(pages: TestClient, claim: str) -> None:
    graph = pages.get(f"/api/origins/{claim}").json()
    ids = {node["id"] for node in graph["nodes"]}
    assert all({edge["from"], edge["to"]} <= ids for edge in graph["edges"])
    ends = {edge["to"] for edge in graph["edges"]} - {edge["from"] for edge in graph["edges"]}
    assert ends == {"claim"}
    kinds = {node["kind"] for node in graph["nodes"]}
    assert {"claim", "source", "report"} <= kinds <= {"claim", "source", "relay", "report"}


@pytest.mark.parametrize("name", ["stories", "claims", "contradictions", "stances"])
def test_the_api_gives_the_rows_of_the_command(pages: TestClient, path: Path, name: str) -> None:
    found = pages.get(f"/api/{name}").json()
    with Ledger(path) as ledger:
        rows = getattr(asking_links, name)(ledger.store, limit=50)
        assert found["rows"] == list(rows)
        assert found["count"] == rows.count()


def test_a_list_is_written_as_a_file(pages: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(pages.get("/claims?format=csv").text)))
    lines = pages.get("/claims?format=jsonl").text.splitlines()
    assert [row["claim"] for row in rows] == [json.loads(line)["claim"] for line in lines] != []
    assert pages.get("/claims?format=doc").status_code == 422


@pytest.mark.parametrize("address", ["/story/zzzzzzzzzzzz", "/claim/zzzzzzzzzzzz.S1-4"])
def test_what_is_not_there_is_missing(pages: TestClient, address: str) -> None:
    assert pages.get(address).status_code == 404
    answer = pages.get(f"/api{address}")
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_answers_are_what_the_document_says(pages: TestClient, claim: str) -> None:
    paths = pages.get("/api/openapi.json").json()["paths"]
    for path in ("/api/stories", "/api/claims", "/api/claim/{id}", "/api/origins/{id}"):
        told = paths[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(pages.get(path.replace("{id}", claim)).json(), told)


def test_a_statement_is_taken_out_of_a_claim_and_put_back(pages: TestClient, claim: str) -> None:
    told = pages.get(f"/api/claim/{claim}").json()
    other = next(one["id"] for one in told["said"][1:])
    answer = pages.post("/judge/claim", data={"unlink": other}, headers=OWN)
    assert answer.status_code == 303
    after = pages.get(f"/api/claim/{claim}").json()
    assert other not in [one["id"] for one in after["said"]]
    answer = pages.post("/judge/claim", data={"id": other, "into": claim}, headers=OWN)
    assert answer.status_code == 303
    assert other in [one["id"] for one in pages.get(f"/api/claim/{claim}").json()["said"]]


def test_a_statement_without_a_claim_is_refused_in_words(pages: TestClient) -> None:
    answer = pages.post("/judge/claim", data={"id": "x"}, headers=OWN)
    assert answer.status_code == 422
    assert "say which statement" in answer.text

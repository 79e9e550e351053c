"""The page of one report is the static page, with addresses and judging around it."""

import re

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.ledger.store import open_store
from onrecord.ledger.writing import Writer
from onrecord.show.page import report_page
from tests.show.web.conftest import NOON, OWN, Serve


def part(text: str, pattern: str) -> str:
    found = re.search(pattern, text, re.S)
    assert found
    return found[0]


@pytest.fixture(scope="module")
def report(ledger: onrecord.Ledger) -> str:
    """A report with facts of each kind."""
    return next(
        row["report"]
        for row in ledger.reports()
        if row["events"] > 3 and row["attributions"] > 3 and ledger.figures(report=row["report"])
    )


def test_it_is_the_component_of_the_static_page(
    client: TestClient, ledger: onrecord.Ledger, report: str
) -> None:
    served, static = client.get(f"/report/{report}").text, report_page(ledger.record(report))
    for pattern in (r"<article.*?</article>", r'<header class="masthead">.*?</header>',
                    r'<details class="layers".*?</details>', r"<footer>.*?</footer>"):  # fmt: skip
        assert part(served, pattern) == part(static, pattern)
    plain = re.sub(r'(?s)<p class="tools">.*?</p>\n*', "", served)
    cards = re.findall(r'(?s)<li class="fact".*?</li>', plain)
    assert [re.sub(r"\s+", "", card) for card in cards] == [
        re.sub(r"\s+", "", card) for card in re.findall(r'(?s)<li class="fact".*?</li>', static)
    ]


def test_every_fact_has_an_address_that_leads_to_it(
    client: TestClient, ledger: onrecord.Ledger, report: str
) -> None:
    text = client.get(f"/report/{report}").text
    ids = {row["id"] for table in ("events", "attributions", "figures", "timexes")
           for row in getattr(ledger, table)(report=report)}  # fmt: skip
    linked = set(re.findall(r'href="/fact/([^"/]+)"', text))
    assert ids <= linked
    for id in sorted(linked):
        answer = client.get(f"/fact/{id}")
        assert answer.status_code == 303
        address, _, own = answer.headers["location"].partition("#")
        assert address == f"/report/{report}"
        assert own[0] == id[13]
        assert f'<li class="fact" id="{own}"' in text


def test_actors_lead_to_their_pages(client: TestClient, report: str) -> None:
    text = client.get(f"/report/{report}").text
    leads = set(re.findall(r'href="(/actor/[^"]+)"', text))
    assert leads
    assert all(client.get(address).status_code == 200 for address in leads)


def test_the_record_is_there_as_json(
    client: TestClient, ledger: onrecord.Ledger, report: str
) -> None:
    answer = client.get(f"/report/{report}?format=json")
    assert answer.json()["schema"] == "onrecord/1"
    assert len(answer.json()["events"]) == len(ledger.record(report).events)


def test_an_address_outlives_a_new_version_of_the_text(serve: Serve) -> None:
    client = serve()
    store = open_store(client.app.state.desk.path, write=True)  # type: ignore[attr-defined]
    writer = Writer(store, lambda: NOON)
    run = writer.begin("add", "0", "settings")
    first = "The mayor of Velmar denied on Monday that the ferry sank."
    for text in (first, f"Velmar waits for news of the ferry.\n\n{first}"):
        record = onrecord.read(text, published="1984-05-02", url="https://gazette.example/ferry")
        added = writer.add([record], run)[0]
        if text == first:
            with onrecord.Ledger(store.path) as ledger:
                old = next(iter(ledger.attributions(report=added.report)))["id"]
    store.close()
    assert not old.startswith(added.version)
    where = client.get(f"/fact/{old}").headers["location"]
    assert where.startswith(f"/report/{added.report}#S")
    own = where.partition("#")[2]
    page = client.get(f"/report/{added.version}").text
    assert f'<li class="fact" id="{own}"' in page
    assert "Velmar waits" in page


def test_one_that_may_only_be_read_offers_no_judging(
    client: TestClient, serve: Serve, report: str
) -> None:
    assert 'name="accept"' not in client.get(f"/report/{report}").text
    assert "/edit" not in client.get(f"/report/{report}").text
    assert 'name="accept"' in serve().get(f"/report/{report}").text


def test_a_rejected_fact_leads_to_the_judgements(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    id = next(iter(ledger.events()))["id"]
    client.post("/judge", data={"reject": id}, headers=OWN)
    where = client.get(f"/fact/{id}").headers["location"]
    assert where.endswith("#judgements")
    page = client.get(where).text
    assert f'href="/fact/{id}">{id}</a>' in page
    assert "<b>reject</b>" in page
    assert client.get(f"/fact/{id}/edit").status_code == 404

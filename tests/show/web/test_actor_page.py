"""The page of an actor, and its statements through time."""

import html
import re

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

import onrecord
from onrecord.show.web.strip import COLUMNS, strip


@pytest.fixture(scope="module")
def speaker(ledger: onrecord.Ledger) -> dict[str, object]:
    return max(ledger.actors(), key=lambda row: (row["statements"], row["key"]))


def test_it_counts_what_the_lists_have(
    client: TestClient, ledger: onrecord.Ledger, speaker: dict[str, object]
) -> None:
    found = client.get(f"/api/actor/{speaker['key']}").json()
    assert len(found["said"]) == speaker["statements"] > 0
    assert found["acting"]["number"] == speaker["acting"]
    assert found["recipient"]["number"] == speaker["recipient"]
    assert found["reports"]["number"] == speaker["reports"]
    assert found["name"] == speaker["name"]


def test_everybody_has_a_page(client: TestClient, ledger: onrecord.Ledger) -> None:
    for row in ledger.actors():
        text = client.get(f"/actor/{row['key']}").text
        assert f"<h1><bdi>{escape(row['name'])}" in text
        leads = {
            html.unescape(lead)
            for lead in re.findall(r'href="(/(?:events|attributions)\?[^"]+)"', text)
        }
        for lead in sorted(leads)[:2]:
            assert 'href="/fact/' in client.get(lead).text, lead


def test_offices_have_the_days_on_which_they_were_seen(
    client: TestClient, ledger: onrecord.Ledger
) -> None:
    seen = 0
    for row in ledger.actors(kind="person"):
        for title, _, basis, first, last, number in client.get(f"/api/actor/{row['key']}").json()[
            "offices"
        ]:
            assert title and basis in ("text", "knowledge") and number >= 1
            assert (first or "") <= (last or "")
            seen += 1
    assert seen > 0


def test_dyads_lead_to_their_events(client: TestClient, ledger: onrecord.Ledger) -> None:
    row = max(ledger.actors(), key=lambda row: row["acting"])
    found = client.get(f"/api/actor/{row['key']}").json()
    for key, name, number in found["acting"]["others"]:
        if key:
            together = ledger.events(acting=[row["key"]], recipient=[key])
            assert together.count() == number, name


def test_a_strip_has_a_lane_for_each_act_and_shows_gaps() -> None:
    found = strip([("2024-10-01", "deny"), ("2024-10-01", "assert"), ("2024-10-04", "deny")])
    assert found
    assert found.grain == "day"
    assert found.periods == ("2024-10-01", "2024-10-02", "2024-10-03", "2024-10-04")
    deny, assertion = found.lanes
    assert (deny.act, deny.number, deny.against) == ("deny", 2, True)
    assert [cell.number for cell in deny.cells] == [1, 0, 0, 1]
    assert [cell.shade for cell in deny.cells] == [1, 0, 0, 1]
    assert (assertion.act, assertion.against) == ("assert", False)


@pytest.mark.parametrize(
    ("first", "last", "grain", "number"),
    [
        ("2024-10-01", "2024-10-24", "day", 24),
        ("2024-10-01", "2024-10-25", "month", 1),
        ("2023-11-05", "2024-10-25", "month", 12),
        ("2022-10-05", "2024-10-25", "year", 3),
        ("1066-10-14", "2024-10-25", "year", COLUMNS),
        ("0001-01-01", "9999-12-31", "year", COLUMNS),
    ],
)
def test_a_strip_is_as_fine_as_it_has_room(first: str, last: str, grain: str, number: int) -> None:
    found = strip([(first, "assert"), (last, "assert")])
    assert found
    assert (found.grain, len(found.periods)) == (grain, number)
    assert found.periods[-1] == last[: len(found.periods[-1])]


def test_without_days_there_is_no_strip() -> None:
    assert strip([]) is None
    assert strip([("", "assert"), ("2024", "deny")]) is None

"""People accept, reject, set, merge, split and undo on the pages; the ledger has it as from the
command line."""

import html
import json
import re

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.ledger.judging_keys import KEYS, choices
from tests.show.web.conftest import NOON, OWN, Serve


def first(ledger: onrecord.Ledger, table: str = "events", **asked: object) -> str:
    id: str = next(iter(getattr(ledger, table)(**asked)))["id"]
    return id


def held(client: TestClient) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get("/api/judgements").json()
    return found


def queued(client: TestClient, address: str = "/review") -> str:
    found = re.search(r'name="accept" value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def test_a_judgement_and_its_undoing(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    id = first(ledger)
    answer = client.post("/judge", data={"accept": id, "back": f"/report/{id[:12]}"}, headers=OWN)
    assert answer.headers["location"] == f"/report/{id[:12]}"
    page = client.get(answer.headers["location"]).text
    assert f"accepted: {id}" in page
    assert '<span class="verdict">accept</span>' in page
    assert f"accepted: {id}" not in client.get(f"/report/{id[:12]}").text  # told once
    (row,) = held(client)
    assert (row["verdict"], row["target"], row["author"]) == ("accept", id, "ann")
    assert row["made"] == NOON
    assert client.post("/judge", data={"undo": row["id"]}, headers=OWN).status_code == 303
    assert [row["verdict"] for row in held(client)] == ["undo"]
    assert '<span class="verdict">' not in client.get(f"/report/{id[:12]}").text
    listed = client.get("/judgements").text
    assert f"undone by {int(str(row['id'])) + 1}" in listed


def test_what_is_set_stands(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    id = first(ledger, status="happened")
    form = client.get(f"/fact/{id}/edit").text
    assert re.search(r'<select id="k-status" name="status">.*?<option value="happened" selected>',
                     form, re.S)  # fmt: skip
    sent = {"id": id, "status": "denied", "was.status": "happened", "day": "", "was.day": "",
            "why": "the minister says no", "back": "/review?task=status"}  # fmt: skip
    answer = client.post("/judge/set", data=sent, headers=OWN)
    assert answer.headers["location"] == "/review?task=status"
    (row,) = held(client)
    assert (row["values"], row["why"]) == ({"status": "denied"}, "the minister says no")
    assert {r["status"] for r in client.get("/api/events").json()["rows"] if r["id"] == id} == {
        "denied"
    }


@pytest.mark.parametrize("table", ["events", "attributions", "figures", "timexes"])
def test_the_form_has_all_that_can_be_set(
    serve: Serve, ledger: onrecord.Ledger, table: str
) -> None:
    id = first(ledger, table)
    text = serve().get(f"/fact/{id}/edit").text
    for key in KEYS[id[13]]:
        field = re.search(rf'<(?:select|input) [^>]*id="k-{key}".*?(?:</select>|>)', text, re.S)
        assert field, key
    for key in KEYS[id[13]]:
        if words := choices(id[13], key):
            select = re.search(rf'<select id="k-{key}".*?</select>', text, re.S)
            assert select
            offered = re.findall(r'<option value="([^"]*)"', select[0])
            assert set(words) <= set(map(html.unescape, offered))


def test_a_form_sent_unchanged_sets_nothing(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    for table in ("events", "attributions", "figures", "timexes"):
        id = first(ledger, table)
        text = client.get(f"/fact/{id}/edit").text
        was = dict(re.findall(r'name="was\.(\w+)" value="([^"]*)"', text))
        assert set(was) == set(KEYS[id[13]])
        same = {name: html.unescape(value) for name, value in was.items()}
        sent = {"id": id} | same | {f"was.{name}": value for name, value in same.items()}
        answer = client.post("/judge/set", data=sent, headers=OWN)
        assert answer.status_code == 422
        assert "nothing was changed" in answer.text
    assert held(client) == []


@pytest.mark.parametrize(
    ("address", "sent", "words"),
    [
        ("/judge", {"accept": "aaaaaaaaaaaa.E1-2"}, "has no report"),
        ("/judge", {"accept": "nonsense"}, "is no id of a fact"),
        ("/judge", {}, "say what is judged"),
        ("/judge", {"undo": "77"}, "no judgement 77"),
        ("/judge", {"undo": "x"}, "is no number"),
        ("/judge/merge", {"into": "country:PRK", "key": "person:no such"}, "has no actor"),
        ("/judge/split", {"key": "person:no such"}, "has no actor"),
    ],
)
def test_what_cannot_be_judged_is_said(
    serve: Serve, address: str, sent: dict[str, str], words: str
) -> None:
    client = serve(author="ann")
    answer = client.post(address, data=sent, headers=OWN)
    assert answer.status_code == 422
    assert words in html.unescape(answer.text)
    assert held(client) == []


def test_the_name_is_asked_once(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve()
    id = first(ledger)
    asked = client.post("/judge", data={"accept": id, "back": "/review"}, headers=OWN)
    assert asked.status_code == 200
    assert "Who judges?" in asked.text
    assert held(client) == []
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked.text))
    assert hidden == {"accept": id, "back": "/review"}
    given = client.post("/judge", data=hidden | {"author": "Zoë B."}, headers=OWN)
    assert given.headers["location"] == "/review"
    other = first(ledger, "attributions")
    assert client.post("/judge", data={"reject": other}, headers=OWN).status_code == 303
    assert [row["author"] for row in held(client)] == ["Zoë B.", "Zoë B."]


def test_the_queue_begins_with_the_least_sure(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    for task, table in (("events", "events"), ("attribution", "attributions"),
                        ("figures", "figures"), ("time", "timexes")):  # fmt: skip
        least = min(row["confidence"] for row in getattr(ledger, table)())
        address = f"/review?task={task}"
        id = queued(client, address)
        sure = {row["id"]: row["confidence"] for row in getattr(ledger, table)()}
        assert sure[id] == least
        skipped = queued(client, f"{address}&skip=1")
        assert skipped != id
        assert client.post("/judge", data={"accept": id}, headers=OWN).status_code == 303
        assert queued(client, address) == skipped


def test_the_queue_is_narrowed(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve()
    ids = {row["id"] for row in ledger.events(outlet="Harbour Post", status="ahead,open,not")}
    assert queued(client, "/review?task=status&outlet=Harbour+Post") in ids
    assert "Nothing is left" in client.get("/review?since=2090").text
    answer = client.get("/review?country=Nowhereland")
    assert answer.status_code == 422
    assert "is no country" in html.unescape(answer.text)


def test_the_queue_offers_every_key(serve: Serve) -> None:
    client = serve(author="ann")
    client.post("/judge", data={"accept": queued(client)}, headers=OWN)
    text = client.get("/review").text
    assert set(re.findall(r'data-key="(.)"', text)) == set("aresu?")


def test_actors_are_merged_and_parted(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    one, other = [row["key"] for row in ledger.actors(kind="person", limit=2)]
    page = f"/actor/{one}"
    sent = {"into": one, "key": other, "back": page}
    assert client.post("/judge/merge", data=sent, headers=OWN).status_code == 303
    text = client.get(page).text
    assert f'<button name="key" value="{html.escape(other)}">part again' in text
    assert client.get(f"/api/actor/{other}").json()["key"] == one
    sent = {"key": other, "back": page}
    assert client.post("/judge/split", data=sent, headers=OWN).status_code == 303
    assert "part again" not in client.get(page).text


def test_actors_of_one_report_are_merged_and_parted(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    somebody = next(iter(ledger.actors(kind="person", limit=1)))["key"]
    report = next(iter(ledger.reports(actor=[somebody])))["report"]
    page = client.get(f"/report/{report}")
    own = re.findall(r'href="/fact/([a-z2-7]{12}\.A\d+-\d+)"', page.text)
    text = client.get(f"/fact/{own[0]}/edit").text
    form = re.search(r'(?s)action="/judge/merge".*?</form>', text)
    assert form
    offered = re.findall(r'<option value="([^"]+)"', form[0])
    assert set(offered) == set(own) - {own[0]}
    client.post("/judge/merge", data={"key": own[0], "into": offered[0]}, headers=OWN)
    (row,) = held(client)
    assert (row["verdict"], row["target"], row["values"]) == ("merge", own[0], {"into": offered[0]})
    assert client.get(f"/fact/{own[0]}/edit").status_code == 404
    client.post("/judge/split", data={"key": own[0]}, headers=OWN)
    assert client.get(f"/fact/{own[0]}/edit").status_code == 200


def test_a_whole_report_is_accepted(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    report = next(iter(ledger.reports()))["report"]
    version = re.search(
        r'name="accept" value="([a-z2-7]{12})"', client.get(f"/report/{report}").text
    )
    assert version
    client.post("/judge", data={"accept": version[1]}, headers=OWN)
    assert [row["target"] for row in held(client)] == [version[1]]
    gold = client.get("/judgements/gold?task=attribution&whole=yes").text
    assert len(gold.splitlines()) > 0
    assert all(json.loads(line) for line in gold.splitlines())


def test_gold_is_what_the_ledger_gives(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    assert client.get("/judgements/gold?task=status").text == ""
    client.post("/judge", data={"accept": first(ledger)}, headers=OWN)
    with onrecord.Ledger(client.app.state.desk.path) as changed:  # type: ignore[attr-defined]
        expected = [json.loads(json.dumps(row)) for row in changed.gold("status")]
    lines = client.get("/judgements/gold?task=status").text.splitlines()
    assert [json.loads(line) for line in lines] == expected != []


def test_the_list_is_narrowed_by_author_and_verdict(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve()
    for author, field, table in (("ann", "accept", "events"), ("bob", "reject", "figures")):
        sent = {field: first(ledger, table), "author": author}
        client.post("/judge", data=sent, headers=OWN)
    for query, shown in (
        ("by=ann", [True, False]),
        ("verdict=reject", [False, True]),
        ("", [True] * 2),
    ):
        text = client.get(f"/judgements?{query}").text
        assert [f"<td><bdi>{name}</bdi></td>" in text for name in ("ann", "bob")] == shown


@pytest.mark.parametrize(
    "address", ["/judge", "/judge/set", "/judge/merge", "/judge/split", "/add"]
)
def test_one_that_may_only_be_read_takes_nothing(
    client: TestClient, ledger: onrecord.Ledger, address: str
) -> None:
    answer = client.post(address, data={"accept": first(ledger), "author": "x"}, headers=OWN)
    assert answer.status_code == 403
    assert "read only" in answer.text
    assert ledger.judgements() == []

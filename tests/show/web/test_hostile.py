"""A report whose title, outlet, authors and text are script and markup is shown as text."""

import re

import pytest
from starlette.testclient import TestClient

import onrecord
from tests.show.web.conftest import BAD, OWN, Serve
from tests.show.web.test_pages import tree_of

THEN = "since=1957-03&until=1957-03"  # when only this report was published
PAGES = (
    "/?q=velmar", f"/reports?{THEN}", f"/events?{THEN}", "/attributions?words=quays",
    f"/timeline?{THEN}", "/actors", "/",
)  # fmt: skip


def hostile_report(ledger: onrecord.Ledger) -> str:
    return next(r["report"] for r in ledger.reports() if "<script>" in (r["title"] or ""))


def is_text(text: str) -> bool:
    """True where nothing of the report became markup."""
    tree = tree_of(text)
    around = re.sub(r'(?s)<(article|div) class="text.*?</\1>', "", text)  # the text is kept whole
    turned = re.search("[\u202a-\u202e\u2066-\u2069\x1b]", around)
    return not tree.inline and "img" not in tree.count and not turned


@pytest.mark.parametrize("address", PAGES)
def test_lists_show_it_as_text(client: TestClient, address: str) -> None:
    text = client.get(address).text
    assert is_text(text)
    assert "&lt;script&gt;" in text or address in ("/", "/actors")


def test_its_page_shows_it_as_text(client: TestClient, ledger: onrecord.Ledger) -> None:
    id = hostile_report(ledger)
    text = client.get(f"/report/{id}").text
    assert is_text(text)
    assert "<title>Talks in Velmar &lt;script&gt;" in text
    assert "{{ 7 * 7 }}" in re.sub(r"<[^>]*>", "", text)
    for row in [*ledger.events(report=id), *ledger.attributions(report=id)]:
        assert is_text(client.get(f"/fact/{row['id']}/edit").text)


def test_what_is_asked_is_shown_as_text(client: TestClient) -> None:
    for address in (f"/?q={BAD}", f"/events?actor={BAD}", f"/reports?outlet={BAD}", f"/{BAD}",
                    f"/report/{BAD}", f"/actor/{BAD}", f"/review?task={BAD}",
                    f"/events?sort={BAD}", f"/judgements?by={BAD}"):  # fmt: skip
        answer = client.get(address)
        assert answer.headers["content-type"].startswith("text/html")
        assert is_text(answer.text), address


def test_judgements_are_shown_as_text(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve()
    id = next(iter(ledger.events(report=hostile_report(ledger))))["id"]
    sent = {"accept": id, "author": BAD, "why": BAD}
    assert client.post("/judge", data=sent, headers=OWN).status_code == 303
    for address in ("/judgements", "/review", f"/report/{id[:12]}"):
        text = client.get(address).text
        assert is_text(text)
        assert "&lt;script&gt;" in text or address == "/review"


def test_it_leads_back_to_this_server_only(serve: Serve, ledger: onrecord.Ledger) -> None:
    client = serve(author="ann")
    id = next(iter(ledger.events()))["id"]
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:x",
                 "/a\r\nset-cookie: x=y"):  # fmt: skip
        answer = client.post("/judge", data={"accept": id, "back": back}, headers=OWN)
        assert answer.headers["location"] == "/"
        assert "x=y" not in str(answer.headers)

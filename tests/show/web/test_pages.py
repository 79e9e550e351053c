"""Every page answers, narrows by its filters, and says in words what it cannot do."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.ledger.asking_filters import filters_of
from onrecord.ledger.store import open_store
from onrecord.show.web.app import NAV, create_app
from tests.show.web.conftest import HERE, NOON

LISTS = ("reports", "events", "attributions", "figures", "actors")
VOID = {"meta", "link", "input", "img", "br", "hr"}


class Tree(HTMLParser):
    """Reads a page and remembers what is open, what its ids are, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.count: dict[str, int] = {}
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.count[tag] = self.count.get(tag, 0) + 1
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.inline += [name for name, _ in attrs if name == "style" or name.startswith("on")]
        if tag == "script" and not named.get("src"):
            self.inline.append("script")
        if tag == "style":
            self.inline.append("style")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.open[-4:])
        self.open.pop()


def tree_of(text: str) -> Tree:
    tree = Tree()
    tree.feed(re.sub(r"(?s)<(path|rect)\b[^>]*/>", "", text))
    return tree


def addresses(ledger: onrecord.Ledger) -> list[str]:
    report = next(iter(ledger.reports()))["report"]
    event = next(iter(ledger.events()))["id"]
    actor = next(iter(ledger.actors(kind="person")))["key"]
    return [
        *(path for path, _ in NAV if path not in ("/stories", "/claims", "/add")),
        *("/?q=minister", "/?q=nothingholdsthisword", "/api", "/judgements"),
        *(f"/{name}?page=3" for name in LISTS),
        *(f"/review?task={task}" for task in ("status", "attribution", "figures", "time")),
        *(f"/report/{report}", f"/fact/{event}/edit", f"/actor/{actor}"),
    ]


def test_every_page_answers_with_one_whole_document(
    client: TestClient, ledger: onrecord.Ledger
) -> None:
    for address in addresses(ledger):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text[:300])
        tree = tree_of(answer.text)
        assert tree.open == [], address
        assert tree.count["h1"] == tree.count["main"] == tree.count["html"] == 1, address
        assert len(tree.ids) == len(set(tree.ids)), address
        assert tree.inline == [], address
        assert '<html lang="en">' in answer.text


def test_all_that_a_page_loads_is_served_here(client: TestClient, ledger: onrecord.Ledger) -> None:
    loaded: set[str] = set()
    for address in addresses(ledger):
        text = client.get(address).text
        loaded |= set(re.findall(r'<(?:script|link)[^>]* (?:src|href)="([^"]+)"', text))
    assert {"/static/app.css", "/static/page.css", "/static/page.js"} <= loaded
    for address in loaded:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("address", "filter"),
    [
        ("/events?status=ahead", {"status": "ahead"}),
        ("/events?type=CONSULT&type=ASSAULT", {"type": "CONSULT,ASSAULT"}),
        ("/events?published-since=1980", {"published_since": "1980"}),
        ("/attributions?act=deny", {"act": "deny"}),
        ("/attributions?kind=unnamed-official&confidence=0.6",
         {"kind": "unnamed-official", "confidence": "0.6"}),
        ("/figures?kind=count", {"kind": "count"}),
        ("/reports?outlet=Harbour+Post", {"outlet": "Harbour Post"}),
        ("/reports?since=1957&until=1957", {"since": "1957", "until": "1957"}),
    ],
)  # fmt: skip
def test_filters_narrow_and_stay_in_the_address(
    client: TestClient, ledger: onrecord.Ledger, address: str, filter: dict[str, str]
) -> None:
    table = address[1:].partition("?")[0]
    found = getattr(ledger, table)(**filter, limit=500)
    ids = {row["report" if table == "reports" else "id"] for row in found}
    assert 0 < len(ids) < getattr(ledger, table)().count()
    text = client.get(f"{address}&size=500").text
    way = "report" if table == "reports" else "fact"
    assert set(re.findall(rf'href="/{way}/([^"/]+)"', text)) == ids
    assert f"{len(ids)} " in text
    for name, value in filter.items():  # what is chosen stands in the form
        shown = name.replace("_", "-")
        field = re.search(
            rf'<input[^>]* name="{shown}"[^>]*>|<select name="{shown}".*?</select>', text, re.S
        )
        assert field and html.escape(value) in field[0], name


def test_a_form_has_every_filter_of_the_list(client: TestClient) -> None:
    for table in LISTS:
        text = client.get(f"/{table}").text
        names = set(re.findall(r'<(?:input|select)[^>]* name="([\w-]+)"', text)) - {"q"}
        assert names == {name.replace("_", "-") for name in filters_of(table)}


def test_pages_follow_each_other(client: TestClient, ledger: onrecord.Ledger) -> None:
    ids = [row["id"] for row in ledger.events()]
    seen: list[str] = []
    address: str | None = "/events?size=7"
    while address:
        text = client.get(address).text
        seen += re.findall(r'<td><a class="say" href="/fact/([^"]+)"', text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = html.unescape(following[1]) if following else None
    assert seen == ids


def test_what_cannot_be_asked_is_said_beside_the_form(client: TestClient) -> None:
    for address, words in {
        "/events?status=maybe": "is no status",
        "/events?actor=Nobody+Atall": "knows nobody by",
        "/reports?since=yesterday": "is no date",
        "/?q=%22": "cannot be searched",
        "/figures?sort=colour": "is no key to sort by",
    }.items():
        answer = client.get(address)
        assert answer.status_code == 422
        assert words in html.unescape(answer.text)
        assert '<form class="filters"' in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/report/aaaaaaaaaaaa", 404),
        ("/report/..%2f..%2fetc", 404),
        ("/fact/what", 404),
        ("/fact/aaaaaaaaaaaa.E1-2/edit", 404),
        ("/actor/person:no one", 404),
        ("/events?page=0", 422),
        ("/events?size=9999", 422),
        ("/review?task=dreams", 422),
        ("/review?skip=-1", 422),
        ("/judgements?verdict=perhaps", 422),
        ("/judgements/gold?task=sport", 422),
        ("/add", 403),
    ],
)
def test_mistakes_have_pages_in_words(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert tree_of(answer.text).open == []
    assert "Traceback" not in answer.text


def test_search_marks_the_words_that_it_found(client: TestClient) -> None:
    text = client.get("/?q=velmar").text
    assert re.search(r"<mark>[Vv]elmar</mark>", text)
    assert "No report holds these words" in client.get("/?q=zzzqqq").text


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    open_store(tmp_path / "new.db", write=True).close()
    with TestClient(create_app(tmp_path / "new.db", clock=lambda: NOON), base_url=HERE) as client:
        assert "The ledger is empty" in client.get("/").text
        for name in (*LISTS, "review", "judgements"):
            assert client.get(f"/{name}").status_code == 200
        assert "Nothing is on record yet" in client.get("/reports").text
        assert "Nothing is left to review" in client.get("/review").text


def test_the_nav_leads_where_pages_are(client: TestClient) -> None:
    text = client.get("/reports").text
    nav = re.search(r'<nav class="sitenav".*?</nav>', text, re.S)
    assert nav
    leads = re.findall(r'href="([^"]+)"', nav[0])
    assert {"/", "/reports", "/events", "/attributions", "/figures", "/actors"} <= set(leads)
    assert "/add" not in leads  # this one may only read
    assert re.search(r'href="/reports" aria-current="page"', nav[0])
    assert all(client.get(address).status_code == 200 for address in leads)

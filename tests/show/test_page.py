"""The page: the report's own characters, every fact once, nothing hostile, nothing from outside."""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from onrecord.model import Record
from onrecord.show.page import index_page, report_page, row_of
from onrecord.show.pane import pane
from onrecord.show.pieces import lines_of
from onrecord.show.reading import facts_of

MakeHostile = Callable[..., Record]

HOSTILE = {
    "script": 'He said: "<script>alert(1)</script>" & left.',
    "attribute": 'a" onmouseover="alert(1)" b=\'c\' > d',
    "entities": "&lt;b&gt; &amp;amp; &#65; &nbsp stays as printed",
    "comment": "<!-- --> ]]> </article> <p> {{ 7*7 }} {% if x %}",
    "right-to-left": "שלום \u202eabc\u202c \u2067עולם\u2069 done",
    "astral": "😀 tanks 🚀🚀 moved 👩‍👩‍👧 east 𝔸𝔹ℂ",
    "white space": "\n\n  two  spaces\tand a tab \r\nwindows\r\n\n\u2028separator\x0bend  \n",
    "controls": "bell \x07 escape \x1b[31mred\x1b[0m",
    "combining": "e\u0301tat d'a\u0308",
    "short": "ab",
}


class Text(HTMLParser):
    """Collects what stands inside <article>, and every tag of the page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = self.inside or tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def test_each_fact_is_an_anchor_once(record: Record) -> None:
    ids = [a["id"] for _, a in Text(report_page(record)).tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {fact.id for fact in facts_of(record)} <= set(ids)


def test_each_fact_leads_to_its_words(record: Record) -> None:
    ids = {a["id"] for _, a in Text(report_page(record)).tags if "id" in a}
    assert {f"w-{fact.id}" for fact in facts_of(record)} <= ids


def test_each_inner_link_arrives(record: Record) -> None:
    tags = Text(report_page(record)).tags
    ids = {a["id"] for _, a in tags if "id" in a}
    links = {a["href"] or "" for tag, a in tags if tag == "a"}
    assert {link[1:] for link in links if link.startswith("#")} <= ids


def test_the_pane_is_the_text(record: Record) -> None:
    assert Text(report_page(record)).text == record.report.text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept_and_harmless(make_hostile: MakeHostile, text: str) -> None:
    stripped = re.sub(r"<[^>]*>", "", pane(make_hostile(text)))
    assert html.unescape(stripped) == text
    page = Text(report_page(make_hostile(text)))
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(name.startswith("on") for _, a in page.tags for name in a)


@pytest.mark.parametrize("key", ["title", "outlet", "ref"])
def test_hostile_facts_of_the_report_are_escaped(make_hostile: MakeHostile, key: str) -> None:
    page = report_page(make_hostile("plain text", **{key: "<img src=x onerror=alert(1)>"}))
    assert "<img" not in page
    assert "&lt;img" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(make_hostile: MakeHostile, url: str) -> None:
    tags = Text(report_page(make_hostile("plain text", url=url))).tags
    assert url not in [a.get("href") for _, a in tags]


def test_a_web_address_becomes_a_link(record: Record) -> None:
    assert record.report.url in [a.get("href") for _, a in Text(report_page(record)).tags]


def test_nothing_comes_from_outside(record: Record) -> None:
    page = report_page(record)
    tags = Text(page).tags
    assert not {tag for tag, _ in tags} & {"link", "img", "iframe", "object", "embed", "base"}
    assert not any("src" in a or "style" in a for _, a in tags)
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_lets_only_the_own_script_and_style_through(record: Record) -> None:
    policies = [
        a["content"] or ""
        for tag, a in Text(report_page(record)).tags
        if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert "unsafe" not in policies[0]
    assert policies[0].count("'sha256-") == 2


def test_pieces_carry_all_facts_over_them(record: Record) -> None:
    over = {piece.text: piece.facts for line in lines_of(record) for piece in line}
    assert set(over["fired"].split()) == {"S2", "E2"}
    assert set(over["300 dockers"].split()) == {"S2", "F1"}
    assert set(over["the strike could "].split()) == {"S3", "S4"}


def test_nested_contents_are_told_apart(record: Record) -> None:
    depth = {piece.text: piece.depth for line in lines_of(record) for piece in line}
    assert depth["Quill"] == 0
    assert depth["troops"] == 1
    assert depth["the strike could "] == 2


def test_every_content_opens_and_closes_once(record: Record) -> None:
    pieces = [piece for line in lines_of(record) for piece in line]
    contents = sorted(attribution.id for attribution in record.attributions)
    assert sorted(fact for piece in pieces for fact in piece.opens) == contents
    assert sorted(fact for piece in pieces for fact in piece.closes) == contents


def test_status_has_a_shape_and_a_word(record: Record) -> None:
    page = report_page(record)
    for shape, status in (("○", "planned"), ("✕", "denied"), ("◇", "possible")):
        assert re.search(rf"{shape}</i> {status}", page)


def test_each_layer_has_a_switch(record: Record) -> None:
    boxes = {a["id"] for tag, a in Text(report_page(record)).tags if a.get("type") == "checkbox"}
    layers = {"source", "cue", "content", "done", "ahead", "unsure", "not", "other"}
    assert boxes == {f"l-{name}" for name in layers | {"time", "figure", "actor"}}


def test_confidence_rule_and_notes_are_shown(record: Record) -> None:
    page = report_page(record)
    for words in ("0.91", "fire_on", "it is not clear whom the pronoun means"):
        assert words in page


def test_a_report_without_facts_has_a_page(make_hostile: MakeHostile) -> None:
    bare = Record(version="0.0", report=make_hostile("Nothing.").report)
    assert Text(report_page(bare)).text == "Nothing."


def test_the_index_leads_to_each_page(record: Record, make_hostile: MakeHostile) -> None:
    other = make_hostile("plain text", title="<b>bold</b>")
    tags = Text(page := index_page([row_of(record, "a.html"), row_of(other, "b.html")])).tags
    assert [a["href"] for tag, a in tags if tag == "a"] == ["a.html", "b.html"]
    assert "2 reports" in page
    assert "<b>bold" not in page


def test_two_makings_agree(record: Record) -> None:
    assert report_page(record) == report_page(record)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_told_from_the_ground(record: Record, theme: str) -> None:
    """Contrast as WCAG 2.2 reckons it: at least 4.5 for words, 3 for the lines of layers."""
    light, dark = re.findall(r":root \{(.*?)\}", report_page(record), re.S)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if theme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    words = ("ink", "quiet", "link", "said", "done", "ahead", "unsure", "not")
    grounds = ("paper", "panel", "content-1", "content-2")
    for ground in grounds:
        assert all(contrast(colours[word], colours[ground]) >= 4.5 for word in words), ground
    for line in ("time", "figure", "actor"):
        assert contrast(colours[line], colours["paper"]) >= 3
    assert contrast(colours["hit-ink"], colours["hit"]) >= 4.5


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_parts_lead_to_their_sections(record: Record) -> None:
    tags = Text(report_page(record)).tags
    sections = {a["id"] for tag, a in tags if tag == "section"}
    assert sections == {"attributions", "events", "times", "figures", "actors", "links", "notes"}
    assert sections <= {(a["href"] or "")[1:] for tag, a in tags if tag == "a"}


def test_facts_of_little_account_are_folded_away(record: Record) -> None:
    page = report_page(record)
    assert "1 event of no PLOVER type" in page
    assert "2 actors without name, office or country" in page
    assert page.index('id="A1"') < page.index("without name, office") < page.index('id="A2"')


@pytest.mark.parametrize(
    ("ref", "title"),
    [("news/port.txt", "port.txt"), ("C:\\news\\port.txt", "port.txt"), ("-", "standard input")],
)
def test_a_report_without_a_title_is_called_by_its_file(
    make_hostile: MakeHostile, ref: str, title: str
) -> None:
    assert f"<h1><bdi>{title}</bdi></h1>" in report_page(make_hostile("plain text", ref=ref))

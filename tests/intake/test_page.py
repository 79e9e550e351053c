"""Pages: the main text, what the page says about itself, and the way back to its characters."""

import re
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from onrecord.errors import NotText, ReadError
from onrecord.intake import Problem, place_on_page, report_of_page
from onrecord.intake.page_facts import page_facts
from onrecord.model import Report

PAGES = Path(__file__).parent / "pages"
LONG = "The envoy left the harbour on Monday, officials said, and gave no reason for it. " * 4


def page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def read(source: str | bytes, **options: object) -> tuple[Report, list[Problem]]:
    problems: list[Problem] = []
    return report_of_page(source, on_problem=problems.append, **options), problems  # type: ignore[arg-type]


def printed(source: str, report: Report, start: int, end: int) -> str:
    """What the page prints where a span of the text stands."""
    place = place_on_page(report, (start, end))
    found = source[place.start : place.end] if place else ""
    return unescape(re.sub(r"<[^>]*>", "", found)).replace("\xad", "")


@pytest.mark.parametrize("name", ["harbour.html", "ferry.html", "bridge.html"])
def test_nearly_every_word_leads_back_to_its_characters(name: str) -> None:
    source = page(name)
    report = report_of_page(source)
    words = list(re.finditer(r"\S+", report.text))
    right = [w for w in words if printed(source, report, *w.span()) == w[0]]
    assert len(words) > 90
    assert len(right) >= 0.95 * len(words)


def test_the_main_text_comes_without_the_clutter() -> None:
    text = read(page("harbour.html"))[0].text
    for kept in (
        "meet again on Monday",
        "spokesman declined",
        "£3,000",
        "& never was",
        "eleven days",
    ):
        assert kept in text
    for left in (
        "cookie",
        "Subscribe",
        "Ferry fares",
        "gullwatcher77",
        "new boat",
        "Privacy",
        "old draft",
    ):
        assert left not in text
    assert "\n" in text
    assert "\n\n" not in text


def test_a_page_of_tables_comes_without_its_menu_and_its_notice_of_rights() -> None:
    text = read(page("ferry.html"))[0].text
    assert text.startswith("The ferry company Kestrel Lines")
    assert text.endswith("a letter of complaint.")
    assert "|" not in text


def test_a_list_keeps_its_words_and_no_bullets() -> None:
    text = read(page("bridge.html"))[0].text
    assert "\nThe first letter was sent" in text
    assert "Most read" not in text


def test_what_a_page_says_about_itself() -> None:
    report, problems = read(page("harbour.html"), ref="harbour.html")
    assert report.title == "Lighthouse talks resume in Port Ellery"
    assert report.outlet == "The Ellery Gazette"
    assert report.byline == ("Odile Marrow", "Tam Okonjo-Reyes")
    assert report.url == "https://gazette.example/world/2024/10/27/lighthouse-talks"
    assert (report.published, report.published_basis) == ("2024-10-27", "metadata")
    assert (report.language, report.dateline, report.ref) == ("en", "PORT ELLERY", "harbour.html")
    assert not problems


def test_an_old_page_says_less() -> None:
    report, _ = read(page("ferry.html"), published="2003-05-15")
    assert (report.title, report.outlet) == ("Ferry company denies fare deal", None)
    assert (report.byline, report.url) == (("Ilse Vantongeren",), None)
    assert (report.published, report.published_basis) == ("2003-05-15", "given")


def test_all_dates_are_found_with_their_method() -> None:
    dates = page_facts(html.document_fromstring(page("harbour.html").encode())).dates
    assert [d.method for d in dates if not d.updated] == ["json-ld", "meta", "time", "address"]
    assert {d.day for d in dates if not d.updated} == {"2024-10-27"}
    assert {d.day for d in dates if d.updated} == {"2024-10-28"}


@pytest.mark.parametrize(
    ("head", "day", "said"),
    [
        ("", None, None),
        ("<meta name='copyright' content='2019'>", None, None),
        ("<meta name='date' content='2024'>", None, None),
        ("<meta property='article:published_time' content='03/04/2024'>", None, None),
        ("<meta property='article:modified_time' content='2024-10-27'>", None, "last update"),
        ("<meta name='date' content='2024-10-25'><meta property='article:published_time'"
         " content='2024-10-27T01:00:00Z'>", "2024-10-27", "differ"),
        ("<link rel=canonical href='https://gazette.example/2024/10/27/a'>", "2024-10-27", "guess"),
    ],
)  # fmt: skip
def test_no_date_is_silent(head: str, day: str | None, said: str | None) -> None:
    source = f"<html><head>{head}</head><body><p>{LONG}</p><p>© 2019 Gazette</p></body></html>"
    report, problems = read(source)
    assert report.published == day
    assert report.published_basis == ("metadata" if day else "unknown")
    assert len(problems) == (1 if said else 0)
    assert not said or said in problems[0].message


def test_a_day_that_only_the_text_prints() -> None:
    source = (
        f"<html><body><main><p>Published: 27 October 2024</p><p>{LONG}</p></main></body></html>"
    )
    report, _ = read(source)
    assert (report.published, report.published_basis) == ("2024-10-27", "text")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "koi8-r", "utf-16"])
def test_a_page_in_its_own_encoding(encoding: str) -> None:
    words = "Корабль ушёл из порта." if encoding == "koi8-r" else "The café’s owner – Zoë – left."
    source = (
        f"<html><head><meta charset='{encoding}'></head><body><p>{LONG}{words}</p></body></html>"
    )
    report, problems = read(source.encode(encoding))
    assert report.text.endswith(words)
    assert not [p for p in problems if "guess" in p.message]


@pytest.mark.parametrize(
    "source",
    [
        f"<p>Broken <b>page <p>{LONG}<div>stayed",
        f"<html><body>{LONG}<script>never closed",
        f"<body><p>{LONG}&bogus; &#xD800; &#0; &#1114112; end</p>",
        f"<body><p>{LONG}</p><![CDATA[ {LONG} ]]>",
        f"<html><frameset></frameset><p>{LONG}</p></html>",
        f"<?xml version='1.0' encoding='utf-8'?><html><body><p>{LONG}\x00 end</p></body></html>",
    ],
)
def test_a_broken_page_still_has_its_text_and_the_way_back(source: str) -> None:
    report, _ = read(source)
    word = re.search("harbour", report.text)
    assert word
    assert printed(source, report, *word.span()) == "harbour"


@pytest.mark.parametrize(
    "source",
    ["", "<html></html>", "<html><head><title>T</title></head><body> </body></html>", "<!-- a -->"],
)
def test_a_page_without_text_says_so(source: str) -> None:
    with pytest.raises(NotText, match="main text"):
        report_of_page(source)


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(ReadError, match="limit"):
        report_of_page("<p>" + LONG * 100, max_size=1000)


def test_letters_with_their_accents_apart_and_tags_inside_words() -> None:
    source = (
        f"<body><p>{LONG}<b>K</b>ira Dvor&#x030C;a&#x301;k met Zoe\u0308 at a ca<i>fe&#x301;</i>."
    )
    report = report_of_page(source)
    name = report.text.index("Kira")
    assert printed(source, report, name, name + 4) == "Kira"
    assert place_on_page(report, (len(report.text) - 5, len(report.text))) is not None


def test_a_span_that_the_page_does_not_print_has_no_place() -> None:
    report = report_of_page(page("harbour.html"))
    assert place_on_page(report, (len(report.text) + 5, len(report.text) + 9)) is None

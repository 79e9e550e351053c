"""Pages in the manner of many systems, each with the fields that were marked for it beforehand."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.intake import Problem, report_of_page
from onrecord.intake.dates import PageDate, by_trust
from onrecord.intake.hints import Hints
from onrecord.intake.page import drawn_from_page
from tests.intake.made import TEXT, page_of

CMS = Path(__file__).parent / "cms"
PAGES = tomllib.loads((CMS / "expected.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("expected", PAGES, ids=[page["page"] for page in PAGES])
def test_the_fields_of_a_page(expected: dict[str, Any]) -> None:
    source = (CMS / f"{expected['page']}.html").read_text("utf-8")
    hints = Hints(address=expected.get("address"), charset=expected.get("charset"))
    raw = source.encode(expected.get("encoding", "utf-8"))
    report = drawn_from_page(raw, ref="page", hints=hints).report
    assert {
        "title": report.title,
        "outlet": report.outlet,
        "byline": list(report.byline),
        "published": report.published,
        "basis": report.published_basis,
        "url": report.url,
        "language": report.language,
    } == {
        key: expected.get(key)
        for key in ("title", "outlet", "byline", "published", "basis", "url", "language")
    }
    assert [words for words in expected["has"] if words not in report.text] == []
    assert [words for words in expected["lacks"] if words in report.text] == []


def test_each_page_is_marked_and_the_marks_are_of_pages() -> None:
    assert {page["page"] for page in PAGES} == {path.stem for path in CMS.glob("*.html")}
    assert len(PAGES) >= 42


def test_all_days_of_a_page_are_kept_in_the_order_of_trust() -> None:
    head = "<meta name='date' content='2024-02-15'><link rel=canonical href='https://a.example/2024/02/11/x'>"
    hints = Hints(dates=(PageDate("2024-02-12", "feed", "published"),))
    problems: list[Problem] = []
    drawn = drawn_from_page(page_of(TEXT, head), ref="p", hints=hints, on_problem=problems.append)
    assert [(date.day, date.method) for date in drawn.dates] == [
        ("2024-02-15", "meta"), ("2024-02-12", "feed"), ("2024-02-11", "address"),
    ]  # fmt: skip
    assert drawn.report.published == "2024-02-15"
    assert "2024-02-12 (feed, published); 2024-02-11 (address" in problems[0].message


def test_a_guessed_day_says_so_and_a_given_one_is_not_asked() -> None:
    page = page_of(TEXT, "<link rel=canonical href='https://a.example/2024/02/11/x'>")
    problems: list[Problem] = []
    report = report_of_page(page, on_problem=problems.append)
    assert report.published == "2024-02-11"
    assert "is a guess: it stands only in the address" in problems[0].message
    problems.clear()
    assert (
        report_of_page(page, published="2024-03-01", on_problem=problems.append).published
        == "2024-03-01"
    )
    assert not problems


def test_a_short_article_for_subscribers_is_no_offer() -> None:
    offer = "<div class='signup-box'><p>Sign up for our letter.</p></div>"
    page = f"<html><body><div class='subscriber-only'><p>{TEXT}</p></div>{offer}</body></html>"
    assert report_of_page(page).text == TEXT


def test_the_day_of_an_update_is_never_trusted_before_one_of_publication() -> None:
    dates = by_trust(
        (
            PageDate("2024-03-01", "json-ld", "dateModified", True),
            PageDate("2024-01-01", "address", "address"),
        )
    )
    assert [date.updated for date in dates] == [False, True]
    assert [date.guessed for date in dates] == [True, False]

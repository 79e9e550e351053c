"""A text in hand becomes a report, and stays as it is."""

import hashlib
import socket
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NotText, ReadError
from onrecord.intake import report_of_page, report_of_text
from onrecord.intake.decode import decode
from onrecord.intake.imprint import imprint_of
from onrecord.intake.language import language_of
from onrecord.intake.page_map import map_to_page

TEXT = "The envoy left the harbour on Monday, officials said. He gave no reason for his journey."
MARKUP = [
    "<p>", "</p>", "<b", ">", "&amp;", "&", "one ", "two", " ", "\n", "'", '"', "<!--", "-->",
    "<script>", "</script>", "é", "e\u0301", "\xad",
]  # fmt: skip


def test_what_is_given_is_kept() -> None:
    report = report_of_text(
        TEXT, ref="r", published="27 October 2024", title="T", outlet="O", url="u", byline=("A B",)
    )
    assert (report.ref, report.published, report.published_basis) == ("r", "2024-10-27", "given")
    assert (report.title, report.outlet, report.url, report.byline) == ("T", "O", "u", ("A B",))
    assert (report.language, report.page) == ("en", None)
    assert report.id == "sha256:" + hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_text_without_words_or_too_long_is_refused() -> None:
    with pytest.raises(NotText):
        report_of_text(" \n\u2003")
    with pytest.raises(ReadError, match="limit"):
        report_of_text("a" * 11, max_size=10)
    with pytest.raises(ReadError, match="no date"):
        report_of_text(TEXT, published="03/04/2024")


def test_a_short_text_has_no_language() -> None:
    assert language_of("Non.") is None
    assert language_of("12 34 56 " * 100) is None
    assert language_of(TEXT.upper()) == "en"
    assert (
        language_of("Le navire a quitté le port lundi, a déclaré un porte-parole du ministère.")
        == "fr"
    )


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert report_of_text(TEXT).language == "en"
    assert report_of_page(f"<html><body><p>{TEXT}</p></body></html>").text == TEXT


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1).filter(str.strip))
def test_any_text_stays_as_it_is(text: str) -> None:
    report = report_of_text(text)
    assert report.text == text
    assert report.id == report_of_text(text, ref="other").id


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf_8_goes_round(text: str) -> None:
    marked = text.removeprefix("\ufeff")
    assert decode(b"\xef\xbb\xbf" + marked.encode()).text == marked


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["By ", "Ann ", "(AP) ", "- ", "— ", "27 ", "Oct", "2024", "\n", "A"]))
)
def test_no_text_breaks_the_imprint(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = imprint_of(text)
    assert not found.title or found.title in text
    assert not found.dateline or found.dateline in text
    assert all(name in text for name in found.byline)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MARKUP)))
def test_the_way_back_stays_inside_the_page(pieces: list[str]) -> None:
    source = "".join(pieces)
    text = "one two & é"
    spans = map_to_page(text, source)
    assert all(0 <= s.page_start < s.page_end <= len(source) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)

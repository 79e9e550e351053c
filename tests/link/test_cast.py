"""Who is who across reports: which names are joined, and which nation speaks."""

from itertools import permutations

import pytest

from onrecord.link.cast import cast, plain
from tests.link.made import cast_of


def names(*reports: str) -> list[list[str]]:
    """The members of a cast, each with the names of its actors in the order of the reports."""
    told = cast_of(*reports)
    found = cast(told)
    groups: dict[int, list[str]] = {}
    for one in told:
        for actor in one.record.actors:
            member = found.of(one.name, actor.id)
            assert member is not None
            groups.setdefault(member.number, []).append(actor.name)
    return list(groups.values())


# reports, and who is one: members parted by " / ", the actors of one by " = "
JOINED = [
    (["person: Anna Berg", "person: Anna Berg"], "Anna Berg = Anna Berg"),
    (["person: Anna Berg", "person: Berg"], "Anna Berg = Berg"),
    (["person: Anna Berg", "person: Mrs. Berg"], "Anna Berg = Mrs. Berg"),
    (["person: Anna Berg", "unknown: Berg"], "Anna Berg = Berg"),
    (["person: Anna Berg; person: Nils Berg", "person: Berg"], "Anna Berg / Nils Berg / Berg"),
    (["person: Anna Berg", "person: Nils Berg"], "Anna Berg / Nils Berg"),
    (["person: Anna Maria Berg", "person: Anna Berg"], "Anna Maria Berg = Anna Berg"),
    (["person: Martin Howard", "person: Howard Finch"], "Martin Howard / Howard Finch"),
    (["person: Martin Howard; person: Howard Finch", "person: Howard"],
     "Martin Howard = Howard / Howard Finch"),
    (["person: Howard Finch", "person: Howard"], "Howard Finch / Howard"),
    (["person: Anna", "person: Anna"], "Anna = Anna"),
    (["person: Dr. Ludwig Hahn", "person: Professor Ludwig Hahn"],
     "Dr. Ludwig Hahn = Professor Ludwig Hahn"),
    (["organization: Northern Fishing Council", "organization: NFC"],
     "Northern Fishing Council = NFC"),
    (["organization: Northern Fishing Council; organization: National Farmers Club",
      "organization: NFC"],
     "Northern Fishing Council / National Farmers Club / NFC"),
    (["organization: Red Cross", "organization: the Red Cross"], "Red Cross = the Red Cross"),
    (["organization: the frontier command", "organization: the frontier command"],
     "the frontier command = the frontier command"),
    (["organization: the ministry", "organization: the ministry"], "the ministry / the ministry"),
    (["organization: a ship", "organization: a ship"], "a ship / a ship"),
    (["group: some officers", "group: some officers"], "some officers / some officers"),
    (["person: the clerk", "person: the clerk"], "the clerk / the clerk"),
    (["country (SWE): Sweden", "country (SWE): the Swedes"], "Sweden = the Swedes"),
    (["country (SWE): Sweden", "country (DNK): Denmark"], "Sweden / Denmark"),
    (["organization: Northern Fishing Council", "organization: N.F.C."],
     "Northern Fishing Council = N.F.C."),
]  # fmt: skip
KNOWN = [  # what fails today
    (["person: Washington", "place: Washington"], "Washington / Washington"),
]  # fmt: skip
SAMPLES = [*JOINED, *(pytest.param(*case, marks=pytest.mark.xfail) for case in KNOWN)]


@pytest.mark.parametrize(("reports", "expected"), SAMPLES, ids=lambda value: str(value)[:60])
def test_who_is_one(reports: list[str], expected: str) -> None:
    assert " / ".join(" = ".join(group) for group in names(*reports)) == expected


@pytest.mark.parametrize(("reports", "expected"), SAMPLES, ids=lambda value: str(value)[:60])
def test_the_order_of_reports_decides_nothing(reports: list[str], expected: str) -> None:
    told = cast_of(*reports)
    found = set()
    for order in permutations(told):
        known = cast(order)
        facts = [(one.name, actor.id) for one in told for actor in one.record.actors]
        members = [known.of(*fact) for fact in facts]
        found.add(
            tuple(
                tuple(fact for fact, other in zip(facts, members, strict=True) if other == member)
                for member in members
            )
        )
    assert len(found) == 1
    assert len(set(*found)) == expected.count(" / ") + 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Red Cross", "red cross"),
        ("Prime Minister Anna Berg", "prime minister anna berg"),
        ("Mr. Anna Berg's", "anna berg"),
        ("Col. Sir Piers Garth", "piers garth"),
        ("“Gazette”,", "gazette"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_titles_and_marks(name: str, expected: str) -> None:
    assert plain(name) == expected


def nation(line: str, *others: str) -> str | None:
    """The nation of the first actor of some reports."""
    member = cast(cast_of(line, *others)).of("r1", "A1")
    return member.nation if member else None


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (["organization: the Danish navy"], "DNK"),
        (["organization: Foreign Ministry of Denmark"], "DNK"),
        (["country (DNK): Denmark"], "DNK"),
        (["organization: the navy"], None),
        (["organization: the Danish and Swedish navies"], None),  # of two states it is of none
        (["organization: the Tolmian army", "unknown: Tolmia"], "tolmia"),
        (["organization: the Tolmian army"], None),  # an adjective alone makes no state
        (["organization: Latin American Bank"], None),
    ],
)
def test_the_nation_that_speaks(reports: list[str], expected: str | None) -> None:
    assert nation(*reports) == expected


def test_who_is_not_on_record_is_nobody() -> None:
    known = cast(cast_of("person: Anna Berg"))
    assert known.of("r1", "A9") is known.of("r2", "A1") is known.of("r1", None) is None

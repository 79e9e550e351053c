"""Small stories of our own: what linking must find in each, and what it must not.

What fails today stands under `known` and is a strict xfail, so that its repair announces itself.
"""

from collections import Counter

import pytest

from onrecord.parse import Parser
from onrecord.stages import read_parse
from tests.link.small_stories import CHECKS, Scenario, differences, load

SCENARIOS = load()
ASKED = [
    pytest.param(
        at,
        key,
        id=f"{scenario.name}: {key}",
        marks=[pytest.mark.xfail] * (key in scenario.marks.get("known", ())),
    )
    for at, scenario in enumerate(SCENARIOS)
    for key in scenario.asked
]


@pytest.fixture(scope="module")
def scenarios(parser: Parser) -> list[Scenario]:
    """All scenarios with the records of their reports, read in one go."""
    reports = [report for scenario in SCENARIOS for report in scenario.reports()]
    records = (read_parse(parse).record for parse in parser.parse_all(reports))
    return [
        Scenario(one.marks, one.file, {report.ref: next(records) for report in one.reports()})
        for one in SCENARIOS
    ]


@pytest.mark.parametrize(("at", "key"), ASKED)
def test_a_small_story(at: int, key: str, scenarios: list[Scenario]) -> None:
    found = differences(scenarios[at], key)
    assert not found, "not as marked:\n" + "\n".join(found)


def test_each_scenario_asks_for_something_once() -> None:
    assert not [one.name for one in SCENARIOS if not one.asked]
    assert not [name for name, n in Counter(one.name for one in SCENARIOS).items() if n > 1]
    for one in SCENARIOS:
        assert set(one.marks.get("known", ())) <= set(one.asked), one.name


def test_every_place_stands_in_its_report(scenarios: list[Scenario]) -> None:
    for one in scenarios:
        for at in _places(one):
            assert one.place(at)[1] < one.place(at)[2]


def _places(scenario: Scenario) -> list[str]:
    marks = scenario.marks
    found = [at for key in ("same_event", "other_event") for g in marks.get(key, []) for at in g]
    found += [at for key in ("same_actor", "other_actor") for g in marks.get(key, []) for at in g]
    found += list(marks.get("course", ()))
    for claim in marks.get("claim", ()):
        found += [*claim["words"], *claim.get("withdrawn", ()), *claim.get("without", ())]
    return found + [pair[side] for pair in marks.get("contradiction", ()) for side in ("a", "b")]


def test_every_kind_of_mark_is_asked_for() -> None:
    assert {key for one in SCENARIOS for key in one.asked} == set(CHECKS)
    assert len(SCENARIOS) >= 70

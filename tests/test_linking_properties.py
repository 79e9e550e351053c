"""What holds for linked stories, whatever they tell: on the open stories of the corpus."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.intake import open_reports
from onrecord.link import link, link_story
from onrecord.model.across import Fact, Story, Told
from onrecord.parse import Parser
from onrecord.stages import read_parse
from tests.stories import corpus

SLOW = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
OPEN = corpus.stories("open")
NAMES = [ref for story in OPEN for ref in story.reports]


@pytest.fixture(scope="module")
def told(parser: Parser) -> dict[str, Told]:
    """All reports of the open stories, read once."""
    rows = {ref: row for story in OPEN for ref, row in story.reports.items()}
    reports = open_reports([corpus.STORIES / story.gold["file"] for story in OPEN])
    records = (read_parse(parse).record for parse in parser.parse_all(reports))
    return {r.report.ref: Told(r.report.ref, r, rows[r.report.ref]["url"]) for r in records}


@pytest.fixture(scope="module")
def linked(told: dict[str, Told]) -> tuple[Story, ...]:
    return link(told.values())


def test_all_reports_are_read_and_each_is_of_one_story(
    told: dict[str, Told], linked: tuple[Story, ...]
) -> None:
    assert sorted(told) == sorted(NAMES)
    assert sorted(name for story in linked for name in story.reports) == sorted(NAMES)
    assert max(len(story.reports) for story in linked) >= 10


@SLOW
@given(order=st.permutations(NAMES))
def test_the_order_of_reports_changes_nothing(
    order: list[str], told: dict[str, Told], linked: tuple[Story, ...]
) -> None:
    assert link([told[name] for name in order]) == linked


def test_linking_again_gives_the_same(told: dict[str, Told], linked: tuple[Story, ...]) -> None:
    assert link(told.values()) == linked
    assert link([*told.values(), *told.values()]) == linked  # a report given twice is one


@SLOW
@given(left_out=st.sets(st.sampled_from(NAMES), min_size=1, max_size=6))
def test_what_is_left_out_changes_no_other_story(
    left_out: set[str], told: dict[str, Told], linked: tuple[Story, ...]
) -> None:
    kept = [story for story in linked if left_out.isdisjoint(story.reports)]
    found = link([one for name, one in told.items() if name not in left_out])
    assert [story for story in found if story in kept] == kept


def test_a_whole_story_alone_is_as_it_was_among_others(
    told: dict[str, Told], linked: tuple[Story, ...]
) -> None:
    for story in linked:
        reports = [told[name] for name in story.reports]
        assert link_story(reports) == link_story(reports[::-1]) == story
        assert link(reports) == (story,)


def facts(story: Story) -> Iterator[Fact]:
    """All facts that a story names."""
    for event in story.events:
        yield from event.mentions
    for claim in story.claims:
        yield from (saying.at for saying in claim.said)
        yield from (*claim.against, *claim.events, *claim.withdrawn)
        yield from (fact for root in claim.roots for fact in root.sayings)
    for pair in story.contradictions:
        yield from (pair.a, pair.b, *pair.claims)
        yield from [pair.resolved] if pair.resolved else []
    for stance in story.stances:
        yield from [stance.claim] if stance.claim else []
        yield from (fact for step in stance.steps for fact in (step.at, *step.also))


def test_each_fact_is_on_the_record_of_its_report(
    told: dict[str, Told], linked: tuple[Story, ...]
) -> None:
    for story in linked:
        for fact in facts(story):
            assert fact.report in story.reports
            record = told[fact.report].record
            known = {said.id for said in record.attributions} | {e.id for e in record.events}
            assert fact.id in known, fact


def test_mentions_of_an_event_are_events_and_of_one_event(
    told: dict[str, Told], linked: tuple[Story, ...]
) -> None:
    for story in linked:
        mentions = [fact for event in story.events for fact in event.mentions]
        assert len(mentions) == len(set(mentions))
        for fact in mentions:
            assert fact.id in {event.id for event in told[fact.report].record.events}
        for event in story.events:
            assert event.first is None or event.last is None or event.first <= event.last


def test_sums_of_origins_are_sums(linked: tuple[Story, ...]) -> None:
    claims = [claim for story in linked for claim in story.claims]
    assert len(claims) > 50
    for claim in claims:
        sure = sum(root.sure for root in claim.roots)
        assert 0 <= sure <= claim.low <= claim.high == len(claim.roots)
        assert claim.low > 0 or claim.circle
        for number, root in enumerate(claim.roots):
            assert root.sayings
            assert {s.at for s in claim.said if s.root == number} <= set(root.sayings)
        for saying in claim.said:
            assert saying.root is not None
            assert saying.at in claim.roots[saying.root].sayings
            assert saying.at.report not in saying.copies


def test_the_sayings_of_a_root_are_those_of_the_claim(linked: tuple[Story, ...]) -> None:
    for claim in (claim for story in linked for claim in story.claims):
        said = {saying.at for saying in claim.said}
        assert {fact for root in claim.roots for fact in root.sayings} == said


def test_copies_and_stances_are_of_the_reports_of_a_story(linked: tuple[Story, ...]) -> None:
    for story in linked:
        firsts = {claim.said[0].at for claim in story.claims}
        for copy in story.copies:
            assert copy.original != copy.copy
            assert {copy.original, copy.copy} <= set(story.reports)
        for pair in story.contradictions:
            assert pair.a != pair.b
            assert set(pair.claims) <= firsts
        for stance in story.stances:
            days = [step.first or "" for step in stance.steps]
            assert len(days) > 1
            assert days == sorted(days)

"""The marks of the stories themselves: every word of evidence stands, and no two rows conflict."""

import hashlib
from collections import defaultdict
from datetime import date, datetime
from itertools import combinations, pairwise

import pytest

from onrecord.model import words
from tests.stories import corpus
from tests.stories.corpus import HERE, Row, Story, span

OPEN, HELD = corpus.stories("open"), corpus.stories("held")
each_story = pytest.mark.parametrize("story", [*OPEN, *HELD], ids=lambda story: story.name)

TOP = {"set", "file", "story", "outside", "versions", "copies"} | {
    "event", "claim", "contradiction", "lookalike", "stance",
}  # fmt: skip
KINDS = {"figure", "status", "act", "place", "date"}
AHEAD = {"planned", "scheduled", "requested", "promised", "possible", "conditional"}
COURSES = {"planned -> happened": {"happened", "ongoing"}, "planned -> averted": {"averted"}}


def test_twelve_stories_are_open_and_two_are_held() -> None:
    assert [story.name for story in OPEN] == [
        "coldbrook-spill", "dolwen-pit", "halden-vaccine", "kestrel-bank", "liman-garrison",
        "lomna", "marsh-garrison", "orlo-bribes", "san-benicio", "senhora-da-luz", "tarn-spill",
        "velmo-ferries",
    ]  # fmt: skip
    assert [story.name for story in HELD] == ["osterby", "santa-ilva"]
    assert len(list(HERE.glob("*/gold.toml"))) == 14


def test_the_held_stories_are_as_they_were_marked() -> None:
    sums = dict(
        reversed(line.split("  "))
        for line in (HERE / "held.sha256").read_text("utf-8").split("\n")[:-1]
    )
    files = {story.gold["file"]: corpus.STORIES / story.gold["file"] for story in HELD}
    files |= {f"{story.name}/gold.toml": HERE / story.name / "gold.toml" for story in HELD}
    found = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert found == sums


@each_story
def test_a_story_is_of_many_reports_days_and_outlets(story: Story) -> None:
    reports = [story.reports[ref] for ref in story.gold["story"]]
    pages = {report["url"] for report in story.reports.values()}
    assert 11 <= len(pages) <= 14
    assert 6 <= len({report["outlet"] for report in reports}) <= 10
    days = {report["published"][:10] for report in reports}
    assert len(days) >= 4
    for report in story.reports.values():
        assert 115 <= len(report["text"].split()) <= 450
        assert report["url"].split("/")[2].endswith(".example")
        assert report["language"] == "en"
        datetime.fromisoformat(report["published"])


@each_story
def test_every_report_is_of_the_story_or_outside(story: Story) -> None:
    assert set(story.gold) == TOP
    inside = story.gold["story"]
    outside = [row["report"] for row in story.gold["outside"]]
    assert sorted([*inside, *outside]) == sorted(story.reports)
    assert all(row["why"] for row in story.gold["outside"])


@each_story
def test_versions_are_of_one_page_and_no_others_are(story: Story) -> None:
    pages = defaultdict(list)
    for ref, report in story.reports.items():
        pages[report["url"]].append(ref)
    assert [refs for refs in pages.values() if len(refs) > 1] == story.gold["versions"]


@each_story
def test_a_copy_is_later_than_its_original(story: Story) -> None:
    for copy in story.gold["copies"]:
        original, later = story.reports[copy["original"]], story.reports[copy["copy"]]
        assert datetime.fromisoformat(original["published"]) < datetime.fromisoformat(
            later["published"]
        )
        whole = len(copy["paragraphs"]) == len(corpus.paragraphs(later["text"]))
        assert copy["scale"] == ("whole" if whole else "part")


@each_story
def test_copied_paragraphs_are_those_with_one_text(story: Story) -> None:
    later = {ref for refs in story.gold["versions"] for ref in refs[1:]}
    places = defaultdict(list)
    for ref, text in story.texts.items():
        for number, paragraph in enumerate(corpus.paragraphs(text), start=1):
            if ref not in later:
                places[paragraph].append((ref, number))
    same = sorted(sorted(group) for group in places.values() if len(group) > 1)
    assert same == sorted(sorted(group) for group in corpus.copied(story))


@each_story
def test_every_mention_stands_in_its_report(story: Story) -> None:
    for event in story.gold["event"]:
        assert set(event["types"]) <= set(words.values(words.EventType)), event["id"]
        assert _days(event["day"])
        for ref, mention in corpus.mentions(event):
            start, end = span(story.texts[ref], mention["at"], mention.get("nth"))
            assert "[" in mention["at"]
            assert story.texts[ref][start:end] == mention["at"].split("[")[1].split("]")[0]
            assert mention["status"]
            assert set(mention["status"]) <= set(words.values(words.Status))


@each_story
def test_no_word_triggers_two_events(story: Story) -> None:
    taken = defaultdict(list)
    for event in story.gold["event"]:
        for ref, mention in corpus.mentions(event):
            place = span(story.texts[ref], mention["at"], mention.get("nth"))
            taken[ref].append((place, event["id"]))
    for places in taken.values():
        for ((_, end), one), ((start, _), other) in pairwise(sorted(places)):
            assert end <= start, (one, other)


@each_story
def test_a_course_has_its_two_ends(story: Story) -> None:
    events = {event["id"]: event for event in story.gold["event"]}
    seen = [event for event in events.values() if "course" in event]
    assert {event["course"] for event in seen} == set(COURSES)
    for event in seen:
        met = [set(mention["status"]) for mention in event["mentions"]]
        assert any(status & AHEAD for status in met), event["id"]
        reached = any(status & COURSES[event["course"]] for status in met)
        assert reached != (event.get("averted_by") in events), event["id"]


@each_story
def test_every_saying_stands_in_its_report(story: Story) -> None:
    for claim in story.gold["claim"]:
        for ref, saying in corpus.sayings(claim):
            text = story.texts[ref]
            content = span(text, saying["says"], saying.get("nth"))
            start, end = corpus.source_span(text, saying["source"], content)
            assert text[start:end] == saying["source"]
            assert saying["act"] in words.values(words.Act)


@each_story
def test_origins_are_counted_as_the_roots_say(story: Story) -> None:
    for claim in story.gold["claim"]:
        roots = {root["id"]: root["sure"] for root in claim["roots"]}
        assert len(roots) == len(claim["roots"])
        assert claim["low"] == sum(roots.values()), claim["id"]
        assert claim["high"] == len(roots), claim["id"]
        assert {saying["root"] for saying in claim["said"]} == set(roots), claim["id"]
        assert all("root" not in saying for saying in claim.get("against", []))
        assert claim["why"]


@each_story
def test_a_circle_has_relays_and_no_sure_root(story: Story) -> None:
    circles = [claim for claim in story.gold["claim"] if "circle" in claim]
    assert len(circles) == 1
    for claim in circles:
        assert claim["low"] == 0
        cited = " ".join(relay for saying in claim["said"] for relay in saying["relays"])
        assert all(outlet in cited for outlet in claim["circle"])
        printed = {story.reports[ref]["outlet"] for ref, _ in corpus.sayings(claim)}
        assert set(claim["circle"]) <= printed


@each_story
def test_nothing_is_said_both_for_and_against_a_claim(story: Story) -> None:
    for claim in story.gold["claim"]:
        both = [
            {(ref, row["says"], row["source"]) for row in claim.get(side, []) for ref in row["in"]}
            for side in ("said", "against")
        ]
        assert not both[0] & both[1], claim["id"]


@each_story
def test_what_was_withdrawn_has_its_root_and_its_words(story: Story) -> None:
    for claim in story.gold["claim"]:
        if "withdrawn" in claim:
            row = claim["withdrawn"]
            assert row["root"] in {root["id"] for root in claim["roots"]}
            assert span(story.texts[row["in"]], row["at"])


@each_story
def test_both_sides_of_a_contradiction_stand(story: Story) -> None:
    for row in [*story.gold["contradiction"], *story.gold["lookalike"]]:
        assert row["kind"] in KINDS
        assert row["why"]
        first, second = (_place(story, row[side]) for side in "ab")
        assert first != second
        if "resolved" in row:
            assert span(story.texts[row["resolved"]["in"]], row["resolved"]["at"])


@each_story
def test_no_pair_is_a_contradiction_and_its_lookalike(story: Story) -> None:
    rows = [*story.gold["contradiction"], *story.gold["lookalike"]]
    pairs = [frozenset(_place(story, row[side]) for side in "ab") for row in rows]
    assert len(set(pairs)) == len(pairs)


@each_story
def test_a_stance_goes_forward_in_time(story: Story) -> None:
    for stance in story.gold["stance"]:
        days = [_days(step["day"]) for step in stance["steps"]]
        assert days == sorted(days)
        assert len(days) >= 2
        for step, step_days in zip(stance["steps"], days, strict=True):
            assert step["act"] in words.values(words.Act)
            assert span(story.texts[step["in"]], step["at"])
            assert step_days[0].isoformat() <= story.reports[step["in"]]["published"][:10]


@each_story
def test_names_are_given_once(story: Story) -> None:
    for section in ("event", "claim"):
        names = [row["id"] for row in story.gold[section]]
        assert len(set(names)) == len(names)
    claims = {claim["id"] for claim in story.gold["claim"]}
    assert {row["claim"] for row in story.gold["stance"] if "claim" in row} <= claims


def test_no_two_stories_share_a_report_or_a_page() -> None:
    stories = [*OPEN, *HELD]
    for one, other in combinations(stories, 2):
        assert not set(one.reports) & set(other.reports)
        assert not _pages(one) & _pages(other)


def test_words_that_stand_twice_must_say_where() -> None:
    assert span("a man and a man", "man", 2) == (12, 15)
    assert span("guards seized nine", "guards [seized] nine") == (7, 13)
    for text, quote in (("a man and a man", "man"), ("a man", "woman")):
        with pytest.raises(ValueError, match="times"):
            span(text, quote)


def _place(story: Story, side: Row) -> tuple[str, tuple[int, int]]:
    return side["in"], span(story.texts[side["in"]], side["says"], side.get("nth"))


def _days(day: str) -> list[date]:
    """A day, or the first and last of some: a month stands for its first day."""
    ends = [date.fromisoformat(end if len(end) == 10 else f"{end}-01") for end in day.split("/")]
    assert ends == sorted(ends)
    return ends


def _pages(story: Story) -> set[str]:
    return {report["url"] for report in story.reports.values()}

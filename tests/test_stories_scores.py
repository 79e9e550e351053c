"""The measures of the stories: a perfect answer has all, known wrong ones have known figures."""

import importlib
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.model.across import Contradiction, Copy, Happening, Saying, Story
from tests.stories import corpus
from tests.stories.perfect import Perfect

EVAL = Path(__file__).resolve().parent.parent / "eval"


def _module(name: str) -> ModuleType:
    sys.path.insert(0, str(EVAL))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(EVAL))


stories = _module("stories")
NAMES = [story.name for story in [*corpus.stories("open"), *corpus.stories("held")]]
COUNTS = ("contradictions outside the marks", "contradictions lookalikes taken")
TEXTS = {
    "r1": "The mill burned on Monday.\n\nTwo men died, the mayor said.\n\nThe road will close.",
    "r2": "The mill burned on Monday.\n\nTwo men died, the mayor said.\n\nOxen are dear.",
    "r3": "The mayor had no comment. The fire went out. Three men died, the miller said. It may be"
    " that four were hurt, he said.",
    "r4": "The mayor now says that two men were dead by noon. The road closed. It was raining. The"
    " fire has a cause, he said. Sheep are cheap, he said.",
    "x": "Oxen are dear, the mayor said.",
}
MARKS = """
story = ["r1", "r2", "r3", "r4"]
outside = [{ report = "x", why = "oxen" }]
versions = []
copies = [{ original = "r1", copy = "r2", scale = "part", paragraphs = [[1, 1], [2, 2]] }]

[[event]]
id = "fire"
mentions = [
  { in = ["r1", "r2"], at = "mill [burned]" },
  { in = ["r3"], at = "The [fire]" },
  { in = ["r4"], at = "The [fire]", optional = true },
]

[[event]]
id = "closing"
course = "planned -> happened"
mentions = [{ in = ["r1"], at = "will [close]" }, { in = ["r4"], at = "road [closed]" }]

[[claim]]
id = "two"
low = 1
high = 1
said = [{ in = ["r1", "r2"], says = "Two men died" }, { in = ["r4"], says = "two men were dead" }]

[[claim]]
id = "three"
low = 1
high = 2
said = [{ in = ["r3"], says = "Three men died" }]

[[contradiction]]
kind = "figure"
a = { in = "r1", says = "Two men died" }
b = { in = "r3", says = "Three men died" }

[[lookalike]]
kind = "figure"
a = { in = "r1", says = "Two men died" }
b = { in = "r3", says = "four were hurt" }

[[stance]]
source = "the mayor"
about = "how many died"
steps = [
  { day = "1920-05-03", act = "assert", in = "r1", at = "Two men died" },
  { day = "1920-05-04/1920-05-05", act = "decline-to-comment", in = "r3", at = "no comment" },
  { day = "1920-05-06", act = "confirm", in = "r4", at = "two men were dead" },
]
"""


@pytest.fixture
def mill() -> Perfect:
    rows = {
        ref: {"id": ref, "text": text, "url": f"https://{ref}.example"}
        for ref, text in TEXTS.items()
    }
    return Perfect(corpus.Story("mill", tomllib.loads(MARKS), rows))


def scores(perfect: Perfect, *linked: Story) -> dict[str, float]:
    """The figures of an answer; its facts are in the records by now."""
    return stories.score(perfect.gold, linked, perfect.records())


def rates(found: dict[str, float], name: str) -> tuple[float, float]:
    return found[f"{name} precision"], found[f"{name} recall"]


@pytest.mark.parametrize("name", NAMES)
def test_a_perfect_answer_has_all(name: str) -> None:
    perfect = Perfect(corpus.load(name))
    found = scores(perfect, perfect.story())
    assert {figure for name, figure in found.items() if name not in COUNTS} == {100.0}
    assert [found[name] for name in COUNTS] == [0.0, 0.0]


def test_of_a_perfect_answer_nothing_is_wrong(mill: Perfect) -> None:
    story = mill.story()
    assert stories.judge([mill.gold], [story], mill.records()).wrong == []


def test_a_set_is_scored_together(mill: Perfect) -> None:
    other = Perfect(corpus.load("lomna"))
    linked = [mill.story(), other.story()]
    records = mill.records() | other.records()
    both = stories.score([mill.gold, other.gold], linked, records)
    assert {f for n, f in both.items() if n not in COUNTS} == {100.0}
    half = stories.score([mill.gold, other.gold], linked[:1], records)
    assert half["origins right"] == pytest.approx(
        200 / (2 + len(other.gold.gold["claim"])), abs=0.1
    )


def test_what_is_found_in_other_stories_does_not_count_for_one(mill: Perfect) -> None:
    other = Perfect(corpus.load("lomna"))
    one = replace(
        mill.story(), reports=("r1", "r2", "r3", "r4", "lo-01"), copies=other.story().copies
    )
    found = stories.score(mill.gold, one, mill.records() | other.records())
    assert found["story F1"] == 100.0
    assert rates(found, "copies") == (0.0, 0.0)
    both = stories.score([mill.gold, other.gold], one, mill.records() | other.records())
    assert both["copies precision"] == 100.0
    assert both["story precision"] < 100.0


def test_nothing_found_has_nothing_right(mill: Perfect) -> None:
    mill.story()
    found = scores(mill)
    alone = {n for n, f in found.items() if f and n not in COUNTS}
    assert alone == {
        "story precision", "story recall", "story F1", "event mentions found", "event CoNLL F1",
        "event B-cubed precision", "event B-cubed recall", "event B-cubed F1",
        "event CEAF-e precision", "event CEAF-e recall", "event CEAF-e F1",
    }  # fmt: skip


def test_a_report_too_many_costs_precision(mill: Perfect) -> None:
    found = scores(mill, replace(mill.story(), reports=("r1", "r2", "r3", "r4", "x")))
    assert rates(found, "story") == (68.0, 100.0)  # four times 4/5 and once 1/5, of five


def test_a_story_in_two_costs_recall(mill: Perfect) -> None:
    first, second = (replace(mill.story(), reports=r) for r in (("r1", "r2"), ("r3", "r4")))
    assert rates(scores(mill, first, second), "story") == (100.0, 60.0)  # 1/2 four times, and 1


def test_copies_are_pairs_of_paragraphs(mill: Perfect) -> None:
    wrong = Copy(original="r1", copy="r3", scale="part", paragraphs=((3, 1),))
    right = Copy(original="r1", copy="r2", scale="whole", paragraphs=((1, 1),))
    found = scores(mill, replace(mill.story(), copies=(right, wrong)))
    assert rates(found, "copies") == (50.0, 50.0)
    assert rates(found, "copies directed") == (50.0, 100.0)
    assert found["copies scale right"] == 0.0


def test_a_copy_the_wrong_way_round_has_the_text_but_not_the_direction(mill: Perfect) -> None:
    turned = Copy(original="r2", copy="r1", scale="part", paragraphs=((1, 1), (2, 2)))
    found = scores(mill, replace(mill.story(), copies=(turned,)))
    assert rates(found, "copies") == (100.0, 100.0)
    assert rates(found, "copies directed") == (0.0, 0.0)
    assert found["copies scale right"] == 100.0


def test_a_copy_without_direction_is_not_wrong_but_missing(mill: Perfect) -> None:
    plain = Copy(
        original="r2", copy="r1", scale="part", paragraphs=((1, 1), (2, 2)), directed=False
    )
    mill.gold.gold["copies"].append(
        {"original": "r1", "copy": "r4", "scale": "part", "paragraphs": [[3, 1]]}
    )
    other = Copy(original="r1", copy="r4", scale="part", paragraphs=((3, 1),))
    found = scores(mill, replace(mill.story(), copies=(plain, other)))
    assert rates(found, "copies directed") == (100.0, 50.0)


def test_two_copies_of_one_paragraph_are_copies_of_each_other(mill: Perfect) -> None:
    rows = [
        {"original": "r1", "copy": ref, "scale": "part", "paragraphs": [[1, 1]]}
        for ref in ("r2", "r3")
    ]
    mill.gold.gold["copies"][:] = rows
    linked = [
        Copy(original=a, copy=b, scale="part", paragraphs=((1, 1),))
        for a, b in (("r1", "r2"), ("r2", "r3"))
    ]
    found = scores(mill, replace(mill.story(), copies=tuple(linked)))
    assert rates(found, "copies") == (100.0, 100.0)
    assert rates(found, "copies directed") == (100.0, 50.0)  # r2 -> r3 is neither right nor wrong


def test_versions_of_a_page_are_no_copies(mill: Perfect) -> None:
    mill.gold.gold["versions"].append(["r3", "r4"])
    version = Copy(original="r3", copy="r4", scale="part", paragraphs=((1, 1),))
    story = mill.story()
    found = scores(mill, replace(story, copies=(*story.copies, version)))
    assert rates(found, "copies") == rates(found, "copies directed") == (100.0, 100.0)


def test_events_in_one_group(mill: Perfect) -> None:
    story = mill.story()
    one = Happening(mentions=tuple(fact for event in story.events for fact in event.mentions))
    found = scores(mill, replace(story, events=(one,)))
    assert rates(found, "event MUC") == (75.0, 100.0)  # five mentions, one link too many
    assert rates(found, "event B-cubed") == (52.0, 100.0)  # three times 3/5 and twice 2/5
    assert rates(found, "event CEAF-e") == (75.0, 37.5)  # 2 * 3 / (3 + 5)
    assert found["course right"] == 0.0


def test_an_event_in_no_group_is_alone(mill: Perfect) -> None:
    story = mill.story()
    found = scores(mill, replace(story, events=story.events[:1]))
    assert rates(found, "event MUC") == (100.0, 66.7)
    assert found["event mentions found"] == 100.0


def test_a_mention_that_no_event_overlaps_is_missing(mill: Perfect) -> None:
    story = mill.story()
    mill.done["r3"].clear()
    mill.event("r3", "went out")
    found = scores(mill, story)
    assert found["event mentions found"] == 80.0
    assert rates(found, "event MUC") == (100.0, 66.7)


def test_optional_mentions_and_unmarked_events_do_not_count(mill: Perfect) -> None:
    story = mill.story()
    rain = mill.event("r4", "raining")
    fire, closing = story.events
    optional = next(fact for fact in fire.mentions if fact.report == "r4")
    rest = tuple(fact for fact in fire.mentions if fact != optional)
    moved = replace(closing, mentions=(*closing.mentions, optional, rain))
    found = scores(mill, replace(story, events=(replace(fire, mentions=rest), moved)))
    assert found["event CoNLL F1"] == 100.0


def test_a_mention_stands_for_one_event_the_one_that_shares_most(mill: Perfect) -> None:
    story = mill.story()
    wide = mill.event("r1", "burned on Monday")
    extra = Happening(mentions=(wide, mill.event("r4", "raining")))
    found = scores(mill, replace(story, events=(*story.events, extra)))
    assert found["event CoNLL F1"] == 100.0


def test_a_course_where_none_is_marked_costs_precision(mill: Perfect) -> None:
    story = mill.story()
    fire, closing = story.events
    burned = replace(fire, course="planned -> averted")
    found = scores(mill, replace(story, events=(burned, closing)))
    assert (found["course right"], found["course precision"]) == (100.0, 50.0)


def test_bounds_are_right_when_both_are(mill: Perfect) -> None:
    story = mill.story()
    two, three = story.claims
    found = scores(mill, replace(story, claims=(two, replace(three, high=1))))
    names = ("origins low right", "origins high right", "origins right")
    assert [found[name] for name in names] == [100.0, 50.0, 50.0]


def test_a_claim_that_is_not_found_is_wrong(mill: Perfect) -> None:
    story = mill.story()
    part = stories.judge([mill.gold], replace(story, claims=story.claims[:1]), mill.records())
    assert part.figures["origins right"] == 50.0
    assert part.figures["claim sayings found"] == 66.7
    assert [text for text in part.wrong if text.startswith("origins")] == [
        "origins: mill three 1 to 2, no claim found"
    ]


def test_sayings_of_two_claims_in_one(mill: Perfect) -> None:
    story = mill.story()
    two, three = story.claims
    found = scores(mill, replace(story, claims=(replace(two, said=two.said + three.said),)))
    assert rates(found, "claim") == (55.6, 100.0)  # twice 2/3 and once 1/3
    assert found["origins right"] == 50.0


def test_of_claims_with_as_many_sayings_the_one_with_fewest_others_counts(mill: Perfect) -> None:
    story = mill.story()
    two, three = story.claims
    mixed = replace(two, said=two.said + three.said, low=5, high=5)
    found = scores(mill, replace(story, claims=(mixed, two, three)))
    assert found["origins right"] == 100.0


def test_of_two_claims_of_one_attribution_the_one_that_tells_of_the_event_counts(
    mill: Perfect,
) -> None:
    both = mill.attribution("r3", "Three men died, the miller said. It may be that four were hurt")
    hurt, died = mill.event("r3", "hurt"), mill.event("r3", "Three men [died]")
    story = mill.story()
    two, three = story.claims
    said = (Saying(at=both, root=0),)
    other = replace(three, said=said, events=(hurt,), high=9)
    right = replace(three, said=(*said, two.said[0]), events=(died,))
    found = scores(mill, replace(story, claims=(two, other, right)))
    assert found["origins right"] == 100.0


def test_two_marked_claims_take_two_found_ones_that_are_alike(mill: Perfect) -> None:
    rows = mill.gold.gold["claim"]
    rows.append({"id": "hurt", "low": 1, "high": 2, "said": [{"in": ["r3"], "says": "four"}]})
    story = mill.story()
    two, three, _ = story.claims
    both = mill.attribution("r3", "Three men died, the miller said. It may be that four were hurt")
    alike = replace(three, said=(Saying(at=both, root=0),))
    found = scores(mill, replace(story, claims=(two, alike, alike)))
    assert rates(found, "claim") == (100.0, 100.0)
    found = scores(mill, replace(story, claims=(two, alike)))
    assert found["origins right"] == 100.0
    assert rates(found, "claim") == (75.0, 100.0)


def test_a_copy_of_a_saying_is_a_saying(mill: Perfect) -> None:
    mill.gold.gold["claim"][0]["said"][0]["in"] = ["r2"]
    story = mill.story()
    at = mill.attribution("r1", "Two men died")
    two, three = story.claims
    printed = replace(two, said=(Saying(at=at, root=0, copies=("r2",)),))
    found = scores(mill, replace(story, claims=(printed, three)))
    assert found["claim sayings found"] == 66.7
    bare = replace(two, said=(Saying(at=at, root=0),))
    found = scores(mill, replace(story, claims=(bare, three)))
    assert found["claim sayings found"] == 33.3


def conflict(mill: Perfect, one: tuple[str, str], other: tuple[str, str]) -> Contradiction:
    a, b = mill.attribution(*one), mill.attribution(*other)
    return Contradiction(kind="figure", a=a, b=b, why="")


def test_any_two_sayings_of_two_claims_are_their_contradiction(mill: Perfect) -> None:
    pairs = [
        conflict(mill, ("r3", "Three men died"), ("r4", "two men were dead")),
        conflict(mill, ("r2", "Two men died"), ("r3", "Three men died")),
    ]
    found = scores(mill, replace(mill.story(), contradictions=tuple(pairs)))
    assert rates(found, "contradictions") == (100.0, 100.0)


def test_a_wrong_pair_of_claims_counts_once(mill: Perfect) -> None:
    story = mill.story()
    two, _ = story.claims
    noon = mill.attribution("r4", "by noon")
    against = replace(two, against=(noon,))
    wrong = [Contradiction(kind="date", a=saying.at, b=noon, why="") for saying in two.said]
    found = scores(
        mill,
        replace(
            story,
            claims=(against, *story.claims[1:]),
            contradictions=(*story.contradictions, *wrong),
        ),
    )
    assert rates(found, "contradictions") == (50.0, 100.0)
    assert found["contradictions outside the marks"] == 0.0


def test_claims_that_a_pair_names_tell_which_pairs_are_one(mill: Perfect) -> None:
    story = mill.story()
    odd = [
        conflict(mill, ("r1", "The road will close"), ("r4", words))
        for words in ("The road closed", "It was raining")
    ]
    found = scores(mill, replace(story, contradictions=(*story.contradictions, *odd)))
    assert rates(found, "contradictions") == (33.3, 100.0)
    named = [replace(pair, claims=(odd[0].a, odd[0].b)) for pair in odd]
    found = scores(mill, replace(story, contradictions=(*story.contradictions, *named)))
    assert rates(found, "contradictions") == (50.0, 100.0)


def test_a_pair_outside_the_marks_is_wrong_and_told_apart(mill: Perfect) -> None:
    story = mill.story()
    odd = conflict(mill, ("r1", "The road will close"), ("r4", "Sheep are cheap"))
    found = scores(mill, replace(story, contradictions=(*story.contradictions, odd)))
    assert rates(found, "contradictions") == (50.0, 100.0)
    assert found["contradictions outside the marks"] == 1.0


def test_a_lookalike_is_wrong(mill: Perfect) -> None:
    story = mill.story()
    alike = conflict(mill, ("r2", "Two men died"), ("r3", "four were hurt"))
    found = scores(mill, replace(story, contradictions=(alike,)))
    assert rates(found, "contradictions") == (0.0, 0.0)
    assert found["contradictions lookalikes taken"] == 1.0


def test_a_lookalike_is_wrong_where_its_words_are_of_the_same_claims(mill: Perfect) -> None:
    mill.gold.gold["lookalike"][0]["a"] = {"in": "r4", "says": "two men were dead"}
    mill.gold.gold["lookalike"][0]["b"] = {"in": "r3", "says": "Three men died"}
    story = mill.story()
    alike = conflict(mill, ("r4", "two men were dead"), ("r3", "Three men died"))
    found = scores(mill, replace(story, contradictions=(alike,)))
    assert found["contradictions lookalikes taken"] == 1.0
    found = scores(mill, replace(story, contradictions=(alike, *story.contradictions)))
    assert rates(found, "contradictions") == (50.0, 100.0)


def test_one_found_pair_stands_for_one_marked_pair(mill: Perfect) -> None:
    again = dict(mill.gold.gold["contradiction"][0], kind="act")
    mill.gold.gold["contradiction"].append(again)
    story = mill.story()
    found = scores(mill, replace(story, contradictions=story.contradictions[1:]))
    assert rates(found, "contradictions") == (100.0, 50.0)
    assert found["contradictions kind right"] == 100.0


def test_the_kind_of_a_contradiction(mill: Perfect) -> None:
    story = mill.story()
    pair = replace(story.contradictions[0], kind="place")
    found = scores(mill, replace(story, contradictions=(pair,)))
    assert rates(found, "contradictions") == (100.0, 100.0)
    assert found["contradictions kind right"] == 0.0


def test_a_step_needs_act_day_and_evidence(mill: Perfect) -> None:
    story = mill.story()
    (stance,) = story.stances
    first, second, third = stance.steps
    steps = (first, replace(second, act="deny"), replace(third, first=None, last=None))
    found = scores(mill, replace(story, stances=(replace(stance, steps=steps),)))
    assert rates(found, "stance steps") == (50.0, 33.3)  # the step of no day is not counted


def test_one_step_alone_is_no_stance(mill: Perfect) -> None:
    story = mill.story()
    (stance,) = story.stances
    apart = [replace(stance, steps=(step,)) for step in stance.steps]
    assert rates(scores(mill, replace(story, stances=tuple(apart))), "stance steps") == (0.0, 0.0)


def test_the_same_act_told_again_is_right_and_other_days_do_not_count(mill: Perfect) -> None:
    story = mill.story()
    (stance,) = story.stances
    again = replace(stance.steps[0], at=mill.attribution("r4", "Sheep are cheap"))
    later = replace(again, first="1920-06-01", last="1920-06-01", act="deny")
    steps = (*stance.steps, again, later)
    found = scores(mill, replace(story, stances=(replace(stance, steps=steps),)))
    assert rates(found, "stance steps") == (100.0, 100.0)


def test_the_stance_with_most_steps_is_taken(mill: Perfect) -> None:
    story = mill.story()
    (stance,) = story.stances
    part = replace(stance, steps=stance.steps[:2])
    assert scores(mill, replace(story, stances=(part,)))["stance steps recall"] == 66.7
    assert scores(mill, replace(story, stances=(part, stance)))["stance steps recall"] == 100.0


def test_tellings_are_known_by_id_and_page(mill: Perfect) -> None:
    told = stories.tellings(mill.gold, mill.records())
    assert [(t.name, t.page) for t in told][:2] == [
        ("r1", "https://r1.example"), ("r2", "https://r2.example"),
    ]  # fmt: skip
    assert told[0].record.report.text == TEXTS["r1"]


def test_the_chief_figures_of_a_set(mill: Perfect, monkeypatch: pytest.MonkeyPatch) -> None:
    story = mill.story()
    monkeypatch.setattr(stories.corpus, "stories", lambda which: [mill.gold])
    monkeypatch.setattr(stories, "read", lambda gold: mill.records())
    monkeypatch.setattr(stories, "link", lambda told: (replace(story, stances=()),))
    found = stories.figures("open")
    assert found.pop("stories_twelve stance steps F1") == 0.0
    assert set(found) == {f"stories_twelve {name}" for name in stories.CHIEF[:-1]}
    assert set(found.values()) == {100.0}


def test_what_is_wrong_in_held_stories_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["stories.py", "--set", "held", "--show"])
    with pytest.raises(SystemExit) as error:
        stories.main()
    assert error.value.code == 2
    assert "only the sums" in capsys.readouterr().err


def test_the_command_prints_each_story_and_the_set(
    mill: Perfect, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story = mill.story()
    monkeypatch.setattr(sys, "argv", ["stories.py", "--show"])
    monkeypatch.setattr(stories.corpus, "stories", lambda which: [mill.gold])
    monkeypatch.setattr(stories, "read", lambda gold: mill.records())
    monkeypatch.setattr(stories, "link", lambda told: (replace(story, claims=()),))
    assert stories.main() == 0
    printed = capsys.readouterr().out.split("\n")
    assert printed[0] == "mill"
    assert "open" in printed
    assert f"  {'story F1':38s} {100.0:6.1f}" in printed
    assert printed.count("  origins: mill two 1 to 1, no claim found") == 1

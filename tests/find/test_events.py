"""Events in many constructions: trigger, type, actors, recipients and status."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.find.actors import find_actors
from onrecord.find.events import find_events
from onrecord.find.timexes import find_timexes
from onrecord.knowledge.event_words import event_nouns, event_verbs
from onrecord.model import (
    Attribution,
    Content,
    Cue,
    Draft,
    Event,
    Figure,
    Parse,
    Report,
    Sentence,
    Source,
    Span,
    Timex,
    Token,
)

DraftTexts = Callable[[Sequence[str]], list[Draft]]
CORPUS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "events.toml").read_text(encoding="utf-8")
)
NOT_ASSERTED: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "not_asserted.toml").read_text(encoding="utf-8")
)
CLAIMS = [
    pytest.param(sentence, entry["type"], kind == "asserted", id=f"{name}: {sentence}")
    for name, entry in NOT_ASSERTED.items()
    for kind in ("sentences", "asserted")
    for sentence in entry[kind]
]
ASSERTING = ("happened", "ongoing")
LINES = [
    pytest.param(
        line,
        id=f"{name}: {line}",
        marks=[pytest.mark.xfail(strict=True)] if kind == "failing" else [],
    )
    for name, entry in CORPUS.items()
    for kind in ("lines", "failing")
    for line in entry.get(kind, ())
]


@pytest.fixture(scope="module")
def drafts(draft_texts: DraftTexts) -> dict[str, Draft]:
    texts = sorted({str(line.values[0]).split(" => ")[0] for line in LINES})
    found = draft_texts(texts)
    return {t: find_events(find_actors(find_timexes(d))) for t, d in zip(texts, found, strict=True)}


@pytest.fixture(scope="module")
def claims(draft_texts: DraftTexts) -> dict[str, Draft]:
    texts = [str(claim.values[0]) for claim in CLAIMS]
    found = (find_events(find_actors(find_timexes(draft))) for draft in draft_texts(texts))
    return dict(zip(texts, found, strict=True))


@pytest.mark.parametrize(("text", "type", "asserted"), CLAIMS)
def test_what_is_asserted_and_what_is_not(
    text: str, type: str, asserted: bool, claims: dict[str, Draft]
) -> None:
    events = [event for event in claims[text].events if event.deed == type]
    found = [event for event in events if event.status in ASSERTING]
    assert bool(found) is asserted, [(event.why, event.status) for event in events]


def test_most_of_what_is_not_asserted_is_an_event_of_its_type(claims: dict[str, Draft]) -> None:
    """Silence would pass, too: what is denied must still be found."""
    wanted = [claim.values for claim in CLAIMS if not claim.values[2]]
    found = [type in {event.deed for event in claims[str(text)].events} for text, type, _ in wanted]
    assert sum(found) >= 0.85 * len(found)


def word(draft: Draft, event: Event) -> str:
    return draft.parse.text(event.trigger)


def named(draft: Draft, ids: Sequence[str]) -> str:
    actors = {actor.id: actor for actor in draft.actors}
    return ";".join(actors[i].country or actors[i].name for i in ids) or "-"


@pytest.mark.parametrize("line", LINES)
def test_corpus(line: str, drafts: dict[str, Draft]) -> None:
    text, answer = line.split(" => ")
    trigger, *wanted = (part.strip() for part in answer.split("|"))
    draft = drafts[text]
    event = next(e for e in draft.events if word(draft, e) == trigger)
    actors, recipients = named(draft, event.actors), named(draft, event.recipients)
    assert [event.deed or "-", actors, recipients, event.status] == wanted, event.why


def test_no_event_word_stands_twice() -> None:
    for words in ([row.noun for row in event_nouns()], [row.verb for row in event_verbs()]):
        assert len(set(words)) == len(words)


def test_light_verbs_and_verbs_of_no_event_are_no_triggers(draft_texts: DraftTexts) -> None:
    texts = [
        "The mayor seems to have paid a visit to the camp.",
        "According to the mayor, rebels carried out an attack.",
    ]
    found = [find_events(draft) for draft in draft_texts(texts)]
    assert [[word(d, e) for e in d.events] for d in found] == [["visit"], ["attack"]]


def in_text(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="module")
def told(draft_texts: DraftTexts) -> Draft:
    """One sentence with a timex, a figure and an attribution that other stages would have found."""
    text = "The mayor said that Chile attacked two ports in Peru on Monday."
    (draft,) = draft_texts([text])
    timex = Timex(
        id="T1", span=in_text(text, "Monday"), text="Monday", type="DATE", value="2024-10-21"
    )
    figure = Figure(id="F1", span=in_text(text, "two"), low=2, high=2)
    said = Attribution(
        id="S1",
        cue=Cue(spans=(in_text(text, "said"),), lemma="say"),
        content=Content(spans=(in_text(text, "that Chile attacked two ports in Peru on Monday"),)),
        source=Source(),
    )
    draft = replace(find_actors(draft), timexes=(timex,), figures=(figure,), attributions=(said,))
    return find_events(draft)


def test_an_event_has_its_time_figure_and_source(told: Draft) -> None:
    attack = next(e for e in told.events if word(told, e) == "attacked")
    assert (attack.when, attack.figures, attack.according_to) == ("T1", ("F1",), ("S1",))
    say = next(e for e in told.events if word(told, e) == "said")
    assert (say.when, say.according_to) == (None, ())


def test_events_are_numbered_in_the_order_of_the_text(told: Draft) -> None:
    assert [e.id for e in told.events] == [f"E{n}" for n in range(1, len(told.events) + 1)]
    starts = [e.trigger.start for e in told.events]
    assert starts == sorted(starts)


def test_each_event_has_its_reason(told: Draft) -> None:
    for event in told.events:
        reason = told.reasons[event.id]
        assert reason.entry == event.why
        assert reason.because[-1].entry == "status"
        assert event.span.covers(event.trigger)


def test_the_place_is_no_recipient(draft_texts: DraftTexts) -> None:
    (draft,) = draft_texts(["Finland and Estonia met in Latvia."])
    draft = find_events(find_actors(draft))
    (event,) = draft.events
    assert named(draft, [event.place or "none"]) == "LVA"
    assert named(draft, event.recipients) == "FIN;EST"


def test_any_text_gives_events_and_no_error(draft_texts: DraftTexts) -> None:
    texts = [
        "",
        "Attack!",
        "\" ' to attack, or (",
        "Who attacked whom and why did",
        "ATTACK ON PORT",
    ]
    for draft in draft_texts(texts):
        found = find_events(find_actors(draft))
        assert len({e.id for e in found.events}) == len(found.events)


def test_the_same_draft_gives_the_same_events(told: Draft) -> None:
    assert find_events(told).events == told.events


def chained(relation: str, tag: str, count: int = 5000) -> Parse:
    """A sentence in which each word hangs on the next."""
    last = count - 1
    tokens = tuple(
        Token(
            index=i, start=7 * i, end=7 * i + 6, text="attack", lower="attack", lemma="attack",
            tag=tag, pos="NOUN" if tag == "NN" else "VERB", morph="",
            relation="ROOT" if i == last else relation, head=min(i + 1, last),
            children=(i - 1,) if i else (), left=0, right=i + 1, sentence=0,
        )
        for i in range(count)
    )  # fmt: skip
    text = "attack " * count
    sentence = Sentence(0, 0, len(text), 0, count, last, 0)
    return Parse(report=Report(id="r", ref="r", text=text), tokens=tokens, sentences=(sentence,))


@pytest.mark.parametrize("relation", ["conj", "xcomp", "ccomp", "nsubj", "pobj", "prep", "relcl"])
@pytest.mark.parametrize("tag", ["VBN", "NN"])
def test_the_longest_sentence_is_no_error(relation: str, tag: str) -> None:
    found = find_events(Draft(parse=chained(relation, tag)))
    assert len(found.events) >= 1

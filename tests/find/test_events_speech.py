"""Each entry of event_speech.toml against its own examples, with attributions found."""

from collections.abc import Callable, Sequence

import pytest

from onrecord.find.actors import find_actors
from onrecord.find.attributions import find_attributions
from onrecord.find.events import find_events
from onrecord.find.timexes import find_timexes
from onrecord.knowledge.frames import speeches
from onrecord.model import Draft, Event

YES = [(name, *line.split(" => ")) for name, entry in speeches().items() for line in entry.yes]
NO = [(name, line) for name, entry in speeches().items() for line in entry.no]


@pytest.fixture(scope="module")
def drafts(draft_texts: Callable[[Sequence[str]], list[Draft]]) -> dict[str, Draft]:
    texts = sorted({text for _, text, _ in YES} | {text for _, text in NO})
    found = (find_attributions(find_actors(find_timexes(d))) for d in draft_texts(texts))
    return dict(zip(texts, map(find_events, found), strict=True))


def of_entry(draft: Draft, name: str) -> list[Event]:
    return [event for event in draft.events if event.why == f"speech.{name}"]


def printed(draft: Draft, ids: Sequence[str]) -> set[str]:
    return {
        word
        for actor in draft.actors
        if actor.id in ids
        for mention in actor.mentions
        for word in draft.parse.text(mention.span).split()
    }


@pytest.mark.parametrize(("name", "text", "promise"), YES)
def test_yes_fires(name: str, text: str, promise: str, drafts: dict[str, Draft]) -> None:
    type, actor, recipient = promise.split(" | ")
    (event,) = of_entry(drafts[text], name)
    assert (event.type, event.deed, event.status) == (type, type, "happened")
    assert actor in printed(drafts[text], event.actors)
    found = printed(drafts[text], event.recipients)
    assert recipient in found if recipient != "-" else not found


@pytest.mark.parametrize(("name", "text"), NO)
def test_no_is_silent(name: str, text: str, drafts: dict[str, Draft]) -> None:
    assert not of_entry(drafts[text], name)


def test_the_deed_keeps_its_kind_and_status(drafts: dict[str, Draft]) -> None:
    draft = drafts["Chile said it would attack Peru."]
    attack = next(e for e in draft.events if draft.parse.text(e.trigger) == "attack")
    assert (attack.type, attack.deed, attack.status) == (None, "ASSAULT", "planned")

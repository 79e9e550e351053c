"""Each event frame against its own examples: every yes fires with its roles, no no fires."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.errors import KnowledgeError
from onrecord.find.actors import find_actors
from onrecord.find.events import find_events
from onrecord.find.timexes import find_timexes
from onrecord.knowledge.frames import Frame, frames, join_frames
from onrecord.knowledge.ontology import cameo_codes, contexts, modes
from onrecord.model import Draft, Event
from onrecord.model.words import EventType, values

FEWEST = 15  # frames of each type
OWN_STATE = "event.own-state"

# What the engine, the parser or the actors cannot do yet, by sentence.
KNOWN: dict[str, str] = {}


class Example(NamedTuple):
    """A line of an entry: its sentence and, of a yes, the type and the roles it promises."""

    entry: str
    sentence: str
    type: str = ""
    actors: str = ""
    recipients: str = ""


def yes_lines() -> list[Example]:
    found = []
    for name, frame in frames().items():
        for line in frame.yes:
            sentence, promise = line.split(" => ")
            found.append(Example(name, sentence, *promise.split(" | ")))
    return found


def no_lines() -> list[Example]:
    return [Example(name, line) for name, frame in frames().items() for line in frame.no]


def params(examples: Sequence[Example]) -> list[object]:
    return [
        pytest.param(
            example,
            id=f"{example.entry}: {example.sentence}",
            marks=[pytest.mark.xfail(reason=KNOWN[example.sentence], strict=True)]
            if example.sentence in KNOWN
            else [],
        )
        for example in examples
    ]


@pytest.fixture(scope="module")
def drafts(draft_texts: Callable[[Sequence[str]], list[Draft]]) -> dict[str, Draft]:
    """All sentences of all examples, read in one go."""
    sentences = sorted({example.sentence for example in (*yes_lines(), *no_lines())})
    found = (find_events(find_actors(find_timexes(draft))) for draft in draft_texts(sentences))
    return dict(zip(sentences, found, strict=True))


def of_entry(draft: Draft, entry: str) -> list[Event]:
    return [event for event in draft.events if event.why == f"frame.{entry}"]


def printed(draft: Draft, ids: Sequence[str]) -> list[list[str]]:
    """The mentions of each actor, as printed."""
    return [
        [draft.parse.text(mention.span) for mention in actor.mentions]
        for actor in draft.actors
        if actor.id in ids
    ]


def fills(draft: Draft, ids: Sequence[str], promised: str) -> bool:
    """True if each promised name stands in a mention of some actor; "-" promises nobody.

    The own state of those who protest is understood, not of the frame.
    """
    names = [] if promised == "-" else promised.split("; ")
    found = printed(draft, [id for id in ids if draft.reasons[id].entry != OWN_STATE])
    return bool(found) == bool(names) and all(
        any(name in mention for mentions in found for mention in mentions) for name in names
    )


@pytest.mark.parametrize("example", params(yes_lines()))
def test_yes_fires(example: Example, drafts: dict[str, Draft]) -> None:
    draft = drafts[example.sentence]
    fired = of_entry(draft, example.entry)
    assert fired, [event.why for event in draft.events]
    assert {event.deed or "-" for event in fired} == {example.type}
    assert any(
        fills(draft, event.actors, example.actors)
        and fills(draft, event.recipients, example.recipients)
        for event in fired
    ), [(printed(draft, event.actors), printed(draft, event.recipients)) for event in fired]


@pytest.mark.parametrize("example", params(no_lines()))
def test_no_is_silent(example: Example, drafts: dict[str, Draft]) -> None:
    assert not of_entry(drafts[example.sentence], example.entry)


def test_every_frame_has_a_trigger_and_both_examples() -> None:
    for name, frame in frames().items():
        assert frame.verb or frame.noun, name
        assert frame.yes and frame.no, name


def test_no_word_stands_twice_in_a_list() -> None:
    for name, frame in frames().items():
        for words in (frame.verb, frame.noun, frame.object, frame.prepositions):
            assert len(words) == len(set(words)), (name, words)


def test_lemmas_are_words_of_the_parser() -> None:
    """The parser parts words at hyphens, so that a hyphened lemma would be dead."""
    for name, frame in frames().items():
        for word in (*frame.verb, *frame.noun, *frame.object):
            assert "-" not in word, (name, word)


def test_known_failures_are_examples() -> None:
    sentences = {example.sentence for example in (*yes_lines(), *no_lines())}
    assert sentences.issuperset(KNOWN)


def test_codes_modes_and_contexts_are_those_of_the_ontology() -> None:
    for name, frame in frames().items():
        if frame.type is None:
            assert not (frame.mode or frame.contexts or frame.cameo), name
            continue
        assert frame.cameo in cameo_codes(), name
        assert frame.mode is None or frame.mode in {m.name for m in modes()[frame.type]}, name
        assert contexts().keys() >= set(frame.contexts), name


@pytest.mark.parametrize("kind", values(EventType))
def test_every_type_is_covered(kind: EventType) -> None:
    counts = Counter(frame.type for frame in frames().values())
    assert counts[kind] >= FEWEST


def test_doubles_are_refused() -> None:
    entry = Frame(verb=("defy",), type="REJECT", yes=("",), no=("",))
    with pytest.raises(KnowledgeError, match=r"two.toml: \[defy\] stands in one.toml already"):
        join_frames([("one.toml", {"defy": entry}), ("two.toml", {"defy": entry})])


DOCS = (Path(__file__).parents[1] / "docs" / "events.md").read_text(encoding="utf-8")


def test_the_docs_count_the_frames_and_codes_of_each_type() -> None:
    wanted = {
        kind: (
            sum(frame.type == kind for frame in frames().values()),
            len({frame.cameo for frame in frames().values() if frame.type == kind}),
        )
        for kind in values(EventType)
    }
    rows = re.findall(r"^\| `([A-Z]+)` \| [a-z-]+ \| (\d+) \| (\d+) \|$", DOCS, re.M)
    assert {kind: (int(count), int(codes)) for kind, count, codes in rows} == wanted
    codes = {frame.cameo for frame in frames().values() if frame.cameo}
    assert f"{len(frames())} frames give {len(codes)} CAMEO codes" in DOCS

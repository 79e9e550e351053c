"""Who speaks: the corpus of words that stand for somebody named elsewhere in the text."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.find.actors import find_actors, find_voices, naming_mention
from onrecord.find.attributions import find_attributions
from onrecord.find.timexes import find_timexes
from onrecord.model import Actor, Draft

CORPUS = Path(__file__).parent.parent / "corpus" / "actors_speakers.toml"
TEXTS: list[dict[str, Any]] = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["text"]

DraftTexts = Callable[[Sequence[str]], list[Draft]]


@pytest.fixture(scope="module")
def found(draft_texts: DraftTexts) -> dict[str, Draft]:
    """Every text of the corpus with its actors and its speakers."""
    texts = [entry["text"] for entry in TEXTS]
    drafts = draft_texts(texts)
    stages = (find_timexes, find_actors, find_attributions, find_voices)
    for stage in stages:
        drafts = [stage(draft) for draft in drafts]
    return dict(zip(texts, drafts, strict=True))


def place(text: str, words: str) -> tuple[int, int]:
    """The characters of words; "word#2" is the second place where they stand."""
    words, _, number = words.partition("#")
    places = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    match = places[int(number or 1) - 1]
    return match.start(), match.end()


def actor_at(draft: Draft, words: str) -> Actor | None:
    """The actor that words of the text stand for: that of the last of them that is a head."""
    start, end = place(draft.parse.report.text, words)
    heads = [t.index for t in draft.parse.tokens if start <= t.start < end]
    ids = [draft.mention_at[i] for i in reversed(heads) if i in draft.mention_at]
    if not ids and heads:  # the first word of a longer name
        ids = [
            actor.id
            for actor in draft.actors
            if any(m.span.start <= start and end <= m.span.end for m in actor.mentions)
        ]
    return next((actor for actor in draft.actors if ids and actor.id == ids[0]), None)


def told(draft: Draft, words: str) -> str:
    """The mention that tells who the words are, or "-"."""
    actor = actor_at(draft, words)
    text = draft.parse.report.text
    span = naming_mention(actor, text, place(text, words)[0]) if actor else None
    return text[span[0] : span[1]] if span else "-"


def bare(mention: str) -> str:
    """Without an article, which a mention may have or not."""
    return mention.removeprefix("The ").removeprefix("the ")


def differences(draft: Draft, entry: dict[str, Any]) -> list[str]:
    """In words, which speaker is another than the corpus says."""
    wrong = []
    for line in entry["speakers"]:
        words, _, mention = line.partition(" => ")
        seen = told(draft, words)
        if bare(seen) != bare(mention):
            wrong.append(f"{words} is {seen!r}, not {mention!r}")
    for one, other in entry.get("apart", []):
        first, second = actor_at(draft, one), actor_at(draft, other)
        if first is not None and first is second:
            wrong.append(f"{one} and {other} are one: {first.name}")
    for one, other in entry.get("same", []):
        first, second = actor_at(draft, one), actor_at(draft, other)
        if first is None or first is not second:
            wrong.append(f"{one} and {other} are not one")
    return wrong


def case(entry: dict[str, Any]) -> object:
    reason = entry.get("xfail")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(entry, id=entry["text"][:60], marks=marks)


@pytest.mark.parametrize("entry", [case(entry) for entry in TEXTS])
def test_corpus(entry: dict[str, Any], found: dict[str, Draft]) -> None:
    wrong = differences(found[entry["text"]], entry)
    assert not wrong, "; ".join(wrong)


def test_every_text_tests_something() -> None:
    assert all(entry["speakers"] or entry.get("apart") or entry.get("same") for entry in TEXTS)
    assert len({entry["text"] for entry in TEXTS}) == len(TEXTS) >= 120

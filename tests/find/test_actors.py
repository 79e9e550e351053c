"""Actors: the corpus of who is in a text, and what the corpus cannot say."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.find.actors import actor_of, find_actors
from onrecord.knowledge.naming import name_words
from onrecord.model import Actor, Draft

CORPUS = Path(__file__).parent.parent / "corpus" / "actors.toml"
TEXTS: list[dict[str, Any]] = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["text"]

DraftTexts = Callable[[Sequence[str]], list[Draft]]


@pytest.fixture(scope="module")
def found(draft_texts: DraftTexts) -> dict[str, Draft]:
    """Every text of the corpus with its actors."""
    texts = [entry["text"] for entry in TEXTS]
    return {text: find_actors(draft) for text, draft in zip(texts, draft_texts(texts), strict=True)}


@pytest.fixture(scope="module")
def actors_in(draft_texts: DraftTexts) -> Callable[[str], Draft]:
    return lambda text: find_actors(draft_texts([text])[0])


def line_of(draft: Draft, actor: Actor) -> str:
    """An actor as the corpus writes it."""
    mentions = "; ".join(draft.parse.text(mention.span) for mention in actor.mentions)
    cells = [actor.name, actor.kind, actor.country or "-", actor.sector or "-", mentions]
    if actor.office:
        body = f" @ {actor.office.body}" if actor.office.body else ""
        cells.append(actor.office.title + body)
    return " | ".join(cells)


def agrees(expected: str, seen: str) -> bool:
    wanted, got = expected.split(" | "), seen.split(" | ")
    return len(wanted) == len(got) and all(a in ("?", b) for a, b in zip(wanted, got, strict=True))


def differences(expected: list[str], seen: list[str]) -> list[str]:
    """In words, what is missing and what is there too much."""
    missing = [f"missing: {line}" for line in expected if not any(agrees(line, s) for s in seen)]
    more = [f"too much: {line}" for line in seen if not any(agrees(e, line) for e in expected)]
    return missing + more


def case(entry: dict[str, Any]) -> object:
    reason = entry.get("xfail")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(entry, id=entry["text"][:60], marks=marks)


@pytest.mark.parametrize("entry", [case(entry) for entry in TEXTS])
def test_corpus(entry: dict[str, Any], found: dict[str, Draft]) -> None:
    draft = found[entry["text"]]
    seen = [line_of(draft, actor) for actor in draft.actors]
    wrong = differences(entry["actors"], seen)
    assert not wrong, "\n".join(wrong)
    assert len(seen) == len(entry["actors"])


def test_every_mention_and_reason_rests_on_characters(found: dict[str, Draft]) -> None:
    for text, draft in found.items():
        for actor in draft.actors:
            assert actor.mentions
            assert all(0 <= m.span.start < m.span.end <= len(text) for m in actor.mentions)
            assert draft.reasons[actor.id].entry


def test_ids_count_by_first_mention(found: dict[str, Draft]) -> None:
    for draft in found.values():
        assert [actor.id for actor in draft.actors] == [
            f"A{n}" for n in range(1, len(draft.actors) + 1)
        ]
        starts = [actor.mentions[0].span.start for actor in draft.actors]
        assert starts == sorted(starts)


def test_heads_lead_to_actors(found: dict[str, Draft]) -> None:
    for draft in found.values():
        ids = {actor.id for actor in draft.actors}
        assert set(draft.mention_at.values()) <= ids
        for mention_actor in draft.actors:
            assert mention_actor.id in draft.mention_at.values()


def name_at(draft: Draft, word: str) -> str | None:
    """The name of the actor that a word of the text belongs to."""
    token = next(token for token in draft.parse.tokens if token.text == word)
    actor = actor_of(draft, token.index)
    return next((a.name for a in draft.actors if a.id == actor), None)


def test_actor_of_looks_to_the_head_of_the_phrase(actors_in: Callable[[str], Draft]) -> None:
    draft = actors_in("South African Foreign Minister Oren Takk met dozens of farmers.")
    assert name_at(draft, "Oren") == "Oren Takk"
    assert name_at(draft, "Minister") == "Oren Takk"
    assert name_at(draft, "dozens") == "farmers"
    assert name_at(draft, "met") is None


def test_actor_of_keeps_the_parts_of_a_coordination_apart(
    actors_in: Callable[[str], Draft],
) -> None:
    draft = actors_in("Norway and Kenya signed the pact.")
    assert name_at(draft, "Norway") == "Norway"
    assert name_at(draft, "Kenya") == "Kenya"


def test_two_people_of_one_surname_stay_two(actors_in: Callable[[str], Draft]) -> None:
    draft = actors_in(
        "Ryu Tae-song spoke first. Ryu said he was tired. Later Ryu Min-ho spoke. Ryu smiled."
    )
    mentions = {
        actor.name: [draft.parse.text(m.span) for m in actor.mentions] for actor in draft.actors
    }
    assert mentions["Ryu Tae-song"] == ["Ryu Tae-song", "Ryu", "he"]
    assert mentions["Ryu Min-ho"] == ["Ryu Min-ho", "Ryu"]


def test_a_surname_may_come_before_the_full_name(actors_in: Callable[[str], Draft]) -> None:
    draft = actors_in("Halden will resign, a source said. Karl Halden is 61.")
    assert name_at(draft, "Halden") == "Karl Halden"


def test_a_headline_is_no_name(actors_in: Callable[[str], Draft]) -> None:
    draft = actors_in("Minister Takk Signs Historic Bridge Deal With Norway\n\nOren Takk smiled.")
    names = {actor.name for actor in draft.actors}
    assert "Norway" in names
    assert not {name for name in names if "Historic" in name or "Deal" in name}


def test_a_text_without_actors(actors_in: Callable[[str], Draft]) -> None:
    assert actors_in("It was cold, and then it rained.").actors == ()
    assert actors_in("").actors == ()


def test_reasons_name_what_spoke(actors_in: Callable[[str], Draft]) -> None:
    draft = actors_in("Defence Minister Oren Takk said he would meet NATO. Takk left.")
    reason = draft.reasons[draft.actors[0].id]
    assert reason.entry == "title"
    assert reason.detail == "Defence Minister"
    assert {other.entry for other in reason.because} == {"pronoun", "surname"}


def test_no_word_of_naming_is_listed_twice() -> None:
    pairs = [(word.word, word.use) for word in name_words()]
    assert len(pairs) == len(set(pairs))
    assert all(word == word.lower() for word, _ in pairs)

"""Acts, and whether a thing has been said at all and how plainly: status, polarity and hedge."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.find.attributions import find_proposals
from onrecord.knowledge import hedges as table
from onrecord.knowledge.hedges import HedgeEntry, hedges
from onrecord.model import Attribution, Draft
from onrecord.model.words import Act, values
from onrecord.parse import Parser
from tests.find.test_attributions import proposed_of

DraftTexts = Callable[[Sequence[str]], list[Draft]]

CORPUS = Path(__file__).parent.parent / "corpus"
ACTS: dict[str, dict[str, list[str]]] = tomllib.loads((CORPUS / "acts.toml").read_text("utf-8"))
MOODS: list[str] = tomllib.loads((CORPUS / "moods.toml").read_text("utf-8"))["moods"]
HEDGES = [(name, line) for name, entry in hedges().items() for line in entry.yes]
PLAIN = [(name, line) for name, entry in hedges().items() for line in entry.no]


def words(draft: Draft, spans: Any) -> str:
    return " ".join(draft.parse.text(span) for span in spans)


def cued(draft: Draft, cue: str) -> Attribution:
    """The attribution with this cue; there must be one only."""
    found = [fact for fact in draft.attributions if words(draft, fact.cue.spans) == cue]
    assert len(found) == 1, [words(draft, fact.cue.spans) for fact in draft.attributions]
    return found[0]


@pytest.mark.parametrize(
    ("act", "line"), [(act, line) for act, lists in ACTS.items() for line in lists["yes"]]
)
def test_act(parser: Parser, act: str, line: str) -> None:
    text, _, cue = line.partition(" => ")
    assert cued(proposed_of(parser, text), cue).act == act


def test_every_act_has_examples() -> None:
    assert set(ACTS) == set(values(Act))
    assert all(len(lists["yes"]) >= 4 for lists in ACTS.values())


@pytest.mark.parametrize("line", MOODS)
def test_mood(parser: Parser, line: str) -> None:
    text, _, wanted = line.partition(" => ")
    cue, *mood = wanted.split(" | ")
    fact = cued(proposed_of(parser, text), cue)
    assert [fact.status, fact.polarity, fact.hedge or "-"] == mood


def test_the_reason_names_status_and_hedge(parser: Parser) -> None:
    draft = proposed_of(parser, "The mayor appeared to suggest that the dam was safe.")
    reason = draft.reasons[draft.attributions[0].id]
    assert "status possible, hedged by “appeared to”" in reason.because[0].detail


@pytest.fixture(scope="module")
def drafts(draft_texts: DraftTexts) -> Mapping[str, Draft]:
    texts = [line.partition(" => ")[0] for _, line in (*HEDGES, *PLAIN)]
    found = [find_proposals(draft) for draft in draft_texts(texts)]
    return dict(zip(texts, found, strict=True))


@pytest.mark.parametrize(("name", "line"), HEDGES)
def test_hedge_yes(name: str, line: str, drafts: Mapping[str, Draft]) -> None:
    text, _, wanted = line.partition(" => ")
    cue, hedge = wanted.split(" | ")
    assert cued(drafts[text], cue).hedge == hedge


@pytest.mark.parametrize(("name", "line"), PLAIN)
def test_hedge_no(name: str, line: str, drafts: Mapping[str, Draft]) -> None:
    assert [fact.hedge for fact in drafts[line].attributions if fact.hedge] == []


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (HedgeEntry(cue="seem", kind="governor", yes=("a",), no=("b",)), "has the words of"),
        (HedgeEntry(cue="tend", kind="governor", yes=("a",), no=()), "lacks a yes or a no"),
    ],
)
def test_the_loader_refuses(
    monkeypatch: pytest.MonkeyPatch, second: HedgeEntry, message: str
) -> None:
    first = HedgeEntry(cue="seem", kind="governor", yes=("a",), no=("b",))
    monkeypatch.setattr(table, "load_entries", lambda *_: {"one": first, "two": second})
    with pytest.raises(KnowledgeError, match=message):
        hedges.__wrapped__()

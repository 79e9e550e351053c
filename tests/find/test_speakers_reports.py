"""Whole reports with many speakers that are pronouns or descriptions, marked in their text."""

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from onrecord.find.actors import find_actors, find_voices, naming_mention
from onrecord.find.attributions import find_attributions
from onrecord.find.timexes import find_timexes
from onrecord.model import Actor, Draft, Report
from onrecord.parse import Parser

CORPUS = Path(__file__).parent.parent / "corpus" / "speakers_reports.toml"
REPORTS: list[dict[str, Any]] = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["report"]
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)
WORDS = "he she it they him her them his its their i we me us you my our both another"
POINTING = frozenset(WORDS.split(" "))
LEAST = 0.85  # the share of marks of each form that must be right


class Mark(NamedTuple):
    """Words of the text, and how the mention begins that tells who they are."""

    start: int
    end: int
    words: str
    mention: str

    @property
    def form(self) -> str:
        return "pronoun" if self.words.lower() in POINTING else "name or description"


def unmarked(text: str) -> tuple[str, list[Mark]]:
    """The raw text, and the marks that stood in it."""
    raw, at, marks = "", 0, []
    for match in MARK.finditer(text):
        raw += text[at : match.start()]
        marks.append(Mark(len(raw), len(raw) + len(match[1]), match[1], match[2]))
        raw, at = raw + match[1], match.end()
    return raw + text[at:], marks


def read(parser: Parser, entry: dict[str, Any]) -> Draft:
    text, byline = unmarked(entry["text"])[0], tuple(entry.get("byline", ()))
    report = Report(id=entry["slug"], ref=entry["slug"], text=text, byline=byline)
    draft = Draft(parse=next(iter(parser.parse_all([report]))))
    for stage in (find_timexes, find_actors, find_attributions, find_voices):
        draft = stage(draft)
    return draft


def actor_at(draft: Draft, mark: Mark) -> Actor | None:
    tokens = [t.index for t in draft.parse.tokens if mark.start <= t.start < mark.end]
    known = [draft.mention_at[i] for i in reversed(tokens) if i in draft.mention_at]
    return next((actor for actor in draft.actors if known and actor.id == known[0]), None)


def told(draft: Draft, mark: Mark) -> str:
    """The mention that tells who the marked words are, or "-"."""
    actor, text = actor_at(draft, mark), draft.parse.report.text
    span = naming_mention(actor, text, mark.start) if actor else None
    return " ".join(text[span.start : span.end].split()) if span else "-"


def is_right(seen: str, mention: str) -> bool:
    bare, wanted = ARTICLE.sub("", seen, count=1), ARTICLE.sub("", mention, count=1)
    return bare == wanted or bare.startswith(wanted + " ")


def differences(draft: Draft, entry: dict[str, Any]) -> list[str]:
    """In words, which marks are another actor than marked."""
    found = []
    for number, mark in enumerate(unmarked(entry["text"])[1], 1):
        seen = told(draft, mark)
        if not is_right(seen, mark.mention):
            found.append(f"{number}, {mark.words}: {seen}, marked {mark.mention}")
    return found


@pytest.fixture(scope="module")
def drafts(parser: Parser) -> dict[str, Draft]:
    return {entry["slug"]: read(parser, entry) for entry in REPORTS}


@pytest.mark.parametrize("entry", REPORTS, ids=lambda entry: entry["slug"])
def test_report(entry: dict[str, Any], drafts: dict[str, Draft]) -> None:
    found, known = differences(drafts[entry["slug"]], entry), entry["known"]
    new = [line for line in found if line not in known]
    gone = [line for line in known if line not in found]
    assert not new, "not as marked:\n" + "\n".join(new)
    assert not gone, "repaired, strike from `known`:\n" + "\n".join(gone)


@pytest.mark.parametrize("form", ["pronoun", "name or description"])
def test_most_speakers_are_right(form: str, drafts: dict[str, Draft]) -> None:
    right = [
        is_right(told(drafts[entry["slug"]], mark), mark.mention)
        for entry in REPORTS
        for mark in unmarked(entry["text"])[1]
        if mark.form == form
    ]
    assert len(right) > 100
    assert sum(right) >= LEAST * len(right)


def test_a_near_rival_makes_an_attribution_less_sure(drafts: dict[str, Draft]) -> None:
    """Where two may be meant, the attribution is less sure than where one is alone."""
    near, alone = [], []
    for draft in drafts.values():
        leads = {draft.parse.tokens[i].start: lead for i, lead in draft.leads.items()}
        for attribution in draft.attributions:
            head = attribution.source.head
            if head and draft.parse.text(head).lower() in ("he", "she"):
                doubtful = leads.get(head.start, 9.0) < 1.5
                (near if doubtful else alone).append(attribution.confidence)
    assert near and alone
    assert sum(near) / len(near) < 0.9 * sum(alone) / len(alone)


WALK = 'I walked with the marchers. A farmer told me it was far. "I know the road," he said.\n'


def test_the_writer_may_stand_beside_the_text_alone(parser: Parser) -> None:
    """A byline that came with the report tells who "I" is; the text need not print it."""
    draft = read(parser, {"slug": "walk", "text": WALK, "byline": ["Judith Arkwright"]})
    spoken = {mark: told_by(draft, mark) for mark in ("I walked", "me it", "I know")}
    assert spoken["I walked"] == spoken["me it"] == "Judith Arkwright"
    assert spoken["I know"] == "A farmer"


def test_two_bylines_tell_nobody(parser: Parser) -> None:
    draft = read(parser, {"slug": "walk", "text": WALK, "byline": ["Ann Holm", "Paul Reed"]})
    assert told_by(draft, "I walked") is None
    assert all(actor.mentions for actor in draft.actors)


def told_by(draft: Draft, words: str) -> str | None:
    """The name of the actor that the first of some words stands for."""
    start = draft.parse.report.text.index(words)
    actor = actor_at(draft, Mark(start, start + 1, words, ""))
    return actor.name if actor else None

"""Every cue's own examples run: a yes must attribute as its line says, a no must not attribute."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import KnowledgeError
from onrecord.find.attributions import find_proposals
from onrecord.knowledge.cues import (
    CueEntry,
    cues,
    join_cues,
    label_words,
    linking_verbs,
    support_verbs,
)
from onrecord.model import Attribution, Draft
from onrecord.model.words import Act, values

DraftTexts = Callable[[Sequence[str]], list[Draft]]

ENTRIES = {name: entry for name, entry in cues().items() if "/" not in name}
YES = [(name, line) for name, entry in ENTRIES.items() for line in entry.yes]
NO = [(name, line) for name, entry in ENTRIES.items() for line in entry.no]

KNOWN_BY_REASON: dict[str, tuple[str, ...]] = {}
"""Examples that fail so far, by what is wrong; one that passes must leave the list."""

KNOWN = {sentence: why for why, sentences in KNOWN_BY_REASON.items() for sentence in sentences}

MARKS = re.compile(r"[\"“”.,]")
OPENERS = ("that ", "the ", "a ", "an ")


@pytest.fixture(scope="module")
def drafts(draft_texts: DraftTexts) -> dict[str, Draft]:
    """All sentences of all entries, read in one batch, and however unsure a match may be."""
    sentences = list(dict.fromkeys(_sentence(line) for _, line in [*YES, *NO]))
    found = [find_proposals(draft) for draft in draft_texts(sentences)]
    return dict(zip(sentences, found, strict=True))


@pytest.mark.parametrize(("name", "line"), YES, ids=[f"{n}: {_}" for n, _ in YES])
def test_yes(
    name: str, line: str, drafts: dict[str, Draft], request: pytest.FixtureRequest
) -> None:
    _expect_failure(line, request)
    wanted = tuple(_plain(part) for part in line.split(" => ")[1].split(" | "))
    draft = drafts[_sentence(line)]
    found = [_texts(draft, a) for a in _of(draft, name)]
    assert wanted in found, f"{name}: wanted {wanted}, found {found or _all(draft)}"


@pytest.mark.parametrize(("name", "line"), NO, ids=[f"{n}: {_}" for n, _ in NO])
def test_no(name: str, line: str, drafts: dict[str, Draft], request: pytest.FixtureRequest) -> None:
    _expect_failure(line, request)
    draft = drafts[_sentence(line)]
    assert [_texts(draft, a) for a in _of(draft, name)] == []


def test_known_failures_are_examples() -> None:
    sentences = {_sentence(line) for _, line in [*YES, *NO]}
    assert set(KNOWN) <= sentences


def test_yes_lines_name_words_of_their_sentence() -> None:
    wrong = []
    for name, line in YES:
        parts = line.split(" => ")[1].split(" | ")
        assert len(parts) == 3, line
        words = [word for part in parts if part != "-" for word in part.split()]
        wrong += [(name, word) for word in words if word not in _sentence(line)]
    assert wrong == []


def test_verbs_that_add_nothing() -> None:
    assert {"make", "voice", "issue"} <= support_verbs()
    assert {"be", "remain"} <= linking_verbs()
    assert not support_verbs() & linking_verbs()


def test_labels_name_no_speaker() -> None:
    assert {"live", "correction", "opinion"} <= label_words()
    assert all(word == word.lower() for word in label_words())


def test_every_act_has_a_cue() -> None:
    unused = set(values(Act)) - {entry.act for entry in cues().values()}
    assert unused == set()


def test_there_are_three_hundred_cues() -> None:
    assert len(ENTRIES) >= 300


def test_sureness_is_a_share() -> None:
    shares = [(n, s) for n, e in cues().items() for s in (e.sure, *e.sure_by.values())]
    assert [item for item in shares if not 0 < item[1] < 1] == []
    assert [n for n, e in cues().items() if not set(e.sure_by) <= set(e.takes)] == []


def test_every_act_is_documented_with_two_examples() -> None:
    rows = dict(_acts())
    assert tuple(rows) == values(Act)
    assert {act: len(lines) for act, lines in rows.items() if len(lines) != 2} == {}


def test_documented_examples_have_their_act(draft_texts: DraftTexts) -> None:
    pairs = [(act, line) for act, lines in _acts() for line in lines]
    drafts = draft_texts([line.replace("**", "") for _, line in pairs])
    acts = [{a.act for a in find_proposals(draft).attributions} for draft in drafts]
    wrong = [(p, found) for p, found in zip(pairs, acts, strict=True) if p[0] not in found]
    assert [item for item in wrong if item[0][1].replace("**", "") not in KNOWN] == []


def test_another_spelling_is_an_entry_of_its_own() -> None:
    assert cues()["criticise/criticize"].cue == "criticize"
    assert cues()["criticise/criticize"].act == cues()["criticise"].act


def test_sureness_of_a_shape_falls_back_to_that_of_the_entry() -> None:
    entry = _entry(sure=0.8, sure_by={"noun": 0.5})
    assert (entry.sureness("noun"), entry.sureness("that")) == (0.5, 0.8)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"yes": ()}, "lacks a shape, a yes or a no"),
        ({"no": ()}, "lacks a shape, a yes or a no"),
        ({"takes": ("about",)}, "prepositions"),
        ({"prepositions": ("of",)}, "prepositions"),
    ],
)
def test_an_unfinished_entry_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        join_cues([("a.toml", {"say": _entry(**change)})])


def test_a_name_in_two_files_is_refused() -> None:
    with pytest.raises(KnowledgeError, match=r"b\.toml: \[say\] stands in a\.toml"):
        join_cues([("a.toml", {"say": _entry()}), ("b.toml", {"say": _entry(cue="utter")})])


def test_a_cue_that_two_entries_take_alike_is_refused() -> None:
    tables = {"say": _entry(), "utter": _entry(takes=("quote", "that"))}
    with pytest.raises(KnowledgeError, match=r"\[utter\] takes that like \[say\]"):
        join_cues([("a.toml", tables)])


def _acts() -> Iterator[tuple[str, list[str]]]:
    """Each act of docs/acts.md with its examples, in the order of the page."""
    for line in (Path(__file__).parent.parent / "docs" / "acts.md").read_text("utf-8").split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("`"):
            yield cells[0].strip("`"), [e.strip() for e in cells[2].split("<br>") if "**" in e]


def _entry(**change: object) -> CueEntry:
    plain = CueEntry(cue="say", act="assert", takes=("that", "noun"), yes=("y",), no=("n",))
    return msgspec.structs.replace(plain, **change)


def _expect_failure(line: str, request: pytest.FixtureRequest) -> None:
    reason = KNOWN.get(_sentence(line))
    if reason:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))


def _sentence(line: str) -> str:
    return line.split(" => ")[0]


def _of(draft: Draft, name: str) -> list[Attribution]:
    """The attributions that an entry made, under any of its spellings."""
    return [a for a in draft.attributions if re.split("[/:]", a.why)[0] == name]


def _all(draft: Draft) -> list[tuple[str, tuple[str, str, str]]]:
    return [(a.why, _texts(draft, a)) for a in draft.attributions]


def _texts(draft: Draft, attribution: Attribution) -> tuple[str, str, str]:
    """Source, cue and content as plain words."""
    parts = (attribution.source.spans, attribution.cue.spans, attribution.content.spans)
    joined = (" ".join(draft.parse.text(span) for span in spans) for spans in parts)
    source, cue, content = (_plain(text) or "-" for text in joined)
    return source, cue, content


def _plain(text: str) -> str:
    """Words without marks, and without an opening "that" and article."""
    text = " ".join(MARKS.sub("", text).split()).lower()
    for word in OPENERS:
        text = text.removeprefix(word)
    return text

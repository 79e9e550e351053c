"""Figures: one sentence each, and the examples of the entries."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.find.figures import find_figures
from onrecord.find.timexes import find_timexes
from onrecord.knowledge.figures import bounds, currencies, numbers, units
from onrecord.model import Draft, Figure

DraftTexts = Callable[[Sequence[str]], list[Draft]]
CORPUS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "figures.toml").read_text(encoding="utf-8")
)
LINES = [
    pytest.param(
        *line.split(" => "),
        id=f"{name}: {line}",
        marks=[pytest.mark.xfail(strict=True)] if kind == "failing" else [],
    )
    for name, entry in CORPUS.items()
    for kind in ("lines", "failing")
    for line in entry.get(kind, ())
]
EXAMPLES = [
    pytest.param(name, *line.split(" => "), kind == "yes", id=f"{name}, {kind}: {line}")
    for name, entry in bounds().items()
    for kind, lines in (("yes", entry.yes), ("no", entry.no))
    for line in lines
]


ODD = [
    "12", "$", "€ - 5", "3 to", "between and 7", "half", "a", "1,2,3,4", "- 5 -", "10-", "a third",
    "99999999999999999999999", "5m", "1/2", "½ of", "two or", "(1) (2)", "No. 3", "$ $ $ 4 %",
    "US$", "$5 to $", "at least up to 5", "hundred", "and a half", "3 million million",
]  # fmt: skip


def notation(figure: Figure) -> str:
    """A figure as the corpus writes it."""
    low = "" if figure.low is None else str(figure.low)
    high = "" if figure.high is None else str(figure.high)
    value = low if low == high else f"{low}..{high}"
    return f"{'~' * figure.approximate}{value} {figure.unit} {figure.of or ''}".strip()


def found(draft: Draft) -> str:
    return "; ".join(map(notation, draft.figures)) or "none"


@pytest.fixture(scope="module")
def drafts(draft_texts: DraftTexts) -> dict[str, Draft]:
    texts = {str(line.values[0]) for line in LINES} | {str(line.values[1]) for line in EXAMPLES}
    return {
        draft.parse.report.text: find_figures(find_timexes(draft))
        for draft in draft_texts(sorted(texts))
    }


@pytest.mark.parametrize(("sentence", "figures"), LINES)
def test_corpus(sentence: str, figures: str, drafts: dict[str, Draft]) -> None:
    assert found(drafts[sentence]) == figures


@pytest.mark.parametrize(("entry", "sentence", "figures", "speaks"), EXAMPLES)
def test_examples_of_the_entries(
    entry: str, sentence: str, figures: str, speaks: bool, drafts: dict[str, Draft]
) -> None:
    draft = drafts[sentence]
    assert found(draft) == figures
    spoke = {
        reason.entry for figure in draft.figures for reason in draft.reasons[figure.id].because
    }
    if figures != "none":
        assert (f"figures.{entry}" in spoke) is speaks


def test_a_figure_knows_its_words_and_its_reason(draft_texts: DraftTexts) -> None:
    text = "At least some 3,000 North Korean troops may follow."
    (draft,) = map(find_figures, draft_texts([text]))
    (figure,) = draft.figures
    assert (figure.id, text[slice(*figure.span)]) == ("F1", "At least some 3,000")
    assert [reason.entry for reason in draft.reasons["F1"].because] == [
        "figures.about",
        "figures.at-least",
    ]


def test_numbers_in_time_expressions_are_no_figures(draft_texts: DraftTexts) -> None:
    text = "On 27 October 2024, after two weeks, at 10:30 a.m., 40 men left."
    (draft,) = (find_figures(find_timexes(draft)) for draft in draft_texts([text]))
    assert found(draft) == "40 count men"


def test_no_text_breaks_the_stage(draft_texts: DraftTexts) -> None:
    draft_list = draft_texts(ODD)
    for draft in map(find_figures, draft_list):
        text = draft.parse.report.text
        for figure in draft.figures:
            assert 0 <= figure.span.start < figure.span.end <= len(text)
            assert figure.low is not None or figure.high is not None
            assert re.search(r"\w", text[slice(*figure.span)])


def test_the_tables_hold_each_word_once() -> None:
    assert all(word == word.lower() for word in (*numbers(), *units()))
    signs = [sign for row in currencies() for sign in row.signs]
    assert len(signs) == len(set(signs))
    alone = [word for row in currencies() if row.alone == "yes" for word in row.words]
    assert len(alone) == len(set(alone))

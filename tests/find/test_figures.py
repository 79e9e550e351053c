"""Figures: one sentence each, and the examples of the entries."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.find.figures import find_figures
from onrecord.find.timexes import find_timexes
from onrecord.knowledge.figures import (
    bounds,
    casualties,
    changes,
    currencies,
    homes,
    numbers,
    units,
)
from onrecord.model import Change, Draft, Figure, Parse

ParseTexts = Callable[[Sequence[str]], list[Parse]]
DraftTexts = Callable[[Sequence[str]], list[Draft]]
CORPUS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "figures.toml").read_text(encoding="utf-8")
)
FIELDS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "figures_fields.toml").read_text(encoding="utf-8")
)
FULL = [
    pytest.param(*line.split(" => "), id=f"{name}: {line}")
    for name, entry in FIELDS.items()
    for line in entry["lines"]
]
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
CHANGES = [
    pytest.param(name, line, id=f"{name}: {line}")
    for name, entry in changes().items()
    for line in (*entry.yes, *entry.no)
]
CASUALTIES = [
    pytest.param(name, line, id=f"{name}: {line}")
    for name, entry in casualties().items()
    for line in (*entry.yes, *entry.no)
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
    "18-to-", "to-34", "3-to-4-", "half a", "half of a", "a quarter", "3 1/2", "two and a", "Rs.",
    "points", "7-point", "half a point", "the number of", "aged 4, 5,", "$1m-$2", "3%-4", "Rs5",
    "US$", "$5 to $", "at least up to 5", "hundred", "and a half", "3 million million",
]  # fmt: skip


def notation(figure: Figure) -> str:
    """A figure as the corpus writes it."""
    low = "" if figure.low is None else str(figure.low)
    high = "" if figure.high is None else str(figure.high)
    value = low if low == high else f"{low}..{high}"
    return f"{'~' * figure.approximate}{value} {figure.unit} {figure.of or ''}".strip()


def in_full(figure: Figure, draft: Draft) -> str:
    """A figure with all its fields, as corpus/figures_fields.toml writes it."""
    more = [figure.kind] if figure.kind != "count" else []
    more += [figure.casualty] if figure.casualty else []
    more += ["no currency"] if figure.kind == "money" and figure.currency is None else []
    if figure.si:
        ends = ["" if end is None else str(end) for end in (figure.si.low, figure.si.high)]
        more.append(f"{'..'.join(dict.fromkeys(ends))} {figure.si.unit}")
    if figure.change:
        parts = {figure.change.by: "by", figure.change.before: "from", figure.change.after: "to"}
        more.append(f"{figure.change.direction} {parts[figure.id]}")
    more += [f"against {f.low}" for f in draft.figures if f.id == figure.against]
    return notation(figure) + (f" [{', '.join(more)}]" if more else "")


def found(draft: Draft) -> str:
    return "; ".join(map(notation, draft.figures)) or "none"


@pytest.fixture(scope="module")
def drafts(draft_texts: DraftTexts) -> dict[str, Draft]:
    texts = {str(line.values[0]) for line in LINES} | {str(line.values[1]) for line in EXAMPLES}
    texts |= {str(line.values[0]) for line in FULL}
    texts |= {str(line.values[1]).split(" => ")[0] for line in (*CHANGES, *CASUALTIES)}
    return {
        draft.parse.report.text: find_figures(find_timexes(draft))
        for draft in draft_texts(sorted(texts))
    }


@pytest.mark.parametrize(("sentence", "figures"), LINES)
def test_corpus(sentence: str, figures: str, drafts: dict[str, Draft]) -> None:
    assert found(drafts[sentence]) == figures


@pytest.mark.parametrize(("sentence", "figures"), FULL)
def test_all_fields(sentence: str, figures: str, drafts: dict[str, Draft]) -> None:
    draft = drafts[sentence]
    assert ("; ".join(in_full(figure, draft) for figure in draft.figures) or "none") == figures


def test_the_fields_of_figures_agree(drafts: dict[str, Draft]) -> None:
    for draft in drafts.values():
        figures = {figure.id: figure for figure in draft.figures}
        for figure in figures.values():
            assert figure.why == draft.reasons[figure.id].entry
            assert 0 < figure.confidence < 1
            assert (figure.of is None) == (figure.of_span is None)
            if figure.of_span:
                assert draft.parse.text(figure.of_span) == figure.of
            assert figure.currency in (None, figure.unit)
            assert figure.si is None or figure.kind == "measure"
            if figure.against:
                assert figures[figure.against].against == figure.id
            if change := figure.change:
                parts = {change.by, change.before, change.after} - {None}
                assert figure.id in parts
                assert {figures[str(part)].change for part in parts} == {change}


def test_the_corpora_are_large_and_say_nothing_twice() -> None:
    texts = [line.values[0] for line in (*LINES, *FULL)]
    assert len(set(texts)) >= 300
    for lines in (LINES, FULL):
        assert len({line.values[0] for line in lines}) == len(lines)


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


def told(draft: Draft, change: Change) -> str:
    """A change as the tables write it: by | from | to."""
    figures = {figure.id: figure for figure in draft.figures}
    parts = (change.by, change.before, change.after)
    return " | ".join(bare(figures[part]) if part else "-" for part in parts)


def bare(figure: Figure) -> str:
    return notation(replace(figure, of=None))


@pytest.mark.parametrize(("entry", "line"), CHANGES)
def test_examples_of_changes(entry: str, line: str, drafts: dict[str, Draft]) -> None:
    sentence, _, expected = line.partition(" => ")
    draft = drafts[sentence]
    found = {figure.change for figure in draft.figures if figure.change}
    assert [told(draft, change) for change in found] == ([expected] if expected else [])
    assert {change.direction for change in found} <= {changes()[entry].direction}


@pytest.mark.parametrize(("entry", "line"), CASUALTIES)
def test_examples_of_casualties(entry: str, line: str, drafts: dict[str, Draft]) -> None:
    sentence, _, expected = line.partition(" => ")
    kind = casualties()[entry].casualty
    figures = [figure for figure in drafts[sentence].figures if figure.casualty == kind]
    assert "; ".join(map(bare, figures)) == expected


def test_a_figure_knows_its_words_and_its_reason(draft_texts: DraftTexts) -> None:
    text = "At least some 3,000 North Korean troops may follow."
    (draft,) = map(find_figures, draft_texts([text]))
    (figure,) = draft.figures
    assert (figure.id, text[slice(*figure.span)]) == ("F1", "At least some 3,000")
    assert [reason.entry for reason in draft.reasons["F1"].because] == [
        "figures.about",
        "figures.at-least",
    ]


@pytest.mark.parametrize(
    ("outlet", "text", "code", "noted"),
    [
        (None, "The pier cost $40.", "USD", False),
        ("The Sydney Morning Herald", "The pier cost $40.", "AUD", True),
        ("The Sydney Morning Herald", "The pier cost $40, or A$60.", "USD", False),
        (None, "The pier cost $40, the lamp US$3.", "USD", True),
        ("Dawn newspaper", "The pump cost Rs 5 lakh.", "PKR", True),
        ("Hindustan Times", "The pump cost 5 lakh rupees.", "INR", True),
        (None, "The pump cost Rs 5 lakh.", "INR", False),
        ("Clarín", "The lamp cost 40 pesos.", "ARS", True),
        ("Clarín", "The lamp cost 40 Mexican pesos.", "MXN", False),
        ("BBC", "The lamp cost 40 pounds.", "GBP", True),
        ("BBC", "The lamp cost $40.", "USD", False),
        ("Der Spiegel", "The lamp cost 40 euros.", "EUR", False),
        ("KCNA", "The lamp cost 40 won.", "KPW", True),
        (None, "The lamp cost 40 won, 3 North Korean won more.", "KRW", False),
    ],
)
def test_a_bare_name_or_sign_is_the_money_of_the_outlets_country(
    outlet: str | None, text: str, code: str, noted: bool, parse_texts: ParseTexts
) -> None:
    parse = parse_texts([text])[0]
    report = replace(parse.report, outlet=outlet)
    draft = find_figures(Draft(parse=replace(parse, report=report)))
    assert (draft.figures[0].unit, draft.figures[0].currency) == (code, code)
    assert [note.span for note in draft.notes] == ([draft.figures[0].span] if noted else [])


def test_numbers_in_time_expressions_are_no_figures(draft_texts: DraftTexts) -> None:
    text = "On 27 October 2024, after two weeks, at 10:30 a.m., 40 men left."
    (draft,) = (find_figures(find_timexes(draft)) for draft in draft_texts([text]))
    assert found(draft) == "40 count men"


@pytest.mark.parametrize(
    "text",
    [
        "Nearly 500 families fled.",
        "About 700 miles lie between the ports.",
        "Some 1,900 men and 1,950 women left.",
        "About 1200 sheep were sold.",
    ],
)
def test_round_numbers_are_no_years(text: str, draft_texts: DraftTexts) -> None:
    draft = find_figures(find_timexes(*draft_texts([text])))
    assert draft.timexes == ()
    assert draft.figures


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
    assert {home.code for home in homes().values()} <= {row.code for row in currencies()}
    alone = [word for row in currencies() if row.alone == "yes" for word in row.words]
    assert len(alone) == len(set(alone))

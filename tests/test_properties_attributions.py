"""What holds for the attributions of every text: spans, marks, paragraphs."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.attributions import find_attributions
from onrecord.find.attributions.pairs import find_quotes
from onrecord.model import Attribution, Draft
from onrecord.parse import Parser
from onrecord.stages import STAGES
from tests.conftest import report_of
from tests.find.test_attributions import line_of, proposed_of
from tests.find.test_attributions_forms import FORMS

LINES = [line.partition(" => ")[0] for table in FORMS.values() for line in table.get("yes", [])]
PLAIN = [text for text in LINES if "\n" not in text]
PAIRED = [text for text in PLAIN if text.count('"') in (2, 4, 6) and not set(text) & set("“”«»„'")]
MARKS = "\"“”‘’«»„'"

REPORT = (
    "The council of Porto Velho will close the mill, two officials said on Monday.\n\n"
    "“The mill is lost,” said Ana Ruiz, the mayor. “We cannot save it.”\n\n"
    "The guild called the plan “a theft” and said it would sue.\n\n"
    "“Nobody asked us,” one weaver said. “We read it in the paper.”\n\n"
    "According to the Gazette, the mill has lost money since 1902."
)
PARAGRAPHS = REPORT.split("\n\n")
PLACES = [i for i, char in enumerate(REPORT) if char in MARKS]


def decided(parser: Parser, text: str) -> Draft:
    draft = Draft(parse=parser.parse(report_of(text)))
    for stage in STAGES[: STAGES.index(find_attributions) + 1]:
        draft = stage(draft)
    return draft


def lines_of(draft: Draft, facts: Iterable[Attribution]) -> list[str]:
    text = draft.parse.report.text
    return sorted(line_of(text, fact).translate(str.maketrans("“”", '""')) for fact in facts)


def check(draft: Draft) -> None:
    length = len(draft.parse.report.text)
    seen = set()
    for fact in draft.attributions:
        for start, end in (*fact.source.spans, *fact.cue.spans, *fact.content.spans):
            assert 0 <= start < end <= length
        assert not any(c.meets(x) for c in fact.cue.spans for x in fact.content.spans)
        assert (fact.cue.spans, fact.content.spans) not in seen
        seen.add((fact.cue.spans, fact.content.spans))
        assert fact.hedge is None or fact.hedge in draft.parse.report.text


@pytest.mark.parametrize("text", LINES)
def test_spans_of_proposals(parser: Parser, text: str) -> None:
    check(proposed_of(parser, text))


@pytest.mark.parametrize("text", LINES[::3])
def test_spans_of_what_is_decided(parser: Parser, text: str) -> None:
    check(decided(parser, text))


@pytest.mark.parametrize("text", PLAIN[::3])
def test_other_paragraphs_change_nothing(parser: Parser, text: str) -> None:
    alone = proposed_of(parser, text)
    among = proposed_of(parser, f"Rain fell all day.\n\n{text}\n\nThe river rose by a metre.")
    assert lines_of(among, among.attributions) == lines_of(alone, alone.attributions)


@pytest.mark.parametrize("text", PAIRED)
def test_curly_and_straight_marks_are_the_same(parser: Parser, text: str) -> None:
    parts = text.split('"')
    curly = "".join(p + ("“" if i % 2 == 0 else "”") for i, p in enumerate(parts[:-1])) + parts[-1]
    straight, marked = proposed_of(parser, text), proposed_of(parser, curly)
    assert lines_of(marked, marked.attributions) == lines_of(straight, straight.attributions)


def by_paragraph(draft: Draft) -> dict[int, list[str]]:
    """The lines of the attributions by the paragraph of their cue."""
    text = draft.parse.report.text
    found: dict[int, list[Attribution]] = {}
    for fact in draft.attributions:
        found.setdefault(text.count("\n\n", 0, fact.cue.spans[0].start), []).append(fact)
    return {number: lines_of(draft, facts) for number, facts in found.items()}


@pytest.mark.parametrize("place", PLACES)
def test_a_missing_mark_costs_its_own_paragraph_only(parser: Parser, place: int) -> None:
    whole = by_paragraph(decided(parser, REPORT))
    broken = by_paragraph(decided(parser, REPORT[:place] + REPORT[place + 1 :]))
    here = REPORT.count("\n\n", 0, place)
    assert len(whole) == len(PARAGRAPHS)
    for number in whole.keys() - {here}:
        assert broken[number] == whole[number]


WORDS = ["the", "mayor", "said", "that", "Rome", "won", "he", "'s", "it", "\n\n", "we", "lost"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*MARKS, ",", ".", *WORDS]), max_size=40), st.booleans())
def test_any_marks_pair_up(parser: Parser, words: list[str], spaced: bool) -> None:
    draft = Draft(parse=parser.parse(report_of((" " if spaced else "").join(words))))
    quotes, notes = find_quotes(draft.parse)
    ends = [0, *(q.last for q in quotes)]
    assert all(q.first < q.last <= len(draft.parse.tokens) for q in quotes)
    assert all(end <= quote.first for end, quote in zip(ends, quotes, strict=False))
    assert len([q for q in quotes if not q.closed and not q.runs_on]) == len(notes)

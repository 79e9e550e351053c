"""The entries of times.toml: every yes and no line, and no dead, double or unreachable entry."""

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

import pytest

from onrecord.errors import KnowledgeError
from onrecord.find.timexes import find_timexes
from onrecord.find.timexes.feasts import feast
from onrecord.find.timexes.operations import OPERATIONS
from onrecord.find.timexes.pieces import lexicon
from onrecord.knowledge.times import (
    WEAK,
    How,
    feast_days,
    feasts,
    forms,
    tense_cues,
    time_confidences,
    time_entries,
    time_words,
)
from onrecord.model import Draft, Reason, Timex

Drafts = Callable[[Sequence[str]], list[Draft]]

LINES = [
    (name, verdict, line)
    for name, entry in time_entries().items()
    for verdict in ("yes", "no")
    for line in getattr(entry, verdict)
]


@pytest.fixture(scope="module")
def read(draft_texts: Drafts) -> dict[str, Draft]:
    """All example sentences, parsed in one go, with their timexes."""
    sentences = [line.partition(" => ")[0] for _, _, line in LINES]
    drafts = draft_texts(sentences)
    return {s: find_timexes(draft) for s, draft in zip(sentences, drafts, strict=True)}


def written(timexes: Sequence[Timex]) -> str:
    """Timexes as `yes` lines give them."""
    return "; ".join(" | ".join(filter(None, (t.text, t.type, t.value, t.mod))) for t in timexes)


def entries_of(reason: Reason) -> Iterator[str]:
    yield reason.entry
    for part in reason.because:
        yield from entries_of(part)


def fired(draft: Draft) -> set[str]:
    return {entry for reason in draft.reasons.values() for entry in entries_of(reason)}


@pytest.mark.parametrize(("name", "verdict", "line"), LINES, ids=lambda value: str(value)[:60])
def test_example(name: str, verdict: str, line: str, read: dict[str, Draft]) -> None:
    sentence, _, expected = line.partition(" => ")
    draft = read[sentence]
    if verdict == "yes":
        assert written(draft.timexes) == expected
        assert f"times/{name}" in fired(draft)
    else:
        assert not expected
        assert f"times/{name}" not in fired(draft)


def test_every_class_of_a_pattern_is_made_by_a_word_or_an_entry() -> None:
    made = {word.kind for word in time_words()} | {e.makes for e in time_entries().values()}
    made |= {"YEAR", "DAYNUM", "HOUR", "HOURMIN", "HOURDOT", "TIME", "FRACTION", "SHORTYEAR"}
    made |= {"SHORTDECADE", "MILITARY", "DAYTH", "DPLUS", "FISCALYEAR", "OLDYEAR"}
    made |= {"TIMEGROUP", "WHOLEGROUP"}
    wanted = {
        element
        for name, entry in time_entries().items()
        for pattern in entry.pattern
        for form in forms(name, pattern)
        for element in form
        if element.isupper()
    }
    assert wanted - made == set()


def test_every_form_that_stands_alone_holds_a_word_of_time() -> None:
    words, entries = lexicon().words, time_entries()

    def strong(element: str) -> bool:
        if element.isupper():
            return element not in WEAK
        return any(word.kind not in WEAK for word in words.get(element, ()))

    weak = [
        (name, form)
        for name, entry in entries.items()
        if entry.type
        for pattern in entry.pattern
        for form in forms(name, pattern)
        if not any(strong(element) for element in form)
    ]
    assert weak == []


def test_every_operation_is_known_and_used() -> None:
    used = {entry.how for entry in time_entries().values()}
    assert used == set(get_args(How)) == ({*OPERATIONS, "each"} - {"one-of-range", "figures"})


def test_no_word_is_given_twice_with_one_class() -> None:
    pairs = [(word.word, word.kind) for word in time_words()]
    assert len(pairs) == len(set(pairs))


def test_no_form_is_given_twice() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for name, entry in time_entries().items():
        for pattern in entry.pattern:
            for form in set(forms(name, pattern)):
                key = (*form, entry.makes, *entry.after, *entry.not_before)
                assert seen.setdefault(key, name) == name, f"{form} in {name} and {seen[key]}"


def test_a_pattern_without_words_is_refused_with_the_entry_named() -> None:
    with pytest.raises(KnowledgeError, match=r"\[nothing\]"):
        forms("nothing", "[the]")


def test_the_table_of_tense_points_only_where_the_engine_can_follow() -> None:
    assert set(tense_cues().values()) <= {"past", "future", "open", "neutral"}
    assert tense_cues()["will", "auxiliary"] == "future"


def test_the_rules_of_feasts_can_be_read() -> None:
    days = {row.name: feast(row.rule, 2024) for row in feasts()}
    assert str(days["thanksgiving"]) == "2024-11-28"
    assert str(days["easter"]) == "2024-03-31"
    assert str(days["memorial day"]) == "2024-05-27"
    assert str(days["election day"]) == "2024-11-05"
    assert str(days["eid al - fitr"]) == "2024-04-10"
    assert str(days["lunar new year"]) == "2024-02-10"
    assert None not in days.values()


def test_every_line_of_the_moons_table_has_a_feast_and_the_other_way_round() -> None:
    used = {row.rule.removeprefix("moon:") for row in feasts() if row.rule.startswith("moon:")}
    assert used == set(feast_days())
    assert {(row.first, len(row.days)) for row in feast_days().values()} == {(1950, 100)}


def test_a_feast_of_the_moon_is_not_known_beyond_the_table() -> None:
    assert feast("moon:passover", 1949) is None
    assert str(feast("moon:passover", 1973)) == "1973-04-17"


def test_every_kind_of_confidence_is_explained_and_below_certainty() -> None:
    assert all(0 < row.confidence < 1 and row.meaning for row in time_confidences())
    assert len({row.kind for row in time_confidences()}) == len(time_confidences())

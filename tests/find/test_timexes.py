"""Time expressions: the corpus, the property of moving the day of publication, and notes."""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.timexes import find_timexes
from onrecord.knowledge.times import feasts, time_words
from onrecord.model import Draft, Parse, Report, Sentence, Timex, Token
from onrecord.parse import Parser

PUBLISHED = "2024-10-27"
CORPUS = Path(__file__).parents[1] / "corpus" / "timexes.toml"


class Line(NamedTuple):
    phenomenon: str
    text: str
    expected: str
    published: str | None
    fails: bool


def corpus() -> list[Line]:
    """All lines of the corpus; `not` lines expect nothing."""
    lines: list[Line] = []
    for name, table in tomllib.loads(CORPUS.read_text(encoding="utf-8")).items():
        published = table.pop("published", PUBLISHED) or None
        for key, group in table.items():
            assert key in ("lines", "not", "fails"), f"[{name}] {key}"
            for line in group:
                text, arrow, expected = line.partition(" => ")
                assert bool(arrow) == (key != "not"), line
                lines.append(Line(name, text, expected, published, key == "fails"))
    return lines


def report_of(text: str, published: str | None) -> Report:
    return Report(id="sha256:test", ref="test", text=text, published=published)


def written(timexes: Sequence[Timex]) -> str:
    return "; ".join(" | ".join(filter(None, (t.text, t.type, t.value, t.mod))) for t in timexes)


@pytest.fixture(scope="module")
def found(parser: Parser) -> dict[tuple[str, str | None], Draft]:
    """The whole corpus, parsed in one go."""
    lines = corpus()
    parses = parser.parse_all(report_of(line.text, line.published) for line in lines)
    return {
        (line.text, line.published): find_timexes(Draft(parse=parse))
        for line, parse in zip(lines, parses, strict=True)
    }


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            line, id=f"{line.phenomenon}: {line.text[:60]}", marks=[pytest.mark.xfail] * line.fails
        )
        for line in corpus()
    ],
)
def test_corpus(line: Line, found: dict[tuple[str, str | None], Draft]) -> None:
    assert written(found[line.text, line.published].timexes) == line.expected


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    texts = [(line.text, line.published) for line in corpus()]
    assert len(texts) == len(set(texts))
    assert len(texts) >= 200


def test_spans_hold_the_words_and_ids_count_in_the_order_of_the_text(
    found: dict[tuple[str, str | None], Draft],
) -> None:
    for draft in found.values():
        assert [t.id for t in draft.timexes] == [f"T{i + 1}" for i in range(len(draft.timexes))]
        assert [t.span for t in draft.timexes] == sorted(t.span for t in draft.timexes)
        for timex in draft.timexes:
            assert draft.parse.text(timex.span) == timex.text
            assert draft.reasons[timex.id].entry.startswith("times/")


def test_one_note_says_that_the_date_of_publication_is_not_known(parser: Parser) -> None:
    text = "The mill burned on Monday. It reopened yesterday."
    dated, undated = (
        find_timexes(Draft(parse=parser.parse(report_of(text, day)))) for day in (PUBLISHED, None)
    )
    assert dated.notes == ()
    assert [undated.parse.text(note.span) for note in undated.notes] == ["Monday"]


def test_a_report_without_relative_times_needs_no_note(parser: Parser) -> None:
    parse = parser.parse(report_of("The mill burned on May 4, 1926.", None))
    assert find_timexes(Draft(parse=parse)).notes == ()


def test_the_reason_names_anchor_and_tense(parser: Parser) -> None:
    text = "Fenn will resign on Friday. She had denied it the previous day."
    draft = find_timexes(Draft(parse=parser.parse(report_of(text, PUBLISHED))))
    assert draft.reasons["T1"].detail == "anchor: published; tense: future (will)"
    assert draft.reasons["T2"].detail == "anchor: T1 (2024-11-01)"


def test_facts_found_before_are_kept(parser: Parser) -> None:
    draft = Draft(
        parse=parser.parse(report_of("It rained today.", PUBLISHED)), mention_at={0: "A1"}
    )
    assert find_timexes(draft).mention_at == {0: "A1"}


DEICTIC = (
    "The mill burned yesterday. It was dark today. Crews return tomorrow. "
    "Owners had fled two days ago. The day before, they had sold it."
)


@pytest.fixture(scope="module")
def deictic(parser: Parser) -> Parse:
    return parser.parse(report_of(DEICTIC, PUBLISHED))


def days_of(parse: Parse, published: date) -> list[date]:
    report = msgspec.structs.replace(parse.report, published=published.isoformat())
    draft = find_timexes(Draft(parse=msgspec.structs.replace(parse, report=report)))
    return [date.fromisoformat(timex.value) for timex in draft.timexes]


@given(moved=st.integers(min_value=-40_000, max_value=40_000))
def test_moving_the_publication_moves_what_counts_from_it(deictic: Parse, moved: int) -> None:
    published = date.fromisoformat(PUBLISHED)
    here = days_of(deictic, published)
    there = days_of(deictic, published + timedelta(moved))
    assert len(here) == 5
    assert there == [day + timedelta(moved) for day in here]


@pytest.fixture(scope="module")
def weekdays(parser: Parser) -> Parse:
    return parser.parse(report_of("Fenn fled on Tuesday. She will return on Thursday.", PUBLISHED))


@given(moved=st.integers(min_value=-20_000, max_value=20_000))
def test_a_weekday_is_that_day_within_a_week(weekdays: Parse, moved: int) -> None:
    published = date.fromisoformat(PUBLISHED) + timedelta(moved)
    fled, return_ = days_of(weekdays, published)
    assert (fled.isoweekday(), return_.isoweekday()) == (2, 4)
    assert published - timedelta(7) < fled <= published <= return_ < published + timedelta(7)


WORDS = sorted(
    {part for word in time_words() for part in word.word.split()}
    | {part for feast in feasts() for part in feast.name.split()}
    | {"the", "of", "in", "at", "last", "next", "ago", "later", "-", ",", "(", ")", "a", "to", "'s"}
    | {
        "5",
        "12",
        "31",
        "1999",
        "2024",
        "10:35",
        "8.30",
        "25th",
        "1990s",
        "'80s",
        "1/2",
        "9/11",
        "8pm",
    }
    | {"041530z", "052045zoct24", "d+3", "20h30", "0530", "fy2019/20", "bc", "'44", "2200l"}
    | {"2024-02-30", "99/99/2024", "30-day", "mid-1990s", "every", "earlier", "this", "or", "so"}
)


def parse_of(words: Sequence[str], published: str | None) -> Parse:
    """A flat parse of any words, as no real parser would make it."""
    text = " ".join(words)
    tokens, start = [], 0
    for index, word in enumerate(words):
        tokens.append(
            Token(
                index, start, start + len(word), word, word.lower(), word.lower(), "NN", "NOUN", "",
                "dep", 0, (), index, index + 1, 0,
            )
        )  # fmt: skip
        start += len(word) + 1
    sentence = Sentence(0, 0, len(text), 0, len(tokens), 0, 0)
    return Parse(report_of(text, published), tuple(tokens), (sentence,))


@given(
    words=st.lists(
        st.sampled_from([*WORDS, *(w.capitalize() for w in WORDS)]), min_size=1, max_size=9
    ),
    published=st.sampled_from([None, "2024-10-27", "2024-10", "2024", "0001-01-01", "9999-12-31"]),
)
def test_no_words_make_it_raise_or_overlap(words: list[str], published: str | None) -> None:
    timexes = find_timexes(Draft(parse=parse_of(words, published))).timexes
    ends = [0, *(t.span.end for t in timexes)]
    assert all(t.span.start >= end for t, end in zip(timexes, ends, strict=False))
    assert all(t.value and t.type in ("DATE", "TIME", "DURATION", "SET") for t in timexes)


def test_reading_twice_gives_the_same(drafts_twice: tuple[Draft, Draft]) -> None:
    first, second = drafts_twice
    assert first == second


@pytest.fixture
def drafts_twice(parse_texts: Callable[[Sequence[str]], list[Parse]]) -> tuple[Draft, Draft]:
    (parse,) = parse_texts([DEICTIC])
    return find_timexes(Draft(parse=parse)), find_timexes(Draft(parse=parse))

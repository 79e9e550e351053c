"""What a timex holds beyond TIMEX3: grain, bounds, anchor, tense, reading and confidence."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.timexes import find_timexes
from onrecord.find.timexes.bounds import WORDS, end_of
from onrecord.find.timexes.calendar import GRAINS, start_of
from onrecord.find.timexes.forms import Form, read_form, written
from onrecord.find.timexes.zones import zone_of
from onrecord.knowledge.times import time_confidences, time_words, time_zones
from onrecord.model import Draft, Parse, Report, Tense, Timex
from onrecord.model.words import Grain, values
from onrecord.parse import Parser

PUBLISHED = "2024-10-27"
CORPUS = Path(__file__).parents[1] / "corpus" / "timexes.toml"

Times = Callable[[str], tuple[Timex, ...]]


@pytest.fixture(scope="module")
def times(parser: Parser) -> Times:
    def read(text: str, published: str | None = PUBLISHED) -> tuple[Timex, ...]:
        report = Report(id="sha256:test", ref="test", text=text, published=published)
        return find_timexes(Draft(parse=parser.parse(report))).timexes

    return read


@pytest.fixture(scope="module")
def all_times(parser: Parser) -> list[Timex]:
    """The timexes of all sentences of the corpus, as published and undated."""
    tables = tomllib.loads(CORPUS.read_text(encoding="utf-8")).values()
    texts = [line.partition(" => ")[0] for t in tables for line in t.get("lines", ())]
    found: list[Timex] = []
    for published in (PUBLISHED, None):
        reports = (Report(id="t", ref="t", text=text, published=published) for text in texts)
        for parse in parser.parse_all(reports):
            found += find_timexes(Draft(parse=parse)).timexes
    return found


def test_bounds_are_in_order_and_hold_the_value(all_times: list[Timex]) -> None:
    bounded = [t for t in all_times if t.earliest and t.latest]
    assert len(bounded) > 300
    for timex in bounded:
        assert str(timex.earliest) <= str(timex.latest), timex
        start = start_of(timex.value)
        if start and timex.mod is None and timex.grain not in (None, "part-of-day"):
            code = next(code for code, word in WORDS.items() if word == timex.grain)
            grain = code if GRAINS.index(code) > GRAINS.index("D") else "D"
            assert timex.earliest == start.isoformat(), timex
            assert timex.latest == str(end_of(grain, start)), timex


def test_lengths_and_sets_have_no_bounds(all_times: list[Timex]) -> None:
    lengths = [t for t in all_times if t.type in ("DURATION", "SET")]
    assert len(lengths) > 60
    assert {(t.earliest, t.latest, t.anchor) for t in lengths} == {(None, None, None)}


def test_what_is_open_has_no_bounds_and_what_is_whole_no_reading(all_times: list[Timex]) -> None:
    for timex in all_times:
        if timex.value.startswith("XX"):
            assert timex.earliest is timex.latest is None
        assert (timex.relative is None) <= (timex.anchor is None)


def test_every_reading_comes_back_from_its_text(all_times: list[Timex]) -> None:
    readings = {t.relative for t in all_times if t.relative}
    assert len(readings) > 150
    assert all(written(read_form(reading)) == reading for reading in readings)


def test_every_line_of_the_table_of_confidence_is_used(all_times: list[Timex]) -> None:
    lines = {row.confidence: row.kind for row in time_confidences()}
    assert {0.98, 0.93, 0.9, 0.85, 0.8, 0.75, 0.65, 0.6, 0.5} == {t.confidence for t in all_times}
    assert set(lines) == {t.confidence for t in all_times}


def test_grains_have_the_words_of_the_record() -> None:
    assert set(WORDS.values()) == set(values(Grain))


@pytest.mark.parametrize(
    ("text", "grain", "earliest", "latest"),
    [
        ("The mill burned at 3:14:07 a.m. on Friday.", "second", "2024-10-25", "2024-10-25"),
        ("The mill burned at 3:14 a.m. on Friday.", "minute", "2024-10-25", "2024-10-25"),
        ("The mill burned at 3 a.m. on Friday.", "hour", "2024-10-25", "2024-10-25"),
        ("The mill burned on Friday night.", "part-of-day", "2024-10-25", "2024-10-25"),
        ("The mill burned last week.", "week", "2024-10-14", "2024-10-20"),
        ("The mill burned over the weekend.", "weekend", "2024-10-26", "2024-10-27"),
        ("The mill burned in June.", "month", "2024-06-01", "2024-06-30"),
        ("The mill burned in the third quarter.", "quarter", "2024-07-01", "2024-09-30"),
        ("The mill burned last winter.", "season", "2023-12-01", "2024-02-29"),
        ("The mill burned in the first half of 2023.", "half-year", "2023-01-01", "2023-06-30"),
        ("The mill burned in 1931.", "year", "1931-01-01", "1931-12-31"),
        ("The mill burned in the 1930s.", "decade", "1930-01-01", "1939-12-31"),
        ("The mill burned in the 19th century.", "century", "1800-01-01", "1899-12-31"),
        ("The mill burned in early 1931.", "year", "1931-01-01", "1931-07-02"),
        ("The mill burned in late 1931.", "year", "1931-07-02", "1931-12-31"),
        ("The mill burned in mid-1931.", "year", "1931-04-02", "1931-10-01"),
        ("The mill burned earlier this year.", "year", "2024-01-01", "2024-10-27"),
        ("The mill will close later this year.", "year", "2024-10-27", "2024-12-31"),
        ("The mill burned around 1931.", "year", "1930-01-01", "1932-12-31"),
        ("The post-1931 mill is larger.", "year", "1932-01-01", None),
        ("The mill burned more than two years ago.", "year", None, "2022-12-31"),
        ("The mill burned less than two years ago.", "year", "2022-01-01", "2024-10-27"),
        ("The mill burned recently.", None, None, "2024-10-27"),
        ("The mill will close soon.", None, "2024-10-27", None),
        ("The mill burned in fiscal 2023.", "year", None, None),
        ("The mill burned for three weeks.", "week", None, None),
    ],
)
def test_bounds(
    text: str, grain: str | None, earliest: str | None, latest: str | None, times: Times
) -> None:
    (timex,) = times(text)
    assert (timex.grain, timex.earliest, timex.latest) == (grain, earliest, latest)


def test_the_anchor_is_the_publication_or_an_earlier_time(times: Times) -> None:
    text = "Fenn fled on Friday. She had resigned the previous day. She was born in 1931."
    assert [t.anchor for t in times(text)] == ["published", "T1", None]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Fenn will resign on Friday.", Tense(points="future", words="will", own=True)),
        ("Fenn resigned on Friday.", Tense(points="past", words="resigned", own=True)),
        ("The port opens on Friday.", Tense(points="present", words="opens", own=True)),
        ("The port is set to open on Friday.", Tense(points="future", words="set", own=False)),
        ("Fenn resigned yesterday.", None),
    ],
)
def test_the_tense_that_decided(text: str, tense: Tense | None, times: Times) -> None:
    assert times(text)[0].tense == tense


def test_bad_readings_are_refused() -> None:
    for text in ("", "weekday", "weekday(", "weekday(WEEKDAY=3", "weekday(WEEKDAY=3))", "(A=1)"):
        with pytest.raises(ValueError, match="is no form of a time"):
            read_form(text)


def test_a_form_keeps_its_settings_and_parts() -> None:
    inner = Form("weekday", shift=-1, parts=(("WEEKDAY", 5.0),))
    form = Form("at", mod="START", parts=(("DAY", inner), ("PART", "TNI")), stamp=True)
    text = "at(mod=START,stamp=1,DAY=weekday(shift=-1,WEEKDAY=5),PART=TNI)"
    assert written(form) == text
    assert read_form(text) == form


DEICTIC = (
    "The mill burned yesterday. It was dark today. Crews return tomorrow. "
    "Owners had fled two days ago. The day before, they had sold it."
)


@pytest.fixture(scope="module")
def deictic(parser: Parser) -> Parse:
    return parser.parse(Report(id="t", ref="t", text=DEICTIC, published=PUBLISHED))


@given(moved=st.integers(min_value=-40_000, max_value=40_000))
def test_moving_the_publication_moves_the_bounds(deictic: Parse, moved: int) -> None:
    here, there = (bounds_of(deictic, step) for step in (0, moved))
    assert len(here) == 10
    assert there == [day + timedelta(moved) for day in here]


def bounds_of(parse: Parse, moved: int) -> list[date]:
    published = (date.fromisoformat(PUBLISHED) + timedelta(moved)).isoformat()
    report = msgspec.structs.replace(parse.report, published=published)
    found = find_timexes(Draft(parse=msgspec.structs.replace(parse, report=report))).timexes
    return [date.fromisoformat(str(day)) for t in found for day in (t.earliest, t.latest)]


def test_years_before_our_era_have_no_day(times: Times) -> None:
    (timex,) = times("The wall fell in 146 BC.")
    assert (timex.value, timex.grain, timex.earliest) == ("BC0146", "year", None)


def test_day_and_month_that_could_be_either_way_round_are_less_sure(times: Times) -> None:
    (sure,), (unsure,) = times("It is dated 27/9/2024."), times("It is dated 10/9/2024.")
    assert (sure.relative, sure.confidence) == (None, 0.98)
    assert (unsure.relative, unsure.confidence) == (
        "figures(DATE=2024-10-09,OTHER=2024-09-10)",
        0.6,
    )


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("The raid began at 2 a.m. Seoul time on Oct. 21.", "2024-10-20T17:00Z"),
        ("The raid began at 1400 GMT on Friday.", "2024-10-25T14:00Z"),
        ("The raid began at 9 a.m. Kyiv time on Jan. 5, 2024.", "2024-01-05T07:00Z"),
        ("The raid began at 9 a.m. Kyiv time on July 5, 2024.", "2024-07-05T06:00Z"),
        ("The raid began at 041530Z OCT 24.", "2024-10-04T15:30Z"),
        ("The raid began at 041530B OCT 24.", "2024-10-04T13:30Z"),
        ("The log ends at 2024-10-05T20:00:09+09:00.", "2024-10-05T11:00:09Z"),
        ("The raid began at midnight UTC+5:30 on Oct. 5.", "2024-10-05T18:30Z"),
        ("The raid began at 8 p.m. local time on Friday.", None),
        ("The raid began at 3 p.m. CST on Friday.", None),
        ("The raid began at 3 p.m. on Friday.", None),
        ("The raid began at 3 p.m. GMT on Oct. 5, 1812.", None),
    ],
)
def test_a_time_of_day_in_a_known_zone_is_given_in_utc(
    text: str, utc: str | None, times: Times
) -> None:
    (timex,) = times(text)
    assert timex.utc == utc


def test_every_zone_of_time_is_known_or_said_not_to_be() -> None:
    named = {word.value for word in time_words() if word.kind == "ZONE"}
    assert named <= set(time_zones())
    assert {zone for zone in time_zones() if zone_of(zone) is None} == {
        "bst", "cst", "ist", "local time",
    }  # fmt: skip

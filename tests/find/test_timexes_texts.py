"""Whole texts of our own, each time marked where it stands: span, type, value, bounds, anchor,
tense, and what it dates. The marks were made before the texts were read."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.find.timexes import dated
from onrecord.find.timexes.bounds import end_of
from onrecord.find.timexes.calendar import start_of
from onrecord.model import Record, Report, Timex
from onrecord.parse import Parser
from onrecord.stages import read_parse

TEXTS = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "timexes_texts.toml").read_text(encoding="utf-8")
)
MARK = re.compile(r"\{([^|{}]+)\|([^{}]*)\}")
GRAINS = {4: "Y", 3: "E", 7: "M", 8: "W", 10: "D"}  # of a value by its length
LETTERS = {"WE": "WE", "Q": "Q", "H": "H"}
FIELDS = ("value", "days", "anchor", "tense", "dates")


class Mark(NamedTuple):
    """A time as it is marked: its characters, its words, and what is said of it."""

    start: int
    end: int
    words: str
    said: tuple[str, ...]

    def field(self, name: str) -> str | None:
        """What a mark says of a field; None for nothing."""
        first = {"anchor": "@", "tense": ">", "dates": "="}.get(name)
        if name == "value":
            return self.said[0]
        if name == "days":
            return next((s for s in self.said if ".." in s), None) or _days(self.said[0])
        return next((s[1:] for s in self.said[1:] if s[0] == first), None)

    @property
    def fails(self) -> frozenset[str]:
        """The fields that are known to be wrong ("span": the time is not found)."""
        return frozenset(s[1:] for s in self.said if s[0] == "!")


def _days(said: str) -> str | None:
    """The days of a period that a plain value names; None where the value leaves them open."""
    kind, value, *mod = said.split()
    day = value.partition("T")[0]
    start = start_of(day)
    if mod or kind not in ("DATE", "TIME") or start is None or len(day) < 3:
        return None
    lettered = next((grain for sign, grain in LETTERS.items() if sign in day), "")
    grain = lettered or ("S" if day[-2:].isalpha() else GRAINS.get(len(day), ""))
    return f"{start}..{end_of(grain, start)}" if grain else None


def marked(text: str) -> tuple[str, list[Mark]]:
    """A text without its marks, and the marks."""
    marks: list[Mark] = []
    raw, at = "", 0
    for found in MARK.finditer(text):
        raw += text[at : found.start()]
        start, raw = len(raw), raw + found[1]
        marks.append(Mark(start, len(raw), found[1], tuple(found[2].split("|"))))
        at = found.end()
    return raw + text[at:], marks


MARKED = {name: marked(table["text"]) for name, table in TEXTS.items()}


@pytest.fixture(scope="module")
def records(parser: Parser) -> dict[str, Record]:
    """The records of all texts; one is read undated and dated then."""
    found = {}
    for name, (text, _) in MARKED.items():
        table = TEXTS[name]
        report = Report(id=name, ref=name, text=text, published=table.get("published"))
        record = read_parse(parser.parse(report)).record
        found[name] = dated(record, table["dated"]) if "dated" in table else record
    return found


def told(record: Record, timex: Timex) -> dict[str, str]:
    """What a record says of a time, as the marks write it."""
    text = record.report.text
    words = {e.id: text[slice(*e.trigger)] for e in record.events}
    words |= {s.id: text[slice(*s.cue.spans[0])] for s in record.attributions if s.cue.spans}
    anchors = {t.id: t.text for t in record.timexes} | {"published": "published", None: "none"}
    return {
        "value": " ".join(filter(None, (timex.type, timex.value, timex.mod))),
        "days": f"{timex.earliest or '?'}..{timex.latest or '?'}",
        "anchor": anchors[timex.anchor],
        "tense": timex.tense.points if timex.tense else "open",
        "dates": ",".join(sorted({words[i] for i in timex.dates})),
    }


def cases() -> Iterator[object]:
    """Each mark and each of its fields."""
    for name, (_, marks) in MARKED.items():
        for mark in marks:
            for field in ("span", *FIELDS):
                if field != "span" and mark.field(field) is None:
                    continue
                fails = field in mark.fails or "span" in mark.fails
                ident = f"{name} {mark.start}: {mark.words} {field}"
                yield pytest.param(name, mark, field, id=ident, marks=[pytest.mark.xfail] * fails)


@pytest.mark.parametrize(("name", "mark", "field"), list(cases()))
def test_a_time(name: str, mark: Mark, field: str, records: dict[str, Record]) -> None:
    spans = {tuple(timex.span): timex for timex in records[name].timexes}
    timex = spans.get((mark.start, mark.end))
    assert timex is not None, [
        t.text for s, t in spans.items() if s[0] < mark.end and s[1] > mark.start
    ]
    if field != "span":
        assert told(records[name], timex)[field] == mark.field(field)


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_else_is_a_time(name: str, records: dict[str, Record]) -> None:
    spans = {(mark.start, mark.end) for mark in MARKED[name][1]}
    more = [t.text for t in records[name].timexes if (t.span.start, t.span.end) not in spans]
    assert more == TEXTS[name].get("more", [])


def test_the_texts_are_many_and_the_marks_are_understood() -> None:
    marks = [mark for _, found in MARKED.values() for mark in found]
    assert len(TEXTS) >= 8
    assert len(marks) >= 270
    assert len(MARKED["war"][1]) >= 60
    assert {f for mark in marks for f in mark.fails} <= {"span", *FIELDS}
    assert all(date.fromisoformat(d) for m in marks for d in (m.field("days") or "").split("..")
               if d not in ("", "?"))  # fmt: skip

"""A record that was read undated and dated later is the record that was read with its date."""

import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import api
from onrecord.find.timexes import dated, find_timexes
from onrecord.find.timexes.facts import UNDATED
from onrecord.model import Draft, Parse, Record, Report
from onrecord.parse import Parser
from onrecord.stages import read_parse

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".html"))
CORPUS = tomllib.loads((ROOT / "tests" / "corpus" / "timexes.toml").read_text("utf-8"))
TEXTS = [
    line.partition(" => ")[0]
    for table in CORPUS.values()
    for line in (*table.get("lines", ()), *table.get("not", ()), *table.get("fails", ()))
]
DATES = ("2024-10-27", "2024-10-29", "2009-06-14", "1999", "2011-03", None)


@pytest.fixture(scope="module")
def parses(parser: Parser) -> list[Parse]:
    """The sentences of the corpus, undated."""
    reports = [Report(id="t", ref="t", text=text) for text in dict.fromkeys(TEXTS)]
    return list(parser.parse_all(reports))


def record_of(parse: Parse, published: str | None) -> Record:
    """The record of its times alone, as it comes back from JSON."""
    basis = "given" if published else "unknown"
    report = msgspec.structs.replace(parse.report, published=published, published_basis=basis)
    draft = find_timexes(Draft(parse=msgspec.structs.replace(parse, report=report)))
    record = Record(version="1", report=report, timexes=draft.timexes, notes=draft.notes)
    return msgspec.json.decode(msgspec.json.encode(record), type=Record)


@pytest.mark.parametrize("published", DATES)
def test_the_corpus(published: str | None, parses: list[Parse]) -> None:
    for parse in parses:
        assert dated(record_of(parse, None), published) == record_of(parse, published)


def test_a_date_can_be_taken_back_and_given_anew(parses: list[Parse]) -> None:
    for parse in parses[:100]:
        first = record_of(parse, "2024-10-27")
        assert dated(first, None) == record_of(parse, None)
        assert dated(first, "1931-05-04") == record_of(parse, "1931-05-04")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_sample_reports(path: Path, parser: Parser) -> None:
    report = msgspec.structs.replace(api.read(path).report, page=None)
    parse = parser.parse(report)
    undated = whole(parse, None)
    given_now = dated(undated, "2024-10-27")
    read_so = whole(parse, "2024-10-27")
    assert given_now.timexes == read_so.timexes
    assert given_now.notes == read_so.notes
    assert given_now.report == read_so.report
    assert any(t.value.startswith("XX") for t in undated.timexes)


def whole(parse: Parse, published: str | None) -> Record:
    basis = "given" if published else "unknown"
    report = msgspec.structs.replace(parse.report, published=published, published_basis=basis)
    return read_parse(msgspec.structs.replace(parse, report=report)).record


DEICTIC = "The mill burned yesterday. It had been sold two days earlier. Crews return on Friday."


@given(day=st.dates())
def test_any_day(day: object, deictic: Parse) -> None:
    published = str(day)
    assert dated(record_of(deictic, None), published) == record_of(deictic, published)


@pytest.fixture(scope="module")
def deictic(parser: Parser) -> Parse:
    return parser.parse(Report(id="t", ref="t", text=DEICTIC))


def test_the_note_goes_when_the_day_is_known(deictic: Parse) -> None:
    undated = record_of(deictic, None)
    assert [note.note for note in undated.notes] == [UNDATED]
    assert dated(undated, "2024-10").notes == undated.notes
    assert dated(undated, "2024-10-27").notes == ()


def test_a_reading_that_cannot_be_followed_is_refused(deictic: Parse) -> None:
    undated = record_of(deictic, None)
    first = msgspec.structs.replace(undated.timexes[0], relative="yesterday")
    broken = msgspec.structs.replace(undated, timexes=(first, *undated.timexes[1:]))
    with pytest.raises(ValueError, match="is no form of a time"):
        dated(broken, "2024-10-27")

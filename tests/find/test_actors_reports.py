"""Whole reports with many names, marked by hand: every actor with all its mentions."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.find.actors import find_actors, find_voices
from onrecord.find.attributions import find_attributions
from onrecord.find.timexes import find_timexes
from onrecord.model import Draft, Report
from onrecord.parse import Parser
from tests.find.test_actors import differences, line_of

CORPUS = Path(__file__).parent.parent / "corpus" / "actors_reports.toml"
REPORTS: list[dict[str, Any]] = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["report"]


def read(parser: Parser, marks: dict[str, Any]) -> Draft:
    report = Report(id="1", ref="1", text=marks["text"], published=marks["published"])
    draft = Draft(parse=next(iter(parser.parse_all([report]))))
    for stage in (find_timexes, find_actors, find_attributions, find_voices):
        draft = stage(draft)
    return draft


@pytest.mark.parametrize("marks", REPORTS, ids=lambda marks: marks["slug"])
def test_report(marks: dict[str, Any], parser: Parser) -> None:
    draft = read(parser, marks)
    found = differences(marks["actors"], [line_of(draft, actor) for actor in draft.actors])
    known = marks["known"]
    new = [line for line in found if line not in known]
    gone = [line for line in known if line not in found]
    assert not new, "not as marked:\n" + "\n".join(new)
    assert not gone, "repaired, strike from `known`:\n" + "\n".join(gone)


@pytest.mark.parametrize("marks", REPORTS, ids=lambda marks: marks["slug"])
def test_most_actors_are_right(marks: dict[str, Any]) -> None:
    missing = [line for line in marks["known"] if line.startswith("missing")]
    assert len(missing) <= 0.1 * len(marks["actors"])


@pytest.mark.parametrize("marks", REPORTS, ids=lambda marks: marks["slug"])
def test_every_source_that_is_somebody_has_its_mention(
    marks: dict[str, Any], parser: Parser
) -> None:
    draft = read(parser, marks)
    actors = {actor.id: actor for actor in draft.actors}
    for attribution in draft.attributions:
        source = attribution.source
        if source.actor is None:
            assert source.mention is None
            continue
        spans = [mention.span for mention in actors[source.actor].mentions]
        assert source.mention in spans
        reason = draft.reasons[attribution.id].because[-1]
        assert reason.entry.startswith("speaker")
        assert reason.span == source.mention

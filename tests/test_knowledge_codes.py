"""The codes of events: every CAMEO code can be given or is listed as not yet reached."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.knowledge.frames import reached_codes
from onrecord.knowledge.ontology import (
    as_plover_codes,
    cameo_codes,
    compound_cameo,
    compounds,
    default_cameo,
    modes,
    plover_types,
)
from onrecord.model.words import EventType, Status

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_codes", ROOT / "tools/build_codes.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_that_of_the_tables() -> None:
    assert builder().page() == PAGE


def test_each_code_is_reached_or_listed() -> None:
    listed = {
        code
        for line in PAGE.split("\n")
        if line.startswith("- ")
        for code in re.findall(r"\b\d{2,4}\b", line.split(": ")[1])
    }
    assert listed.isdisjoint(reached_codes())
    assert listed | reached_codes().keys() == cameo_codes().keys()


def test_most_codes_of_events_are_reached() -> None:
    coded = [c for c, entry in cameo_codes().items() if entry.type and len(c) > 2]
    assert len([c for c in coded if c in reached_codes()]) >= 0.94 * len(coded)


def test_the_compounds_are_codes_of_the_type_of_their_outer_act() -> None:
    codes = cameo_codes()
    assert compounds() <= codes.keys()
    for code in compounds():
        assert codes[code].type == codes[f"{code[:2]}0"].type, code


@pytest.mark.parametrize(
    ("outer", "inner", "code"),
    [
        ("030", "0733", "0333"),
        ("033", "073", "0333"),
        ("020", "0841", "0253"),
        ("120", "040", "125"),
        ("130", "1951", "1384"),
        ("143", "1042", "1432"),
        ("036", "073", "036"),  # already of another kind
        ("190", "073", "190"),  # no act of speech
    ],
)
def test_an_act_of_speech_is_narrowed(outer: str, inner: str, code: str) -> None:
    assert compound_cameo(outer, inner) == code


@pytest.mark.parametrize(
    ("deed", "status", "type"),
    [
        ("CONSULT", "planned", "AGREE"),
        ("AID", "promised", "AGREE"),
        ("ASSAULT", "promised", "THREATEN"),
        ("RETREAT", "negated", "REJECT"),
        ("ASSAULT", "negated", "ASSAULT"),
        ("PROTEST", "planned", "PROTEST"),
        ("CONSULT", "happened", "CONSULT"),
    ],
)
def test_status_folds_into_the_type_as_plover_has_it(
    deed: EventType, status: Status, type: str
) -> None:
    assert as_plover_codes(deed, status) == type


def test_the_way_back_leads_to_the_same_type() -> None:
    for type in plover_types():
        assert cameo_codes()[default_cameo(type)].type == type
        for mode in modes().get(type, ()):
            assert mode.cameo in cameo_codes(), (type, mode.name)

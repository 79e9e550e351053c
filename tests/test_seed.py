"""The first real report, where it lies beside the checkout, against eval/seed.toml."""

import tomllib
from pathlib import Path

import pytest

from onrecord import api
from tests.reports.compare import differences

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "seed" / "korea-nato-troops.txt"


@pytest.mark.skipif(not SEED.is_file(), reason="the seed report is not beside this checkout")
def test_the_seed_report_is_right_in_every_marked_field() -> None:
    gold = tomllib.loads((ROOT / "eval" / "seed.toml").read_text("utf-8"))
    record = api.read(SEED, published="2024-10-27")
    found = differences(record, gold)
    assert not found, "\n".join(found)


@pytest.mark.skipif(not SEED.is_file(), reason="the seed report is not beside this checkout")
def test_nothing_that_is_only_expected_is_asserted() -> None:
    record = api.read(SEED, published="2024-10-27")
    text = record.report.text
    expected = {"meet", "travel", "brief", "discuss", "deployed", "request", "supplying", "provide"}
    found = [event for event in record.events if text[slice(*event.trigger)] in expected]
    asserted = [event for event in found if event.status in ("happened", "ongoing")]
    assert len(found) >= 8
    assert not asserted, [(text[slice(*event.trigger)], event.status) for event in asserted]

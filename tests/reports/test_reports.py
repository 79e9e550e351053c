"""Whole reports of our own writing against their marks by hand.

`known` lists differences that are known failures, word for word; one that is gone must be struck.
"""

import tomllib
from pathlib import Path

import pytest

from onrecord import api
from tests.reports.compare import differences

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
GOLD = sorted(HERE.glob("*/gold.toml"))


def test_there_are_marked_reports() -> None:
    assert len(GOLD) >= 8
    marked = {tomllib.loads(path.read_text("utf-8"))["file"] for path in GOLD}
    shown = {p.name for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".html", ".jsonl")}
    assert marked == shown


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.parent.name)
def test_report(path: Path) -> None:
    gold = tomllib.loads(path.read_text("utf-8"))
    record = api.read(EXAMPLES / gold["file"], published=gold.get("published"))
    found = differences(record, gold)
    known = gold.get("known", [])
    new = [line for line in found if line not in known]
    gone = [line for line in known if line not in found]
    assert not new, "not as marked:\n" + "\n".join(new)
    assert not gone, "repaired, strike from `known`:\n" + "\n".join(gone)

"""Whole reports of our own writing against their marks by hand.

`known` lists differences that are known failures, word for word; one that is gone must be struck. A
file of several reports has its marks under `records`, by the id that each report brings.
"""

import tomllib
from pathlib import Path

import pytest

from onrecord import api
from tests.reports.compare import Mark, differences

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
    found = _of_each(gold) if "records" in gold else _of_one(gold)
    known = gold.get("known", [])
    new = [line for line in found if line not in known]
    gone = [line for line in known if line not in found]
    assert not new, "not as marked:\n" + "\n".join(new)
    assert not gone, "repaired, strike from `known`:\n" + "\n".join(gone)


def _of_one(gold: Mark) -> list[str]:
    return differences(api.read(EXAMPLES / gold["file"], published=gold.get("published")), gold)


def _of_each(gold: Mark) -> list[str]:
    """The differences of a file of several reports, each line led by the report's id."""
    records = {record.report.ref: record for record in api.read_all([EXAMPLES / gold["file"]])}
    assert list(records) == list(gold["records"])
    return [
        f"{ref}: {line}"
        for ref, marks in gold["records"].items()
        for line in differences(records[ref], marks)
    ]

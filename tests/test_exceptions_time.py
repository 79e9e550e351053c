"""The list of wrong gold values of the time sets, and the gold that it mends."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

EVAL = Path(__file__).parent.parent / "eval"
ROWS = [
    line.split("\t")
    for line in (EVAL / "exceptions_time.tsv").read_text(encoding="utf-8").splitlines()
    if line and line[0] != "#"
][1:]


@pytest.fixture
def eval_mended() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mended", EVAL / "mended.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_row_names_a_place_a_wrong_and_a_right_value_and_why() -> None:
    assert len(ROWS) > 50
    places = [tuple(row[:4]) for row in ROWS]
    assert len(set(places)) == len(places)
    for _, _, start, end, gold, right, reason in ROWS:
        assert 0 <= int(start) < int(end)
        assert gold != right
        assert len(reason) > 20


def test_no_row_holds_text_of_the_sets() -> None:
    assert all(int(end) - int(start) < 40 for _, _, start, end, *_ in ROWS)
    assert {len(row) for row in ROWS} == {7}
    assert len({row[6] for row in ROWS}) < 20


def test_the_gold_is_mended_where_place_and_value_agree(
    tmp_path: Path, eval_mended: ModuleType
) -> None:
    name, document, start, end, gold, right, _ = ROWS[0]
    made = [
        {"start": int(start), "end": int(end), "type": "DATE", "value": gold},
        {"start": int(start), "end": int(end) + 1, "type": "DATE", "value": gold},
    ]
    path = tmp_path / f"{name}.jsonl"
    path.write_text(json.dumps({"doc_id": document, "text": "", "timexes": made}) + "\n", "utf-8")
    values = [t["value"] for t in json.loads(eval_mended.mended(path))["timexes"]]
    assert values == [right, gold]


def test_a_set_without_exceptions_is_left_alone(tmp_path: Path, eval_mended: ModuleType) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"doc_id": "a", "text": "", "timexes": []}\n', "utf-8")
    assert eval_mended.mended(path) is None

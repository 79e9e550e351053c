"""The table of benchmarks: figures read off the scorers' output, peers beside them, floors."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

EVAL = Path(__file__).resolve().parent.parent / "eval"

ATTRIBUTION = """all  pred 10  gold 12
  relation_lenient         P  60.0  R  50.0  F1  54.5
  source right, given aligned relation: overlap 91.5%  exact 80.0%  (n 9)
  recall direct    n     4: cue  75.0  content(IoU.5)  75.0  who+what  70.0  relation  66.0
speech acts  pred 8  gold 9
  relation_lenient         P  70.0  R  65.0  F1  67.4
  source right, given aligned relation: overlap 95.0%  exact 90.0%  (n 7)
"""


def _module(name: str) -> ModuleType:
    sys.path.insert(0, str(EVAL))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(EVAL))


measures, table, scores = _module("measures"), _module("table"), _module("scores")


def test_figures_are_read_off_the_scorers_output() -> None:
    found = dict(measures.READERS["attribution"](ATTRIBUTION))
    assert found == {
        "relation F1, all": 54.5,
        "relation F1, speech acts": 67.4,
        "relation precision, all": 60.0,
        "relation recall, all": 50.0,
        "source right": 91.5,
        "recall, direct": 66.0,
    }


def test_peers_stand_beside_the_set_they_were_measured_on() -> None:
    row = table.table({"platinum value F1": 70.0, "own_set value F1": 60.0}).split("\n")
    assert row[2].startswith("| `platinum` | value F1 | 70.0 |") and "HeidelTime 2.2 78.1" in row[2]
    assert row[3] == "| `own_set` | value F1 | 60.0 |  |"


def test_the_page_shows_every_peer() -> None:
    page = table.PAGE.read_text("utf-8")
    assert table.between(page, table.PEERS_TABLE, table.peers_table()) == page


def test_floors_rise_and_never_fall() -> None:
    floors = scores._raised({"a value F1": 50.0, "b value F1": 10.0}, {"b value F1": 20.0})
    assert floors == {"a value F1": 49.95, "b value F1": 20.0}
    assert "a recall, direct" not in scores._raised({"a recall, direct": 50.0}, {})


@pytest.mark.parametrize("given", ["weather=x.jsonl", "time=/no/such/file.jsonl", "time"])
def test_a_set_that_cannot_be_measured_is_refused(given: str) -> None:
    with pytest.raises(scores.argparse.ArgumentTypeError):
        scores._named(given)

"""The loop: what people judge teaches the decider, and it decides otherwise."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.intake import report_of_text
from onrecord.knowledge.learned import CHOSEN, attribution_weights, written
from onrecord.ledger.judging_gold import gold
from onrecord.ledger.judging_places import place_of
from onrecord.ledger.judging_writes import Asked, Judging
from onrecord.ledger.names import FactName
from onrecord.ledger.store import open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Record
from onrecord.train.attribution import drafts_of, train
from onrecord.train.gold import read_gold

TOWNS = ("Velmar", "Selters", "Orland", "Quenby", "Marle", "Tarn", "Istow", "Weld", "Obren", "Lusk")
SAID = "The mayor of {} said that the harbour would open again on Friday.\n"
NOTED = "The mayor of {} noted that the harbour would open again on Friday.\n"
NOON = "1894-03-05T12:00:00Z"


@pytest.fixture
def own_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A file of one's own weights, which are not in use after the test."""
    path = tmp_path / "weights.json"
    yield path
    monkeypatch.undo()
    attribution_weights.cache_clear()


def records(form: str, names: tuple[str, ...]) -> list[Record]:
    return [onrecord.read(report_of_text(form.format(name), ref=name)) for name in names]


def sure(form: str) -> float:
    """How sure it is of the attribution in a sentence about a town that is no gold; 0 for none."""
    (record,) = records(form, ("Harrowby",))
    return max((said.confidence for said in record.attributions), default=0.0)


def test_corrections_retrain_the_decider(
    tmp_path: Path, own_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "ledger.db", write=True)
    writer = Writer(store, lambda: NOON)
    read = [*records(SAID, TOWNS), *records(NOTED, TOWNS)]
    added = writer.add(read, writer.begin("add", "1", ""))
    asked = []
    for record, report in zip(read, added, strict=True):
        verdict = "accept" if " said " in record.report.text else "reject"
        places = [place for said in record.attributions if (place := place_of(said))]
        asked += [Asked(str(FactName(report.version, "S", *at)), verdict) for at in places]  # type: ignore[arg-type]
    assert len(asked) == len(read)
    Judging(store, lambda: NOON).judge(asked, by="ann")
    before = sure(SAID), sure(NOTED)
    assert min(before) > 0.3

    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in gold(store, "attribution")), "utf-8")
    store.close()
    reports = read_gold([path])
    assert sorted(len(report.relations) for report in reports) == [0] * 10 + [1] * 10
    weights, _ = train(reports, drafts_of(reports), made_from="judged", tell=str)
    own_weights.write_bytes(written(weights))
    monkeypatch.setenv(CHOSEN, str(own_weights))
    attribution_weights.cache_clear()

    after = sure(SAID), sure(NOTED)
    assert after[0] > 0.5
    assert after[1] < before[1] / 2

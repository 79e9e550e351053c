"""Learning to decide attributions from a tiny gold: read, compared, fitted, measured."""

import importlib.util
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.errors import OnrecordError, ReadError, UsageError
from onrecord.knowledge.learned import FEATURES, Calibration, attribution_weights, parse_weights
from onrecord.parse import Parser
from onrecord.show.cli import app
from onrecord.train.attribution import drafts_of, train
from onrecord.train.figures import Score, reliability, reliability_lines
from onrecord.train.fitting import fit_choice, fit_logistic, fit_scale, wanted_shares
from onrecord.train.gold import GoldReport, read_gold
from onrecord.train.marking import Marking, overlap
from onrecord.train.measuring import measured
from tests.conftest import report_of
from tests.train.gold import SENTENCES, gold_line, write_gold

ROOT = Path(__file__).parent.parent.parent
LINE = json.loads(gold_line(1, SENTENCES[:1]))


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> list[GoldReport]:
    return read_gold([write_gold(tmp_path_factory.mktemp("gold") / "gold.jsonl")])


def test_gold_is_read_in_the_order_of_its_ids(tmp_path: Path, gold: list[GoldReport]) -> None:
    assert [report.doc_id for report in gold] == [f"r{n:02d}" for n in range(12)]
    first = gold[0].relations[0]
    assert first.source is not None
    texts = [gold[0].text[a:b] for spans in (first.source, first.cue) for a, b in spans]
    assert texts == ["The mayor", "said"]
    write_gold(tmp_path / "gold.jsonl")
    assert read_gold([tmp_path]) == gold


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"text": None}, "text"),
        ({"relations": "none"}, "relations"),
        ({"relations": [{"cue": [[0, 4]]}]}, "content"),
        ({"relations": [{"cue": [], "content": [[5, 9]]}]}, r"relations\[0\].cue: is empty"),
        ({"relations": [{"cue": [[4, 4]], "content": [[5, 9]]}]}, r"\[4, 4\] is no span"),
        ({"relations": [{"cue": [[0, 4]], "content": [[5, 999]]}]}, "of a text of 60 characters"),
        ({"relations": [{"cue": [[0, 4]], "content": [[5]]}]}, "length"),
    ],
)
def test_wrong_gold_is_refused_with_file_and_line(
    tmp_path: Path, change: dict[str, object], wrong: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(LINE) + "\n" + json.dumps({**LINE, **change, "doc_id": "2"}) + "\n")
    with pytest.raises(ReadError, match=wrong) as error:
        read_gold([path])
    assert str(error.value).startswith(f"{path}:2: ")


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (json.dumps(LINE) + "\n" + json.dumps(LINE), "stands twice"),
        ("not json", "malformed"),
        ("\n\n", "no gold was found"),
        (None, "cannot be read"),
    ],
)
def test_gold_that_is_none(tmp_path: Path, content: str | None, wrong: str) -> None:
    path = tmp_path / "bad.jsonl"
    if content is not None:
        path.write_text(content)
    with pytest.raises(OnrecordError, match=wrong):
        read_gold([path])


def test_an_empty_folder_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds no"):
        read_gold([tmp_path])


def test_relations_are_compared_by_their_words(parser: Parser, gold: list[GoldReport]) -> None:
    marking = Marking(parser.parse(report_of(gold[0].text)), gold[0])
    first = marking.relations[0]
    assert overlap(marking.words([(3, 7)]), first.content) == 1.0
    assert overlap(marking.words([(3, 12)]), first.content) == 0.5
    assert overlap(frozenset(), first.content) == 0.0
    assert marking.same_source((0, 2), first)
    assert not marking.same_source(None, first)
    assert not marking.same_source((3, 4), first)
    assert marking.of_cue((2,)) == [first]
    assert marking.of_cue((5,)) == []


def test_fitting_finds_what_decides() -> None:
    rows = [(0, 1), (0, 2), (1,), (2,)] * 10
    weights, offset = fit_logistic(rows, [True, True, False, False] * 10, penalty=1.0)
    assert weights[0] > 1.0 > abs(weights[1] - weights[2])
    assert offset < 0
    chosen = fit_choice([[(3,), (4,)]] * 10, [[0.9, 0.1]] * 10, penalty=0.1)
    assert chosen[3] > 0.5 > chosen[4]
    assert sum(wanted_shares([1.0, 0.2])) == pytest.approx(1.0)
    assert wanted_shares([1.0, 0.2])[0] > 0.99


def test_a_scale_keeps_what_it_promises() -> None:
    pairs = [(4.0, True), (4.0, False), (-4.0, False), (-4.0, False)] * 20
    scale = fit_scale(pairs)
    assert scale.slope * 4.0 + scale.offset == pytest.approx(0.0, abs=0.01)
    assert fit_scale(pairs[:2]) == Calibration()
    assert fit_scale([(1.0, True)] * 20) == Calibration()


def test_figures() -> None:
    score = Score(found=4, right=3, gold=8)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.375, 0.5)
    assert str(score).endswith("precision 75.0, recall 37.5, F1 50.0")
    assert Score(0, 0, 0).f1 == Score(0, 0, 0).precision == Score(0, 0, 0).recall == 0.0
    bins = reliability([(0.82, True), (0.88, False), (1.0, True), (0.1, False)])
    assert [(b.low, b.count, b.right) for b in bins] == [(0.0, 1, 0.0), (0.8, 2, 0.5), (0.95, 1, 1)]
    assert reliability_lines(bins)[3] == "| 0.80 to 0.90 | 2 | 0.85 | 0.50 |"


def test_training_is_the_same_each_time_and_learns(parser: Parser, gold: list[GoldReport]) -> None:
    drafts = list(drafts_of(gold, parser))
    told: list[str] = []
    weights, summary = train(gold, drafts, made_from="tiny", tell=told.append)
    assert (weights, summary) == train(gold, drafts, made_from="tiny", tell=told.append)
    assert told
    assert (weights.features, weights.made_from) == (FEATURES, "tiny")
    assert weights.content and weights.source and weights.relation
    assert summary.reports == 12
    assert summary.relations == sum(len(report.relations) for report in gold)
    assert summary.contents_chosen >= summary.contents_ruled
    assert summary.outside.f1 > 0.8
    tested = measured(gold, drafts, weights, made_from="tiny")
    assert tested.all.f1 > 0.8
    assert tested.all.gold == summary.relations


def test_too_little_gold_is_refused(parser: Parser, gold: list[GoldReport]) -> None:
    few = gold[:3]
    with pytest.raises(UsageError, match="3 reports are too few"):
        train(few, drafts_of(few, parser), made_from="few", tell=print)


def test_gold_without_a_known_cue_is_refused(parser: Parser, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    odd = [gold_line(n, ["[S The cat] [C sat] on [X the mat]."]) for n in range(10)]
    path.write_text("\n".join(odd))
    reports = read_gold([path])
    with pytest.raises(UsageError, match="no cue of the gold"):
        train(reports, drafts_of(reports, parser), made_from="odd", tell=print)


def test_the_command_writes_the_same_file_twice(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl")
    files = []
    for name in ("one", "two"):
        out = tmp_path / f"{name}.json"
        given = ["train", "attribution", "--data", str(gold), "--test", str(gold)]
        result = CliRunner().invoke(app, [*given, "--out", str(out)])
        assert result.exit_code == 0, result.output
        assert "| given | relations | mean given | share right |" in result.stdout
        assert "onrecord: written" in result.stderr
        files.append(out.read_bytes())
        summary = json.loads((tmp_path / f"{name}.summary.json").read_text("utf-8"))
        assert summary["out_of_fold"]["reports"] == summary["test"]["all"]["gold"] / 5 == 12
    assert files[0] == files[1]
    assert parse_weights(files[0], "one").made_from == "gold.jsonl"


def test_the_card_has_the_figures_of_the_shipped_weights() -> None:
    path = ROOT / "tools" / "build_attribution_card.py"
    spec = importlib.util.spec_from_file_location("build_attribution_card", path)
    assert spec and spec.loader
    card = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(card)
    summary = json.loads(card.SUMMARY.read_text("utf-8"))
    assert summary["out_of_fold"]["weights"] == {
        name: len(getattr(attribution_weights(), name))
        for name in ("content", "source", "relation")
    }
    page = card.CARD.read_text("utf-8")
    assert card.built(page, summary) == page, "run python tools/build_attribution_card.py"


def test_the_command_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl")
    out = tmp_path / "nowhere" / "weights.json"
    given = ["train", "attribution", "--data", str(gold), "--out", str(out)]
    result = CliRunner().invoke(app, given)
    assert isinstance(result.exception, UsageError)
    assert "no such folder" in str(result.exception)

"""Measure onrecord on the dev sets and hold the scores against floors.toml, which only ever rises.

usage: python eval/scores.py [--bench DIR] [--only TASK] [--raise] [--write]

The sets and their scorer (bench.py) lie beside the checkout, in ../shared/bench, or in DIR.
Where they are not, nothing is measured and the command says so. Exit code 1 if a score is below
its floor.
"""

import argparse
import json
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
TABLE = HERE.parent / "docs" / "benchmarks.md"
BORDERS = ("<!-- scores -->\n", "<!-- end of scores -->\n")
SETS = {
    "attribution": ("attribution/polnear_dev.jsonl", "attribution/gum_written_not_news.jsonl"),
    "time": ("time/timebank.jsonl", "time/aquaint.jsonl"),
    "events": ("events/gsr_dev.jsonl", "events/plv_train.jsonl"),
    "status": ("status/meantime_dev.jsonl",),
}
NUMBER = r"(-?\d+(?:\.\d+)?)"
READ = f"{sys.executable} -m onrecord read - --format jsonl --quiet"
SLACK = 0.05  # a floor is raised to a little below what was measured
ROUNDING = 0.3  # points that another processor's rounding may cost: it can turn a close parse


def main() -> int:
    """Measure, print, compare."""
    options = _options()
    if not (options.bench / "bench.py").is_file():
        print(f"scores: skipped, no dev sets in {options.bench}")
        return 0
    floors = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    scores = {**_scores(options.bench, options.only), **_speed(options.bench, options.only)}
    below = _report(scores, floors)
    if options.table:
        _write_table(scores)
    if options.raise_:
        _write(_raised(scores, floors))
    for name in below:
        print(f"scores: {name} is below its floor", file=sys.stderr)
    return 1 if below else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    parser.add_argument("--only", choices=[*SETS, "speed"])
    parser.add_argument("--raise", dest="raise_", action="store_true", help="raise the floors")
    parser.add_argument("--write", dest="table", action="store_true", help=f"write {TABLE.name}")
    return parser.parse_args()


def _scores(bench: Path, only: str | None) -> dict[str, float]:
    """Score by name, "set measure"."""
    found: dict[str, float] = {}
    for task, sets in SETS.items():
        if only in (None, task):
            for gold in sets:
                output = _bench(bench, task, gold)
                found |= {f"{Path(gold).stem} {name}": v for name, v in PARSERS[task](output)}
    return found


def _bench(bench: Path, task: str, gold: str) -> str:
    command = [sys.executable, str(bench / "bench.py"), task, str(bench / gold), "--run", READ]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _attribution(output: str) -> Iterator[tuple[str, float]]:
    rows = re.findall(rf"relation_lenient\s+P\s+{NUMBER}\s+R\s+{NUMBER}\s+F1\s+{NUMBER}", output)
    for name, row in zip(("all", "speech acts"), rows, strict=True):
        yield f"relation F1, {name}", float(row[2])
    sources = re.findall(rf"source right.*?overlap {NUMBER}%", output)
    yield "source right", float(sources[0])


def _time(output: str) -> Iterator[tuple[str, float]]:
    for name in ("relaxed", "strict", "value"):
        row = re.search(rf"^{name}\s+.*'F1': {NUMBER}", output, re.MULTILINE)
        yield f"{name} F1", float(row[1]) if row else 0.0
    calendar = re.search(rf"^cal_acc\s+{NUMBER}", output, re.MULTILINE)
    yield "calendar dates right", float(calendar[1]) if calendar else 0.0


def _plain(*names: str) -> Callable[[str], Iterator[tuple[str, float]]]:
    """Measures that stand on a line of their own, given from 0 to 1, shown in percent."""

    def parse(output: str) -> Iterator[tuple[str, float]]:
        for name in names:
            row = re.search(rf"^{re.escape(name)}\s+{NUMBER}$", output, re.MULTILINE)
            if row:
                yield name, round(100 * float(row[1]), 1)

    return parse


PARSERS: dict[str, Callable[[str], Iterator[tuple[str, float]]]] = {
    "attribution": _attribution,
    "time": _time,
    "events": _plain("type recall", "full recall", "full precision", "type macro-F1"),
    "status": _plain("covered", "accuracy", "macro-F1"),
}


def _speed(bench: Path, only: str | None) -> dict[str, float]:
    """Words a CPU second of the whole record, and how often that of the stock spaCy pipeline.

    Both are measured in this one process on the same texts; only the ratio has a floor.
    """
    if only not in (None, "speed"):
        return {}
    import spacy

    from onrecord.model import Report
    from onrecord.parse.weights import weights_folder
    from onrecord.stages import default_parser, records

    lines = (bench / SETS["attribution"][0]).read_text("utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line]
    words = sum(len(text.split()) for text in texts)
    stock, parser = spacy.load(weights_folder()), default_parser()
    reports = [Report(id=str(i), ref=str(i), text=text) for i, text in enumerate(texts)]
    list(records(reports[:4], parser=parser))
    ours, theirs = (
        _seconds(lambda: list(records(reports, parser=parser))),
        _seconds(lambda: list(stock.pipe(texts, batch_size=32))),
    )
    print(f"speed: {words / ours:,.0f} words a CPU second, stock spaCy {words / theirs:,.0f}")
    return {"speed over stock spaCy": round(theirs / ours, 2)}


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _report(scores: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print each score beside its floor; returns the names of those below."""
    for name, value in scores.items():
        print(f"{name:55s} {value:8.2f}   floor {floors.get(name, 0.0):8.2f}")
    return [name for name, value in scores.items() if value < least(name, floors)]


def least(name: str, floors: dict[str, float]) -> float:
    """What a score must reach: its floor, less what rounding may cost; the speed ratio as it is."""
    return floors.get(name, 0.0) - (0.0 if name.startswith("speed") else ROUNDING)


def _raised(scores: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    raised = dict(floors)
    for name, value in scores.items():
        if not name.startswith("speed"):  # a noisy machine's luck is no floor
            raised[name] = max(floors.get(name, 0.0), round(value - SLACK, 2))
    return raised


def _write_table(scores: dict[str, float]) -> None:
    """Put the scores into the page of benchmarks, between its two marks."""
    page = TABLE.read_text("utf-8")
    before, rest = page.split(BORDERS[0])
    _, after = rest.split(BORDERS[1])
    rows = ["| development set | measure | onrecord |\n", "|---|---|---|\n"]
    for name, value in scores.items():
        gold, _, measure = name.partition(" ")
        rows.append(f"| `{gold}` | {measure} | {value:.1f} |\n")
    TABLE.write_text(before + BORDERS[0] + "".join(rows) + BORDERS[1] + after, "utf-8")


def _write(floors: dict[str, float]) -> None:
    head = "# The least that each dev set must score (make scores). Floors rise, they never fall.\n"
    lines = [f'"{name}" = {value}\n' for name, value in sorted(floors.items())]
    FLOORS.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

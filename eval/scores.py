"""Measure onrecord on the dev sets and hold the scores against floors.toml, which only ever rises.

usage: python eval/scores.py [--bench DIR] [--only TASK] [--raise] [--write] [--errors]
       python eval/scores.py --set TASK=FILE [--set TASK=FILE …]

The sets and their scorer (bench.py) lie beside the checkout, in ../shared/bench, or in DIR.
Where they are not, nothing but --only stories is measured and the command says so. With --set the
files given are measured in their place, the table printed with the peers' figures, and no floor
applies. Exit code 1 if a score is below its floor.
"""

import argparse
import sys
import tomllib
from pathlib import Path

from measures import READERS, measure, speed
from table import PAGE, table, write

import stories

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
SETS = {
    "attribution": ("attribution/polnear_dev.jsonl", "attribution/gum_written_not_news.jsonl"),
    "time": ("time/timebank.jsonl", "time/aquaint.jsonl"),
    "events": ("events/gsr_dev.jsonl", "events/plv_train.jsonl"),
    "status": ("status/meantime_dev.jsonl",),
}
SLACK = 0.05  # a floor is raised to a little below what was measured
ROUNDING = 0.3  # points that another processor's rounding may cost: it can turn a close parse

SHOWN = (  # without a rising floor
    "speed", "relation precision", "relation recall", "recall, ", "of those given",
    "stories_held",  # what is held apart is measured, and nothing is changed for its sake
)  # fmt: skip


def main() -> int:
    """Measure, print, compare."""
    options = _options()
    if options.only != "stories" and not (options.bench / "bench.py").is_file():
        print(f"scores: skipped, no dev sets in {options.bench}")
        return 0
    if options.sets:
        return _given(options)
    floors = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    scores = _scores(options)
    below = _report(scores, floors)
    if options.table:
        write(scores)
    if options.raise_:
        _write(_raised(scores, floors))
    for name in below:
        print(f"scores: {name} is below its floor", file=sys.stderr)
    return 1 if below else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    parser.add_argument("--only", choices=[*SETS, "stories", "speed"])
    parser.add_argument("--set", dest="sets", type=_named, action="append", metavar="TASK=FILE")
    parser.add_argument("--errors", action="store_true", help="list what is wrong, where it can be")
    parser.add_argument("--raise", dest="raise_", action="store_true", help="raise the floors")
    parser.add_argument("--write", dest="table", action="store_true", help=f"write {PAGE.name}")
    return parser.parse_args()


def _named(given: str) -> tuple[str, Path]:
    """TASK=FILE, taken apart."""
    task, _, path = given.partition("=")
    if task not in READERS:
        raise argparse.ArgumentTypeError(f"no task {task!r}; one of {', '.join(READERS)}")
    if not Path(path).is_file():
        raise argparse.ArgumentTypeError(f"no file {path!r}")
    return task, Path(path)


def _given(options: argparse.Namespace) -> int:
    """Measure the files that were named and print their table."""
    scores: dict[str, float] = {}
    for task, path in options.sets:
        scores |= measure(options.bench, task, path, options.errors)
    print(table(scores), end="")
    return 0


def _scores(options: argparse.Namespace) -> dict[str, float]:
    """Score by name, "set measure"."""
    found: dict[str, float] = {}
    for task, sets in SETS.items():
        if options.only in (None, task):
            for gold in sets:
                found |= measure(options.bench, task, options.bench / gold, options.errors)
    if options.only in (None, "stories"):
        found |= stories.figures("open") | stories.figures("held")
    if options.only in (None, "speed"):
        found |= speed(options.bench / SETS["attribution"][0])
    return found


def _report(scores: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print each score beside its floor; returns the names of those below."""
    for name, value in scores.items():
        floor = f"floor {floors[name]:8.2f}" if name in floors else ""
        print(f"{name:55s} {value:8.2f}   {floor}")
    return [name for name, value in scores.items() if value < least(name, floors)]


def least(name: str, floors: dict[str, float]) -> float:
    """What a score must reach: its floor, less what rounding may cost; the speed ratio as it is."""
    return floors.get(name, 0.0) - (0.0 if name.startswith("speed") else ROUNDING)


def _raised(scores: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The floors, risen where the scores did."""
    raised = dict(floors)
    for name, value in scores.items():
        if not any(shown in name for shown in SHOWN):
            raised[name] = max(floors.get(name, 0.0), round(value - SLACK, 2))
    return raised


def _write(floors: dict[str, float]) -> None:
    head = "# The least that each dev set must score (make scores). Floors rise, they never fall.\n"
    lines = [f'"{name}" = {value}\n' for name, value in sorted(floors.items())]
    FLOORS.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

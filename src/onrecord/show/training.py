"""The command `train`: gold in; weights out, and a summary of what they reach."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import typer

from onrecord.errors import ReadError, UsageError

SUMMARY = ".summary.json"  # the ending of the file beside the weights


def train_attribution(data: Sequence[Path], test: Sequence[Path], out: Path) -> None:
    """Make the weights that decide attributions, and measure them on gold kept out of it.

    Raises ReadError for wrong gold, UsageError where nothing can be learned or written.
    """
    from onrecord.knowledge.learned import written
    from onrecord.train.attribution import drafts_of, train
    from onrecord.train.gold import read_gold
    from onrecord.train.measuring import measured

    _refuse(out)
    gold, kept = read_gold(data), read_gold(test) if test else []
    made_from = ", ".join(path.name for path in data)
    _tell(f"{len(gold)} reports from {made_from}")
    weights, reached = train(gold, drafts_of(gold), made_from=made_from, tell=_tell)
    summary = {"out_of_fold": msgspec.to_builtins(reached)}
    typer.echo(f"out of fold, outside other contents: {reached.outside}")
    typer.echo(f"out of fold, all: {reached.all}")
    _print_table(reached.reliability)
    if kept:
        named = ", ".join(path.name for path in test)
        tested = measured(kept, drafts_of(kept), weights, made_from=named)
        summary["test"] = msgspec.to_builtins(tested)
        typer.echo(f"{named}, outside other contents: {tested.outside}")
        typer.echo(f"{named}, all: {tested.all}")
        _print_table(tested.reliability)
    _write(out, written(weights), summary)


def train_events(data: Sequence[Path], out: Path) -> None:
    """Make the weights that decide the types of events."""
    from onrecord.stages import default_parser
    from onrecord.train.events import learn, read_examples

    _refuse(out)
    files = [file for path in data for file in (path.glob("*.tsv") if path.is_dir() else [path])]
    missing = [file for file in files if not file.is_file()]
    if missing or not files:
        named = ", ".join(str(path) for path in missing or data)
        raise ReadError(f"{named}: no examples. Give .tsv files, or a folder of them.")
    learned = learn(read_examples(files), default_parser())
    _write(out, learned.table.encode(), learned.summary)


def _refuse(out: Path) -> None:
    """Raise before any work where the weights could not be written."""
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent}: no such folder. Make it, or give another --out.")


def _print_table(bins: Sequence[Any]) -> None:
    from onrecord.train.figures import reliability_lines

    typer.echo("\n" + "\n".join(reliability_lines(bins)) + "\n")


def _write(out: Path, weights: bytes, summary: object) -> None:
    """The weights and their summary, each whole or not at all."""
    beside = out.with_suffix(SUMMARY)
    text = json.dumps(summary, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    for path, content in ((out, weights), (beside, text.encode())):
        aside = path.with_name(path.name + ".part")
        aside.write_bytes(content)
        aside.replace(path)
    _tell(f"written: {out} ({len(weights):,} bytes) and {beside}")


def _tell(message: str) -> None:
    typer.echo(f"onrecord: {message}", err=True)

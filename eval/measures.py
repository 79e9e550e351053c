"""What is measured: bench.py run over a set through the command line, its figures read off.

Each measure is (name, value in percent), the words those of docs/benchmarks.md.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from mended import mended
from speakers import speakers

NUMBER = r"(-?\d+(?:\.\d+)?)"
READ = f"{sys.executable} -m onrecord read - --format jsonl --quiet"
Measures = Iterator[tuple[str, float]]


def measure(bench: Path, task: str, gold: Path, errors: bool = False) -> dict[str, float]:
    """Read a set's texts and score the records: {"<set> <measure>": percent}.

    `gold` is a file in the form of the bench's sets; its stem names the set.
    """
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "records.jsonl"
        output = _bench(bench, task, gold, "--run", READ, "--keep", kept, *["--errors"] * errors)
        if errors:
            print(output)
        scores = {f"{gold.stem} {name}": value for name, value in READERS[task](output)}
        if task == "attribution":
            found = speakers(bench, gold, kept)
            scores |= {f"{gold.stem} {name}": value for name, value in found}
        text = mended(gold) if task == "time" else None
        if text is not None:
            again = Path(folder) / gold.name
            again.write_text(text, encoding="utf-8")
            output = _bench(bench, task, again, "--records", kept)
            scores |= {f"{gold.stem} {name}, gold mended": v for name, v in _time(output)}
    return scores


def _bench(bench: Path, task: str, gold: Path, *options: str | Path) -> str:
    command = [sys.executable, str(bench / "bench.py"), task, str(gold), *map(str, options)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _attribution(output: str) -> Measures:
    rows = re.findall(rf"relation_lenient\s+P\s+{NUMBER}\s+R\s+{NUMBER}\s+F1\s+{NUMBER}", output)
    for name, row in zip(("all", "speech acts"), rows, strict=True):
        yield f"relation F1, {name}", float(row[2])
    yield "relation precision, all", float(rows[0][0])
    yield "relation recall, all", float(rows[0][1])
    yield "source right", float(re.findall(rf"source right.*?overlap {NUMBER}%", output)[0])
    whole, _, _ = output.partition("speech acts")
    for form in ("direct", "mixed", "indirect"):
        row = re.search(rf"recall {form}\s.*relation\s+{NUMBER}", whole)
        if row:
            yield f"recall, {form}", float(row[1])


def _time(output: str) -> Measures:
    for name in ("relaxed", "strict", "value"):
        row = re.search(rf"^{name}\s+.*'F1': {NUMBER}", output, re.MULTILINE)
        yield f"{name} F1", float(row[1]) if row else 0.0
    calendar = re.search(rf"^cal_acc\s+{NUMBER}", output, re.MULTILINE)
    yield "calendar dates right", float(calendar[1]) if calendar else 0.0


def _plain(*names: str) -> Callable[[str], Measures]:
    """Measures that stand on a line of their own, given from 0 to 1, shown in percent."""

    def read(output: str) -> Measures:
        for name in names:
            row = re.search(rf"^{re.escape(name)}\s+{NUMBER}$", output, re.MULTILINE)
            if row:
                yield name, round(100 * float(row[1]), 1)

    return read


READERS: dict[str, Callable[[str], Measures]] = {
    "attribution": _attribution,
    "time": _time,
    "events": _plain(
        "type recall", "full recall", "full precision", "type macro-F1", "type accuracy"
    ),
    "status": _plain("covered", "accuracy", "macro-F1"),
}


def speed(gold: Path) -> dict[str, float]:
    """How many times the stock spaCy pipeline's CPU time the whole record is faster.

    Both are measured in this one process on the texts of `gold`.
    """
    import spacy

    from onrecord.model import Report
    from onrecord.parse.weights import weights_folder
    from onrecord.stages import default_parser, records

    lines = gold.read_text("utf-8").split("\n")
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

"""Count how often a match of each cue is an attribution, on gold in PolNeAR's form.

usage: python tools/count_cues.py GOLD.jsonl [--out COUNTS.tsv]

GOLD has one report a line: `text` and `relations`, each with `cue` as a list of [start, end). For
each entry of the tables of cues and each shape of content, all matches outside other contents are
counted, and those whose cue shares a character with a gold cue. The share is smoothed by `WEIGHT`
matches at the mean of the shape. COUNTS.tsv has a line for each: entry, shape, matches, hits,
share, and what the tables say (`sure`, `sure_by`).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.find.actors import find_actors
from onrecord.find.attributions import find_proposals
from onrecord.knowledge.cues import cues
from onrecord.model import Attribution, Draft, Report
from onrecord.parse import Parser

WEIGHT = 4.0  # matches at the mean of the shape that every entry is taken to have had
Key = tuple[str, str]  # entry and shape


def main() -> int:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, help="write there instead of to standard output")
    options = parser.parse_args()
    matches, hits = counted(options.gold)
    lines = "\n".join(table(matches, hits)) + "\n"
    if options.out:
        options.out.write_text(lines, encoding="utf-8")
    else:
        sys.stdout.write(lines)
    return 0


def counted(path: Path) -> tuple[Counter[Key], Counter[Key]]:
    """Matches and hits by entry and shape, over all reports of a gold file; nothing is left out."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    reports = [Report(id=str(i), ref=str(i), text=row["text"]) for i, row in enumerate(rows)]
    matches: Counter[Key] = Counter()
    hits: Counter[Key] = Counter()
    for row, parse in zip(rows, Parser().parse_all(reports), strict=True):
        gold = [tuple(span) for r in row["relations"] for span in r["cue"] or []]
        draft = find_proposals(find_actors(Draft(parse=parse)))
        for found in draft.attributions:
            if found.within is None:
                key = key_of(found)
                matches[key] += 1
                hits[key] += any(a < d and c < b for a, b in gold for c, d in found.cue.spans)
    return matches, hits


def key_of(found: Attribution) -> Key:
    """Entry and shape, as `why` names them ("criticise/criticize: noun, may: not yet said")."""
    entry, _, rest = found.why.partition(": ")
    return entry.partition("/")[0], rest.partition(",")[0].partition(":")[0]


def table(matches: Counter[Key], hits: Counter[Key]) -> Iterator[str]:
    """The lines of the counts, in the order of entries and shapes."""
    yield "entry\tshape\tmatches\thits\tshare\tin the tables"
    means = dict(_means(matches, hits))
    entries: dict[str, Any] = cues()
    for entry, shape in sorted(matches):
        n, right = matches[entry, shape], hits[entry, shape]
        share = (right + WEIGHT * means[shape]) / (n + WEIGHT)
        said = entries[entry].sureness(shape) if entry in entries else ""
        yield f"{entry}\t{shape}\t{n}\t{right}\t{share:.2f}\t{said}"


def _means(matches: Counter[Key], hits: Counter[Key]) -> Iterator[tuple[str, float]]:
    """The share of hits of each shape over all entries."""
    for shape in {shape for _, shape in matches}:
        n = sum(count for key, count in matches.items() if key[1] == shape)
        yield shape, sum(count for key, count in hits.items() if key[1] == shape) / n


if __name__ == "__main__":
    sys.exit(main())

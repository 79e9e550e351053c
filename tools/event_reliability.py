"""How often events of a given confidence are right, against gold with countries or with spans.

usage: python tools/event_reliability.py gsr_dev.jsonl

Right means: type, an actor's and a recipient's country are those of a gold event of the sentence
(gold with countries), or the type is that of the sentence's event (gold with spans).
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model import Event, Record, Report
from onrecord.stages import records

MERGED = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
}  # fmt: skip
EDGES = (0.0, 0.5, 0.6, 0.65, 0.7, 0.75, 1.01)


def main(path: Path) -> None:
    """Print the table for a file of gold."""
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    reports = [Report(id=g["doc_id"], ref=g["doc_id"], text=g["text"], language="en") for g in gold]
    bins: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for entry, read in zip(gold, records(reports), strict=True):
        for confidence, right in judged(entry["events"], read.record):
            low = max(edge for edge in EDGES if edge <= confidence)
            bins[low].append((confidence, right))
    print("| confidence from | events | mean | right |\n|---|---|---|---|")
    for low, found in sorted(bins.items()):
        mean = sum(c for c, _ in found) / len(found)
        share = sum(right for _, right in found) / len(found)
        print(f"| {low:.2f} | {len(found)} | {mean:.2f} | {share:.2f} |")


def judged(gold: list[dict[str, Any]], record: Record) -> Iterator[tuple[float, bool]]:
    """The confidence of each coded event, and whether it is right."""
    countries = {actor.id: actor.country for actor in record.actors}
    for event in record.events:
        if event.type is not None:
            yield event.confidence, any(_same(event, entry, countries) for entry in gold)


def _same(event: Event, gold: dict[str, Any], countries: dict[str, str | None]) -> bool:
    if MERGED.get(str(event.type), event.type) != MERGED.get(gold["type"], gold["type"]):
        return False
    if "actor_span" in gold:
        return True
    actors = {countries.get(id) for id in event.actors}
    recipients = {countries.get(id) for id in event.recipients}
    return bool(actors & set(gold["actors"]) and recipients & set(gold["recipients"]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))

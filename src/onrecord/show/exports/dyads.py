"""Counts for models: how often one country did what to another in a month, and how it scored."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from pathlib import Path

from onrecord.model.words import Quad
from onrecord.show.exports.coded import QUADS, Coded, coded_events, state
from onrecord.show.exports.files import new_file
from onrecord.show.exports.standing import Told

COLUMNS = (
    "actor1", "actor2", "month", "events", "verbal_cooperation", "material_cooperation",
    "verbal_conflict", "material_conflict", "goldstein_mean", "reports",
)  # fmt: skip


class Count:
    """What is known of a pair of countries in a month."""

    def __init__(self) -> None:
        self.quads: dict[Quad, int] = defaultdict(int)
        self.goldstein = 0.0
        self.reports = 0
        self.last = ""

    def add(self, coded: Coded) -> None:
        """Count an event."""
        self.quads[coded.quad] += 1
        self.goldstein += coded.goldstein
        if coded.told.report != self.last:  # they come report by report
            self.reports += 1
            self.last = coded.told.report


def write_dyads(told: Iterable[Told], out: Path, *, folded: bool) -> int:
    """Write a row for each pair of countries and month; returns how many."""
    counts: dict[tuple[str, str, str], Count] = defaultdict(Count)
    for coded in coded_events(told, folded=folded):
        if coded.days.month is None:
            continue
        ones = {state(actor) for actor in coded.actors} - {""}
        others = {state(actor) for actor in coded.recipients} - {""}
        for one, other in product(ones, others):
            counts[one, other, coded.days.month].add(coded)
    with new_file(out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for dyad in sorted(counts):
            writer.writerow([*dyad, *_cells(counts[dyad])])
    return len(counts)


def _cells(count: Count) -> list[int | str]:
    events = sum(count.quads.values())
    quads = [count.quads[quad] for quad in QUADS]
    return [events, *quads, f"{count.goldstein / events:.3f}", count.reports]

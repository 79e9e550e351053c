"""What linking costs per report as a ledger grows: time, memory, size.

usage: python eval/linking_speed.py [--reports N] [--ledger FILE]

Invented reports (eval/many.py) come in by the thousand and are linked as they come, in one process.
Printed is the time of the processor that a report takes to be linked when the ledger holds 1,000,
10,000, 100,000, and what the links take on the disk. 100,000 reports take about an hour.
"""

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from many import many, tellings

from onrecord.adding.linking import link_pending
from onrecord.ledger.linking import LINKED
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Record

STEP = 1_000
BATCH = 32
FLAT = 1.2  # a report may cost so much more in a large ledger than in the smallest
MEMORY = 4 * 2**30
SIZE = 3_000_000_000  # of a ledger of 100,000 reports such as these
WRITTEN = "2024-10-27T12:00:00Z"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--ledger", type=Path, help="made; kept")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    path = given.ledger or folder / "speed.db"
    try:
        store = open_store(path, write=True)
        tellings()
        costs = list(grown(store, many(given.reports, given.seed)))
        store.run("PRAGMA wal_checkpoint(TRUNCATE)")
        told(store, path, costs)
        store.close()
        if found := list(missed(path, costs)):
            sys.exit("over the bar: " + "; ".join(found))
    finally:
        shutil.rmtree(folder)


def grown(store: Store, records: Iterator[Record]) -> Iterator[float]:
    """Milliseconds per report of each thousand, as it is linked."""
    writer = Writer(store, lambda: WRITTEN)
    run = writer.begin("import", "speed", "")
    number = 0
    while batch := list(islice(records, STEP)):
        for start in range(0, len(batch), BATCH):
            writer.add(batch[start : start + BATCH], run)
        begun = time.process_time()
        link_pending(store)
        cost = (time.process_time() - begun) * 1000 / len(batch)
        number += len(batch)
        if number in (STEP, 10 * STEP, 100 * STEP) or number % (5 * STEP) == 0:
            print(f"{number:8,} reports: {cost:6.2f} ms a report, {memory():6.0f} MB", flush=True)
        yield cost


def memory() -> float:
    """The most that this process held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(store: Store, path: Path, costs: list[float]) -> None:
    """Print means and sizes."""
    count = store.value("SELECT count(*) FROM standing")
    stories, several = (
        store.value(f"SELECT count(*) FROM {table}") for table in ("stories", "story_reports")
    )
    print(f"{count:,} reports, {stories:,} stories of {several:,} reports")
    tenth = max(1, len(costs) // 10)
    first, last = sum(costs[:tenth]) / tenth, sum(costs[-tenth:]) / tenth
    print(f"first tenth {first:.2f} ms a report, last tenth {last:.2f} ms")
    size = path.stat().st_size
    print(f"{size / count:,.0f} bytes a report, {size / 1e9:.2f} GB; peak {memory():.0f} MB")
    names = ",".join(f"'{name}'" for name in indexed(store))
    links = store.value(f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({names})")
    print(f"{links / count:,.0f} bytes a report for links:")
    for name, own in store.run(
        f"SELECT name, sum(pgsize) FROM dbstat WHERE name IN ({names}) GROUP BY 1 ORDER BY 2 DESC"
    ):
        print(f"  {own / count:8,.0f}  {name}")


def indexed(store: Store) -> list[str]:
    """The tables of links and their indexes."""
    tables = ",".join(f"'{name}'" for name in LINKED)
    return [n for (n,) in store.run(f"SELECT name FROM sqlite_schema WHERE tbl_name IN ({tables})")]


def missed(path: Path, costs: list[float]) -> Iterator[str]:
    """The bars that are not met."""
    tenth = max(1, len(costs) // 10)
    first, last = sum(costs[:tenth]) / tenth, sum(costs[-tenth:]) / tenth
    if last > FLAT * first:
        yield f"{last:.2f} ms a report against {first:.2f}"
    if memory() * 2**20 > MEMORY:
        yield f"{memory():.0f} MB"
    if path.stat().st_size * 100_000 / (len(costs) * STEP) > SIZE:
        yield f"{path.stat().st_size:,} bytes"


if __name__ == "__main__":
    main()

"""A ledger of the examples, with judgements, for the tests that ask it."""

from functools import cache
from pathlib import Path

import msgspec

import onrecord
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Record

EXAMPLES = Path(__file__).parent.parent / "examples"
NOON = "2024-10-27T12:00:00Z"
OUTLETS = ("Velmar Courier", "Harbour Post")


@cache
def example_records() -> tuple[Record, ...]:
    """The records of the examples, read once; they have two outlets in turn."""
    files = sorted(EXAMPLES.glob("*.*"))
    found = {one.report.id: one for one in onrecord.read_all(files, published="2024-10-27")}
    return tuple(
        msgspec.structs.replace(
            record,
            report=msgspec.structs.replace(record.report, outlet=OUTLETS[number % 2]),
        )
        for number, record in enumerate(found.values())
    )


def fill(path: Path, *, backwards: bool = False) -> Store:
    """A new ledger of the examples, open for writing."""
    store = open_store(path, write=True)
    writer = Writer(store, lambda: NOON)
    run = writer.begin("add", "0", "settings")
    records = example_records()
    writer.add(records[::-1] if backwards else records, run)
    return store

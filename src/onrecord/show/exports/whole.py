"""A ledger whole: its records, or all rows of all its tables. `onrecord import` reads both."""

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import msgspec

from onrecord.ledger.dumping import DumpFormat, dump
from onrecord.ledger.store import Store
from onrecord.show.exports.files import new_file
from onrecord.show.exports.standing import Told


def write_records(told: Iterable[Told], out: Path) -> int:
    """Write a record a line (onrecord/1); returns how many."""
    number = 0
    with new_file(out) as file:
        for report in told:
            file.write(msgspec.json.encode(report.record).decode() + "\n")
            number += 1
    return number


def write_tables(store: Store, out: Path, format: DumpFormat) -> int:
    """Write all rows as they stand; returns how many reports there are, withdrawn ones too."""
    return dump(store, out, version=version("onrecord"), format=format).rows["reports"]

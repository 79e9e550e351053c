"""A program that writes reports to a ledger one after the other and says each that is written.

usage: python writing_loop.py LEDGER RECORDS FIRST LAST
"""

import hashlib
import sys
from pathlib import Path

import msgspec

from onrecord.ledger.store import open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Record


def varied(record: Record, number: int) -> Record:
    """The record of the same report with a number in its last line, and so another report."""
    text = f"{record.report.text}\n({number})"
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = msgspec.structs.replace(record.report, text=text, id=f"sha256:{digest}")
    return msgspec.structs.replace(record, report=report)


def main() -> None:
    ledger, kept, first, last = sys.argv[1:]
    records = msgspec.json.decode(Path(kept).read_bytes(), type=list[Record])
    writer = Writer(open_store(Path(ledger), write=True), lambda: "2024-10-27T12:00:00Z")
    run = writer.begin("add", records[0].version, "")
    for number in range(int(first), int(last), 2):
        batch = [varied(records[n % len(records)], n) for n in (number, number + 1)]
        for added in writer.add(batch, run):
            print(added.version, flush=True)


if __name__ == "__main__":
    main()

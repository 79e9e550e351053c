"""Date records that were read without their date of publication; no report is read again."""

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO

import msgspec

from onrecord.errors import UsageError
from onrecord.find.timexes import dated
from onrecord.intake.dates import iso_date
from onrecord.model import Record

KNOWN = 2  # hyphens of a date that is known to the day


def write_dated(source: str, published: str, out: Path | None, *, everything: bool) -> int:
    """Write the records of a JSON Lines file with this date of publication, one a line; returns
    how many were dated.

    A record that is dated to the day is written as it is, unless `everything`. Raises UsageError
    for a line that is no record, and for a record whose times cannot be followed.
    """
    day = iso_date(published)
    count = 0
    if out and source != "-" and out.exists() and out.samefile(source):
        raise UsageError(f"{out} is what is read. Give --out another name.")
    with out.open("wb") if out else nullcontext(sys.stdout.buffer) as stream:
        for record in _records(source):
            if everything or (record.report.published or "").count("-") < KNOWN:
                record = _dated(record, day)
                count += 1
            stream.write(msgspec.json.encode(record) + b"\n")
    return count


def _dated(record: Record, day: str | None) -> Record:
    try:
        return dated(record, day)
    except (ValueError, KeyError) as error:
        raise UsageError(
            f"{record.report.ref} cannot be dated: {error}. Read the report again, with its date."
        ) from error


def _records(source: str) -> Iterator[Record]:
    with nullcontext(sys.stdin.buffer) if source == "-" else _opened(source) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _record(line, f"{source}, line {number}")


def _opened(source: str) -> IO[bytes]:
    try:
        return Path(source).open("rb")
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror}.") from error


def _record(line: bytes, place: str) -> Record:
    try:
        return msgspec.json.decode(line, type=Record)
    except msgspec.MsgspecError as error:
        raise UsageError(
            f"{place} is no record: {error}. Give what `onrecord read --format jsonl` wrote."
        ) from error

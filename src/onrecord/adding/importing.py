"""Records that were read elsewhere go into a ledger, as readings by the onrecord that made them."""

import gzip
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path

import msgspec

from onrecord.adding.adding import Progress, Summary, Tell
from onrecord.adding.linking import Tell as LinkTell
from onrecord.adding.linking import link_pending
from onrecord.errors import ReadError
from onrecord.intake import canonical
from onrecord.ledger.store import Store
from onrecord.ledger.writing import Run, Writer
from onrecord.model import Record
from onrecord.model.record import SCHEMA

TOGETHER = 32  # records in one transaction
UNKNOWN = ""  # the settings of a reading that another ledger or program made


def import_records(
    store: Store,
    source: Path,
    clock: Callable[[], str],
    tell: Tell = lambda _: None,
    *,
    links: bool = True,
    tell_links: LinkTell = lambda done, all: None,
) -> Summary:
    """Add the records of a file of JSON Lines (onrecord/1, also .gz), and with `links` put them
    into their stories; returns what became of them.

    All that came before a line that is no record is kept. Raises ReadError for such a line.
    """
    writer = Writer(store, clock)
    summary = Summary()
    runs: dict[str, Run] = {}
    batch: list[tuple[str, Record]] = []
    try:
        for line in records_of(source):
            batch.append(line)
            if len(batch) == TOGETHER:
                _write(writer, batch, runs, summary, tell)
                batch = []
    finally:
        _write(writer, batch, runs, summary, tell)
        for run in runs.values():
            writer.end(run, msgspec.to_builtins(summary))
    if links:
        link_pending(store, tell_links)
    return summary


def records_of(source: Path) -> Iterator[tuple[str, Record]]:
    """The records of a file, each with its place (file and line). Raises ReadError."""
    decoder = msgspec.json.Decoder(Record)
    try:
        with source.open("rb") as file, _unpacked(file) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{source}:{number}", _record(decoder, line, f"{source}:{number}")
    except (OSError, EOFError) as error:
        raise ReadError(f"{source} cannot be read: {error}.") from error


def _unpacked(file: BufferedReader) -> BufferedReader | gzip.GzipFile:
    return gzip.GzipFile(fileobj=file) if file.peek(2)[:2] == b"\x1f\x8b" else file


def _record(decoder: msgspec.json.Decoder[Record], line: bytes, place: str) -> Record:
    try:
        record = decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise ReadError(
            f"{place} is no record ({error}). Records are written by onrecord read --format jsonl."
        ) from error
    if record.schema != SCHEMA:
        raise ReadError(f"{place} keeps the contract {record.schema}; {SCHEMA} is wanted.")
    return record


def _write(
    writer: Writer,
    batch: list[tuple[str, Record]],
    runs: dict[str, Run],
    summary: Summary,
    tell: Tell,
) -> None:
    for version in sorted({record.version for _, record in batch}):
        if version not in runs:
            runs[version] = writer.begin("import", version, UNKNOWN)
        own = [(place, record) for place, record in batch if record.version == version]
        keys = [record.report.url and canonical(record.report.url) for _, record in own]
        added = writer.add([record for _, record in own], runs[version], keys=keys)
        for (place, record), one in zip(own, added, strict=True):
            progress = Progress(place, one, len(record.report.text))
            summary.count(progress)
            tell(progress)

"""A whole ledger as plain files, and back: every row of every table that grows, bit for bit.

A dump is a folder: `manifest.json` (what made it, how many rows each table has, the hash of each
file) and a file for each table, as JSON Lines (.jsonl.gz, a list of values a line) or as Parquet.
What is derived is not in it; it is made again when a dump is read.
"""

import gzip
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from onrecord.errors import LedgerError, UsageError
from onrecord.ledger.store import Row, Store, migrations, open_store
from onrecord.ledger.writing import Writer

TABLES = (  # that grow, each after those that it refers to
    "runs", "endings", "reports", "places", "versions", "readings", "sentences", "entities",
    "offices", "actors", "mentions", "timexes", "reasons", "figures", "attributions", "codes",
    "events", "polls", "relays", "links", "notes", "judgements", "sources", "reliability",
)  # fmt: skip
ROWS = 50_000  # of one batch
FORM = "onrecord-ledger/1"
LOOSE = ("low", "high")  # columns that hold whole numbers, fractions or, where too large, digits
DumpFormat = Literal["jsonl", "parquet"]
ENDINGS = {"jsonl": ".jsonl.gz", "parquet": ".parquet"}
Reader = Callable[[Path], Iterator[Row]]


class Manifest(Struct, frozen=True):
    """What a dump holds."""

    form: str
    version: str
    tables: int
    format: DumpFormat
    rows: Mapping[str, int]
    sha256: Mapping[str, str]


def dump(store: Store, folder: Path, *, version: str, format: DumpFormat = "jsonl") -> Manifest:
    """Write all rows into a new or empty folder, as they stand at one moment. `version` is that of
    onrecord. Raises UsageError where the folder holds something."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty. Name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    write = _write_lines if format == "jsonl" else _write_parquet
    counts: dict[str, int] = {}
    hashes: dict[str, str] = {}
    with _snapshot(store):
        tables = int(store.value("PRAGMA user_version"))
        for table in TABLES:
            file = folder / f"{table}{ENDINGS[format]}"
            columns = _columns(store, table)
            order = ", ".join(_keys(store, table))
            rows = store.run(f'SELECT * FROM "{table}" ORDER BY {order}')
            counts[table] = write(file, columns, rows)
            hashes[file.name] = _hash(file)
    manifest = Manifest(FORM, version, tables, format, counts, hashes)
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / "manifest.json").write_bytes(text + b"\n")
    return manifest


def restore(folder: Path, ledger: Path) -> Manifest:
    """Make a new ledger of a dump: the same rows, and all that is derived from them.

    A dump of an older onrecord is filled into its tables, which are then brought up to date. Raises
    UsageError where the folder is no dump or the ledger is there already, LedgerError where a file
    is not what the manifest says.
    """
    manifest = _manifest(folder)
    if ledger.exists():
        raise UsageError(f"{ledger} is there already. Name a new file, or add records to it.")
    read = _read_lines if manifest.format == "jsonl" else _read_parquet
    for name, digest in manifest.sha256.items():
        if not (folder / name).is_file() or _hash(folder / name) != digest:
            raise LedgerError(f"{folder / name} is missing, or not as it was written.")
    if manifest.tables > migrations()[-1][0]:
        raise LedgerError(
            f"{folder} was written by a newer onrecord ({manifest.version}). "
            "Update: pip install -U onrecord"
        )
    aside = ledger.with_name(f".{ledger.name}.part")
    try:
        with closing(open_store(aside, write=True, tables=manifest.tables)) as store:
            _fill(store, folder, manifest, read)
        with closing(open_store(aside, write=True)) as store:
            _derive(store)
        aside.replace(ledger)
    finally:
        for file in ledger.parent.glob(f"{aside.name}*"):
            file.unlink()
    return manifest


def _fill(store: Store, folder: Path, manifest: Manifest, read: Reader) -> None:
    """The rows, in tables such as they came from."""
    with store.transaction():
        for table in (table for table in TABLES if table in manifest.rows):  # an old dump has fewer
            for rows in batches(read(folder / f"{table}{ENDINGS[manifest.format]}"), ROWS):
                store.add(table, rows)


def _derive(store: Store) -> None:
    """All that is made of the rows, in the tables of today."""
    with store.transaction():
        store.run("INSERT INTO words (words) VALUES ('rebuild')")
        writer = Writer(store, lambda: "")
        for (report,) in list(store.run("SELECT id FROM reports ORDER BY id")):
            writer.reshelve(report)
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Rows in lists of at most `size`."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def _snapshot(store: Store) -> Iterator[None]:
    """One moment for all that is read within."""
    store.run("BEGIN")
    try:
        yield
    finally:
        store.run("ROLLBACK")


def _columns(store: Store, table: str) -> list[tuple[str, str]]:
    """Names and declared types of a table's columns."""
    return [(row[1], row[2]) for row in store.run(f'PRAGMA table_info("{table}")')]


def _keys(store: Store, table: str) -> list[str]:
    """The columns of the primary key, in order."""
    found = [(row[5], row[1]) for row in store.run(f'PRAGMA table_info("{table}")') if row[5]]
    return [f'"{name}"' for _, name in sorted(found)]


def _manifest(folder: Path) -> Manifest:
    try:
        found = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(
            f"{folder} is no dump of a ledger ({error}). onrecord export writes one."
        ) from error
    if found.form != FORM:
        raise UsageError(f"{folder} is a dump of another form ({found.form}).")
    return found


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# ---- JSON Lines, packed without a date, so that equal rows give equal files


def _write_lines(file: Path, columns: list[tuple[str, str]], rows: Iterable[Row]) -> int:
    number = 0
    with file.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        stream = io.BufferedWriter(packed, 1 << 20)
        stream.write(msgspec.json.encode([name for name, _ in columns]) + b"\n")
        for row in rows:
            stream.write(msgspec.json.encode(row) + b"\n")
            number += 1
        stream.flush()
        stream.detach()
    return number


def _read_lines(file: Path) -> Iterator[Row]:
    with gzip.open(file, "rb") as stream:
        next(stream, None)  # the names of the columns
        for line in stream:
            yield tuple(msgspec.json.decode(line))


# ---- Parquet; a column without a declared type holds JSON


def _write_parquet(file: Path, columns: list[tuple[str, str]], rows: Iterable[Row]) -> int:
    arrow, parquet = _pyarrow()
    types = {"INTEGER": arrow.int64(), "TEXT": arrow.string(), "REAL": arrow.float64()}
    schema = arrow.schema(
        [arrow.field(name, types.get(declared, arrow.string())) for name, declared in columns],
        metadata={"form": FORM},
    )
    loose = [at for at, (name, _) in enumerate(columns) if name in LOOSE]
    number = 0
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches(rows, ROWS):
            held: list[list[Any]] = [list(column) for column in zip(*batch, strict=True)]
            for at in loose:
                held[at] = [msgspec.json.encode(value).decode() for value in held[at]]
            writer.write_table(
                arrow.Table.from_arrays(
                    [
                        arrow.array(column, field.type)
                        for column, field in zip(held, schema, strict=True)
                    ],
                    schema=schema,
                )
            )
            number += len(batch)
    return number


def _read_parquet(file: Path) -> Iterator[Row]:
    _, parquet = _pyarrow()
    with parquet.ParquetFile(file) as source:
        loose = [at for at, name in enumerate(source.schema_arrow.names) if name in LOOSE]
        for batch in source.iter_batches():
            held = [column.to_pylist() for column in batch.columns]
            for at in loose:
                held[at] = [msgspec.json.decode(value) for value in held[at]]
            yield from zip(*held, strict=True)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError('Parquet needs pyarrow: pip install "onrecord[arrow]"') from error
    return pyarrow, pyarrow.parquet

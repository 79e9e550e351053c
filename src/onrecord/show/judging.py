"""Judgements from the command line and from JSON Lines, and their list."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import UsageError
from onrecord.ledger.judging import worked_in
from onrecord.ledger.judging_gold import Task, gold, training_lines
from onrecord.ledger.judging_rows import Judgement, stream, undone
from onrecord.ledger.judging_writes import ASKED, Asked, Judging
from onrecord.ledger.kept import record_at
from onrecord.ledger.store import Store, open_store
from onrecord.show.adding import utc
from onrecord.show.judging_output import RowFormat, write_rows
from onrecord.show.linking_run import link_soon

COLUMNS = ("id", "made", "author", "verdict", "target", "values", "why", "state")
FORM = '{"id": "k3vq7xw2m5ta.E1204-1212", "verdict": "set", "values": {"status": "denied"}}'


def judge(words: Sequence[str], ledger: Path, by: str | None, why: str | None) -> None:
    """Write judgements as asked for by the words of a command, or by lines of standard input."""
    asked = list(_lines()) if list(words) == ["-"] else _words(words)
    store = _opened(ledger)
    try:
        tell(Judging(store, utc).judge(asked, by=by, why=why))
        link_soon(store)
    finally:
        store.close()


def merge(keys: Sequence[str], ledger: Path, by: str | None, why: str | None) -> None:
    """Take actors for one."""
    store = _opened(ledger)
    try:
        tell(Judging(store, utc).merge(keys, by=by, why=why))
        link_soon(store)
    finally:
        store.close()


def split(keys: Sequence[str], ledger: Path, by: str | None, why: str | None) -> None:
    """Part actors again; all or none."""
    store = _opened(ledger)
    try:
        with store.transaction():
            judging = Judging(store, utc)
            made = [judging.split(key, by=by, why=why) for key in keys]
        tell(made)
        link_soon(store)
    finally:
        store.close()


def undo(numbers: Sequence[int], ledger: Path, by: str | None, why: str | None) -> None:
    """Take back judgements; all or none."""
    store = _opened(ledger)
    try:
        with store.transaction():
            judging = Judging(store, utc)
            made = [judging.undo(number, by=by, why=why) for number in numbers]
        tell(made)
        link_soon(store)
    finally:
        store.close()


def tell(made: Sequence[Judgement]) -> None:
    """The judgements that were written, a line of JSON each where nobody looks at a screen."""
    if sys.stdout.isatty():
        for row in made:
            print(f"{row.id}  {row.verdict}  {row.target}")
    else:
        for row in made:
            print(json.dumps(_row(row), ensure_ascii=False))
    count = len(made)
    print(f"onrecord: {count} judgement{'' if count == 1 else 's'} written", file=sys.stderr)


def list_judgements(
    ledger: Path,
    *,
    filters: dict[str, str | None],
    adrift: bool,
    undone_too: bool,
    format: RowFormat | None,
    out: Path | None,
) -> None:
    """List judgements that meet the filters."""
    store = open_store(ledger)
    try:
        rows = _adrift(store) if adrift else _listed(store, undone_too)
        names = _names(store, filters.pop("target"))
        kept = (row for row in rows if _meets(row, filters, names))
        columns = (*COLUMNS[:-1], "missing") if adrift else COLUMNS
        write_rows(kept, columns, format, out)
    finally:
        store.close()


def write_gold(task: Task, ledger: Path, *, whole: bool, table: bool, out: Path | None) -> None:
    """Write judged facts as gold."""
    store = open_store(ledger)
    try:
        if table:
            lines = training_lines(store)
        else:
            found = gold(store, task, whole=whole)
            lines = (json.dumps(row, ensure_ascii=False) for row in found)
        count = _write(lines, out)
    finally:
        store.close()
    if not count:
        print(
            "onrecord: nothing is judged yet. Begin with: onrecord judge ID accept",
            file=sys.stderr,
        )


def _write(lines: Iterator[str], out: Path | None) -> int:
    count = 0
    try:
        file = out.open("w", encoding="utf-8", newline="\n") if out else sys.stdout
        for line in lines:
            file.write(line + "\n")
            count += 1
        if out:
            file.close()
    except OSError as error:
        if out is None:
            raise
        raise UsageError(f"{out} cannot be written: {error.strerror}.") from error
    return count


def _opened(ledger: Path) -> Store:
    """A ledger to write to, which must be there: judging makes none."""
    open_store(ledger).close()
    return open_store(ledger, write=True)


# ---- what is asked for


def _words(words: Sequence[str]) -> list[Asked]:
    """IDs, a verdict, and KEY=VALUE after it."""
    verdicts = [n for n, word in enumerate(words) if word in ASKED]
    if not verdicts:
        raise UsageError(
            "say what you judge: onrecord judge ID accept, ID reject, ID set KEY=VALUE, "
            "ID unlink, or ID link into=ID."
        )
    at = verdicts[0]
    if at == 0:
        raise UsageError(f"{words[0]} what? Give ids before it: onrecord judge ID {words[0]}")
    values: dict[str, Any] = {}
    for word in words[at + 1 :]:
        key, equals, value = word.partition("=")
        if not equals:
            raise UsageError(f"{word!r} is not KEY=VALUE, such as status=denied.")
        values[key.strip()] = value
    verdict: Any = words[at]
    return [Asked(id, verdict, values) for id in words[:at]]


def _lines() -> Iterator[Asked]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Asked)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UsageError(f"line {number}: {error}. A line reads {FORM}") from error


# ---- what there is


def _row(row: Judgement) -> dict[str, Any]:
    return msgspec.to_builtins(row)  # type: ignore[no-any-return]


def _listed(store: Store, undone_too: bool) -> Iterator[dict[str, Any]]:
    rows = list(stream(store, "1"))
    gone = undone(store, (row.id for row in rows))
    for row in rows:
        if row.id not in gone:
            yield _row(row) | {"state": "holds"}
        elif undone_too:
            yield _row(row) | {"state": f"undone by {gone[row.id]}"}


def _adrift(store: Store) -> Iterator[dict[str, Any]]:
    """Judgements that find no fact in the version of the report that stands."""
    sql = (
        "SELECT DISTINCT standing.reading, standings.name FROM judgements"
        " JOIN versions ON versions.name = substr(judgements.target, 1, 12)"
        " JOIN standing ON standing.report = versions.report"
        " JOIN versions AS standings ON standings.id = standing.version"
        " WHERE judgements.target LIKE '%.%' ORDER BY standing.report"
    )
    for reading, version in list(store.run(sql)):
        judged = worked_in(store, record_at(store, reading), version, reading)
        for row, missing in judged.adrift:
            yield _row(row) | {"missing": missing}


def _names(store: Store, target: str | None) -> set[str] | None:
    """What judgements over a report, a fact or a key are over; None where all are asked for."""
    if target is None:
        return None
    rows = store.run(
        "SELECT reports.name, others.name FROM reports"
        " JOIN versions ON versions.report = reports.id"
        " JOIN versions AS others ON others.report = reports.id"
        " WHERE reports.name = ?1 OR versions.name = ?1",
        (target,),
    )
    return {target, *(name for row in rows for name in row)}


def _meets(row: dict[str, Any], filters: dict[str, str | None], names: set[str] | None) -> bool:
    """True if a row is by an author, has a verdict, is not older, and is over one of some names."""
    target = row["target"]
    return (
        filters.get("by") in (None, row["author"])
        and filters.get("verdict") in (None, row["verdict"])
        and (names is None or target in names or target.partition(".")[0] in names)
        and row["made"] >= (filters.get("since") or "")
    )

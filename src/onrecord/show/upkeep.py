"""What keeps a ledger right: withdrawing, forgetting, comparing, changes, verifying."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import apsw
import msgspec

from onrecord.adding.linking import link_all
from onrecord.adding.linking_checks import link_faults
from onrecord.errors import LedgerError, UsageError
from onrecord.ledger.changes import Changed, changes
from onrecord.ledger.comparing import Comparison, compare
from onrecord.ledger.judging_targets import report_of
from onrecord.ledger.judging_writes import Judging
from onrecord.ledger.removing import clean, forget
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.verifying import ADVICE, Fault, Tell, faults, remake
from onrecord.show.adding import utc
from onrecord.show.bar import progress_bar
from onrecord.show.judging import tell
from onrecord.show.judging_output import RowFormat, cell, write_rows
from onrecord.show.linking_run import hearing, link_soon

RUNS = """
SELECT runs.id, runs.command, runs.version, runs.settings, runs.started, endings.ended,
       endings.summary, (SELECT count(*) FROM readings WHERE readings.run = runs.id) AS readings
FROM runs LEFT JOIN endings ON endings.run = runs.id ORDER BY runs.id
"""
RUN_COLUMNS = (
    *("id", "command", "version", "settings", "started", "ended", "readings", "summary"),
)
CHANGE_COLUMNS = ("at", "what", "report", "title", "target", "values", "by", "why", "facts")
FACT_COLUMNS = ("what", "kind", "id", "words", "before", "after")
SOUND, FAULTY = 0, 1  # exit codes


@contextmanager
def ledger_at(path: Path, *, write: bool = False) -> Iterator[Store]:
    """A ledger that is there; these commands make none."""
    if write:
        open_store(path).close()
    store = open_store(path, write=write)
    try:
        yield store
    except apsw.CorruptError as error:
        raise LedgerError(f"{path} is damaged: {error}. {ADVICE['backup']}") from error
    finally:
        store.close()


def withdraw(
    reports: Sequence[str], ledger: Path, by: str | None, why: str | None, *, undo: bool
) -> None:
    """Take reports out of every view, or let them in again."""
    with ledger_at(ledger, write=True) as store:
        tell(Judging(store, utc).withdraw(reports, by=by, why=why, undo=undo))
        link_soon(store)


def forget_reports(
    reports: Sequence[str],
    ledger: Path,
    by: str | None,
    why: str | None,
    *,
    sure: bool,
    only_clean: bool,
) -> None:
    """Remove reports in truth, after asking; or only clean the file of what was removed."""
    with ledger_at(ledger, write=True) as store:
        if only_clean:
            clean(store)
            print(f"onrecord: {ledger} is clean", file=sys.stderr)
            return
        if not reports:
            raise UsageError("forget what? Give ids of reports; onrecord reports lists them.")
        if not sure:
            _ask(store, reports)
        done = forget(store, reports, utc, by=by, why=why)
        link_soon(store)
        print(f"onrecord: {len(done.reports)} forgotten", file=sys.stderr)
        for backup in done.backups:
            print(
                f"onrecord: note: {backup} was written before and holds it still", file=sys.stderr
            )


def _ask(store: Store, reports: Sequence[str]) -> None:
    """Ask on a terminal; where there is none, --yes must have been said."""
    if not sys.stdin.isatty():
        raise UsageError("this cannot be undone. Say --yes to go on.")
    for report in reports:
        _, version = report_of(store, report)
        title = store.value("SELECT coalesce(title, ref) FROM versions WHERE name = ?", (version,))
        print(f"{report}  {cell(title)}", file=sys.stderr)
    print("Remove them for good? Nothing can bring them back. [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("nothing was removed.")


def list_runs(ledger: Path, format: RowFormat | None, out: Path | None) -> None:
    """The runs of a ledger."""
    with ledger_at(ledger) as store:
        rows = (
            row | {"summary": msgspec.json.decode(row["summary"]) if row["summary"] else None}
            for row in store.dicts(RUNS)
        )
        write_rows(rows, RUN_COLUMNS, format, out)


def compare_runs(
    one: int,
    other: int,
    ledger: Path,
    *,
    facts: bool,
    examples: int,
    format: RowFormat | None,
    out: Path | None,
) -> None:
    """What changed between two runs: counts with examples, or each fact."""
    with ledger_at(ledger) as store:
        if facts:
            found: list[Any] = []
            compare(store, one, other, examples=0, tell=found.append)
            write_rows((msgspec.to_builtins(row) for row in found), FACT_COLUMNS, format, out)
            return
        result = compare(store, one, other, examples=examples)
    if out is None and (format or _screen()) is RowFormat.table:
        _print_comparison(result)
    elif format in (RowFormat.csv, RowFormat.tsv, RowFormat.table):
        rows = ({"kind": kind, **msgspec.to_builtins(t)} for kind, t in result.kinds.items())
        write_rows(rows, ("kind", "same", "added", "gone", "changed", "keys"), format, out)
    else:
        write_rows([msgspec.to_builtins(result)], (), format or RowFormat.jsonl, out)


def _screen() -> RowFormat:
    return RowFormat.table if sys.stdout.isatty() else RowFormat.jsonl


def _print_comparison(result: Comparison) -> None:
    rows = [{"kind": kind, **msgspec.to_builtins(t)} for kind, t in result.kinds.items()]
    print(f"run {result.one} against run {result.other}: {result.versions} texts read anew\n")
    columns = ("kind", "same", "added", "gone", "changed", "keys")
    write_rows(rows, columns, RowFormat.table, None)
    if result.examples:
        print()
        examples = (msgspec.to_builtins(change) for change in result.examples)
        write_rows(examples, FACT_COLUMNS, RowFormat.table, None)


def list_changes(
    since: str, ledger: Path, *, facts: bool, format: RowFormat | None, out: Path | None
) -> None:
    """What happened since a day or a run."""
    with ledger_at(ledger) as store:
        rows = (_changed_row(row) for row in changes(store, since, facts=facts))
        columns = (*CHANGE_COLUMNS, "changes") if facts else CHANGE_COLUMNS
        write_rows(rows, columns, format, out)


def _changed_row(row: Changed) -> dict[str, Any]:
    return msgspec.to_builtins(row)  # type: ignore[no-any-return]


def verify(ledger: Path, format: RowFormat | None, *, quiet: bool) -> int:
    """Say all that is wrong with a ledger, and what to do; returns the exit code."""
    kinds: dict[str, int] = {}
    writes = os.access(ledger, os.W_OK) and os.access(ledger.absolute().parent, os.W_OK)
    with ledger_at(ledger, write=writes) as store, _watched("verifying", quiet) as watch:
        for fault in chain(faults(store, watch), _of_links(store, kinds)):
            kinds[fault.repair] = kinds.get(fault.repair, 0) + 1
            _print_fault(fault, format)
        count = store.value("SELECT count(*) FROM reports") if not kinds else None
    if not kinds:
        if not quiet:
            print(f"onrecord: {ledger} is whole ({count:,} reports)", file=sys.stderr)
        return SOUND
    print(f"onrecord: {sum(kinds.values())} faults in {ledger}", file=sys.stderr)
    for repair, advice in ADVICE.items():
        if repair in kinds:
            print(f"  {advice}", file=sys.stderr)
    return FAULTY


def _of_links(store: Store, kinds: Mapping[str, int]) -> Iterator[Fault]:
    """What is linked wrongly; not looked for where the rows themselves are wrong."""
    if not kinds:
        yield from link_faults(store)


def _print_fault(fault: Fault, format: RowFormat | None) -> None:
    if (format or _screen()) is RowFormat.table:
        print(f"{fault.where}: {fault.what}")
    else:
        print(msgspec.json.encode(fault).decode())


def reindex(ledger: Path, *, quiet: bool) -> None:
    """Make all anew that is derived."""
    with ledger_at(ledger, write=True) as store, _watched("reindexing", quiet) as watch:
        count = remake(store, watch)
        link_all(store, hearing(quiet=quiet))
    if not quiet:
        print(f"onrecord: {count:,} reports put on the shelf anew ({ledger})", file=sys.stderr)


@contextmanager
def _watched(word: str, quiet: bool) -> Iterator[Tell]:
    """A bar where somebody looks at standard error."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, all: None
        return
    with progress_bar(word, None) as advance:
        yield lambda done, all: advance()

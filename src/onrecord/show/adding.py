"""Filling a ledger: progress on standard error, what reached the disk on standard output."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct

from onrecord.adding import Adding, Progress, Summary, Tell, Validations
from onrecord.adding.importing import import_records
from onrecord.adding.linking import link_pending
from onrecord.errors import LedgerError
from onrecord.intake import MAX_SIZE, Client, Item, Kind, Manners, Problem, Taken, count_hint, items
from onrecord.ledger.dumping import restore
from onrecord.ledger.kept import report_at
from onrecord.ledger.store import Store, open_store
from onrecord.show.bar import Advance, progress_bar, unseen
from onrecord.show.cli import ALL_READ, NOTHING_READ, SOME_NOT_READ
from onrecord.show.ledger_option import DEFAULT
from onrecord.show.linking_run import hearing

SHOWN = 5  # reports named for each reason in a summary; --format jsonl names them all
STANDING = (
    "SELECT standing.version, reports.key FROM standing JOIN reports ON reports.id = report"
    " ORDER BY report"
)
ALL = (
    "SELECT versions.id, reports.key FROM versions JOIN reports ON reports.id = report"
    " ORDER BY versions.id"
)


def utc() -> str:
    """The time of day in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Telling:
    """Tells of a run: lines of JSON as reports reach the disk, a bar, a summary at the end."""

    def __init__(self, *, lines: bool, quiet: bool, total: int | None = None) -> None:
        self.lines = lines
        self.quiet = quiet
        self.total = total
        self.left_out: list[Problem] = []
        self.unchanged = 0
        self.advance: Advance = unseen

    def __call__(self, told: Progress | Problem) -> None:
        """One report is on the disk, or there is a problem."""
        if isinstance(told, Problem):
            self._problem(told)
        elif self.lines:
            _write_line(_line(told))
        if isinstance(told, Progress) or told.reason is not None:
            self.advance()

    def _problem(self, problem: Problem) -> None:
        if problem.reason is None:
            if not self.quiet:
                print(f"onrecord: note: {problem.ref}: {problem.message}", file=sys.stderr)
            return
        if problem.reason == "unchanged":
            self.unchanged += 1
        else:
            self.left_out.append(problem)
        if self.lines:
            _write_line({"outcome": "left-out", **msgspec.to_builtins(problem)})

    @contextmanager
    def bar(self) -> Iterator[None]:
        """A bar where somebody looks at standard error."""
        if self.quiet or not sys.stderr.isatty():
            yield
            return
        with progress_bar("adding", self.total) as self.advance:
            yield

    def summary(self, summary: Summary, ledger: Path) -> None:
        """What was done, and what was left out and why, with the first of each reason by name."""
        if self.quiet:
            return
        counts = (
            (summary.new, "new"),
            (summary.updated, "updated"),
            (summary.reread, "read again"),
            (summary.known, "known already"),
            (summary.forgotten, "forgotten before"),
            (self.unchanged, "unchanged since they were read"),
            (len(self.left_out), "left out"),
        )
        told = ", ".join(f"{count:,} {word}" for count, word in counts if count)
        print(f"onrecord: {told or 'nothing'} ({ledger})", file=sys.stderr)
        for reason, count in sorted(Counter(one.reason for one in self.left_out).items()):
            print(f"  {reason}: {count:,}", file=sys.stderr)
            named = [one for one in self.left_out if one.reason == reason]
            for one in named[:SHOWN]:
                print(f"    {one.ref}: {one.message}", file=sys.stderr)
            if len(named) > SHOWN:
                print(f"    … and {len(named) - SHOWN:,} more", file=sys.stderr)

    def code(self, summary: Summary) -> int:
        """0 if nothing failed, 1 if something did, 3 if nothing else was there."""
        if not any(problem.kind == "error" for problem in self.left_out):
            return ALL_READ
        read = summary.new + summary.updated + summary.reread + summary.known + self.unchanged
        return SOME_NOT_READ if read else NOTHING_READ


class Wish(Struct, frozen=True, kw_only=True):
    """What the user said of the sources, and of how they are read and told."""

    published: str | None = None
    kind: Kind | None = None
    languages: tuple[str, ...] = ()
    outlet: str | None = None
    max_size: int = MAX_SIZE
    manners: Manners = Manners()
    actors: Path | None = None
    jobs: int | None = None
    links: bool = True
    lines: bool = False
    quiet: bool = False


def add_sources(sources: Sequence[str], ledger: Path, wish: Wish, *, command: str = "add") -> int:
    """Add all that the sources hold, and tell of it; returns the exit code."""
    telling = Telling(lines=wish.lines, quiet=wish.quiet, total=count_hint(sources))
    with telling.bar():
        summary = _add(sources, ledger, wish, command, telling)
    telling.summary(summary, ledger)
    return telling.code(summary)


def add(
    sources: Sequence[str | Path],
    ledger: str | Path = DEFAULT,
    *,
    published: str | None = None,
    kind: Kind | None = None,
    languages: Sequence[str] = (),
    outlet: str | None = None,
    actors: Path | None = None,
    jobs: int = 1,
    manners: Manners | None = None,
    links: bool = True,
    tell: Tell = lambda _: None,
) -> Summary:
    """Read files, folders, archives, feeds and addresses into a ledger, as `onrecord add` does.

    `tell` hears of each report when it is on the disk (`Progress`) and of each that is left out
    (`Problem`). Reports are put into their stories at the end unless `links` is false. With `jobs`
    above 1 other processes read, and a script must guard its start with
    `if __name__ == "__main__":`. Returns what became of the reports. Raises LedgerError for a file
    that is no ledger.

        >>> onrecord.add(["reports/"], "kursk.db").new
        12
    """
    wish = Wish(
        published=published,
        kind=kind,
        languages=tuple(languages),
        outlet=outlet,
        manners=manners or Manners(),
        actors=actors,
        jobs=jobs,
        links=links,
        quiet=True,
    )
    return _add([str(source) for source in sources], Path(ledger), wish, "add", tell)


def _add(sources: Sequence[str], ledger: Path, wish: Wish, command: str, tell: Tell) -> Summary:
    with written(ledger) as store:
        adding = adding_as(store, wish, command, tell)
        with client_of(adding, wish) as client:
            adding.add(items_of(sources, wish, client, adding))
        return adding.end()


def adding_as(store: Store, wish: Wish, command: str, tell: Tell) -> Adding:
    """A run over a ledger as the user wishes it."""
    return Adding(
        store,
        utc,
        actors=wish.actors,
        jobs=wish.jobs,
        command=command,
        tell=tell,
        links=wish.links,
        tell_links=hearing(quiet=wish.quiet),
    )


def client_of(adding: Adding, wish: Wish) -> Client:
    """A client that remembers in the ledger what servers said."""
    return Client(
        clock=time.time,
        sleep=time.sleep,
        version=version("onrecord"),
        manners=wish.manners,
        memory=Validations(adding.writer),
    )


def items_of(sources: Sequence[str], wish: Wish, client: Client, adding: Adding) -> Iterator[Item]:
    """All that the sources yield but what the ledger has."""
    return items(
        sources,
        published=wish.published,
        kind=wish.kind,
        languages=wish.languages,
        outlet=wish.outlet,
        has=adding.has,
        client=client,
        stdin=sys.stdin.buffer,
        max_size=wish.max_size,
    )


def read_again(ledger: Path, wish: Wish, *, every: bool) -> int:
    """Read what stands again with this onrecord, where an older one or other knowledge read it."""
    if not ledger.exists():
        open_store(ledger)  # says what to do
    with written(ledger) as store:
        found = list(store.run(ALL if every else STANDING))
        telling = Telling(lines=wish.lines, quiet=wish.quiet, total=len(found))
        adding = adding_as(store, wish, "reread", telling)
        kept = ((report_at(store, version), key) for version, key in found)
        with telling.bar():
            adding.add(
                Taken(report=report, ref=report.ref, source=str(ledger), key=key)
                for report, key in kept
            )
        summary = adding.end()
    telling.summary(summary, ledger)
    return telling.code(summary)


def import_dump(folder: Path, ledger: Path, *, links: bool, quiet: bool) -> str:
    """Make a ledger of a dump; returns what there is to say."""
    manifest = restore(folder, ledger)
    if links:
        with written(ledger) as store:
            link_pending(store, hearing(quiet=quiet))
    return f"{sum(manifest.rows.values()):,} rows, {manifest.rows['reports']:,} reports ({ledger})"


def import_file(source: Path, ledger: Path, *, links: bool, lines: bool, quiet: bool) -> int:
    """Add records that were read elsewhere; returns the exit code."""
    telling = Telling(lines=lines, quiet=quiet)
    with written(ledger) as store, telling.bar():
        hear = hearing(quiet=quiet)
        summary = import_records(store, source, utc, telling, links=links, tell_links=hear)
    telling.summary(summary, ledger)
    return telling.code(summary)


def bring_up_to_date(ledger: Path) -> str:
    """Run the migrations that a ledger has not seen; returns what there is to say."""
    if not ledger.exists():
        raise LedgerError(f"there is no ledger at {ledger}.")
    with written(ledger) as store:
        return f"{ledger} is up to date (tables {store.value('PRAGMA user_version')})"


@contextmanager
def written(ledger: Path) -> Iterator[Store]:
    """A ledger that is open for writing, and closed afterwards."""
    store = open_store(ledger, write=True)
    try:
        yield store
    finally:
        store.close()


def _line(told: Progress) -> dict[str, object]:
    added = told.added
    return {
        "outcome": added.outcome,
        "ref": told.ref,
        "report": added.report,
        "version": added.version,
    }


def _write_line(line: dict[str, object]) -> None:
    sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    sys.stdout.flush()

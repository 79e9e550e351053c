"""All sources become items, one after the other: files, folders, patterns, addresses, input."""

import glob
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgspec

from onrecord.errors import NotText, ReadError
from onrecord.intake.addresses import is_address
from onrecord.intake.client import Client
from onrecord.intake.item import Done, Has, Item, Taken, has_nothing
from onrecord.intake.kinds import Kind, suffix_of
from onrecord.intake.piece import Piece, Wanted, is_had
from onrecord.intake.problem import MAX_SIZE, OnProblem, Problem, ignore, problem_of
from onrecord.intake.reading import os_error, read_piece, readable
from onrecord.intake.report import given_date
from onrecord.intake.stream import PACKED_SUFFIXES, lines_of, opened
from onrecord.intake.visits import read_address
from onrecord.model import Report

STDIN = "-"
CHEAP_TO_COUNT = 1 << 29  # bytes of JSON Lines whose line ends are counted ahead
MANY_EACH = frozenset(  # suffixes of files that may hold many reports
    {
        ".jsonl", ".ndjson", ".json", ".mbox", ".warc", ".zip", ".tar", ".tgz", ".tbz2", ".txz",
        ".rss", ".atom", ".xml",
    }
)  # fmt: skip


def items(
    sources: Sequence[str | Path],
    *,
    published: str | None = None,
    kind: Kind | None = None,
    languages: Collection[str] = (),
    outlet: str | None = None,
    has: Has = has_nothing,
    client: Client | None = None,
    stdin: IO[bytes] | None = None,
    max_size: int = MAX_SIZE,
) -> Iterator[Item]:
    """All that the sources yield, in a stable order, one report in memory at a time.

    A source is a file or an archive of any kind in `KINDS`, each also packed (.gz, .bz2, .xz,
    .zst), a folder (all files below it, sorted, hidden ones left out), a pattern ("news/*.html"),
    an http(s) address (with a `client`), or "-" (standard input). What it is is told by how it
    begins, then by its name; `kind` says it instead. `published` is the day of all reports that do
    not give one as JSON, `outlet` the outlet of all; reports in other `languages` (ISO 639-1) than
    these are left out. What `has(ref, fingerprint)` says was read before is not read again.

    Nothing is left out without a Problem that has a reason, and no bad source stops the others.
    Raises ReadError only for a `published` that is no date.
    """
    told: list[Problem] = []
    wanted = Wanted(
        published=given_date(published),
        max_size=max_size,
        on_problem=told.append,
        kind=kind,
        languages=languages,
        has=has,
        client=client,
        outlet=outlet,
    )
    return _with_problems(_all(sources, stdin, wanted), told)


def _with_problems(found: Iterator[Taken | Done], told: list[Problem]) -> Iterator[Item]:
    """The items with what was told before each; a note on a report goes with the report."""
    names: set[int] = set()
    for item in found:
        own = [] if isinstance(item, Done) else [p for p in told if _is_note_on(item, p)]
        yield from (problem for problem in told if problem not in own)
        told.clear()
        if isinstance(item, Taken):
            ref = item.report.ref
            if hash(ref) in names:
                message = f"another report is called {ref!r} too; both were read."
                own.append(Problem(ref, message, "note"))
            names.add(hash(ref))
            item = msgspec.structs.replace(item, notes=tuple(own))
        yield item
    yield from told


def _is_note_on(item: Taken, problem: Problem) -> bool:
    return problem.reason is None and problem.ref in {item.ref, item.report.ref}


def open_reports(
    sources: Sequence[str | Path],
    *,
    published: str | None = None,
    kind: Kind | None = None,
    client: Client | None = None,
    stdin: IO[bytes] | None = None,
    max_size: int = MAX_SIZE,
    on_problem: OnProblem = ignore,
) -> Iterator[Report]:
    """The reports of all sources, as `items` yields them; problems and notes go to `on_problem`.

    Raises ReadError only for a `published` that is no date.
    """
    found = items(
        sources, published=published, kind=kind, client=client, stdin=stdin, max_size=max_size
    )
    return _reports(found, on_problem)


def _reports(found: Iterator[Item], on_problem: OnProblem) -> Iterator[Report]:
    for item in found:
        if isinstance(item, Problem):
            on_problem(item)
        elif isinstance(item, Taken):
            for note in item.notes:
                on_problem(note)
            yield item.report


def report_of_file(
    path: str | Path,
    *,
    published: str | None = None,
    max_size: int = MAX_SIZE,
    on_problem: OnProblem = ignore,
) -> Report:
    """The one report of a file. Raises ReadError, also where it holds several."""
    wanted = Wanted(published=given_date(published), max_size=max_size, on_problem=on_problem)
    reports: list[Report] = []
    for taken in _read_file(Path(path), str(path), wanted):
        reports.append(taken.report)
        if len(reports) > 1:
            raise ReadError(f"{path} holds several reports. Read it with open_reports.")
    if not reports:
        raise NotText(f"{path} holds no report that can be read.")
    return reports[0]


# --- what lies on the disk ------------------------------------------------------------------


def _all(
    sources: Sequence[str | Path], stdin: IO[bytes] | None, wanted: Wanted
) -> Iterator[Taken | Done]:
    for source in sources:
        name = str(source)
        try:
            if name == STDIN:
                stream = lines_of(stdin if stdin is not None else sys.stdin.buffer)
                yield from read_piece(
                    Piece(ref=STDIN, name="", source=STDIN, stream=stream), wanted
                )
            elif is_address(name):
                yield from read_address(name, wanted)
            else:
                yield from _read_paths(name, wanted)
        except ReadError as error:
            wanted.on_problem(problem_of(name, error, asked=True))


def _read_paths(source: str, wanted: Wanted) -> Iterator[Taken | Done]:
    """The reports of a file, of a folder, or of all that a pattern matches."""
    paths = _matched(source)
    several = len(paths) > 1 or paths[0].is_dir()
    found = 0
    for path in paths:
        for file in _files(path, wanted.on_problem):
            found += 1
            yield from _guarded_file(file, source, wanted, below=several)
    if not found:
        message = "the folder holds no files to read (hidden ones are left out)."
        raise EmptyFolder(message)


class EmptyFolder(ReadError):
    """A folder without files."""

    reason = "empty"


def _matched(source: str) -> list[Path]:
    """The path itself if it is there, else what the pattern matches, sorted."""
    path = Path(source)
    if "\0" in source or path.exists() or not glob.has_magic(source):
        return [path]
    paths = sorted(glob.glob(source, recursive=True))
    if not paths:
        message = "nothing matches this pattern. Check it, or the folder it is asked from."
        raise ReadError(message, reason="missing")
    return [Path(each) for each in paths]


def _guarded_file(
    path: Path, source: str, wanted: Wanted, *, below: bool
) -> Iterator[Taken | Done]:
    """The reports of a file and the word that it is done, or what broke it."""
    try:
        fingerprint = fingerprint_of(path)
        if is_had(str(path), fingerprint, wanted):
            return
        yield from _read_file(path, source, wanted, fingerprint, below=below)
        yield Done(ref=str(path), fingerprint=fingerprint)
    except ReadError as error:
        wanted.on_problem(problem_of(str(path), error, below=below))


def _read_file(
    path: Path, source: str, wanted: Wanted, fingerprint: str | None = None, *, below: bool = False
) -> Iterator[Taken]:
    with readable(), opened(path) as stream:
        yield from read_piece(
            Piece(
                ref=str(path),
                name=path.name,
                source=source,
                stream=stream,
                path=path,
                fingerprint=fingerprint,
                below=below,
            ),
            wanted,
        )


def fingerprint_of(path: Path) -> str | None:
    """Size and time of change of a file; None for what has none (a pipe) or is not there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return f"{found.st_size}-{found.st_mtime_ns}" if path.is_file() else None


def _files(path: Path, on_problem: OnProblem) -> Iterator[Path]:
    """The file itself, or the files below a folder, sorted, without hidden ones."""
    if "\0" in str(path) or not path.is_dir():
        yield path
        return

    def tell(error: OSError) -> None:
        on_problem(problem_of(str(error.filename or path), os_error(error)))

    for folder, below, files in os.walk(path, onerror=tell):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder, name)


# --- how many ---------------------------------------------------------------------------------


def count_hint(sources: Sequence[str | Path]) -> int | None:
    """About how many reports the sources hold, or None where one would have to read them."""
    total = 0
    for source in sources:
        name = str(source)
        if name == STDIN or is_address(name):
            return None
        try:
            paths = _matched(name)
        except ReadError:
            continue
        for path in (file for each in paths for file in _files(each, ignore)):
            number = _count(path)
            if number is None:
                return None
            total += number
    return total


def _count(path: Path) -> int | None:
    suffix = suffix_of(path.name)
    packed = path.suffix.lower() in PACKED_SUFFIXES
    try:
        if not path.is_file():
            return None if path.exists() else 0
        if suffix in {".jsonl", ".ndjson"} and not packed:
            return _count_lines(path) if path.stat().st_size <= CHEAP_TO_COUNT else None
    except (OSError, ValueError):
        return 0
    return None if suffix in MANY_EACH else 1


def _count_lines(path: Path) -> int:
    number, last = 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            number += chunk.count(b"\n")
            last = chunk[-1:]
    return number + (last != b"\n")

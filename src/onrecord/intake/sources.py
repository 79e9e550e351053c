"""Files, folders, standard input and JSON Lines become reports, one after the other."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from onrecord.errors import EmptyText, NotText, ReadError
from onrecord.intake.problem import MAX_SIZE, OnProblem, Problem, ignore
from onrecord.intake.report import given_date
from onrecord.intake.streams import (
    LINES,
    OBJECTS,
    Wanted,
    opened,
    os_message,
    readable,
    reports_of_stream,
    suffix_of,
)
from onrecord.model import Report

STDIN = "-"
CHEAP_TO_COUNT = 1 << 29  # bytes of JSON Lines whose line ends are counted ahead


def open_reports(
    sources: Sequence[str | Path],
    *,
    published: str | None = None,
    stdin: IO[bytes] | None = None,
    max_size: int = MAX_SIZE,
    on_problem: OnProblem = ignore,
) -> Iterator[Report]:
    """The reports of all sources, in their order, one in memory at a time.

    A source is a file (text, HTML, JSON, JSON Lines, each also as .gz), a folder (all files below
    it, sorted, hidden ones left out) or "-" (standard input: JSON Lines if its first line is an
    object with `text`, else one text or page). `published` is the day of all reports that do not
    give one as JSON; `max_size` limits one report's text, in characters. A source that cannot be
    read is told to `on_problem` and does not stop the others. Raises ReadError only for a
    `published` that is no date.
    """
    wanted = Wanted(given_date(published), max_size, on_problem)
    return _all_reports(sources, stdin, wanted)


def report_of_file(
    path: str | Path,
    *,
    published: str | None = None,
    max_size: int = MAX_SIZE,
    on_problem: OnProblem = ignore,
) -> Report:
    """The one report of a text, a page or a JSON file. Raises ReadError."""
    wanted = Wanted(given_date(published), max_size, on_problem)
    reports: list[Report] = []
    with readable(), opened(Path(path)) as stream:
        for report in reports_of_stream(stream, str(path), suffix_of(Path(path)), wanted):
            reports.append(report)
            if len(reports) > 1:
                raise ReadError(f"{path} holds several reports. Read it with open_reports.")
    if not reports:
        raise NotText(f"{path} holds no report that can be read.")
    return reports[0]


def count_hint(sources: Sequence[str | Path]) -> int | None:
    """About how many reports the sources hold, or None where one would have to read them."""
    total = 0
    for source in sources:
        if str(source) == STDIN:
            return None
        for path in _files(Path(source), ignore):
            number = _count(path)
            if number is None:
                return None
            total += number
    return total


def _count(path: Path) -> int | None:
    try:
        if not path.is_file():
            return None if path.exists() else 0
        if suffix_of(path) in OBJECTS or (suffix_of(path) in LINES and path.suffix == ".gz"):
            return None
        if suffix_of(path) not in LINES:
            return 1
        return _count_lines(path) if path.stat().st_size <= CHEAP_TO_COUNT else None
    except OSError:
        return 0


def _count_lines(path: Path) -> int:
    number, last = 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            number += chunk.count(b"\n")
            last = chunk[-1:]
    return number + (last != b"\n")


def _all_reports(
    sources: Sequence[str | Path], stdin: IO[bytes] | None, wanted: Wanted
) -> Iterator[Report]:
    seen: set[int] = set()
    for source in sources:
        for report in _reports_of_source(source, stdin, wanted):
            if hash(report.ref) in seen:
                message = f"another report is called {report.ref!r} too; both were read."
                wanted.on_problem(Problem(report.ref, message, "note"))
            seen.add(hash(report.ref))
            yield report


def _reports_of_source(
    source: str | Path, stdin: IO[bytes] | None, wanted: Wanted
) -> Iterator[Report]:
    name = str(source)
    if name == STDIN:
        stream = stdin if stdin is not None else sys.stdin.buffer
        yield from _told(reports_of_stream(stream, STDIN, "", wanted), STDIN, wanted)
    elif name.lower().startswith(("http://", "https://")):
        message = "addresses are not read yet. Save the page and give the file."
        wanted.on_problem(Problem(name, message))
    else:
        yield from _reports_of_path(Path(source), wanted)


def _reports_of_path(path: Path, wanted: Wanted) -> Iterator[Report]:
    found = 0
    folder = path.is_dir()
    for file in _files(path, wanted.on_problem):
        found += 1
        yield from _told(_reports_of_file(file, wanted), str(file), wanted, skip=folder)
    if folder and not found:
        message = "the folder holds no files to read (hidden ones are left out)."
        wanted.on_problem(Problem(str(path), message))


def _reports_of_file(path: Path, wanted: Wanted) -> Iterator[Report]:
    with opened(path) as stream:
        yield from reports_of_stream(stream, str(path), suffix_of(path), wanted)


def _files(path: Path, on_problem: OnProblem) -> Iterator[Path]:
    """The file itself, or the files below a folder, sorted, without hidden ones."""
    if not path.is_dir():
        yield path
        return

    def tell(error: OSError) -> None:
        on_problem(Problem(str(error.filename or path), os_message(error)))

    for folder, below, files in os.walk(path, onerror=tell):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder, name)


def _told(
    reports: Iterator[Report], ref: str, wanted: Wanted, *, skip: bool = False
) -> Iterator[Report]:
    """The reports up to the first that cannot be read, which is told; with `skip`, what is no text
    (a picture among the files of a folder) is a note only."""
    try:
        with readable():
            yield from reports
    except NotText as error:
        picture = skip and not isinstance(error, EmptyText)
        wanted.on_problem(Problem(ref, str(error), "note" if picture else "error"))
    except ReadError as error:
        wanted.on_problem(Problem(ref, str(error)))

"""One run over sources: read, write as it goes, tell of problems, and end with an exit code."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from onrecord.errors import NotText, ReadError, UsageError
from onrecord.intake import OnProblem, Problem, count_hint, open_reports
from onrecord.model import Record, Report
from onrecord.show.bar import progress_bar, unseen
from onrecord.show.cli import ALL_READ, NOTHING_READ, SOME_NOT_READ, Format
from onrecord.show.fetching import client

if TYPE_CHECKING:
    from onrecord.stages import Read

MANY = 2  # reports from which a progress bar is shown


class Run:
    """What a run was asked for, and what went wrong in it."""

    def __init__(
        self, *, published: str | None = None, max_size: int = 5_000_000, quiet: bool = False
    ) -> None:
        self.published = published
        self.max_size = max_size
        self.quiet = quiet
        self.problems: list[Problem] = []
        self.read = 0

    def write(
        self, sources: Sequence[str], format: Format, out: Path | None, *, all_events: bool
    ) -> int:
        """Write the records of all sources; returns the exit code."""
        on_screen = out is None and sys.stdout.isatty()
        records = self._records(sources, bar=not on_screen and sys.stderr.isatty())
        try:
            if format is Format.html:
                write_pages(records, out)
            else:
                with _opened(out) as stream:
                    _write(records, format, stream, all_events=all_events)
        except BrokenPipeError:  # the reader of our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return self.code()

    def one(self, source: str) -> "Read":
        """The record and reasons of one report. Raises ReadError if there is none, or another."""
        from onrecord.stages import records

        found = list(records(self._reports([source], self.problems.append)))
        errors = [p for p in self.problems if p.kind == "error"]
        if errors:
            raise ReadError(f"{errors[0].ref}: {errors[0].message}")
        if not found:
            raise NotText(f"{source} holds no report that can be read.")
        if len(found) > 1:
            raise UsageError(f"{source} holds {len(found)} reports; explain takes one report.")
        return found[0]

    def all(self, sources: Sequence[str]) -> Iterator["Read"]:
        """Records and reasons of all sources."""
        from onrecord.stages import records

        for found in records(self._reports(sources, self._tell)):
            self.read += 1
            yield found

    def code(self) -> int:
        """0 if all was read, 1 if some source was not, 3 if nothing was."""
        failed = any(problem.kind == "error" for problem in self.problems)
        if not self.read:
            if not failed:
                print("onrecord: error: there is no report in what was given.", file=sys.stderr)
            return NOTHING_READ
        return SOME_NOT_READ if failed else ALL_READ

    def _reports(self, sources: Sequence[str], on_problem: OnProblem) -> Iterator[Report]:
        with client() as fetching:
            yield from open_reports(
                sources,
                published=self.published,
                client=fetching,
                stdin=sys.stdin.buffer,
                max_size=self.max_size,
                on_problem=on_problem,
            )

    def _records(self, sources: Sequence[str], *, bar: bool) -> Iterator[Record]:
        from onrecord.stages import records

        total = count_hint(sources) if bar else None
        shown = bar and not self.quiet and (total is None or total >= MANY)
        with progress_bar("reading", total) if shown else nullcontext(unseen) as advance:
            for found in records(self._reports(sources, self._tell)):
                self.read += 1
                yield found.record
                advance()

    def _tell(self, problem: Problem) -> None:
        self.problems.append(problem)
        if problem.kind == "error" or not self.quiet:
            print(f"onrecord: {problem.kind}: {problem.ref}: {problem.message}", file=sys.stderr)


def write_pages(records: Iterable[Record], out: Path | None) -> None:
    """Pages: one to a file or to standard output, several to a folder with an index."""
    from onrecord.show.page import report_page

    if out is not None and (out.is_dir() or not out.suffix):
        _write_folder(records, out)
        return
    found = list(_first(records, 2))
    if len(found) > 1:
        raise UsageError(
            "there are several reports, and a page holds one. Name a folder with --out."
        )
    if found:
        with _opened(out) as stream:
            stream.write(report_page(found[0]).encode("utf-8"))


def _write_folder(records: Iterable[Record], out: Path) -> None:
    from onrecord.show.page import index_page, report_page, row_of

    with _writable(out):
        out.mkdir(parents=True, exist_ok=True)
    rows, taken = [], {"index.html"}
    for record in records:
        name = _page_name(record.report.ref, taken)
        with _opened(out / name) as stream:
            stream.write(report_page(record, index="index.html").encode("utf-8"))
        rows.append(row_of(record, name))
    if rows:
        with _opened(out / "index.html") as stream:
            stream.write(index_page(rows).encode("utf-8"))


def _page_name(ref: str, taken: set[str]) -> str:
    """A file name of the report's own, made of its ref and not yet taken."""
    stem = re.sub(r"[^\w.-]+", "-", Path(ref).name).strip("-.")[:80] or "report"
    stem = re.sub(r"\.(txt|html?|jsonl?)$", "", stem)
    name, number = f"{stem}.html", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.html"
    taken.add(name)
    return name


def _first(records: Iterable[Record], most: int) -> Iterator[Record]:
    for number, record in enumerate(records, 1):
        yield record
        if number == most:
            return


def _write(
    records: Iterable[Record], format: Format, stream: IO[bytes], *, all_events: bool
) -> None:
    if format is Format.jsonl:
        for record in records:
            stream.write(msgspec.json.encode(record) + b"\n")
            stream.flush()
    elif format is Format.json:
        _write_json(records, stream)
    else:
        from onrecord.show.terminal import view

        for record in records:
            stream.write(view(record, all_events=all_events, stream=stream).encode("utf-8"))
            stream.flush()


def _write_json(records: Iterable[Record], stream: IO[bytes]) -> None:
    """One indented record, or a list of them, written as they are read."""
    pages = (msgspec.json.format(msgspec.json.encode(record), indent=2) for record in records)
    first, second = next(pages, None), next(pages, None)
    if first is None:
        return
    if second is None:
        stream.write(first + b"\n")
        return
    stream.write(b"[\n" + first)
    for page in chain([second], pages):
        stream.write(b",\n" + page)
    stream.write(b"\n]\n")


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears whole or not at all."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    aside = out.with_name(f".{out.name}.part")
    with _writable(out):
        try:
            with open(aside, "wb") as stream:
                yield stream
            aside.replace(out)
        finally:
            aside.unlink(missing_ok=True)


@contextmanager
def _writable(out: Path) -> Iterator[None]:
    """Turn the operating system's refusal to write into a message for the user."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{out} cannot be written ({reason}). Name another --out.") from error

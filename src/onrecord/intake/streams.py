"""What lies in one source becomes reports: text, a page, JSON Lines, JSON."""

import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from onrecord.errors import EmptyText, ReadError
from onrecord.intake.decode import decode
from onrecord.intake.json_lines import (
    guess_note,
    line_limit,
    read_json,
    report_of_object,
    reports_of_lines,
)
from onrecord.intake.page import PAGE_TO_TEXT, is_page, report_of_page
from onrecord.intake.problem import OnProblem, Problem, too_long
from onrecord.intake.report import report_of_text
from onrecord.model import Report

LINES = (".jsonl", ".ndjson")
OBJECTS = (".json",)
PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt", ".text", ".md")
BYTES_A_CHARACTER = 4  # at most, in UTF-8 and UTF-16


class Wanted(NamedTuple):
    """What the caller wants for all sources alike."""

    published: str | None
    max_size: int
    on_problem: OnProblem


def suffix_of(path: Path) -> str:
    """The suffix that tells what a file is, without .gz: ".jsonl" of "a.jsonl.gz"."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    if "\0" in str(path):
        raise ReadError("no path has a NUL character in it. Check the path.")
    if path.suffix.lower() == ".gz":
        with gzip.open(path, "rb") as stream:
            yield stream  # type: ignore[misc]
    else:
        with path.open("rb") as plain:
            yield plain


@contextmanager
def readable() -> Iterator[None]:
    """Turn the operating system's errors into ours."""
    try:
        yield
    except OSError as error:
        raise ReadError(os_message(error)) from error
    except (EOFError, zlib.error) as error:
        raise ReadError("the .gz file is damaged or cut short. Make it anew.") from error


def os_message(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder. Check the path."
    if isinstance(error, PermissionError):
        return "it may not be read (permission denied). Give yourself the right, or leave it out."
    if isinstance(error, gzip.BadGzipFile):
        return "this is no gzip file, though it is called .gz. Rename it, or make it anew."
    return f"it cannot be read ({error.strerror or error}). Check the path and the disk."


def reports_of_stream(stream: IO[bytes], ref: str, kind: str, wanted: Wanted) -> Iterator[Report]:
    """The reports of an open source; `kind` is its suffix, "" if it has none that tells."""
    if kind in LINES:
        yield from _lines(stream, ref, (), wanted)
    elif kind in (*OBJECTS, *PAGES, *TEXTS):
        yield from _reports_of_bytes(_read_all(stream, kind, wanted), ref, kind, wanted)
    else:
        yield from _reports_of_unknown(stream, ref, wanted)


def _reports_of_unknown(stream: IO[bytes], ref: str, wanted: Wanted) -> Iterator[Report]:
    """Look at the first line that is not blank: an object with `text` begins JSON Lines."""
    taken: list[bytes] = []
    limit = line_limit(wanted.max_size)
    while line := stream.readline(limit + 1):
        taken.append(line)
        if line.strip() or len(taken) > 1000:
            break
    if taken and _is_object_with_text(taken[-1]):
        yield from _lines(stream, ref, taken, wanted)
        return
    raw = _read_all(stream, "", wanted, taken=b"".join(taken))
    kind = ".json" if raw.lstrip()[:1] == b"{" and _is_object_with_text(raw) else ""
    yield from _reports_of_bytes(raw, ref, kind, wanted)


def _is_object_with_text(raw: bytes) -> bool:
    bare = raw.removeprefix(b"\xef\xbb\xbf").strip()
    if not bare.startswith(b"{") or b'"text"' not in bare:
        return False
    try:
        given = read_json(bare.decode("utf-8", "replace"))
    except ReadError:
        return bare.count(b"\n") == 0  # a JSON line with a mistake in it, which is then told
    return isinstance(given, dict) and "text" in given


def _lines(stream: IO[bytes], ref: str, taken: Sequence[bytes], wanted: Wanted) -> Iterator[Report]:
    return reports_of_lines(
        stream,
        ref=ref,
        published=wanted.published,
        taken=taken,
        max_size=wanted.max_size,
        on_problem=wanted.on_problem,
    )


def _read_all(stream: IO[bytes], kind: str, wanted: Wanted, taken: bytes = b"") -> bytes:
    """All bytes of a source, or ReadError if they are more than any allowed report has."""
    times = PAGE_TO_TEXT if kind in PAGES else BYTES_A_CHARACTER
    limit = line_limit(wanted.max_size) * 100 if kind in OBJECTS else times * wanted.max_size + 8
    parts = io.BytesIO()
    parts.write(taken)
    while parts.tell() <= limit and (chunk := stream.read(1 << 20)):
        parts.write(chunk)
    if parts.tell() > limit:
        raise ReadError(too_long(f"more than {limit:,} bytes", wanted.max_size))
    return parts.getvalue()


def _reports_of_bytes(raw: bytes, ref: str, kind: str, wanted: Wanted) -> Iterator[Report]:
    if not raw.strip():
        raise EmptyText("it is empty. Give a report with words in it.")
    if kind in PAGES:
        yield _page(raw, ref, wanted)
        return
    text, guessed = decode(raw)
    if kind in OBJECTS:
        yield from _objects(text, ref, wanted)
    elif is_page(text):
        yield _page(raw, ref, wanted)
    else:
        if guessed:
            wanted.on_problem(Problem(ref, guess_note(guessed), "note"))
        yield report_of_text(
            text,
            ref=ref,
            published=wanted.published,
            max_size=wanted.max_size,
            on_problem=wanted.on_problem,
        )


def _page(raw: bytes, ref: str, wanted: Wanted) -> Report:
    return report_of_page(
        raw,
        ref=ref,
        published=wanted.published,
        max_size=wanted.max_size,
        on_problem=wanted.on_problem,
    )


def _objects(text: str, ref: str, wanted: Wanted) -> Iterator[Report]:
    """The report of one JSON object, or the reports of a list of them."""
    given = read_json(text)
    single = not isinstance(given, list)
    if not single and not given:
        raise EmptyText("the list is empty. Give objects with `text`.")
    for number, each in enumerate([given] if single else given):
        place = ref if single else f"{ref}[{number}]"
        try:
            yield report_of_object(
                each,
                place=place,
                published=wanted.published,
                max_size=wanted.max_size,
                on_problem=wanted.on_problem,
            )
        except ReadError as error:
            wanted.on_problem(Problem(place, str(error)))

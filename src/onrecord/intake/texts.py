"""What is one report, or a list of them: text, a page, JSON, JSON Lines."""

import io
from collections.abc import Iterator
from typing import Any

from onrecord.errors import EmptyText, ReadError
from onrecord.intake.decode import decode, guess_note
from onrecord.intake.hints import known_of
from onrecord.intake.item import Taken
from onrecord.intake.json_lines import (
    line_limit,
    numbered_lines,
    parsed_line,
    read_json,
    report_of_object,
    state_of,
)
from onrecord.intake.page import PAGE_TO_TEXT, drawn_from_page, is_page
from onrecord.intake.piece import Piece, Wanted, is_had, print_of, taken
from onrecord.intake.problem import Problem, problem_of, too_long
from onrecord.intake.report import assemble
from onrecord.intake.stream import Stream

BYTES_A_CHARACTER = 4  # at most, in UTF-8 and UTF-16
JSON_REPORTS = 100  # a JSON file may be so many times as long as its longest report


def read_all(stream: Stream, limit: int, wanted: Wanted) -> bytes:
    """All bytes of a stream, or ReadError if they are more than `limit`."""
    parts = io.BytesIO()
    while parts.tell() <= limit and (chunk := stream.read(1 << 20)):
        parts.write(chunk)
    if parts.tell() > limit:
        raise too_long(f"more than {limit:,} bytes", wanted.max_size)
    return parts.getvalue()


def whole_piece(piece: Piece, wanted: Wanted, times: int = BYTES_A_CHARACTER) -> bytes:
    """The bytes of a piece that is one report. Raises EmptyText if there are none."""
    raw = read_all(piece.stream, times * wanted.max_size + 8, wanted)
    if not raw.strip():
        raise EmptyText("it is empty. Give a report with words in it.")
    return raw


def read_text(piece: Piece, wanted: Wanted) -> Iterator[Taken | None]:
    """One report: a text, or a page where the text begins as one."""
    raw = whole_piece(piece, wanted)
    text, guessed = decode(raw, charset=piece.hints.charset)
    if is_page(text):
        yield page_taken(raw, piece, wanted)
        return
    if guessed:
        wanted.on_problem(Problem(piece.ref, guess_note(guessed), "note"))
    yield text_taken(text, piece, wanted)


def text_taken(text: str, piece: Piece, wanted: Wanted) -> Taken | None:
    """A text that is at hand, with what the piece's hints say of it."""
    report = assemble(
        text,
        ref=piece.ref,
        known=known_of(
            piece.hints,
            text,
            published=wanted.published,
            ref=piece.ref,
            on_problem=wanted.on_problem,
        ),
        max_size=wanted.max_size,
        on_problem=wanted.on_problem,
    )
    return taken(report, piece, wanted, dates=piece.hints.dates)


def read_page(piece: Piece, wanted: Wanted) -> Iterator[Taken | None]:
    """One report: the main text of a page."""
    yield page_taken(whole_piece(piece, wanted, PAGE_TO_TEXT), piece, wanted)


def page_taken(raw: bytes | str, piece: Piece, wanted: Wanted) -> Taken | None:
    """The report of a page that is at hand."""
    drawn = drawn_from_page(
        raw,
        ref=piece.ref,
        hints=piece.hints,
        published=wanted.published,
        max_size=wanted.max_size,
        on_problem=wanted.on_problem,
    )
    return taken(drawn.report, piece, wanted, dates=drawn.dates)


def read_lines(piece: Piece, wanted: Wanted) -> Iterator[Taken | None]:
    """JSON Lines: one report a line; a bad line is a problem and costs only itself."""
    limit = line_limit(wanted.max_size)
    for line in numbered_lines(piece.stream, limit):
        place = f"{piece.ref}:{line.number}"
        try:
            if line.raw is None:
                raise too_long(f"a line of over {limit:,} bytes", wanted.max_size)
            if not line.raw.strip(b"\xef\xbb\xbf \t\r\n"):
                continue
            fingerprint = print_of(line.raw)
            if not is_had(place, fingerprint, wanted):
                given = parsed_line(line, place, wanted.on_problem)
                yield _object_taken(given, place, fingerprint, piece, wanted)
        except ReadError as error:
            wanted.on_problem(problem_of(place, error))


def read_objects(piece: Piece, wanted: Wanted) -> Iterator[Taken | None]:
    """JSON: the report of one object, or the reports of a list of them."""
    raw = read_all(piece.stream, line_limit(wanted.max_size) * JSON_REPORTS, wanted)
    if not raw.strip():
        raise EmptyText("it is empty. Give a report with words in it.")
    given = read_json(decode(raw).text)
    single = not isinstance(given, list)
    if not single and not given:
        raise EmptyText("the list is empty. Give objects with `text`.")
    for number, each in enumerate([given] if single else given):
        place = piece.ref if single else f"{piece.ref}[{number}]"
        try:
            yield _object_taken(each, place, None, piece, wanted)
        except ReadError as error:
            wanted.on_problem(problem_of(place, error))


def _object_taken(
    given: Any, place: str, fingerprint: str | None, piece: Piece, wanted: Wanted
) -> Taken | None:
    report = report_of_object(
        given,
        place=place,
        published=wanted.published,
        max_size=wanted.max_size,
        on_problem=wanted.on_problem,
    )
    state = state_of(given)
    return taken(report, piece, wanted, ref=place, fingerprint=fingerprint, fetched=state)

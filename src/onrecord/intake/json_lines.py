"""JSON Lines, and single JSON objects, become reports, one at a time."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

from onrecord.errors import NotText, ReadError
from onrecord.intake.dates import iso_date, utc_of
from onrecord.intake.decode import decode, guess_note, whole
from onrecord.intake.problem import MAX_SIZE, OnProblem, Problem
from onrecord.intake.report import Known, assemble
from onrecord.intake.stream import Stream
from onrecord.model import Report

BYTES_A_CHARACTER = 6  # at most: \uXXXX
STATES = ("fetched", "published")
OTHER_KEYS = 1 << 20  # bytes of a line for all but the text


class NumberedLine(NamedTuple):
    """A line of a stream; `raw` is None if it is over the limit; `ended` if a line end follows."""

    number: int
    raw: bytes | None
    ended: bool


def line_limit(max_size: int) -> int:
    """How many bytes a line may have whose text has `max_size` characters."""
    return max_size * BYTES_A_CHARACTER + OTHER_KEYS


def numbered_lines(stream: Stream, limit: int) -> Iterator[NumberedLine]:
    """The lines of a stream, never more than `limit` bytes of one in memory."""
    for number in count(1):
        raw = stream.readline(limit + 1)
        if not raw:
            return
        if raw.endswith(b"\n") or len(raw) <= limit:
            yield NumberedLine(number, raw, raw.endswith(b"\n"))
        else:
            yield NumberedLine(number, None, _skip_line(stream))


def _skip_line(stream: Stream) -> bool:
    while chunk := stream.readline(1 << 20):
        if chunk.endswith(b"\n"):
            return True
    return False


def is_object_with_text(raw: bytes) -> bool:
    """True for one JSON object with `text`, and for a line that was meant to be one."""
    bare = raw.removeprefix(b"\xef\xbb\xbf").strip()
    if not bare.startswith(b"{") or b'"text"' not in bare:
        return False
    try:
        given = read_json(bare.decode("utf-8", "replace"))
    except ReadError:
        return bare.count(b"\n") == 0  # a JSON line with a mistake in it, which is then told
    return isinstance(given, dict) and "text" in given


def parsed_line(line: NumberedLine, place: str, on_problem: OnProblem) -> Any:
    """The value on a line; says so if the line is likely to be half written."""
    try:
        text, guessed = decode(line.raw or b"")
        if guessed:
            on_problem(Problem(place, guess_note(guessed), "note"))
        return read_json(text)
    except NotText as error:
        raise NotText(f"the line is no JSON: {error}") from error
    except ReadError as error:
        if line.ended:
            raise
        raise ReadError(
            f"the last line is cut short: {error} The lines before it were read; "
            "if the file is still being written, read it again later."
        ) from error


def read_json(text: str) -> Any:
    """The value of a JSON text. Raises ReadError."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"this is no JSON ({error.msg} at character {error.pos + 1:,}). "
            "Give one object a line, with `text`."
        ) from error
    except (RecursionError, ValueError) as error:
        raise ReadError("this JSON is nested too deeply or has too long a number.") from error


def report_of_object(
    given: Any,
    *,
    place: str,
    published: str | None = None,
    max_size: int = MAX_SIZE,
    on_problem: OnProblem,
) -> Report:
    """The report of one JSON object. `place` names it where it has no `id`. Raises ReadError."""
    if not isinstance(given, dict):
        raise ReadError(
            f"{_kind(given)} where an object was expected. "
            'Give {"id": …, "text": …} and, if known, published, title, outlet, url, byline.',
            reason="not-a-report",
        )
    if "text" not in given:
        keys = ", ".join(map(repr, list(given)[:8])) or "none"
        raise ReadError(
            f"the object has no `text`; its keys: {keys}. Name the key with the text `text`.",
            reason="not-a-report",
        )
    if not isinstance(given["text"], str):
        raise ReadError(
            f"`text` is {_kind(given['text'])}. Give it as a string.", reason="not-a-report"
        )
    ref = _ref(given.get("id"), place)
    known = _known(given, place, published, on_problem)
    return assemble(given["text"], ref=ref, known=known, max_size=max_size, on_problem=on_problem)


def state_of(given: dict[str, Any]) -> str | None:
    """When the report was as it is given, in UTC: `fetched`, or `published` with time and zone."""
    moments = (utc_of(v) for key in STATES if isinstance(v := given.get(key), str) and len(v) < 100)
    return next(filter(None, moments), None)


def _ref(given: Any, place: str) -> str:
    usable = isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip()
    return str(given) if usable else place


def _known(
    given: dict[str, Any], place: str, published: str | None, on_problem: OnProblem
) -> Known:
    own = _date(given.get("published"), place, on_problem)
    return Known(
        title=_string(given, "title", place, on_problem),
        outlet=_string(given, "outlet", place, on_problem),
        url=_string(given, "url", place, on_problem),
        byline=_names(given.get("byline"), place, on_problem),
        language=_language(_string(given, "language", place, on_problem)),
        published=own or published,
        basis="given" if own or published else "unknown",
    )


def _date(value: Any, place: str, on_problem: OnProblem) -> str | None:
    if value is None or value == "":
        return None
    iso = iso_date(value) if isinstance(value, str) and len(value) < 100 else None
    if iso is None:
        shown = json.dumps(value)[:40]
        message = (
            f"`published` is {shown}, which is no date. Give it as YYYY-MM-DD; it was left out."
        )
        on_problem(Problem(place, message, "note"))
    return iso


def _string(given: dict[str, Any], key: str, place: str, on_problem: OnProblem) -> str | None:
    value = given.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        message = f"`{key}` is {_kind(value)}, not a string; it was left out."
        on_problem(Problem(place, message, "note"))
        return None
    return whole(value)[0].strip() or None


def _names(value: Any, place: str, on_problem: OnProblem) -> tuple[str, ...]:
    if value is None:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message = "`byline` is neither a string nor a list of strings; it was left out."
        on_problem(Problem(place, message, "note"))
        return ()
    return tuple(whole(name)[0].strip() for name in names if name.strip())


def _language(given: str | None) -> str | None:
    """The two letters of "en", "EN" or "en-GB"; None for anything else."""
    code = (given or "").replace("_", "-").partition("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")

"""Reports with their attributions marked by hand, from JSON Lines."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from onrecord.errors import ReadError, UsageError

FORM = '{"doc_id": "…", "text": "…", "relations": [{"source": …, "cue": …, "content": …}]}'
SPANS = "a list of [start, end), characters of the text, such as [[0, 14]]"

Spans = tuple[tuple[int, int], ...]


class GoldRelation(Struct, frozen=True):
    """An attribution as a reader marked it; `source` is None or empty where nobody is named."""

    cue: Spans
    content: Spans
    source: Spans | None = None


class GoldReport(Struct, frozen=True):
    """A report and all of its attributions."""

    doc_id: str
    text: str
    relations: tuple[GoldRelation, ...]


def read_gold(paths: Iterable[Path]) -> list[GoldReport]:
    """The reports of files, and of the `.jsonl` files of folders, by their ids.

    Raises ReadError that names file, line and what is allowed; UsageError if there is nothing.
    """
    reports: dict[str, GoldReport] = {}
    for path in _files(paths):
        for place, report in _reports(path):
            if report.doc_id in reports:
                raise ReadError(f"{place}: doc_id {report.doc_id!r} stands twice. Remove one.")
            reports[report.doc_id] = report
    if not reports:
        raise UsageError(f"no gold was found. Give JSON Lines, one report a line: {FORM}")
    return [reports[ident] for ident in sorted(reports)]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.jsonl"))
            if not found:
                raise ReadError(f"{path}: holds no .jsonl file. Give gold as JSON Lines.")
            yield from found
        else:
            yield path


def _reports(path: Path) -> Iterator[tuple[str, GoldReport]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: is not UTF-8 ({error.reason}). Save it as UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path}:{number}", _report(f"{path}:{number}", line)


def _report(place: str, line: str) -> GoldReport:
    try:
        report = msgspec.json.decode(line, type=GoldReport)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ReadError(f"{place}: {error}. A line reads {FORM}; spans are {SPANS}.") from error
    for number, relation in enumerate(report.relations):
        for role, spans in _roles(relation):
            _refuse(f"{place}: relations[{number}].{role}", spans, len(report.text))
    return report


def _roles(relation: GoldRelation) -> Iterator[tuple[str, Spans]]:
    yield "cue", relation.cue
    yield "content", relation.content
    if relation.source:
        yield "source", relation.source


def _refuse(place: str, spans: Spans, length: int) -> None:
    if not spans:
        raise ReadError(f"{place}: is empty. It must be {SPANS}.")
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise ReadError(
                f"{place}: [{start}, {end}] is no span of a text of {length} characters. "
                f"It must be {SPANS}."
            )

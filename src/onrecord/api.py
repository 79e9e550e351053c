"""The Python way in: one call reads one report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord import stages
from onrecord.errors import ReadError, UsageError
from onrecord.intake import open_reports, report_of_file, report_of_text
from onrecord.intake.problem import OnProblem, Problem
from onrecord.knowledge.own import using_actors
from onrecord.model import Reason, Record, Report

LONGEST_PATH = 1024  # characters; a longer string is a text


def read(
    source: str | Path | Report,
    *,
    published: str | None = None,
    actors: Path | None = None,
    **known: Any,
) -> Record:
    """The record of one report.

    `source` is a path, a text (any string that is no path of a file), or a Report. `published` is
    the ISO date that relative times count from; it wins over a date that the report prints.
    `actors` is a table of your own actors (TSV); `known` may give `title`, `outlet`, `url`,
    `byline` and `language` of a text. Raises ReadError if there is nothing that can be read,
    KnowledgeError for a table that is wrong.

        >>> record = onrecord.read("Rebels left the valley on Friday, two officers said.",
        ...                        published="2024-10-27")
        >>> record.attributions[0].cue.lemma
        'say'
    """
    with using_actors(actors):
        return _read(_report(source, published, known)).record


def read_all(
    sources: Sequence[str | Path],
    *,
    published: str | None = None,
    on_problem: OnProblem | None = None,
) -> Iterator[Record]:
    """The records of files, folders and JSON Lines, in their order, read as they are asked for.

    A source that cannot be read is told to `on_problem` (by default a ReadError is raised).
    """
    reports = open_reports(sources, published=published, on_problem=on_problem or _complain)
    return (found.record for found in stages.records(reports))


def explain(
    source: str | Path | Report, fact: str | None = None, *, published: str | None = None
) -> Mapping[str, Reason]:
    """Why the facts of a report stand: the derivation of each, or of one, by its id ("S1").

    Raises UsageError for an id that the record does not have.
    """
    reasons = _read(_report(source, published, {})).reasons
    if fact is None:
        return reasons
    if fact not in reasons:
        raise UsageError(f"the record has no {fact}. It has: {', '.join(reasons) or 'no facts'}")
    return {fact: reasons[fact]}


def records(reports: Iterable[Report]) -> Iterator[Record]:
    """The records of reports that are at hand, in their order."""
    return (found.record for found in stages.records(reports))


def _read(report: Report) -> stages.Read:
    return next(stages.records([report]))


def _report(source: str | Path | Report, published: str | None, known: dict[str, Any]) -> Report:
    if isinstance(source, Report):
        return source
    if isinstance(source, Path) or _is_file(source):
        try:
            return report_of_file(source, published=published)
        except ReadError as error:
            raise type(error)(f"{source}: {error}") from error
    return report_of_text(source, published=published, **known)


def _is_file(source: str) -> bool:
    """True for a string that names a file; a text is no path."""
    if len(source) > LONGEST_PATH or "\n" in source or "\0" in source:
        return False
    try:
        return Path(source).is_file()
    except OSError:  # longer than a name may be
        return False


def _complain(problem: Problem) -> None:
    if problem.kind == "error":
        raise ReadError(f"{problem.ref}: {problem.message}")

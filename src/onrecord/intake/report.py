"""One text becomes one report."""

import hashlib

from msgspec import Struct

from onrecord.errors import EmptyText, ReadError
from onrecord.intake.dates import iso_date
from onrecord.intake.decode import whole
from onrecord.intake.imprint import Imprint, imprint_of
from onrecord.intake.language import language_name, language_of
from onrecord.intake.problem import MAX_SIZE, OnProblem, Problem, ignore, too_long
from onrecord.model import Report
from onrecord.model.text import PageSpan, PublishedBasis


class Known(Struct, frozen=True, kw_only=True):
    """What is known of a report apart from its text; it wins over what the text prints.

    `basis` says where `published` comes from.
    """

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    basis: PublishedBasis = "unknown"


def report_of_text(
    text: str,
    *,
    ref: str = "text",
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    byline: tuple[str, ...] = (),
    language: str | None = None,
    max_size: int = MAX_SIZE,
    on_problem: OnProblem = ignore,
) -> Report:
    """The report of a text that is at hand; the text is kept to the character.

    `published` is an ISO date or what `iso_date` reads; it wins over a date that the text prints.
    Raises EmptyText for an empty text, ReadError for one over `max_size` characters or for a
    `published` that is no date.
    """
    known = Known(
        title=title,
        outlet=outlet,
        url=url,
        byline=byline,
        language=language,
        published=given_date(published),
        basis="given" if published else "unknown",
    )
    return assemble(text, ref=ref, known=known, max_size=max_size, on_problem=on_problem)


def given_date(published: str | None) -> str | None:
    """The ISO form of a date that a caller gives. Raises ReadError if it is none."""
    if not published:
        return None
    iso = iso_date(published)
    if iso is None:
        raise ReadError(
            f"{published!r} is no date that can be read. Give it as YYYY-MM-DD, such as 2024-10-27."
        )
    return iso


def assemble(
    text: str,
    *,
    ref: str,
    known: Known,
    max_size: int = MAX_SIZE,
    page: tuple[PageSpan, ...] | None = None,
    on_problem: OnProblem = ignore,
) -> Report:
    """The report of a text and of what is known of it; the rest is read from the text."""
    if len(text) > max_size:
        raise too_long(f"{len(text):,} characters", max_size)
    if not text.strip():
        raise EmptyText("there is no text, only white space. Give a report with words in it.")
    text, halves = whole(text)
    if halves:
        on_problem(Problem(ref, _HALVES.format(halves), "note"))
    printed = imprint_of(text)
    published, basis = _published(known, printed, ref, on_problem)
    language = known.language or language_of(text)
    if language and language != "en":
        on_problem(Problem(ref, _foreign(language), "note"))
    return Report(
        id=text_id(text),
        ref=whole(ref)[0],
        url=known.url,
        title=known.title or printed.title,
        outlet=known.outlet or printed.outlet,
        byline=known.byline or printed.byline,
        language=language,
        published=published,
        published_basis=basis,
        dateline=printed.dateline,
        page=page,
        text=text,
    )


_HALVES = (
    "the text holds {} unpaired surrogate(s), which are no characters; each stands as U+FFFD. "
    "Mend the program that wrote it."
)


def text_id(text: str) -> str:
    """`sha256:` and the hash of a text in UTF-8: the same text has the same id everywhere."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _published(
    known: Known, printed: Imprint, ref: str, on_problem: OnProblem
) -> tuple[str | None, PublishedBasis]:
    if known.published:
        return known.published, known.basis
    if printed.published:
        if printed.date_basis == "updated":
            on_problem(Problem(ref, _UPDATED.format(printed.published), "note"))
        return printed.published, "text"
    if printed.date_basis == "ambiguous":
        on_problem(Problem(ref, _AMBIGUOUS, "note"))
    return None, "unknown"


_UPDATED = "only the day of the last update is printed ({}); it stands as the day of publication."
_AMBIGUOUS = (
    "the printed date can be read two ways or is no day of the calendar; it was not taken. "
    "Give the day with --published."
)


def _foreign(language: str) -> str:
    return (
        f"the report is in {language_name(language)} ({language}); "
        "onrecord reads English: expect little."
    )

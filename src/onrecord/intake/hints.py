"""What is known of a report from outside: a feed, a mail's head, an archive, the user."""

from msgspec import Struct

from onrecord.intake.addresses import without_tracking
from onrecord.intake.dates import PageDate, by_trust
from onrecord.intake.item import Validators
from onrecord.intake.language import language_of
from onrecord.intake.problem import OnProblem, Problem
from onrecord.intake.report import Known


class Hints(Struct, frozen=True, kw_only=True):
    """What was said of a report elsewhere, and where it was fetched; its own page comes first."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    language: str | None = None
    dates: tuple[PageDate, ...] = ()
    charset: str | None = None
    address: str | None = None
    fetched: str | None = None
    validators: Validators | None = None


def known_of(
    hints: Hints, text: str, *, published: str | None, ref: str, on_problem: OnProblem
) -> Known:
    """The hints as what is known of a plain text; `published` is the user's word."""
    found = None if published else chosen_day(hints.dates, ref, on_problem)
    return Known(
        title=hints.title,
        outlet=hints.outlet,
        byline=hints.byline,
        url=without_tracking(hints.address) if hints.address else None,
        language=language_of(text) or hints.language,
        published=published or found,
        basis="given" if published else "metadata" if found else "unknown",
    )


def chosen_day(dates: tuple[PageDate, ...], ref: str, on_problem: OnProblem) -> str | None:
    """The most trusted day of publication; says so where days differ, or where it is a guess."""
    dates = by_trust(dates)
    first = [date for date in dates if not date.updated]
    if not first:
        if dates:
            message = _ONLY_UPDATED.format(dates[0].day, dates[0].key)
            on_problem(Problem(ref, message, "note"))
        return None
    if len({date.day for date in first}) > 1:
        listed = "; ".join(f"{date.day} ({date.method}, {date.key})" for date in first)
        on_problem(Problem(ref, f"the page's dates differ: {listed}. The first was taken.", "note"))
    elif all(date.guessed for date in first):
        message = _GUESSED.format(first[0].day, " and ".join(_PLACES[d.method] for d in first))
        on_problem(Problem(ref, message, "note"))
    return first[0].day


_PLACES = {"time": "a <time> element", "address": "the address"}
_GUESSED = (
    "the day of publication ({}) is a guess: it stands only in {}. Give it with --published to be "
    "sure."
)
_ONLY_UPDATED = (
    "the page gives only the day of its last update ({}, {}); it was not taken. "
    "Give the day with --published."
)

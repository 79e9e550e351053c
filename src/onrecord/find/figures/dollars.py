"""What a bare "$" is: the dollar of the outlet's country, else that of the United States."""

from functools import cache
from typing import NamedTuple

from onrecord.knowledge.figures import dollars
from onrecord.knowledge.world import outlets
from onrecord.model import Report, Span

AMERICAN = "USD"
_MARKS = ("US", "U.S.", "American", "USD", "us$", "u.s.")


class Dollar(NamedTuple):
    """The currency of a bare "$" in a report, and the note on it, if there is a doubt."""

    code: str
    note: str | None


def dollar_of(report: Report) -> Dollar:
    """The currency of a bare "$".

    In an Australian paper "$40" is AUD, unless the paper itself prints "A$". Where a report of no
    such outlet prints "US$" as well, its bare "$" may be another: it stays USD, with a note.
    """
    home = dollars().get(_countries().get((report.outlet or "").lower().removeprefix("the "), ""))
    if home and home.sign not in report.text:
        return Dollar(home.code, f'"$" is taken for {home.code}, by the country of the outlet')
    if home is None and "US$" in report.text:
        return Dollar(AMERICAN, 'the report prints "US$" and "$": the latter may be another dollar')
    return Dollar(AMERICAN, None)


def is_bare(report: Report, span: Span) -> bool:
    """True if the words of an amount in dollars do not say whose: "$40", "40 dollars"."""
    words = report.text[span.start : span.end]
    return not any(mark in words for mark in _MARKS)


@cache
def _countries() -> dict[str, str]:
    """Countries of outlets by their names in small letters."""
    return {
        name.lower(): outlet.country
        for outlet in outlets()
        if outlet.country
        for name in (outlet.name, *outlet.names)
    }

"""How sure the value of an expression is: one line of a table for each kind of reading."""

from functools import cache

from onrecord.find.timexes.context import PUBLISHED
from onrecord.find.timexes.forms import Form
from onrecord.find.timexes.resolve import Resolved
from onrecord.knowledge.times import time_confidences

COMPARED = ("year-before", "latest", "earlier")


def confidence_of(form: Form | None, found: Resolved) -> float:
    """The share of such values that are right, as the table puts it (see docs/time.md)."""
    return _table()[kind_of(form, found)]


def kind_of(form: Form | None, found: Resolved) -> str:
    """The line of the table that an expression falls under."""
    meaning = found.meaning
    if meaning.type in ("DURATION", "SET"):
        return meaning.type.lower()
    if meaning.value.endswith("_REF"):
        return "reference"
    if meaning.start is None:
        return "open"
    if form is None:
        return "whole"
    if form.how in COMPARED:
        return "compared"
    if found.anchor != PUBLISHED:
        return "spoken-of"
    if found.tense is not None:
        return "by-tense" if found.tense.direction != "open" else "no-tense"
    return "ambiguous" if form.how == "figures" else "counted"


@cache
def _table() -> dict[str, float]:
    return {row.kind: row.confidence for row in time_confidences()}

"""The words of a report's imprint: what stands before a date or a name above and below the text."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_rows

Means = Literal[
    "published",  # the date after it is the day of publication
    "updated",  # the date after it is the day of the last change
    "byline",  # the names after it wrote the report
    "post",  # what a writer is, behind the name: no name itself
    "desk",  # signs in the place of a person: whole, or as the last word
    "rights",  # begins a notice of rights
    "picture",  # the name after it made a picture
    "banner",  # stands where a dateline or a headline could, and is none
]


class Label(Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase (lower case) of the imprint and what it means."""

    phrase: str
    means: Means


@cache
def labels(means: Means) -> tuple[str, ...]:
    """The phrases with one meaning, the longest first."""
    found = (row.phrase for row in load_rows("imprint.tsv", Label) if row.means == means)
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))

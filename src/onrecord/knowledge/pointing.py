"""Words by which a report sets one statement beside another: "in contrast to", "a shift from"."""

import re
from functools import cache

from msgspec import Struct

from onrecord.knowledge.loader import load_rows
from onrecord.model.words import Relation


class Pointing(Struct, frozen=True, forbid_unknown_fields=True):
    """Words, and how what stands before them stands to what is behind."""

    words: str
    relation: Relation


@cache
def pointing() -> dict[str, Relation]:
    """The relation of each of the words."""
    return {row.words: row.relation for row in load_rows("pointing.tsv", Pointing)}


@cache
def pattern() -> re.Pattern[str]:
    """Finds the words, the longest first."""
    words = sorted(pointing(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)

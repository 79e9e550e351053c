"""Bodies that stand apart from the government of their state."""

import re
from functools import cache

from msgspec import Struct

from onrecord.knowledge.loader import load_rows


class Apart(Struct, frozen=True, forbid_unknown_fields=True):
    """A word by which a body is its own: a court, a parliament, a hospital."""

    word: str


@cache
def _words() -> re.Pattern[str]:
    words = "|".join(re.escape(row.word) for row in load_rows("bodies_apart.tsv", Apart))
    return re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE)


def is_apart(name: str) -> bool:
    """True for the name of a body that is no part of the government.

    >>> is_apart("Supreme Court"), is_apart("Interior Ministry")
    (True, False)
    """
    return bool(_words().search(name))

"""Verbs by which somebody gives a number: "the port authority counted 4,200"."""

from functools import cache

from msgspec import Struct

from onrecord.knowledge.families import root_of
from onrecord.knowledge.loader import load_rows


class CountingVerb(Struct, frozen=True, forbid_unknown_fields=True):
    """The lemma of such a verb."""

    verb: str


@cache
def _roots() -> frozenset[str]:
    return frozenset(root_of(row.verb) for row in load_rows("counting_verbs.tsv", CountingVerb))


def gives_number(word: str) -> bool:
    """True for a form of a verb by which somebody gives a number.

    >>> gives_number("counted"), gives_number("ran")
    (True, False)
    """
    return root_of(word) in _roots()

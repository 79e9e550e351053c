"""Stems of words, and how common each is in news: what makes two texts alike is rare words.

Stems are those of the Snowball stemmer for English (Porter 2), so that "fires" and "firing" agree.
How common: in how many of the reports of PolNeAR's train part a stem stands (docs/cards/words.md).
"""

from functools import cache, lru_cache
from math import log

import snowballstemmer
from msgspec import Struct

from onrecord.knowledge.loader import load_rows

REPORTS = 840  # that the counts were made on
RARE = 2.0  # in so many reports a stem is taken to stand that the counts do not have


class Count(Struct, frozen=True, forbid_unknown_fields=True):
    """A stem and in how many reports it stood."""

    stem: str
    reports: int


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word: of "shootings", "shoot"."""
    return str(_stemmer().stemWord(word.casefold().replace("’", "'")))


@cache
def counts() -> dict[str, int]:
    """In how many reports each stem stood."""
    return {row.stem: row.reports for row in load_rows("word_counts.tsv", Count)}


@lru_cache(maxsize=100_000)
def rarity(stem: str) -> float:
    """How much a stem tells: 0 for one that stands everywhere, 1 for one that is hardly met
    (the inverse document frequency of Spärck Jones 1972, over its highest value)."""
    return log(REPORTS / counts().get(stem, RARE)) / log(REPORTS / RARE)

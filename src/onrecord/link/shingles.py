"""Runs of words by which texts are compared: three words in a row, as numbers (Broder 1997)."""

import hashlib
from collections.abc import Collection, Sequence

RUN = 3  # words in a shingle


def number(content: str) -> int:
    """56 bits that are the same on every machine, and fit a column of SQLite."""
    return int.from_bytes(hashlib.blake2b(content.encode(), digest_size=7).digest(), "big")


def shingles(words: Sequence[str]) -> list[int]:
    """The shingles of a text in order; that of words fewer than three is all of them."""
    if not words:
        return []
    last = max(1, len(words) - RUN + 1)
    return [number(" ".join(words[at : at + RUN])) for at in range(last)]


def covered(runs: Sequence[int], other: Collection[int], size: int) -> list[bool]:
    """Which of `size` words stand in a shingle that another text has too."""
    shared = [False] * size
    for at, run in enumerate(runs):
        if run in other:
            shared[at : at + RUN] = [True] * len(shared[at : at + RUN])
    return shared

"""What a reader of reports has to say about its sources: what was left out, what was guessed."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

MAX_SIZE = 5_000_000  # characters of one report's text

SECTION_BYTES = 1 << 16  # how much of a source is looked at to tell what it is


class Problem(Struct, frozen=True):
    """Something a user should know about a source.

    `ref` names the source as the user did, with the line where there is one. An "error" is a
    report that was not read; a "note" is one that was, with something guessed or doubtful.
    """

    ref: str
    message: str
    kind: Literal["error", "note"] = "error"


OnProblem = Callable[[Problem], None]


def ignore(problem: Problem) -> None:
    """Hear a problem and do nothing: the default where a caller asks for one report only."""


def too_long(size: str, max_size: int) -> str:
    """The message for a report over the limit; `size` says how long it is, with its unit."""
    return (
        f"the report has {size}, and {max_size:,} characters is the limit. "
        f"Raise it with max_size (--max-size), or split the report."
    )

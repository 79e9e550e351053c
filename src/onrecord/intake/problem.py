"""What a reader of reports has to say about its sources: what was left out, what was guessed."""

from collections.abc import Callable
from typing import Literal, cast

from msgspec import Struct

from onrecord.errors import EmptyText, NotText, ReadError

MAX_SIZE = 5_000_000  # characters of one report's text

SkipReason = Literal[
    "not-a-report",  # a picture, a page without main text, JSON without `text`
    "empty",  # nothing, or white space alone
    "too-large",  # over a limit, which the sentence names
    "unreadable",  # damaged, cut short, encrypted, or not ours to read
    "missing",  # no such file, or nothing that a pattern matches
    "robots",  # the site's robots.txt forbids it
    "http-status",  # the server answered with an error
    "timeout",  # the server did not answer in time
    "unreachable",  # no such server, no connection, no valid certificate
    "address-refused",  # not http(s), or a private network that nobody allowed
    "wrong-language",  # in none of the languages asked for
    "duplicate-in-source",  # the same address a second time in one feed or sitemap
    "unchanged",  # read before, and the same since
]
GOOD_CAUSE = frozenset({"robots", "wrong-language", "duplicate-in-source", "unchanged"})


class Problem(Struct, frozen=True):
    """Something a user should know about a source.

    `ref` names the source as the user did, with the line where there is one. An "error" is a
    report that was not read; a "note" is one that was, with something guessed or doubtful, or one
    that was left out for a good cause. `reason` says why something was left out; it is None for a
    note on a report that was read.
    """

    ref: str
    message: str
    kind: Literal["error", "note"] = "error"
    reason: SkipReason | None = None


OnProblem = Callable[[Problem], None]


def ignore(problem: Problem) -> None:
    """Hear a problem and do nothing: the default where a caller asks for one report only."""


def problem_of(ref: str, error: ReadError, *, below: bool = False, asked: bool = False) -> Problem:
    """What an error left out.

    What is no text `below` a folder or in an archive (a picture among the files) is a note only.
    What the user `asked` for by its own address is an error, if robots.txt forbids it.
    """
    picture = below and isinstance(error, NotText) and not isinstance(error, EmptyText)
    reason = cast(SkipReason, error.reason)
    good = reason in GOOD_CAUSE and not (asked and reason == "robots")
    return Problem(ref, str(error), "note" if picture or good else "error", reason)


def too_long(size: str, max_size: int) -> ReadError:
    """The error for a report over the limit; `size` says how long it is, with its unit."""
    return ReadError(
        f"the report has {size}, and {max_size:,} characters is the limit. "
        f"Raise it with max_size (--max-size), or split the report.",
        reason="too-large",
    )

"""What a source yields: a report with its provenance, a problem, or the word that it is done."""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from onrecord.intake.dates import PageDate
from onrecord.intake.problem import Problem
from onrecord.model import Report


class Validators(Struct, frozen=True):
    """What a server gave with a page so that one can ask later whether it changed."""

    etag: str | None = None
    modified: str | None = None


class Taken(Struct, frozen=True, kw_only=True):
    """A report that was taken in, and where it was.

    `ref` is stable: the same source names the same report the same way in every run (`path`,
    `path#member`, `path:line`, an address). `key` is the same for all versions of one report: the
    normal form of its address (see `canonical`), else its file and the id it brings, else `ref`.
    `fingerprint` changes if the report may have changed; `has(ref, fingerprint)` is asked with
    these two before a report is read.
    `address` is where it was fetched or archived from, `fetched` when (ISO 8601, UTC);
    `validators` are for `Memory.put`, once the report is kept. `dates` are all days that the
    report, its page or its feed names, the most trusted first; `notes` say what was guessed.
    """

    report: Report
    ref: str
    source: str
    key: str
    fingerprint: str | None = None
    address: str | None = None
    fetched: str | None = None
    validators: Validators | None = None
    dates: tuple[PageDate, ...] = ()
    notes: tuple[Problem, ...] = ()


class Done(Struct, frozen=True, kw_only=True):
    """A file, an archive or a feed was read to its end; all its reports were yielded before.

    Who keeps `ref` and `fingerprint` (and `validators`, for a feed) need not open it again while
    it is the same. A source that broke off is never done.
    """

    ref: str
    fingerprint: str | None = None
    validators: Validators | None = None


Item = Taken | Problem | Done
Has = Callable[[str, str], bool]


def has_nothing(ref: str, fingerprint: str) -> bool:
    """Nothing was read before: the default."""
    return False


class Memory(Protocol):
    """Validators of addresses, kept from run to run by whoever keeps the reports.

    The client only asks. `put` is for the keeper, after the report is kept: a run that stops in
    between then fetches the page again, instead of hearing that it has not changed.
    """

    def get(self, address: str) -> Validators | None:
        """What the server gave with this address the last time, or None."""

    def put(self, address: str, validators: Validators) -> None:
        """Keep what the server gave."""


class Remembered:
    """A memory that lasts as long as the process: the default."""

    def __init__(self) -> None:
        self._kept: dict[str, Validators] = {}

    def get(self, address: str) -> Validators | None:
        return self._kept.get(address)

    def put(self, address: str, validators: Validators) -> None:
        self._kept[address] = validators

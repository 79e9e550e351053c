"""A run of `onrecord add`: what the ledger knows is left out, the rest is read and written."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

import msgspec
from msgspec import Struct

from onrecord.adding.crew import Crew, GivenUp, batches
from onrecord.adding.linking import Tell as LinkTell
from onrecord.adding.linking import link_pending
from onrecord.adding.settings import settings_of
from onrecord.intake import Done, Item, Problem, Taken, Validators
from onrecord.intake.addresses import is_address
from onrecord.knowledge.own import using_actors
from onrecord.ledger.store import Store
from onrecord.ledger.writing import Added, Run, Writer
from onrecord.model import Record, Report

FEW = 8  # reports that are read in this process, because beginning workers would take longer


class Progress(Struct, frozen=True):
    """What became of one report, told when it is on the disk."""

    ref: str
    added: Added
    characters: int


class Summary(Struct):
    """What a run did: reports by outcome, what was left out by reason, characters read."""

    new: int = 0
    updated: int = 0
    reread: int = 0
    known: int = 0
    forgotten: int = 0
    characters: int = 0
    left_out: dict[str, int] = {}

    def count(self, progress: Progress) -> None:
        """Count one report."""
        name = progress.added.outcome
        setattr(self, name, getattr(self, name) + 1)
        self.characters += progress.characters


Tell = Callable[[Progress | Problem], None]


class Adding:
    """One run over a ledger: `clock` gives the time in UTC, `tell` hears of each report when it is
    on the disk, and of each problem."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], str],
        *,
        actors: Path | None = None,
        jobs: int | None = None,
        command: str = "add",
        tell: Tell = lambda _: None,
        links: bool = True,
        tell_links: LinkTell = lambda done, all: None,
    ) -> None:
        self.links = links
        self.tell_links = tell_links
        self.writer = Writer(store, clock)
        self.actors = actors
        self.jobs = jobs or processors()
        self.tell = tell
        self.summary = Summary()
        self.run: Run = self.writer.begin(command, version("onrecord"), settings_of(actors))
        self._coming: deque[Taken | Done] = deque()  # given out, and not yet on the disk

    def has(self, ref: str, fingerprint: str) -> bool:
        """True if this source was taken in before, in this state and by the same onrecord."""
        return self.writer.has(ref, fingerprint, self.run)

    def add(self, items: Iterable[Item]) -> Summary:
        """Read what the ledger does not know yet, and write it, batch by batch, in order.

        What was told to `tell` is on the disk. Interrupted at any point, the same call goes on
        where it was.
        """
        reports = self._unknown(items)
        first = list(islice(reports, FEW))
        reports = chain(first, reports)
        if self.jobs > 1 and len(first) == FEW:
            with Crew(self.jobs, actors=self.actors) as crew:
                self._write(crew.read_batches(reports))
        else:
            with using_actors(self.actors):
                self._write(read_here(reports))
        self._finish(0)
        self.link()
        return self.summary

    def link(self) -> int:
        """Put what came into its stories; returns how many reports. It need not be done at once."""
        return link_pending(self.writer.store, self.tell_links) if self.links else 0

    def end(self) -> Summary:
        """Write down that the run came to its end, and what it did."""
        self.writer.end(self.run, msgspec.to_builtins(self.summary))
        return self.summary

    def _unknown(self, items: Iterable[Item]) -> Iterator[Report]:
        """The reports that have to be read, each noted as coming when it is given out."""
        for item in items:
            if isinstance(item, Problem):
                self._left_out(item)
            elif isinstance(item, Done):
                self._coming.append(item)
            elif known := self.writer.known(item.report, self.run, key=_key(item), place=item.key):
                self._tell_notes(item)
                self._remember([item])
                self._told(Progress(item.ref, known, 0))
            else:
                self._tell_notes(item)
                self._coming.append(item)
                yield item.report

    def _write(self, found: Iterable[Sequence[Record | GivenUp]]) -> None:
        for batch in found:
            taken = self._finish(len(batch))
            read = [
                (item, record)
                for item, record in zip(taken, batch, strict=True)
                if isinstance(record, Record)
            ]
            added = self.writer.add(
                [record for _, record in read],
                self.run,
                keys=[_key(item) for item, _ in read],
                places=[item.key for item, _ in read],
                seen=[item.fetched for item, _ in read],
            )
            self._remember([item for item, _ in read])
            for (item, record), outcome in zip(read, added, strict=True):
                self._told(Progress(item.ref, outcome, len(record.report.text)))
            for item, lost in zip(taken, batch, strict=True):
                if isinstance(lost, GivenUp):
                    self._left_out(Problem(item.ref, lost.why, "error", "unreadable"))

    def _finish(self, reports: int) -> list[Taken]:
        """The next reports of those that are coming. A source that ended before them is noted as
        done, for all that it held is on the disk; one that ends among them waits."""
        taken: list[Taken] = []
        ended: list[Done] = []
        while self._coming and (len(taken) < reports or not reports):
            item = self._coming.popleft()
            if isinstance(item, Taken):
                taken.append(item)
            elif taken:
                ended.append(item)
            else:
                self._remember([item])
        self._coming.extendleft(reversed(ended))
        return taken

    def _remember(self, items: Sequence[Taken | Done]) -> None:
        self.writer.remember(
            [
                (item.ref, item.fingerprint, _validators(item.validators))
                for item in items
                if item.fingerprint or item.validators
            ],
            self.run,
        )

    def _left_out(self, problem: Problem) -> None:
        if problem.reason is not None:
            counts = self.summary.left_out
            counts[problem.reason] = counts.get(problem.reason, 0) + 1
        self.tell(problem)

    def _tell_notes(self, item: Taken) -> None:
        for note in item.notes:
            self.tell(note)

    def _told(self, progress: Progress) -> None:
        self.summary.count(progress)
        self.tell(progress)


def read_here(reports: Iterable[Report]) -> Iterator[Sequence[Record]]:
    """The records of reports, batch by batch, read in this process."""
    from onrecord.stages import records

    for batch in batches(reports):
        yield [found.record for found in records(batch)]


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _key(item: Taken) -> str | None:
    """What a report with an address is known by; a page that names another as its own is not it."""
    return item.key if is_address(item.key) else None


def _validators(validators: Validators | None) -> str | None:
    return msgspec.json.encode(validators).decode() if validators else None


class Validations:
    """The validators of addresses that a ledger remembers: `intake.Memory` over its table."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def get(self, address: str) -> Validators | None:
        """What the server gave with this address the last time, or None."""
        kept = self.writer.validators(address)
        return msgspec.json.decode(kept, type=Validators) if kept else None

    def put(self, address: str, validators: Validators) -> None:
        """Nothing: the ledger remembers them with the report, when it is on the disk."""

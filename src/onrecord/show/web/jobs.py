"""Reports that are being read into the ledger while pages are served: one job after the other."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Literal

from msgspec import Struct

from onrecord.adding import Adding, Progress
from onrecord.errors import OnrecordError
from onrecord.intake import Item, Problem
from onrecord.ledger.linking import pending_count
from onrecord.ledger.store import Clock
from onrecord.show.adding import written

log = logging.getLogger("onrecord.web")
KEPT = 200  # jobs that are remembered
BACKLOG = 200  # reports that wait to be linked; where there are more, onrecord link does it
MOST_TOLD = 100  # problems that one job tells of
State = Literal["waiting", "reading", "done", "failed"]
Items = Callable[[Adding], Iterable[Item]]


class Added(Struct, frozen=True):
    """A report that reached the disk: what became of it, its public id, and what it was called."""

    outcome: str
    report: str
    ref: str


class Job(Struct):
    """One wish to add something, and how far it is."""

    number: int
    label: str
    state: State = "waiting"
    added: list[Added] = []
    told: list[str] = []
    error: str = ""

    def tell(self, told: Progress | Problem) -> None:
        """Hear of a report on the disk, or of a problem."""
        if isinstance(told, Progress):
            self.added.append(Added(told.added.outcome, told.added.report, told.ref))
        elif len(self.told) < MOST_TOLD:
            self.told.append(f"{told.ref}: {told.message}")

    @property
    def ended(self) -> bool:
        """True where nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """The jobs of a server; a single thread reads, with a connection of its own for writing."""

    def __init__(self, ledger: Path, clock: Clock) -> None:
        self.ledger = ledger
        self.clock = clock
        self._jobs: dict[int, Job] = {}
        self._last = 0
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="onrecord-adding")

    def start(self, label: str, items: Items) -> Job:
        """Begin a job, or put it behind those that wait."""
        with self._lock:
            self._last += 1
            job = self._jobs[self._last] = Job(self._last, label)
            for old in list(self._jobs)[:-KEPT]:
                del self._jobs[old]
        self._thread.submit(self._run, job, items)
        return job

    def job(self, number: int) -> Job | None:
        """A job by its number, or None where it is forgotten."""
        return self._jobs.get(number)

    def close(self) -> None:
        """End: what waits is dropped, what is being read is finished."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, items: Items) -> None:
        job.state = "reading"
        try:
            with written(self.ledger) as store:
                links = pending_count(store) <= BACKLOG
                adding = Adding(
                    store, self.clock, jobs=1, command="serve", tell=job.tell, links=links
                )
                adding.add(items(adding))
                adding.end()
        except OnrecordError as error:
            job.error, job.state = str(error), "failed"
        except Exception as error:  # a job must end, or its page waits for ever
            log.exception("adding %s", job.label)
            job.error, job.state = f"unexpected: {error}", "failed"
        else:
            job.state = "done"

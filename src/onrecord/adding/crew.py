"""Workers that read reports: processes of our own, begun anew where one dies.

The standard library's pools end with the first worker that dies, and a single text that crashes a
native library would then end a day's work. Here a batch whose worker died is read again report by
report, and a report that takes two workers with it is given up and told.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType

import msgspec
from msgspec import Struct

from onrecord.errors import OnrecordError
from onrecord.model import Record, Report

CHARACTERS = 100_000  # of one batch
REPORTS = 32  # of one batch
AHEAD = 2  # batches that wait for each worker
TRIES = 2  # workers that one report may take with it


class GivenUp(Struct, frozen=True):
    """A report that could not be read, because its worker died over it twice."""

    report: Report
    why: str


class _Answer(Struct, array_like=True):
    """What a worker sends back."""

    records: list[Record]
    error: str | None = None


_REPORTS = msgspec.msgpack.Decoder(list[Report])
_ANSWER = msgspec.msgpack.Decoder(_Answer)


class _Job(Struct):
    """A batch on its way: its place in the order, what it holds, how often it was tried."""

    place: tuple[int, int]
    reports: list[Report]
    tries: int = 0


class _Worker:
    def __init__(self, actors: Path | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.job: _Job | None = None
        self.process = context.Process(target=_serve, args=(other, actors), daemon=True)
        self.process.start()
        other.close()

    def give(self, job: _Job) -> None:
        self.job = job
        self.pipe.send_bytes(msgspec.msgpack.encode(job.reports))

    def stop(self) -> None:
        self.pipe.close()
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Crew:
    """Workers, at most `size`; `actors` is the user's own table of actors, or None.

    with Crew(2) as crew:
        for found in crew.read(reports): ...
    """

    def __init__(self, size: int, *, actors: Path | None = None) -> None:
        self.size = size
        self.actors = actors
        self.workers: list[_Worker] = []

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self.workers:
            worker.stop()
        self.workers.clear()

    def read(self, reports: Iterable[Report]) -> Iterator[Record | GivenUp]:
        """The records of reports, in their order; a few batches are under way at any time."""
        return (found for batch in self.read_batches(reports) for found in batch)

    def read_batches(self, reports: Iterable[Report]) -> Iterator[Sequence[Record | GivenUp]]:
        """The same, a batch at a time: what was read together and may be written together."""
        coming = enumerate(batches(reports))
        waiting: deque[_Job] = deque()
        done: dict[tuple[int, int], Sequence[Record | GivenUp]] = {}
        order: deque[tuple[int, int]] = deque()
        more = True
        while more or order:
            while more and len(order) < self.size * (AHEAD + 1):
                found = next(coming, None)
                if found is None:
                    more = False
                    break
                job = _Job((found[0], 0), found[1])
                waiting.append(job)
                order.append(job.place)
                self._give(waiting)
            if order and order[0] not in done:
                self._gather(waiting, done, order)
            while order and order[0] in done:
                yield done.pop(order.popleft())

    def _give(self, waiting: deque[_Job]) -> None:
        """A batch to each worker that has none; workers are begun as they are needed."""
        idle = (worker for worker in self.workers if worker.job is None)
        while waiting:
            worker = next(idle, None)
            if worker is None:
                if len(self.workers) >= self.size:
                    return
                worker = _Worker(self.actors)
                self.workers.append(worker)
            job = waiting.popleft()
            try:
                worker.give(job)
            except OSError:  # it died before it could be given anything
                worker.job = None
                self._replace(worker)
                waiting.appendleft(job)
                idle = (worker for worker in self.workers if worker.job is None)

    def _gather(
        self,
        waiting: deque[_Job],
        done: dict[tuple[int, int], Sequence[Record | GivenUp]],
        order: deque[tuple[int, int]],
    ) -> None:
        """Wait for a worker; take what it read, or take its death."""
        busy = {worker.pipe: worker for worker in self.workers if worker.job is not None}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            job = worker.job
            assert job is not None
            worker.job = None
            try:
                done[job.place] = _result(worker.pipe)
            except (EOFError, OSError):
                code = self._replace(worker)
                self._again(job, code, waiting, done, order)
        self._give(waiting)

    def _again(
        self,
        job: _Job,
        code: int | None,
        waiting: deque[_Job],
        done: dict[tuple[int, int], Sequence[Record | GivenUp]],
        order: deque[tuple[int, int]],
    ) -> None:
        """Read a batch again after a death: report by report; one alone until it is given up."""
        if len(job.reports) == 1:
            if job.tries + 1 < TRIES:
                waiting.appendleft(_Job(job.place, job.reports, job.tries + 1))
                return
            why = f"the program that read it died {TRIES} times (exit code {code})"
            done[job.place] = [GivenUp(job.reports[0], why)]
            return
        alone = [_Job((job.place[0], n), [report]) for n, report in enumerate(job.reports, 1)]
        at = order.index(job.place)
        order.remove(job.place)
        for n, one in enumerate(alone):
            order.insert(at + n, one.place)
        waiting.extendleft(reversed(alone))

    def _replace(self, worker: _Worker) -> int | None:
        worker.stop()
        self.workers.remove(worker)
        return worker.process.exitcode


def batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports in batches of about one size."""
    batch: list[Report] = []
    size = 0
    for report in reports:
        batch.append(report)
        size += len(report.text)
        if size >= CHARACTERS or len(batch) >= REPORTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _result(pipe: Connection) -> list[Record | GivenUp]:
    """What a worker answers. Raises OnrecordError where its knowledge or parser is wrong."""
    answer = _ANSWER.decode(pipe.recv_bytes())
    if answer.error is not None:
        raise OnrecordError(answer.error)
    return list(answer.records)


def _serve(pipe: Connection, actors: Path | None) -> None:
    """What a worker does: read batches until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides when to stop
    from onrecord.knowledge.own import use_actors
    from onrecord.stages import records

    use_actors(actors)
    while True:
        try:
            batch = _REPORTS.decode(pipe.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            answer = _Answer([found.record for found in records(batch)])
        except OnrecordError as error:  # wrong tables or weights: no batch will fare better
            answer = _Answer([], str(error))
        pipe.send_bytes(msgspec.msgpack.encode(answer))

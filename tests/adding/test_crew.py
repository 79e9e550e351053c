"""Workers: the order of reports, and what becomes of a report whose worker dies."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

import onrecord
from onrecord.adding.crew import CHARACTERS, REPORTS, TRIES, Crew, GivenUp, batches
from onrecord.intake import report_of_text
from onrecord.model import Record, Report


def report(number: int, words: str = "") -> Report:
    text = f"Rebels left village number {number} on Friday, two officers said. {words}"
    return report_of_text(text, published="2024-10-27", ref=str(number))


class Killer(threading.Thread):
    """Kills each worker that holds a report with a word in it, until it has killed enough."""

    def __init__(self, crew: Crew, word: str, most: int) -> None:
        super().__init__(daemon=True)
        self.crew, self.word, self.most = crew, word, most
        self.killed: set[int] = set()
        self.over = threading.Event()

    def run(self) -> None:
        while len(self.killed) < self.most and not self.over.wait(0.001):
            for worker in list(self.crew.workers):
                job, process = worker.job, worker.process
                if not job or not process.pid or process.pid in self.killed:
                    continue
                if any(self.word in one.text for one in job.reports):
                    self.killed.add(process.pid)
                    os.kill(process.pid, signal.SIGKILL)


@pytest.fixture
def crew() -> Iterator[Crew]:
    with Crew(2) as crew:
        yield crew


def test_batches_are_of_one_size() -> None:
    reports = [report(n) for n in range(REPORTS * 2 + 1)]
    assert [len(batch) for batch in batches(reports)] == [REPORTS, REPORTS, 1]
    long = [report(n, "word " * (CHARACTERS // 5)) for n in range(3)]
    assert [len(batch) for batch in batches(long)] == [1, 1, 1]
    assert list(batches([])) == []


def test_workers_give_what_one_process_gives_in_the_same_order(crew: Crew) -> None:
    reports = [report(n) for n in range(REPORTS * 3)]
    assert list(crew.read(reports)) == list(onrecord.records(reports))


def test_a_worker_that_dies_costs_nothing(crew: Crew) -> None:
    reports = [report(n, "Poison." if n == 40 else "") for n in range(70)]
    killer = Killer(crew, "Poison", most=1)
    killer.start()
    found = list(crew.read(reports))
    killer.join()
    assert len(killer.killed) == 1
    assert [one.report.ref for one in found] == [one.ref for one in reports]
    assert all(isinstance(one, Record) for one in found)


def test_a_report_that_takes_its_workers_with_it_is_given_up_alone(crew: Crew) -> None:
    reports = [report(n, "Poison." if n == 40 else "") for n in range(70)]
    killer = Killer(crew, "Poison", most=1 + TRIES)
    killer.start()
    found = list(crew.read(reports))
    killer.join()
    lost = [one for one in found if isinstance(one, GivenUp)]
    assert [one.report.ref for one in found] == [one.ref for one in reports]
    assert [one.report.ref for one in lost] == ["40"]
    assert "exit code -9" in lost[0].why


def test_no_worker_is_left_behind() -> None:
    with Crew(2) as crew:
        list(crew.read([report(n) for n in range(REPORTS * 2)]))
        processes = [worker.process for worker in crew.workers]
        assert processes and all(process.is_alive() for process in processes)
    assert not any(process.is_alive() for process in processes)

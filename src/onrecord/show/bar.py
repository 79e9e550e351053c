"""A bar on standard error: done, reports a second, time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[], None]


def unseen() -> None:
    """A step of the progress that nobody watches."""


@contextmanager
def progress_bar(word: str, total: int | None) -> Iterator[Advance]:
    """What moves the bar one on. `total` is None where nobody knows how many there are."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn(word), BarColumn(), MofNCompleteColumn(), rate, TimeLeft())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(word, total=total, rate="")

        def advance() -> None:
            progress.advance(task)
            speed = progress.tasks[task].speed
            progress.update(task, rate=f"{speed:,.1f} reports a second" if speed else "")

        yield advance

"""Feeds that are looked at again and again, until somebody stops it."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from onrecord.adding import Adding, Progress
from onrecord.intake import Client, Problem
from onrecord.intake.watch import Feed, Schedule, Standing, feeds_of
from onrecord.ledger.writing import Writer
from onrecord.show.adding import (
    Telling,
    Wish,
    adding_as,
    client_of,
    items_of,
    utc,
    written,
)
from onrecord.show.cli import ALL_READ, SOME_NOT_READ

SLICE = 1.0  # seconds of sleep between two looks at whether to stop


class Stopped(Exception):
    """Somebody asked the watch to end."""


class Watch:
    """A watch over feeds: a poll reads what is new and writes down when the feed is due again."""

    def __init__(self, schedule: Schedule, adding: Adding, client: Client, wish: Wish) -> None:
        self.schedule = schedule
        self.adding = adding
        self.client = client
        self.wish = wish
        self.failed = False

    def poll(self, feed: Feed) -> None:
        """Read what a feed has that is new."""
        telling = Telling(lines=self.wish.lines, quiet=self.wish.quiet)
        before = msgspec.structs.replace(self.adding.summary)
        broken: list[Problem] = []

        def tell(told: Progress | Problem) -> None:
            if isinstance(told, Problem) and told.ref == feed.address:
                broken.extend([told] * (told.reason not in (None, "unchanged")))
            telling(told)

        self.adding.tell = tell
        wish = msgspec.structs.replace(
            self.wish, kind=feed.kind, outlet=feed.outlet, languages=feed.languages
        )
        self.adding.add(items_of([feed.address], wish, self.client, self.adding))
        standing = self.schedule.heard(feed, worked=not broken)
        remember(self.adding.writer, feed, standing, self.adding)
        self.failed = self.failed or bool(broken)
        if not self.wish.quiet:
            self._say(feed, standing, before.new, before.updated, broken)

    def _say(
        self, feed: Feed, standing: Standing, new: int, updated: int, broken: list[Problem]
    ) -> None:
        summary = self.adding.summary
        told = f"{summary.new - new} new, {summary.updated - updated} updated"
        if broken:
            told = f"failed ({broken[0].message})"
        print(f"onrecord: {utc()} {feed.name}: {told}; next at {_hour(standing)}", file=sys.stderr)


def _hour(standing: Standing) -> str:
    return datetime.fromtimestamp(standing.due, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def watch_feeds(file: Path, ledger: Path, wish: Wish, *, once: bool) -> int:
    """Watch the feeds of a file until stopped, or look once at those that are due; returns the
    exit code."""
    feeds = feeds_of(file)
    with written(ledger) as store:
        one_job = msgspec.structs.replace(wish, jobs=1)
        adding = adding_as(store, one_job, "watch", lambda _: None)
        kept = {feed.name: found for feed in feeds if (found := recalled(adding.writer, feed))}
        schedule = Schedule(feeds, clock=time.time, sleep=sleeping(SLICE), standings=kept)
        with client_of(adding, wish) as client:
            watch = Watch(schedule, adding, client, wish)
            try:
                with stoppable():
                    for feed in due(schedule, once=once):
                        watch.poll(feed)
            except Stopped:
                print("onrecord: stopped", file=sys.stderr)
        adding.end()
    return SOME_NOT_READ if once and watch.failed else ALL_READ


def due(schedule: Schedule, *, once: bool) -> Iterator[Feed]:
    """The feeds that are due: now, or for ever."""
    if once:
        found = schedule.due()
        if not found:
            first = min(schedule.standings.items(), key=lambda item: item[1].due)
            print(f"onrecord: nothing is due; {first[0]} at {_hour(first[1])}", file=sys.stderr)
        yield from found
        return
    while True:
        yield from schedule.wait()


def recalled(writer: Writer, feed: Feed) -> Standing | None:
    """When a feed is due, as an earlier watch wrote it down."""
    mark = writer.mark(f"watch:{feed.address}")
    return msgspec.json.decode(mark, type=Standing) if mark else None


def remember(writer: Writer, feed: Feed, standing: Standing, adding: Adding) -> None:
    """Write down when a feed is due again."""
    mark = msgspec.json.encode(standing).decode()
    writer.remember([(f"watch:{feed.address}", mark, None)], adding.run)


def sleeping(slice: float) -> Callable[[float], None]:
    """Sleep in slices, so that a signal that came just before is heeded."""

    def sleep(seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(left, slice))

    return sleep


@contextmanager
def stoppable() -> Iterator[None]:
    """An interrupt or a request to end stops the watch between two steps, not amid a write."""

    def stop(number: int, frame: object) -> None:
        raise Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

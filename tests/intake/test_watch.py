"""The file of feeds and the schedule: what is refused, and when a feed is due."""

from pathlib import Path

import msgspec
import pytest

from onrecord.errors import UsageError
from onrecord.intake.watch import (
    Feed,
    Schedule,
    Standing,
    after,
    feeds_of,
)

GOOD = """
[defaults]
every = "30m"
languages = ["en"]

[[feed]]
name = "gazette"
address = "https://gazette.example/feed"
every = "15m"
outlet = "The Ellery Gazette"

[[feed]]
name = "courier"
address = "https://courier.example/sitemap.xml"
most = "2d"
kind = "sitemap"
languages = "fr"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_feeds(tmp_path: Path) -> None:
    assert feeds_of(written(tmp_path, GOOD)) == (
        Feed(
            name="gazette",
            address="https://gazette.example/feed",
            every=900.0,
            outlet="The Ellery Gazette",
            languages=("en",),
        ),
        Feed(
            name="courier",
            address="https://courier.example/sitemap.xml",
            every=1800.0,
            most=172_800.0,
            languages=("fr",),
            kind="sitemap",
        ),
    )


ONE = '[[feed]]\nname = "a"\naddress = "https://a.example/f"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no feed"),
        ("feed = 1", "names no feed"),
        ("feed = [1]", "no table"),
        ("[[feed]\n", "no TOML"),
        (ONE + "evry = '5m'", "'evry', which is no key. Keys: name, address, every"),
        ("[other]\n" + ONE, "'other', which is no key"),
        ("[defaults]\nname = 'x'\n" + ONE, "[defaults] has 'name'"),
        ("defaults = 3\n" + ONE, "no table"),
        ('[[feed]]\nname = "a"', "feed 1 has no address"),
        ('[[feed]]\naddress = "https://a.example"', "feed 1 has no name"),
        ('[[feed]]\nname = "a"\naddress = "gazette"', "no http or https"),
        (ONE + "every = '15 minutes'", "such as"),
        (ONE + "every = 15", "such as"),
        (ONE + "every = '5s'", "too often"),
        (ONE + "outlet = 7", "outlet is no string"),
        (ONE + "languages = ['English']", "no list of codes"),
        (ONE + "kind = 'rss'", "The kinds: text, page"),
        (ONE + ONE, "feed 2 has the name 'a' a second time"),
        (ONE + ONE.replace('"a"', '"b"'), "feed 2 has the address"),
    ],
)
def test_what_is_wrong_is_refused_with_what_is_allowed(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        feeds_of(written(tmp_path, text))
    assert said in str(caught.value)
    assert "feeds.toml" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        feeds_of(tmp_path / "none.toml")


A = Feed(name="a", address="https://a.example/f", every=600.0, most=4000.0)
B = Feed(name="b", address="https://b.example/f", every=900.0)


def test_a_failure_doubles_the_pause_up_to_the_most() -> None:
    standing = Standing(0.0)
    pauses = []
    for _ in range(5):
        standing = after(A, standing, 100.0, worked=False)
        pauses.append(standing.due - 100.0)
    assert pauses == [1200.0, 2400.0, 4000.0, 4000.0, 4000.0]
    assert after(A, standing, 100.0, worked=True) == Standing(700.0, 0)
    never_over = after(A, Standing(0.0, 10_000), 0.0, worked=False)
    assert never_over.due == 4000.0


class Time:
    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_feeds_come_when_they_are_due() -> None:
    time = Time()
    schedule = Schedule([A, B], clock=time.clock, sleep=time.sleep)
    polled = []
    for _ in range(5):
        for feed in schedule.wait():
            polled.append((feed.name, time.now))
            schedule.heard(feed, worked=True)
    assert polled == [
        ("a", 1000.0), ("b", 1000.0), ("a", 1600.0), ("b", 1900.0), ("a", 2200.0), ("a", 2800.0),
        ("b", 2800.0),
    ]  # fmt: skip
    assert time.slept == [600.0, 300.0, 300.0, 600.0]


def test_the_feed_that_waits_longest_comes_first_and_nothing_is_due_twice() -> None:
    time = Time()
    kept = {"a": Standing(900.0), "b": Standing(500.0), "gone": Standing(1.0)}
    schedule = Schedule([A, B], clock=time.clock, sleep=time.sleep, standings=kept)
    assert [feed.name for feed in schedule.due()] == ["b", "a"]
    schedule.heard(B, worked=False)
    assert [feed.name for feed in schedule.due()] == ["a"]
    assert schedule.standings["b"] == Standing(2800.0, 1)
    kept_in_json = msgspec.json.encode(schedule.standings)
    assert msgspec.json.decode(kept_in_json, type=dict[str, Standing]) == schedule.standings


def test_a_clock_that_was_set_back_does_not_stop_the_watch() -> None:
    time = Time()
    schedule = Schedule([A], clock=time.clock, sleep=time.sleep, standings={"a": Standing(1500.0)})
    time.now = 400.0
    assert [feed.name for feed in schedule.wait()] == ["a"]
    assert time.slept == [1100.0]

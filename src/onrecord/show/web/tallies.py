"""Counts by some keys over what a question finds, and never over more than can be counted while
somebody waits."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from onrecord.ledger.asking import asked
from onrecord.ledger.store import Store

MOST = 15_000  # events that one picture counts, unless all are asked for
ALL = 1_000_000_000
ONE = "d.n = 0"  # the first pair of an event, where events are counted and not pairs


class Scope(Struct, frozen=True):
    """What a question finds, as SQL; `since` is the day from which on it is counted, where there is
    more than MOST. `paired` where the rows of one event can be several."""

    keys: tuple[str, ...]
    matching: str
    values: tuple[Any, ...]
    since: str | None
    paired: bool


class Tally(Struct, frozen=True):
    """How many events have the same keys, and the sum of their Goldstein scores."""

    keys: tuple[Any, ...]
    count: int
    goldstein: float
    scored: int

    @property
    def mean(self) -> float | None:
        """The mean Goldstein score, where any has one."""
        return mean(self.goldstein, self.scored)


def mean(total: float, number: int) -> float | None:
    """A mean to two digits, or None of nothing."""
    return round(total / number, 2) if number else None


def scope(
    store: Store,
    table: Literal["events", "attributions"],
    given: Mapping[str, str],
    *,
    pairs: bool = False,
    most: int = MOST,
) -> Scope:
    """What filters find; with `pairs`, every pair of actor and recipient of an event. Of more than
    `most` rows those of the latest days. Raises UsageError for a filter or value that is none."""
    question = asked(store, table, dict(given))
    where = question.where.replace(ONE, "1") if pairs else question.where
    matching = f" FROM {question.source} WHERE {where}"
    values = question.values
    held = store.value(f"SELECT count(*) FROM (SELECT 1{matching} LIMIT ?)", (*values, most + 1))
    since = None
    if held > most:
        since = store.value(
            f"SELECT d.day{matching} ORDER BY d.day DESC LIMIT 1 OFFSET ?", (*values, most)
        )
        matching, values = f"{matching} AND d.day >= ?", (*values, since)
    own = tuple(f"d.{key}" for key in question.list.keys)
    return Scope(own, matching, values, since, pairs or question.sided)


def tallies(store: Store, over: Scope, *keys: str, also: str = "1") -> Iterator[Tally]:
    """Events counted by keys, which are SQL over d; each event once for the same keys. `also` is a
    further condition."""
    named = [f"{key} AS k{number}" for number, key in enumerate(keys)]
    groups = ", ".join(f"k{number}" for number in range(len(keys)))
    distinct = "DISTINCT " if over.paired else ""
    own = ", ".join(over.keys)
    inner = f"SELECT {distinct}{', '.join(named)}, {own}, d.goldstein{over.matching} AND {also}"
    sql = (  # materialized: else SQLite reads a whole index in the order of the groups
        f"WITH found AS MATERIALIZED ({inner}) SELECT {groups}, count(*), total(goldstein),"
        f" count(goldstein) FROM found GROUP BY {groups}"
    )
    for *values, count, total, scored in store.run(sql, over.values):
        yield Tally(tuple(values), count, total, scored)

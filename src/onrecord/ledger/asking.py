"""Asking a ledger: what stands, narrowed by filters, sorted, counted and grouped."""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.ledger.asking_actor_list import actor_rows
from onrecord.ledger.asking_conditions import Table, mistaken
from onrecord.ledger.asking_filters import conditions, filters_of
from onrecord.ledger.asking_groups import grouped_sql
from onrecord.ledger.asking_rows import Rows
from onrecord.ledger.asking_tables import LISTS, UNTYPED, List
from onrecord.ledger.store import Store

SIDED = ("actor", "acting", "recipient", "country", "sector")  # where the pairs of an event differ

BOUNDS = ("since", "until")
SCANNED = "+d."  # before a column: no index is used (see asking_conditions)


class Question(Struct, frozen=True):
    """A list, and the conditions on it as SQL."""

    table: Table
    list: List
    where: str
    values: tuple[Any, ...]
    sided: bool
    source: str


def asked(store: Store, table: Table, given: dict[str, Any], *, untyped: bool = False) -> Question:
    """The question that filters make."""
    spec = LISTS[table]
    found = conditions(store, table, given)
    sided = any(given.get(name) is not None for name in SIDED)
    texts = [*spec.always, *(text for text, _ in found)]
    if table == "events" and not sided:
        texts.append("d.n = 0")
    values = tuple(value for _, own in found for value in own)
    source = UNTYPED if untyped and table == "events" else spec.source
    return Question(
        table, spec, " AND ".join(texts) or "1", values, sided and table == "events", source
    )


def rows(
    store: Store,
    table: Table,
    *,
    by: Sequence[str] = (),
    sort: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    untyped: bool = False,
    **given: Any,
) -> Rows:
    """What stands, or with `by` how much of it in each group. Raises UsageError for a filter, a
    value, a key to group or sort by that is none."""
    if (limit is not None and limit < 0) or offset < 0:
        raise UsageError("limit and offset count from 0.")
    page = (-1 if limit is None else limit, offset)
    if table == "actors":
        return actor_rows(store, conditions(store, table, given), by, sort, page)
    question = asked(store, table, given, untyped=untyped)
    if by:
        sql, columns, total = grouped_sql(question, by, sort)
        own = question.values
        return Rows(store, f"{sql} LIMIT ? OFFSET ?", (*own, *page), columns, total, own)
    spec = question.list
    column, down = _order(spec, sort)
    keys = ", ".join(f"d.{key}" for key in spec.keys)
    order = ", ".join(f"{name}{down}" for name in (column, *(f"d.{key}" for key in spec.keys)))
    distinct = "DISTINCT " if question.sided else ""
    inner = f"SELECT {distinct}{keys} FROM {question.source} WHERE {question.where}"
    paged = f"{inner.replace(keys, f'{keys}, {column}', 1)} ORDER BY {order} LIMIT ? OFFSET ?"
    if not question.sided:
        paged = f"{inner} ORDER BY {order} LIMIT ? OFFSET ?"
    values = question.values
    total = f"SELECT count(*) FROM ({inner})"
    if walked := _walked(store, question, given, column, down) if limit is not None else None:
        paged, own = walked
        return Rows(
            store, spec.shown.format(keys=paged), (*own, *page), spec.columns, total, values
        )
    sql = spec.shown.format(keys=paged)
    return Rows(store, sql, (*values, *page), spec.columns, total, values)


def _walked(
    store: Store, question: Question, given: dict[str, Any], column: str, down: str
) -> tuple[str, tuple[Any, ...]] | None:
    """The same page of events, found by walking through the days until it is full: for countries
    that so many events name that each is soon met (SCANNED). None where that does not help."""
    asked_for = {name for name, value in given.items() if value is not None}
    often = question.sided and SCANNED in question.where and column == "d.day"
    if not often or not asked_for <= {"actor", "country", *BOUNDS}:
        return None
    days = conditions(store, "events", {name: given.get(name) for name in BOUNDS})
    bounds = "".join(f" AND {text}" for text, _ in days).replace("d.", "w.")
    sql = (
        f"SELECT w.reading, w.event FROM deeds AS w WHERE w.n = 0{bounds} AND EXISTS"
        " (SELECT 1 FROM deeds AS d WHERE d.reading = w.reading AND d.event = w.event"
        f" AND {question.where})"
        f" ORDER BY w.day{down}, w.reading{down}, w.event{down} LIMIT ? OFFSET ?"
    )
    return sql, (*(value for _, own in days for value in own), *question.values)


def _order(spec: List, sort: str | None) -> tuple[str, str]:
    """The column to sort by, and which way: -key is downwards."""
    given = sort or spec.default
    name = given.lstrip("-")
    if name not in spec.orders:
        raise mistaken("key to sort by", name, spec.orders)
    return spec.orders[name], " DESC" if given.startswith("-") else ""


class Timeline:
    """Events and statements of a story in the order of their days."""

    columns = ("day", "what", "who", "does", "whom", "status", "words", "report", "id")

    def __init__(
        self, store: Store, *, limit: int | None = None, offset: int = 0, sort: str = "day",
        **given: Any,
    ) -> None:  # fmt: skip
        if sort not in ("day", "-day"):
            raise mistaken("key to sort by", sort, ("day", "-day"))
        most = None if limit is None else limit + offset
        known = {name: set(filters_of(name)) for name in ("events", "attributions")}
        for name, value in given.items():
            if value is not None and name not in known["events"] | known["attributions"]:
                raise mistaken("filter", name, sorted(known["events"] | known["attributions"]))
        narrow = {name for name, value in given.items() if value is not None}
        self.parts = {
            table: rows(store, table, sort=sort, limit=most, **given)
            for table in ("events", "attributions")
            if narrow <= known[table]
        }  # a filter that only one of them has leaves the other out
        self.limit, self.offset, self.down = limit, offset, sort == "-day"

    def __iter__(self) -> Iterator[dict[str, Any]]:
        lines = [map(LINES[table], part) for table, part in self.parts.items()]
        merged = merge(*lines, key=lambda row: row["day"] or "", reverse=self.down)
        end = None if self.limit is None else self.offset + self.limit
        return islice(merged, self.offset, end)

    def count(self) -> int:
        """How many there are, whatever the limit."""
        return sum(part.count() for part in self.parts.values())


def _event_line(row: dict[str, Any]) -> dict[str, Any]:
    does = "/".join(filter(None, (row["type"], row["mode"])))
    return _line(row, "event", row["actors"], does, row["recipients"], row["status"], row["clause"])


def _statement_line(row: dict[str, Any]) -> dict[str, Any]:
    return _line(row, "statement", row["source"], row["act"], None, row["status"], row["content"])


def _line(
    row: dict[str, Any], what: str, who: str, does: str, whom: str | None, status: str, words: str
) -> dict[str, Any]:
    own = (row["day"], what, who, does, whom, status, words, row["report"], row["id"])
    return dict(zip(Timeline.columns, own, strict=True))


LINES = {"events": _event_line, "attributions": _statement_line}

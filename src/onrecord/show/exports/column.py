"""A column of the tables of csv and parquet, and those that several tables have."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

from onrecord.model import Timex
from onrecord.show.exports.standing import Told

Type = Literal["string", "integer", "number", "boolean", "array"]  # an array holds strings
Value = str | int | float | bool | list[str] | None


class Column(Struct, frozen=True):
    """A column; `value` is given the report and the fact."""

    name: str
    type: Type
    holds: str
    value: Callable[[Told, Any], Value]


class Table(Struct, frozen=True):
    """A table: what a row is, and where the rows of a report come from."""

    name: str
    row: str
    facts: Callable[[Told], Iterator[Any]]
    columns: tuple[Column, ...]

    def rows(self, told: Told) -> Iterator[list[Value]]:
        """The rows that a report gives."""
        for fact in self.facts(told):
            yield [column.value(told, fact) for column in self.columns]


def as_json(value: object) -> str | None:
    return msgspec.json.encode(value).decode() if value else None


def _day(told: Told, timex: Timex | None, bound: str) -> str | None:
    return getattr(timex, bound) if timex else None


def name_of(told: Told, id: str | None) -> str | None:
    actor = told.actor(id)
    return actor.name if actor else None


def each(told: Told, ids: tuple[str, ...], key: str) -> list[str]:
    """One key of several actors, in their order; empty where one has it not."""
    return [getattr(actor, key) or "" for actor in told.whom(ids)]


def id_of(told: Told, id: str | None) -> str | None:
    return next(iter(told.ids([id])), None) if id else None


def joined(told: Told, spans: tuple[tuple[int, int], ...]) -> str | None:
    return " … ".join(told.words(span) for span in spans) or None


def common(kind: str) -> tuple[Column, ...]:
    return (
        Column("id", "string", f"public id of the {kind}", lambda t, f: t.id(f)),
        Column("report", "string", "public id of the report", lambda t, f: t.report),
    )


def place(of: str, span: Callable[[Any], tuple[int, int]]) -> tuple[Column, ...]:
    return (
        Column("start", "integer", f"first character of {of}", lambda t, f: span(f)[0]),
        Column("end", "integer", f"character after the last of {of}", lambda t, f: span(f)[1]),
    )


VERDICT = Column(
    "verdict",
    "string",
    "what people say of it: accept, set, merge or follows; empty where nobody judged",
    lambda t, f: t.verdicts.get(f.id),
)
CONFIDENCE = Column("confidence", "number", "from 0 to 1", lambda t, f: f.confidence)
WHY = Column("why", "string", "rule or entry of knowledge that spoke", lambda t, f: f.why)


def side(one: str, key: str, who: str) -> tuple[Column, ...]:
    def ids(fact: Any) -> tuple[str, ...]:
        return tuple(getattr(fact, key))

    return (
        Column(key, "array", f"public ids of {who}", lambda t, f: t.ids(ids(f))),
        Column(f"{one}_names", "array", "their names", lambda t, f: each(t, ids(f), "name")),
        Column(
            f"{one}_countries",
            "array",
            "their countries, ISO 3166-1 alpha-3; an empty text for none",
            lambda t, f: each(t, ids(f), "country"),
        ),
        Column(
            f"{one}_sectors",
            "array",
            "their sectors, PLOVER's; an empty text for none",
            lambda t, f: each(t, ids(f), "sector"),
        ),
    )


def when(key: str, what: str) -> tuple[Column, ...]:
    def at(told: Told, fact: Any) -> Timex | None:
        return told.timex(getattr(fact, key))

    return (
        Column(key, "string", f"public id of {what}", lambda t, f: id_of(t, getattr(f, key))),
        Column(
            f"{key}_value",
            "string",
            "its TIMEX3 value",
            lambda t, f: found.value if (found := at(t, f)) else None,
        ),
        Column(
            "earliest",
            "string",
            "first day that it allows",
            lambda t, f: _day(t, at(t, f), "earliest"),
        ),
        Column(
            "latest", "string", "last day that it allows", lambda t, f: _day(t, at(t, f), "latest")
        ),
    )


def number(value: float | None) -> float | None:
    return None if value is None else float(value)

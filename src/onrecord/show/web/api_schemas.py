"""What the answers of the API look like, as JSON Schema; tests hold the answers to it."""

from functools import cache
from typing import Any

import msgspec

from onrecord.ledger.asking import Timeline
from onrecord.ledger.asking_actor_list import COLUMNS as ACTOR
from onrecord.ledger.asking_sql import schema as tables
from onrecord.ledger.asking_tables import LISTS
from onrecord.ledger.judging_rows import Judgement
from onrecord.ledger.search import COLUMNS as FOUND
from onrecord.show import contract
from onrecord.show.web.actor_facts import Person
from onrecord.show.web.jobs import Job

Schema = dict[str, Any]
Answers = dict[int | str, dict[str, Any]]
ERROR: Schema = {
    "type": "object",
    "properties": {"error": {"type": "string", "description": "What is wrong, and what to do."}},
    "required": ["error"],
}
NUMBERS = frozenset({"confidence", "goldstein", "low", "high", "score"})
INTEGERS = frozenset(
    {"dated", "background", "approximate", "versions", "attributions", "events", "reports",
     "statements", "acting", "recipient", "count"}
)  # fmt: skip
OWN = {  # columns that no view of the ledger has
    "timeline": {"what": "event or statement", "who": "who acts or speaks", "whom": "at whom",
                 "does": "type and mode, or act", "words": "clause or content"},
    "search": {"snippet": "words around what was found, that in square brackets",
               "score": "how well it fits; more is better"},
    "actors": {"key": "key across reports", "reports": "reports that name it",
               "statements": "how often it speaks", "acting": "events in which it acts",
               "recipient": "events directed at it", "first": "first day of publication",
               "last": "last day of publication"},
}  # fmt: skip


def answer(words: str, schema: Schema) -> dict[str, Any]:
    """An answer of the API as OpenAPI describes it."""
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def list_schema(name: str) -> Schema:
    """A page of a list. With `by` the rows are groups, and `columns` names their keys."""
    return {
        "type": "object",
        "properties": {
            "count": {"type": "integer", "description": "How many rows there are on all pages."},
            "more_than_count": {
                "type": "boolean",
                "description": "True where counting ended there: there are more.",
            },
            "columns": {"type": "array", "items": {"type": "string"}},
            "rows": {"type": "array", "items": {"anyOf": [_row(name), GROUP]}},
        },
        "required": ["count", "more_than_count", "columns", "rows"],
        "additionalProperties": False,
    }


GROUP: Schema = {
    "type": "object",
    "description": "A group, where `by` asks for groups.",
    "properties": {"count": {"type": "integer"}, "reports": {"type": "integer"},
                   "goldstein": {"type": ["number", "null"]}},
    "required": ["count"],
    "additionalProperties": {"type": ["string", "null"]},
}  # fmt: skip


def record_schema() -> Schema:
    """The record: onrecord/1."""
    return {key: value for key, value in contract.schema().items() if key != "$schema"}


def actor_schema() -> Schema:
    """One actor across reports."""
    return _of(Person)


def judgements_schema() -> Schema:
    """The judgements that were written."""
    return {"type": "array", "items": _of(Judgement)}


def job_schema() -> Schema:
    """A report that is being read."""
    return _of(Job)


def encoded(value: Any) -> bytes:
    """A value of ours as JSON."""
    return msgspec.json.encode(value)


def _of(kind: type) -> Schema:
    """The schema of a value of ours, which names its parts within itself."""
    made: Schema = msgspec.json.schema(kind)
    return {"$id": f"urn:onrecord:api:{kind.__name__.lower()}", **made}


def _row(name: str) -> Schema:
    columns = _columns(name)
    return {
        "type": "object",
        "properties": {column: _column(name, column) for column in columns},
        "required": list(columns),
        "additionalProperties": False,
    }


def _columns(name: str) -> tuple[str, ...]:
    others = {"timeline": Timeline.columns, "search": FOUND, "actors": ACTOR}
    return others[name] if name in others else LISTS[name].columns


def _column(name: str, column: str) -> Schema:
    words = OWN.get(name, {}).get(column) or _words().get((name, column)) or _other(column)
    if column in NUMBERS:
        return {"type": ["number", "null"], "description": words}
    if column in INTEGERS:
        return {"type": ["integer", "null"], "description": words}
    return {"type": ["string", "null"], "description": words}


@cache
def _words() -> dict[tuple[str, str], str]:
    """What the columns of the lists hold, as the views of the ledger say it."""
    return {
        (table.name.removeprefix("standing_"), column.name): column.words
        for table in tables()
        for column in table.columns
    }


def _other(column: str) -> str:
    """What a column holds, by a list that has it too."""
    for name in ("events", "reports", "entities"):
        if words := _words().get((name, column)):
            return words
    return column

"""Is one reading whole? Each id in it has its fact, and each place lies inside the text."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.ledger.comparing import REFERENCES
from onrecord.ledger.judging_places import facts_of
from onrecord.ledger.names import entity_key
from onrecord.ledger.store import Store
from onrecord.model import Record

POINTERS = REFERENCES | {
    *("pollster", "sponsor", "sample", "margin", "figure", "attributions", "after", "before"),
}
SPANS = frozenset(
    {"span", "trigger", "head", "mention", "of_span", "population", "group", "answer", "question"}
)
MANY = frozenset({"spans", "sentences"})
OUTER = ("actors", "timexes", "figures", "attributions", "events", "polls", "relays", "links")
LETTERS = frozenset("AEFST")


def faults_of_record(store: Store, reading: int, record: Record) -> Iterator[str]:
    """What is wrong with the rows of a reading, in words."""
    ids = {fact.id for fact in facts_of(record)}
    length = len(record.report.text)
    whole = msgspec.to_builtins(record)
    for table in OUTER:
        for fact in whole[table]:
            name = fact.get("id", table)
            for id in _missing(fact, ids, links=table == "links"):
                yield f"{name} refers to {id}, which is not there"
            for start, end in _outside(fact, length):
                yield f"{name} has the place {start}-{end}, which is not in the text"
    for start, end in [*record.sentences, *(note.span for note in record.notes)]:
        if not 0 <= start <= end <= length:
            yield f"a sentence or note has the place {start}-{end}, which is not in the text"
    yield from _of_mentions(store, reading, record)


def _of_mentions(store: Store, reading: int, record: Record) -> Iterator[str]:
    for (actor,) in store.run(
        "SELECT DISTINCT actor FROM mentions WHERE reading = ?1 AND actor NOT IN"
        " (SELECT n FROM actors WHERE reading = ?1)",
        (reading,),
    ):
        yield f"mentions are of A{actor}, which is not there"
    known: dict[int, int] = dict(
        store.run("SELECT n, known FROM actors WHERE reading = ?", (reading,))
    )
    keys: dict[int, str | None] = dict(
        store.run(
            "SELECT actors.n, entities.key FROM actors"
            " JOIN entities ON entities.id = actors.entity WHERE reading = ?",
            (reading,),
        )
    )
    for actor in record.actors:
        n, key = int(actor.id[1:]), entity_key(actor)
        if keys[n] != key or known[n] != int(key is not None):
            yield f"{actor.id} is not kept under its key"


def _missing(fact: Any, ids: set[str], *, links: bool) -> Iterator[str]:
    """Ids that no fact has, in the places where ids stand."""
    for key, value in _walk(fact):
        if key in POINTERS or (links and key in ("from", "to")):
            for id in _strings(value):
                if id[:1] in LETTERS and id[1:].isdigit() and id not in ids:
                    yield id


def _outside(fact: Any, length: int) -> Iterator[tuple[int, int]]:
    for key, value in _walk(fact):
        spans = [value] if key in SPANS and value else value if key in MANY and value else ()
        for start, end in spans:
            if not 0 <= start < end <= length:
                yield start, end


def _walk(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """All keys with their values, at any depth."""
    yield key, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _walk(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            if isinstance(inner, dict):
                yield from _walk(inner, key)


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return (one for one in value if isinstance(one, str)) if isinstance(value, list | tuple) else ()

"""What a ledger knows of one actor, asked so that it stays quick for one whom many reports name:
all is counted over the latest statements and events, and the page says of how many."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from onrecord.ledger.asking_actors import entities
from onrecord.ledger.face import Ledger
from onrecord.ledger.store import Store
from onrecord.show.web.counting import Count

LATEST, MANY = 1_000, 10_000
BEST = """
SELECT name, kind, country, sector, wikidata FROM entities
WHERE id IN (SELECT value FROM json_each(?))
ORDER BY country IS NULL, sector IS NULL, length(name) DESC, name, id LIMIT 1
"""
NAMES = """
SELECT DISTINCT name FROM entities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name
LIMIT 20
"""
REPORTS = f"""
SELECT count(*) FROM (SELECT DISTINCT reading FROM actors
  WHERE known AND entity IN (SELECT value FROM json_each(?)) LIMIT {MANY + 1})
"""
OFFICES = f"""
SELECT o.title, o.body, o.basis, min(s.published), max(s.published), count(*)
FROM (SELECT reading, n FROM actors WHERE known
        AND entity IN (SELECT value FROM json_each(?)) ORDER BY reading DESC LIMIT {LATEST}) AS l
JOIN actors AS a ON a.reading = l.reading AND a.n = l.n
JOIN offices AS o ON o.id = a.office
JOIN standing AS s ON s.reading = a.reading
GROUP BY o.title, o.body, o.basis ORDER BY max(s.published) DESC, count(*) DESC LIMIT 12
"""
SAID = f"""
SELECT s.day, s.act FROM (SELECT reading, attribution FROM statements
  WHERE source IN (SELECT value FROM json_each(?)) ORDER BY day DESC LIMIT {LATEST}) AS l
JOIN statements AS s ON s.reading = l.reading AND s.attribution = l.attribution
"""
DONE = f"""
SELECT d.reading, d.event, d.type, d.status, coalesce(i.stands_for, e.key), e.name
FROM (SELECT reading, event, n FROM deeds
  WHERE {{side}} IN (SELECT value FROM json_each(?)) ORDER BY day DESC LIMIT {LATEST}) AS l
JOIN deeds AS d ON d.reading = l.reading AND d.event = l.event AND d.n = l.n
LEFT JOIN entities AS e ON e.id = d.{{other}}
LEFT JOIN identities AS i ON i.key = e.key
"""
MERGED = "SELECT key FROM identities WHERE stands_for = ? ORDER BY key"


class Side(Struct, frozen=True):
    """Events on one side of which an actor stands: by type, and with whom."""

    number: int
    types: list[tuple[str, int]]
    others: list[tuple[str | None, str, int]]  # key, name, events


class Person(Struct, frozen=True):
    """Who an actor is, and what is on record of it."""

    key: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    wikidata: str | None
    names: list[str]
    offices: list[tuple[Any, ...]]
    reports: Count
    said: list[tuple[str, str]]  # day and act
    acting: Side
    recipient: Side
    merged: list[str]


def person(ledger: Ledger, key: str) -> Person:
    """What is known of an actor by its key. Raises UsageError for one that the ledger has not."""
    store = ledger.store
    ids = json.dumps(entities(store, key))
    name, kind, country, sector, wikidata = store.one(BEST, (ids,)) or (key, "unknown", *[None] * 3)
    number = int(store.value(REPORTS, (ids,)))
    return Person(
        head_of(store, key),
        name,
        kind,
        country,
        sector,
        wikidata,
        [row[0] for row in store.run(NAMES, (ids,))],
        list(store.run(OFFICES, (ids,))),
        Count(min(number, MANY), number > MANY),
        [(day or "", act) for day, act in store.run(SAID, (ids,))],
        _side(store, ids, "actor", "recipient"),
        _side(store, ids, "recipient", "actor"),
        [row[0] for row in store.run(MERGED, (head_of(store, key),))],
    )


def head_of(store: Store, key: str) -> str:
    """The key of the actor for whom a key was taken."""
    return str(store.value("SELECT stands_for FROM identities WHERE key = ?", (key,)) or key)


def _side(store: Store, ids: str, side: str, other: str) -> Side:
    rows = list(store.run(DONE.format(side=side, other=other), (ids,)))
    events = {(reading, event): type for reading, event, type, *_ in rows}
    pairs = {(row[4], row[5], row[0], row[1]) for row in rows if row[5]}
    others = Counter((key, None if key else name) for key, name, *_ in pairs)
    names = {key: name for key, name, *_ in sorted(pairs, key=lambda pair: -len(pair[1]))}
    found = [
        (key, names[key] if key else name, count) for (key, name), count in others.most_common(12)
    ]
    return Side(len(events), _counted(list(events.values())), found)  # type: ignore[arg-type]


def _counted(words: Sequence[str]) -> list[tuple[str, int]]:
    return sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))

"""What judgements are asked for over: facts, actors, reports, by the ids and keys people give."""

from difflib import get_close_matches

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.ledger.judging import actor_of, worked_in
from onrecord.ledger.judging_places import KINDS, Places, facts_of, place_of
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import FACT, FactName, entity_key, fact_name
from onrecord.ledger.store import Store
from onrecord.model import Record, Span

MOST = 50  # versions that are remembered
READ = """
SELECT max(readings.id), versions.report, versions.name FROM versions
JOIN readings ON readings.version = versions.id WHERE versions.name = ?
"""
OF_REPORT = """
SELECT reports.name, versions.name FROM versions JOIN reports ON reports.id = versions.report
LEFT JOIN standing ON standing.version = versions.id
WHERE versions.report = coalesce((SELECT id FROM reports WHERE name = ?),
                                 (SELECT report FROM versions WHERE name = ?))
ORDER BY standing.version IS NULL, versions.id DESC
"""


class Seen(Struct):
    """A version as it was last read."""

    record: Record
    places: Places
    report: int
    version: str
    reading: int

    def judged(self, store: Store) -> Record:
        """Its record with the judgements that hold worked in."""
        return worked_in(store, self.record, self.version, self.reading).record


class Targets:
    """Looks up what is named, and remembers the versions that it saw while nothing is written."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.seen: dict[str, Seen] = {}

    def reference(self, seen: Seen, value: str) -> str:
        """What names an actor in a way that lasts: a public id or a key."""
        if FACT.fullmatch(value):
            _, name, _ = self.fact(value)
            if name.letter != "A" or name.version != seen.version:
                raise UsageError(f"{value} is no actor of this report.")
            return str(name)
        for actor in seen.record.actors:
            if actor.id == value and (place := place_of(actor)):
                return str(FactName(seen.version, "A", *place))
        if value[0] == "A" and value[1:].isdigit():
            raise UsageError(f"the report has no actor {value}.")
        return self.key(value)

    def actor(self, target: str) -> tuple[Seen, str]:
        """The version and the public id of an actor. Raises UsageError for none."""
        seen, name, _ = self.fact(target)
        if name.letter != "A":
            raise UsageError(f"{target} is an {KINDS[name.letter]}, not an actor.")
        return seen, str(name)

    def key(self, key: str) -> str:
        """A key of actors that the ledger has; of an actor of a report its key."""
        if FACT.fullmatch(key):
            seen, name = self.actor(key)
            id = seen.places.at("A", Span(*fact_name(name)[2:]))
            actors = {actor.id: actor for actor in seen.judged(self.store).actors}
            actor = actors.get(id or "")
            found = entity_key(actor) if actor else None
            if found is None:
                raise UsageError(
                    f"{key} is somebody in its report only. Set a name or a "
                    "Wikidata id first: onrecord judge ID set wikidata=Q…"
                )
            return found
        if actor_of(self.store, key) is None:
            known = self.store.run(
                "SELECT DISTINCT key FROM entities WHERE key LIKE ? LIMIT 1000",
                (f"%{key.partition(':')[2].split(' ')[-1] or key}%",),
            )
            close = get_close_matches(key, [row[0] for row in known], 3, 0.5)
            hint = f"Did you mean {' or '.join(close)}?" if close else "onrecord actors lists keys."
            raise UsageError(f"the ledger has no actor {key!r}. {hint}")
        return key

    def fact(self, target: str) -> tuple[Seen, FactName, str]:
        """The version, the public id and the id of a fact. Raises UsageError for none."""
        asked = fact_name(target)
        seen = self.version(asked.version)
        id = seen.places.at(asked.letter, Span(asked.start, asked.end))
        if id is None:
            raise UsageError(
                f"report {asked.version} has no {KINDS[asked.letter]} at "
                f"{asked.start}-{asked.end}. {_near(seen, asked)}"
            )
        fact = next(fact for fact in facts_of(seen.record) if fact.id == id)
        place = place_of(fact)
        assert place is not None
        return seen, FactName(asked.version, asked.letter, *place), id

    def version(self, name: str) -> Seen:
        """A version as it was last read. Raises UsageError for one that the ledger has not."""
        if name not in self.seen:
            row = self.store.one(READ, (name,))
            if row is None or row[0] is None:
                raise UsageError(f"the ledger has no report {name}. onrecord reports lists them.")
            reading, report, version = row
            record = record_at(self.store, reading)
            if len(self.seen) >= MOST:
                self.seen.clear()
            self.seen[name] = Seen(record, Places(record), report, version, reading)
        return self.seen[name]


def report_of(store: Store, name: str) -> tuple[str, str]:
    """Public ids of a report and of its version that stands, by an id of either. Raises UsageError
    for one that the ledger has not."""
    row = store.one(OF_REPORT, (name, name))
    if row is None:
        raise UsageError(f"the ledger has no report {name}. onrecord reports lists them.")
    return row[0], row[1]


def _near(seen: Seen, asked: FactName) -> str:
    """The nearest facts of the kind, by their public ids."""
    places = [span for span, _ in seen.places.spans[asked.letter]]
    near = sorted(places, key=lambda span: abs(span.start - asked.start))[:3]
    names = [str(FactName(seen.version, asked.letter, *span)) for span in near]
    return f"Nearest: {', '.join(names)}" if names else "It has none."

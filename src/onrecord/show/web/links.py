"""What the page of a report offers beyond the static file: addresses of facts and actors, and what
people said of each."""

import json
from typing import Any

from onrecord.ledger.face import Ledger
from onrecord.ledger.judging_places import place_of
from onrecord.ledger.names import FactName, entity_key
from onrecord.model import Actor, Attribution, Record
from onrecord.show.reading import Fact
from onrecord.show.web.words import actor_address

KNOWN = """
SELECT given.value, coalesce(i.stands_for, given.value) FROM json_each(?) AS given
LEFT JOIN identities AS i ON i.key = given.value
WHERE EXISTS (SELECT 1 FROM entities WHERE entities.key = given.value)
"""
CLAIMING = """
SELECT DISTINCT fact FROM sayings JOIN standing ON standing.reading = sayings.reading
JOIN versions ON versions.id = standing.version WHERE versions.name = ?
"""
STORY = """
SELECT stories.name FROM story_reports JOIN stories ON stories.id = story_reports.story
JOIN versions ON versions.report = story_reports.report WHERE versions.name = ?
"""
VERDICTS = """
SELECT letter || n, verdict FROM judged
JOIN standing ON standing.reading = judged.reading
JOIN versions ON versions.id = standing.version WHERE versions.name = ?
"""


class Links:
    """The addresses that belong to the facts of one record."""

    def __init__(self, ledger: Ledger, record: Record, version: str, *, write: bool) -> None:
        self.version = version
        self.write = write
        self.verdicts: dict[str, str] = dict(ledger.store.run(VERDICTS, (version,)))
        self.keys = _keys(ledger, record)
        self.claiming = {fact for (fact,) in ledger.store.run(CLAIMING, (version,))}
        self.story = ledger.store.value(STORY, (version,))

    def id(self, fact: Fact) -> str:
        """The public id of a fact, or nothing for one that cannot be judged."""
        place = None if fact.id[0] == "P" else place_of(fact)  # type: ignore[arg-type]
        return str(FactName(self.version, fact.id[0], *place)) if place else ""

    def actor(self, id: str | None) -> str:
        """The address of an actor's page, or nothing for somebody within this report only."""
        key = self.keys.get(id or "")
        return actor_address(key) if key else ""

    def person(self, fact: Fact) -> str:
        """The address of the page of who a fact is, or of who says it; or nothing."""
        match fact:
            case Actor():
                return self.actor(fact.id)
            case Attribution():
                return self.actor(fact.source.actor)
            case _:
                return ""

    def verdict(self, fact: Fact) -> str:
        """What people said of a fact: accept, set, merge, follows; or nothing."""
        return self.verdicts.get(fact.id, "")


def _keys(ledger: Ledger, record: Record) -> dict[str, str]:
    """The key of each actor of a record that is somebody across reports."""
    own: dict[str, Any] = {actor.id: entity_key(actor) for actor in record.actors}
    known: dict[str, str] = dict(
        ledger.store.run(KNOWN, (json.dumps(sorted(filter(None, own.values()))),))
    )
    return {id: known[key] for id, key in own.items() if key in known}

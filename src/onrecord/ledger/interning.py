"""Words that come again and again are kept once: actors, offices, codes and reasons."""

import json
from typing import Any

from onrecord.ledger.names import entity_key
from onrecord.ledger.rows import Interned
from onrecord.ledger.store import Store
from onrecord.model import Actor, Event
from onrecord.model.record import Office

MOST = 200_000  # rows remembered of each table; beyond that the index of the table is asked


class Interning:
    """The numbers of rows that are kept once, remembered while a ledger is written.

    What a transaction that failed had added must be forgotten: `forget()`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.known: dict[str, dict[tuple[Any, ...], int]] = {}
        self.state: tuple[int, int] | None = None

    def forget(self) -> None:
        """Forget all rows, because some of them may not be there any more."""
        self.known.clear()

    def refresh(self) -> None:
        """Forget all rows if another connection wrote since, or if rows were removed: a number may
        stand for something else then. To be called at the beginning of a transaction."""
        state = (int(self.store.value("PRAGMA data_version")), self.store.removals)
        if state != self.state:
            self.forget()
            self.state = state

    def interned(self) -> Interned:
        """How the rows of a record find their numbers."""
        return Interned(self.entity, self.office, self.code, self.reason)

    def entity(self, actor: Actor) -> int:
        """The row of an actor as this report gives it."""
        key = entity_key(actor)
        row = (key, actor.name, actor.kind, actor.country, actor.sector, actor.wikidata)
        return self._number(
            "entities",
            row,
            "SELECT id FROM entities WHERE key IS ? AND name = ? AND kind = ?"
            " AND country IS ? AND sector IS ? AND wikidata IS ?",
        )

    def office(self, office: Office) -> int:
        """The row of an office."""
        row = (office.title, office.body, office.basis)
        return self._number(
            "offices", row, "SELECT id FROM offices WHERE title = ? AND body IS ? AND basis = ?"
        )

    def code(self, event: Event) -> int:
        """The row of the codes and the status of an event."""
        contexts = json.dumps(event.contexts) if event.contexts else None
        row = (
            *(event.type, event.deed, event.mode, contexts, event.cameo),
            *(event.quad, event.goldstein, event.status, event.polarity),
        )
        return self._number(
            "codes",
            row,
            "SELECT id FROM codes WHERE type IS ? AND deed IS ? AND mode IS ? AND contexts IS ?"
            " AND cameo IS ? AND quad IS ? AND goldstein IS ? AND status = ? AND polarity = ?",
        )

    def reason(self, why: str) -> int:
        """The row of a reason."""
        return self._number("reasons", (why,), "SELECT id FROM reasons WHERE why = ?")

    def _number(self, table: str, row: tuple[Any, ...], sql: str) -> int:
        known = self.known.setdefault(table, {})
        if (found := known.get(row)) is not None:
            return found
        if len(known) >= MOST:
            known.clear()
        found = self.store.value(sql, row)
        known[row] = self.store.insert(table, (None, *row)) if found is None else found
        return known[row]

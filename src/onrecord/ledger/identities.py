"""Which keys of actors people took for one: the table `identities`, made of the judgements."""

from onrecord.ledger.judging_rows import Judgement, in_force, select
from onrecord.ledger.names import FACT
from onrecord.ledger.store import Row, Store

NAMING = """
INSERT OR IGNORE INTO unlinked SELECT standing.report FROM entities
JOIN actors ON actors.entity = entities.id AND actors.known
JOIN standing ON standing.reading = actors.reading WHERE entities.key = ?
"""
JUDGED = """
INSERT OR IGNORE INTO unlinked SELECT standing.report FROM judged
JOIN standing ON standing.reading = judged.reading
WHERE judged.letter = 'A' OR judged."values" LIKE '%"names"%'
"""


def identity_rows(store: Store) -> list[Row]:
    """The rows of `identities` as the judgements that hold make them, in the order of the keys."""
    rows = select(store, "verdict IN ('merge', 'split')")
    across = [row for row in in_force(store, rows) if not FACT.fullmatch(row.target)]
    into: dict[str, tuple[str, int]] = {}
    for judgement in across:
        _work_in(into, judgement)
    return sorted((key, _end(key, into), row[1]) for key, row in into.items())


def remake_identities(store: Store) -> None:
    """Make the table anew; reports that name an actor for whom it is other now are to be linked
    again."""
    before = set(store.run("SELECT key, stands_for FROM identities"))
    store.run("DELETE FROM identities")
    rows = identity_rows(store)
    store.add("identities", rows)
    changed = before ^ {(key, stands_for) for key, stands_for, _ in rows}
    for key in sorted({key for pair in changed for key in pair}):
        store.run(NAMING, (key,))
    if changed:
        store.run(JUDGED)


def _work_in(into: dict[str, tuple[str, int]], judgement: Judgement) -> None:
    """The last judgement over a key holds. A key that others end at can be merged into one of
    them: that one then stands for all."""
    key = judgement.target
    if judgement.verdict == "split":
        into.pop(key, None)
        return
    other = str(judgement.values["into"])
    if _end(other, into) == key:
        into.pop(other, None)
    into[key] = (other, judgement.id)


def _end(key: str, into: dict[str, tuple[str, int]]) -> str:
    while key in into:
        key = into[key][0]
    return key

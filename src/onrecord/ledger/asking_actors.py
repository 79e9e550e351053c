"""Who is meant by words of a name, a key or a country's code."""

import re
from functools import cache

from onrecord.errors import UsageError
from onrecord.knowledge.world import countries
from onrecord.ledger.names import plain
from onrecord.ledger.store import Store

KEY = re.compile(r"Q\d+|(person|organization|country|place|unknown):\S.*")
CODE = re.compile(r"[A-Z]{3}")
NEAR = 5  # names offered where none fits


@cache
def _codes() -> frozenset[str]:
    return frozenset(country.code for country in countries())


def is_country(store: Store, text: str) -> bool:
    """True for the code of a country, or of a body that stands as one in the ledger (IGO)."""
    if not CODE.fullmatch(text):
        return False
    known = "SELECT 1 FROM entities WHERE country = ?"
    return text in _codes() or store.value(known, (text,)) is not None


def entities(store: Store, who: str) -> list[int]:
    """The rows of entities that words of a name or a key stand for, with all that people merged
    into them. Raises UsageError if there is none."""
    if KEY.fullmatch(who):
        rows = list(store.run("SELECT id, key FROM entities WHERE key = ?", (who,)))
    else:
        rows = _by_name(store, who)
    if not rows:
        raise UsageError(
            f"the ledger knows nobody by {who!r}.{_nearest(store, who)} "
            "Give words of a name, a key, or a country's code; onrecord actors lists them."
        )
    return sorted({id for id, _ in rows} | _merged(store, {key for _, key in rows if key}))


def _by_name(store: Store, who: str) -> list[tuple[int, str | None]]:
    """Those whose name holds the words, each a whole word, in their order."""
    words = plain(who)
    if not words:
        return []
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    signs = [re.sub(r"([%_\\])", r"\\\1", word) for word in words.split()]
    like = " AND ".join("name LIKE ? ESCAPE '\\'" for _ in signs)
    rows = store.run(
        f"SELECT id, key, name FROM entities WHERE id IN (SELECT id FROM entities WHERE {like})",
        [f"%{sign}%" for sign in signs],
    )
    return [(id, key) for id, key, name in rows if whole.search(plain(name))]


def _merged(store: Store, keys: set[str]) -> set[int]:
    """What people took for one with these keys."""
    pairs = list(store.run("SELECT key, stands_for FROM identities"))
    heads = {stands_for for key, stands_for in pairs if key in keys} | keys
    own = heads | {key for key, stands_for in pairs if stands_for in heads}
    found: set[int] = set()
    for key in own - keys:
        found.update(row[0] for row in store.run("SELECT id FROM entities WHERE key = ?", (key,)))
    return found


def _nearest(store: Store, who: str) -> str:
    """Names that share the beginning of the last word."""
    stem = plain(who).split()[-1][:4] if plain(who) else ""
    rows = store.run(
        "SELECT DISTINCT name FROM entities WHERE key IS NOT NULL AND name LIKE ? ORDER BY name"
        f" LIMIT {NEAR}",
        (f"%{stem}%",),
    )
    names = [name for (name,) in rows] if len(stem) > 2 else []
    return f" Near it: {', '.join(names)}." if names else ""

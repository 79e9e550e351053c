"""Actors across reports: each key once, with how often it acts, is acted on and speaks."""

from collections.abc import Sequence

from onrecord.errors import UsageError
from onrecord.ledger.asking_conditions import Condition, mistaken
from onrecord.ledger.asking_rows import Rows
from onrecord.ledger.store import Store

COLUMNS = (
    "key", "name", "kind", "country", "sector", "wikidata", "reports", "statements", "acting",
    "recipient", "first", "last",
)  # fmt: skip
ORDERS = {"reports": "reports", "key": "key", "first": "first", "last": "last"}
COUNTED = """
WITH found AS MATERIALIZED (
  SELECT coalesce(i.stands_for, e.key) AS key, e.id AS entity
  FROM entities AS e LEFT JOIN identities AS i ON i.key = e.key
  WHERE e.key IS NOT NULL AND {where}),
counted AS MATERIALIZED (
  SELECT key, count(*) AS reports, min(published) AS first, max(published) AS last
  FROM (SELECT DISTINCT found.key, a.reading, s.published
        FROM found CROSS JOIN actors AS a ON a.entity = found.entity AND a.known
        CROSS JOIN standing AS s ON s.reading = a.reading)
  GROUP BY key)
"""
SHOWN = """, page AS MATERIALIZED (
  SELECT * FROM counted ORDER BY {order} LIMIT ? OFFSET ?)
SELECT page.key, e.name, e.kind, e.country, e.sector, e.wikidata, page.reports,
  (SELECT count(*) FROM found JOIN statements AS s ON s.source = found.entity
   WHERE found.key = page.key),
  (SELECT count(DISTINCT d.reading || '.' || d.event) FROM found
   JOIN deeds AS d ON d.actor = found.entity WHERE found.key = page.key),
  (SELECT count(DISTINCT d.reading || '.' || d.event) FROM found
   JOIN deeds AS d ON d.recipient = found.entity WHERE found.key = page.key),
  page.first, page.last
FROM page JOIN entities AS e ON e.id = (
  SELECT id FROM entities WHERE entities.key = page.key
  ORDER BY country IS NULL, sector IS NULL, length(name) DESC, name, country, sector, id LIMIT 1)
"""


def actor_rows(
    store: Store,
    found: Sequence[Condition],
    by: Sequence[str],
    sort: str | None,
    page: tuple[int, int],
) -> Rows:
    """Actors that are somebody across reports, those in most reports first."""
    if by:
        raise UsageError("actors are not grouped. Group events or attributions by actor or source.")
    given = sort or "-reports"
    name = given.lstrip("-")
    if name not in ORDERS:
        raise mistaken("key to sort by", name, ORDERS)
    order = f"{ORDERS[name]}{' DESC' if given.startswith('-') else ''}, key"
    counted = COUNTED.format(where=" AND ".join(text for text, _ in found) or "1")
    values = [value for _, own in found for value in own]
    sql = counted + SHOWN.format(order=order)
    total = counted + "SELECT count(*) FROM counted"
    return Rows(store, sql, (*values, *page), COLUMNS, total, values)

"""The actors of whom the latest reports speak most."""

from collections.abc import Mapping
from typing import Any

from onrecord.ledger.asking_filters import conditions
from onrecord.ledger.face import Ledger

REPORTS, ACTORS = 2_000, 100
LATEST = """
WITH latest AS MATERIALIZED (
  SELECT reading FROM standing ORDER BY published DESC, reading DESC LIMIT ?),
counted AS MATERIALIZED (
  SELECT coalesce(i.stands_for, e.key) AS key, min(e.id) AS entity,
         count(DISTINCT a.reading) AS reports
  FROM latest CROSS JOIN actors AS a ON a.reading = latest.reading AND a.known
  CROSS JOIN entities AS e ON e.id = a.entity AND {where}
  LEFT JOIN identities AS i ON i.key = e.key
  GROUP BY coalesce(i.stands_for, e.key) ORDER BY reports DESC, 1 LIMIT ?)
SELECT counted.key, e.name, e.kind, e.country, e.sector, counted.reports
FROM counted JOIN entities AS e ON e.id = counted.entity ORDER BY counted.reports DESC, counted.key
"""
COLUMNS = ("key", "name", "kind", "country", "sector", "reports")


def frequent(
    ledger: Ledger,
    given: Mapping[str, object] | None = None,
    *,
    reports: int = REPORTS,
    most: int = ACTORS,
) -> list[dict[str, Any]]:
    """The actors that most of the latest reports name, narrowed by filters of actors. Raises
    UsageError for a filter that is none."""
    narrowed = conditions(ledger.store, "actors", dict(given or {}))
    where = " AND ".join(text for text, _ in narrowed) or "1"
    values = [value for _, own in narrowed for value in own]
    found = ledger.store.run(LATEST.format(where=where), (reports, *values, most))
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]

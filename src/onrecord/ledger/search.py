"""Full text of the reports that stand, by SQLite's FTS5."""

from collections.abc import Mapping, Sequence
from typing import Any

import apsw

from onrecord.errors import UsageError
from onrecord.ledger.asking_conditions import mistaken
from onrecord.ledger.asking_filters import conditions
from onrecord.ledger.asking_groups import GROUPS
from onrecord.ledger.asking_rows import Rows
from onrecord.ledger.store import Store

COLUMNS = ("report", "title", "outlet", "published", "snippet", "score", "url")
ORDERS = {"best": "score", "-published": "d.published DESC", "published": "d.published"}
WORDS = 24  # of a snippet
FROM = " FROM words JOIN standing AS d ON d.version = words.rowid WHERE words MATCH ?"
ADVICE = (
    "Words are parted by spaces; AND, OR, NOT and NEAR(one two, 5) are operators, word* is any "
    "word that begins so. Anything with other signs stands in double quotes: "
    "'\"cease-fire\" OR truce'."
)


def search(
    store: Store,
    words: str,
    *,
    by: Sequence[str] = (),
    sort: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    marks: tuple[str, str] = ("[", "]"),
    **given: Any,
) -> Rows:
    """Reports that hold words, the best first; with `by`, how many in each group.

    Raises UsageError for words that FTS5 does not understand, or a filter that is none.
    """
    check(store, words)
    found = conditions(store, "reports", given)
    where = "".join(f" AND {text}" for text, _ in found)
    values = [words, *(value for _, own in found for value in own)]
    page = (-1 if limit is None else limit, offset)
    total = f"SELECT count(*){FROM}{where}"
    if by:
        return _grouped(store, by, where, values, page, sort)
    order = sort or "best"
    if order not in ORDERS:
        raise mistaken("key to sort by", order, ORDERS)
    sql = (
        "WITH found AS MATERIALIZED (SELECT words.rowid AS version, bm25(words, 4.0, 1.0) AS score,"
        f" d.published{FROM}{where} ORDER BY {ORDERS[order]}, words.rowid LIMIT ? OFFSET ?)"
        " SELECT r.name, v.title, v.outlet, v.published,"
        f" (SELECT snippet(words, 1, ?, ?, ' … ', {WORDS}) FROM words"
        "   WHERE words MATCH ? AND words.rowid = found.version),"
        " round(-found.score, 3), v.url FROM found JOIN versions AS v ON v.id = found.version"
        " JOIN reports AS r ON r.id = v.report"
    )
    return Rows(store, sql, (*values, *page, *marks, words), COLUMNS, total, values)


def check(store: Store, words: str) -> None:
    """Raise UsageError for a query that FTS5 does not understand."""
    if not words.strip():
        raise UsageError(f"search for what? {ADVICE}")
    try:
        store.value("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (words,))
    except apsw.SQLError as error:
        raise UsageError(f"{words!r} cannot be searched: {error}. {ADVICE}") from error


def _grouped(
    store: Store,
    by: Sequence[str],
    where: str,
    values: Sequence[Any],
    page: tuple[int, int],
    sort: str | None,
) -> Rows:
    known: Mapping[str, str] = GROUPS["reports"]
    for key in by:
        if key not in known:
            raise mistaken("key to group reports by", key, known)
    orders = {"-count": "count DESC", "count": "count"} | {key: key for key in by}
    order = sort or "-count"
    if order not in orders:
        raise mistaken("key to sort groups by", order, orders)
    names = ", ".join(by)
    keys = ", ".join(f"{known[key]} AS {key}" for key in by)
    inner = f"SELECT {keys}, count(*) AS count{FROM}{where} GROUP BY {names}"
    sql = f"{inner} ORDER BY {orders[order]}, {names} LIMIT ? OFFSET ?"
    total = f"SELECT count(*) FROM ({inner})"
    return Rows(store, sql, (*values, *page), (*by, "count"), total, values)

"""How much of what there is: rows counted by country, month, type and the like."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.ledger.asking_conditions import mistaken

if TYPE_CHECKING:
    from onrecord.ledger.asking import Question


def _entity(column: str) -> str:
    return f"(SELECT name FROM entities WHERE id = {column})"


def _dates(column: str) -> dict[str, str]:
    return {"year": f"substr({column}, 1, 4)", "month": f"substr({column}, 1, 7)", "day": column}


def _same(*names: str) -> dict[str, str]:
    return {name: f'd."{name}"' for name in names}


OUTLET = {"outlet": "(SELECT outlet FROM standing WHERE standing.reading = d.reading)"}
SIDES = {
    "actor-country": "d.actor_country",
    "recipient-country": "d.recipient_country",
    "actor": _entity("d.actor"),
    "recipient": _entity("d.recipient"),
}
GROUPS: dict[str, dict[str, str]] = {
    "events": SIDES
    | _dates("d.day")
    | _same("type", "mode", "cameo", "quad", "status")
    | {"place": _entity("d.place")}
    | OUTLET,
    "attributions": {"source": _entity("d.source")}
    | _dates("d.day")
    | _same("country", "kind", "act")
    | OUTLET,
    "figures": _dates("g.published") | _same("kind", "unit", "currency", "casualty", "of") | OUTLET,
    "timexes": _dates("g.published") | _same("type", "grain", "value") | OUTLET,
    "reports": _dates("d.published") | _same("outlet"),
}
ORDERS = ("count", "reports", "goldstein")


def grouped_sql(
    question: "Question", by: Sequence[str], sort: str | None
) -> tuple[str, tuple[str, ...], str]:
    """The SQL that counts by some keys, its columns, and the SQL that counts the groups."""
    table = question.table
    known = GROUPS[table]
    for key in by:
        if key not in known:
            raise mistaken(f"key to group {table} by", key, known)
    events = table == "events"
    columns = tuple(key.replace("-", "_") for key in by)
    keys = ", ".join(f"{known[key]} AS {name}" for key, name in zip(by, columns, strict=True))
    where, source = question.where, question.source
    if events and any(key in SIDES for key in by):
        where = where.replace(" AND d.n = 0", "") if where != "d.n = 0" else "1"
    own = ", ".join(f"d.{key}" for key in question.list.keys)
    score = ", d.goldstein" if events else ""
    once = f"SELECT DISTINCT {keys}, {own}{score} FROM {source} WHERE {where}"
    mean = ", round(avg(goldstein), 2) AS goldstein" if events else ""
    shown = (*columns, "count", "reports", *(("goldstein",) if events else ()))
    names = ", ".join(columns)
    order = _order(shown, sort)
    sql = (
        f"SELECT {names}, count(*) AS count, count(DISTINCT reading) AS reports{mean}"
        f" FROM ({once}) GROUP BY {names} ORDER BY {order}, {names}"
    )
    return sql, shown, f"SELECT count(*) FROM (SELECT DISTINCT {names} FROM ({once}))"


def _order(columns: Sequence[str], sort: str | None) -> str:
    given = (sort or "-count").replace("_", "-")
    down = given.startswith("-")
    name = given.lstrip("-").replace("-", "_")
    if name not in columns:
        raise mistaken("key to sort groups by", name, columns)
    return f"{name} DESC" if down else name

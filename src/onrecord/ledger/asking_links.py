"""What is asked of links across reports: stories, claims, contradictions, stances as rows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger.asking_conditions import mistaken
from onrecord.ledger.asking_filters import conditions
from onrecord.ledger.asking_rows import Rows
from onrecord.ledger.search import check
from onrecord.ledger.store import Store

FACT = (  # the public id of a fact, by its reading and its id there
    "(SELECT v.name || '.' || substr({fact}, 1, 1) || CASE substr({fact}, 1, 1) WHEN 'S' THEN"
    " (SELECT a.cue_start || '-' || a.cue_end FROM attributions AS a WHERE"
    " a.reading = {reading} AND a.n = CAST(substr({fact}, 2) AS INTEGER)) ELSE"
    " (SELECT e.trigger_start || '-' || e.trigger_end FROM events AS e WHERE"
    " e.reading = {reading} AND e.n = CAST(substr({fact}, 2) AS INTEGER)) END"
    " FROM standing AS g JOIN versions AS v ON v.id = g.version WHERE g.reading = {reading})"
)
WORDS = (  # what a fact says
    "(SELECT CASE substr({fact}, 1, 1) WHEN 'S' THEN"
    " (SELECT substr(v.text, a.content_start + 1, a.content_end - a.content_start) FROM"
    " attributions AS a WHERE a.reading = {reading} AND a.n = CAST(substr({fact}, 2) AS INTEGER))"
    " ELSE (SELECT substr(v.text, e.start + 1, e.end - e.start) FROM events AS e WHERE"
    " e.reading = {reading} AND e.n = CAST(substr({fact}, 2) AS INTEGER)) END"
    " FROM standing AS g JOIN versions AS v ON v.id = g.version WHERE g.reading = {reading})"
)
WHO = (  # who says it
    "(SELECT coalesce((SELECT w.name FROM named AS w JOIN attributions AS a"
    " ON a.reading = w.reading AND a.actor = w.n WHERE a.reading = {reading}"
    " AND substr({fact}, 1, 1) = 'S' AND a.n = CAST(substr({fact}, 2) AS INTEGER)), ''))"
)
OUTLET = "(SELECT g.outlet FROM standing AS g WHERE g.reading = {reading})"
PUBLISHED = "(SELECT g.published FROM standing AS g WHERE g.reading = {reading})"
STORIES = ("story", "first", "last", "reports", "outlets", "claims", "contradictions", "title")
CLAIMS = ("claim", "story", "low", "high", "grade", "said", "against", "who", "words")
SIDE = (WHO, WORDS, FACT, OUTLET, PUBLISHED)
SIDED = ("who", "words", "id", "outlet", "published")
CONTRADICTIONS = ("story", "kind", "why", *SIDED, *(f"other_{name}" for name in SIDED))
STANCES = ("story", "source", "changed", "steps", "first", "last", "about")
ORDERS = {
    "stories": {
        "-last": "s.last DESC, s.name",
        "last": "s.last, s.name",
        "-reports": "s.reports DESC, s.name",
        "-contradictions": "contradictions DESC, s.name",
    },
    "claims": {
        "-said": "c.said DESC, s.name, c.n",
        "-low": "c.low DESC, c.high DESC, s.name, c.n",
        "low": "c.low, c.high, s.name, c.n",
        "-against": "c.against DESC, s.name, c.n",
    },
    "contradictions": {"-last": "s.last DESC, s.name, c.n"},
    "stances": {"-last": "t.last DESC, s.name, t.n", "-steps": "t.steps DESC, s.name, t.n"},
}


def stories(store: Store, **asked: Any) -> Rows:
    """Stories of two reports or more, the newest first; filters as for reports hold if a report
    of the story meets them. `words` must stand in a report, `min_reports` is the least size."""
    where, values = _of_story(store, asked)
    if (least := asked.pop("min_reports", None)) is not None:
        where.append("s.reports >= ?")
        values.append(least)
    sql = (
        "SELECT s.name, s.first, s.last, s.reports, s.outlets,"
        " (SELECT count(*) FROM claims AS c WHERE c.story = s.id AND c.said > 1),"
        " (SELECT count(*) FROM contradictions AS c WHERE c.story = s.id) AS contradictions,"
        " s.title FROM stories AS s"
    )
    return _rows(store, "stories", sql, "FROM stories AS s", where, values, asked, STORIES)


def claims(store: Store, **asked: Any) -> Rows:
    """Claims that several statements make, those with most first. `about` are words of a
    statement, `story` is one's public id; `min_low`, `max_low`, `min_said` bound the counts."""
    where, values = _of_story(store, asked)
    least = asked.pop("min_said", 2)
    where.append("(c.said >= ? OR c.against > 0)")
    values.append(least)
    for key, text in (("min_low", "c.low >= ?"), ("max_low", "c.low <= ?")):
        if (bound := asked.pop(key, None)) is not None:
            where.append(text)
            values.append(bound)
    if asked.pop("contradicted", False):
        where.append("c.against > 0")
    first = (
        "(SELECT y.{column} FROM sayings AS y JOIN standing AS g ON g.reading = y.reading"
        " WHERE y.story = c.story AND y.claim = c.n"
        " ORDER BY g.published, y.reading, y.fact LIMIT 1)"
    )
    joined = " FROM claims AS c JOIN stories AS s ON s.id = c.story"
    inner = (
        f"SELECT c.*, s.name, {first.format(column='reading')} AS reading,"
        f" {first.format(column='fact')} AS fact{joined}"
    )
    if about := asked.pop("about", None):
        like = WORDS.format(reading="y.reading", fact="y.fact")
        begins = " AND ".join(f'"{word}"*' for word in re.findall(r"\w+", str(about)))
        if begins:  # narrows to stories with such words, before the statements are looked at
            where.append(
                "s.id IN (SELECT x.story FROM words JOIN standing AS d ON d.version = words.rowid"
                " JOIN story_reports AS x ON x.report = d.report WHERE words MATCH ?)"
            )
            values.append(begins)
        for word in str(about).split():
            where.append(
                "EXISTS (SELECT 1 FROM sayings AS y WHERE y.story = c.story AND y.claim = c.n"
                f" AND {like} LIKE '%' || ? || '%')"
            )
            values.append(word)
    order = _order("claims", asked, "-said")
    limit, offset = _page(asked)
    _refuse_rest(asked)
    text = "".join(f" {'AND' if n else 'WHERE'} {part}" for n, part in enumerate(where))
    parts = {"reading": "f.reading", "fact": "f.fact"}
    sql = (
        f"SELECT {FACT.format(**parts)}, f.name, f.low, f.high, f.grade, f.said, f.against,"
        f" {WHO.format(**parts)}, {WORDS.format(**parts)} FROM ({inner}{text} ORDER BY {order}"
        " LIMIT ? OFFSET ?) AS f"
    )
    total = f"SELECT count(*){joined}{text}"
    return Rows(store, sql, (*values, limit, offset), CLAIMS, total, values)


def contradictions(store: Store, **asked: Any) -> Rows:
    """Statements that cannot both hold, the newest stories first; `kind` narrows them."""
    where, values = _of_story(store, asked)
    if kind := asked.pop("kind", None):
        where.append("c.kind = ?")
        values.append(kind)
    sides = ", ".join(
        text.format(reading=f"c.{which}reading", fact=f"c.{which}fact")
        for which in ("", "other_")
        for text in SIDE
    )
    sql = (
        f"SELECT s.name, c.kind, c.why, {sides}"
        " FROM contradictions AS c JOIN stories AS s ON s.id = c.story"
    )
    joined = "FROM contradictions AS c JOIN stories AS s ON s.id = c.story"
    return _rows(store, "contradictions", sql, joined, where, values, asked, CONTRADICTIONS)


def stances(store: Store, **asked: Any) -> Rows:
    """What sources said of one matter through time; `source` is part of a name, `about` words of
    the matter, `changed` asks for those who changed their side."""
    where, values = _of_story(store, asked)
    if source := asked.pop("source", None):
        where.append("t.source LIKE '%' || ? || '%'")
        values.append(source)
    for word in str(asked.pop("about", None) or "").split():
        where.append("t.about LIKE '%' || ? || '%'")
        values.append(word)
    if asked.pop("changed", False):
        where.append("t.changed")
    sql = (
        "SELECT s.name, t.source, t.changed, t.steps, t.first, t.last, t.about"
        " FROM stances AS t JOIN stories AS s ON s.id = t.story"
    )
    joined = "FROM stances AS t JOIN stories AS s ON s.id = t.story"
    return _rows(store, "stances", sql, joined, where, values, asked, STANCES)


def _rows(
    store: Store,
    name: str,
    sql: str,
    joined: str,
    where: Sequence[str],
    values: Sequence[Any],
    asked: dict[str, Any],
    columns: Sequence[str],
) -> Rows:
    order = _order(name, asked, next(iter(ORDERS[name])))
    limit, offset = _page(asked)
    _refuse_rest(asked)
    text = "".join(f" {'AND' if n else 'WHERE'} {part}" for n, part in enumerate(where))
    full = f"{sql}{text} ORDER BY {order} LIMIT ? OFFSET ?"
    total = f"SELECT count(*) {joined}{text}"
    return Rows(store, full, (*values, limit, offset), columns, total, values)


def _of_story(store: Store, asked: dict[str, Any]) -> tuple[list[str], list[Any]]:
    """Conditions on the story: its id, words in its reports, and filters on reports."""
    where: list[str] = []
    values: list[Any] = []
    if story := asked.pop("story", None):
        where.append(
            "s.id = (SELECT x.story FROM story_reports AS x JOIN reports AS r ON r.id = x.report"
            " WHERE r.name = ?)"
        )
        values.append(story)
    if words := asked.pop("words", None):
        check(store, words)
        where.append(
            "s.id IN (SELECT x.story FROM words JOIN standing AS d ON d.version = words.rowid"
            " JOIN story_reports AS x ON x.report = d.report WHERE words MATCH ?)"
        )
        values.append(words)
    given = {key: asked.pop(key) for key in REPORT_FILTERS if asked.get(key) is not None}
    for key in REPORT_FILTERS:
        asked.pop(key, None)
    for text, own in conditions(store, "reports", given):
        where.append(
            "s.id IN (SELECT x.story FROM standing AS d JOIN story_reports AS x"
            f" ON x.report = d.report WHERE {text})"
        )
        values += own
    return where, values


REPORT_FILTERS = ("actor", "country", "outlet", "since", "until")


def _order(name: str, asked: dict[str, Any], usual: str) -> str:
    key = asked.pop("sort", None) or usual
    known: Mapping[str, str] = ORDERS[name]
    if key not in known:
        raise mistaken("key to sort by", key, known)
    return known[key]


def _page(asked: dict[str, Any]) -> tuple[int, int]:
    limit = asked.pop("limit", None)
    return (-1 if limit is None else int(limit)), int(asked.pop("offset", 0) or 0)


def _refuse_rest(asked: Mapping[str, Any]) -> None:
    rest = [key for key, value in asked.items() if value is not None]
    if rest:
        raise UsageError(f"{', '.join(rest)}: no such filter here.")

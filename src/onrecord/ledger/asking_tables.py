"""The lists that can be asked for: where their rows are found, and how they are shown."""

from msgspec import Struct


class List(Struct, frozen=True):
    """A list: the narrow rows that filters are put to (always called d), what tells one of them
    from others, the columns shown, what it can be sorted by."""

    source: str
    keys: tuple[str, ...]
    shown: str  # SQL around the keys of what was found
    columns: tuple[str, ...]
    orders: dict[str, str]
    default: str
    always: tuple[str, ...] = ()


def _from_view(view: str, key: str, columns: tuple[str, ...]) -> str:
    """The rows of a view for keys that were found, in their order."""
    held = ", ".join(f'v."{column}"' for column in columns)
    return (
        f"WITH keys AS MATERIALIZED ({{keys}}) SELECT {held} FROM keys"
        f" CROSS JOIN {view} AS v ON v.reading = keys.reading"
        + (f" AND v.n = keys.{key}" if key else "")
    )


EVENT = (
    "id", "report", "outlet", "published", "day", "until", "dated", "status", "type", "mode",
    "actors", "recipients", "place", "words", "clause", "said_by", "confidence", "verdict",
    "background", "polarity", "deed", "cameo", "quad", "goldstein", "contexts",
    "actor_countries", "recipient_countries", "title", "url", "why",
)  # fmt: skip
ATTRIBUTION = (
    "id", "report", "outlet", "published", "day", "dated", "source", "kind", "act", "content",
    "cue", "lemma", "words", "country", "sector", "anonymity", "quotation", "medium", "origin",
    "relays", "polarity", "status", "hedge", "confidence", "verdict", "title", "url", "why",
)  # fmt: skip
FIGURE = (
    "id", "report", "outlet", "published", "words", "low", "high", "unit", "kind", "of",
    "currency", "casualty", "approximate", "said_by", "confidence", "verdict", "title", "url",
    "why",
)  # fmt: skip
TIMEX = (
    "id", "report", "outlet", "published", "words", "type", "value", "mod", "grain", "earliest",
    "latest", "utc", "confidence", "verdict", "title", "url",
)  # fmt: skip
REPORT = (
    "report", "title", "outlet", "published", "published_basis", "byline", "language",
    "dateline", "url", "ref", "added", "version", "versions", "attributions", "events", "reader",
)  # fmt: skip

UNTYPED = """
(SELECT reading, event, n, day, dated, type, mode, cameo, quad, goldstein, status, actor,
        actor_country, recipient, recipient_country, place, confidence, background
 FROM deeds
 UNION ALL
 SELECT v.reading, v.n, 0, v.day, v.dated, NULL, NULL, NULL, NULL, NULL, v.status, a.entity,
        ea.country, r.entity, er.country, p.entity, round(v.confidence * 100), v.background
 FROM standing_events AS v JOIN events AS e ON e.reading = v.reading AND e.n = v.n
 LEFT JOIN actors AS a ON a.reading = e.reading AND a.n = json_extract(e.actors, '$[0]')
 LEFT JOIN entities AS ea ON ea.id = a.entity
 LEFT JOIN actors AS r ON r.reading = e.reading AND r.n = json_extract(e.recipients, '$[0]')
 LEFT JOIN entities AS er ON er.id = r.entity
 LEFT JOIN actors AS p ON p.reading = e.reading AND p.n = e.place
 WHERE v.type IS NULL) AS d
"""  # typed events, and those of no type with the first of each side


def _facts(table: str, letter: str) -> str:
    return (
        f"standing AS g CROSS JOIN {table} AS d ON d.reading = g.reading LEFT JOIN judged AS j"
        f" ON j.reading = d.reading AND j.letter = '{letter}' AND j.n = d.n"
    )


REJECTED = "coalesce(j.verdict, '') <> 'reject'"
LISTS: dict[str, List] = {
    "events": List(
        "deeds AS d", ("reading", "event"), _from_view("standing_events", "event", EVENT), EVENT,
        {"day": "d.day", "confidence": "d.confidence", "goldstein": "d.goldstein",
         "type": "d.type", "status": "d.status"}, "-day",
    ),
    "attributions": List(
        "statements AS d", ("reading", "attribution"),
        _from_view("standing_attributions", "attribution", ATTRIBUTION), ATTRIBUTION,
        {"day": "d.day", "confidence": "d.confidence", "act": "d.act", "kind": "d.kind"}, "-day",
    ),
    "figures": List(
        _facts("figures", "F"), ("reading", "n"), _from_view("standing_figures", "n", FIGURE),
        FIGURE, {"published": "g.published", "low": "d.low", "high": "d.high", "of": "d.of",
                 "confidence": "d.confidence"}, "-published", (REJECTED,),
    ),
    "timexes": List(
        _facts("timexes", "T"), ("reading", "n"), _from_view("standing_timexes", "n", TIMEX),
        TIMEX, {"published": "g.published", "earliest": "d.earliest", "value": "d.value",
                "confidence": "d.confidence"}, "-published", (REJECTED,),
    ),
    "reports": List(
        "standing AS d", ("reading",), _from_view("standing_reports", "", REPORT), REPORT,
        {"published": "d.published", "outlet": "d.outlet"}, "-published",
    ),
}  # fmt: skip

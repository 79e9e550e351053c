"""How what a ledger is asked by becomes SQL: one condition for each kind of filter."""

import difflib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from onrecord.errors import UsageError
from onrecord.knowledge.ontology import cameo_codes, modes
from onrecord.knowledge.world import countries
from onrecord.ledger.asking_actors import entities, is_country
from onrecord.ledger.names import NAME
from onrecord.ledger.store import Store
from onrecord.model import words

MANY_WORDS, SOME_WORDS = 60, 12  # allowed words that an error lists all, or some of
Table = Literal["events", "attributions", "figures", "timexes", "reports", "actors"]
Condition = tuple[str, list[Any]]  # SQL with a mark for each value, and the values
Values = Sequence[str]
Build = Callable[[Store, Table, Values], Condition]

STATUSES: dict[str, tuple[str, ...]] = {  # groups of statuses, as the page marks them
    "so": ("happened", "ongoing"),
    "ahead": ("planned", "scheduled", "requested", "promised", "ordered"),
    "open": ("possible", "alleged", "conditional", "unclear"),
    "not": ("denied", "negated", "refused", "averted"),
}
DAY = {"events": "d.day", "attributions": "d.day", "reports": "d.published"}
MANY = 30_000  # rows on one side
MANY_REPORTS = 4_000  # that hold some words
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
LETTER = {"events": "E", "attributions": "S", "figures": "F", "timexes": "T", "actors": "A"}
NUMBER = {"events": "d.event", "attributions": "d.attribution"}
SIDES = {
    "events": {
        "acting": ("actor", "actor_country"),
        "recipient": ("recipient", "recipient_country"),
    },
    "attributions": {"source": ("source", "country")},
}
PLACED = "d.place IN (SELECT value FROM json_each(?))"


def mistaken(what: str, given: str, allowed: Iterable[str]) -> UsageError:
    """The error for a value that is none: the nearest one, and all that are allowed, or some of
    them where there are many."""
    known = list(allowed)
    near = difflib.get_close_matches(given, known, 1, 0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    some = ", ".join(known if len(known) <= MANY_WORDS else known[:SOME_WORDS])
    more = f" and {len(known) - SOME_WORDS} more" if len(known) > MANY_WORDS else ""
    return UsageError(f"{given!r} is no {what}.{hint} Allowed: {some}{more}.")


def chosen(given: Values, allowed: Sequence[str], what: str) -> list[str]:
    """The values as the list has them, whatever their case."""
    folded = {value.casefold(): value for value in allowed}
    for value in given:
        if value.casefold() not in folded:
            raise mistaken(what, value, allowed)
    return [folded[value.casefold()] for value in given]


def among(column: str, values: Sequence[Any]) -> Condition:
    """That a column has one of some values."""
    return f"{column} IN ({','.join('?' * len(values))})", list(values)


def either(conditions: Sequence[Condition]) -> Condition:
    """That one of several conditions holds."""
    texts = [text for text, _ in conditions]
    return f"({' OR '.join(texts)})", [value for _, values in conditions for value in values]


def choice(column: str, allowed: Callable[[], Sequence[str]], what: str) -> Build:
    def build(_: Store, table: Table, values: Values) -> Condition:
        return among(_column(table, column), chosen(values, allowed(), what))

    return build


def _column(table: Table, column: str) -> str:
    """A column of what is asked; what people set stands over it in figures."""
    if table not in ("figures", "timexes"):
        return f"d.{column}"
    path = f"'$.{column}'"
    changed = f'json_extract(j."values", {path})'
    return f'iif(json_type(j."values", {path}) IS NULL, d."{column}", {changed})'


def status(_: Store, table: Table, values: Values) -> Condition:
    allowed = [*STATUSES, *words.values(words.Status)]
    given = chosen(values, allowed, "status")
    return among("d.status", [one for name in given for one in STATUSES.get(name, (name,))])


def cameo(_: Store, table: Table, values: Values) -> Condition:
    for value in values:
        if not any(code.startswith(value) for code in cameo_codes()):
            raise mistaken("CAMEO code or beginning of one", value, list(cameo_codes()))
    # every code that begins so lies between the prefix and the prefix with a letter behind it
    return either([("d.cameo BETWEEN ? AND ?", [value, f"{value}z"]) for value in values])


def mode_names() -> list[str]:
    return sorted({word.name for entries in modes().values() for word in entries})


def kind(store: Store, table: Table, values: Values) -> Condition:
    lists = {"attributions": words.SourceKind, "figures": words.FigureKind}
    allowed = words.values(lists.get(table, words.ActorKind))
    column = "e.kind" if table == "actors" else _column(table, "kind")
    return among(column, chosen(values, allowed, "kind"))


def country_codes(store: Store, values: Values) -> list[str]:
    """Codes of countries given as codes or by name."""
    names = {country.name.casefold(): country.code for country in countries()}
    found = []
    for value in values:
        code = names.get(value.casefold(), value.upper())
        if not is_country(store, code):
            raise mistaken("country", value, [country.name for country in countries()])
        found.append(code)
    return found


def country(store: Store, table: Table, values: Values) -> Condition:
    codes = country_codes(store, values)
    if table == "actors":
        return among("e.country", codes)
    columns = [column for _, column in SIDES[table].values()]
    plus = _scanned(store, codes) if len(columns) > 1 else ""
    return either([among(f"{plus}d.{column}", codes) for column in columns])


def sector(_: Store, table: Table, values: Values) -> Condition:
    sectors = [value.upper() for value in values]
    if table == "actors":
        return among("e.sector", sectors)
    text, given = among("sector", sectors)
    inner = f"IN (SELECT id FROM entities WHERE {text})"
    return either([(f"d.{column} {inner}", given) for column, _ in SIDES[table].values()])


def side(*sides: str) -> Build:
    """An actor on one of some sides: by name, key or country."""

    def build(store: Store, table: Table, values: Values) -> Condition:
        parts = [pair for name, pair in SIDES[table].items() if name in sides]
        codes = [value for value in values if is_country(store, value)]
        plus = _scanned(store, codes) if len(parts) > 1 else ""
        return either([one for value in values for one in _each(store, value, parts, plus)])

    return build


def _each(store: Store, value: str, parts: Sequence[tuple[str, str]], plus: str) -> list[Condition]:
    """That an actor or country stands on each of some sides."""
    if is_country(store, value):
        return [(f"{plus}d.{country} = ?", [value]) for _, country in parts]
    ids = json.dumps(entities(store, value))  # looked up once for all sides
    return [(f"d.{column} IN (SELECT value FROM json_each(?))", [ids]) for column, _ in parts]


def _scanned(store: Store, codes: Sequence[str]) -> str:
    """A plus, which keeps SQLite from an index, where so much is of these countries that one pass
    over all is faster than two indexes together."""
    text, given = among("actor_country", codes)
    count = f"SELECT count(*) FROM (SELECT 1 FROM deeds WHERE {text} LIMIT {MANY})"
    return "+" if codes and store.value(count, given) >= MANY else ""


def told_by(store: Store, _: Table, values: Values) -> Condition:
    """In whose words a figure stands: an actor by name, key or country."""
    found: list[Condition] = []
    for value in values:
        ((text, given),) = _each(store, value, [("source", "country")], "")
        found.append((text.replace("d.", "said.", 1), given))
    text, given = either(found)
    return (
        "EXISTS (SELECT 1 FROM json_each(d.told) AS t JOIN statements AS said"
        f" ON said.reading = d.reading AND said.attribution = t.value WHERE {text})",
        given,
    )


def named(store: Store, table: Table, values: Values) -> Condition:
    """An actor anywhere in a report, or the actors themselves."""
    ids = json.dumps([id for value in values for id in entities(store, value)])
    if table == "actors":
        return "e.id IN (SELECT value FROM json_each(?))", [ids]
    return (
        "d.reading IN (SELECT reading FROM actors WHERE known"
        " AND entity IN (SELECT value FROM json_each(?)))",
        [ids],
    )


def place(store: Store, table: Table, values: Values) -> Condition:
    """A place by name, or any place of a country."""
    found: list[Condition] = []
    for value in values:
        if is_country(store, value):
            inner = "SELECT id FROM entities WHERE country = ?"
            found.append((f"d.place IN ({inner})", [value]))
        else:
            found.append((PLACED, [json.dumps(entities(store, value))]))
    return either(found)


def _date(value: str) -> str:
    if not DATE.fullmatch(value):
        raise UsageError(
            f"{value!r} is no date. Give a day, month or year: 2024-10-27, 2024-10, 2024."
        )
    return value


def since(column: str | None = None) -> Build:
    def build(_: Store, table: Table, values: Values) -> Condition:
        return f"{column or DAY[table]} >= ?", [min(map(_date, values))]

    return build


def until(column: str | None = None) -> Build:
    def build(_: Store, table: Table, values: Values) -> Condition:
        # "~" sorts behind all digits: the whole of a month or year is let in
        return f"{column or DAY[table]} <= ?", [f"{max(map(_date, values))}~"]

    return build


def published(bound: Build) -> Build:
    def build(store: Store, table: Table, values: Values) -> Condition:
        text, given = bound(store, table, values)
        if table == "reports":
            return text.replace("published", "d.published"), given
        count = f"SELECT count(*) FROM (SELECT 1 FROM standing WHERE {text} LIMIT {MANY})"
        if store.value(count, given) >= MANY:  # then no list of them is made
            own = f"SELECT 1 FROM standing AS p WHERE p.reading = d.reading AND p.{text}"
            return f"EXISTS ({own})", given
        return f"d.reading IN (SELECT reading FROM standing WHERE {text})", given

    return build


def outlet(store: Store, table: Table, values: Values) -> Condition:
    known = [row[0] for row in store.run("SELECT DISTINCT outlet FROM standing WHERE outlet <> ''")]
    text, given = among("outlet", chosen(values, sorted(known), "outlet of this ledger"))
    return f"d.reading IN (SELECT reading FROM standing WHERE {text})", given


def report(store: Store, table: Table, values: Values) -> Condition:
    readings = []
    for value in values:
        if not NAME.fullmatch(value):
            raise UsageError(f"{value!r} is no id of a report. onrecord reports prints them.")
        reading = store.value(
            "SELECT reading FROM standing WHERE report = (SELECT id FROM reports WHERE name = ?)"
            " OR version = (SELECT id FROM versions WHERE name = ?)",
            (value, value),
        )
        if reading is None:
            raise UsageError(f"the ledger has no report {value}. onrecord reports lists them.")
        readings.append(reading)
    return among("d.reading", readings)


def flag(text: str) -> Build:
    def build(_: Store, table: Table, values: Values) -> Condition:
        (value,) = chosen(values[:1], ("yes", "no"), "answer")
        changed = text.format(letter=LETTER.get(table, ""), n=NUMBER.get(table, "d.n"))
        return changed if value == "yes" else f"NOT {changed}", []

    return build


def confidence(_: Store, table: Table, values: Values) -> Condition:
    try:
        least = float(values[0])
    except ValueError as error:
        raise UsageError(f"{values[0]!r} is no confidence. Give a number from 0 to 1.") from error
    if not 0 <= least <= 1:
        raise UsageError(f"{values[0]} is no confidence. Give a number from 0 to 1.")
    if table in ("figures", "timexes"):
        return "coalesce(json_extract(j.\"values\", '$.confidence') * 100, d.confidence) >= ?", [
            round(least * 100)
        ]
    return "d.confidence >= ?", [round(least * 100)]


def escaped(word: str) -> str:
    """A word as LIKE takes it, with a backslash before signs that mean something to it."""
    return re.sub(r"([%_\\])", r"\\\1", word)


SENTENCE = "x.start <= d.start AND d.start < x.end"
PRINTED = {
    "events": ("events", "x.n = d.event", "start", "end"),
    "attributions": ("attributions", "x.n = d.attribution", "content_start", "content_end"),
    "figures": ("sentences", SENTENCE, "start", "end"),
    "timexes": ("sentences", SENTENCE, "start", "end"),
}


def printed_words(store: Store, table: Table, values: Values) -> Condition:
    """All words in the clause of the event, the content of the attribution or the sentence of the
    figure or time; for a report in its text. Full text finds the reports, and only their clauses
    are looked at: where many reports hold the words in the order of the list, so that its first
    page is soon full."""
    given = [word for value in values for word in value.split()]
    match = " AND ".join('"' + word.replace('"', '""') + '"' for word in given)
    reports = (
        "d.reading IN (SELECT reading FROM words JOIN standing ON version = words.rowid"
        " WHERE words MATCH ?)"
    )
    if table == "reports":
        return reports, [match]
    found = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    plus = "+" if store.value(found, (match, MANY_REPORTS)) >= MANY_REPORTS else ""
    name, here, start, end = PRINTED[table]
    like = " AND ".join(
        f"substr(v.text, x.{start} + 1, x.{end} - x.{start}) LIKE ? ESCAPE '\\'" for _ in given
    )
    printed = (
        f"EXISTS (SELECT 1 FROM {name} AS x JOIN standing AS y ON y.reading = x.reading"
        f" JOIN versions AS v ON v.id = y.version"
        f" WHERE x.reading = d.reading AND {here} AND {like})"
    )
    signs = [f"%{escaped(word)}%" for word in given]
    return f"({plus}{reports} AND {printed})", [match, *signs]

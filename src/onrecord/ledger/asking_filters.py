"""What a ledger can be asked by: each filter once, with its words and what it narrows."""

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.knowledge.ontology import plover_types
from onrecord.ledger.asking_conditions import (
    Build,
    Condition,
    Table,
    cameo,
    choice,
    confidence,
    country,
    flag,
    kind,
    mistaken,
    mode_names,
    named,
    outlet,
    place,
    printed_words,
    published,
    report,
    sector,
    side,
    since,
    status,
    told_by,
    until,
)
from onrecord.ledger.store import Store
from onrecord.model.words import Act, Casualty, Quad, TimexType, values

FACTS = ("events", "attributions", "figures", "timexes")
SAID = ("events", "attributions")
BACKGROUND = "d.background"
JUDGED = (
    "EXISTS (SELECT 1 FROM judged WHERE judged.reading = d.reading"
    " AND judged.letter = '{letter}' AND judged.n = {n})"
)


class Filter(Struct, frozen=True):
    """A filter: its name in Python and, with hyphens, on the command line; the lists that it
    narrows, and what it makes of its values. Several values are parted by commas: any of them."""

    name: str
    metavar: str
    help: str
    of: tuple[str, ...]
    build: Build


def _types() -> list[str]:
    return list(plover_types())


ALL = (
    Filter(
        "actor",
        "WHO",
        "On either side, or the source: words of a name, a key, or a code such as PRK.",
        ("events",),
        side("acting", "recipient"),
    ),
    Filter(
        "actor",
        "WHO",
        "Who says it: words of a name, a key, or a country's code.",
        ("attributions",),
        side("source"),
    ),
    Filter(
        "actor",
        "WHO",
        "In whose words it stands: words of a name, a key, or a country's code.",
        ("figures",),
        told_by,
    ),
    Filter("actor", "WHO", "Words of a name, or a key.", ("reports", "actors"), named),
    Filter("acting", "WHO", "Who acts.", ("events",), side("acting")),
    Filter("recipient", "WHO", "At whom the act is directed.", ("events",), side("recipient")),
    Filter(
        "country",
        "COUNTRY",
        "Country of whoever acts, is acted on, or speaks: a code or a name.",
        ("events", "attributions", "actors"),
        country,
    ),
    Filter(
        "sector",
        "SECTOR",
        "Sector of whoever acts, is acted on, or speaks: GOV, MIL, SPY …",
        ("events", "attributions", "actors"),
        sector,
    ),
    Filter(
        "type",
        "TYPE",
        "PLOVER type of the event: CONSULT, ASSAULT …",
        ("events",),
        choice("type", _types, "PLOVER type"),
    ),
    Filter(
        "type",
        "TYPE",
        "DATE, TIME, DURATION or SET.",
        ("timexes",),
        choice("type", lambda: values(TimexType), "type of time"),
    ),
    Filter(
        "mode",
        "MODE",
        "PLOVER mode: visit, airstrike …",
        ("events",),
        choice("mode", mode_names, "PLOVER mode"),
    ),
    Filter(
        "cameo", "CODE", "CAMEO code, or its first digits: 19 is all fighting.", ("events",), cameo
    ),
    Filter(
        "quad",
        "QUAD",
        "Quad class: verbal-conflict …",
        ("events",),
        choice("quad", lambda: values(Quad), "quad class"),
    ),
    Filter("status", "STATUS", "Status, or a group: so, ahead, open, not.", ("events",), status),
    Filter("background", "yes|no", "Only history, or none of it.", ("events",), flag(BACKGROUND)),
    Filter(
        "act",
        "ACT",
        "What the source does by saying it: assert, deny, threaten …",
        ("attributions",),
        choice("act", lambda: values(Act), "act"),
    ),
    Filter(
        "kind",
        "KIND",
        "Kind of source, figure or actor: unnamed-official, money, person …",
        ("attributions", "figures", "actors"),
        kind,
    ),
    Filter(
        "casualty",
        "WHAT",
        "What became of those counted: killed, wounded …",
        ("figures",),
        choice("casualty", lambda: values(Casualty), "casualty"),
    ),
    Filter(
        "since",
        "DATE",
        "From that day, month or year on: when it happened, was said or published.",
        ("events", "attributions", "reports"),
        since(),
    ),
    Filter(
        "until",
        "DATE",
        "Up to that day, month or year.",
        ("events", "attributions", "reports"),
        until(),
    ),
    Filter(
        "published_since",
        "DATE",
        "In reports published from that date on.",
        FACTS,
        published(since("published")),
    ),
    Filter(
        "published_until",
        "DATE",
        "In reports published up to that date.",
        FACTS,
        published(until("published")),
    ),
    Filter(
        "dated",
        "yes|no",
        "Only what the text dates, or only what has the day of publication.",
        SAID,
        flag("d.dated"),
    ),
    Filter("outlet", "NAME", "Who published it.", (*FACTS, "reports"), outlet),
    Filter("place", "WHERE", "Words of a place's name, or a country's code.", ("events",), place),
    Filter(
        "words",
        "WORDS",
        "Words in the clause, the content, the sentence, or the report.",
        (*FACTS, "reports"),
        printed_words,
    ),
    Filter("confidence", "LEAST", "Least confidence, from 0 to 1.", FACTS, confidence),
    Filter("report", "ID", "One report, by its id.", (*FACTS, "reports"), report),
    Filter(
        "judged", "yes|no", "Only what people judged, or only what nobody did.", FACTS, flag(JUDGED)
    ),
)


def filters_of(table: str) -> dict[str, Filter]:
    """The filters of a list by name."""
    return {entry.name: entry for entry in ALL if table in entry.of}


def conditions(store: Store, table: Table, given: dict[str, object]) -> list[Condition]:
    """The conditions that filters make. Raises UsageError for a filter or a value that is none."""
    known = filters_of(table)
    found = []
    for name, value in given.items():
        if value is None:
            continue
        if name not in known:
            raise mistaken(f"filter of {table}", name, known)
        texts = _texts(value)
        if not texts:
            raise UsageError(f"{name} needs a value.")
        found.append(known[name].build(store, table, texts))
    return found


def _texts(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, str):
        return [part for one in value.split(",") if (part := one.strip())]
    if isinstance(value, list | tuple | set | frozenset):
        return [str(one) for one in value]
    return [str(value)]

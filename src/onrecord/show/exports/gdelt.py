"""The 61 columns of GDELT's event table 2.0 (Event Codebook V2.0, 2015): tab-separated, no header.

One row an event: the same pair of actors, code and day in several reports is one, and NumMentions,
NumSources and NumArticles count those of the ledger. What GDELT has and a report does not tell
(tone, coordinates, FeatureIDs, ethnicity, religion) is empty.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import apsw

from onrecord.knowledge.country_codes import country_codes
from onrecord.model import Actor
from onrecord.show.exports.coded import (
    Coded,
    Days,
    body,
    coded_events,
    quad_of_code,
    root,
    state,
)
from onrecord.show.exports.files import new_file
from onrecord.show.exports.polecat import flat
from onrecord.show.exports.standing import Told

_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_WHO = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _WHO),
    *(f"Actor2{name}" for name in _WHO),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
PAIRS = 64  # of one event; as many as the ledger's own table of pairs holds
BITS = 52  # of an id: a whole number that R and JavaScript keep exactly
SCRATCH = """
CREATE TABLE mentions (
  at INTEGER PRIMARY KEY, key TEXT, outlet TEXT, report TEXT, root INTEGER, row TEXT
);
"""
GROUPED = """
SELECT min(at) AS first, key, count(*), count(DISTINCT outlet), count(DISTINCT report), max(root)
FROM mentions GROUP BY key ORDER BY first
"""


def write_gdelt(told: Iterable[Told], out: Path, *, folded: bool) -> int:
    """Write the events; returns how many. They wait in a file beside it, to be counted."""
    number = 0
    with tempfile.TemporaryDirectory(prefix=".onrecord-", dir=out.absolute().parent) as folder:
        scratch = apsw.Connection(str(Path(folder) / "mentions.db"))
        scratch.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        scratch.execute(SCRATCH)
        _gather(scratch, coded_events(told, folded=folded))
        with new_file(out) as file:
            for row in _events(scratch):
                file.write("\t".join(flat(row.get(name, "")) for name in COLUMNS) + "\n")
                number += 1
        scratch.close()
    return number


def _gather(scratch: apsw.Connection, events: Iterable[Coded]) -> None:
    scratch.execute("BEGIN")
    for coded in events:
        leads = _in_lead(coded)
        ones: list[Actor | None] = [*coded.actors] or [None]
        others: list[Actor | None] = [*coded.recipients] or [None]
        pairs = product(ones, others)
        for _, (one, other) in zip(range(PAIRS), pairs, strict=False):
            row = _row(coded, one, other)
            key = _key(coded, one, other)
            outlet = coded.told.record.report.outlet or coded.told.source
            scratch.execute(
                "INSERT INTO mentions VALUES (NULL, ?, ?, ?, ?, ?)",
                (key, outlet, coded.told.report, leads, json.dumps(row)),
            )
    scratch.execute("COMMIT")


def _events(scratch: apsw.Connection) -> Iterator[dict[str, Any]]:
    scratch.execute("CREATE INDEX by_key ON mentions (key)")
    for first, key, mentions, outlets, reports, leads in scratch.execute(GROUPED):
        (text,) = next(scratch.execute("SELECT row FROM mentions WHERE at = ?", (first,)))
        yield json.loads(text) | {
            "GLOBALEVENTID": number_of(key),
            "IsRootEvent": leads,
            "NumMentions": mentions,
            "NumSources": outlets,
            "NumArticles": reports,
        }


def number_of(key: str) -> int:
    """A whole number made of a key, the same in every ledger."""
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:8]) >> (64 - BITS)


def _key(coded: Coded, one: Actor | None, other: Actor | None) -> str:
    """What makes two mentions one event: both actors, code and day. Where one of them is not
    known, the event is like no other."""
    told = coded.told
    if one is None or other is None or coded.days.day is None:
        return "\0".join([coded.id, *(told.id(actor) for actor in (one, other) if actor)])
    return "\0".join([told.identity(one), told.identity(other), coded.cameo, coded.days.day])


def _row(coded: Coded, one: Actor | None, other: Actor | None) -> dict[str, Any]:
    code = coded.cameo
    return {
        **_dates(coded.days),
        **_who("Actor1", one),
        **_who("Actor2", other),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": root(code),
        "QuadClass": quad_of_code(code),
        "GoldsteinScale": coded.goldstein,
        **_where("Action", coded.told.actor(coded.event.place)),
        "DATEADDED": "".join(sign for sign in coded.told.added if sign.isdigit())[:14],
        "SOURCEURL": coded.told.source,
    }


def _dates(days: Days) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if days.year:
        found["Year"] = days.year
    if days.month:
        found["MonthYear"] = days.month.replace("-", "")
    if days.day:
        year, month, day = map(int, days.day.split("-"))
        found["SQLDATE"] = days.day.replace("-", "")
        found["FractionDate"] = f"{year + (month * 30 + day) / 365:.4f}"
    return found


def _who(side: str, actor: Actor | None) -> dict[str, Any]:
    if actor is None:
        return {}
    types = [code for code in (body(actor), actor.sector) if code]
    return {
        f"{side}Code": "".join([state(actor), *types]),
        f"{side}Name": actor.name.upper(),
        f"{side}CountryCode": state(actor),
        **{f"{side}Type{n}Code": code for n, code in enumerate(types, 1)},
    }


def _where(whose: str, place: Actor | None) -> dict[str, Any]:
    if place is None:
        return {}
    codes = country_codes().get(place.country or "")
    return {
        f"{whose}Geo_Type": 1 if place.kind == "country" else "",
        f"{whose}Geo_FullName": place.name,
        f"{whose}Geo_CountryCode": codes.fips if codes else "",
    }


def _in_lead(coded: Coded) -> int:
    """1 where the event stands in the first paragraph that ends as a sentence does."""
    text = coded.told.record.report.text
    start = 0
    for line in text.splitlines(keepends=True):
        start += len(line)
        if line.rstrip(' \r\n"”’)').endswith((".", "!", "?")):
            break
    return int(coded.event.trigger[0] < start)

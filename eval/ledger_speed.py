"""How fast a large ledger answers: filters, counts, groups and search.

usage: python eval/ledger_speed.py [--reports N] [--ledger FILE]

Makes a ledger of N variations of the records of examples/ (other days, outlets and names), asks it
varied questions, each five times, and prints the median of each and of all. With --ledger, a
ledger that is there is asked instead. A million typed events take about 100,000 reports, 3 GB and
ten minutes.
"""

import argparse
import datetime
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

import onrecord
from onrecord.intake import report_of_text
from onrecord.ledger.asking_rows import Rows
from onrecord.ledger.store import open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Actor, Record

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TIMES = 5
BATCH = 100
FILTERS_MS, SEARCH_MS = 300, 100  # what is promised at the median
OUTLETS = 60
FAMILIES = ("Abel", "Brant", "Corvin", "Dask", "Elm", "Farr", "Gant", "Holt", "Ivers", "Jarn")


def variations(count: int) -> Iterator[Record]:
    """Records that differ in text, day, outlet and the names of half the actors."""
    found = list(onrecord.read_all([EXAMPLES], published="2024-10-27"))
    for number in range(count):
        record, turn = found[number % len(found)], number // len(found)
        report = record.report
        text = f"{report.text}{number}"
        day = datetime.date(2015, 1, 1) + datetime.timedelta(days=number % 3650)
        yield msgspec.structs.replace(
            record,
            report=msgspec.structs.replace(
                report,
                text=text,
                id=report_of_text(text).id,
                url=None,
                published=day.isoformat(),
                outlet=f"Outlet {number % OUTLETS}",
            ),
            actors=tuple(renamed(actor, turn) for actor in record.actors),
        )


def renamed(actor: Actor, turn: int) -> Actor:
    """Another person or body in every turn, so that there are as many names as in real reports."""
    if actor.kind not in ("person", "organization") or int(actor.id[1:]) % 2:
        return actor
    family = f"{FAMILIES[turn % 10]}{turn // 10 % 50}"
    return msgspec.structs.replace(actor, name=f"{actor.name} {family}", wikidata=None)


def fill(path: Path, count: int) -> None:
    """Write the variations into a new ledger."""
    store = open_store(path, write=True)
    writer = Writer(store, lambda: "2024-10-27T12:00:00Z")
    run = writer.begin("add", "speed", "")
    batch = []
    for record in variations(count):
        batch.append(record)
        if len(batch) == BATCH:
            writer.add(batch, run)
            batch = []
    writer.add(batch, run)
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def questions(ledger: onrecord.Ledger) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Kind, words and call of each question; the names asked for are frequent in the ledger."""
    ask = ledger.events
    top = [str(row["key"]) for row in ledger.actors(limit=5)]
    pairs = [row for row in ask(by=["actor-country", "recipient-country"], limit=20)
             if row["actor_country"] and row["recipient_country"]]  # fmt: skip
    one, other = (
        (pairs[0]["actor_country"], pairs[0]["recipient_country"]) if pairs else ("USA",) * 2
    )
    outlet = next((row["outlet"] for row in ledger.reports(by=["outlet"])), None)
    filters: dict[str, dict[str, object]] = {
        "everything": {},
        "one type": {"type": "CONSULT"},
        "two types ahead": {"type": "CONSULT,AGREE", "status": "ahead"},
        "a status": {"status": "denied"},
        "a country either side": {"actor": one},
        "a dyad": {"acting": one, "recipient": other},
        "a dyad in a year": {"acting": one, "recipient": other, "since": "2017", "until": "2017"},
        "an actor": {"actor": top[0]},
        "another actor": {"acting": top[1]},
        "words of a name": {"actor": "minister" if len(top) < 3 else top[2].split(":")[-1]},
        "a month": {"since": "2018-03", "until": "2018-03"},
        "a CAMEO root": {"cameo": "19"},
        "a quad class since": {"quad": "material-conflict", "since": "2020"},
        "sure ones": {"confidence": 0.9, "type": "ASSAULT"},
        "an outlet": {"outlet": outlet, "type": "ACCUSE"},
    }
    for words, given in filters.items():
        given = {key: value for key, value in given.items() if value is not None}
        yield "filters", f"events, {words}: 50 rows", page(ask(limit=50, **given))
        yield "filters", f"events, {words}: count", ask(**given).count
    by = {"type": ["type"], "dyads in a month": ["actor-country", "recipient-country"]}
    yield "filters", "events of a month by type", page(ask(by=by["type"], since="2018-03",
                                                           until="2018-03"))  # fmt: skip
    yield "filters", "a type by dyad", page(ask(by=by["dyads in a month"], type="THREATEN"))
    yield "filters", "a dyad by month", page(ask(by=["month"], acting=one, recipient=other))
    said = ledger.attributions
    for words, given in (
        ("denials", {"act": "deny"}),
        ("unnamed officials", {"kind": "unnamed-official"}),
        ("a speaker", {"actor": top[1]}),
        ("a country", {"country": one, "since": "2018"}),
    ):
        yield "filters", f"attributions, {words}: 50 rows", page(said(limit=50, **given))
        yield "filters", f"attributions, {words}: count", said(**given).count
    yield "filters", "reports of an outlet", page(ledger.reports(limit=50, outlet=outlet))
    yield "filters", "timeline of an actor", lambda: list(ledger.timeline(actor=top[1], limit=50))
    for words in ("minister", "troops OR soldiers", '"told reporters"', "border NOT talks",
                  "strik*", "NEAR(port strike, 8)", "talks"):  # fmt: skip
        yield "search", f"search {words}", page(ledger.search(words, limit=20))
    yield "search", "search talks: count", ledger.search("talks").count


def page(rows: Rows) -> Callable[[], object]:
    """A call that reads all rows of an answer."""
    return lambda: list(rows)


def measure(ledger: onrecord.Ledger) -> dict[str, list[float]]:
    """Medians in milliseconds by kind; each is printed as it is known."""
    found: dict[str, list[float]] = {}
    for kind, words, ask in questions(ledger):
        times = []
        for _ in range(TIMES):
            start = time.perf_counter()
            ask()
            times.append((time.perf_counter() - start) * 1000)
        found.setdefault(kind, []).append(statistics.median(times))
        print(f"{found[kind][-1]:9.1f} ms  (first {times[0]:.1f})  {words}", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--ledger", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.ledger or Path(folder) / "speed.db"
        if not asked.ledger:
            fill(path, asked.reports)
        with onrecord.Ledger(path) as ledger:
            print(f"{ledger.events().count():,} typed events, {ledger.reports().count():,} reports")
            found = measure(ledger)
    bars = {"filters": FILTERS_MS, "search": SEARCH_MS}
    medians = {kind: statistics.median(times) for kind, times in found.items()}
    for kind, median in medians.items():
        print(
            f"{kind}: median {median:.1f} ms over {len(found[kind])} questions (bar {bars[kind]})"
        )
    sys.exit(any(medians[kind] > bar for kind, bar in bars.items()))


if __name__ == "__main__":
    main()

"""How fast the pages of a large ledger answer, while another process adds reports to it.

usage: python eval/web_speed.py [--reports N] [--ledger FILE] [--further N]

Makes a ledger of N variations of the reports of stories/ (other days, outlets and names), serves it
with `onrecord serve`, and asks for every page several times with other words, while `onrecord add`
reads further reports into the same ledger. Prints the median of each page and fails where one is
over its bar. A ledger that is there already is taken as it is; 100,000 reports take ten minutes.
"""

import argparse
import datetime
import itertools
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import msgspec

import onrecord
from onrecord.intake import report_of_text
from onrecord.ledger.store import open_store
from onrecord.ledger.writing import Writer
from onrecord.model import Actor, Record

STORIES = Path(__file__).resolve().parent.parent / "stories"
COMMAND = (sys.executable, "-m", "onrecord")
TIMES = 7
BATCH = 100
PAGE_MS, SEARCH_MS = 300, 100  # what is promised at the median
OUTLETS = 60
FAMILIES = ("Abel", "Brant", "Corvin", "Dask", "Elm", "Farr", "Gant", "Holt", "Ivers", "Jarn")
FIRST, DAYS = datetime.date(2015, 1, 1), 3650
WORDS = ("island", "surveyors", "ministry denied", '"said on Tuesday"', "rifles OR embargo",
         "strik*", "NEAR(frontier river, 12)")  # fmt: skip


def variations(count: int) -> Iterator[Record]:
    """Records that differ in text, day, outlet and the names of half of those in them."""
    found = list(onrecord.read_all(sorted(STORIES.glob("*.jsonl"))))
    for number in range(count):
        record, turn = found[number % len(found)], number // len(found)
        text = f"{record.report.text}\n\n{number}"
        yield msgspec.structs.replace(
            record,
            report=msgspec.structs.replace(
                record.report,
                text=text,
                id=report_of_text(text).id,
                url=None,
                ref=f"variation {number}",
                published=day_of(number),
                outlet=outlet_of(number),
            ),
            actors=tuple(renamed(actor, turn) for actor in record.actors),
            timexes=tuple(
                msgspec.structs.replace(timex, **moved(timex, number)) for timex in record.timexes
            ),
        )


def day_of(number: int) -> str:
    return (FIRST + datetime.timedelta(days=number % DAYS)).isoformat()


def outlet_of(number: int) -> str:
    return f"Outlet {number % OUTLETS}"


def moved(timex: object, number: int) -> dict[str, str | None]:
    """The days of a time, moved to about the day of publication."""
    found: dict[str, str | None] = {}
    for key in ("earliest", "latest"):
        day = getattr(timex, key)
        if day and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            moved_to = datetime.date.fromisoformat(day_of(number))
            found[key] = (moved_to - datetime.timedelta(days=int(day[-1]))).isoformat()
    low, high = found.get("earliest"), found.get("latest")
    return found | {"latest": max(low, high)} if low and high else {}


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
    records = variations(count)
    while batch := list(itertools.islice(records, BATCH)):
        writer.add(batch, run)
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def write_further(path: Path, count: int) -> None:
    """Reports as JSON Lines that the ledger does not have yet."""
    lines = [line for file in sorted(STORIES.glob("*.jsonl")) for line in file.open("rb")]
    stamp = time.time_ns()
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            story = json.loads(lines[number % len(lines)])
            story |= {"id": f"{stamp}-{number}", "url": None, "outlet": outlet_of(number)}
            story |= {"published": day_of(number), "text": f"{story['text']}\n\n{stamp} {number}"}
            out.write(json.dumps(story) + "\n")


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address of a server of a ledger."""
    command = [*COMMAND, "serve", "--ledger", str(path), "--port", "0", "--read-only"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        found = next(filter(None, (re.search(r"http://\S+", line) for line in server.stderr)))
        yield found.group().rstrip("/")
    finally:
        server.terminate()
        server.wait()


@contextmanager
def adding(path: Path, further: Path) -> Iterator[None]:
    """Another process that adds reports all the while."""
    command = [*COMMAND, "add", str(further), "--ledger", str(path), "--format", "none"]
    adder = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(4)  # it loads the parser first
    try:
        yield
    finally:
        if adder.poll() is not None:
            print("the other process had ended before: give it more reports", file=sys.stderr)
        adder.terminate()
        adder.wait()


def addresses(path: Path) -> dict[str, list[str]]:
    """The addresses of each page, with other words each time."""
    with onrecord.Ledger(path) as ledger:
        reports = [row["report"] for row in ledger.reports(limit=TIMES, offset=500)]
        facts = [row["id"] for row in ledger.events(limit=TIMES, offset=300)]
        keys = ledger.store.run("SELECT key FROM entities WHERE key LIKE 'person:%' LIMIT 999")
        actors = [key for (key,) in keys][:: 999 // TIMES][:TIMES]
        broad = ledger.store.run(
            "SELECT key FROM entities WHERE id IN (SELECT source FROM statements"
            " WHERE source IS NOT NULL GROUP BY source ORDER BY count(*) DESC LIMIT ?)", (TIMES,)
        )  # fmt: skip
        frequent = [key for (key,) in broad if key]
    types = ("CONSULT", "ASSAULT", "REQUEST", "AID", "ACCUSE", "REJECT", "AGREE")
    months = [f"{2015 + number}-0{number + 1}" for number in range(TIMES)]
    each = {
        "search": [f"/?q={quote(words)}" for words in WORDS],
        "search, filtered": [
            f"/?q={quote(words)}&since={month}" for words, month in zip(WORDS, months, strict=True)
        ],
        "first page": ["/"] * TIMES,
        "report": [f"/report/{one}" for one in reports],
        "fact": [f"/fact/{one}" for one in facts],
        "actor": [f"/actor/{quote(key)}" for key in actors],
        "frequent actor": [f"/actor/{quote(key)}" for key in frequent],
        "reports": [f"/reports?outlet={quote(outlet_of(number))}" for number in range(TIMES)],
        "events": ["/events"] * TIMES,
        "actors": ["/actors"] * TIMES,
        "review": ["/review"] * TIMES,
        "judgements": ["/judgements"] * TIMES,
        "api": ["/api/events?limit=50&type=CONSULT", "/api/reports?limit=50"] * (TIMES // 2),
    }
    for name in ("events", "timeline", "charts", "map", "network"):
        each[f"{name} of a type"] = [f"/{name}?type={one}" for one in types]
        each[f"{name} of a month"] = [f"/{name}?since={one}&until={one}" for one in months]
    for name in ("timeline", "charts", "charts?by=dyad", "map", "network", "network?tie=speaks"):
        each[name] = [f"/{name}"] * TIMES
        if "?" not in name:
            each[f"/api/pictures/{name}"] = [f"/api/pictures/{name}"] * TIMES
    each["statements"] = [f"/attributions?act=deny&since={one}" for one in months]
    each["figures"] = [f"/figures?published-since={one}" for one in months]
    each["timeline of an actor"] = [f"/timeline?actor={quote(key)}" for key in frequent]
    return each


def measured(origin: str, each: dict[str, list[str]]) -> dict[str, float]:
    """Medians in milliseconds; each is printed as it is known."""
    medians = {}
    with httpx.Client(base_url=origin, timeout=60) as client:
        for name, paths in each.items():
            times = [asked(client, path) for path in paths]
            medians[name] = statistics.median(times)
            print(f"{medians[name]:8.1f} ms  (slowest {max(times):7.1f})  {name}", flush=True)
    return medians


def asked(client: httpx.Client, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(path)
    if answer.status_code >= 400:
        sys.exit(f"{path}: {answer.status_code}")
    return (time.perf_counter() - start) * 1000


def slow(medians: dict[str, float]) -> Sequence[str]:
    """The pages that are over their bar."""
    bar = {name: SEARCH_MS if name.startswith("search") else PAGE_MS for name in medians}
    return [f"{name}: {ms:.0f} ms" for name, ms in medians.items() if ms > bar[name]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--further", type=int, default=20_000, help="reports added meanwhile")
    parser.add_argument("--ledger", type=Path, help="made if it is not there; kept")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        path = given.ledger or folder / "speed.db"
        if not path.exists():
            fill(path, given.reports)
        write_further(folder / "further.jsonl", given.further)
        each = addresses(path)
        with serving(path) as origin:
            measured(origin, {"warming up": [one[0] for one in each.values()]})
            with adding(path, folder / "further.jsonl"):
                medians = measured(origin, each)
        with onrecord.Ledger(path) as ledger:
            number, typed = ledger.reports().count(), ledger.events().count()
        print(f"{number:,} reports, {typed:,} typed events")
        print(f"median of the pages: {statistics.median(medians.values()):.0f} ms")
        if found := slow(medians):
            sys.exit("over the bar: " + "; ".join(found))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""Shoot every page of the web application into docs/screenshots.

    pip install -e '.[dev]'
    python tools/screenshots.py [--out FOLDER] [--only NAME…]

Fills a ledger from stories and examples, serves it on this machine, and opens each page in
Debian's Chromium (or the one that ONRECORD_CHROMIUM names): light and dark, and light on a narrow
screen.
"""

import argparse
import io
import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import onrecord
from onrecord.adding.linking import link_pending
from onrecord.ledger import asking_links
from onrecord.ledger.store import open_store
from onrecord.ledger.writing import Writer
from onrecord.show.web.app import create_app

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screenshots"
SOURCES = ("stories/*.jsonl", "examples/*")
NOON = "2024-10-27T12:00:00Z"  # the clock stands still, so that the same pages look the same
WIDE, NARROW, HIGH = 1280, 380, 1040
COLOURS = 256
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
)
PAGES = {  # by the name of the picture; what stands in braces is one of the ledger's
    "search": "/?q=island",
    "report": "/report/{report}#{fact}",
    "reports": "/reports",
    "events": "/events?status=ahead",
    "statements": "/attributions?act=deny",
    "figures": "/figures",
    "numbers": "/charts/figures?published-since=1957&published-until=1957",
    "actors": "/actors",
    "actor": "/actor/{actor}",
    "timeline": "/timeline?actor=Kardovia",
    "charts": "/charts?since=1957&until=1957&by=type",
    "network": "/network?tie=speaks&since=1957&until=1957",
    "map": "/map",
    "review": "/review",
    "judgements": "/judgements",
    "add": "/add",
    "stories": "/stories",
    "story": "/story/{story}",
    "claims": "/claims",
    "claim": "/claim/{claim}",
    "contradictions": "/contradictions",
    "api": "/api",
}
FORMS = (("light", WIDE), ("dark", WIDE), ("narrow", NARROW))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", nargs="*", choices=PAGES, default=list(PAGES))
    asked = parser.parse_args()
    asked.out = asked.out.resolve()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "demo.db"
        fill(ledger)
        names = some(ledger)
        with served(ledger) as origin, browser() as chromium:
            for name in asked.only:
                shoot(chromium, origin + PAGES[name].format(**names), asked.out / name)


def fill(path: Path) -> None:
    """A ledger of the stories and the examples, by their names in this folder."""
    os.chdir(ROOT)
    store = open_store(path, write=True)
    writer = Writer(store, lambda: NOON)
    sources = sorted(file for pattern in SOURCES for file in Path().glob(pattern))
    records = {one.report.id: one for one in onrecord.read_all(sources)}
    writer.add(list(records.values()), writer.begin("add", "0", "settings"))
    link_pending(store)
    store.close()


def some(path: Path) -> dict[str, str]:
    """A report with much in it, a fact of it, a frequent actor, a story and a claim of many."""
    with onrecord.Ledger(path) as ledger:
        rows = [row for row in ledger.reports() if row["outlet"]]
        report = max(rows, key=lambda row: (row["attributions"], row["report"]))["report"]
        said = ledger.record(report).attributions
        nested = next((one for one in said if one.within), said[0])
        actor = next(row["key"] for row in ledger.actors(kind="person", limit=1))
        story = max(asking_links.stories(ledger.store), key=lambda row: row["claims"])["story"]
        claim = max(asking_links.claims(ledger.store), key=lambda row: row["said"])["claim"]
    ids = {"report": report, "fact": nested.id, "actor": actor}
    return ids | {"story": story, "claim": claim}


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a server of a ledger."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(create_app(path, clock=lambda: NOON, author="Ada"), log_level="error")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def browser() -> Iterator[Browser]:
    found = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium")
    if not found:
        sys.exit("no Chromium is here. Install it, or name one in ONRECORD_CHROMIUM.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


def shoot(chromium: Browser, address: str, out: Path) -> None:
    """One page in each form, if this version has it."""
    for form, width in FORMS:
        context = chromium.new_context(
            viewport={"width": width, "height": HIGH},
            color_scheme="dark" if form == "dark" else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        answer = page.goto(address)
        if answer is not None and answer.ok:
            settled(page)
            write(page.screenshot(), out.with_name(f"{out.name}-{form}.png"))
        else:
            print(f"left out: {out.name}-{form}", file=sys.stderr)
        context.close()


def write(picture: bytes, path: Path) -> None:
    """A picture in few colours: a third of the size, and nobody sees it."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    whole.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE).save(path, optimize=True)


def settled(page: Page) -> None:
    """Wait until what a script draws stands."""
    page.wait_for_load_state("networkidle")
    if page.locator("#picture").count():
        page.wait_for_selector("#picture[data-drawn]")
    page.wait_for_timeout(150)


if __name__ == "__main__":
    main()

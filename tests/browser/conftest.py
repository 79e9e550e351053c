"""A demo ledger served on this machine, and a browser that is watched while it looks at it."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

import onrecord
from onrecord.adding.linking import link_pending
from onrecord.ledger import asking_links
from onrecord.ledger.store import open_store
from onrecord.ledger.writing import Writer
from onrecord.show.web.app import create_app

ROOT = Path(__file__).parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("ONRECORD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
NOON = "2024-10-27T12:00:00Z"
MARKUP = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
HOSTILE = {
    "id": "hostile",
    "title": f"Harbour talks {MARKUP}",
    "outlet": f"Daily </textarea>{MARKUP}",
    "published": "1957-03-02",
    "text": f"Mayor Ada Quill said on Friday that {MARKUP} the quays will close.\n\n"
    "{{ 7 * 7 }} </script> \u202eharbour\u202c guards arrested Tom Vale in Caleta, police said.",
}


class Watch:
    """What a browser did that it must not do."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.away: list[str] = []
        self.said: list[str] = []

    def on(self, context: BrowserContext) -> None:
        """Watch every page of a context; nothing off this machine is let through."""
        context.route("**/*", self._route)
        context.on("console", lambda message: self._said(message.type, message.text))
        context.on("weberror", lambda error: self.said.append(str(error.error)))

    def _route(self, route: Route, request: Request) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" == self.origin or parts.scheme in ("data", "blob"):
            route.continue_()
        else:
            self.away.append(request.url)
            route.abort()

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.said.append(f"{kind}: {text}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it")
        pytest.skip("no Chromium is installed; set ONRECORD_CHROMIUM to one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the demo's stories and of one report that means harm."""
    folder = tmp_path_factory.mktemp("demo")
    hostile = folder / "hostile.jsonl"
    hostile.write_bytes(msgspec.json.encode(HOSTILE))
    store = open_store(folder / "demo.db", write=True)
    writer = Writer(store, lambda: NOON)
    run = writer.begin("add", "0", "settings")
    files = [*sorted((ROOT / "stories").glob("*.jsonl")), hostile]
    writer.add(list(onrecord.read_all(files)), run)
    link_pending(store)
    store.close()
    return folder / "demo.db"


@pytest.fixture(scope="session")
def named(demo: Path) -> dict[str, str]:
    """Ids of a report, of a denial in it, of a frequent speaker, of a story and of a claim."""
    with onrecord.Ledger(demo) as ledger:
        fact = next(row for row in ledger.attributions(act="deny") if row["source"])
        actor = next(row["key"] for row in ledger.actors(kind="person", limit=1))
        story = next(row["story"] for row in asking_links.stories(ledger.store, limit=1))
        claim = next(row["claim"] for row in asking_links.claims(ledger.store, limit=1))
    ids = {"report": fact["report"], "fact": fact["id"], "actor": actor}
    return ids | {"story": story, "claim": claim}


@pytest.fixture(scope="session")
def origin(demo: Path) -> Iterator[str]:
    """The address of a server of the demo ledger."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(demo, clock=lambda: NOON), log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture
def open_page(browser: Browser, origin: str) -> Iterator["Opener"]:
    opener = Opener(browser, origin)
    yield opener
    opener.close()
    assert opener.watch.away == []
    assert opener.watch.said == []


class Opener:
    """Opens pages of the server, each in a browser of its own that is watched."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self.browser = browser
        self.origin = origin
        self.watch = Watch(origin)
        self.contexts: list[BrowserContext] = []

    def __call__(self, path: str, *, dark: bool = False, width: int = 1280) -> Page:
        context = self.browser.new_context(
            base_url=self.origin,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )
        self.watch.on(context)
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    def close(self) -> None:
        """Close what was opened."""
        for context in self.contexts:
            context.close()

"""The web application: its pages in one list, and what lies around them."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from onrecord.ledger.store import Clock, open_store
from onrecord.show.web import (
    actor,
    adding,
    api,
    api_page,
    api_writing,
    assets,
    charts,
    editing,
    home,
    judgements,
    judging,
    lists,
    map,
    network,
    numbers,
    report,
    review,
    stories,
    timeline,
)
from onrecord.show.web.desk import Desk
from onrecord.show.web.guard import LOOPBACK, Guard
from onrecord.show.web.mistakes import mistake, show_mistakes

MAX_UPLOAD = 20_000_000  # bytes that one report or file may have
SLACK = 100_000  # bytes of a form around it

PAGES: tuple[APIRouter, ...] = (
    assets.router,
    home.router,
    lists.router,
    report.router,
    actor.router,
    judging.router,
    editing.router,
    review.router,
    judgements.router,
    adding.router,
    api_page.router,
    api.router,
    api_writing.router,
    stories.router,
    timeline.router,
    charts.router,
    numbers.router,
    network.router,
    map.router,
)
NAV = (  # shown where the page is there
    ("/", "Search"),
    ("/stories", "Stories"),
    ("/claims", "Claims"),
    ("/contradictions", "Contradictions"),
    ("/reports", "Reports"),
    ("/events", "Events"),
    ("/attributions", "Statements"),
    ("/figures", "Figures"),
    ("/actors", "Actors"),
    ("/timeline", "Timeline"),
    ("/charts", "Charts"),
    ("/network", "Network"),
    ("/map", "Map"),
    ("/review", "Review"),
    ("/add", "Add"),
)


def create_app(
    ledger_path: str | Path,
    *,
    clock: Clock,
    write: bool = True,
    author: str | None = None,
    hosts: Iterable[str] = LOOPBACK,
    max_upload: int = MAX_UPLOAD,
) -> FastAPI:
    """The application over a ledger. `clock` gives the time in UTC for what is written; without
    `write` nothing can be. `hosts` are the names by which it may be addressed.

    Raises LedgerError for a file that is no ledger.
    """
    path = Path(ledger_path)
    open_store(path).close()
    desk = Desk(path, clock=clock, write=write, author=author, max_upload=max_upload)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="onrecord",
        description="What a ledger of onrecord holds, asked by the words of its command line.",
        version=version("onrecord"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        middleware=[
            Middleware(Guard, hosts=frozenset(hosts), most=desk.max_upload + SLACK, answer=mistake)
        ],
    )
    app.state.desk = desk
    for router in PAGES:
        app.include_router(router)
    app.mount("/static", StaticFiles(packages=[("onrecord.show.web", "static")]), name="static")
    paths = {found for router in PAGES for route in router.routes if (found := _path(route))}
    hidden = set() if write else {"/add"}
    desk.nav = tuple((path, label) for path, label in NAV if path in paths - hidden)
    show_mistakes(app)
    return app


def _path(route: object) -> str | None:
    found: str | None = getattr(route, "path", None)
    return found

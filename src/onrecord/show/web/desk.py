"""What every page has at hand: the ledger, the clock, the templates, who sits there."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from fastapi import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.ledger.face import Ledger
from onrecord.ledger.store import Clock
from onrecord.show.page import environment
from onrecord.show.web import words
from onrecord.show.web.jobs import Jobs

HERE = "onrecord.show.web"
SECONDS = 20.0  # longest time that one page may ask the ledger
KEPT = 8  # connections that wait for the next page
STEPS = 50_000  # of SQLite's machine between two looks at the clock
TOLD, AUTHOR = "onrecord-told", "onrecord-author"  # cookies
YEAR = 365 * 24 * 3600


class Desk:
    """The ledger that is served, and how pages are made of it.

    A reading connection serves one handler at a time; what is given back is used again.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        write: bool = True,
        author: str | None = None,
        max_upload: int,
    ) -> None:
        self.path = path
        self.clock = clock
        self.write = write
        self.author = author
        self.max_upload = max_upload
        self.nav: tuple[tuple[str, str], ...] = ()
        self.jobs = Jobs(path, clock)
        self._free: list[Ledger] = []
        self._lock = threading.Lock()
        self.templates = environment(HERE)
        self.templates.filters |= words.FILTERS

    @contextmanager
    def ledger(self, seconds: float | None = SECONDS) -> Iterator[Ledger]:
        """The ledger to read from. A statement that takes longer raises apsw.InterruptError."""
        ledger = self._taken()
        end = None if seconds is None else time.monotonic() + seconds
        stop: Callable[[], bool] | None = None if end is None else lambda: time.monotonic() > end
        ledger.store.connection.set_progress_handler(stop, STEPS)
        try:
            yield ledger
        finally:
            ledger.store.connection.set_progress_handler(None)
            with self._lock:
                kept = len(self._free) < KEPT
                if kept:
                    self._free.append(ledger)
            if not kept:
                ledger.close()

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger to write to: a connection of its own, closed afterwards."""
        with Ledger(self.path, write=True, clock=self.clock) as ledger:
            yield ledger

    def close(self) -> None:
        """End what is being added, and close all connections that are not in use."""
        self.jobs.close()
        with self._lock:
            while self._free:
                self._free.pop().close()

    def page(
        self, request: Request, template: str, *, status: int = 200, **shown: Any
    ) -> HTMLResponse:
        """A page from a template, with what all of them show."""
        told = unquote(request.cookies.get(TOLD, ""))
        text = self.templates.get_template(template).render(
            {
                "nav": self.nav,
                "path": request.url.path,
                "query": request.query_params.get("q", ""),
                "here": here(request),
                "write": self.write,
                "author": author_of(request),
                "told": told,
            }
            | shown
        )
        answer = HTMLResponse(text, status_code=status)
        if told:
            answer.delete_cookie(TOLD)
        return answer

    def _taken(self) -> Ledger:
        with self._lock:
            if self._free:
                return self._free.pop()
        return Ledger(self.path)


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def author_of(request: Request) -> str:
    """Who corrects: the name that the server was started with, else the one given before."""
    return desk_of(request).author or unquote(request.cookies.get(AUTHOR, ""))


def here(request: Request) -> str:
    """The address of the page, without the machine."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def local(address: str | None, otherwise: str = "/") -> str:
    """An address of this application that may be led back to, else another."""
    inside = address and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if address and inside and address.isprintable() else otherwise


def lead(address: str, told: str = "", *, author: str | None = None, status: int = 303) -> Response:
    """Lead to a page, which tells what was done; an author's name is kept for later."""
    answer = RedirectResponse(address, status_code=status)
    if told:
        answer.set_cookie(TOLD, quote(told[:600]), max_age=60, httponly=True, samesite="strict")
    if author:
        answer.set_cookie(AUTHOR, quote(author), max_age=YEAR, httponly=True, samesite="strict")
    return answer

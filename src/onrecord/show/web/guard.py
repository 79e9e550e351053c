"""What every answer carries and every request is checked for, whatever the page.

Nothing from elsewhere is loaded and no inline script or style runs; a page of another site cannot
read the ledger through a name of its own that leads to this machine (DNS rebinding), nor send forms
in the user's name (CSRF).
"""

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLOT = "'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='"  # the one style that Plot writes
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' {PLOT}",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # no-referrer would make the Origin of our own forms "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
JSON = "application/json"  # a page of another site cannot send it without asking first
DRAINED = (
    10  # times the largest body: so much of one that is too large is still taken from the line
)
Answer = Callable[[Request, int, str], Response]
log = logging.getLogger("onrecord.web")


class Guard:
    """Checks requests, adds the headers, and turns what went wrong into a page.

    `hosts` are the names by which this server may be addressed; `most` is the largest body in
    bytes; `answer` makes the page of what is refused or went wrong.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: frozenset[str],
        most: int,
        answer: Answer,
    ) -> None:
        self.app = app
        self.hosts = hosts
        self.most = most
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                files = scope["path"].startswith("/static/")
                headers.setdefault("cache-control", "no-cache" if files else "no-store")
            await send(message)

        if Headers(scope=scope).get("host") is None or not self._is_own_host(scope):
            await _STRANGE(scope, receive, sending)
            return
        request = Request(scope)
        if refused := self._refused(request):
            await _drained(receive, self.most * DRAINED)
            await self.answer(request, *refused)(scope, receive, sending)
            return
        try:
            await self.app(scope, receive, sending)
        except Exception:
            if begun:
                raise
            log.exception("%s %s", scope["method"], scope["path"])
            await self.answer(request, 500, "The page could not be made.")(scope, receive, sending)

    def _is_own_host(self, scope: Scope) -> bool:
        return _name(f"//{Headers(scope=scope).get('host', '')}") in self.hosts

    def _refused(self, request: Request) -> tuple[int, str] | None:
        """Why a request is refused: status and words; None where it is not."""
        if request.method in SAFE:
            return None
        if not _own(request.headers, request.url.scheme, request.headers["host"]):
            return 403, "This was sent from another site, and is refused."
        length = request.headers.get("content-length", "")
        if not length.isdigit():
            return 411, "The request does not say how long it is (Content-Length)."
        if int(length) > self.most:
            return 413, f"This is too large: at most {self.most // 1_000_000} MB are taken at once."
        return None


async def _drained(receive: Receive, most: int) -> None:
    """Read what a browser sends and forget it, or it would not listen to the answer."""
    got = 0
    while got < most:
        message = await receive()
        got += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def _own(headers: Headers, scheme: str, host: str) -> bool:
    """True where a request to write comes from a page of this server, or from no browser."""
    origin = headers.get("origin")
    if origin and origin != "null":
        return origin.lower() == f"{scheme}://{host}".lower()
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    return origin is None and headers.get("content-type", "").partition(";")[0].strip() == JSON


def _name(address: str) -> str | None:
    """The name of the machine in an address, in small letters."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


_STRANGE = PlainTextResponse("This server does not answer for that name.\n", status_code=421)

"""A polite client: it fetches what was asked for, at the pace and under the rules of the site.

It asks neither the clock nor the net itself: the clock is an argument, sockets are in `wire`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from onrecord.intake.addresses import is_address, is_private_name
from onrecord.intake.item import Memory, Remembered, Validators
from onrecord.intake.problem import SkipReason
from onrecord.intake.robots import ROBOTS_LIMIT, Rules, nothing_allowed, rules_of
from onrecord.intake.warc import charset_of
from onrecord.intake.wire import (
    Answer,
    Clock,
    FetchError,
    Manners,
    Wire,
    fetch_error,
    private_error,
)

PRODUCT = "onrecord"  # the name that a robots.txt may speak to
KINDS_TAKEN = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5"
)
ASKED_AGAIN = 600.0  # seconds after which a site is asked again that could not say its rules
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 500, 502, 503, 504})

Sleep = Callable[[float], None]


class Fetched(Struct, frozen=True, kw_only=True):
    """What a server gave: the address at the end of all redirects, the bytes, and when."""

    address: str
    body: bytes
    content_type: str
    charset: str | None
    fetched: str
    validators: Validators | None


class Unchanged(FetchError):
    """The server says that nothing has changed since the last time."""

    reason = "unchanged"


class Client:
    """Fetches addresses, one at a time.

    `clock` gives seconds since 1970 and `sleep` waits; both are arguments, so that nothing here
    asks what time it is. `memory` is asked for validators (see `Memory`).
    """

    def __init__(
        self,
        *,
        clock: Clock,
        sleep: Sleep,
        version: str = "0",
        manners: Manners | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.manners = manners or Manners()
        self.memory = memory if memory is not None else Remembered()
        self._clock = clock
        self._sleep = sleep
        contact = f"+{self.manners.contact}" if self.manners.contact else "reads news"
        self._name = f"{PRODUCT}/{version} ({contact})"
        self._next: dict[str, float] = {}
        self._rules: dict[str, tuple[float, Rules]] = {}
        self._wire = Wire(self.manners, clock)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; the next fetch opens new ones."""
        self._wire.close()

    def fetch(self, address: str) -> Fetched:
        """What stands at an address. Raises FetchError, Unchanged where the server says 304."""
        kept = self.memory.get(address)
        at = address
        for _ in range(self.manners.redirects + 1):
            answer = self._allowed(at, kept)
            if answer.status not in REDIRECTS:
                return self._fetched(at, answer)
            at = _target(at, answer)
            kept = self.memory.get(at) or kept
        message = f"it leads on more than {self.manners.redirects} times. Give the last address."
        raise fetch_error(message, "http-status")

    def _fetched(self, address: str, answer: Answer) -> Fetched:
        if answer.status == 304:
            raise Unchanged("it has not changed since it was read the last time.")
        if answer.status != 200:
            raise fetch_error(
                _STATUS.get(answer.status, _ANY_STATUS).format(answer.status), "http-status"
            )
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        content_type = answer.headers.get("content-type", "")
        return Fetched(
            address=address,
            body=answer.body,
            content_type=content_type.partition(";")[0].strip().lower(),
            charset=charset_of(content_type),
            fetched=datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            validators=Validators(etag, modified) if etag or modified else None,
        )

    def _headers(self, kept: Validators | None) -> dict[str, str]:
        headers = {"User-Agent": self._name, "Accept": KINDS_TAKEN, "Accept-Encoding": "gzip"}
        if kept and kept.etag:
            headers["If-None-Match"] = kept.etag
        if kept and kept.modified:
            headers["If-Modified-Since"] = kept.modified
        return headers

    # --- rules and pace ---------------------------------------------------------------------

    def _allowed(self, address: str, kept: Validators | None) -> Answer:
        """The answer of an address, if it may be opened and the site's rules allow it."""
        if not is_address(address):
            raise fetch_error("only http and https addresses are opened.", "address-refused")
        host = _host(address)
        if not self.manners.private and is_private_name(host):
            raise private_error(address)
        rules = self._rules_for(address) if self.manners.robots else None
        if rules and not rules.allows(address):
            raise fetch_error(rules.why, rules.reason)
        return self._tried(address, kept, rules.delay if rules else None)

    def _rules_for(self, address: str) -> Rules:
        """The rules of the site, asked for once a day."""
        site = _site(address)
        asked, rules = self._rules.get(site, (0.0, None))
        if rules is None or self._clock() - asked > self._lasting(rules):
            rules = self._asked_rules(site)
            self._rules[site] = (self._clock(), rules)
        return rules

    def _lasting(self, rules: Rules) -> float:
        """Seconds after which rules are asked for again; soon, if the site could not be asked."""
        return self.manners.rules_last if rules.reason == "robots" else ASKED_AGAIN

    def _asked_rules(self, site: str) -> Rules:
        """RFC 9309: without a robots.txt all is allowed; if the server fails, nothing is."""
        at = f"{site}/robots.txt"
        try:
            for _ in range(self.manners.redirects + 1):
                answer = self._tried(at, None, None, limit=ROBOTS_LIMIT, cut=True)
                if answer.status not in REDIRECTS:
                    return rules_of(answer.status, answer.body, PRODUCT)
                at = _target(at, answer)
        except FetchError as error:
            if error.reason == "address-refused":
                raise
            reason = cast(SkipReason, error.reason)
            return nothing_allowed(f"its robots.txt cannot be read ({error})", reason)
        return rules_of(404, b"", PRODUCT)

    def _tried(
        self,
        address: str,
        kept: Validators | None,
        delay: float | None,
        *,
        limit: int | None = None,
        cut: bool = False,
    ) -> Answer:
        """One address, as often as manners allow while the server is busy or does not answer."""
        limit = limit or self.manners.max_bytes
        for attempt in range(1, self.manners.tries + 1):
            last = attempt == self.manners.tries
            self._wait(address, delay)
            try:
                answer = self._wire.get(address, self._headers(kept), limit, cut=cut)
            except FetchError as error:
                if last or error.reason not in {"timeout", "unreachable"}:
                    raise
                self._sleep(2.0**attempt)
                continue
            pause = self._pause(answer, attempt)
            if last or pause is None:
                return answer
            self._sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _wait(self, address: str, delay: float | None) -> None:
        """Until the host may be asked again; a clock that was set back costs one delay at most."""
        host = _site(address)
        step = max(self.manners.delay, delay or 0.0)
        left = self._next.get(host, 0.0) - self._clock()
        if left > 0:
            self._sleep(min(left, step))
        self._next[host] = self._clock() + step

    def _pause(self, answer: Answer, attempt: int) -> float | None:
        """Seconds to wait before a busy server is asked again, or None if it is not to be."""
        if answer.status not in BUSY:
            return None
        asked = _retry_after(answer.headers.get("retry-after"), self._clock())
        if asked is not None and asked > self.manners.patience:
            return None
        return asked if asked is not None else 2.0**attempt


def _host(address: str) -> str:
    """The name of the host. Raises FetchError for an address that cannot be taken apart."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError as error:
        raise fetch_error(f"this is no address ({error}). Check it.", "address-refused") from error


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _target(address: str, answer: Answer) -> str:
    """Where a redirect leads."""
    try:
        return str(urljoin(address, answer.headers["location"]))
    except (KeyError, ValueError) as error:
        raise fetch_error("it leads on, but not to an address.", "http-status") from error


def _retry_after(value: str | None, now: float) -> float | None:
    """Seconds from a Retry-After, which gives seconds or a date."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


_ANY_STATUS = "the server answered with status {}. Look at the address in a browser."
_STATUS = {
    401: "the page is behind a login (status {}). Save it from the browser.",
    402: "the page is to be paid for (status {}). Save it from the browser.",
    403: "the server does not give the page to programs (status {}). Save it from the browser.",
    404: "there is no such page (status {}). Check the address.",
    410: "the page was taken away (status {}). Look for it in a web archive.",
    429: "the server says that it was asked too often (status {}). Try again later.",
    503: "the server is busy (status {}). Try again later.",
}

"""The one place where a socket is opened: an address goes out, bytes come back, up to a limit."""

import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from onrecord.errors import ReadError
from onrecord.intake.addresses import is_public
from onrecord.intake.problem import SkipReason

Clock = Callable[[], float]


class Manners(Struct, frozen=True, kw_only=True):
    """How the client behaves; times in seconds.

    `contact` is an address (https://… or mailto) where a site can ask who reads it. `private`
    allows addresses of this machine and of private networks, `robots=False` is for sites that are
    the user's own.
    """

    contact: str | None = None
    delay: float = 1.0
    timeout: float = 20.0
    longest: float = 120.0  # for one address, with all it sends
    patience: float = 120.0  # the longest that a Retry-After is waited for
    tries: int = 3
    redirects: int = 5
    max_bytes: int = 20_000_000
    rules_last: float = 86_400.0  # a robots.txt is asked again after a day
    private: bool = False
    robots: bool = True
    proxy: str | None = None


class FetchError(ReadError):
    """An address could not be fetched."""


def fetch_error(message: str, reason: SkipReason) -> FetchError:
    """The error for an address, with the reason for which it is skipped."""
    return FetchError(message, reason=reason)


class Answer(NamedTuple):
    """What a server sent, redirects and errors too; `body` is empty unless the status is 200."""

    status: int
    headers: Any
    body: bytes


class Wire:
    """Connections that are opened when the first address is asked for, and kept."""

    def __init__(self, manners: Manners, clock: Clock) -> None:
        self._manners = manners
        self._clock = clock
        self._http: Any = None

    def close(self) -> None:
        """Close the connections; the next address opens new ones."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def get(self, address: str, headers: dict[str, str], limit: int, *, cut: bool) -> Answer:
        """The answer of an address, its body up to `limit` bytes (`cut` there, or refused).

        Raises FetchError.
        """
        import httpx

        self._http = self._http or _opened(self._manners)
        watched = {} if self._manners.private or self._manners.proxy else {"trace": _watch}
        try:
            with self._http.stream("GET", address, headers=headers, extensions=watched) as answer:
                body = self._body(answer, limit, cut)
                return Answer(answer.status_code, answer.headers, body)
        except httpx.TimeoutException as error:
            raise fetch_error(_TIMEOUT.format(f"{self._manners.timeout:g}"), "timeout") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise fetch_error(
                f"this is no address ({error}). Check it.", "address-refused"
            ) from error
        except httpx.HTTPError as error:
            raise fetch_error(
                _UNREACHABLE.format(error or type(error).__name__), "unreachable"
            ) from error

    def _body(self, answer: Any, limit: int, cut: bool) -> bytes:
        """The bytes of an answer, unpacked, up to the limit; `cut` keeps what is below it."""
        if answer.status_code != 200:
            return b""
        if not cut and int(answer.headers.get("content-length", "0").strip() or 0) > limit:
            raise fetch_error(_TOO_LARGE.format(f"{limit:,}"), "too-large")
        encoding = answer.headers.get("content-encoding", "identity").strip().lower()
        until = self._clock() + self._manners.longest
        parts, length = [], 0
        for part in _plain(answer.iter_raw(), encoding, limit + 1):
            parts.append(part)
            length += len(part)
            if length > limit and not cut:
                raise fetch_error(_TOO_LARGE.format(f"{limit:,}"), "too-large")
            if length > limit:
                break
            if self._clock() > until:
                raise fetch_error(_TIMEOUT.format(f"{self._manners.longest:g}"), "timeout")
        return b"".join(parts)[:limit]


def _opened(manners: Manners) -> Any:
    import httpx

    return httpx.Client(
        timeout=manners.timeout, follow_redirects=False, trust_env=False, proxy=manners.proxy
    )


def _watch(event: str, info: dict[str, Any]) -> None:
    """Refuse a connection to a private network before anything is sent on it."""
    if event != "connection.connect_tcp.complete":
        return
    number = str(info["return_value"].get_extra_info("server_addr")[0])
    if not is_public(number):
        info["return_value"].close()
        raise private_error(number)


def private_error(place: str) -> FetchError:
    """The error for an address that nobody but its owner should open."""
    return fetch_error(
        f"it lies on this machine or in a private network ({place}). "
        "Allow such addresses explicitly if it is yours.",
        "address-refused",
    )


def _plain(parts: Iterator[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """The unpacked bytes, never more than `most` of them, however small the packed ones were."""
    if encoding in {"", "identity"}:
        yield from parts
        return
    if encoding not in {"gzip", "x-gzip"}:
        raise fetch_error(f"it is packed as {encoding}, which was not asked for.", "unreadable")
    engine = zlib.decompressobj(31)
    try:
        for part in parts:
            out = engine.decompress(part, most)
            most -= len(out)
            yield out
            if most <= 0 or engine.eof:
                return
    except zlib.error as error:
        raise fetch_error(
            f"its gzip is damaged ({error}). Try again later.", "unreadable"
        ) from error
    raise fetch_error("its gzip is cut short. Try again later.", "unreadable")


_TOO_LARGE = "it has over {} bytes, which is the limit. Raise the limit, or save it as a file."
_TIMEOUT = "the server did not answer within {} seconds. Try again later."
_UNREACHABLE = "the server cannot be reached ({}). Check the address and the connection."

"""The server: where it listens, what it says, how it ends."""

import errno
import socket
import sys
import webbrowser
from pathlib import Path

import uvicorn
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.show.adding import utc
from onrecord.show.web.app import create_app
from onrecord.show.web.guard import LOOPBACK

ENDING = 3  # seconds that answers under way have when the server ends


class Serving(Struct, frozen=True, kw_only=True):
    """What the user said of the server."""

    ledger: Path
    host: str = "127.0.0.1"
    port: int = 8000
    remote: bool = False
    write: bool = True
    author: str | None = None
    opened: bool = False


def serve(asked: Serving) -> None:
    """Serve until stopped. Raises UsageError for a place where it cannot or may not listen, and
    LedgerError for a file that is no ledger."""
    hosts = names_of(asked.host, remote=asked.remote)
    app = create_app(asked.ledger, clock=utc, write=asked.write, author=asked.author, hosts=hosts)
    listening = listen(asked.host, asked.port)
    address = address_of(listening, asked.host)
    print(f"onrecord: {asked.ledger} is at {address} (Ctrl-C stops it)", file=sys.stderr)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=ENDING,
    )
    if asked.opened:
        webbrowser.open(address)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn has ended in order, and passes it on
        pass
    finally:
        listening.close()
    print("onrecord: stopped", file=sys.stderr)


def names_of(host: str, *, remote: bool) -> frozenset[str]:
    """The names by which the server may be addressed: those of this machine, and with `remote` the
    one given. Raises UsageError for a place that others reach, without `remote`."""
    if host in LOOPBACK:
        return LOOPBACK
    if not remote:
        raise UsageError(
            f"{host} can be reached from other machines, and there is no password: whoever reaches "
            "it may read and judge. Say --allow-remote if that is meant, best with --read-only."
        )
    return LOOPBACK | {host.lower(), *own_addresses(host)}


def own_addresses(host: str) -> set[str]:
    """What this machine is called where the server listens at all its addresses."""
    if host not in ("0.0.0.0", "::"):
        return set()
    name = socket.gethostname().lower()
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except OSError:
        found = set()
    return {name, *found}


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises UsageError with what to do where it cannot."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"{host} is no place to listen: {error.strerror or error}.") from error
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(place)
        found.listen()
    except OSError as error:
        found.close()
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"port {port} is taken by another program. Give another with --port, "
                "or --port 0 for one that is free."
            ) from error
        raise UsageError(f"cannot listen at {host}, port {port}: {error.strerror}.") from error
    return found


def address_of(listening: socket.socket, host: str) -> str:
    """The address at which a browser on this machine finds it."""
    port = listening.getsockname()[1]
    name = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"

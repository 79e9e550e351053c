"""A web server on this machine for the tests of intake: it answers what it was told to answer."""

import gzip
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """What is sent for a path; `wait` holds the body back until the test is over."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    gzip: bool = False
    wait: bool = False
    length: int | None = None


class Request(NamedTuple):
    path: str
    headers: dict[str, str]


class Site:
    """The answers of a server by path, and the requests that it heard."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.heard: list[Request] = []
        self.over = threading.Event()

    def __setitem__(self, path: str, answer: "Answer | bytes | list[Answer]") -> None:
        self.answers[path] = Answer(answer) if isinstance(answer, bytes) else answer

    def paths(self) -> list[str]:
        """The paths that were asked for, in their order."""
        return [request.path for request in self.heard]

    def next(self, path: str) -> Answer:
        """The answer of a path; of a list, the first that was not yet given."""
        answer = self.answers.get(path, Answer(status=404))
        if isinstance(answer, list):
            return answer.pop(0) if len(answer) > 1 else answer[0]
        return answer


def _handler(site: Callable[[], Site]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site().heard.append(Request(self.path, headers))
            answer = site().next(self.path)
            etag = answer.headers.get("ETag")
            if etag and headers.get("if-none-match") == etag:
                answer = Answer(status=304)
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            body = gzip.compress(answer.body) if answer.gzip else answer.body
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.gzip:
                self.send_header("Content-Encoding", "gzip")
            length = len(body) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            if answer.wait:
                site().over.wait(10)
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True
            if answer.length is not None:
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers until the block ends."""
    site: Site
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(lambda: site))
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        thread.join()
        server.server_close()

"""A ledger of examples, an open story and one hostile report, and clients over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.ledger.writing import Writer
from onrecord.show.web.app import create_app
from tests.asked_ledger import NOON, fill

ROOT = Path(__file__).parents[3]
HERE = "http://127.0.0.1"
OWN = {"origin": HERE}
BAD = "<script>alert('x')</script><img src=x onerror=alert(1)>"
HOSTILE = {
    "title": f"Talks in Velmar {BAD} \u202eesrever\u202c",
    "outlet": f"Daily \"'>{BAD}",
    "byline": [f"Tom Vale {BAD}"],
    "published": "1957-03-02",
    "text": f"Mayor Ada Quill said on Friday that {BAD} the quays of Velmar will close.\n\n"
    '"We close <script>alert(1)</script> the quays on Monday," Mayor Ada Quill said.\n\n'
    "{{ 7 * 7 }} &amp; \u202equays\u202c: guards arrested Tom Vale in Velmar, police said.\x1b[2J",
}
Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that is only read."""
    path = tmp_path_factory.mktemp("web") / "ledger.db"
    store = fill(path)
    writer = Writer(store, lambda: NOON)
    run = writer.begin("add", "0", "settings")
    story = list(onrecord.read_all([ROOT / "stories" / "lomna.jsonl"]))[:6]
    given = {key: value for key, value in HOSTILE.items() if key not in ("text", "byline")}
    bad = onrecord.read(HOSTILE["text"], byline=tuple(HOSTILE["byline"]), **given)
    writer.add([*story, bad], run)
    store.close()
    return path


@pytest.fixture(scope="session")
def client(ledger_file: Path) -> Iterator[TestClient]:
    """A browser of the ledger that is only read."""
    app = create_app(ledger_file, clock=lambda: NOON, write=False)
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def serve(ledger_file: Path, tmp_path: Path) -> Iterator[Serve]:
    """Browsers of a copy that may be written to."""
    path = tmp_path / "ledger.db"
    shutil.copy(ledger_file, path)
    opened: list[TestClient] = []

    def begin(**options: object) -> TestClient:
        app = create_app(path, clock=lambda: NOON, **options)  # type: ignore[arg-type]
        client = TestClient(app, base_url=HERE, follow_redirects=False)
        opened.append(client)
        return client.__enter__()

    yield begin
    for client in opened:
        client.__exit__()


@pytest.fixture(scope="session")
def ledger(ledger_file: Path) -> Iterator[onrecord.Ledger]:
    """The ledger as Python sees it."""
    with onrecord.Ledger(ledger_file) as ledger:
        yield ledger

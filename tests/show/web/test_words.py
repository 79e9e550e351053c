"""docs/serve.md names each page, key and number as the application has them."""

import re
from typing import Any

import pytest
from fastapi import FastAPI

from onrecord.ledger.asking_filters import ALL
from onrecord.show.asking_commands import AskFormat
from onrecord.show.web import api, app, counting, desk, frequent, jobs, listing, queue
from tests.show.web.conftest import ROOT, Serve
from tests.show.web.test_api import OURS

DOC = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")


def rows(heading: str) -> str:
    """The table under a heading."""
    part = DOC.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return "\n".join(line for line in part.splitlines() if line.startswith("|"))


def routes() -> set[str]:
    """The pages as the docs write their addresses."""
    paths = {getattr(route, "path", "") for router in app.PAGES for route in router.routes}
    kept = {path for path in paths if not re.match(r"/(api/|static|judge/|judge$)", path)}
    named = {"key:path": "KEY", "number": "N"}
    return {re.sub(r"\{(.+?)\}", lambda m: named.get(m[1], "ID"), path) for path in kept}


def test_every_page_is_named() -> None:
    told = {address.partition("?")[0] for address in re.findall(r"`(/[^`]*)`", rows("Pages"))}
    assert told == routes() - {"/add/N", "/judgements/gold"}


def test_every_address_of_the_api_is_named(serve: Serve) -> None:
    application: Any = serve().app
    assert isinstance(application, FastAPI)
    paths = {
        re.sub(r"\{(.+?)\}", lambda m: {"key": "KEY", "number": "N"}.get(m[1], "ID"), path)
        for path, methods in application.openapi()["paths"].items()
        if next(iter(methods.values()))["tags"][0] in OURS
    }
    assert set(re.findall(r"`(/api/[\w/]+)`", rows("API"))) == paths


def test_every_key_and_task_is_named() -> None:
    template = (ROOT / "src/onrecord/show/web/templates/review.html.j2").read_text("utf-8")
    keys = set(re.findall(r'data-key="(.)"', template))
    assert set(re.findall(r"^\| `(.)` \|", rows("Correcting"), re.M)) == keys
    correcting = DOC.split("\n## Correcting\n")[1]
    for task in queue.TASKS:
        assert f"`{task}`" in correcting


def test_the_numbers_are_those_of_the_code() -> None:
    filters = DOC.split("\n## Filters\n")[1].split("\n## ")[0]
    assert f"({listing.SIZE}; at most {listing.MOST_SIZE})" in filters
    assert f"Counts end at {counting.MOST:,}" in filters and counting.SECONDS == 0.1
    assert desk.SECONDS == 20 and "than twenty seconds" in filters
    assert f"latest {frequent.REPORTS:,} reports" in filters
    assert f"latest {queue.LATEST:,} comes" in DOC
    assert f"more than {jobs.BACKLOG} reports wait" in DOC
    assert f"up to {app.MAX_UPLOAD // 1_000_000} MB" in DOC
    assert f"at most {api.MOST_ROWS:,} rows" in DOC
    for format in set(AskFormat) - {AskFormat.table}:
        assert f"`{format}`" in rows("Filters")


@pytest.mark.parametrize("name", ["acting", "recipient", "status"])
def test_the_filters_in_the_example_are_filters(name: str) -> None:
    assert name in {one.name for one in ALL}
    assert f"{name}=" in DOC and f"--{name} " in DOC

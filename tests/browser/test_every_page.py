"""Each page in a browser: it opens without complaint, asks nobody else, and can be used by all."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
DRAWN = "#picture[data-drawn]"
PAGES = {
    "search": "/",
    "hits": "/?q=island",
    "reports": "/reports?size=8",
    "events": "/events?status=ahead&size=8",
    "statements": "/attributions?act=deny&size=8",
    "figures": "/figures?size=8",
    "actors": "/actors",
    "timeline": "/timeline?actor=Kardovia&size=12",
    "charts": "/charts",
    "dyads": "/charts?by=dyad&step=year",
    "numbers": "/charts/figures?words=killed",
    "network": "/network",
    "speakers": "/network?tie=speaks",
    "map": "/map?at=actor",
    "report": "/report/{report}",
    "edit": "/fact/{fact}/edit",
    "actor": "/actor/{actor}",
    "stories": "/stories",
    "story": "/story/{story}",
    "claims": "/claims",
    "claim": "/claim/{claim}",
    "contradictions": "/contradictions",
    "review": "/review",
    "judgements": "/judgements",
    "add": "/add",
    "api": "/api",
    "nothing": "/timeline?actor=Kardovia&since=1990",
    "refused": "/charts?type=NOTHING",
    "missing": "/nowhere",
}
DRAWN_ON = {"claim", "timeline", "charts", "dyads", "numbers", "network", "speakers", "map"}
WRONG = {"refused": 422, "missing": 404}


def test_the_list_has_every_page_of_the_navigation(open_page: Opener) -> None:
    page = open_page("/")
    shown = page.eval_on_selector_all("nav a", "all => all.map(a => a.getAttribute('href'))")
    tried = {path.partition("?")[0] for path in PAGES.values()}
    assert len(shown) > 8
    assert set(shown) <= tried


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_and_can_be_used_by_all(
    open_page: Opener, named: dict[str, str], name: str
) -> None:
    page = open_page(PAGES[name].format(**named))
    look(page, name)
    assert page.locator("h1").count() == 1
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, ["color-contrast"]) == []  # all else is the same in the dark
    for width in (380, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if name in WRONG:  # the browser says so too
        assert "status of 4" in open_page.watch.said.pop()


def look(page: Page, name: str) -> None:
    """Wait for what a script draws."""
    if name in DRAWN_ON:
        page.wait_for_selector(DRAWN)


def faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe calls serious or critical, by all of its rules or by some."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))  # as a script of the page its policy refuses it
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(found => found.violations)", options
    )
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]

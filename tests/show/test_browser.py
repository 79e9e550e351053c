"""The page in a real browser: its script runs under its own policy and does what it should."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Record
from onrecord.show.page import content_policy, report_page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync"),
    *("--no-first-run", "--disable-component-update", "--disable-background-networking"),
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")

# what a reader does, and what is lit up then
PROBE = """
const lit = () => [...document.querySelectorAll(".text .on")].map((n) => n.textContent).join("");
const fact = () => [...document.querySelectorAll(".fact.on")].map((n) => n.id).join(" ");
const tell = (node, kind, more) => node.dispatchEvent(new Event(kind, { bubbles: true, ...more }));
const at = (id) => document.getElementById(id);
const piece = (words) => [...document.querySelectorAll(".piece")]
  .find((n) => n.textContent === words);
const shown = {};
const note = (name) => { shown[name] = [fact(), lit()]; };
note("at first");
tell(at("S2"), "mouseenter"); note("pointed at S2");
tell(at("S2"), "mouseleave"); note("left S2");
at("T2").querySelector("a.id").click(); note("clicked T2"); shown.hash = location.hash;
tell(at("S2"), "mouseenter"); tell(at("S2"), "mouseleave"); note("back to T2");
piece("fired").click(); note("clicked fired"); shown.folded = at("E3").closest("details").open;
at("S1").querySelector("a.id").focus(); note("moved to S1");
piece("fired").focus(); note("moved to fired");
piece("end").click(); note("clicked end");
at("l-other").click(); piece("end").click(); note("clicked end, with its layer on");
shown.unfolded = at("E3").closest("details").open;
document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
note("escaped");
const look = (words, style) => getComputedStyle(piece(words).querySelector(".event"))[style];
shown.bold = look("fired", "fontWeight");
at("l-not").click(); shown.plain = look("fired", "fontWeight");
document.documentElement.dataset.shown = JSON.stringify(shown);
"""


@pytest.fixture(scope="module")
def shown(record: Record, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("page")
    page = folder / "page.html"
    page.write_text(probed(report_page(record)), encoding="utf-8")
    dom = dump(page.as_uri() + "#E2", folder)
    found = re.search(r'data-shown="([^"]*)"', dom)
    assert found, "the script did not run to its end"
    result: dict[str, Any] = json.loads(html.unescape(found[1]))
    return result


def probed(page: str) -> str:
    """The page with the probe as a second script that its policy lets through."""
    script = re.findall(r"<script>(.*?)</script>", page, re.S)
    policy = content_policy(script, "script-src")
    assert policy in page
    wider = page.replace(policy, content_policy([*script, PROBE], "script-src"))
    return wider.replace("</body>", f"<script>{PROBE}</script></body>")


def dump(address: str, profile: Path) -> str:
    assert CHROMIUM
    command = [CHROMIUM, *QUIET, f"--user-data-dir={profile / 'profile'}", "--dump-dom", address]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_address_with_an_id_lights_up_the_fact_and_its_words(shown: dict[str, Any]) -> None:
    assert shown["at first"] == ["E2", "fired"]


def test_pointing_at_a_fact_lights_up_its_words_for_as_long(shown: dict[str, Any]) -> None:
    assert shown["pointed at S2"] == ["S2", "Quilldeniedtroops had fired on 300 dockers"]
    assert shown["left S2"] == ["E2", "fired"]


def test_a_click_on_a_fact_stays_and_is_an_address(shown: dict[str, Any]) -> None:
    assert shown["clicked T2"] == shown["back to T2"] == ["T2", "Monday"]
    assert shown["hash"] == "#T2"


def test_a_click_on_words_leads_to_their_fact(shown: dict[str, Any]) -> None:
    assert shown["clicked fired"][0] == "E2"


def test_the_keyboard_does_the_same(shown: dict[str, Any]) -> None:
    assert shown["moved to S1"][0] == "S1"
    assert shown["moved to fired"][0] == "E2"
    assert shown["escaped"] == ["", ""]


def test_events_of_no_type_are_folded_away_until_they_are_asked_for(shown: dict[str, Any]) -> None:
    assert shown["folded"] is False
    assert shown["clicked end"] == ["S4", "Hetoldthe strike could end"]
    assert shown["clicked end, with its layer on"] == ["E3", "end"]
    assert shown["unfolded"] is True


def test_a_layer_can_be_switched_off(shown: dict[str, Any]) -> None:
    assert shown["bold"] == "600"
    assert shown["plain"] == "400"

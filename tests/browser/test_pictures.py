"""The pictures: what is drawn, where it leads, and what can be taken away."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n"
LAYERS = {
    "nodes": [
        {"id": "c", "label": "the quays will close", "kind": "claim"},
        {"id": "s", "label": "Ada Quill", "kind": "source", "address": "/actors"},
        {"id": "r1", "label": "Daily", "kind": "report"},
        {"id": "r2", "label": "Courier", "kind": "report"},
    ],
    "edges": [
        {"from": "s", "to": "c", "kind": "says"},
        {"from": "r1", "to": "s", "kind": "quotes"},
        {"from": "r2", "to": "s", "kind": "quotes"},
    ],
}


def drawn(page: Page) -> dict[str, Any]:
    """The data of the picture, which is drawn."""
    expect(page.locator("#picture")).to_have_attribute("data-drawn", "yes")
    source = page.locator("#picture").get_attribute("data-source")
    found: dict[str, Any] = page.evaluate("source => fetch(source).then(a => a.json())", source)
    return found


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(".exports").get_by_text(name, exact=True).click()
    return waiting.value.path().read_bytes()


def test_a_chart_has_a_bar_for_every_number_of_its_table(open_page: Opener) -> None:
    page = open_page("/charts?by=quad&step=year")
    chart = drawn(page)
    bars = page.locator("figure[data-of=count] rect")
    rows = page.locator(".numbers-of tbody tr")
    assert bars.count() == rows.count() == len(chart["points"]) > 8
    assert sum(point["count"] for point in chart["points"]) == chart["events"]
    titles = page.locator("figure[data-of=count] title").all_text_contents()
    assert "1934 material-conflict" in " ".join(titles)


def test_a_line_of_scores_ends_where_nothing_happened(open_page: Opener) -> None:
    page = open_page("/charts?by=quad&step=year")
    days = {int(point["day"][:4]) for point in drawn(page)["points"]}
    joined = sum(year + 1 in days for year in days)
    assert days & {1934, 1949} == {1934, 1949}
    paths = page.eval_on_selector_all(
        "figure[data-of=goldstein] g[fill=none] path", "all => all.map(p => p.getAttribute('d'))"
    )
    longest = max(len(re.findall(r"[0-9.]+,", piece)) for d in paths for piece in d.split("M")[1:])
    assert joined and longest <= joined + 1  # two of the years lie side by side, the others far


@pytest.mark.parametrize("path", ["/charts", "/map?at=actor"])
def test_a_picture_is_saved_as_svg_and_png(open_page: Opener, path: str) -> None:
    page = open_page(path)
    drawn(page)
    root = ElementTree.fromstring(saved(page, "SVG"))
    assert root.tag == f"{SVG}svg"
    assert len(list(root.iter(f"{SVG}rect"))) + len(list(root.iter(f"{SVG}circle"))) > 4
    assert b"var(--" not in ElementTree.tostring(root)  # colours stand in the file itself
    assert saved(page, "PNG").startswith(PNG)


def test_a_network_is_saved_as_png_and_its_numbers_as_csv(open_page: Opener) -> None:
    page = open_page("/network")
    network = drawn(page)
    assert saved(page, "PNG").startswith(PNG)
    lines = saved(page, "CSV").decode().splitlines()
    assert lines[0] == "source,target,count,goldstein"
    assert len(lines) == len(network["edges"]) + 1


def test_a_circle_leads_to_the_page_of_the_actor(open_page: Opener) -> None:
    page = open_page("/network?tie=speaks")
    node = drawn(page)["nodes"][0]
    at = page.evaluate(
        """key => { const cy = document.getElementById("picture").graph;
        const box = cy.container().getBoundingClientRect();
        const { x, y } = cy.getElementById(key).renderedPosition();
        return [box.left + x, box.top + y]; }""",
        node["key"],
    )
    page.mouse.click(*at)
    expect(page).to_have_url(re.compile("/actor/"))
    expect(page.locator("h1")).to_have_text(node["name"])


def test_a_mark_on_the_map_leads_to_the_events_of_the_place(open_page: Opener) -> None:
    page = open_page("/map")
    spot = next(one for one in drawn(page)["spots"] if one["name"] == "Stockholm")
    assert spot["precision"] == "city"
    link = page.locator("#picture a", has_text="Stockholm")
    assert link.get_attribute("aria-label") == "Stockholm: 1 event"
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/events\?place="))
    expect(page.locator("table.rows tbody tr")).to_have_count(spot["count"])


def test_the_map_grows_by_its_buttons(open_page: Opener) -> None:
    page = open_page("/map")
    drawn(page)
    land = page.locator("#picture svg g").first
    before = land.get_attribute("transform") or ""
    page.get_by_label("Zoom in").click()
    assert "scale(1.8)" in (land.get_attribute("transform") or "")
    page.get_by_text("All", exact=True).click()
    assert land.get_attribute("transform") == before


def test_a_place_that_nobody_can_place_stands_beside_the_map(open_page: Opener) -> None:
    page = open_page("/map")
    found = drawn(page)
    names = page.locator("section", has_text="Not on the map").locator("td a").all_inner_texts()
    assert sorted(names) == sorted(one["name"] for one in found["unplaced"])
    assert "Puerto Hondo" in names


def test_a_graph_in_layers_leads_from_the_report_to_the_claim(open_page: Opener) -> None:
    page = open_page("/reports")
    page.route("**/api/pictures/network*", lambda route: route.fulfill(json=LAYERS))
    page.goto("/network")
    expect(page.locator("#picture")).to_have_attribute("data-drawn", "yes")
    places = page.evaluate(
        """() => Object.fromEntries(document.getElementById("picture").graph.nodes()
        .map((node) => [node.id(), node.position().x]))"""
    )
    assert places["r1"] == places["r2"] < places["s"] < places["c"]


def test_without_script_the_numbers_are_there(open_page: Opener) -> None:
    context = open_page.browser.new_context(base_url=open_page.origin, java_script_enabled=False)
    open_page.contexts.append(context)
    page = context.new_page()
    for path in ("/charts", "/network", "/map", "/timeline"):
        page.goto(path)
        assert page.locator("main :is(tbody tr, .moment)").count() > 1
        assert page.locator("#picture:visible button").count() == 0


def test_a_picture_that_cannot_be_fetched_says_so(open_page: Opener) -> None:
    page = open_page("/reports")
    words = json.dumps({"error": "the ledger is being mended"})
    page.route("**/api/pictures/charts*", lambda route: route.fulfill(status=503, body=words))
    page.goto("/charts")
    expect(page.locator("#picture .failed")).to_contain_text("the ledger is being mended")
    assert "status of 503" in open_page.watch.said.pop()


def test_the_arrow_keys_lead_from_mark_to_mark(open_page: Opener) -> None:
    page = open_page("/timeline?actor=Kardovia&size=10")
    drawn(page)
    marks = page.locator("#picture a")
    assert marks.count() > 3
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(marks.last).to_be_focused()
    page.keyboard.press("Tab")  # all marks together are one stop
    assert page.evaluate("document.activeElement.closest('#picture')") is None
    page.keyboard.press("Shift+Tab")
    expect(marks.last).to_be_focused()


def test_a_figure_leads_to_its_words(open_page: Opener) -> None:
    page = open_page("/charts/figures?words=killed")
    data = drawn(page)
    marks = page.locator("#picture a")
    assert marks.count() == len(data["numbers"]) > 3
    assert "Garrow" in (page.locator("#picture svg").text_content() or "")
    address = marks.first.get_attribute("href") or ""
    marks.first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/report/.*#F\d+$"))
    assert address.startswith("/fact/")

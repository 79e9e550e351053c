"""What an analyst does, clicked through; and a report that means harm."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opener

TEXT = "The ferrymen will sail again on Friday, their leader Mira Holst said on Wednesday."
FACT = re.compile(r"/report/[a-z2-7]{12}#S\d+$")


def test_from_a_search_to_a_correction_and_an_export(open_page: Opener) -> None:
    page = open_page("/")
    page.get_by_label("Search the reports").fill("Heron Holm")
    page.keyboard.press("Enter")
    page.locator(".hits a.title").first.click()
    expect(page).to_have_url(re.compile(r"/report/[a-z2-7]{12}$"))
    report = page.url.rpartition("/")[2]

    fact = a_fact_in_its_words(page)
    id = fact.get_attribute("id")
    permanent = fact.get_by_title("permanent address")
    address = permanent.get_attribute("href") or ""
    permanent.click()
    expect(page).to_have_url(FACT)
    expect(page.locator(f"#{id}")).to_have_class(re.compile(r"\bon\b"))

    page.locator(f"#{id}").get_by_text("all by this source").click()
    speaker = page.locator("h1").inner_text()
    expect(page).to_have_url(re.compile("/actor/"))
    page.locator("nav a", has_text="Timeline").click()
    page.get_by_label("actor", exact=True).fill(speaker)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#picture")).to_have_attribute("data-drawn", "yes")
    assert page.locator(f'.moment a[href="{address}"]').count() == 1
    mark = page.locator(f'#picture a[href="{address}"]')
    mark.focus()
    expect(page.locator(".moment.on")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(FACT)

    reject(page, f"#{id}", "Ada Reader")
    expect(page.get_by_role("status")).to_contain_text("rejected")
    judged = page.locator("#judgements li", has_text="Ada Reader")
    expect(judged).to_have_count(1)
    assert shown(page, report, address) == 0
    page.goto(f"/report/{report}")
    page.locator("#judgements").get_by_role("button", name=re.compile("undo")).click()
    expect(page.get_by_role("status")).to_contain_text("undone")
    expect(page.locator("#judgements li", has_text="Ada Reader")).to_have_count(0)
    assert shown(page, report, address) == 1

    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    lines = waiting.value.path().read_text("utf-8").splitlines()
    assert lines[0].startswith("id,report,outlet,published,day")
    assert any(line.startswith(address.rpartition("/")[2]) for line in lines)


def a_fact_in_its_words(page: Page) -> Locator:
    """The first statement whose source is somebody, lit up by a click on its cue."""
    number = page.locator(".fact[data-fact^=S]", has_text="all by this source").first
    id = number.get_attribute("id")
    page.locator(f'.text a.piece[href="#{id}"]').first.click()
    fact = page.locator(f"#{id}")
    expect(fact).to_have_class(re.compile(r"\bon\b"))
    assert page.locator(".text .piece.on").count() > 0
    return fact


def reject(page: Page, fact: str, name: str) -> None:
    """Reject a fact; the page asks once who does so."""
    page.locator(fact).get_by_role("button", name=re.compile("reject")).click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(re.compile("/report/"))


def shown(page: Page, report: str, fact: str) -> int:
    """How often a fact stands in the list of statements of its report."""
    page.goto(f"/attributions?report={report}")
    return page.locator(f'a[href="{fact}"]').count()


def test_from_a_story_to_where_a_claim_comes_from(open_page: Opener) -> None:
    page = open_page("/")
    page.locator("nav a", has_text="Stories").click()
    page.locator("table.rows tbody a", has_text="Montal declared winner").click()
    expect(page).to_have_url(re.compile("/story/"))
    story = page.url
    page.locator("main").get_by_role("link", name="timeline", exact=True).click()
    expect(page.locator("#picture")).to_have_attribute("data-drawn", "yes")
    assert page.locator(".moment").count() > 10
    page.goto(story)
    page.locator("section", has_text="Claims").locator("a[href^='/claim/']").first.click()
    expect(page.locator("#picture")).to_have_attribute("data-drawn", "yes")
    graph = "document.getElementById('picture').graph"
    kinds = page.evaluate(f"{graph}.nodes().map((node) => node.data('kind'))")
    assert kinds.count("claim") == 1
    assert kinds.count("report") > 1
    page.locator("main a[href^='/fact/']").first.click()
    expect(page).to_have_url(FACT)


def test_the_queue_is_worked_through_by_keys(open_page: Opener) -> None:
    page = open_page("/review?task=events")
    first = page.locator(".facts-one .fact").inner_text()
    page.keyboard.press("s")
    page.wait_for_url(re.compile("skip"))
    assert page.locator(".facts-one .fact").inner_text() != first
    page.keyboard.press("a")
    page.get_by_label("Your name").fill("Tom Key")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("accepted")
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("undone")


def test_a_report_is_added_and_read_at_once(open_page: Opener) -> None:
    page = open_page("/add")
    page.get_by_label("Text, kept to the character").fill(TEXT)
    section = page.locator("section", has_text="Paste its text")
    section.get_by_label("Title").fill("Ferry strike over")
    section.get_by_label("Outlet").fill("Quay Messenger")
    section.get_by_label("Published").fill("1957-10-30")
    page.get_by_role("button", name="Add the text").click()
    page.locator("main a[href^='/report/']").click(timeout=30_000)
    expect(page.locator("h1")).to_have_text("Ferry strike over")
    assert page.locator(".text").inner_text() == TEXT
    expect(page.locator(".fact[data-fact^=S]").first).to_contain_text("Mira Holst")
    page.goto("/?q=ferrymen")
    expect(page.locator(".hits a.title")).to_have_text("Ferry strike over")


def test_a_report_that_means_harm_is_text(open_page: Opener) -> None:
    page = open_page("/?q=quays")
    hit = page.locator(".hits a.title")
    assert "<script>" in hit.inner_text()
    hit.click()
    expect(page.locator("h1")).to_contain_text("<script>")
    assert "{{ 7 * 7 }} </script>" in page.locator(".text").inner_text()
    for path in (
        "/reports",
        "/events?words=arrested",
        "/attributions?words=quays",
        "/timeline?words=quays",
        "/network?tie=speaks&actor=Ada+Quill",
        "/charts?words=arrested",
        "/map?words=arrested",
    ):
        page.goto(path)
        assert page.title() != "taken"
        assert page.locator("img[src=x]").count() == 0
    page.goto("/timeline?words=quays")
    assert "<script>" in page.locator(".moment").first.inner_text()

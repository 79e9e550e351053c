"""Feeds, sitemaps and pages by their addresses, and feeds that lie in a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.intake import Client, Manners, Remembered
from onrecord.intake.feeds import feed_of, sitemap_of
from tests.intake.made import SECOND, TEXT, Heard, heard, lines_of, page_of, pdf_of, put, zip_of
from tests.intake.server import Answer, Site, serving

THIRD = "The railway said on Wednesday that it had written to the mayor twice. " * 12


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def memory() -> Remembered:
    return Remembered()


@pytest.fixture
def client(memory: Remembered) -> Iterator[Client]:
    manners = Manners(private=True, delay=0.0, tries=1)
    with Client(clock=lambda: 0.0, sleep=lambda _: None, manners=manners, memory=memory) as found:
        yield found


def rss(*entries: str) -> bytes:
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
        "<title>The Ellery Gazette</title><language>en-gb</language>"
        f"{''.join(entries)}</channel></rss>"
    ).encode()


def entry(link: str, title: str = "Envoy leaves", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Mon, 12 Feb 2024 23:30:00 -0500</pubDate>{more}</item>"
    )


def test_a_page_by_its_address(site: Site, client: Client, memory: Remembered) -> None:
    head = f"<link rel='canonical' href='{site.address}/news/1'>"
    site["/1?utm_source=x"] = Answer(page_of(TEXT, head), headers={"ETag": '"a"'})
    address = f"{site.address}/1?utm_source=x"
    found = heard(address, client=client)
    taken = found.taken[0]
    assert (taken.report.text, taken.ref, taken.address) == (TEXT, address, address)
    assert taken.report.url == f"{site.address}/news/1"
    assert taken.key == taken.report.url.replace("http:", "https:")
    assert taken.fetched == "1970-01-01T00:00:00Z"
    assert taken.validators
    memory.put(address, taken.validators)
    again = heard(address, client=client)
    assert (again.texts, again.reasons) == ([], ["unchanged"])
    assert again.problems[0].kind == "note"


def test_other_files_by_their_addresses(site: Site, client: Client) -> None:
    site["/a.jsonl"] = lines_of(TEXT, SECOND)
    site["/b"] = Answer(pdf_of([[TEXT]]), headers={"Content-Type": "application/pdf"})
    site["/c"] = zip_of({"x.txt": SECOND.encode()})
    site["/d"] = Answer(b"\x89PNG\r\n" + bytes(40), headers={"Content-Type": "image/png"})
    site["/e"] = Answer(b'{"items": []}', headers={"Content-Type": "application/json"})
    found = heard(
        *(f"{site.address}/{name}" for name in ("a.jsonl", "b", "c", "d", "e")), client=client
    )
    assert found.texts == [TEXT, SECOND, TEXT, SECOND]
    assert found.reasons == ["not-a-report", "not-a-report"]


def test_a_feed_gives_the_pages_it_lists(site: Site, client: Client) -> None:
    one, two, gone = (f"{site.address}/{name}" for name in ("1", "2", "gone"))
    site["/feed"] = rss(
        entry(one),
        entry(two, "Bridge", "<dc:creator>By Ann Moor</dc:creator>"),
        entry(one + "?utm_medium=rss"),
        entry(gone),
    )
    site["/1"] = page_of(TEXT, "<meta property='article:published_time' content='2024-02-11'>")
    site["/2"] = page_of(SECOND)
    found = heard(f"{site.address}/feed", client=client)
    assert found.refs == [one, two]
    first, second = (each.report for each in found.taken)
    assert (first.published, first.title, first.outlet) == (
        "2024-02-11", "Envoy leaves", "The Ellery Gazette",
    )  # fmt: skip
    assert (second.published, second.published_basis) == ("2024-02-12", "metadata")
    assert second.byline == ("Ann Moor",)
    assert [date.method for date in found.taken[0].dates] == ["meta", "feed"]
    assert "dates differ" in found.taken[0].notes[0].message
    assert found.reasons == ["duplicate-in-source", "http-status"]
    assert [(done.ref, done.validators) for done in found.done] == [(f"{site.address}/feed", None)]


def test_what_robots_txt_forbids_is_an_error_where_it_was_asked_for(
    site: Site, client: Client
) -> None:
    site["/robots.txt"] = b"User-agent: *\nDisallow: /no"
    site["/feed"] = rss(entry(f"{site.address}/no/1"))
    asked = heard(f"{site.address}/no/1", client=client)
    listed = heard(f"{site.address}/feed", client=client)
    assert [(each.kind, each.reason) for each in asked.problems] == [("error", "robots")]
    assert [(each.kind, each.reason) for each in listed.problems] == [("note", "robots")]


def test_an_entry_that_was_had_is_not_visited_again(site: Site, client: Client) -> None:
    site["/feed"] = Answer(rss(entry(f"{site.address}/1")), headers={"ETag": '"f"'})
    site["/1"] = page_of(TEXT)
    first = heard(f"{site.address}/feed", client=client)
    assert first.done[0].validators
    kept = {(each.ref, each.fingerprint) for each in first.taken}
    again = heard(f"{site.address}/feed", client=client, has=lambda *given: given in kept)
    assert again.reasons == ["unchanged"]
    assert site.paths().count("/1") == 1


def test_a_feed_stands_in_for_a_page_that_cannot_be_had(site: Site, client: Client) -> None:
    content = f"<content:encoded><![CDATA[<p>{THIRD}</p><script>x()</script>]]></content:encoded>"
    site["/robots.txt"] = b"User-agent: *\nDisallow: /closed"
    site["/feed"] = rss(entry(f"{site.address}/closed/1", more=content))
    found = heard(f"{site.address}/feed", client=client)
    assert found.texts == [THIRD.strip()]
    assert "robots.txt forbids" in found.taken[0].notes[0].message
    assert found.taken[0].report.title == "Envoy leaves"
    site["/feed"] = rss(entry(f"{site.address}/closed/1", more="<description>Short.</description>"))
    short = heard(f"{site.address}/feed", client=client)
    assert short.reasons == ["robots"]
    assert not short.taken


def test_a_feed_in_a_file_gives_what_stands_in_it_and_opens_nothing(tmp_path: Path) -> None:
    atom = f"""<feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette &amp; Son</title>
      <entry><id>tag:gazette.example,1</id>
      <title type='html'>&lt;b&gt;Envoy&lt;/b&gt; leaves</title>
      <link href='https://gazette.example/1?utm_source=f'/><updated>2024-02-13T01:00:00Z</updated>
      <published>2024-02-12T23:00:00Z</published><author><name>Tom Bell</name></author>
      <content type='html'>&lt;p&gt;{THIRD}&lt;/p&gt;</content></entry>
      <entry><id>2</id><title>Empty</title><link href='https://gazette.example/2'/></entry></feed>"""
    path = put(tmp_path, "feed.xml", atom.encode())
    found = heard(path)
    taken = found.taken[0]
    assert found.refs == [f"{path}#tag:gazette.example,1"]
    assert (taken.report.title, taken.report.outlet) == ("Envoy leaves", "Gazette & Son")
    assert (taken.report.published, taken.report.byline) == ("2024-02-12", ("Tom Bell",))
    assert taken.report.url == taken.key == "https://gazette.example/1"
    assert [(date.day, date.updated) for date in taken.dates] == [
        ("2024-02-12", False),
        ("2024-02-13", True),
    ]
    assert found.reasons == ["empty"]
    assert "feed's address" in found.problems[0].message


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<rss version='2.0'><channel><title>x</title></channel></rss>", "empty"),
        (b"<rss", "not-a-report"),
        (b"<html><body>no feed</body></html>", "not-a-report"),
    ],
)
def test_a_feed_without_entries_or_none_at_all(tmp_path: Path, raw: bytes, reason: str) -> None:
    assert heard(put(tmp_path, "a.rss", raw), kind="feed").reasons == [reason]


def test_a_feed_that_is_cut_short_gives_its_whole_entries(site: Site, tmp_path: Path) -> None:
    entries = [
        entry(f"https://gazette.example/{n}", f"T{n}", f"<description>{THIRD}</description>")
        for n in range(3)
    ]
    raw = rss(*entries)[:-120]
    found = heard(put(tmp_path, "a.xml", raw))
    assert len(found.taken) >= 2
    assert any("not well formed" in problem.message for problem in found.problems)


def test_dates_of_feeds_are_kept_as_written_or_not_at_all() -> None:
    raw = rss(
        "<item><title>a</title><link>https://a.example/1</link><pubDate>soon</pubDate></item>"
    )
    assert feed_of(raw).entries[0].hints.dates == ()


def sitemap(*entries: str, root: str = "urlset") -> bytes:
    return (
        "<?xml version='1.0'?>"
        f"<{root} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        f"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{''.join(entries)}</{root}>"
    ).encode()


NEWS = (
    "<news:news><news:publication><news:name>The Ellery Gazette</news:name>"
    "<news:language>en</news:language></news:publication>"
    "<news:publication_date>2024-02-12T08:00:00Z</news:publication_date>"
    "<news:title>Envoy leaves</news:title></news:news>"
)


def test_a_news_sitemap_and_its_index(site: Site, client: Client) -> None:
    def listed(path: str, more: str = "") -> str:
        return f"<url><loc>{site.address}{path}</loc>{more}</url>"

    places = "".join(f"<sitemap><loc>{site.address}/{n}.xml</loc></sitemap>" for n in (1, 2, 3))
    site["/index.xml"] = sitemap(places, root="sitemapindex")
    site["/1.xml"] = sitemap(listed("/1", NEWS), listed("/2", "<lastmod>2024-02-13</lastmod>"))
    site["/2.xml"] = sitemap(listed("/2"), "<url><loc>mailto:x@gazette.example</loc></url>")
    site["/1"], site["/2"] = page_of(TEXT), page_of(SECOND)
    found = heard(f"{site.address}/index.xml", client=client)
    assert found.texts == [TEXT, SECOND]
    first, second = (each.report for each in found.taken)
    assert (first.title, first.outlet, first.published) == (
        "Envoy leaves", "The Ellery Gazette", "2024-02-12",
    )  # fmt: skip
    assert second.published is None
    assert sorted(filter(None, found.reasons)) == ["duplicate-in-source", "http-status"]
    assert len(found.done) == 1


def test_a_sitemap_in_a_file_has_no_reports(tmp_path: Path) -> None:
    found = heard(
        put(tmp_path, "sitemap.xml", sitemap(f"<url><loc>https://a.example/1</loc>{NEWS}</url>"))
    )
    assert found.reasons == ["not-a-report"]
    assert "1 address" in found.problems[0].message


def test_a_sitemap_reads_no_entities_and_survives_a_break() -> None:
    bomb = b"<!DOCTYPE u [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + sitemap(
        "<url><loc>https://a.example/&a;</loc></url><url><loc>https://a.example/2</loc></url>"
    ).removeprefix(b"<?xml version='1.0'?>")
    assert [entry.address for entry in sitemap_of(bomb).entries][-1] == "https://a.example/2"
    cut = sitemap("<url><loc>https://a.example/1</loc></url>", "<url><loc>https://a.example/2")[:-9]
    assert sitemap_of(cut).entries[0].address == "https://a.example/1"


def test_one_bad_address_does_not_stop_the_others(
    site: Site, client: Client, tmp_path: Path
) -> None:
    site["/1"] = page_of(TEXT)
    found: Heard = heard(
        f"{site.address}/gone",
        "https://nowhere.invalid/1",
        f"{site.address}/1",
        put(tmp_path, "a.txt", SECOND.encode()),
        client=client,
    )
    assert found.texts == [TEXT, SECOND]
    assert found.reasons[0] == "http-status"
    assert found.reasons[1] in {"unreachable", "robots"}

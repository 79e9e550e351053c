"""Feeds on a server of our own, looked at again and again by the real command."""

import http.server
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from onrecord.ledger.store import open_store

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The ferry union said on Friday that its strike had ended after talks with the port authority
({title}).</p><p>"We have what we asked for," Ann Moor, who leads the union, told reporters. The
authority confirmed the deal and said that sailings would begin again on Monday.</p></article>
</body></html>"""
ITEM = "<item><title>{title}</title><link>{address}</link></item>"
FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title>{items}</channel></rss>"


class Site(http.server.ThreadingHTTPServer):
    """A site that counts what was asked of it; `items` are the reports in its feed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.folder = folder
        self.asked: list[str] = []
        self.broken = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def publish(self, *titles: str) -> None:
        """Pages, and a feed of them."""
        for title in titles:
            (self.folder / f"{title}.html").write_text(PAGE.format(title=title))
        links = (ITEM.format(title=t, address=f"{self.address}/{t}.html") for t in titles)
        (self.folder / "feed.xml").write_text(FEED.format(items="".join(links)))


class Handler(http.server.SimpleHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.server.broken:
            self.send_error(503, "out of order")
        else:
            super().do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "site").mkdir()
    with Site(tmp_path / "site") as site:
        thread = threading.Thread(target=site.serve_forever, daemon=True)
        thread.start()
        yield site
        site.shutdown()
        thread.join()


@pytest.fixture
def feeds(tmp_path: Path, site: Site) -> Path:
    file = tmp_path / "feeds.toml"
    file.write_text(
        f'[[feed]]\nname = "Courier"\naddress = "{site.address}/feed.xml"\nevery = "1m"\n'
        'outlet = "The Courier"\n'
    )
    return file


def command(feeds: Path, *more: str) -> list[str]:
    ledger = str(feeds.with_name("l.db"))
    base = [sys.executable, "-m", "onrecord", "watch", str(feeds), "--ledger", ledger]
    return [*base, "--allow-private", "--delay", "0", *more]


def forget_schedule(feeds: Path) -> None:
    """Make all feeds due, as if time had passed."""
    store = open_store(feeds.with_name("l.db"), write=True)
    store.run("DELETE FROM sources WHERE ref LIKE 'watch:%'")
    store.close()


def look(feeds: Path) -> tuple[int, list[str], str]:
    done = subprocess.run(command(feeds, "--once"), capture_output=True, text=True)
    return (
        done.returncode,
        [json.loads(x)["outcome"] for x in done.stdout.splitlines()],
        done.stderr,
    )


def test_each_report_is_read_once_and_a_changed_page_is_a_new_version(
    site: Site, feeds: Path
) -> None:
    site.publish("strike", "storm")
    assert look(feeds)[:2] == (0, ["new", "new"])
    code, outcomes, told = look(feeds)
    assert (code, outcomes) == (0, []) and "nothing is due; Courier at" in told
    forget_schedule(feeds)
    site.asked.clear()
    assert "new" not in look(feeds)[1]
    assert "/strike.html" not in [path for path in site.asked if "feed" in path]
    forget_schedule(feeds)
    site.publish("strike", "storm", "deal")
    assert look(feeds)[1].count("new") == 1
    store = open_store(feeds.with_name("l.db"))
    assert store.value("SELECT count(*) FROM reports") == 3
    assert [row[0] for row in store.run("SELECT DISTINCT outlet FROM versions")] == ["The Courier"]
    store.close()


def test_a_feed_that_fails_is_told_and_asked_later(site: Site, feeds: Path) -> None:
    site.broken = True
    code, _, told = look(feeds)
    assert code == 1
    assert "Courier: failed" in told
    assert "nothing is due" in look(feeds)[2]


def test_a_watch_goes_on_until_it_is_stopped(site: Site, feeds: Path) -> None:
    site.publish("strike")
    with subprocess.Popen(
        command(feeds), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as watch:
        assert watch.stdout is not None and watch.stderr is not None
        assert json.loads(watch.stdout.readline())["outcome"] == "new"
        assert "1 new" in watch.stderr.readline()
        os.kill(watch.pid, signal.SIGTERM)
        assert watch.wait() == 0
        assert "stopped" in watch.stderr.read()
    store = open_store(feeds.with_name("l.db"))
    assert store.value("SELECT count(*) FROM endings") == 1
    store.close()


def test_a_wrong_file_is_refused_with_what_is_allowed(feeds: Path) -> None:
    feeds.write_text(feeds.read_text() + 'colour = "red"\n')
    done = subprocess.run(command(feeds), capture_output=True, text=True)
    assert done.returncode == 2
    assert "'colour'" in done.stderr and "every" in done.stderr

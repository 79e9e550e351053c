"""The words of intake are those of its document: each kind, each reason, and its Python runs."""

import re
from pathlib import Path
from typing import get_args

import pytest

from onrecord.intake import KINDS, SkipReason
from onrecord.intake.kinds import kind_of, suffix_of
from onrecord.intake.stream import Stream
from onrecord.intake.watch import ALLOWED, feeds_of
from tests.intake.made import TEXT, page_of, put

DOC = (Path(__file__).parents[2] / "docs" / "intake.md").read_text("utf-8")


def rows(heading: str) -> list[str]:
    """The first cells of the table in a section."""
    part = DOC.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([\w-]+)` \|", part, re.M)


def test_each_kind_and_each_reason_is_documented() -> None:
    assert rows("Kinds") == list(KINDS)
    assert rows("Why something was left out") == list(get_args(SkipReason))


def test_the_file_of_feeds_in_the_document_is_one(tmp_path: Path) -> None:
    block = re.search(r"```toml\n(.*?)```", DOC, re.S)
    assert block
    feeds = feeds_of(put(tmp_path, "feeds.toml", block[1].encode()))
    assert [feed.name for feed in feeds] == ["gazette"]
    assert set(ALLOWED) <= set(re.findall(r"^(\w+) = ", block[1], re.M))


def test_the_python_of_the_document_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "news/a.html", page_of(TEXT, "<meta property='og:title' content='Envoy leaves'>"))
    monkeypatch.chdir(tmp_path)
    first, second = re.findall(r"```python\n(.*?)```", DOC, re.S)
    exec(compile(first, "intake.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == [
        "news/a.html Envoy leaves",
        "archive.warc.gz missing there is no such file or folder. Check the path.",
    ]
    compile(second, "intake.md", "exec")


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.txt", b"Words.", "text"),
        ("a.txt", b"%PDF-1.7\n", "pdf"),
        ("a", b"\n\n <!DOCTYPE html><p>", "text"),  # which is then seen to be a page
        ("a.html", b"words", "page"),
        ("a", b'{"text": "a"}\n', "jsonl"),
        ("a", b'{\n "text": "a"\n}', "json"),
        ("a", b'{"items": []}\n', "text"),
        ("a.xml", b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", "feed"),
        ("a", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("a.xml", b"<sitemapindex>", "sitemap"),
        ("a.xml", b"<note>words</note>", "text"),
        ("a", b"WARC/1.0\r\n", "warc"),
        ("a", b"From x@y.example Mon Feb 12 10:00:00 2024\n", "mbox"),
        ("a", b"From the harbour one sees the bridge at 10:00 in 2024.", "text"),
        ("a", b"From: a@b.example\nDate: today\nSubject: Ships\n\nWords", "mail"),
        ("a", b"Subject: Ships\n\nWords", "text"),
        ("a.tar.gz", b"", "tar"),
        ("a", b"x" * 257 + b"ustar\x0000" + b"\0" * 300, "tar"),
    ],
)
def test_what_a_source_is(name: str, raw: bytes, kind: str) -> None:
    stream = Stream(iter([raw[:100], raw[100:]]) if len(raw) > 100 else iter([raw]))
    assert kind_of(stream, name, 5_000_000) == kind
    assert b"".join(iter(lambda: stream.read(7), b"")) == raw


def test_the_suffix_that_tells() -> None:
    assert suffix_of("a.jsonl.gz") == ".jsonl"
    assert suffix_of("a.b.HTML") == ".html"
    assert suffix_of("a.zst") == ""
    assert suffix_of("archive") == ""

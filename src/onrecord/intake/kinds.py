"""What a source is: by how it begins, then by its name."""

import re
from pathlib import PurePath
from typing import Literal, get_args

from onrecord.intake.json_lines import is_object_with_text, line_limit
from onrecord.intake.stream import PACKED_SUFFIXES, Stream

Kind = Literal[
    "text",
    "page",  # HTML
    "json",  # one object, or a list of them
    "jsonl",  # one object a line
    "pdf",
    "mail",  # one message: .eml, .mhtml
    "mbox",  # many messages
    "warc",  # a web archive
    "feed",  # RSS or Atom
    "sitemap",  # or an index of sitemaps
    "zip",
    "tar",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
CONTAINERS: frozenset[Kind] = frozenset({"zip", "tar"})

_BY_NAME: dict[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".mbox": "mbox",
    ".pdf": "pdf", ".warc": "warc", ".rss": "feed", ".atom": "feed",
    ".zip": "zip", ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
}  # fmt: skip
_LOOKED_AT = 1024  # bytes that tell a kind
_TAR_MAGIC = slice(257, 262)

_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE (?!html)[^>]*>\s*|<\?[^>]*\?>\s*)*"
    rb"<(?:\w+:)?(?P<root>rss|feed|RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)
_FIELD = re.compile(
    rb"^(From|To|Date|Subject|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|"
    rb"Content-Type|X-[\w-]+|DKIM-Signature):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
ENVELOPE = re.compile(rb"From \S+ +\w{3} \w{3} +\d{1,2} \d\d:\d\d(?::\d\d)? .*\d{4}")  # in an mbox


def kind_of(stream: Stream, name: str, max_size: int) -> Kind:
    """What the stream of a file called `name` is; nothing of the stream is used up."""
    line = stream.first_line(_LOOKED_AT)
    binary = b"\0" in line or line[:5] == b"%PDF-" or line[:4] == b"PK\x03\x04"
    head = (stream.head(_LOOKED_AT) if binary else line).removeprefix(b"\xef\xbb\xbf")
    named = _BY_NAME.get(suffix_of(name))
    if found := _by_magic(head):
        return found
    if named in {"jsonl", "json", "mail", "mbox", "feed", "tar"}:
        return named
    if line.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return _of_markup(stream, named)
    if named in {"page", "text"}:
        return named
    return _of_words(stream, line, max_size)


def suffix_of(name: str) -> str:
    """The suffix that tells a kind, without that of the packing: ".jsonl" of "a.jsonl.gz"."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    if suffixes and suffixes[-1] in PACKED_SUFFIXES:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _by_magic(head: bytes) -> Kind | None:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    return "tar" if head[_TAR_MAGIC] == b"ustar" else None


def _of_markup(stream: Stream, named: Kind | None) -> Kind:
    found = _ROOT.match(stream.head(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf"))
    if found:
        return "sitemap" if found["root"] in {b"urlset", b"sitemapindex"} else "feed"
    return named or "text"  # a text that begins as a page does is read as one


def _of_words(stream: Stream, line: bytes, max_size: int) -> Kind:
    """A source whose name does not tell: JSON, mail, or text."""
    if line.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        if is_object_with_text(stream.first_line(line_limit(max_size))):
            return "jsonl"
        return "json" if is_object_with_text(stream.head(line_limit(max_size))) else "text"
    if ENVELOPE.match(line):
        return "mbox"
    if _FIELD.match(line):
        fields = {field.lower() for field in _FIELD.findall(stream.head(_LOOKED_AT))}
        if b"from" in fields and fields & {b"date", b"received", b"message-id"} and len(fields) > 2:
            return "mail"
    return "text"

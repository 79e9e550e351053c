"""Whatever is broken in a source: something is yielded or told of it, and nothing is raised."""

import bz2
import lzma
import random
from pathlib import Path

import pytest
import zstandard

from onrecord.intake import items
from tests.intake.made import SECOND, TEXT, lines_of, packed, page_of, pdf_of, put, tar_of, zip_of
from tests.intake.test_pdf_mail_warc import PAGES, letter, warc_of
from tests.intake.test_visits import NEWS, THIRD, entry, rss, sitemap

WHOLE = {
    "a.txt": TEXT.encode(),
    "a.html": page_of(TEXT, '<script type="application/ld+json">{"@type":"Article"}</script>'),
    "a.jsonl": lines_of(TEXT, SECOND),
    "a.json": b"[" + lines_of(TEXT) + b"]",
    "a.pdf": pdf_of([[TEXT], [SECOND]], "Envoy"),
    "a.eml": letter(TEXT, page_of(TEXT)).as_bytes(),
    "a.mbox": b"From x@y.example Mon Feb 12 10:00:00 2024\n" + letter().as_bytes(),
    "a.warc": warc_of(*PAGES, gzip=False),
    "a.warc.gz": warc_of(*PAGES),
    "a.rss": rss(entry("https://a.example/1", more=f"<description>{THIRD}</description>")),
    "a.xml": sitemap(f"<url><loc>https://a.example/1</loc>{NEWS}</url>"),
    "a.zip": zip_of({"a.txt": TEXT.encode(), "b.html": page_of(SECOND)}),
    "a.tar": tar_of({"a.txt": TEXT.encode(), "b.html": page_of(SECOND)}),
    "b.tar.gz": packed(tar_of({"a.txt": TEXT.encode(), "b.pdf": pdf_of([[TEXT]])})),
    "a.bz2": bz2.compress(TEXT.encode()),
    "a.xz": lzma.compress(TEXT.encode()),
    "a.zst": zstandard.compress(TEXT.encode()),
}
ODD = (
    b"\0" * 10,
    b"<",
    b"]]>",
    b"\xff\xfe",
    b"\r\n\r\n",
    b"From ",
    b"&#xD800;",
    b"<!--",
    b"\x80" * 30,
)


def broken(raw: bytes, chance: random.Random) -> bytes:
    """The bytes cut short, with some changed, some lost, or something odd put in."""
    at = chance.randrange(len(raw))
    how = chance.randrange(5)
    if how == 0:
        return raw[:at]
    if how == 1:
        changed = bytearray(raw)
        for _ in range(chance.randrange(1, 20)):
            changed[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(changed)
    if how == 2:
        return raw[:at] + raw[at + chance.randrange(1, 200) :]
    if how == 3:
        return raw[:at] + chance.choice(ODD) + raw[at:]
    return raw[:at] + raw[at // 2 :]


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_broken_is_told_and_nothing_is_raised(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for number in range(12):
        raw = broken(WHOLE[name], chance)
        path = put(tmp_path, f"{number}-{name}" if number % 3 else f"{number}.bin", raw)
        assert list(items([path])), (number, raw[:80])


@pytest.mark.parametrize("name", WHOLE)
def test_each_whole_file_yields_a_report_or_says_why_not(tmp_path: Path, name: str) -> None:
    found = list(items([put(tmp_path, name, WHOLE[name])]))
    kinds = {type(item).__name__ for item in found}
    assert ("Taken" in kinds) is (name != "a.xml")

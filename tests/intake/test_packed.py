"""Packed files, archives, patterns and folders: what is read, what is told, what a run can skip."""

import bz2
import io
import lzma
import os
import random
from pathlib import Path

import pytest
import zstandard

from onrecord.intake import items, open_reports, report_of_file
from onrecord.intake.stream import Stream, unpacked
from tests.intake.made import (
    SECOND,
    TEXT,
    heard,
    lines_of,
    packed,
    page_of,
    put,
    tar_of,
    zip_of,
)

PACKERS = {
    ".gz": packed,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.compress,
}
NOISE = random.Random(7)  # so that half a packed file is half of its lines
LINES = lines_of(*(f"{TEXT} {NOISE.randbytes(2500).hex()}" for _ in range(100)))


@pytest.mark.parametrize("suffix", PACKERS)
def test_each_packing_is_known_by_its_beginning(tmp_path: Path, suffix: str) -> None:
    raw = PACKERS[suffix](lines_of(TEXT, SECOND))
    for name in (f"a.jsonl{suffix}", "a.jsonl", "a"):
        found = heard(put(tmp_path, name, raw))
        assert found.texts == [TEXT, SECOND]
        assert not found.problems


@pytest.mark.parametrize("suffix", PACKERS)
def test_several_members_in_one_packed_file_are_one_stream(tmp_path: Path, suffix: str) -> None:
    raw = PACKERS[suffix](lines_of(TEXT)) + PACKERS[suffix](lines_of(SECOND)) + bytes(8)
    assert heard(put(tmp_path, f"a.jsonl{suffix}", raw)).texts == [TEXT, SECOND]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_packed_file_that_is_cut_short_gives_what_stands_before(
    tmp_path: Path, suffix: str
) -> None:
    raw = PACKERS[suffix](LINES)
    found = heard(put(tmp_path, f"a.jsonl{suffix}", raw[:-20]))
    assert found.reasons == ["unreadable"]
    assert "cut short" in found.problems[0].message
    assert not found.done
    least = {".gz": 90, ".xz": 90, ".zst": 50, ".bz2": 0}[suffix]  # bz2 has blocks of 900 KB
    assert len(found.taken) >= least
    assert found.refs == [f"{tmp_path}/a.jsonl{suffix}:{n + 1}" for n in range(len(found.taken))]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_bomb_is_unpacked_a_little_at_a_time(suffix: str) -> None:
    raw = PACKERS[suffix](bytes(20_000_000))
    assert len(raw) < 100_000
    stream = unpacked(Stream(iter([raw])), suffix)
    first = stream.read(1 << 30)
    assert 0 < len(first) < 10_000_000


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt.gz", packed(b"word " * 6_000_000))
    found = heard(path)
    assert found.reasons == ["too-large"]


def test_a_packed_file_in_a_packed_file(tmp_path: Path) -> None:
    assert heard(put(tmp_path, "a.txt.gz.gz", packed(packed(TEXT.encode())))).texts == [TEXT]
    four = packed(packed(packed(packed(TEXT.encode()))))
    assert heard(put(tmp_path, "b.gz", four)).reasons == ["unreadable"]


MEMBERS = {
    "b/second.html": page_of(SECOND),
    "a.txt": TEXT.encode(),
    "more.jsonl": lines_of(TEXT + " Again.", SECOND + " Again."),
    ".hidden.txt": b"hidden",
    "__MACOSX/._a.txt": b"shadow",
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "empty.txt": b"",
}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])
def test_an_archive_gives_its_members_in_their_order(tmp_path: Path, name: str) -> None:
    raw = zip_of(MEMBERS) if name == "a.zip" else tar_of(MEMBERS)
    path = put(tmp_path, name, packed(raw) if "gz" in name else raw)
    found = heard(path)
    assert found.refs == [
        f"{path}#b/second.html",
        f"{path}#a.txt",
        f"{path}#more.jsonl:1",
        f"{path}#more.jsonl:2",
    ]
    assert found.texts == [SECOND, TEXT, TEXT + " Again.", SECOND + " Again."]
    told = {
        problem.ref.rpartition("#")[2]: (problem.kind, problem.reason) for problem in found.problems
    }
    assert told == {"picture.png": ("note", "not-a-report"), "empty.txt": ("error", "empty")}
    assert [each.ref for each in found.done] == [str(path)]
    assert {each.source for each in found.taken} == {str(path)}


def test_archives_in_archives_have_a_limit(tmp_path: Path) -> None:
    inner = zip_of({"a.txt": TEXT.encode()})
    two = tar_of({"one.zip": inner, "two.tar": tar_of({"a.txt": SECOND.encode()})})
    path = put(tmp_path, "a.zip", zip_of({"more.tar": two}))
    assert heard(path).refs == [
        f"{path}#more.tar#one.zip#a.txt",
        f"{path}#more.tar#two.tar#a.txt",
    ]
    deep = TEXT.encode()
    for _ in range(6):
        deep = zip_of({"a.zip": deep})
    found = heard(put(tmp_path, "deep.zip", deep))
    assert not found.taken
    assert "archives" in found.problems[0].message


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_a_half_written_archive(tmp_path: Path, name: str) -> None:
    members = {f"{n}.txt": f"{TEXT} {os.urandom(600).hex()}".encode() for n in range(20)}
    raw = zip_of(members) if name == "a.zip" else tar_of(members)
    found = heard(put(tmp_path, name, raw[: len(raw) // 2]))
    assert set(found.reasons) == {"unreadable"}
    assert not found.done
    assert len(found.taken) >= (9 if name == "a.tar" else 0)


def test_a_zip_that_is_encrypted_or_an_office_document(tmp_path: Path) -> None:
    raw = bytearray(zip_of({"a.txt": TEXT.encode()}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    found = heard(put(tmp_path, "a.zip", bytes(raw)))
    assert "encrypted" in found.problems[0].message
    office = heard(put(tmp_path, "a.docx", zip_of({"[Content_Types].xml": b"<x/>"})))
    assert office.reasons == ["not-a-report"]
    assert "office" in office.problems[0].message


def test_an_archive_with_nothing_to_read(tmp_path: Path) -> None:
    for name, raw in (("a.zip", zip_of({".hidden": b"x"})), ("b.zip", zip_of({}))):
        assert heard(put(tmp_path, name, raw)).reasons == ["empty"]


def test_a_pattern_is_all_that_it_matches_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "sub/d.txt"):
        put(tmp_path, name, f"{TEXT} {name}".encode())
    assert [Path(ref).name for ref in heard(tmp_path / "*.txt").refs] == ["a.txt", "b.txt"]
    assert len(heard(tmp_path / "**" / "*.txt").taken) == 3
    assert heard(tmp_path / "*.pdf").reasons == ["missing"]
    odd = put(tmp_path, "[1].txt", TEXT.encode())
    assert heard(odd).texts == [TEXT]


def test_what_a_run_had_is_not_read_again(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT.encode())
    put(tmp_path, "b.jsonl", lines_of(TEXT, SECOND))
    put(tmp_path, "c.zip", zip_of({"1.txt": TEXT.encode(), "2.txt": SECOND.encode()}))
    first = heard(tmp_path)
    assert len(first.done) == 3
    kept = {(each.ref, each.fingerprint) for each in first.done}
    again = heard(tmp_path, has=lambda ref, fingerprint: (ref, fingerprint) in kept)
    assert not again.taken
    assert again.reasons == ["unchanged"] * 3
    assert {problem.kind for problem in again.problems} == {"note"}


def test_a_run_that_stopped_goes_on_behind_the_last_report(tmp_path: Path) -> None:
    put(tmp_path, "b.jsonl", lines_of(TEXT, SECOND, TEXT + " More."))
    put(tmp_path, "c.zip", zip_of({"1.txt": TEXT.encode(), "2.txt": SECOND.encode()}))
    all_of_it = heard(tmp_path).taken
    kept = {(each.ref, each.fingerprint) for each in all_of_it[:2] + all_of_it[3:4]}
    again = heard(tmp_path, has=lambda ref, fingerprint: (ref, fingerprint) in kept)
    assert again.refs == [all_of_it[2].ref, all_of_it[4].ref]


def test_a_report_with_an_id_keeps_its_key_where_its_line_moves(tmp_path: Path) -> None:
    line = b'{"id": "r7", "text": "%s"}\n' % TEXT.encode()
    path = put(tmp_path, "a.jsonl", line)
    before = heard(path).taken[0]
    put(tmp_path, "a.jsonl", lines_of(SECOND) + line)
    other, after = heard(path).taken
    assert (before.ref, after.ref) == (f"{path}:1", f"{path}:2")
    assert before.key == after.key == f"{path}#r7"
    assert before.fingerprint == after.fingerprint
    assert other.key == other.ref


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT.encode())
    before = heard(path).taken[0].fingerprint
    os.utime(path, ns=(1, 1))
    after = heard(path).taken[0].fingerprint
    assert before != after
    assert after == f"{len(TEXT)}-1"


def test_only_reports_in_the_languages_asked_for(tmp_path: Path) -> None:
    korean = "대변인은 일요일에 배가 항구를 떠났다고 밝혔다. 그는 이유를 말하지 않았다."
    path = put(tmp_path, "a.jsonl", lines_of(TEXT, korean))
    found = heard(path, languages=["en"])
    assert found.texts == [TEXT]
    assert [reason for reason in found.reasons if reason] == ["wrong-language"]
    assert "not asked for" in found.problems[-1].message
    assert len(heard(path).taken) == 2


def test_the_kind_can_be_said(tmp_path: Path) -> None:
    path = put(tmp_path, "a.log", b"saved by hand\n" + page_of(TEXT))
    assert "<p>" in heard(path).texts[0]
    assert heard(path, kind="page").texts[0].startswith(TEXT)
    lines = put(tmp_path, "b.txt", lines_of(TEXT, SECOND))
    assert heard(lines).texts == [lines.read_text()]
    assert heard(lines, kind="jsonl").texts == [TEXT, SECOND]
    archive = put(tmp_path, "c.zip", zip_of({"x.txt": lines_of(TEXT, SECOND)}))
    assert heard(archive, kind="jsonl").texts == [TEXT, SECOND]


def test_a_note_goes_with_its_report_and_a_skip_stands_alone(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", lines_of(TEXT)[:-2] + b', "title": 7}\n' + b"{bad\n")
    found = heard(path)
    assert ["title" in note.message for note in found.taken[0].notes] == [True]
    assert found.reasons == ["unreadable"]


def test_the_outlet_of_a_source_can_be_said(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT.encode())
    assert heard(path, outlet="The Ellery Gazette").taken[0].report.outlet == "The Ellery Gazette"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x1f\x8b",
        b"\x1f\x8b\x08\x00" + bytes(6),
        b"BZh9",
        b"\xfd7zXZ\x00",
        b"(\xb5/\xfd",
        b"PK\x03\x04",
    ],
)
def test_only_the_beginning_of_a_packed_file(tmp_path: Path, raw: bytes) -> None:
    found = heard(put(tmp_path, "a", raw))
    assert not found.taken
    assert len(found.problems) == 1
    assert found.problems[0].reason in {"unreadable", "empty"}


def test_one_line_of_200_megabytes_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(lines_of(TEXT) + b'{"text": "')
        for _ in range(200):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n' + lines_of(SECOND))
    found = heard(path)
    assert found.texts == [TEXT, SECOND]
    assert found.reasons == ["too-large"]


def test_items_come_one_at_a_time_in_the_same_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.jsonl", "c.html"):
        put(tmp_path, name, page_of(TEXT) if name == "c.html" else lines_of(TEXT, SECOND))
    assert heard(tmp_path).refs == heard(tmp_path).refs
    iterator = items([tmp_path])
    assert next(iterator)
    reports = open_reports(["-"], stdin=io.BytesIO(zip_of({"a.txt": TEXT.encode()})))
    assert [report.ref for report in reports] == ["-#a.txt"]


def test_one_packed_file_by_its_path(tmp_path: Path) -> None:
    path = put(tmp_path, "a.zip", zip_of({"a.html": page_of(TEXT)}))
    assert report_of_file(path).text == TEXT

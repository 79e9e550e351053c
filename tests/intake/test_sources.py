"""Files, folders, standard input and JSON Lines: what is read, and what is said of the rest."""

import gzip
import io
import json
from pathlib import Path

import pytest

from onrecord.errors import NotText, ReadError
from onrecord.intake import Problem, Taken, count_hint, items, open_reports, report_of_file
from onrecord.model import Report

TEXT = "The envoy left the harbour on Monday, officials said. He gave no reason for his journey."
KOREAN = "대변인은 일요일에 배가 항구를 떠났다고 밝혔다. 그는 이유를 말하지 않았다."
PAGE = Path(__file__).parent / "pages" / "harbour.html"


def read(*sources: object, **options: object) -> tuple[list[Report], list[Problem]]:
    problems: list[Problem] = []
    reports = open_reports([str(s) for s in sources], on_problem=problems.append, **options)  # type: ignore[arg-type]
    return list(reports), problems


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def line(**given: object) -> str:
    return json.dumps(given, ensure_ascii=False) + "\n"


def test_a_text_file_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "Line one.\r\nLine two\rstill.\n\n\tTabs, a no-break\u00a0space, e\u0301 and 🙂.\x0c\n"
    reports, problems = read(write(tmp_path / "a.txt", text))
    assert [r.text for r in reports] == [text]
    assert not problems
    assert reports[0].ref == str(tmp_path / "a.txt")
    assert reports[0].page is None


def test_a_byte_order_mark_goes_with_the_decoding(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        reports, problems = read(write(tmp_path / "a.txt", TEXT.encode(encoding)))
        assert [r.text for r in reports] == [TEXT]
        assert not problems


def test_utf_16_without_a_mark_is_seen(tmp_path: Path) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        reports, problems = read(write(tmp_path / "a.txt", TEXT.encode(encoding)))
        assert [r.text for r in reports] == [TEXT]
        assert [p.kind for p in problems] == ["note"]


def test_an_old_encoding_is_guessed_and_said(tmp_path: Path) -> None:
    text = "The café’s owner said “no” – and Zoë’s fee of £40 was never paid, officials said."
    reports, problems = read(write(tmp_path / "a.txt", text.encode("cp1252")))
    assert reports[0].text == text
    assert problems[0].kind == "note"
    assert "cp1252" in problems[0].message


def test_an_encoding_that_is_not_western_is_guessed(tmp_path: Path) -> None:
    russian = "Представитель порта заявил, что корабль ушёл в понедельник. Причин он не назвал."
    reports, problems = read(write(tmp_path / "a.txt", russian.encode("cp1251")))
    assert reports[0].text == russian
    assert reports[0].language == "ru"
    assert len(problems) == 2


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".hidden.txt", ".git/e.txt"):
        write(tmp_path / name, TEXT + name)
    write(tmp_path / "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    reports, problems = read(tmp_path)
    names = [str(Path(r.ref).relative_to(tmp_path)) for r in reports]
    assert names == ["a.txt", "c.txt", "b/d.txt"]
    assert [(p.kind, Path(p.ref).name) for p in problems] == [("note", "picture.png")]
    assert count_hint([tmp_path]) == 4


def test_an_empty_folder_and_a_missing_path_do_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    good = write(tmp_path / "good.txt", TEXT)
    reports, problems = read(tmp_path / "empty", tmp_path / "none.txt", good)
    assert len(reports) == 1
    assert ["no files" in problems[0].message, "no such file" in problems[1].message] == [True] * 2
    assert {p.kind for p in problems} == {"error"}


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, good = write(tmp_path / "secret.txt", TEXT), write(tmp_path / "good.txt", TEXT)
    plain_open = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self == secret:
            raise PermissionError(13, "Permission denied", str(self))
        return plain_open(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    reports, problems = read(secret, good)
    assert [r.ref for r in reports] == [str(good)]
    assert "permission denied" in problems[0].message


def test_an_address_without_a_client_is_not_fetched() -> None:
    reports, problems = read("https://gazette.example/1")
    assert not reports
    assert "with a client" in problems[0].message
    assert problems[0].reason == "address-refused"


def test_a_path_with_a_nul_is_an_error_not_a_crash() -> None:
    reports, problems = read("a\0b")
    assert not reports
    assert problems[0].kind == "error"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"%PDF-1.7\n...", "damaged"),
        (b"PK\x03\x04rest", "damaged"),
        (b"SQLite format 3\x00", "SQLite"),
        (bytes(range(256)) * 20, "binary"),
        (b"text\0\0\0with\0nothing", "binary"),
    ],
)
def test_what_is_no_text_says_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    reports, problems = read(write(tmp_path / "a.txt", content))
    assert not reports
    assert said in problems[0].message
    assert problems[0].kind == "error"


def test_json_lines(tmp_path: Path) -> None:
    full = line(
        id="r1", text=TEXT, published="2024-10-27T23:59:00Z", title="Envoy leaves",
        outlet="Gazette", url="https://gazette.example/1", byline="Odile Marrow", language="en-GB",
        extra={"a": 1},
    )  # fmt: skip
    path = write(
        tmp_path / "a.jsonl", "\ufeff" + full + "\n" + line(text=TEXT, byline=["A B", "C D"])
    )
    reports, problems = read(path)
    one, two = reports
    assert (one.ref, one.published, one.published_basis) == ("r1", "2024-10-27", "given")
    assert (one.title, one.outlet, one.byline) == ("Envoy leaves", "Gazette", ("Odile Marrow",))
    assert (one.url, one.language) == ("https://gazette.example/1", "en")
    assert (two.ref, two.published, two.byline) == (f"{path}:3", None, ("A B", "C D"))
    assert one.id == two.id
    assert not problems
    assert count_hint([path]) == 3


def test_a_bad_line_costs_that_line(tmp_path: Path) -> None:
    lines = [
        line(id=1, text=TEXT),
        "{not json}\n",
        line(id="b", body=TEXT),
        line(id="c", text=["a"]),
        '["text"]\n',
        line(id="d", text="  \n"),
        line(id="e", text=TEXT, published="soon", title=7, byline={"a": 1}),
        '{"id": "f", "text": "half of a li',
    ]
    reports, problems = read(write(tmp_path / "a.jsonl", "".join(lines)))
    assert [r.ref for r in reports] == ["1", "e"]
    errors = {int(p.ref.rsplit(":", 1)[1]): p.message for p in problems if p.kind == "error"}
    assert sorted(errors) == [2, 3, 4, 5, 6, 8]
    assert "no JSON" in errors[2]
    assert "'body'" in errors[3]
    assert "a list" in errors[4]
    assert "object was expected" in errors[5]
    assert "cut short" in errors[8]
    notes = [p.message.split("`")[1] for p in problems if p.kind == "note"]
    assert sorted(notes) == ["byline", "published", "title"]


def test_surrogates_and_nul_in_json_do_not_crash(tmp_path: Path) -> None:
    text = "The envoy\\u0000 left \\ud83d the port \\ud83d\\ude00."
    raw = f'{{"id": "\\ud800", "text": "{text}", "title": "\\udfff"}}'
    reports, problems = read(write(tmp_path / "a.jsonl", raw + "\n"))
    assert reports[0].text == "The envoy\0 left \ufffd the port 😀."
    assert reports[0].ref == "\ufffd"
    assert reports[0].id.startswith("sha256:")
    assert any("surrogate" in p.message for p in problems)


def test_a_deep_or_huge_json_line_is_refused(tmp_path: Path) -> None:
    deep = "[" * 100_000 + "\n"
    digits = '{"text": "a", "n": ' + "9" * 10_000 + "}\n"
    reports, problems = read(write(tmp_path / "a.jsonl", deep + digits + line(text=TEXT)))
    assert len(reports) == 1
    assert len(problems) == 2


def test_a_line_over_the_limit_is_skipped_without_being_read_whole(tmp_path: Path) -> None:
    long = '{"text": "' + "a" * 3_000_000 + '"}\n'
    path = write(tmp_path / "a.jsonl", line(id="a", text=TEXT) + long + line(id="c", text=TEXT))
    reports, problems = read(path, max_size=1000)
    assert [r.ref for r in reports] == ["a", "c"]
    assert problems[0].ref == f"{path}:2"
    assert "--max-size" in problems[0].message


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT * 100)
    assert not read(path, max_size=1000)[0]
    assert "1,000 characters is the limit" in read(path, max_size=1000)[1][0].message
    assert len(read(path, max_size=10_000)[0]) == 1


def test_a_line_is_read_before_the_next_one_is_written(tmp_path: Path) -> None:
    class Slow(io.RawIOBase):
        given = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.given += 1
            return line(id=self.given, text=TEXT).encode()

    stream = Slow()
    reports = open_reports(["-"], stdin=stream)  # type: ignore[arg-type]
    assert [next(reports).ref for _ in range(3)] == ["1", "2", "3"]
    assert stream.given <= 4


def test_two_reports_of_one_name_are_both_read_and_noted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line(id="a", text=TEXT) + line(id="a", text=TEXT + " More."))
    reports, problems = read(path)
    assert len({r.id for r in reports}) == 2
    assert "'a'" in problems[0].message
    assert problems[0].kind == "note"


def test_one_json_object_or_a_list_of_them(tmp_path: Path) -> None:
    one = write(tmp_path / "one.json", json.dumps({"id": "a", "text": TEXT}, indent=2))
    many = write(
        tmp_path / "many.json", json.dumps([{"text": TEXT}, {"txt": TEXT}, {"text": TEXT}])
    )
    reports, problems = read(one, many)
    assert [r.ref for r in reports] == ["a", f"{many}[0]", f"{many}[2]"]
    assert problems[0].ref == f"{many}[1]"
    assert count_hint([many]) is None


def test_standard_input_is_text_or_json_lines_or_a_page() -> None:
    reports, _ = read("-", stdin=io.BytesIO(TEXT.encode()))
    assert [(r.ref, r.text) for r in reports] == [("-", TEXT)]
    lines = "\n\n" + line(id="a", text=TEXT) + line(text=TEXT)
    reports, _ = read("-", stdin=io.BytesIO(lines.encode()))
    assert [r.ref for r in reports] == ["a", "-:4"]
    spread = json.dumps({"id": "b", "text": TEXT}, indent=1)
    assert [r.ref for r in read("-", stdin=io.BytesIO(spread.encode()))[0]] == ["b"]
    reports, _ = read("-", stdin=io.BytesIO(PAGE.read_bytes()))
    assert reports[0].outlet == "The Ellery Gazette"
    assert "empty" in read("-", stdin=io.BytesIO(b""))[1][0].message
    assert count_hint(["-"]) is None


def test_a_page_is_known_by_its_content(tmp_path: Path) -> None:
    reports, _ = read(write(tmp_path / "saved.txt", PAGE.read_bytes()))
    assert reports[0].page
    assert "<p>" not in reports[0].text


def test_gzip(tmp_path: Path) -> None:
    packed = gzip.compress((line(id="a", text=TEXT) + line(id="b", text=TEXT)).encode())
    write(tmp_path / "a.jsonl.gz", packed)
    write(tmp_path / "b.txt.gz", gzip.compress(TEXT.encode()))
    write(tmp_path / "c.txt.gz", TEXT)
    write(tmp_path / "d.txt.gz", gzip.compress(TEXT.encode())[:-20])
    reports, problems = read(tmp_path)
    assert [r.text for r in reports] == [TEXT] * 3
    assert [Path(p.ref).name for p in problems] == ["c.txt.gz", "d.txt.gz"]
    assert all("gz" in p.message for p in problems)


def test_a_report_in_another_language_is_read_and_noted(tmp_path: Path) -> None:
    reports, problems = read(write(tmp_path / "a.txt", KOREAN))
    assert reports[0].language == "ko"
    assert problems[0].message.startswith("the report is in Korean (ko)")
    assert problems[0].kind == "note"


def test_a_given_day_wins_over_the_text_but_not_over_the_json(tmp_path: Path) -> None:
    text = write(tmp_path / "a.txt", "Published: 1 March 2011\n\n" + TEXT)
    lines = write(tmp_path / "b.jsonl", line(text=TEXT, published="1999-12-31") + line(text=TEXT))
    reports, _ = read(text, lines, published="2024-10-27")
    assert [r.published for r in reports] == ["2024-10-27", "1999-12-31", "2024-10-27"]
    assert {r.published_basis for r in reports} == {"given"}
    with pytest.raises(ReadError, match="YYYY-MM-DD"):
        open_reports([text], published="last week")


def test_one_file_by_its_path(tmp_path: Path) -> None:
    assert report_of_file(write(tmp_path / "a.txt", TEXT)).text == TEXT
    with pytest.raises(NotText):
        report_of_file(write(tmp_path / "b.txt", ""))
    with pytest.raises(ReadError, match="no such file"):
        report_of_file(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="several"):
        report_of_file(write(tmp_path / "c.jsonl", line(text=TEXT) * 2))


@pytest.mark.parametrize(
    ("given", "fetched"),
    [
        ({"published": "2024-10-27T08:00:00+02:00"}, "2024-10-27T06:00:00Z"),
        (
            {"published": "2024-10-27T08:00Z", "fetched": "2024-10-28T09:30:00Z"},
            "2024-10-28T09:30:00Z",
        ),
        ({"published": "2024-10-27"}, None),
        ({"fetched": "yesterday"}, None),
        ({"fetched": 12}, None),
    ],
)
def test_a_line_may_say_when_the_report_was_so(
    tmp_path: Path, given: dict[str, object], fetched: str | None
) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"text": "The ferry sank on Monday, police said."} | given) + "\n")
    found = [item for item in items([file]) if isinstance(item, Taken)]
    assert [item.fetched for item in found] == [fetched]

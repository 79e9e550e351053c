"""PDF, mail and web archives: what is read of each, and what is told of the rest."""

import io
from email.message import EmailMessage
from pathlib import Path
from zlib import crc32

import pytest
from pypdf import PdfReader, PdfWriter

from tests.intake.made import SECOND, TEXT, heard, packed, page_of, pdf_of, put, zip_of

FIRST_PAGE = [
    "Envoy leaves the harbour",
    "The envoy left the harbour on Monday, offi-",
    "cials said. He",
]
SECOND_PAGE = ["gave no reason for his journey.", "A clerk saw two trunks."]
THIRD_PAGE = ["The mayor denied it."]


def test_a_pdf_is_read_page_by_page_with_its_hyphens(tmp_path: Path) -> None:
    path = put(tmp_path, "a.pdf", pdf_of([FIRST_PAGE, SECOND_PAGE, THIRD_PAGE], "Envoy leaves"))
    found = heard(path)
    assert found.texts == [
        "\n".join([*FIRST_PAGE, *SECOND_PAGE]) + "\n\nThe mayor denied it.",
    ]
    report = found.taken[0].report
    assert (report.title, report.published, report.published_basis) == (
        "Envoy leaves",
        None,
        "unknown",
    )
    assert [(date.day, date.key, date.updated) for date in found.taken[0].dates] == [
        ("2024-02-12", "CreationDate", True)
    ]
    assert "last update" in found.taken[0].notes[0].message


def test_paragraphs_headings_and_columns_of_a_pdf(tmp_path: Path) -> None:
    def block(size: int, left: int, top: int, *lines: str) -> str:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        return f"BT /F1 {size} Tf 14 TL {left} {top} Td {shown} ET"

    content = "\n".join(
        (
            block(18, 72, 740, "Envoy leaves the harbour"),
            block(
                11, 72, 716, "The envoy left on Monday, offi-", "cials said. He gave no", "reason."
            ),
            block(11, 72, 660, "A clerk of the port office", "saw two trunks that were"),
            block(11, 320, 716, "loaded before dawn, when", "nobody was about."),
        )
    )
    found = heard(put(tmp_path, "a.pdf", pdf_of([[]], contents=[content])))
    assert found.texts == [
        "Envoy leaves the harbour\n\nThe envoy left on Monday, offi-\ncials said. He gave no\n"
        "reason.\n\nA clerk of the port office\nsaw two trunks that were\n"
        "loaded before dawn, when\nnobody was about."
    ]
    assert found.taken[0].report.title == "Envoy leaves the harbour"


def test_a_pdf_is_known_by_its_beginning_also_in_an_archive(tmp_path: Path) -> None:
    raw = pdf_of([[TEXT]])
    assert heard(put(tmp_path, "a.bin", raw)).texts == [TEXT]
    assert heard(put(tmp_path, "a.zip", zip_of({"b.pdf": raw}))).texts == [TEXT]


def test_a_scan_an_encrypted_and_a_broken_pdf(tmp_path: Path) -> None:
    scan = heard(put(tmp_path, "scan.pdf", pdf_of([[], []])))
    assert scan.reasons == ["not-a-report"]
    assert "OCR" in scan.problems[0].message
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([[TEXT]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    found = heard(put(tmp_path, "locked.pdf", locked.getvalue()))
    assert found.reasons == ["unreadable"]
    assert "encrypted" in found.problems[0].message
    for name, raw in (
        ("cut.pdf", pdf_of([[TEXT]])[:300]),
        ("odd.pdf", b"%PDF-1.7\n" + bytes(2000)),
    ):
        assert heard(put(tmp_path, name, raw)).reasons == ["unreadable"]


def test_a_pdf_that_opens_with_an_empty_password(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([[TEXT]]))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    raw = io.BytesIO()
    writer.write(raw)
    assert heard(put(tmp_path, "a.pdf", raw.getvalue())).texts == [TEXT]


# --- mail -----------------------------------------------------------------------------------


def letter(plain: str | None = TEXT, page: bytes | None = None, **fields: str) -> EmailMessage:
    message = EmailMessage()
    given = {
        "From": "Desk <desk@gazette.example>",
        "Subject": "Envoy leaves",
        "Date": "Mon, 12 Feb 2024 23:30:00 -0500",
        "Message-ID": "<1@gazette.example>",
    }
    for name, value in {**given, **fields}.items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if page is not None and plain is not None:
        message.add_alternative(page.decode(), subtype="html")
    elif page is not None:
        message.set_content(page.decode(), subtype="html")
    return message


def test_a_letter_is_a_report_with_its_subject_and_its_day(tmp_path: Path) -> None:
    found = heard(
        put(tmp_path, "a.eml", letter(Subject="=?utf-8?q?Envoy_leaves_caf=C3=A9?=").as_bytes())
    )
    report = found.taken[0].report
    assert report.text.strip() == TEXT
    assert (report.title, report.published) == ("Envoy leaves café", "2024-02-12")
    assert report.published_basis == "metadata"
    assert [date.method for date in found.taken[0].dates] == ["mail"]


def test_the_page_of_a_letter_is_read_as_a_page_if_it_holds_the_text(tmp_path: Path) -> None:
    both = letter(
        plain="See this letter in a browser: https://gazette.example/1", page=page_of(TEXT)
    )
    assert heard(put(tmp_path, "a.eml", both.as_bytes())).texts == [TEXT]
    only = letter(plain=None, page=page_of(SECOND))
    found = heard(put(tmp_path, "b.eml", only.as_bytes()))
    assert found.texts == [SECOND]
    assert found.taken[0].report.title == "Envoy leaves"
    thin = letter(plain=TEXT, page=b"<p>Your client shows no pictures.</p>")
    assert heard(put(tmp_path, "c.eml", thin.as_bytes())).texts[0].strip() == TEXT


def test_flowed_lines_are_joined_and_others_kept(tmp_path: Path) -> None:
    raw = letter("One line \nthat goes on.\nAnother one.\n").as_bytes()
    flowed = raw.replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert heard(put(tmp_path, "a.eml", flowed)).texts == ["One line that goes on.\nAnother one.\n"]
    assert heard(put(tmp_path, "b.eml", raw)).texts == ["One line \nthat goes on.\nAnother one.\n"]


def test_a_letter_with_only_something_attached(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Date"] = "a@b.example", "Mon, 12 Feb 2024 10:00:00 +0000"
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    found = heard(put(tmp_path, "a.eml", message.as_bytes()))
    assert found.reasons == ["not-a-report"]
    assert "attached" in found.problems[0].message


def test_letters_in_odd_encodings_do_not_stop_the_reader(tmp_path: Path) -> None:
    raw = letter().as_bytes().replace(b'charset="utf-8"', b'charset="x-unknown"')
    assert heard(put(tmp_path, "a.eml", raw)).texts[0].strip() == TEXT
    broken = b"Subject: =?utf-8?b?!!!?=\nDate: soon\nFrom: (\n\n" + TEXT.encode()
    found = heard(put(tmp_path, "b.eml", broken))
    assert found.texts == [TEXT]
    assert found.taken[0].report.published is None


def test_an_mbox_gives_its_letters_by_number(tmp_path: Path) -> None:
    one, two = (
        letter(TEXT),
        letter(SECOND + "\n\n>From the bridge one sees the port.", Subject="Bridge"),
    )
    raw = b"".join(
        b"From desk@gazette.example Mon Feb 12 10:00:00 2024\n" + each.as_bytes() + b"\n\n"
        for each in (one, two)
    )
    path = put(tmp_path, "a.mbox", raw)
    found = heard(path)
    assert found.refs == [f"{path}#1", f"{path}#2"]
    assert found.taken[1].report.title == "Bridge"
    assert "\nFrom the bridge one sees the port." in found.texts[1]
    assert len({each.fingerprint for each in found.taken}) == 2
    assert heard(put(tmp_path, "mail", raw)).texts == found.texts
    cut = heard(put(tmp_path, "cut.mbox.gz", packed(raw)[:-30]))
    assert "unreadable" in cut.reasons


def test_mail_is_known_by_its_head_and_text_is_not_taken_for_it(tmp_path: Path) -> None:
    assert heard(put(tmp_path, "a", letter().as_bytes())).taken[0].report.title == "Envoy leaves"
    text = f"From: the harbour\n\n{TEXT}"
    assert heard(put(tmp_path, "b", text.encode())).texts == [text]


# --- web archives ---------------------------------------------------------------------------


def warc_of(*responses: tuple[str, str, str, bytes], gzip: bool = True) -> bytes:
    """A web archive: a record about itself, and for each response a request and a response."""
    records = [record("warcinfo", b"software: test\r\n", {})]
    for number, (address, status, kind, body) in enumerate(responses):
        fields = {
            "WARC-Target-URI": address,
            "WARC-Date": "2024-02-12T08:00:00Z",
            "WARC-Payload-Digest": f"sha1:{crc32(body):08x}",
        }
        request = b"GET / HTTP/1.1\r\nHost: gazette.example\r\n\r\n"
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        records.append(record("request", request, {**fields, "WARC-Record-ID": "<urn:uuid:q>"}))
        own = {"WARC-Record-ID": f"<urn:uuid:{number}>"}
        records.append(record("response", answer, {**fields, **own}))
    return b"".join(packed(each) if gzip else each for each in records)


def record(kind: str, content: bytes, fields: dict[str, str]) -> bytes:
    head = {"WARC-Type": kind, **fields, "Content-Length": str(len(content))}
    if kind in {"request", "response"}:
        head["Content-Type"] = f"application/http; msgtype={kind}"
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + content + b"\r\n\r\n"


PAGES = (
    ("https://gazette.example/1", "200 OK", "text/html; charset=utf-8", page_of(TEXT)),
    ("https://gazette.example/2", "404 Not Found", "text/html", page_of(SECOND)),
    ("https://gazette.example/3.jpg", "200 OK", "image/jpeg", b"\xff\xd8\xff"),
    (
        "https://courier.example/4?utm_source=x",
        "200 OK",
        "text/html",
        page_of(SECOND, "<meta property='article:published_time' content='2024-02-11'>"),
    ),
    ("https://courier.example/5", "200 OK", "text/html", b"<html><body></body></html>"),
)


@pytest.mark.parametrize("gzip", [True, False])
def test_a_web_archive_gives_its_pages(tmp_path: Path, gzip: bool) -> None:
    path = put(tmp_path, "a.warc.gz" if gzip else "a.warc", warc_of(*PAGES, gzip=gzip))
    found = heard(path)
    assert found.texts == [TEXT, SECOND]
    assert found.refs == [f"{path}#urn:uuid:0", f"{path}#urn:uuid:3"]
    second = found.taken[1]
    assert (second.key, second.report.url) == (
        "https://courier.example/4",
        "https://courier.example/4",
    )
    assert (second.address, second.fetched) == (PAGES[3][0], "2024-02-12T08:00:00Z")
    assert second.report.published == "2024-02-11"
    assert second.fingerprint
    assert second.fingerprint.startswith("sha1:")
    told = [(problem.kind, problem.reason) for problem in found.problems]
    assert told == [("note", "not-a-report"), ("note", "not-a-report")]
    assert "1 404 status, 1 image/jpeg" in found.problems[1].message
    assert len(found.done) == 1


def test_a_web_archive_whose_server_named_the_wrong_encoding(tmp_path: Path) -> None:
    words = "Der Käse kam über Nacht. Die Bürgermeisterin erklärte, sie wisse von keiner Fähre."
    kind = "text/html; charset=iso-8859-1"
    pages = [
        ("https://a.example/1", "200 OK", kind, page_of(words, lang="de")),
        ("https://a.example/2", "200 OK", kind, f"<p>{words}</p>".encode("cp1252")),
    ]
    assert heard(put(tmp_path, "a.warc.gz", warc_of(*pages))).texts == [words, words]


@pytest.mark.parametrize("gzip", [True, False])
def test_a_half_written_web_archive(tmp_path: Path, gzip: bool) -> None:
    raw = warc_of(*PAGES[:1], *(PAGES[3:4] * 5), gzip=gzip)
    path = put(tmp_path, "a.warc.gz" if gzip else "a.warc", raw[: -len(raw) // 9])
    found = heard(path)
    assert found.texts == [TEXT] + [SECOND] * (len(found.taken) - 1)
    assert 4 <= len(found.taken) <= 5
    assert "unreadable" in found.reasons
    assert any("cut short" in problem.message for problem in found.problems)
    assert not found.done


def test_a_web_archive_of_nothing(tmp_path: Path) -> None:
    found = heard(put(tmp_path, "a.warc", b"WARC/1.0\r\nbroken"))
    assert not found.taken
    assert found.reasons in (["unreadable"], ["empty"])

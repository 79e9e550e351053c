"""Files of each kind, made for the tests of intake, and what is heard of them."""

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from onrecord.intake import Done, Item, Problem, Taken, items

TEXT = (
    "The envoy left the harbour on Monday, officials said. He gave no reason for his journey. "
    "A clerk of the port office said that two trunks were loaded before dawn."
)
SECOND = (
    "The mayor denied on Tuesday that the bridge would be closed. Her office had received no "
    "letter from the railway, she said, and expected none before the spring."
)


class Heard(NamedTuple):
    """What sources yielded, by kind."""

    taken: list[Taken]
    problems: list[Problem]
    done: list[Done]

    @property
    def texts(self) -> list[str]:
        return [each.report.text for each in self.taken]

    @property
    def refs(self) -> list[str]:
        return [each.ref for each in self.taken]

    @property
    def reasons(self) -> list[str | None]:
        return [each.reason for each in self.problems]


def heard(*sources: object, **options: object) -> Heard:
    """All items of the sources."""
    found: list[Item] = list(items([str(each) for each in sources], **options))  # type: ignore[arg-type]
    return Heard(
        [each for each in found if isinstance(each, Taken)],
        [each for each in found if isinstance(each, Problem)],
        [each for each in found if isinstance(each, Done)],
    )


def page_of(text: str, head: str = "", lang: str = "en") -> bytes:
    """A small page with a text in its article."""
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article>{body}</article></body></html>"
    ).encode()


def zip_of(members: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return raw.getvalue()


def tar_of(members: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return raw.getvalue()


def pdf_of(
    pages: list[list[str]], title: str | None = None, contents: list[str] | None = None
) -> bytes:
    """A PDF with lines of text, written by hand; a page without lines is a scan, unless it has
    `contents` in the language of PDF."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 72 720 Td {shown} ET".encode() if lines else b""
        content = contents[number].encode() if contents else content
        objects.append(
            f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        )
    if title:
        objects.append(f"<< /Title ({title}) /CreationDate (D:20240212090000Z) >>".encode())
    return _pdf(objects, info=len(objects) if title else 0)


def _pdf(objects: list[bytes], info: int) -> bytes:
    raw, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(raw))
        raw += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    rest = f" /Info {info} 0 R" if info else ""
    return (
        raw
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{rest} >>\n"
            f"startxref\n{len(raw)}\n%%EOF\n"
        ).encode()
    )


def lines_of(*texts: str) -> bytes:
    return "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def put(folder: Path, name: str, content: bytes) -> Path:
    """A file with this content, in a folder of its own if the name has one."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path

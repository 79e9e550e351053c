"""Web archives (WARC, as Common Crawl News writes them): their pages, in their order."""

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

import msgspec

from onrecord.errors import ReadError
from onrecord.intake.piece import Piece, Wanted
from onrecord.intake.problem import Problem
from onrecord.intake.stream import Stream

LENGTH = "Content-Length"
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def archived_pages(piece: Piece, wanted: Wanted) -> Iterator[Piece]:
    """The pages that were answered with status 200; all else is counted and told at the end.

    Raises ReadError where the archive breaks off; the records before it were yielded.
    """
    left_out: Counter[str] = Counter()
    for record in _records(piece.stream):
        what = _is_other(record) if record.rec_type == "response" else None
        if what:
            left_out[what] += 1
        elif record.rec_type == "response":
            yield _page(record, piece)
        _check_whole(record)
    if left_out:
        listed = ", ".join(f"{number} {what}" for what, number in left_out.most_common(8))
        message = f"records that are no pages were left out: {listed}."
        wanted.on_problem(Problem(piece.ref, message, "note", "not-a-report"))


def _records(stream: Stream) -> Iterator[Any]:
    """The records, up to the first that is not one. What the library prints of them is not shown:
    it stands in the error."""
    from warcio.archiveiterator import ArchiveIterator

    records, said = ArchiveIterator(stream), io.StringIO()
    while True:
        try:
            with redirect_stderr(said):
                record = next(records, None)
        except ReadError:
            raise
        except Exception as error:  # an archive that breaks the library costs what is behind
            raise ReadError(_BROKEN.format(str(error) or type(error).__name__)) from error
        if record is None:
            return
        if records.err_count:
            raise ReadError(_BROKEN.format("a record does not end where it says"))
        yield record


def _is_other(record: Any) -> str | None:
    """What a response is, unless it is a page that was found."""
    status = record.http_headers.get_statuscode() if record.http_headers else "without"
    if status != "200":
        return f"{status} status"
    kind = str(record.http_headers.get_header("Content-Type") or "no type").partition(";")[0]
    kind = kind.strip().lower()
    return None if kind in PAGE_TYPES else kind


def _page(record: Any, piece: Piece) -> Piece:
    address = record.rec_headers.get_header("WARC-Target-URI")
    address = address.strip("<> ") if address else None
    number = (record.rec_headers.get_header("WARC-Record-ID") or address or "").strip("<> ")
    hints = msgspec.structs.replace(
        piece.hints,
        address=address,
        fetched=record.rec_headers.get_header("WARC-Date"),
        charset=charset_of(record.http_headers.get_header("Content-Type")),
    )
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    stream = Stream(_chunks(record))
    page = piece.member(number, stream, fingerprint=digest or str(record.length), hints=hints)
    return msgspec.structs.replace(page, name="page.html")


def _chunks(record: Any) -> Iterator[bytes]:
    """The page of a record; half a page is none."""
    content = record.content_stream()
    while chunk := content.read(1 << 16):
        yield chunk
    _check_whole(record)


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type names."""
    _, _, value = (content_type or "").lower().partition("charset=")
    return value.split(";")[0].strip(" \"'") or None


def _check_whole(record: Any) -> None:
    """Read what is left of a record; raises ReadError if it is shorter than it says, or its head
    is."""
    while record.raw_stream.read(1 << 16):
        pass
    if getattr(record.raw_stream, "limit", 0) or not record.rec_headers.get_header(LENGTH):
        raise ReadError(_BROKEN.format("the last record is shorter than it says"))


_BROKEN = "the web archive is damaged or cut short ({}). What stood before was read; fetch it anew."

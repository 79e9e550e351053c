"""A PDF becomes a report: the text of its pages, in the order in which it was written."""

import io
import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import NotText, ReadError
from onrecord.intake.dates import PageDate, iso_date
from onrecord.intake.item import Taken
from onrecord.intake.pdf_page import text_of_page
from onrecord.intake.piece import Piece, Wanted
from onrecord.intake.problem import Problem
from onrecord.intake.texts import text_taken, whole_piece

PDF_TO_TEXT = 20  # a PDF may be so many times as long as the longest text
MOST_PAGES = 3000

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
_HYPHENS = re.compile("\xad\n?")


def read_pdf(piece: Piece, wanted: Wanted) -> Iterator[Taken | None]:
    """One report. Lines end where they end on the page, words are hyphenated as they are there, and
    a blank line stands where a paragraph or a heading ends.

    Pages are joined by a line break, and by a blank line where the last one ends a sentence.
    Raises NotText for pages without text (a scan), ReadError for a PDF that is encrypted or broken.
    """
    raw = whole_piece(piece, wanted, PDF_TO_TEXT)
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    logging.getLogger("pypdf").propagate = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document = _document(raw)
        pages = list(_pages(document, piece, wanted))
        title, dates = _facts(document)
    text = _joined(pages)
    if not text:
        raise NotText(
            f"none of the {len(pages)} page(s) has text; it is likely a scan. "
            "Run a text recognition (OCR) over it first."
        )
    hints = piece.hints
    hints = msgspec.structs.replace(hints, title=hints.title or title, dates=(*hints.dates, *dates))
    yield text_taken(text, msgspec.structs.replace(piece, hints=hints), wanted)


def _document(raw: bytes) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        document = PdfReader(io.BytesIO(raw))
        if document.is_encrypted and not document.decrypt(""):
            raise ReadError("the PDF is encrypted. Save a copy without its password.")
        if len(document.pages) > MOST_PAGES:
            raise ReadError(
                f"the PDF has {len(document.pages):,} pages, and {MOST_PAGES:,} is the limit. "
                "Split it.",
                reason="too-large",
            )
        return document
    except ReadError:
        raise
    except (PyPdfError, ImportError) as error:
        kind = "encrypted" if "crypt" in str(error).lower() else "damaged or cut short"
        raise ReadError(
            f"the PDF is {kind} ({error}). Save it anew, without a password."
        ) from error
    except Exception as error:  # a PDF that breaks the reader costs this PDF only
        raise _broken(error) from error


def _broken(error: Exception) -> ReadError:
    return ReadError(
        f"the PDF is damaged ({type(error).__name__}: {error}). Save it anew, or as text."
    )


def _pages(document: Any, piece: Piece, wanted: Wanted) -> Iterator[str]:
    """The text of each page; a page that cannot be read is told and left out."""
    length = 0
    for number, page in enumerate(document.pages, 1):
        try:
            text = _HYPHENS.sub("", text_of_page(page)).strip()
        except Exception as error:
            message = f"page {number} could not be read ({type(error).__name__}) and is left out."
            wanted.on_problem(Problem(piece.ref, message, "note"))
            continue
        length += len(text)
        yield text
        if length > wanted.max_size:
            return


def _joined(pages: list[str]) -> str:
    text = ""
    for page in filter(None, pages):
        gap = "\n\n" if _SENTENCE_END.search(text) else "\n"
        text = f"{text}{gap}{page}" if text else page
    return text


def _facts(document: Any) -> tuple[str | None, tuple[PageDate, ...]]:
    """The title of the document's head, if a person gave one, and the day on which it was made.

    The day a file was made is no day of publication: it stands with those of updates.
    """
    try:
        head = document.metadata or {}
        title = " ".join(str(head.get("/Title") or "").split())
        made = re.match(r"D:(\d{8})", str(head.get("/CreationDate") or ""))
    except Exception:
        return None, ()
    day = iso_date(made[1]) if made else None
    is_name = not title or re.search(r"\.\w{2,5}$|^microsoft|^untitled", title, re.I)
    dates = (PageDate(day, "meta", "CreationDate", updated=True),) if day else ()
    return None if is_name else title, dates

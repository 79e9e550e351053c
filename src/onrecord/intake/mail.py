"""Mail (.eml, .mbox, .mhtml) becomes reports: a letter is one report, its subject the title."""

import io
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_tz

import msgspec

from onrecord.errors import NotText, ReadError
from onrecord.intake.dates import PageDate, iso_date
from onrecord.intake.fragment import text_of_fragment
from onrecord.intake.hints import Hints
from onrecord.intake.item import Taken
from onrecord.intake.kinds import ENVELOPE
from onrecord.intake.page import drawn_from_page
from onrecord.intake.piece import Piece, Wanted, print_of
from onrecord.intake.problem import too_long
from onrecord.intake.stream import Stream
from onrecord.intake.texts import page_taken, text_taken, whole_piece

MAIL_TO_TEXT = 20  # a letter with what is attached may be so many times as long as its text
LEAST_SHARE = 0.5  # of the plain part's length that the main text of the page part must have

_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mail(piece: Piece, wanted: Wanted) -> Iterator[Taken | None]:
    """One letter: its HTML part as a page, or its plain part, whichever holds the text."""
    raw = whole_piece(piece, wanted, MAIL_TO_TEXT)
    letter = _letter(raw)
    piece = msgspec.structs.replace(piece, hints=_hints(letter, piece.hints))
    page, plain = _part(letter, "html"), _part(letter, "plain")
    if not page and not plain:
        raise NotText("the letter has no text part. Save what is attached to it.")
    if page and _is_fuller(page, plain, wanted):
        yield page_taken(page, piece, wanted)
    else:
        yield text_taken(plain or text_of_fragment(page), piece, wanted)


def letters(piece: Piece, wanted: Wanted) -> Iterator[Piece]:
    """The letters of an mbox, called by their number."""
    limit = MAIL_TO_TEXT * wanted.max_size
    for number, raw in enumerate(_split(piece.stream, limit), 1):
        stream = Stream(iter([raw])) if raw is not None else Stream(_too_long(limit, wanted))
        fingerprint = print_of(raw) if raw is not None else None
        letter = piece.member(str(number), stream, fingerprint=fingerprint)
        yield msgspec.structs.replace(letter, name=f"{number}.eml")


def _too_long(limit: int, wanted: Wanted) -> Iterator[bytes]:
    raise too_long(f"a letter of over {limit:,} bytes", wanted.max_size)
    yield b""


def _split(stream: Stream, limit: int) -> Iterator[bytes | None]:
    """The letters between the lines that begin with "From "; None for one over the limit."""
    parts = io.BytesIO()
    begun, blank = False, True
    while line := stream.readline(limit):
        if blank and ENVELOPE.match(line):
            if begun:
                yield _unquoted(parts, limit)
            parts, begun = io.BytesIO(), True
        elif begun and parts.tell() <= limit:
            parts.write(line)
        blank = not line.strip()
    if begun:
        yield _unquoted(parts, limit)


def _unquoted(parts: io.BytesIO, limit: int) -> bytes | None:
    return _QUOTED_FROM.sub(rb"\1", parts.getvalue()) if parts.tell() <= limit else None


def _letter(raw: bytes) -> EmailMessage:
    try:
        return BytesParser(policy=policy.default).parsebytes(raw)
    except (MessageError, ValueError, IndexError, TypeError, RecursionError) as error:
        raise ReadError(f"the letter cannot be taken apart ({error}). Save it as text.") from error


def _part(letter: EmailMessage, kind: str) -> str:
    """The first part of a kind that is no attachment, as text."""
    for part in letter.walk():
        try:
            if part.get_content_type() == f"text/{kind}" and not _is_attached(part):
                text = part.get_content()
                return _unflowed(part, text) if isinstance(text, str) and text.strip() else ""
        except (LookupError, ValueError, KeyError, AttributeError, TypeError):
            raw = part.get_payload(decode=True)
            return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    return ""


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment"


def _unflowed(part: EmailMessage, text: str) -> str:
    """Lines that end in a space go on in the next where the letter says so (RFC 3676)."""
    text = text.replace("\r\n", "\n")
    if part.get_param("format") != "flowed":
        return text
    return re.sub(r"(?<=\S) \n(?=[^\s>])", " ", re.sub(r"^ (?=From |>| )", "", text, flags=re.M))


def _is_fuller(page: str, plain: str, wanted: Wanted) -> bool:
    """True if the page reader finds the text in the HTML part, and not much less than is plain."""
    try:
        found = drawn_from_page(page, ref="", hints=Hints(), max_size=wanted.max_size)
    except ReadError:
        return False
    return len(found.report.text) >= LEAST_SHARE * len(plain)


def _hints(letter: EmailMessage, hints: Hints) -> Hints:
    """The subject as the title, and the day of the letter."""
    title = " ".join(_field(letter, "subject").split())
    day = _day(_field(letter, "date"))
    dates = (PageDate(day, "mail", "Date"),) if day else ()
    return msgspec.structs.replace(hints, title=title or hints.title, dates=(*hints.dates, *dates))


def _field(letter: EmailMessage, name: str) -> str:
    try:
        return str(letter[name] or "")
    except (ValueError, IndexError, TypeError, AttributeError, KeyError):
        return ""


def _day(date: str) -> str | None:
    """The day of a letter as its writer had it; two digits of a year are no guess in mail."""
    parts = parsedate_tz(date) if date else None
    return iso_date(f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}") if parts else None

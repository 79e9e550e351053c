"""Bytes become text: what is text at all, and in which encoding."""

import codecs
import re
from typing import NamedTuple

from onrecord.errors import NotText

LOOKED_AT = 1 << 16  # bytes that are enough to tell text from other things
CONTROL_SHARE = 0.005  # of bytes; text has next to none, random bytes have 11%
WHOLE_TO_BROKEN = 10  # characters above ASCII that make UTF-8 of bytes with one broken
WESTERN_SHARE = 0.08  # of bytes above ASCII; English in a one-byte encoding stays far below

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# how files of other kinds begin, what they are, and what to do with them
MAGIC = (
    (b"%PDF-", "a PDF", "Read it with --as pdf, or without --as"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "Unpack it, or save it as text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save it as text"),
    (b"{\\rtf", "an RTF document", "Save it as text"),
    (b"\x1f\x8b", "a gzip file", "Name it .gz, or unpack it"),
    (b"BZh", "a bzip2 file", "Unpack it"),
    (b"\xfd7zXZ\x00", "an xz file", "Unpack it"),
    (b"(\xb5/\xfd", "a Zstandard file", "Unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it"),
    (b"PAR1", "a Parquet file", "Export it as JSON Lines with `id` and `text`"),
    (b"SQLite format 3\x00", "an SQLite database", "Export it as JSON Lines with `id` and `text`"),
    (b"\x89PNG", "a picture (PNG)", "Give its text"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Give its text"),
    (b"GIF8", "a picture (GIF)", "Give its text"),
)

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1a")) + b"\x7f"
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.I)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{2,30})""", re.I)
_PAGE_ENCODINGS = re.compile(r"cp|iso8859|koi8|gb|big5|euc|shift_jis|utf-(?!7)|mac|tis|johab")
_LONE = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """The text of some bytes; `guessed` is the encoding where the bytes do not tell it."""

    text: str
    guessed: str | None = None


def decode(raw: bytes, *, page: bool = False, charset: str | None = None) -> Decoded:
    """The text of `raw`, character by character as it was written; only a byte order mark goes.

    A byte order mark comes first, then UTF-8, then what (for a page) the page itself declares, then
    the `charset` that a server or a mail gave; what is left is guessed. Raises NotText for bytes
    that are no text.
    """
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return Decoded(raw[len(bom) :].decode(encoding, "replace"))
    refuse_other_kinds(raw)
    if wide := _wide(raw):
        return Decoded(raw.decode(wide, "replace"), wide)
    refuse_binary(raw)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        declared = _declared(raw) if page else None
    return _mostly_utf_8(raw) or declared or _in(raw, charset or "") or _guess(raw)


def _mostly_utf_8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters, as of a text cut at a byte or patched together."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole_ones = len(text) - broken - sum(map(str.isascii, text))
    return Decoded(text, "utf-8") if whole_ones > WHOLE_TO_BROKEN * broken else None


def refuse_other_kinds(raw: bytes) -> None:
    """Raise NotText if the bytes begin as a file of another kind does."""
    for magic, kind, advice in MAGIC:
        if raw.startswith(magic):
            raise NotText(f"this is {kind}, not text. {advice}.")


def refuse_binary(raw: bytes) -> None:
    """Raise NotText if too many of the first bytes are control characters."""
    head = raw[:LOOKED_AT]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > CONTROL_SHARE * len(head):
        raise NotText(
            f"this is binary data, not text: {controls:,} of its first {len(head):,} bytes are "
            "control characters. Give text, HTML or JSON Lines."
        )


def whole(text: str) -> tuple[str, int]:
    """The text with each unpaired surrogate (half a character) as U+FFFD, and how many there were.

    Half a character cannot be written as UTF-8; the replacement keeps every offset.
    """
    return _LONE.subn("\ufffd", text)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of Western text is then NUL."""
    head = raw[:LOOKED_AT]
    half = len(head) // 2
    if half < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _declared(raw: bytes) -> Decoded | None:
    """The text in the encoding that the page declares; browsers read Latin-1 as Windows-1252."""
    found = _META_CHARSET.search(raw[:4096]) or _XML_CHARSET.search(raw[:4096])
    if not found:
        return None
    return _in(raw, found[1].decode("ascii"))


def _in(raw: bytes, name: str) -> Decoded | None:
    """The text in a declared encoding, or None if there is no such one."""
    name = name.strip().lower()
    name = "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if not _PAGE_ENCODINGS.match(known) or known.startswith("utf-8"):
        return None
    return Decoded(raw.decode(name, "replace"))


def _guess(raw: bytes) -> Decoded:
    """Nearly ASCII: Windows-1252 (a general guesser says cp1250 or cp1257); else guess."""
    high = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    if high > WESTERN_SHARE * len(raw):
        from charset_normalizer import from_bytes

        best = from_bytes(raw[:LOOKED_AT]).best()
        if best is not None:
            return Decoded(raw.decode(best.encoding, "replace"), best.encoding)
    return Decoded(raw.decode("cp1252", "replace"), "cp1252")


def guess_note(encoding: str) -> str:
    """The note for a text whose encoding was guessed."""
    if encoding == "utf-8":
        return "some bytes are no UTF-8, as the others are; each stands as U+FFFD. Save it anew."
    return f"the text is not UTF-8; it was read as {encoding}, a guess. Convert it to be sure."

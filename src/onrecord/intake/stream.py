"""Bytes that can be looked at before they are read, packed or not."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from onrecord.errors import ReadError

CHUNK = 1 << 16  # bytes that are read at a time
UNPACKED = 1 << 20  # bytes that are unpacked at a time, however small the chunk was
BLANK_LINES = 1000  # that are looked through for a first line

PACKED = {  # how packed files begin, and how they are called
    b"\x1f\x8b": ".gz",
    b"BZh": ".bz2",
    b"\xfd7zXZ\x00": ".xz",
    b"(\xb5/\xfd": ".zst",
}
PACKED_SUFFIXES = frozenset(PACKED.values())


class Stream:
    """The bytes that an iterator gives in chunks, with a beginning that can be looked at.

    What stands before a break (the end of a half-written archive) is read before the break is
    told, and the break is told each time.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._buffer = b""
        self._at = 0
        self._broken: Exception | None = None

    def _fill(self) -> bool:
        """Put the next chunk into the empty buffer; False at the end."""
        if self._broken:
            raise self._broken
        try:
            self._buffer, self._at = next(self._chunks, b""), 0
        except Exception as error:
            self._buffer, self._at, self._broken = b"", 0, error
            raise
        return bool(self._buffer)

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, at least one unless the end is reached; all with -1."""
        if size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        if self._at >= len(self._buffer) and not self._fill():
            return b""
        found = self._buffer[self._at : self._at + size]
        self._at += len(found)
        return found

    def readline(self, size: int = -1) -> bytes:
        """A line with its end, or the first `size` bytes of it."""
        parts: list[bytes] = []
        left = size if size >= 0 else 1 << 62
        while left and (self._at < len(self._buffer) or self._fill()):
            found = self._buffer.find(b"\n", self._at, self._at + left)
            end = found + 1 if found >= 0 else min(len(self._buffer), self._at + left)
            parts.append(self._buffer[self._at : end])
            left -= end - self._at
            self._at = end
            if found >= 0:
                break
        return b"".join(parts)

    def head(self, size: int) -> bytes:
        """The first bytes, up to a chunk's end behind `size`; they are still to be read."""
        parts, length = [self._buffer[self._at :]], len(self._buffer) - self._at
        try:
            while length < size and self._fill():
                parts.append(self._buffer)
                length += len(self._buffer)
        except Exception:
            if not length:
                raise
        self._buffer, self._at = b"".join(parts), 0
        return self._buffer

    def first_line(self, limit: int) -> bytes:
        """The first line that is not blank, cut at `limit` + 1 bytes; it is still to be read."""
        taken = [self.readline(limit + 1)]
        while taken[-1] and not taken[-1].strip() and len(taken) < BLANK_LINES:
            taken.append(self.readline(limit + 1))
        self._buffer, self._at = b"".join([*taken, self._buffer[self._at :]]), 0
        return taken[-1]


def stream_of(raw: IO[bytes]) -> Stream:
    """A stream over an open file or another thing with `read`."""
    return Stream(iter(lambda: raw.read(CHUNK), b""))


def lines_of(raw: IO[bytes]) -> Stream:
    """A stream that asks for no more than a line: for a pipe whose writer takes its time."""
    return Stream(iter(lambda: raw.readline(CHUNK), b""))


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """The stream of a file's bytes as they stand."""
    if "\0" in str(path):
        raise ReadError("no path has a NUL character in it. Check the path.", reason="missing")
    with path.open("rb") as raw:
        yield stream_of(raw)


# --- packed files ---------------------------------------------------------------------------


def packing_of(head: bytes) -> str | None:
    """The suffix that a packed file of this beginning should have: ".gz"."""
    return next((suffix for magic, suffix in PACKED.items() if head.startswith(magic)), None)


def unpacked(stream: Stream, suffix: str) -> Stream:
    """The bytes of a packed stream, of all its members, never many at a time."""
    return Stream(_unpack(stream, suffix))


def _unpack(stream: Stream, suffix: str) -> Iterator[bytes]:
    """Raises ReadError where the stream is damaged or ends in the middle of a member."""
    member = _unpacker(suffix)
    rest, begun = b"", False
    try:
        while rest or (rest := stream.read(member.takes)):
            if member.done:
                rest = rest.lstrip(b"\0")
                if not rest:
                    continue
                member = _unpacker(suffix)
            begun = True
            out, rest = member.unpack(rest)
            if out:
                yield out
    except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
        raise ReadError(_DAMAGED.format(suffix)) from error
    if begun and not member.done:
        raise ReadError(_DAMAGED.format(suffix))


_DAMAGED = "the {} file is damaged or cut short. What stood before was read; make it anew."


class _Member:
    """One packed member: bytes in, and out come bytes and what was not yet used."""

    takes = CHUNK

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    @property
    def done(self) -> bool:
        return bool(self._engine.eof)

    def unpack(self, raw: bytes) -> tuple[bytes, bytes]:
        out: bytes = self._engine.decompress(raw, UNPACKED)
        if self._engine.eof:
            return out, self._engine.unused_data
        return out, self._pending(out)

    def _pending(self, out: bytes) -> bytes:
        return bytes(self._engine.unconsumed_tail)


class _Holding(_Member):
    """bz2 and lzma hold what they have not used themselves."""

    def unpack(self, raw: bytes) -> tuple[bytes, bytes]:
        parts = [self._engine.decompress(raw, UNPACKED)]
        while not self._engine.eof and not self._engine.needs_input and len(parts) < 8:
            parts.append(self._engine.decompress(b"", UNPACKED))
        return b"".join(parts), self._engine.unused_data


class _Zstandard(_Member):
    """A block of four bytes can hold 128 KB, so few bytes are taken at a time."""

    takes = 1 << 8

    def unpack(self, raw: bytes) -> tuple[bytes, bytes]:
        from zstandard import ZstdError

        now, later = raw[: self.takes], raw[self.takes :]
        try:
            out = self._engine.decompress(now)
        except ZstdError as error:
            raise EOFError(str(error)) from error
        return out, (self._engine.unused_data if self._engine.eof else b"") + later


def _zstandard() -> _Member:
    from zstandard import ZstdDecompressor

    return _Zstandard(ZstdDecompressor(max_window_size=1 << 27).decompressobj())


_UNPACKERS: dict[str, Callable[[], _Member]] = {
    ".gz": lambda: _Member(zlib.decompressobj(31)),
    ".bz2": lambda: _Holding(bz2.BZ2Decompressor()),
    ".xz": lambda: _Holding(lzma.LZMADecompressor()),
    ".zst": _zstandard,
}


def _unpacker(suffix: str) -> _Member:
    return _UNPACKERS[suffix]()

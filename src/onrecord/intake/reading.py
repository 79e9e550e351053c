"""A piece becomes reports: unpacked, known by its kind, read, or taken apart if it holds many."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from onrecord.errors import EmptyText, ReadError
from onrecord.intake.archives import tar_members, zip_members
from onrecord.intake.entries import read_feed_file, read_sitemap_file
from onrecord.intake.item import Taken
from onrecord.intake.kinds import CONTAINERS, Kind, kind_of
from onrecord.intake.mail import letters, read_mail
from onrecord.intake.pdf import read_pdf
from onrecord.intake.piece import DEEPEST, Piece, Wanted, is_had
from onrecord.intake.problem import problem_of
from onrecord.intake.stream import PACKED_SUFFIXES, packing_of, unpacked
from onrecord.intake.texts import read_lines, read_objects, read_page, read_text
from onrecord.intake.warc import archived_pages

Reader = Callable[[Piece, Wanted], Iterator[Taken | None]]
Parts = Callable[[Piece, Wanted], Iterator[Piece]]

READERS: Mapping[Kind, Reader] = {
    "text": read_text,
    "page": read_page,
    "json": read_objects,
    "jsonl": read_lines,
    "pdf": read_pdf,
    "mail": read_mail,
    "feed": read_feed_file,
    "sitemap": read_sitemap_file,
}
PARTS: Mapping[Kind, Parts] = {
    "zip": zip_members,
    "tar": tar_members,
    "mbox": letters,
    "warc": archived_pages,
}


def read_piece(piece: Piece, wanted: Wanted) -> Iterator[Taken]:
    """The reports of a piece. Raises ReadError where it breaks off; those before it are yielded."""
    with readable():
        piece = unpacked_piece(piece)
        kind = known_kind(piece, wanted)
        if kind in PARTS:
            yield from _read_parts(piece, kind, wanted)
        else:
            yield from filter(None, READERS[kind](piece, wanted))


def known_kind(piece: Piece, wanted: Wanted) -> Kind:
    """What the user said it is, unless it is an archive: then that is said of its members."""
    if wanted.kind in {None, *PARTS}:
        found = kind_of(piece.stream, piece.name, wanted.max_size)
        return wanted.kind if wanted.kind and piece.depth == 0 else found
    found = kind_of(piece.stream, piece.name, wanted.max_size)
    return found if found in CONTAINERS or wanted.kind is None else wanted.kind


def unpacked_piece(piece: Piece) -> Piece:
    """The piece without its packing (.gz, .bz2, .xz, .zst), however often it was packed."""
    for _ in range(DEEPEST):
        suffix = packing_of(piece.stream.head(8))
        named = Path(piece.name).suffix.lower()
        if suffix is None:
            if named in PACKED_SUFFIXES and piece.stream.head(1) and piece.path:
                raise ReadError(_NOT_PACKED.format(named.removeprefix("."), named))
            return piece
        name = piece.name.removesuffix(Path(piece.name).suffix) if named == suffix else piece.name
        stream = unpacked(piece.stream, suffix)
        piece = msgspec.structs.replace(piece, name=name, stream=stream, path=None)
    raise ReadError("it is packed too often. Unpack it.")


_NOT_PACKED = "this is no {} file, though it is called {}. Rename it, or make it anew."


def _read_parts(piece: Piece, kind: Kind, wanted: Wanted) -> Iterator[Taken]:
    """The reports of all parts; a part that cannot be read is told and costs only itself."""
    if piece.depth >= DEEPEST:
        raise ReadError(f"it is an archive in {DEEPEST} archives. Unpack them.")
    number = 0
    for part in PARTS[kind](piece, wanted):
        number += 1
        if not is_had(part.ref, part.fingerprint, wanted):
            yield from guarded(part, wanted)
    if not number:
        raise EmptyText("there is nothing in it that can be read (hidden files are left out).")


def guarded(piece: Piece, wanted: Wanted) -> Iterator[Taken]:
    """The reports of a piece, up to the first that cannot be read, which is told."""
    try:
        yield from read_piece(piece, wanted)
    except ReadError as error:
        wanted.on_problem(problem_of(piece.ref, error, below=piece.below))


@contextmanager
def readable() -> Iterator[None]:
    """Turn the operating system's errors into ours."""
    try:
        yield
    except OSError as error:
        raise os_error(error) from error


def os_error(error: OSError) -> ReadError:
    """What the operating system said, and what to do."""
    if isinstance(error, FileNotFoundError):
        message = "there is no such file or folder. Check the path."
        return ReadError(message, reason="missing")
    if isinstance(error, PermissionError):
        return ReadError(
            "it may not be read (permission denied). Give yourself the right, or leave it out."
        )
    return ReadError(f"it cannot be read ({error.strerror or error}). Check the path and the disk.")

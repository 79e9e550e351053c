"""Archives (zip, tar): their members, in their order."""

import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast
from zlib import error as ZlibError

from onrecord.errors import NotText, ReadError
from onrecord.intake.piece import Piece, Wanted
from onrecord.intake.problem import problem_of
from onrecord.intake.stream import Stream

IN_MEMORY = 1 << 24  # bytes of a zip inside another archive before it is put on the disk
LARGEST_ZIP = 1 << 32  # bytes of such a zip

_OFFICE = ("[content_types].xml", "mimetype")


def zip_members(piece: Piece, wanted: Wanted) -> Iterator[Piece]:
    """The members of a zip; one that is encrypted is told and left out."""
    with _seekable(piece) as raw, _told_apart("zip"), zipfile.ZipFile(raw) as archive:
        members = [each for each in archive.infolist() if _is_wanted(each.filename, each.is_dir())]
        if any(each.filename.lower() in _OFFICE for each in archive.infolist()[:1]):
            raise NotText("this is an office document, not text. Save it as text or PDF.")
        for member in members:
            fingerprint = f"{member.file_size}-{member.CRC:08x}"
            if member.flag_bits & 1:
                error = ReadError("the member is encrypted. Unpack it with its password.")
                wanted.on_problem(problem_of(f"{piece.ref}#{member.filename}", error))
                continue
            stream = Stream(_unzipped(archive, member))
            yield piece.member(member.filename, stream, fingerprint=fingerprint)


def _unzipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with _told_apart("zip"), archive.open(member) as stream:
        yield from _chunks(stream, "zip")


def _chunks(stream: IO[bytes], kind: str) -> Iterator[bytes]:
    with _told_apart(kind):
        while chunk := stream.read(1 << 16):
            yield chunk


def tar_members(piece: Piece, wanted: Wanted) -> Iterator[Piece]:
    """The files of a tar, read in one go; links and devices are left out."""
    raw = cast(IO[bytes], piece.stream)
    with _told_apart("tar"), tarfile.open(fileobj=raw, mode="r|") as archive:
        for member in archive:
            archive.members = []  # type: ignore[attr-defined]  # else each is held to the end
            if not member.isfile() or not _is_wanted(member.name, False):
                continue
            stream = archive.extractfile(member)
            if stream is not None:
                fingerprint = f"{member.size}-{int(member.mtime)}"
                chunks = Stream(_chunks(stream, "tar"))
                yield piece.member(member.name, chunks, fingerprint=fingerprint)


def _is_wanted(name: str, folder: bool) -> bool:
    """Hidden members are left out, as hidden files are, and the shadows that macOS adds."""
    steps = name.split("/")
    hidden = any(step.startswith(".") and step not in {".", ".."} for step in steps)
    return not (folder or hidden or steps[0] == "__MACOSX")


@contextmanager
def _seekable(piece: Piece) -> Iterator[IO[bytes]]:
    """The file itself, or what came out of another archive, put aside."""
    if piece.path is not None:
        with piece.path.open("rb") as raw:
            yield raw
        return
    with SpooledTemporaryFile(max_size=IN_MEMORY) as aside:
        while chunk := piece.stream.read(1 << 20):
            aside.write(chunk)
            if aside.tell() > LARGEST_ZIP:
                raise ReadError(
                    f"the zip has over {LARGEST_ZIP:,} bytes. Unpack it.", reason="too-large"
                )
        aside.seek(0)
        yield cast(IO[bytes], aside)


@contextmanager
def _told_apart(kind: str) -> Iterator[None]:
    """Turn the errors of an archive into ours."""
    try:
        yield
    except (zipfile.BadZipFile, tarfile.TarError, ZlibError, EOFError) as error:
        raise ReadError(
            f"the {kind} archive is damaged or cut short ({_reason(error)}). "
            "What stood before was read; make it anew."
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise ReadError(f"the {kind} member cannot be unpacked ({error}). Unpack it.") from error


def _reason(error: Any) -> str:
    return str(error) or type(error).__name__

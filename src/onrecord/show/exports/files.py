"""Files that appear whole or not at all."""

import gzip
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onrecord.errors import UsageError


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """A text file in UTF-8, written aside and renamed at the end; packed where its name ends in
    .gz. Raises UsageError where it cannot be written."""
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as raw, _text(raw, packed=path.suffix == ".gz") as file:
            yield file
        aside.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _text(raw: IO[bytes], *, packed: bool) -> Iterator[IO[str]]:
    """Text over bytes; packed without a date, so that equal texts give equal files."""
    if not packed:
        with io.TextIOWrapper(raw, "utf-8", newline="", write_through=False) as file:
            yield file
        return
    with (
        gzip.GzipFile("", "wb", 6, raw, mtime=0) as stream,
        io.TextIOWrapper(stream, "utf-8", newline="") as file,
    ):
        yield file


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder, filled aside and renamed at the end. Raises UsageError where one with something in
    it is there already, or it cannot be written."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path} is there already. Name a new folder.")
    aside = path.with_name(f".{path.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
        yield aside
        if path.exists():
            path.rmdir()
        aside.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)

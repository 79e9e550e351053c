"""One thing to be read (a file, a member of an archive, a fetched page) and what is known of it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec
from msgspec import Struct

from onrecord.intake.addresses import key_of
from onrecord.intake.dates import PageDate, by_trust
from onrecord.intake.hints import Hints
from onrecord.intake.item import Has, Taken, has_nothing
from onrecord.intake.kinds import Kind
from onrecord.intake.language import language_name
from onrecord.intake.problem import MAX_SIZE, OnProblem, Problem, ignore
from onrecord.intake.stream import Stream
from onrecord.model import Report

if TYPE_CHECKING:
    from onrecord.intake.client import Client

DEEPEST = 3  # archives inside archives


class Piece(Struct, frozen=True, kw_only=True):
    """A stream with its name.

    `ref` is what its report is called, `name` is looked at for a suffix, `source` is what the user
    gave. `path` is set where the stream is a whole file as it lies on the disk; `below` where it is
    one among the files of a folder or an archive.
    """

    ref: str
    name: str
    source: str
    stream: Stream
    path: Path | None = None
    fingerprint: str | None = None
    hints: Hints = Hints()
    below: bool = False
    depth: int = 0

    def member(
        self,
        name: str,
        stream: Stream,
        *,
        fingerprint: str | None = None,
        hints: Hints | None = None,
    ) -> Piece:
        """A part of this piece, called `ref#name`."""
        return Piece(
            ref=f"{self.ref}#{name}",
            name=name,
            source=self.source,
            stream=stream,
            fingerprint=fingerprint,
            hints=hints or self.hints,
            below=True,
            depth=self.depth + 1,
        )


class Wanted(NamedTuple):
    """What the caller wants for all sources alike."""

    published: str | None = None
    max_size: int = MAX_SIZE
    on_problem: OnProblem = ignore
    kind: Kind | None = None
    languages: Collection[str] = ()
    has: Has = has_nothing
    client: Client | None = None
    outlet: str | None = None


def print_of(raw: bytes) -> str:
    """A fingerprint of bytes that are at hand."""
    return f"{len(raw)}-{crc32(raw):08x}"


def is_had(ref: str, fingerprint: str | None, wanted: Wanted) -> bool:
    """True, and told, if this was read before and is the same."""
    if fingerprint is None or not wanted.has(ref, fingerprint):
        return False
    wanted.on_problem(Problem(ref, "it was read before and has not changed.", "note", "unchanged"))
    return True


def taken(
    report: Report,
    piece: Piece,
    wanted: Wanted,
    *,
    ref: str | None = None,
    fingerprint: str | None = None,
    dates: tuple[PageDate, ...] = (),
    fetched: str | None = None,
) -> Taken | None:
    """The report with its provenance, or None where its language is not one of those wanted.

    A report that brings an id (JSON) is known by it, wherever in its file it stands.
    """
    ref = ref or piece.ref
    own = f"{piece.ref}#{report.ref}" if report.ref != ref else ref
    language = report.language
    if wanted.languages and language and language not in wanted.languages:
        message = (
            f"the report is in {language_name(language)} ({language}), which was not asked for."
        )
        wanted.on_problem(Problem(ref, message, "note", "wrong-language"))
        return None
    if wanted.outlet and report.outlet != wanted.outlet:
        report = msgspec.structs.replace(report, outlet=wanted.outlet)
    return Taken(
        report=report,
        ref=ref,
        source=piece.source,
        key=key_of(report.url, piece.hints.address) or own,
        fingerprint=fingerprint or piece.fingerprint,
        address=piece.hints.address,
        fetched=fetched or piece.hints.fetched,
        validators=piece.hints.validators,
        dates=_all_dates(report, dates),
    )


def _all_dates(report: Report, dates: tuple[PageDate, ...]) -> tuple[PageDate, ...]:
    """The days that were found, with the one that was given or printed."""
    basis, day = report.published_basis, report.published
    if day and basis == "given":
        dates = (PageDate(day, "given", "published"), *dates)
    elif day and basis == "text":
        dates = (*dates, PageDate(day, "text", "text"))
    return by_trust(dates)

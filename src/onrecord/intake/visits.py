"""Addresses, feeds and sitemaps become reports: what is fetched, and in which order."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import msgspec

from onrecord.errors import ReadError
from onrecord.intake.addresses import canonical
from onrecord.intake.client import Client, Unchanged
from onrecord.intake.entries import LIST_TO_TEXT, OWN_TEXT, listed, own_taken, with_entry
from onrecord.intake.feeds import Entry, own_text, sitemap_of
from onrecord.intake.hints import Hints
from onrecord.intake.item import Done, Taken
from onrecord.intake.kinds import suffix_of
from onrecord.intake.piece import Piece, Wanted, is_had
from onrecord.intake.problem import Problem, problem_of
from onrecord.intake.reading import known_kind, read_piece, readable, unpacked_piece
from onrecord.intake.stream import Stream
from onrecord.intake.texts import whole_piece

DEEPEST_INDEX = 2  # sitemaps that list sitemaps
LATER = frozenset({"timeout", "unreachable", "http-status"})  # worth another visit
_SUFFIXES = {
    "application/json": ".json", "application/pdf": ".pdf", "application/rss+xml": ".rss",
    "application/atom+xml": ".atom", "application/x-ndjson": ".jsonl", "message/rfc822": ".eml",
    "application/warc": ".warc", "application/mbox": ".mbox",
}  # fmt: skip


def read_address(address: str, wanted: Wanted) -> Iterator[Taken | Done]:
    """What stands at an address: a page or another file, or all that a feed or a sitemap lists.

    Raises ReadError if it cannot be fetched or read.
    """
    client = wanted.client
    if client is None:
        message = "addresses are fetched only with a client. Give one, or save the page as a file."
        raise ReadError(message, reason="address-refused")
    piece = _fetched(client, address, Hints())
    kind = known_kind(piece, wanted)
    if kind not in {"feed", "sitemap"}:
        yield from read_piece(piece, wanted)
        return
    failed: list[Problem] = []

    def hear(problem: Problem) -> None:
        failed.extend([problem] * (problem.reason in LATER))
        wanted.on_problem(problem)

    heard = wanted._replace(on_problem=hear, kind=None)
    for entry in _entries(piece, kind, client, heard):
        yield from _visited(entry, piece, client, heard)
    yield Done(ref=address, validators=None if failed else piece.hints.validators)


def _fetched(
    client: Client, address: str, hints: Hints, fingerprint: str | None = None, source: str = ""
) -> Piece:
    """What a server gave, as a piece of what the user gave."""
    found = client.fetch(address)
    name = PurePosixPath(unquote(urlsplit(found.address).path)).name
    if not suffix_of(name) and found.content_type in _SUFFIXES:
        name += _SUFFIXES[found.content_type]
    piece = Piece(
        ref=address,
        name=name,
        source=source or address,
        stream=Stream(iter([found.body])),
        fingerprint=fingerprint,
        hints=msgspec.structs.replace(
            hints,
            address=found.address,
            fetched=found.fetched,
            charset=found.charset,
            validators=found.validators,
        ),
    )
    with readable():
        return unpacked_piece(piece)


def _entries(piece: Piece, kind: str, client: Client, wanted: Wanted) -> Iterator[Entry]:
    """What is listed, each address once."""
    seen: set[str] = set()
    given = listed(piece, wanted).entries if kind == "feed" else _mapped(piece, client, wanted)
    for entry in given:
        key = (entry.address and canonical(entry.address)) or entry.name
        if key in seen:
            message = "it is listed a second time; it was read once."
            wanted.on_problem(
                Problem(entry.address or entry.name, message, "note", "duplicate-in-source")
            )
            continue
        seen.add(key)
        yield entry


def _mapped(piece: Piece, client: Client, wanted: Wanted, depth: int = 0) -> Iterator[Entry]:
    """The pages of a sitemap, and of the sitemaps below it; one that fails costs itself."""
    found = sitemap_of(whole_piece(piece, wanted, LIST_TO_TEXT))
    yield from found.entries
    for address in found.sitemaps:
        try:
            if depth >= DEEPEST_INDEX:
                raise ReadError("it is an index in indexes. Give its own address.")
            below = _fetched(client, address, Hints(), source=piece.source)
            yield from _mapped(below, client, wanted, depth + 1)
        except ReadError as error:
            wanted.on_problem(problem_of(address, error))


def _visited(entry: Entry, piece: Piece, client: Client, wanted: Wanted) -> Iterator[Taken]:
    """The report of an entry's page; where it cannot be had, of the text inside the feed."""
    ref = entry.address or f"{piece.ref}#{entry.name}"
    if is_had(ref, entry.fingerprint, wanted):
        return
    taken: list[Taken] = []
    try:
        if entry.address:
            page = _fetched(client, entry.address, entry.hints, entry.fingerprint, piece.source)
            for found in read_piece(page, wanted):
                taken.append(found)
                yield found
        else:
            yield from _own(entry, ref, piece, wanted)
    except ReadError as error:
        if taken or isinstance(error, Unchanged) or len(own_text(entry)) < OWN_TEXT:
            wanted.on_problem(problem_of(ref, error))
            return
        message = f"its page could not be read ({error}) What stands in the feed was taken."
        wanted.on_problem(Problem(ref, message, "note"))
        yield from _own(entry, ref, piece, wanted)


def _own(entry: Entry, ref: str, piece: Piece, wanted: Wanted) -> Iterator[Taken]:
    hints = msgspec.structs.replace(with_entry(piece.hints, entry), validators=None)
    own = own_taken(entry, msgspec.structs.replace(piece, ref=ref, hints=hints), wanted)
    if own is not None:
        yield own

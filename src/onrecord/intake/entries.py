"""The text that stands inside a feed, without a visit to the pages it lists."""

from collections.abc import Iterator

import msgspec

from onrecord.errors import EmptyText, NotText, ReadError
from onrecord.intake.feeds import Entry, Feed, feed_of, own_text, sitemap_of
from onrecord.intake.hints import Hints
from onrecord.intake.item import Taken
from onrecord.intake.piece import Piece, Wanted, is_had
from onrecord.intake.problem import Problem, problem_of
from onrecord.intake.texts import text_taken, whole_piece

LIST_TO_TEXT = 10  # a feed or a sitemap may be so many times as long as the longest text
OWN_TEXT = 600  # characters from which the text inside a feed can stand for the page


def read_feed_file(piece: Piece, wanted: Wanted) -> Iterator[Taken | None]:
    """The reports of a feed that lies in a file: what stands inside it, no page is fetched."""
    for entry in listed(piece, wanted).entries:
        place = f"{piece.ref}#{entry.name}"
        if is_had(place, entry.fingerprint, wanted):
            continue
        try:
            yield own_taken(entry, msgspec.structs.replace(piece, ref=place), wanted)
        except ReadError as error:
            wanted.on_problem(problem_of(place, error))


def listed(piece: Piece, wanted: Wanted) -> Feed:
    """The feed of a piece; says so where it is not well formed."""
    raw = whole_piece(piece, wanted, LIST_TO_TEXT)
    feed = feed_of(raw, address=piece.hints.address, charset=piece.hints.charset)
    if feed.broken:
        message = f"the feed is not well formed ({feed.broken}); what could be read was read."
        wanted.on_problem(Problem(piece.ref, message, "note"))
    return feed


def own_taken(entry: Entry, piece: Piece, wanted: Wanted) -> Taken | None:
    """The report of an entry's own text. Raises EmptyText where there is none."""
    text = own_text(entry)
    if not text:
        raise EmptyText(
            "the entry has no text. Give the feed's address, so that pages are fetched."
        )
    if len(text) < OWN_TEXT:
        message = "only what the feed itself says was read, which is likely a summary."
        wanted.on_problem(Problem(piece.ref, message, "note"))
    piece = msgspec.structs.replace(
        piece, hints=with_entry(piece.hints, entry), fingerprint=entry.fingerprint
    )
    return text_taken(text, piece, wanted)


def with_entry(hints: Hints, entry: Entry) -> Hints:
    """What a feed says of an entry, with where and when the entry's page or the feed was had."""
    return msgspec.structs.replace(
        entry.hints,
        address=hints.address if hints.fetched and not entry.address else entry.address,
        fetched=hints.fetched,
        charset=hints.charset,
        validators=hints.validators,
        language=entry.hints.language or hints.language,
    )


def read_sitemap_file(piece: Piece, wanted: Wanted) -> Iterator[Taken | None]:
    """A sitemap that lies in a file has no reports, only addresses. Raises NotText."""
    found = sitemap_of(whole_piece(piece, wanted, LIST_TO_TEXT))
    number = len(found.entries) + len(found.sitemaps)
    raise NotText(
        f"the sitemap lists {number:,} address(es) and holds no text. "
        "Give its own address, so that the pages are fetched."
    )
    yield None

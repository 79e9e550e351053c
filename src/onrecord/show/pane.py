"""The text pane of the page: the report's own characters, each piece in the layers of its facts."""

from markupsafe import Markup, escape

from onrecord.model import Record
from onrecord.show.pieces import Mark, Piece, lines_of

EMPTY = Markup("")


def pane(record: Record) -> Markup:
    """The report's text as HTML: without its tags it is the raw text, character by character.

    One paragraph a line; the newlines stand between the paragraphs.
    """
    return Markup("\n").join(_line(pieces) for pieces in lines_of(record))


def _line(pieces: tuple[Piece, ...]) -> Markup:
    return Markup("<p>{}</p>").format(EMPTY.join(map(_piece, pieces)))


def _piece(piece: Piece) -> Markup:
    words = _text(piece.text)
    if not piece.marks:
        return words
    for role in reversed(piece.roles):
        words = Markup('<span class="{}">{}</span>').format(role, words)
    name = Markup('a href="#{}"').format(piece.core) if piece.core else Markup("span")
    return Markup('{}<{} class="piece" data-facts="{}" title="{}">{}</{}>{}').format(
        _before(piece), name, piece.facts, _title(piece), words, name[:4].split()[0], _after(piece)
    )


def _before(piece: Piece) -> Markup:
    """The anchors of facts that begin here, opening brackets of contents, shapes of statuses."""
    anchors = (Markup('<i class="at" id="w-{}"></i>').format(fact) for fact in piece.first)
    opens = (Markup('<i class="open" data-id="{}"></i>').format(fact) for fact in piece.opens)
    shapes = (
        Markup('<i class="shape {} {}"></i>').format(mark.role, mark.status)
        for mark in piece.marks
        if mark.status and mark.fact in piece.first
    )
    return EMPTY.join((*anchors, *opens, *shapes))


def _after(piece: Piece) -> Markup:
    return EMPTY.join(
        Markup('<i class="close" data-id="{}"></i>').format(fact) for fact in piece.closes
    )


def _title(piece: Piece) -> str:
    return " · ".join(dict.fromkeys(f"{mark.fact} {_part(mark)}" for mark in piece.marks))


def _part(mark: Mark) -> str:
    return "event" if mark.role == "other" else mark.role


def _text(text: str) -> Markup:
    """Escaped text; a carriage return is written as a reference, or a browser would drop it."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))

"""An RSS 2.0 feed of the newest events."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

from onrecord.model import Event
from onrecord.show.exports.files import new_file
from onrecord.show.exports.standing import Told

NEWEST = 50  # events, if no number is asked for
TITLE = "Events on record"
LINK = "urn:onrecord:ledger"  # where a feed leads that stands nowhere yet
ABOUT = "Events of a PLOVER type in the newest reports of a ledger, with their status."


def write_rss(told: Iterable[Told], out: Path, *, limit: int | None, address: str | None) -> int:
    """Write the newest events of a type; returns how many. `address` is where the feed leads."""
    items = list(islice(_items(told), NEWEST if limit is None else limit))
    with new_file(out) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n<channel>\n')
        file.write(f"<title>{TITLE}</title>\n<link>{_text(address or LINK)}</link>\n")
        file.write(f"<description>{ABOUT}</description>\n<generator>onrecord</generator>\n")
        file.writelines(items)
        file.write("</channel>\n</rss>\n")
    return len(items)


def _items(told: Iterable[Told]) -> Iterator[str]:
    for report in told:
        for event in report.events:
            if event.type is not None:
                yield _item(report, event)


def _item(told: Told, event: Event) -> str:
    speakers = ", ".join(told.speakers(event.according_to))
    said = f" (according to {speakers})" if speakers else ""
    about = f"{told.words(event.span)}{said}"
    report = told.record.report
    lines = [
        f"<title>{_text(_title(told, event))}</title>",
        f"<link>{_text(told.source)}</link>" if report.url else "",
        f"<description>{_text(escape(about))}</description>",  # readers take it for HTML
        f'<guid isPermaLink="false">urn:onrecord:{told.id(event)}</guid>',
        f"<category>{event.type}</category>",
        f"<pubDate>{_moment(told.added)}</pubDate>",
    ]
    return "<item>\n" + "".join(f"{line}\n" for line in lines if line) + "</item>\n"


def _title(told: Told, event: Event) -> str:
    does = f"{event.type}/{event.mode}" if event.mode else f"{event.type}"
    sides = (event.actors, event.recipients)
    who, whom = (", ".join(actor.name for actor in told.whom(ids)) for ids in sides)
    return f"{does} ({event.status}): {who or 'nobody named'}" + (f" → {whom}" if whom else "")


def _moment(utc: str) -> str:
    """A moment as mail has it."""
    return format_datetime(datetime.fromisoformat(utc), usegmt=utc.endswith("Z"))


def _text(text: str) -> str:
    """Text for XML: escaped, on one line, without the signs that XML does not know."""
    known = "".join(sign for sign in " ".join(text.split()) if _in_xml(ord(sign)))
    return escape(known)


def _in_xml(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000

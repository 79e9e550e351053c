"""What somebody wants to add, as items for the ledger: words pasted, a file, an address."""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from msgspec.structs import replace

from onrecord.adding import Adding
from onrecord.errors import UsageError
from onrecord.intake import Item, Problem, Taken, canonical, items, report_of_text
from onrecord.intake.addresses import is_address
from onrecord.intake.dates import iso_date
from onrecord.show.adding import Wish, client_of, items_of
from onrecord.show.web.jobs import Items

LETTERS = 12


def of_text(
    text: str, *, title: str = "", outlet: str = "", published: str = "", url: str = ""
) -> Items:
    """Words that were pasted, with what is known of them: title, outlet, published, url. Raises
    ReadError for what is no text, or a date that is none."""
    place = f"pasted:{_mark(text.encode('utf-8', 'surrogatepass'))}"
    if url and not is_address(url):
        raise UsageError(f"{url!r} is no address. It begins with http:// or https://.")
    report = report_of_text(
        text,
        ref="pasted",
        title=title or None,
        outlet=outlet or None,
        published=published or None,
        url=url or None,
    )
    key = (canonical(url) if url else None) or place
    taken = Taken(report=report, ref=place, source="pasted", key=key)
    return lambda _: [taken]


def of_file(name: str, content: bytes, *, outlet: str = "", published: str = "") -> Items:
    """A file that was uploaded, of any kind that can be read. Raises UsageError for a date that is
    none."""
    _day(published)
    if not content:
        raise UsageError("the file is empty.")
    given = PurePath(name.replace("\\", "/")).name
    safe = "".join(sign if sign.isprintable() and sign not in "*?[]" else "_" for sign in given)
    safe = safe if safe.strip(".") else "file"
    return lambda adding: _uploaded(adding, safe[-120:], content, outlet, published)


def of_address(address: str, *, outlet: str = "", published: str = "") -> Items:
    """A page, a feed or a file at an address. Raises UsageError for what is none."""
    _day(published)
    if not is_address(address) or canonical(address) is None:
        raise UsageError(f"{address!r} is no address. It begins with http:// or https://.")
    wish = Wish(outlet=outlet or None, published=published or None)
    return lambda adding: _fetched(adding, address, wish)


def _fetched(adding: Adding, address: str, wish: Wish) -> Iterator[Item]:
    with client_of(adding, wish) as client:
        yield from items_of([address], wish, client, adding)


def _uploaded(
    adding: Adding, name: str, content: bytes, outlet: str, published: str
) -> Iterator[Item]:
    """What a file holds, called by the name that it was uploaded with and by its content."""
    place = f"upload:{_mark(content)}/"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        here = f"{folder}/"
        for item in items([path], outlet=outlet or None, published=published or None):
            if isinstance(item, Taken):
                notes = tuple(_called(note, here) for note in item.notes)
                ref, key = item.ref.replace(here, place), item.key.replace(here, place)
                report = replace(item.report, ref=item.report.ref.replace(here, ""))
                yield replace(
                    item, report=report, ref=ref, key=key, source=name, notes=notes,
                    fingerprint=None,
                )  # fmt: skip
            elif isinstance(item, Problem):
                yield _called(item, here)


def _called(problem: Problem, here: str) -> Problem:
    """A problem that calls the file as it was uploaded, not as it lies here."""
    ref, message = problem.ref.replace(here, ""), problem.message.replace(here, "")
    return replace(problem, ref=ref, message=message)


def _day(published: str) -> None:
    if published and iso_date(published) is None:
        raise UsageError(f"{published!r} is no date. Give it as YYYY-MM-DD, such as 2024-10-27.")


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:LETTERS]

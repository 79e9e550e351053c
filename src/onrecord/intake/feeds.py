"""Feeds (RSS, Atom) and sitemaps: what they list, without opening any of it."""

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from onrecord.errors import EmptyText, NotText, ReadError
from onrecord.intake.addresses import is_address
from onrecord.intake.bylines import names_in
from onrecord.intake.dates import PageDate, iso_date
from onrecord.intake.fragment import text_of_fragment
from onrecord.intake.hints import Hints
from onrecord.intake.piece import print_of

_HALVES = re.compile(rb"&#(?:[xX][dD][89a-fA-F][0-9a-fA-F]{2}|5[5-7]\d{3});")  # no characters


class Entry(Struct, frozen=True, kw_only=True):
    """What a feed or a sitemap lists: where it is, what is said of it, and its text if it is there.

    `name` is the feed's own id of it, else the address; `content` is HTML.
    """

    name: str
    address: str | None = None
    fingerprint: str
    hints: Hints = Hints()
    content: str = ""
    summary: str = ""


class Feed(Struct, frozen=True):
    """A feed's entries, in its order; `broken` says what is not well formed in it."""

    entries: tuple[Entry, ...]
    broken: str | None = None


class Sitemap(Struct, frozen=True):
    """The pages of a sitemap, and the sitemaps that an index lists."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...] = ()


# --- feeds ----------------------------------------------------------------------------------


def feed_of(raw: bytes, *, address: str | None = None, charset: str | None = None) -> Feed:
    """The entries of a feed. Raises ReadError for what is none, EmptyText for one without any."""
    import feedparser

    kind = f"application/xml; charset={charset}" if charset else "application/xml"
    headers = {"content-type": kind, **({"content-location": address} if address else {})}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = feedparser.parse(io.BytesIO(raw), response_headers=headers)
    except Exception as error:  # a feed that breaks the library costs this feed only
        raise ReadError(f"the feed is broken ({error}). Look at its address.") from error
    wrong = found.get("bozo_exception") if found.get("bozo") else None
    broken = str(wrong) if wrong and not isinstance(wrong, _other_encoding()) else None
    if not found.entries:
        if found.get("version"):
            raise EmptyText("the feed has no entries. Look again later.")
        raise NotText(f"this is no feed ({broken or 'no RSS or Atom'}). Give RSS or Atom.")
    outlet = _words(found.feed.get("title"))
    language = _two_letters(found.feed.get("language"))
    return Feed(tuple(_entry(each, outlet, language) for each in found.entries), broken)


def _other_encoding() -> type[Exception]:
    """What feedparser says where a server names another encoding than the feed: no fault of it."""
    from feedparser.exceptions import CharacterEncodingOverride

    return CharacterEncodingOverride  # type: ignore[no-any-return]


def _entry(given: Any, outlet: str | None, language: str | None) -> Entry:
    link = str(given.get("feedburner_origlink") or given.get("link") or "").strip()
    address = link if is_address(link) else None
    title = _words(given.get("title"))
    name = str(given.get("id") or link or title or "")
    stamp = "|".join(_field(given, key) for key in ("id", "title", "published", "updated"))
    content = max(
        (str(c.get("value") or "") for c in given.get("content", ())), key=len, default=""
    )
    return Entry(
        name=name,
        address=address,
        fingerprint=print_of(stamp.encode("utf-8", "replace")),
        hints=Hints(
            title=title,
            outlet=_words(given.get("source", {}).get("title")) or outlet,
            byline=names_in(str(given.get("author") or "")),
            language=language,
            dates=tuple(_feed_dates(given)),
            address=address,
        ),
        content=content,
        summary=str(given.get("summary") or ""),
    )


def _feed_dates(given: Any) -> Iterator[PageDate]:
    for key, updated in (("published", False), ("updated", True)):
        day = iso_date(_field(given, key)[:60])
        if day and len(day) == 10:
            yield PageDate(day, "feed", key, updated)


def _field(given: Any, key: str) -> str:
    """What stands under a key itself; feedparser's own `get` puts one date in another's place."""
    return str(dict.get(given, key) or "")


def own_text(entry: Entry) -> str:
    """The text that stands in the feed itself, its summary where there is no more."""
    content, summary = text_of_fragment(entry.content), text_of_fragment(entry.summary)
    return max(content, summary, key=len)


def _words(value: Any) -> str | None:
    return " ".join(text_of_fragment(str(value)).split()) or None if value else None


def _two_letters(value: Any) -> str | None:
    code = str(value or "").replace("_", "-").partition("-")[0].strip().lower()
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None


# --- sitemaps -------------------------------------------------------------------------------


def sitemap_of(raw: bytes) -> Sitemap:
    """The pages of a sitemap with what its news tags say. Raises ReadError for what is none."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(_HALVES.sub(b" ", raw.strip()), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"the sitemap is no XML ({error}). Look at its address.") from error
    if root is None or _local(root) not in {"urlset", "sitemapindex"}:
        raise NotText("this is no sitemap. Give one with <urlset> or <sitemapindex>.")
    below = [_below(each) for each in root if isinstance(each.tag, str)]
    addresses = [each for each in below if is_address(each.get("loc", ""))]
    if _local(root) == "sitemapindex":
        return Sitemap((), tuple(each["loc"] for each in addresses))
    return Sitemap(tuple(_listed(each) for each in addresses))


def _below(element: Any) -> dict[str, str]:
    """The words of all that stands below an element, by name: `publication_date`."""
    found: dict[str, str] = {}
    for each in element.iterdescendants():
        words = (each.text or "").strip() if isinstance(each.tag, str) else ""
        if words:
            found.setdefault(_local(each), words)
    return found


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _listed(given: dict[str, str]) -> Entry:
    stamp = "|".join(given.get(key, "") for key in ("lastmod", "publication_date", "title"))
    day = iso_date(given.get("publication_date", "")[:60])
    changed = iso_date(given.get("lastmod", "")[:60])
    dates = [PageDate(day, "sitemap", "publication_date")] if day and len(day) == 10 else []
    if changed and len(changed) == 10:
        dates.append(PageDate(changed, "sitemap", "lastmod", updated=True))
    return Entry(
        name=given["loc"],
        address=given["loc"],
        fingerprint=print_of(stamp.encode("utf-8", "replace")),
        hints=Hints(
            title=given.get("title"),
            outlet=given.get("name"),
            language=_two_letters(given.get("language")),
            dates=tuple(dates),
            address=given["loc"],
        ),
    )

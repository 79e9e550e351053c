"""What a page says about itself: title, outlet, byline, address, language, and all its dates."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from onrecord.intake.dates import PageDate, iso_date

ARTICLE = re.compile(r"article|posting|report|review|liveblog", re.I)


class PageFacts(Struct, frozen=True, kw_only=True):
    """What was found; `dates` in the order of trust, dates of updates last."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    dates: tuple[PageDate, ...] = ()


# keys of <meta>, the most trusted first
PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate",
    "publish-date", "pubdate", "publication_date", "published_time", "date.created",
    "article.published", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dc.date.created", "dcterms.date", "citation_publication_date", "article_date_original",
    "originalpublicationdate", "timestamp", "date",
)  # fmt: skip
UPDATED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "lastmod",
    "last-modified", "dcterms.modified", "dc.date.modified", "article.updated",
)  # fmt: skip
TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
OUTLETS = ("og:site_name", "application-name", "dc.publisher", "article:publisher", "publisher")
AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl",
    "citation_author",
)  # fmt: skip


def page_facts(tree: Any, address: str | None = None) -> PageFacts:
    """The facts of a parsed page (lxml). `address` is where it was taken from, if known."""
    metas = _metas(tree)
    things = list(_json_ld(tree))
    url = _address(tree, metas, address)
    return PageFacts(
        title=_title(tree, metas, things),
        outlet=_outlet(metas, things),
        byline=_byline(tree, metas, things),
        url=url,
        language=_language(tree, metas),
        dates=tuple(_dates(tree, metas, things, url)),
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        value = (meta.get("content") or "").strip()
        for name in ("property", "name", "itemprop", "http-equiv"):
            if value and meta.get(name):
                found.setdefault(meta.get(name).strip().lower(), []).append(value)
    return found


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """The things of JSON-LD that are articles, from all blocks of the page, nested ones too."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            try:
                block = json.loads((script.text or "").strip(), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles(block)


def _articles(block: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    for thing in block if isinstance(block, list) else [block]:
        if not isinstance(thing, dict) or depth > 4:
            continue
        kinds = thing.get("@type")
        if any(
            ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield thing
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _articles(thing.get(key), depth + 1)


# --- title, outlet, byline ------------------------------------------------------------------


def _title(tree: Any, metas: dict[str, list[str]], things: list[dict[str, Any]]) -> str | None:
    found = _first(_text(thing.get("headline")) for thing in things)
    if found := found or _first(value for key in TITLES[:2] for value in metas.get(key, ())):
        return _clean(found)
    headings = [_clean(heading.text_content()) for heading in tree.iter("h1")]
    if len(set(filter(None, headings))) == 1:
        return _first(headings)
    element = tree.find(".//head/title")
    whole = _clean(element.text_content()) if element is not None else ""
    return _first((re.split(r"\s+[|–—»·]\s+|\s+-\s+(?=[^-]+$)", whole)[0], *metas.get("title", ())))


def _outlet(metas: dict[str, list[str]], things: list[dict[str, Any]]) -> str | None:
    names = [value for key in OUTLETS[:1] for value in metas.get(key, ())]
    names += [name for thing in things for name in _names(thing.get("publisher"))]
    names += [value for key in OUTLETS[1:] for value in metas.get(key, ())]
    return _first(_clean(name) for name in names if not name.startswith(("http", "@", "/")))


def _byline(
    tree: Any, metas: dict[str, list[str]], things: list[dict[str, Any]]
) -> tuple[str, ...]:
    """The authors, each once, in the order of the first place that names any."""
    places = (
        [name for thing in things for name in _names(thing.get("author"))],
        [value for key in AUTHORS for value in metas.get(key, ())],
        [_clean(each.text_content()) for each in tree.xpath("//*[@itemprop='author']")[:8]],
        [_clean(each.text_content()) for each in tree.xpath("//a[@rel='author']")[:8]],
    )
    for place in places:
        names = [_person(name) for name in place if not name.startswith(("http", "@", "/"))]
        if kept := tuple(dict.fromkeys(filter(None, names))):
            return kept
    return ()


def _person(name: str) -> str:
    bare = re.sub(r"^by\s+", "", _clean(name), flags=re.I)
    return bare if 2 < len(bare) < 100 and "@" not in bare else ""


def _names(value: Any) -> Iterator[str]:
    """The names in a JSON-LD value: a string, a thing with a name, or a list of these."""
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        names = name if isinstance(name, list) else [name]
        yield from (_text(item) for item in names if _text(item))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _clean(value: str) -> str:
    return " ".join(unescape(value).split())


def _first(values: Iterable[str]) -> str | None:
    return next((value for value in values if value), None)


# --- address, language, dates ---------------------------------------------------------------


def _address(tree: Any, metas: dict[str, list[str]], address: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if _is_canonical(link)]
    for found in (*links, *metas.get("og:url", ()), *metas.get("twitter:url", ())):
        try:
            whole: str = urljoin(address or "", (found or "").strip())
        except ValueError:
            continue
        if whole.startswith(("http://", "https://")):
            return whole
    return address


def _is_canonical(link: Any) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _language(tree: Any, metas: dict[str, list[str]]) -> str | None:
    """The language that the page declares; the text is asked first, so it is only a hint."""
    for found in (
        tree.get("lang"),
        *metas.get("content-language", ()),
        *metas.get("og:locale", ()),
    ):
        code = (found or "").replace("_", "-").partition("-")[0].strip().lower()
        if len(code) == 2 and code.isascii() and code.isalpha():
            return code
    return None


def _dates(
    tree: Any, metas: dict[str, list[str]], things: list[dict[str, Any]], url: str | None
) -> Iterator[PageDate]:
    """All dates of publication, then all dates of updates. A copyright year is no date."""
    for updated in (False, True):
        key = "dateModified" if updated else "datePublished"
        stored = [("json-ld", key, _text(thing.get(key))) for thing in things]
        if not updated:
            stored += [("json-ld", "dateCreated", _text(t.get("dateCreated"))) for t in things]
        for name in UPDATED if updated else PUBLISHED:
            stored += [("meta", name, value) for value in metas.get(name, ())]
        stored += [("microdata", key, value) for value in _microdata(tree, key)]
        if not updated:
            stored += [("time", "time", value) for value in _times(tree)]
            stored += [("address", "address", value) for value in _in_address(url)]
        for method, name, value in stored:
            day = iso_date(value[:60]) if value else None
            if day and len(day) == 10:
                yield PageDate(day, method, name, updated)  # type: ignore[arg-type]


def _microdata(tree: Any, key: str) -> list[str]:
    found = tree.xpath(f"//*[@itemprop='{key}' and not(self::meta)]")[:4]
    return [each.get("datetime") or each.get("content") or each.text_content() for each in found]


def _times(tree: Any) -> list[str]:
    """`<time>` of the article's own head; teasers of other articles have theirs further down."""
    marked = tree.xpath("//time[@pubdate and @datetime]")
    inside = tree.xpath("(//article//time[@datetime] | //main//time[@datetime])[1]")
    only = tree.xpath("//time[@datetime]")
    return [each.get("datetime") for each in (marked[:1] or inside[:1] or only[: len(only) == 1])]


def _in_address(url: str | None) -> list[str]:
    found = re.search(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", url or "")
    return ["-".join((found[1], found[2].zfill(2), found[3].zfill(2)))] if found else []

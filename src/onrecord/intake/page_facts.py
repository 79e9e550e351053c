"""What a page says about itself: title, outlet, byline, address, language, and all its dates."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from onrecord.intake.addresses import canonical, is_front, without_tracking
from onrecord.intake.bylines import names_in, turned
from onrecord.intake.dates import Method, PageDate, iso_date
from onrecord.intake.page_data import (
    Metas,
    Thing,
    articles_of,
    clean,
    first,
    metas_of,
    names_of,
    text_of,
)
from onrecord.intake.press_names import is_news_name


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
TITLES = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
    "title",
)  # fmt: skip
OUTLETS = (
    "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "article:publisher",
    "publisher", "citation_journal_title",
)  # fmt: skip
TURNED_AUTHORS = ("dc.creator", "dcterms.creator", "citation_author")  # "Moor, Ann"
AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", *TURNED_AUTHORS,
)  # fmt: skip
LONGEST_BYLINE = 120  # characters of an element that is a byline, not a biography

_SEPARATOR = re.compile(r"\s+(?:[|–—»·]|::)\s+|\s+-\s+(?=[^-]+$)")
_PAPER_FIRST = re.compile(r"(?P<paper>[^:|–—]{4,40})\s*[:|–—]\s+(?=\S)")


def page_facts(tree: Any, address: str | None = None) -> PageFacts:
    """The facts of a parsed page (lxml). `address` is where it was taken from, if known."""
    metas = metas_of(tree)
    things = articles_of(tree)
    url = _address(tree, metas, things, address)
    outlet = _outlet(tree, metas, things)
    return PageFacts(
        title=_title(tree, metas, things, outlet),
        outlet=outlet,
        byline=_byline(tree, metas, things, outlet),
        url=url,
        language=_language(tree, metas),
        dates=tuple(_dates(tree, metas, things, url or address)),
    )


# --- title, outlet, byline ------------------------------------------------------------------


def _title(tree: Any, metas: Metas, things: list[Thing], outlet: str | None) -> str | None:
    found = first(text_of(thing.get("headline")) for thing in things)
    found = found or first(value for key in TITLES[:2] for value in metas.get(key, ()))
    if found:
        return _without_outlet(clean(found), outlet)
    headings = [clean(heading.text_content()) for heading in tree.iter("h1")]
    if len(set(filter(None, headings))) == 1:
        return first(headings)
    element = tree.find(".//head/title")
    whole = clean(element.text_content()) if element is not None else ""
    paper = _PAPER_FIRST.match(whole)
    if paper and is_news_name(paper["paper"]):
        whole = whole[paper.end() :]
    named = (value for key in TITLES[2:] for value in metas.get(key, ()))
    return first((_SEPARATOR.split(whole)[0], *named))


def _without_outlet(title: str, outlet: str | None) -> str:
    """The title without the outlet's own name behind a separator."""
    pieces = _SEPARATOR.split(title)
    if outlet and len(pieces) > 1 and pieces[-1].casefold() == outlet.casefold():
        return title[: title.rindex(pieces[-1])].rstrip(" |–—»·:-")
    return title


def _outlet(tree: Any, metas: Metas, things: list[Thing]) -> str | None:
    names = [value for key in OUTLETS[:1] for value in metas.get(key, ())]
    names += [name for thing in things for name in names_of(thing.get("publisher"))]
    names += [value for key in OUTLETS[1:] for value in metas.get(key, ())]
    names += _microdata_names(tree, "publisher")
    return first(clean(name) for name in names if not name.startswith(("http", "@", "/")))


def _microdata_names(tree: Any, role: str) -> list[str]:
    """The names of the things with this role: their own `name`, else all they print."""
    found = []
    for each in tree.xpath(f"//*[@itemprop='{role}' or @property='{role}'][not(self::meta)]")[:8]:
        names = each.xpath(".//*[@itemprop='name' or @property='name']")[:1]
        for name in names or [each]:
            found.append(clean(name.get("content") or name.text_content() or ""))
    return found


def _byline(tree: Any, metas: Metas, things: list[Thing], outlet: str | None) -> tuple[str, ...]:
    """The authors, each once, in the order of the first place that names any; an outlet is none."""
    places = (
        [name for thing in things for name in names_of(thing.get("author"))],
        [
            turned(value) if key in TURNED_AUTHORS else value
            for key in AUTHORS
            for value in metas.get(key, ())
        ],
        _microdata_names(tree, "author"),
        [clean(each.text_content()) for each in tree.xpath("//a[@rel='author']")[:8]],
        [clean(each.text_content()) for each in tree.xpath(_BYLINES)[:1]],
    )
    for place in places:
        printed = [name for name in place if not name.startswith(("http", "@", "/"))]
        names = [
            name
            for each in printed
            if len(each) < LONGEST_BYLINE and clean(each) != outlet
            for name in names_in(each)
        ]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _classes(*names: str) -> str:
    """An XPath for elements with one of these classes."""
    spaced = "concat(' ', normalize-space(@class), ' ')"
    return "//*[" + " or ".join(f"contains({spaced}, ' {name} ')" for name in names) + "]"


_BYLINES = _classes("byline", "author-name", "p-author", "fn")
_ATOM_DATES = {
    "datePublished": _classes("dt-published", "published") + "[@datetime or @title]",
    "dateModified": _classes("dt-updated", "updated") + "[@datetime or @title]",
}


# --- address, language, dates ---------------------------------------------------------------


def _address(tree: Any, metas: Metas, things: list[Thing], address: str | None) -> str | None:
    """The page's own address, without what follows readers around; the front page is none."""
    base = _base(tree, address)
    links = [link.get("href") for link in tree.iter("link") if _is_canonical(link)]
    own = [text_of(value) for thing in things for value in _own_addresses(thing)]
    for found in (*links, *metas.get("og:url", ()), *metas.get("twitter:url", ()), *own):
        try:
            whole: str = urljoin(base, (found or "").strip())
        except ValueError:
            continue
        key = canonical(whole)
        if key and not (is_front(key) and address and not is_front(canonical(address) or "")):
            return without_tracking(whole)
    return without_tracking(address) if address else None


def _own_addresses(thing: Thing) -> Iterator[Any]:
    entity = thing.get("mainEntityOfPage")
    yield entity.get("@id") if isinstance(entity, dict) else entity
    yield thing.get("url")


def _base(tree: Any, address: str | None) -> str:
    """Where relative addresses of the page count from."""
    element = tree.find(".//base[@href]")
    given = (element.get("href") or "").strip() if element is not None else ""
    try:
        return str(urljoin(address or "", given))
    except ValueError:
        return address or ""


def _is_canonical(link: Any) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _language(tree: Any, metas: Metas) -> str | None:
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


def _dates(tree: Any, metas: Metas, things: list[Thing], url: str | None) -> Iterator[PageDate]:
    """All dates of publication, then all dates of updates. A copyright year is no date."""
    for method, name, value, updated in _stored(tree, metas, things, url):
        day = iso_date(value[:60]) if value else None
        if day and len(day) == 10:
            yield PageDate(day, method, name, updated)


def _stored(
    tree: Any, metas: Metas, things: list[Thing], url: str | None
) -> Iterator[tuple[Method, str, str, bool]]:
    """What stands where a date is kept: the method, the key, the value, and if it is an update."""
    for key, updated in (("datePublished", False), ("dateCreated", False), ("dateModified", True)):
        yield from (("json-ld", key, text_of(thing.get(key)), updated) for thing in things)
        if key != "dateCreated":
            yield from (("microdata", key, value, updated) for value in _microdata(tree, key))
    for names, updated in ((PUBLISHED, False), (UPDATED, True)):
        for name in names:
            yield from (("meta", name, value, updated) for value in metas.get(name, ()))
    yield from (("time", "time", value, False) for value in _times(tree))
    yield from (("address", "address", value, False) for value in _in_address(url))


def _microdata(tree: Any, key: str) -> list[str]:
    """Microdata and RDFa, which differ in the name of an attribute, and the older hAtom."""
    found = tree.xpath(f"//*[@itemprop='{key}' or @property='{key}'][not(self::meta)]")[:4]
    found += tree.xpath(_ATOM_DATES[key])[:1]
    values = ([each.get(name) for name in ("datetime", "content", "title")] for each in found)
    return [
        first(filter(None, given)) or each.text_content()
        for given, each in zip(values, found, strict=True)
    ]


def _times(tree: Any) -> list[str]:
    """`<time>` of the article's own head; teasers of other articles have theirs further down."""
    marked = tree.xpath("//time[@pubdate and @datetime]")
    inside = tree.xpath("(//article//time[@datetime] | //main//time[@datetime])[1]")
    only = tree.xpath("//time[@datetime]")
    return [each.get("datetime") for each in (marked[:1] or inside[:1] or only[: len(only) == 1])]


def _in_address(url: str | None) -> list[str]:
    found = re.search(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", url or "")
    return ["-".join((found[1], found[2].zfill(2), found[3].zfill(2)))] if found else []

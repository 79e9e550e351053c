"""What a page says to machines: its `<meta>` elements and its JSON-LD."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

ARTICLE = re.compile(r"article|posting|report|review|liveblog", re.I)
DEEPEST = 4  # lists of things in things

Metas = dict[str, list[str]]
Thing = dict[str, Any]

_WRAPPING = re.compile(r"\A\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*\Z")
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")


def metas_of(tree: Any) -> Metas:
    """The contents of all `<meta>` elements by their names, in lower case."""
    found: Metas = {}
    for meta in tree.iter("meta"):
        value = (meta.get("content") or "").strip()
        for name in ("property", "name", "itemprop", "http-equiv"):
            if value and meta.get(name):
                found.setdefault(meta.get(name).strip().lower(), []).append(value)
    return found


def articles_of(tree: Any) -> list[Thing]:
    """The things of JSON-LD that are articles, from all blocks of the page, nested ones too.

    What a thing only names by its `@id` (an author, a publisher) stands in its place.
    """
    blocks = [block for script in tree.iter("script") if (block := _block(script)) is not None]
    named = {
        str(thing["@id"]): thing
        for thing in _things(blocks)
        if thing.get("@id") and thing.get("name")
    }
    articles = [thing for thing in _things(blocks) if _is_article(thing)]
    return [_with_named(thing, named) for thing in articles]


def _block(script: Any) -> Any:
    """The value of one script of JSON-LD; a comma too many and a wrapping are forgiven."""
    if not (script.get("type") or "").lower().startswith("application/ld+json"):
        return None
    text = _WRAPPING.sub("", script.text or "").strip().rstrip("/").rstrip()
    for attempt in (text, _LAST_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _things(value: Any, depth: int = 0) -> Iterator[Thing]:
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, list) and depth < DEEPEST:
            yield from _things(thing, depth + 1)
        if not isinstance(thing, dict) or depth > DEEPEST:
            continue
        yield thing
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _things(thing.get(key), depth + 1)


def _is_article(thing: Thing) -> bool:
    kinds = thing.get("@type")
    return any(
        ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _with_named(thing: Thing, named: dict[str, Thing]) -> Thing:
    def whole(value: Any) -> Any:
        if isinstance(value, list):
            return [whole(each) for each in value]
        if isinstance(value, dict) and not value.get("name"):
            return named.get(str(value.get("@id")), value)
        return value

    return {**thing, **{key: whole(thing[key]) for key in ("author", "publisher") if key in thing}}


def names_of(value: Any) -> Iterator[str]:
    """The names in a JSON-LD value: a string, a thing with a name, or a list of these."""
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        names = name if isinstance(name, list) else [name]
        yield from (text_of(item) for item in names if text_of(item))


def text_of(value: Any) -> str:
    """A string without space around it, or "" for another value."""
    return value.strip() if isinstance(value, str) else ""


def clean(value: str) -> str:
    """The words of a title or a name; entities that were escaped twice are resolved."""
    return " ".join(unescape(unescape(value)).split())


def first(values: Iterable[str]) -> str | None:
    """The first value that is not empty."""
    return next((value for value in values if value), None)

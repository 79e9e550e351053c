"""The names in a byline: "By Ann Moor and Tom Bell, Staff writers" has two."""

import re
from functools import cache
from html import unescape

from onrecord.intake.press_names import agency_of, is_paper
from onrecord.knowledge.imprint import labels

LONGEST_NAME = 60
MOST_NAMES = 12
LOOKED_AT = 500  # characters of a byline

_SPLIT = re.compile(r"\s*[,;|•·/]\s*|\s+(?:and|with|&|und|et)\s+|\s+[–—-]\s+|\n")
_PLACE = re.compile(r"\s+(?:in|at|for|from|of)\s+(?:the\s+)?[A-Z].*$")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|@\w+")
_MAILED = re.compile(r"\s*\S+@\S+\s+\(([^()]+)\)\s*")  # RFC 822: ann@gazette.example (Ann Moor)
_TAIL = re.compile(r"(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq)\.?", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)?")
_INITIAL = re.compile(r"\b[A-Z]\.\Z")
_OTHER_WORK = re.compile(r"\w+ by\b", re.IGNORECASE)  # "Photographs by"
_TURNED = re.compile(r"(?P<family>[^\W\d_][\w'’-]+), (?P<given>[^\W\d_][\w'’-]+(?: [A-Z]\.?)?)")
_DIGITS = re.compile(r"\d")


def names_in(printed: str) -> tuple[str, ...]:
    """The names of persons in a byline, as printed, each once; posts, places and papers go.

    >>> names_in("By Ann Moor and Tom Bell, Staff writers")
    ('Ann Moor', 'Tom Bell')
    """
    printed = printed[:LOOKED_AT]
    mailed = _MAILED.fullmatch(printed)
    words = " ".join(_ADDRESS.sub(" ", unescape(mailed[1] if mailed else printed)).split())
    found: list[str] = []
    for piece in _SPLIT.split(_start().sub("", words)):
        if found and _TAIL.fullmatch(piece):
            found[-1] = f"{found[-1]}, {piece}"
        elif name := _name(piece):
            found.append(name)
    return tuple(dict.fromkeys(found))[:MOST_NAMES]


def turned(name: str) -> str:
    """ "Moor, Ann", as libraries write names, the way round in which it is spoken."""
    found = _TURNED.fullmatch(name.strip())
    return f"{found['given']} {found['family']}" if found else name


def _name(piece: str) -> str | None:
    """A piece of a byline without what stands around the name, or None if it is no name."""
    bare = _BRACKETS.sub("", _dated().sub("", _start().sub("", piece))).strip()
    bare = bare if bare.isupper() else _PLACE.sub("", bare)
    bare = _without_agency(bare).strip(" :,\"'“”*<>[]")
    bare = bare if _INITIAL.search(bare) else bare.rstrip(".")
    if not 2 < len(bare) <= LONGEST_NAME or _DIGITS.search(bare) or _OTHER_WORK.match(bare):
        return None
    folded = bare.casefold()
    signs = folded in labels("desk") or folded.split()[-1] in labels("desk")
    if signs or folded.endswith(labels("post")) or agency_of(bare) or is_paper(bare):
        return None
    return bare if bare[0].isupper() or not bare[0].isascii() else None


def _without_agency(name: str) -> str:
    """The name without an agency behind it: "Lena Fors Associated Press"."""
    words = name.split()
    for at in range(2, len(words)):
        if agency_of(" ".join(words[at:])):
            return " ".join(words[:at])
    return name


@cache
def _dated() -> re.Pattern[str]:
    """Where a date begins behind a name: "Ann Moor Updated 3 March"."""
    return re.compile(
        rf"\s(?:{'|'.join((*labels('updated'), *labels('published')))})\b.*", re.IGNORECASE
    )


@cache
def _start() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(labels('byline'))})\b\s*:?\s+", re.IGNORECASE)

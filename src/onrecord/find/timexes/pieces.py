"""Cut words into the pieces that can be parts of a time expression, each with its classes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from onrecord.knowledge.times import TimeWord, forms, time_entries, time_words
from onrecord.model import Parse, Token

FIRST_YEAR = 1200  # smaller numbers of four digits are seldom years in news
LONGEST = 30  # pieces of a run; tables of dates are cut there
UNKNOWN = -1.0  # the number in "several days"

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::([0-5]\d))?")
_COMPACT = re.compile(r"([01]?\d)(?:[:.]?([0-5]\d))?(am|pm|a\.m\.?|p\.m\.?)")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_DECADE = re.compile(r"((?:1[5-9]|20)\d0)[’']?s|[’']([1-9]0)s|([1-9]0)[’']?s")
_CUT = re.compile(r"[^-–—/]+|[-–—/]")
_CODED = re.compile(
    r"(?P<zone>(?:utc|gmt)[+-−]\d{1,2}(?::?\d\d)?)|fy['’]?(?P<fiscal>\d{4}|\d\d)(?:[-–/](?P<ends>\d\d))?"
    r"|(?P<day>d[+-]\d{1,3})|(?P<group>\d{6}[a-z])(?P<month>[a-z]{3})(?P<year>\d\d)"
)
_QUARTER = re.compile(r"([1-4])q")
_ZULU = re.compile(r"([01]\d|2[0-4])([0-5]\d)(z|hrs|l)\.?|([01]?\d|2[0-3])h([0-5]\d)")
_GROUP = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[a-ik-z]")
_POINTED = re.compile(r"\d{4,6}[a-z]\.")  # "0430Z." is one word to the parser
_OPENING = frozenset("0123456789'’½")
_MONEY = frozenset("$£€¥₩")


OPENING_KINDS = ("FEAST", "HALFPAST", "OPERATION", "FORTNIGHT")


class Piece(NamedTuple):
    """A word, or a part of a hyphenated one: its characters, its token, its classes and values."""

    start: int
    end: int
    token: Token
    lower: str
    classes: tuple[tuple[str, Any], ...]


class Lexicon(NamedTuple):
    """Words of one token by their lower-case form; phrases by their words; words of patterns;
    words that open a phrase no word of which is a word of time ("Yom Kippur"); words that open the
    name of a zone of time ("Seoul time")."""

    words: dict[str, tuple[TimeWord, ...]]
    phrases: tuple[tuple[tuple[str, ...], TimeWord], ...]
    literals: frozenset[str]
    openers: frozenset[str]
    zones: frozenset[str] = frozenset()


@cache
def lexicon() -> Lexicon:
    """All that a piece can be."""
    words: dict[str, list[TimeWord]] = {}
    phrases: list[tuple[tuple[str, ...], TimeWord]] = []
    for word in time_words():
        parts = tuple(word.word.split())
        if len(parts) == 1:
            words.setdefault(word.word, []).append(word)
        else:
            phrases.append((parts, word))
    literals = {part for parts, _ in phrases for part in parts}
    for name, entry in time_entries().items():
        for pattern in entry.pattern:
            literals.update(w for form in forms(name, pattern) for w in form if not w.isupper())
    openers = {
        parts[0]
        for parts, word in phrases
        if word.kind in OPENING_KINDS and not any(part in words for part in parts)
    }
    return Lexicon(
        {k: tuple(v) for k, v in words.items()},
        tuple(phrases),
        frozenset(literals),
        frozenset(openers),
        frozenset(word.word.split()[0] for word in time_words() if word.kind == "ZONE"),
    )


def pieces(parse: Parse, taken: Sequence[tuple[int, int]] = ()) -> Iterator[list[Piece]]:
    """Runs of pieces that all could be parts of a time expression, none across sentences.

    Words inside the spans `taken` are left out.
    """
    lex = lexicon()
    known, literals = lex.words, lex.literals
    run: list[Piece] = []
    last = -1
    blocked = _blocked(parse.tokens, taken) if taken else frozenset()
    for token in parse.tokens:
        lower = token.lower
        if not (
            lower in known
            or lower in literals
            or lower[0] in _OPENING
            or "-" in lower
            or "–" in lower
            or "+" in lower
            or lower[-1].isdigit()
        ):
            if run:
                yield run
                run = []
            continue
        found = [] if token.index in blocked else _cut(token, lex)
        parted = run and token.sentence != last and not _goes_on(parse, run[-1], token, lex)
        if run and (not found or parted or len(run) > LONGEST):
            yield run
            run = []
        run += found
        last = token.sentence
    if run:
        yield run


def _goes_on(parse: Parse, last: Piece, token: Token, lex: Lexicon) -> bool:
    """True where the parser has ended a sentence that goes on: no mark or line ends it, or only
    the point of "a.m.", with a figure or a zone of time behind it."""
    if "\n" in parse.report.text[last.end : token.start]:
        return False
    if last.lower.endswith(".m."):
        return token.lower[0].isdigit() or token.lower in lex.zones
    return last.lower[-1].isalnum()


def _blocked(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(t.index for t in tokens for start, end in taken if start <= t.start < end)


def _cut(token: Token, lex: Lexicon) -> list[Piece]:
    """The pieces of one word, or none if a part of it can be no part of a time expression."""
    whole = _classes(token.lower, token, lex)
    if whole:
        end = token.end - bool(_POINTED.fullmatch(token.lower))
        return [Piece(token.start, end, token, token.lower, whole)]
    if not _has_hyphen(token.lower):
        return []
    found: list[Piece] = []
    for match in _CUT.finditer(token.lower):
        classes = _classes(match.group(), None, lex)
        if not classes:
            return []
        start = token.start + match.start()
        found.append(Piece(start, start + len(match.group()), token, match.group(), classes))
    return found


def _has_hyphen(lower: str) -> bool:
    return len(lower) > 1 and ("-" in lower or "–" in lower or "/" in lower)


def _classes(lower: str, token: Token | None, lex: Lexicon) -> tuple[tuple[str, Any], ...]:
    found: list[tuple[str, Any]] = []
    if lower in lex.literals:
        found.append((lower, lower))
    elif lower in "–—":
        found.append(("-", "-"))
    words = lex.words.get(lower, ())
    found += [(word.kind, value_of(word)) for word in words if token is None or _fits(word, token)]
    if lower[0] in _OPENING:
        found += _figures(lower)
    elif lower[-1].isdigit():
        found += _coded(lower)
    return tuple(found)


def _coded(lower: str) -> Iterator[tuple[str, Any]]:
    """What a word of letters and figures can be: UTC+9, FY2025, D+3."""
    if match := _CODED.fullmatch(lower):
        if match["zone"]:
            yield "ZONE", lower
        elif match["day"]:
            yield "DPLUS", lower
        elif match["group"]:
            yield from _whole_group(match)
        else:
            yield "FISCALYEAR", _fiscal_year(match)


def _fiscal_year(match: re.Match[str]) -> int:
    """The year that a fiscal year ends in: 2020 in FY2019/20."""
    year = int(match["fiscal"])
    year = year if year > 99 else 2000 + year
    return year // 100 * 100 + int(match["ends"]) if match["ends"] else year


def _whole_group(match: re.Match[str]) -> Iterator[tuple[str, Any]]:
    """A group of date and time in one word: 052045ZOCT24."""
    months = [w.value for w in lexicon().words.get(match["month"], ()) if "MONTH" in w.kind]
    if months and _GROUP.fullmatch(match["group"]):
        yield "WHOLEGROUP", f"{match['group']}{int(months[0]):02}{match['year']}"


def _fits(word: TimeWord, token: Token) -> bool:
    if word.case != "any" and not token.text[0].isupper():
        return False
    if word.case == "upper" and not token.text.isupper():
        return False
    return not word.tags or token.tag.startswith(word.tags)


def value_of(word: TimeWord) -> Any:
    """The value of a word: a number, UNKNOWN, or a code."""
    value = word.value
    if value == "?":
        return UNKNOWN
    return float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value


def _figures(lower: str) -> Iterator[tuple[str, Any]]:
    """What a word that begins with a digit can be."""
    if _FIGURE.fullmatch(lower):
        number = float(lower.replace(",", ""))
        yield "NUMBER", number
        if lower.isdigit():
            yield from _whole(int(lower), len(lower))
    elif match := _ORDINAL.fullmatch(lower):
        yield "ORD", float(match[1])
        if 1 <= int(match[1]) <= 31:
            yield "DAYTH", float(match[1])
    elif match := _DECADE.fullmatch(lower):
        yield ("SHORTDECADE", int(match[3])) if match[3] else ("DECADE", int(match[1] or match[2]))
    elif match := _COMPACT.fullmatch(lower):
        half = 12 if match[3].startswith("p") else 0
        yield "TIME", f"{int(match[1]) % 12 + half}:{match[2] or '00'}"
    elif match := _QUARTER.fullmatch(lower):
        yield "QUARTER", float(match[1])
    elif match := _ZULU.fullmatch(lower):
        zone = "z" if match[3] == "z" else ""
        yield "TIME", f"{match[1] or match[4]}:{match[2] or match[5]}{zone}"
    elif _GROUP.fullmatch(lower.removesuffix(".")):
        yield "TIMEGROUP", lower.removesuffix(".")
    elif lower[-1].isdigit() and not lower.isdigit() and len(lower) == len("052045zoct24"):
        yield from _coded(lower)
    elif lower in ("1/2", "½"):
        yield "FRACTION", 0.5
    if match := _CLOCK.fullmatch(lower):
        kind = "HOURDOT" if "." in lower else "HOURMIN"
        yield kind, match[0].replace(".", ":")


def _whole(number: int, digits: int) -> Iterator[tuple[str, Any]]:
    if digits <= 2:
        if 1 <= number <= 31:
            yield "DAYNUM", float(number)
        if number <= 24:
            yield "HOUR", float(number)
        if digits == 2:
            yield "SHORTYEAR", number
    if digits == 4 and number // 100 <= 24 and number % 100 < 60:
        yield "MILITARY", f"{number // 100}:{number % 100:02}"
    if digits == 4 and FIRST_YEAR <= number < 2200:
        yield "YEAR", number
    if digits in (3, 4) and 100 <= number < FIRST_YEAR:
        yield "OLDYEAR", number


def is_money(token: Token) -> bool:
    """True for a sign of money."""
    return token.text[-1] in _MONEY

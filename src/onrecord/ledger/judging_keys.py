"""What of a fact can be set, and to what: the closed lists of the model and the tables."""

import math
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from onrecord.errors import UsageError
from onrecord.knowledge.ontology import cameo_codes, modes
from onrecord.knowledge.own import OF_NO_STATE
from onrecord.knowledge.world import bodies, countries, roles
from onrecord.ledger.judging_places import KINDS
from onrecord.model import words

Check = Callable[[str, Any], Any]
NOTHING = (None, "", "none", "null")
YES, NO = ("yes", "true", "1"), ("no", "false", "0")
ACTOR = re.compile(r"A\d+|[a-z2-7]{12}\.A\d+-\d+|[A-Za-z]+:.+|Q\d+")
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2}))?")


def checked(letter: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a fact of one kind, each a word of the command line or a value of JSON, as they
    are kept. Raises UsageError for a key that the kind has not, or a value that is not allowed."""
    if not given:
        raise UsageError(f"nothing is set. An {KINDS[letter]} has: {', '.join(KEYS[letter])}")
    return {key: _key(letter, key)(key, value) for key, value in given.items()}


def days(value: str) -> tuple[str, str]:
    """First and last day of a year, month, week or day. Raises UsageError for none of them."""
    found = DAY.fullmatch(value)
    try:
        if found is None:
            raise ValueError(value)
        year, month, day, week = (int(part) if part else None for part in found.groups())
        assert year is not None
        if week:
            first = date.fromisocalendar(year, week, 1)
            return first.isoformat(), (first + timedelta(6)).isoformat()
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
        return first.isoformat(), last.isoformat()
    except ValueError as error:
        raise UsageError(
            f"{value!r} is no day. Give 2024-10-27, 2024-10, 2024-W43 or 2024."
        ) from error


def nearest(word: str, allowed: list[str]) -> str:
    """What is allowed, with the nearest match in front."""
    close = get_close_matches(word, allowed, 1, 0.6)
    hint = f"Did you mean {close[0]}? " if close else ""
    shown = ", ".join(allowed) if len(allowed) <= 40 else f"{', '.join(allowed[:40])}, …"
    return f"{hint}Allowed: {shown}"


def _key(letter: str, key: str) -> Check:
    if key not in KEYS[letter]:
        raise UsageError(
            f"{key!r} is nothing that can be set of an {KINDS[letter]}. "
            + nearest(key, list(KEYS[letter]))
        )
    return KEYS[letter][key]


class OneOf:
    """That a value is one of a closed list, or with `none` nothing."""

    def __init__(self, allowed: Callable[[], list[str]], *, none: bool = False) -> None:
        self.allowed = allowed
        self.none = none

    def __call__(self, key: str, value: Any) -> str | None:
        """The value as it is kept. Raises UsageError for one that is not in the list."""
        if self.none and value in NOTHING:
            return None
        if value not in self.allowed():
            raise UsageError(f"{value!r} is no {key}. {nearest(str(value), self.allowed())}")
        return str(value)


def choices(letter: str, key: str) -> list[str]:
    """What a key can be set to, where that is a closed list, with "" for nothing; else nothing."""
    check = KEYS[letter][key]
    if isinstance(check, OneOf):
        return [*([""] if check.none else []), *check.allowed()]
    return ["yes", "no"] if check is _flag else []


def _word(list_: object, *, none: bool = False) -> Check:
    return OneOf(lambda: list(words.values(list_)), none=none)


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{key} must be words, not {value!r}.")
    return value.strip()


def _text_or_none(key: str, value: Any) -> str | None:
    return None if value in NOTHING else _text(key, value)


def _number(key: str, value: Any) -> float | int | None:
    if value in NOTHING:
        return None
    try:
        found = float(str(value).replace(",", "").replace("_", ""))
    except ValueError:
        found = math.nan
    if isinstance(value, bool) or not math.isfinite(found):
        raise UsageError(f"{key} must be a number, such as 3000 or 2.5, not {value!r}.")
    return int(found) if found.is_integer() else found


def _flag(key: str, value: Any) -> bool:
    word = str(value).lower()
    if word not in (*YES, *NO):
        raise UsageError(f"{key} must be yes or no, not {value!r}.")
    return word in YES


def _day(key: str, value: Any) -> str | None:
    if value in NOTHING:
        return None
    days(str(value))
    return str(value)


def _countries() -> list[str]:
    return sorted({country.code for country in countries()} | set(OF_NO_STATE))


def _sectors() -> list[str]:
    found = {body.sector for body in bodies()} | {role.sector for role in roles()}
    return sorted(found - {""})


def _modes() -> list[str]:
    return sorted({mode.name for found in modes().values() for mode in found})


def _wikidata(key: str, value: Any) -> str | None:
    if value in NOTHING:
        return None
    if not re.fullmatch(r"Q[1-9]\d*", str(value)):
        raise UsageError(f"{key} must be a Wikidata id such as Q1033, not {value!r}.")
    return str(value)


def _actor(key: str, value: Any) -> str | None:
    if value in NOTHING:
        return None
    if not ACTOR.fullmatch(str(value)):
        raise UsageError(
            f"{key} must be an actor: A3 of this report, a public id, or a key such as "
            f"country:PRK, not {value!r}."
        )
    return str(value)


def _actors(key: str, value: Any) -> list[str]:
    given = value if isinstance(value, list) else str("" if value is None else value).split(",")
    found = [_actor(key, str(one).strip()) for one in given]
    return [one for one in found if one]


def _spans(key: str, value: Any) -> list[list[int]]:
    """Places such as "120-135,140-150", or the pairs of JSON."""
    given = (
        value if isinstance(value, list) else [p.split("-") for p in str(value or "").split(",")]
    )
    try:
        found = [[int(start), int(end)] for start, end in given if (start, end) != ("", "")]
    except (ValueError, TypeError):
        found = []
    if any(not 0 <= start < end for start, end in found) or not (found or value in NOTHING):
        raise UsageError(f"{key} must be places such as 120-135,140-152, not {value!r}.")
    return sorted(found)


def _some_spans(key: str, value: Any) -> list[list[int]]:
    if value in NOTHING or not (found := _spans(key, value)):
        raise UsageError(f"{key} must be places such as 120-135,140-152; it cannot be empty.")
    return found


KEYS: Mapping[str, Mapping[str, Check]] = {
    "E": {
        "type": _word(words.EventType, none=True),
        "mode": OneOf(_modes, none=True),
        "cameo": OneOf(lambda: list(cameo_codes()), none=True),
        "status": _word(words.Status),
        "actors": _actors,
        "recipients": _actors,
        "place": _actor,
        "day": _day,
        "background": _flag,
    },
    "S": {
        "act": _word(words.Act),
        "kind": _word(words.SourceKind),
        "actor": _actor,
        "said": _day,
        "quotation": _word(words.Quotation),
        "source": _spans,
        "content": _some_spans,
    },
    "A": {
        "name": _text,
        "kind": _word(words.ActorKind),
        "country": OneOf(_countries, none=True),
        "sector": OneOf(_sectors, none=True),
        "wikidata": _wikidata,
        "mention": _some_spans,
    },
    "F": {
        "low": _number,
        "high": _number,
        "unit": _text,
        "of": _text_or_none,
        "approximate": _flag,
    },
    "T": {
        "type": _word(words.TimexType),
        "value": _text,
        "earliest": _day,
        "latest": _day,
    },
}

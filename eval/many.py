"""Any number of invented reports as records, made of the stories of stories/ without reading anew.

    >>> for record in many(100_000, seed=1): ...

Each copy of a story has other names and other rare words, letter for letter in the same places, and
lies on other days, so that the copies are stories of their own. Figures and the words that carry
statements stay. The same seed gives the same records.
"""

import random
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from msgspec.structs import replace

import onrecord
from onrecord.intake import report_of_text
from onrecord.knowledge.words import rarity, stem
from onrecord.model import Actor, Record, Timex

STORIES = Path(__file__).resolve().parent.parent / "stories"
FIRST, DAYS = date(2000, 1, 1), 7300  # where the copies lie
NAME, WORD = 0.3, 0.6  # how rare a word is from which on it is another one in each copy
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnprstvw"
WORDS = re.compile(r"[^\W\d_]{3,}")
ENDING = re.compile(r"(?:ians?|ish|eers?|ers?|ing|ed|es|s|ly)$")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def many(count: int, seed: int = 1) -> Iterator[Record]:
    """So many records, copy of a story after copy, each with an address of its own."""
    stories = tellings()
    chance = random.Random(seed)
    number = 0
    while number < count:
        for story in stories:
            letters = _letters(chance)
            first = min(found for record in story if (found := record.report.published))
            move = FIRST + timedelta(days=chance.randrange(DAYS)) - date.fromisoformat(first[:10])
            for record in story:
                if number == count:
                    return
                yield _copy(record, letters, move, number)
                number += 1


@cache
def tellings() -> list[list[Record]]:
    """The records of the stories, story by story."""
    return [list(onrecord.read_all([path])) for path in sorted(STORIES.glob("*.jsonl"))]


def _letters(chance: random.Random) -> dict[int, int]:
    """Which letter stands for which in one copy: vowels for vowels, so that names stay names."""
    found: dict[int, int] = {}
    for letters in (VOWELS, CONSONANTS):
        others = chance.sample(letters, len(letters))
        found |= str.maketrans(letters + letters.upper(), "".join(others) + "".join(others).upper())
    return found


def _copy(record: Record, letters: dict[int, int], move: timedelta, number: int) -> Record:
    def other(text: str) -> str:
        return WORDS.sub(lambda match: _word(match.group(), letters), text)

    report = record.report
    text = other(report.text)
    return replace(
        record,
        report=replace(
            report,
            text=text,
            id=report_of_text(text).id,
            ref=f"copy {number}",
            url=f"https://{number % 97}.example/{number}",
            title=other(report.title) if report.title else None,
            dateline=other(report.dateline) if report.dateline else None,
            published=_moved(report.published, move),
        ),
        actors=tuple(_actor(actor, other) for actor in record.actors),
        timexes=tuple(_timex(timex, move, text) for timex in record.timexes),
    )


@cache
def _kept(word: str) -> str | None:
    """The ending that a word keeps in every copy; None for a word that stays as it is."""
    if rarity(stem(word)) <= (NAME if word[0].isupper() else WORD):
        return None
    found = ENDING.search(word)
    return found.group() if found and found.start() > 2 else ""


def _word(word: str, letters: dict[int, int]) -> str:
    ending = _kept(word)
    if ending is None:
        return word
    return word[: len(word) - len(ending)].translate(letters) + ending


def _actor(actor: Actor, other: Callable[[str], str]) -> Actor:
    return replace(actor, name=other(actor.name))


def _timex(timex: Timex, move: timedelta, text: str) -> Timex:
    return replace(
        timex,
        text=text[timex.span.start : timex.span.end],
        value=_moved(timex.value, move) or timex.value,
        earliest=_moved(timex.earliest, move),
        latest=_moved(timex.latest, move),
    )


def _moved(day: str | None, move: timedelta) -> str | None:
    """A day so much later; what is no day stays."""
    if day is None or not DAY.match(day):
        return day
    return (date.fromisoformat(day[:10]) + move).isoformat() + day[10:]

"""What a report is compared by to find its story: its rare words, made small.

Two reports belong together if their words agree (cosine of weighted stems, Salton 1971): rare
stems weigh more, those of title and first paragraph double, names of places and peoples less,
since much happens in one country. Everything rests on the two reports alone, so that the order in
which reports come changes nothing.
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from msgspec import Struct

from onrecord.knowledge.words import rarity, stem
from onrecord.model import Record
from onrecord.model.across import Told

TERMS = 96  # stems that a signature keeps
TOP = 12  # of them, those whose pairs lead to candidates
WINDOW = 14  # days
TRIPLES = 4  # of them, those whose triples lead to candidates of any day
WORD = re.compile(r"[^\W\d_]{2,}")
PEOPLE = re.compile(r"(?:ian|ean|an|ish|ese|ch)s?$")
LEAD, PLACE, PERSON, OUTLET = 2.0, 0.3, 1.3, 0.2  # weights of where a word stands, and of names
COMMON = 0.15  # stems less rare than this tell nothing

WEAK = 0.1  # likeness below this is none
NEAR = 7  # days within which likeness counts in full
HALF = 14  # days beyond them after which it counts by half


class Signature(Struct, frozen=True, gc=False):
    """`name` is the report's; `day` its publication as a number of days, `terms` are hashes of
    stems in rising order with their `weights` (0 to 255), `keys` those by which candidates are
    looked up: reports that share none are not compared."""

    name: str
    day: int | None
    terms: tuple[int, ...]
    weights: tuple[int, ...]
    keys: tuple[int, ...]


def signature(told: Told) -> Signature:
    """The signature of a report."""
    weights = _weights(told.record)
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    highest = kept[0][1] if kept else 1.0
    terms = sorted((_hash(term, 4), round(255 * weight / highest)) for term, weight in kept)
    day = _day(told.record.report.published)
    top = [term for term, _ in kept[:TOP]]
    return Signature(
        told.name,
        day,
        tuple(term for term, _ in terms),
        tuple(weight for _, weight in terms),
        tuple(sorted(set(_keys(top, day)))),
    )


def alike(one: Signature, other: Signature) -> float:
    """How much speaks for one story: 0 for hardly anything, else the cosine, less for days
    between."""
    weights = dict(zip(one.terms, one.weights, strict=True))
    pairs = zip(other.terms, other.weights, strict=True)
    shared = sum(weight * weights.get(term, 0) for term, weight in pairs)
    norm = math.sqrt(_square(one) * _square(other))
    likeness = shared / norm if norm else 0.0
    if one.day is not None and other.day is not None:
        likeness *= 0.5 ** (max(0, abs(one.day - other.day) - NEAR) / HALF)
    return round(likeness, 4) if likeness >= WEAK else 0.0


def _square(signature: Signature) -> int:
    return sum(weight * weight for weight in signature.weights)


def _weights(record: Record) -> dict[str, float]:
    """The stems of a report that tell something, with their weights."""
    counts: Counter[str] = Counter()
    names = _Names(record)
    kinds: dict[str, float] = {}
    for word, weight in _words(record):
        found = stem(word)
        counts[found] += weight  # type: ignore[assignment]
        kinds[found] = min(kinds.get(found, 9.0), names.weight(word, found))
    return {
        term: (1 + math.log(count)) * rarity(term) ** 2 * kinds[term]
        for term, count in counts.items()
        if rarity(term) > COMMON
    }


def _words(record: Record) -> Iterator[tuple[str, float]]:
    report = record.report
    lead = len(report.text.split("\n\n", 1)[0])
    for match in WORD.finditer(report.text):
        yield match.group(), LEAD if match.start() < lead else 1.0
    for word in WORD.findall(report.title or ""):
        yield word, LEAD


class _Names:
    """The stems of names in a report by what they name."""

    def __init__(self, record: Record) -> None:
        self.places: set[str] = set()
        self.persons: set[str] = set()
        printed = f"{record.report.outlet or ''} {record.report.dateline or ''}"
        self.outlets = {stem(word) for word in WORD.findall(printed)}
        for actor in record.actors:
            stems = {stem(word) for word in WORD.findall(actor.name)}
            if actor.kind in ("country", "place"):
                self.places |= stems
            elif actor.kind == "person" and actor.name[:1].isupper():
                self.persons |= stems
            elif actor.sector == "JRN":
                self.outlets |= stems

    def weight(self, word: str, found: str) -> float:
        if found in self.outlets:
            return OUTLET
        if word[0].isupper() and (found in self.places or PEOPLE.search(word)):
            return PLACE
        return PERSON if found in self.persons and word[0].isupper() else 1.0


def _keys(top: list[str], day: int | None) -> Iterator[int]:
    """Hashes of pairs of the foremost stems in the fortnight of a report and in the one after
    it, so that reports of neighbouring fortnights meet; of triples without a day, for reports of no
    known day."""
    for triple in combinations(sorted(top[:TRIPLES]), 3):
        yield _hash("\0".join(triple), 7)
    spans = () if day is None else (day // WINDOW, day // WINDOW + 1)
    for pair in combinations(sorted(top), 2):
        for span in spans:
            yield _hash("\0".join((*pair, str(span))), 7)


def _day(published: str | None) -> int | None:
    """A day as a number; None for a month or a year, which are no days."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _hash(content: str, size: int) -> int:
    """A number of so many bytes that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(content.encode(), digest_size=size).digest(), "big")

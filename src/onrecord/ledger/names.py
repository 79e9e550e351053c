"""Public ids: short, the same on every machine, made of nothing but content.

A version of a report is twelve letters; a fact is its version, its kind and the place of its words,
`k3vq7xw2m5ta.E1204-1212`, so that it keeps its id when a newer onrecord reads the report again.
"""

import hashlib
import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from onrecord.errors import UsageError
from onrecord.model import Actor, Report

LETTERS = 12  # 60 bits: among ten million names two agree with a chance of 1 in 20,000

FACT = re.compile(r"(?P<version>[a-z2-7]{12})\.(?P<letter>[AEFST])(?P<start>\d+)-(?P<end>\d+)")
NAME = re.compile(r"[a-z2-7]{12}")


class FactName(NamedTuple):
    """The public id of a fact, taken apart."""

    version: str
    letter: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.version}.{self.letter}{self.start}-{self.end}"


def fact_name(text: str) -> FactName:
    """The parts of a public id. Raises UsageError for what is none."""
    found = FACT.fullmatch(text.strip())
    if not found:
        raise UsageError(
            f"{text!r} is no id of a fact. Ids look like k3vq7xw2m5ta.E1204-1212; "
            "the commands that list facts print them."
        )
    return FactName(found["version"], found["letter"], int(found["start"]), int(found["end"]))


def report_name(key: str) -> str:
    """The public id of the report that a key stands for."""
    return _letters(key)


def forgotten_names(key: str, hashes: Iterable[str], places: Iterable[str]) -> list[str]:
    """What a report that was forgotten is known by, so that it is not taken in again: letters made
    of its key, of the hashes of its texts and of the places where it lay, and nothing of them."""
    return [report_name(content) for content in (key, *hashes, *(f"place\0{p}" for p in places))]


def version_name(key: str, report: Report) -> str:
    """The public id of one state of a report: of its text and of all that came with it but its
    `ref`, which says where it lay and not what it is."""
    state = msgspec.structs.replace(report, ref="")
    return _letters(key + "\0" + msgspec.json.encode(state).decode())


def entity_key(actor: Actor) -> str | None:
    """What stands for one actor across reports: its Wikidata id, its country, or kind and name.

    None for those whom a report names by no full name ("Kim", "residents", "the man"): they are
    somebody only within their report.
    """
    if actor.kind == "country" and actor.country:
        return f"country:{actor.country}"
    if actor.wikidata:
        return actor.wikidata
    if actor.kind == "group" or not any(mention.form == "name" for mention in actor.mentions):
        return None
    name = plain(actor.name)
    if not name or (actor.kind in ("person", "unknown") and " " not in name):
        return None
    if actor.kind == "organization" and actor.country:
        return f"organization:{name}@{actor.country}"
    return f"{actor.kind}:{name}"


def plain(name: str) -> str:
    """A name without case, article, full stops and marks around it, for comparison."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").strip()
    folded = re.sub(r"[.\"“”]|'s?$", "", folded)
    return " ".join(re.sub(r"^the\s+", "", folded.strip(" ,;:()[]-–—")).split())


def _letters(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest).decode().lower()[:LETTERS]

"""The corpus of stories: its reports, its marks, and where the marked words stand.

What the marks mean is told in docs/stories.md. Two stories are `open`, to work on, and two are
`held`, to measure with: whoever loads stories says which of the two he wants.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
STORIES = HERE.parent.parent / "stories"

Row = dict[str, Any]
Set = Literal["open", "held"]


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its name, its marks, and its reports by id, in the order of the file."""

    name: str
    gold: Row
    reports: dict[str, Row]

    @property
    def texts(self) -> dict[str, str]:
        return {ref: report["text"] for ref, report in self.reports.items()}


def stories(which: Set) -> list[Story]:
    """The stories of one of the two sets, by name."""
    found = (load(path.parent.name) for path in sorted(HERE.glob("*/gold.toml")))
    return [story for story in found if story.gold["set"] == which]


def load(name: str) -> Story:
    gold = tomllib.loads((HERE / name / "gold.toml").read_text("utf-8"))
    lines = (STORIES / gold["file"]).read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return Story(name, gold, {row["id"]: row for row in rows})


def span(text: str, words: str, nth: int | None = None) -> tuple[int, int]:
    """Where words stand in a text: in one place, or in the one that `nth` names, from 1.

    Of words with a part in brackets it is the place of that part: `guards [seized] nine`. Raises
    ValueError if the words are missing, or stand in several places and none is named.
    """
    plain = words.replace("[", "").replace("]", "")
    places = [match.start() for match in re.finditer(re.escape(plain), text)]
    if len(places) < (nth or 1) or (len(places) > 1 and nth is None):
        raise ValueError(f"{plain!r} stands {len(places)} times")
    start = places[(nth or 1) - 1]
    end = start + len(plain)
    if "[" not in words:
        return start, end
    return start + words.index("["), start + words.index("]") - 1


def source_span(text: str, source: str, content: tuple[int, int]) -> tuple[int, int]:
    """The place of a source as printed: of all its places the one nearest to the content.

    Raises ValueError if the text has no such words.
    """
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(source)}(?!\w)", text)]
    if not places:
        raise ValueError(f"no source {source!r}")
    return min(places, key=lambda place: max(place[0] - content[1], content[0] - place[1]))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each without a dateline, as a copy may bring another one."""
    return [re.sub(r"^[A-Z][A-Z ]+\b[^-]{0,60} - ", "", part) for part in text.split("\n\n")]


def mentions(event: Row) -> Iterator[tuple[str, Row]]:
    """Each mention of an event with its report: a line may stand for several copies."""
    for mention in event["mentions"]:
        for ref in mention["in"]:
            yield ref, mention


def sayings(claim: Row) -> Iterator[tuple[str, Row]]:
    """Each saying for or against a claim with its report."""
    for saying in chain(claim["said"], claim.get("against", [])):
        for ref in saying["in"]:
            yield ref, saying


def copied(story: Story) -> list[set[tuple[str, int]]]:
    """Groups of paragraphs with one text, as (report, number from 1), by the marked copies."""
    groups: list[set[tuple[str, int]]] = []
    for copy in story.gold["copies"]:
        for first, second in copy["paragraphs"]:
            joined = {(copy["original"], first), (copy["copy"], second)}
            apart = []
            for group in groups:
                if group & joined:
                    joined |= group
                else:
                    apart.append(group)
            groups = [*apart, joined]
    return groups

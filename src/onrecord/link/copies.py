"""Text that reports share: the same wire text in several outlets, whole or in part.

Paragraphs are compared by the shingles of their words (Broder 1997), without dateline and credit;
the direction comes from credits, else from the time of publication.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from onrecord.link.cast import plain
from onrecord.model.across import Copy, Told

SHINGLE = 3  # words
LEAST = 8  # words of a paragraph below which it makes no copy
SAME = 0.8  # share of shingles (Jaccard) from which on two paragraphs are one
DATELINE = re.compile(r"^[A-Z][A-Z .,'’-]+\b[^\n]{0,80}? [-–—] ")
CREDIT = re.compile(
    r"^(?:part of this report|with (?:material|reporting|inputs?|files) from|this (?:article|report|story)"
    r" was (?:updated|corrected)|read more|\()",
    re.IGNORECASE,
)


class Paragraph(Struct, frozen=True):
    """A paragraph of a report: its number from 1, and the shingles of its words."""

    report: int
    number: int
    shingles: frozenset[tuple[str, ...]]


def copies(reports: Sequence[Told]) -> tuple[Copy, ...]:
    """All pairs of reports that share paragraphs, from the original to its copies."""
    ordered = sorted(reports, key=lambda told: (told.record.report.published or "9", told.name))
    paragraphs = [p for at, told in enumerate(ordered) for p in _paragraphs(at, told)]
    pairs: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for group in _groups(paragraphs, ordered):
        for first, second in _star(group, ordered):
            pairs[first.report, second.report].append((first.number, second.number))
    sizes = {at: sum(1 for p in paragraphs if p.report == at) for at in range(len(ordered))}
    return tuple(
        _copy(ordered[one], ordered[other], sorted(found), sizes[other])
        for (one, other), found in sorted(pairs.items())
    )


def _paragraphs(at: int, told: Told) -> Iterator[Paragraph]:
    for number, text in enumerate(told.record.report.text.split("\n\n"), 1):
        if CREDIT.match(text):
            continue
        words = re.findall(r"\w+", DATELINE.sub("", text).casefold())
        if len(words) >= LEAST:
            shingles = zip(*(words[start:] for start in range(SHINGLE)), strict=False)
            yield Paragraph(at, number, frozenset(shingles))


def _groups(
    paragraphs: Sequence[Paragraph], ordered: Sequence[Told]
) -> Iterator[list[Paragraph]]:
    """Paragraphs with one text; versions of one page do not count as copies of each other."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, paragraph in enumerate(paragraphs):
        for shingle in sorted(paragraph.shingles)[:: max(1, len(paragraph.shingles) // 8)]:
            blocks[shingle].append(place)
    joined = list(range(len(paragraphs)))
    for block in blocks.values():
        for a, b in combinations(block, 2):
            if _same(paragraphs[a], paragraphs[b]):
                old, new = sorted((joined[a], joined[b]), reverse=True)
                joined = [new if root == old else root for root in joined]
    groups: defaultdict[int, list[Paragraph]] = defaultdict(list)
    for place, root in enumerate(joined):
        groups[root].append(paragraphs[place])
    for group in groups.values():
        if len({paragraph.report for paragraph in group}) > 1:
            yield group


def _same(one: Paragraph, other: Paragraph) -> bool:
    if one.report == other.report:
        return False
    shared = len(one.shingles & other.shingles)
    return shared >= SAME * (len(one.shingles) + len(other.shingles) - shared)


def _star(
    group: Sequence[Paragraph], ordered: Sequence[Told]
) -> Iterator[tuple[Paragraph, Paragraph]]:
    """The original of a group with each copy: the one that the others credit, else the first."""
    first = min(group, key=lambda p: (-_credited(p, group, ordered), p.report))
    for other in group:
        pages = {ordered[first.report].page, ordered[other.report].page}
        version = len(pages) == 1 and None not in pages
        if other.report != first.report and not version:
            yield first, other


def _credited(one: Paragraph, group: Sequence[Paragraph], ordered: Sequence[Told]) -> int:
    return sum(
        _credits(ordered[other.report], ordered[one.report])
        for other in group
        if other.report != one.report
    )


def _credits(copy: Told, original: Told) -> bool:
    """True if a report names the outlet of another as where it has its text from."""
    outlet = plain(original.record.report.outlet or "")
    own = plain(copy.record.report.outlet or "")
    if not outlet or outlet == own:
        return False
    actors = {actor.id: actor.name for actor in copy.record.actors}
    named = {
        plain(actors.get(relay.actor, ""))
        for relay in copy.record.relays
        if relay.role in ("wire", "agency-input")
    }
    initials = "".join(word[0] for word in outlet.split())
    return outlet in named or initials in named


def _copy(
    original: Told, copy: Told, paragraphs: Sequence[tuple[int, int]], size: int
) -> Copy:
    credit = _credits(copy, original)
    dates = original.record.report.published, copy.record.report.published
    dated = None not in dates and dates[0] != dates[1]
    why = (
        f"{copy.name} credits {original.record.report.outlet}"
        if credit
        else "published first" if dated else "nothing tells which was first"
    )
    return Copy(
        original=original.name,
        copy=copy.name,
        scale="whole" if len(paragraphs) >= size else "part",
        paragraphs=tuple(paragraphs),
        directed=credit or dated,
        why=why,
    )


def by_report(found: Sequence[Copy]) -> Mapping[str, tuple[Copy, ...]]:
    """The copies of each original."""
    made: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in found:
        made[copy.original].append(copy)
    return {name: tuple(copies) for name, copies in made.items()}

"""Across reports: which belong to one story, and what their statements have in common."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from onrecord.link.grouping import EDGE, groups
from onrecord.link.signatures import Signature, alike, signature
from onrecord.link.story import link_story
from onrecord.model.across import Story, Told

__all__ = ["Signature", "alike", "groups", "link", "link_story", "signature"]


def link(reports: Iterable[Told]) -> tuple[Story, ...]:
    """The stories that reports make, in the order of their first reports; a report that belongs to
    no other is a story of its own. The order of the reports does not matter."""
    told = {report.name: report for report in reports}
    signatures = {name: signature(told[name]) for name in sorted(told)}
    blocks: defaultdict[int, list[str]] = defaultdict(list)
    for name, found in signatures.items():
        for key in found.keys:
            blocks[key].append(name)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    edges = [
        (one, other, likeness)
        for one, other in sorted(pairs)
        if (likeness := alike(signatures[one], signatures[other])) >= EDGE
    ]
    stories = [link_story([told[name] for name in group]) for group in groups(edges, signatures)]
    return tuple(sorted(stories, key=lambda story: (story.first or "9", story.reports)))

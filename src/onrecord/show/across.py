"""Linking records without a ledger, as Python sees it."""

from collections.abc import Iterable

from onrecord.link import link as link_told
from onrecord.model import Record
from onrecord.model.across import Story, Told


def link(records: Iterable[Record]) -> tuple[Story, ...]:
    """The stories that records make, and what their reports have in common: copies, events, claims
    with their origins, contradictions, stances. Their order does not matter.

        >>> stories = onrecord.link(onrecord.read_all(["stories/lomna.jsonl"]))
        >>> [claim.low for claim in stories[0].claims]

    A report is known by its `ref`; of two records with one, the last counts.
    """
    return link_told(Told(r.report.ref, r, r.report.url) for r in records)

"""Linking as Python sees it: records without a ledger, and what waits in a ledger."""

from collections.abc import Iterable
from pathlib import Path

from onrecord.adding.linking import link_all, link_pending
from onrecord.errors import LedgerError
from onrecord.link import link
from onrecord.model import Record
from onrecord.model.across import Story, Told
from onrecord.show.adding import written
from onrecord.show.ledger_option import DEFAULT


def stories(records: Iterable[Record]) -> tuple[Story, ...]:
    """The stories that records make, and what their reports have in common: copies, events, claims
    with their origins, contradictions, stances. Their order does not matter.

        >>> stories = onrecord.stories(onrecord.read_all(["stories/lomna.jsonl"]))
        >>> [claim.low for claim in stories[0].claims]

    A report is known by its `ref`; of two records with one, the last counts.
    """
    return link(Told(r.report.ref, r, r.report.url) for r in records)


def relink(ledger: str | Path = DEFAULT, *, every: bool = False) -> int:
    """Put the reports of a ledger that came or changed into their stories, or with `every` all
    anew, as `onrecord link` does; returns how many. Raises LedgerError where there is no ledger.

        >>> onrecord.relink("kursk.db")
        12
    """
    path = Path(ledger)
    if not path.exists():
        raise LedgerError(f"there is no ledger at {path}.")
    with written(path) as store:
        return link_all(store) if every else link_pending(store)

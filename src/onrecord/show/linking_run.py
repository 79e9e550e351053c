"""Linking as part of other commands: progress where somebody looks, and what is linked at once."""

import sys

from onrecord.adding.linking import BATCH, Tell, link_pending
from onrecord.ledger.linking import pending_count
from onrecord.ledger.store import Store

SOON = 200  # reports that are linked at once after a judgement; more are left to onrecord link


def hearing(*, quiet: bool) -> Tell:
    """What hears how far linking is: a line that is written over, where somebody looks."""
    if quiet or not sys.stderr.isatty():
        return lambda done, all: None

    def hear(done: int, all: int) -> None:
        if all > BATCH:
            end = "\n" if done >= all else ""
            print(f"\ronrecord: linked {done:,} of {all:,}", end=end, file=sys.stderr, flush=True)

    return hear


def link_soon(store: Store) -> None:
    """Link the few reports that a judgement changed; where many wait, say so."""
    waiting = pending_count(store)
    if waiting <= SOON:
        link_pending(store)
    else:
        print(
            f"onrecord: {waiting:,} reports are not linked yet: onrecord link --ledger "
            f"{store.path}",
            file=sys.stderr,
        )

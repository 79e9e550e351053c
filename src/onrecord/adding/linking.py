"""Linking what is in a ledger: reports that came or changed are put into their stories.

What is in the ledger at the end is a function of the reports that stand, not of the order in which
they came or of how often they were linked: signatures are made of one report, likenesses of two,
and stories of the reports that are connected. Links of two versions of onrecord do not mix: where
another one made those of a ledger, all are made anew.
"""

import struct
from collections.abc import Callable, Iterable

from onrecord.adding.settings import linker_mark
from onrecord.ledger import linking as kept
from onrecord.ledger.store import Store
from onrecord.link.grouping import EDGE, groups
from onrecord.link.signatures import Signature, alike, signature
from onrecord.link.story import link_story
from onrecord.model.across import Told

BATCH = 100  # reports that are linked in one transaction
NO_DAY = -1

Tell = Callable[[int, int], None]  # reports done, reports in all


def link_pending(store: Store, tell: Tell = lambda done, all: None, *, batch: int = BATCH) -> int:
    """Link all reports that are not linked yet; returns how many. Interrupted, it goes on where it
    was. Where another version of onrecord linked before, all are linked anew."""
    mark = linker_mark()
    if kept.pending_count(store) and kept.linker(store) != mark:
        with store.transaction():
            kept.unlink_all(store)
            kept.set_linker(store, mark)
    whole = kept.pending_count(store)
    done = 0
    while reports := kept.pending(store, batch):
        with store.transaction():
            _link(store, reports)
        done += len(reports)
        tell(done, max(whole, done))
    return done


def link_all(store: Store, tell: Tell = lambda done, all: None) -> int:
    """Link everything anew, from nothing."""
    with store.transaction():
        kept.unlink_all(store)
        kept.set_linker(store, linker_mark())
    return link_pending(store, tell)


def _link(store: Store, reports: Iterable[int]) -> None:
    """Link some reports: their signatures and likenesses, then the stories that they touch."""
    reports = list(reports)
    touched: set[int] = set()
    fresh: dict[int, Told] = {}
    for report in reports:
        touched |= kept.unlink(store, report)
        kept.unsign(store, report)
    for report in reports:
        if told := kept.told(store, report):
            fresh[report] = told
            _sign(store, report, told)
    touched |= set(fresh)
    touched -= {report for report in reports if report not in fresh}
    seen: set[int] = set()
    for report in sorted(touched):
        if report not in seen:
            seen |= _relink(store, report, set(fresh), fresh)
    kept.linked(store, reports)


def _sign(store: Store, report: int, told: Told) -> None:
    """Keep a report's signature, and how much it is like those that share a key with it."""
    own = signature(told)
    others = kept.with_keys(store, own.keys)
    found = kept.signatures(store, sorted(others))
    kept.sign(store, report, packed(own), own.keys)
    pairs = ((other, alike(own, unpacked(*row))) for other, row in found.items())
    kept.liken(store, [(report, other, weight) for other, weight in pairs if weight >= EDGE])


def _relink(store: Store, report: int, changed: set[int], fresh: dict[int, Told]) -> set[int]:
    """Make the stories of the reports that are connected with one; those whose reports are the
    same as before, and unchanged, stay as they are. Returns the connected reports."""
    near = kept.component(store, report)
    signatures = {n: unpacked(*row) for n, row in kept.signatures(store, sorted(near)).items()}
    numbers = {signature.name: number for number, signature in signatures.items()}
    edges = [
        (signatures[one].name, signatures[other].name, weight)
        for one, others in near.items()
        for other, weight in others.items()
        if one < other
    ]
    for group in groups(edges, {s.name: s for s in signatures.values()}):
        reports = {name: numbers[name] for name in group}
        _restory(store, reports, changed, fresh)
    return set(near)


def _restory(
    store: Store, reports: dict[str, int], changed: set[int], fresh: dict[int, Told]
) -> None:
    """Keep the story of a group of reports; a report alone is none."""
    before = {kept.story_of(store, number) for number in reports.values()}
    same = len(before) == 1 and None not in before
    numbers = set(reports.values())
    if same and not changed & numbers and kept.members(store, next(iter(before)) or 0) == numbers:
        return
    for story in before - {None}:
        kept.drop_story(store, story or 0)
    if len(reports) < 2:
        return
    found = {name: fresh.get(n) or kept.told(store, n) for name, n in reports.items()}
    told = [one for one in found.values() if one is not None]
    if len(told) > 1:  # one that does not stand any more is pending: its turn comes
        standing = {one.name: reports[one.name] for one in told}
        kept.keep_story(store, link_story(told), standing)


def packed(signature: Signature) -> bytes:
    """What two reports are compared by, as it is kept: day, hashes of words, weights."""
    number = len(signature.terms)
    day = NO_DAY if signature.day is None else signature.day
    return struct.pack(f"<i{number}I{number}B", day, *signature.terms, *signature.weights)


def unpacked(name: str, kept: bytes) -> Signature:
    """The same as it was, but without the keys, which are kept apart."""
    number = (len(kept) - 4) // 5
    day, *values = struct.unpack(f"<i{number}I{number}B", kept)
    terms, weights = tuple(values[:number]), tuple(values[number:])
    return Signature(name, None if day == NO_DAY else day, terms, weights, ())

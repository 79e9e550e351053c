"""Are the links of a ledger those that its reports make? Everything is found again and compared.

Reports that are not linked yet, and what hangs together with them, are not looked at.
"""

from collections.abc import Callable, Iterator, Mapping

from onrecord.adding.linking import packed, unpacked
from onrecord.adding.settings import linker_mark
from onrecord.ledger import linking as kept
from onrecord.ledger.store import Store
from onrecord.ledger.verifying import Fault
from onrecord.link.grouping import EDGE, groups
from onrecord.link.signatures import Signature, alike, signature
from onrecord.link.story import link_story

Tell = Callable[[int, int], None]  # reports done, reports in all
WAITING = "SELECT report FROM unlinked"
STANDING = "SELECT report FROM standing ORDER BY report"


def link_faults(store: Store, tell: Tell = lambda done, all: None) -> Iterator[Fault]:
    """What is linked otherwise than the reports make it, each fault as it is found."""
    if kept.linker(store) not in (None, linker_mark()):
        text = "another version of onrecord made them; onrecord link --all makes them anew"
        yield _fault("links", text)
        return
    waiting = {report for (report,) in store.run(WAITING)}
    reports = [report for (report,) in store.run(STANDING) if report not in waiting]
    for report in reports:
        yield from _of_signature(store, report, waiting)
    seen: set[int] = set()
    for report in reports:
        if report in seen:
            continue
        near = kept.component(store, report)
        seen |= set(near)
        if not waiting & set(near):
            yield from _of_stories(store, near)
        tell(len(seen), len(reports))


def _of_signature(store: Store, report: int, waiting: set[int]) -> Iterator[Fault]:
    """The signature of a report and whom it is like, made again."""
    told = kept.told(store, report)
    assert told is not None  # it stands
    own = signature(told)
    row = kept.signatures(store, [report]).get(report)
    if row != (told.name, packed(own)):
        yield _fault(f"report {told.name}", "its signature is not that of its words")
        return
    others = kept.with_keys(store, own.keys) - {report}
    found = kept.signatures(store, sorted(others - waiting))
    expected = {
        other: weight
        for other, row in found.items()
        if (weight := alike(own, unpacked(*row))) >= EDGE
    }
    sql = "SELECT other, likeness FROM likenesses WHERE report = ?"
    stored: dict[int, float] = dict(store.run(sql, (report,)))
    if {other: w for other, w in stored.items() if other not in waiting} != expected:
        yield _fault(f"report {told.name}", "what it is like is not what its words make")


def _of_stories(store: Store, near: Mapping[int, Mapping[int, float]]) -> Iterator[Fault]:
    """The stories of reports that are connected, made again."""
    found = {n: unpacked(*row) for n, row in kept.signatures(store, sorted(near)).items()}
    if found.keys() != near.keys():
        return  # said already
    numbers = {one.name: number for number, one in found.items()}
    for group in groups(_edges(near, found), {one.name: one for one in found.values()}):
        reports = {name: numbers[name] for name in group}
        stories = {kept.story_of(store, number) for number in reports.values()}
        story = next(iter(stories))
        told = [one for number in reports.values() if (one := kept.told(store, number))]
        right = stories == {None} if len(group) < 2 else len(stories) == 1 and story is not None
        if right and story is not None:
            links = store.value("SELECT links FROM stories WHERE id = ?", (story,))
            whole = kept.members(store, story) == set(reports.values())
            right = whole and bytes(links) == kept.packed(link_story(told))
        if not right:
            yield _fault(f"report {group[0]}", "its story is not what its reports make")


def _edges(
    near: Mapping[int, Mapping[int, float]], found: Mapping[int, Signature]
) -> list[tuple[str, str, float]]:
    return [
        (found[one].name, found[other].name, weight)
        for one, others in near.items()
        for other, weight in others.items()
        if one < other
    ]


def _fault(where: str, what: str) -> Fault:
    return Fault(where, what, "reindex")

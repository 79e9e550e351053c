"""Runs compared, and the list of all that happened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.errors import UsageError
from onrecord.ledger.changes import Changed, changes
from onrecord.ledger.comparing import FactChange, Tally, compare
from onrecord.ledger.judging_writes import Asked
from onrecord.ledger.removing import forget
from onrecord.model import Event, Record, Span, Timex
from tests.ledger.judging_desk import Desk, moved


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "ledger.db")
    yield desk
    desk.store.close()


def other(record: Record) -> Record:
    """As a later onrecord reads it: an event more, another less, one of another status, actors in
    another order, all a little surer."""
    kept = [e for e in record.events if e.id not in ("E2", "E8")]
    fired = next(e for e in record.events if e.id == "E8")
    added = Event(id="E40", trigger=Span(4, 8), span=Span(0, 30))
    surer = [replace(e, confidence=0.99, why="another rule") for e in kept]
    return replace(
        record,
        actors=record.actors[::-1],
        events=(*surer, replace(fired, status="alleged", actors=("A7",)), added),
    )


def reread(desk: Desk) -> None:
    desk.add([other(desk.records[0])], version="2")


def test_facts_that_came_went_and_changed_are_counted_by_kind(desk: Desk) -> None:
    reread(desk)
    found = compare(desk.store, 1, 2)
    events = len(desk.records[0].events)
    assert found.versions == 1
    assert found.kinds["event"] == Tally(events - 2, 1, 1, 1, {"status": 1, "actors": 1})
    assert found.kinds["actor"] == Tally(same=len(desk.records[0].actors))
    version = desk.added[0].version
    france, germany = (desk.id(name, "A").split(".")[1] for name in ("France", "Germany"))
    assert found.examples == [
        FactChange("added", f"{version}.E4-8", "event", "army"),
        FactChange("gone", desk.id("said", "E"), "event", "said"),
        FactChange(
            "changed",
            desk.id("fired", "E"),
            "event",
            "fired",
            {"actors": [germany], "status": "denied"},
            {"actors": [france], "status": "alleged"},
        ),
    ]


def test_the_other_way_round_what_came_is_gone(desk: Desk) -> None:
    reread(desk)
    there, back = compare(desk.store, 1, 2), compare(desk.store, 2, 1)
    assert [(c.what, c.before) for c in back.examples] == [
        ({"added": "gone", "gone": "added"}.get(c.what, c.what), c.after) for c in there.examples
    ]


def test_a_run_is_what_stood_after_it(desk: Desk) -> None:
    """Run 2 added another report; run 3 read the first again."""
    desk.add([moved(desk.records[0], "Elsewhere.\n\n")])
    reread(desk)
    assert compare(desk.store, 1, 2).versions == 0
    assert compare(desk.store, 2, 3).versions == 1


def test_examples_are_as_many_as_asked_for(desk: Desk) -> None:
    desk.add([replace(desk.records[0], events=())], version="2")
    told: list[FactChange] = []
    found = compare(desk.store, 1, 2, examples=2, tell=told.append)
    kinds = [change.kind for change in told]
    assert [change.kind for change in found.examples].count("event") == 2
    assert kinds.count("event") == found.kinds["event"].gone == len(desk.records[0].events)


def test_runs_that_are_none_are_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no run 9"):
        compare(desk.store, 1, 9)
    with pytest.raises(UsageError, match="two runs that differ"):
        compare(desk.store, 1, 1)


# ---- changes


def listed(desk: Desk, since: str | int = "1894-03-05", **how: bool) -> list[Changed]:
    return list(changes(desk.store, since, **how))


def test_all_that_happened_is_listed_in_its_order(desk: Desk) -> None:
    reread(desk)
    fired = desk.id("fired", "E")
    (row,) = desk.judging.judge([Asked(fired, "reject")], by="ann", why="not so")
    desk.judging.undo(row.id, by="bob")
    desk.judging.merge(["country:FRA", "country:DEU"], by="ann")
    desk.judging.split("country:DEU", by="ann")
    desk.judging.withdraw([desk.added[1].report], by="ann", why="retracted")
    desk.judging.withdraw([desk.added[1].report], by="ann", undo=True)
    forget(desk.store, [desk.added[1].report], desk.clock, by="ann")
    found = listed(desk)
    assert [change.what for change in found] == [
        *("added", "reread", "judged", "undone", "merged", "split", "forgotten"),
    ]
    assert sorted(change.at for change in found) == [change.at for change in found]
    judged = found[2]
    assert (judged.target, judged.by, judged.why) == (fired, "ann", "not so")
    assert judged.report == found[3].report == desk.added[0].report
    assert (found[-1].report, found[-1].title) == (desk.added[1].report, None)


def test_withdrawing_and_restoring_are_listed(desk: Desk) -> None:
    report = desk.added[1].report
    desk.judging.withdraw([report], by="ann")
    desk.judging.withdraw([report], by="ann", undo=True)
    found = listed(desk, 1)
    assert [(c.what, c.report, c.title) for c in found] == [
        ("withdrawn", report, "Envoy received"),
        ("restored", report, "Envoy received"),
    ]


def test_a_newer_version_is_an_update(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "placed.db", [])
    records = Desk(tmp_path / "other.db").records
    desk.add(records[:1], place="desk/")
    desk.add([moved(records[0], "Corrected.\n\n")], place="desk/")
    assert [change.what for change in listed(desk)] == ["added", "updated"]


def test_another_reading_says_what_it_changed(desk: Desk) -> None:
    reread(desk)
    (change,) = listed(desk, 1)
    assert (change.what, change.run, change.changes) == ("reread", 2, [])
    assert change.facts == {"added": 1, "gone": 1, "changed": 1}
    (named,) = listed(desk, 1, facts=True)
    assert [fact.what for fact in named.changes] == ["added", "gone", "changed"]
    desk.add([other(desk.records[0])], version="3")
    assert listed(desk, 2)[0].facts == {}


def test_since_a_day_counts_it_and_since_a_run_does_not(desk: Desk) -> None:
    assert len(listed(desk, "1894-03-05")) == 2
    assert listed(desk, "1894-03-06") == []
    assert listed(desk, 1) == listed(desk, "1") == []
    reread(desk)
    assert [change.run for change in listed(desk, 1)] == [2]


@pytest.mark.parametrize("since", ["yesterday", "1894", "9", "1894-03-05 10:00"])
def test_since_what_is_no_day_and_no_run_is_refused(desk: Desk, since: str) -> None:
    with pytest.raises(UsageError, match=r"no day and no run|there is no run"):
        listed(desk, since)


def test_places_stand_for_ids_in_what_is_compared(desk: Desk) -> None:
    """The same facts under other numbers are the same facts."""
    record = desk.records[0]
    numbers = {timex.id: f"T{n + 7}" for n, timex in enumerate(record.timexes)}
    timexes: list[Timex] = [
        replace(t, id=numbers[t.id], anchor=numbers.get(t.anchor or "", t.anchor))
        for t in record.timexes
    ]
    events = [replace(e, when=numbers.get(e.when or "")) for e in record.events]
    said = [replace(s, said=numbers.get(s.said or "")) for s in record.attributions]
    figures = [replace(f, when=numbers.get(f.when or "")) for f in record.figures]
    again = replace(
        record,
        timexes=tuple(timexes),
        figures=tuple(figures),
        events=tuple(events),
        attributions=tuple(said),
    )
    desk.add([again], version="2")
    found = compare(desk.store, 1, 2)
    assert sum(tally.changed + tally.added + tally.gone for tally in found.kinds.values()) == 0

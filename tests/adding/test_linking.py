"""What is linked depends on the reports that stand, and on nothing that came before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.adding import linking
from onrecord.adding.linking import link_all, link_pending, packed, unpacked
from onrecord.adding.linking_checks import link_faults
from onrecord.errors import UsageError
from onrecord.ledger.judging_rows import select
from onrecord.ledger.judging_writes import Asked
from onrecord.ledger.linking import pending_count
from onrecord.ledger.removing import forget
from onrecord.ledger.verifying import faults, remake
from onrecord.link import link, signature
from onrecord.model import Record
from onrecord.model.across import Told
from tests.linked_ledger import NOON, Linked, story_records

NUMBER = 8
SLOW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
places = st.integers(0, NUMBER - 1)
steps = st.one_of(
    st.tuples(st.just("add"), places),
    st.tuples(st.just("again"), places),
    st.tuples(st.just("update"), places),
    st.tuples(st.sampled_from(("withdraw", "restore", "forget", "reject", "unlink")), places),
    st.tuples(st.just("join"), places, places),
    st.tuples(st.just("merge"), st.just(0)),
    st.tuples(st.just("undo"), st.integers(1, 9)),
    st.tuples(st.just("link"), st.sampled_from((1, 3, 100))),
)


@contextmanager
def new_ledger(records: tuple[Record, ...] = ()) -> Iterator[Linked]:
    with TemporaryDirectory() as folder:
        ledger = Linked(Path(folder) / "ledger.db", records)
        yield ledger
        ledger.store.close()


@pytest.fixture(scope="module")
def whole() -> Iterator[Linked]:
    """A ledger of all reports, linked at once; nothing is written to it."""
    with new_ledger(story_records()) as ledger:
        ledger.link()
        yield ledger


def take(ledger: Linked, step: tuple[object, ...]) -> None:
    """One step; one that is refused changes nothing."""
    records = story_records()
    judging = ledger.judging
    try:
        match step:
            case ("add", int(place)):
                ledger.add([records[place]])
            case ("again", int(place)):
                first, *rest = records[place].attributions
                other = (replace(first, act="deny"), *rest)
                ledger.add([replace(records[place], attributions=other)], version="2")
            case ("update", int(place)):
                old = records[place].report
                ledger.add([replace(records[place], report=replace(old, title="Corrected"))])
            case ("withdraw" | "restore" as what, int(place)):
                undo = what == "restore"
                judging.withdraw([ledger.name(records[place])], by="ann", undo=undo)
            case ("forget", int(place)):
                forget(ledger.store, [ledger.name(records[place])], lambda: NOON, by="ann")
            case ("reject" | "unlink" as verdict, int(place)):
                id = ledger.statement(ledger.name(records[place]))
                judging.judge([Asked(id, verdict)], by="ann")
            case ("join", int(place), int(other)):
                one, into = (
                    ledger.statement(ledger.name(records[at]), n)
                    for n, at in enumerate((place, other))
                )
                judging.judge([Asked(one, "link", {"into": into})], by="ann")
            case ("merge", _):
                keys = [key for (key,) in ledger.store.run(PERSONS)]
                judging.merge(keys[:2], by="ann")
            case ("undo", int(id)):
                judging.undo(id, by="ann")
            case ("link", int(batch)):
                ledger.link(batch)
    except (UsageError, ZeroDivisionError):
        pass


PERSONS = "SELECT DISTINCT key FROM entities WHERE key LIKE 'person:%' ORDER BY key"


@SLOW
@given(taken=st.lists(steps, min_size=4, max_size=14), batch=st.sampled_from((1, 2, 100)))
def test_whatever_happened_linking_anew_gives_the_same(
    taken: list[tuple[object, ...]], batch: int
) -> None:
    with new_ledger(story_records()[::2]) as ledger:
        ledger.link()
        for step in taken:
            take(ledger, step)
        ledger.link(batch)
        incremental = ledger.content()
        assert pending_count(ledger.store) == 0
        assert list(faults(ledger.store)) == []
        assert list(link_faults(ledger.store)) == []
        link_all(ledger.store)
        assert ledger.content() == incremental


@SLOW
@given(order=st.permutations(range(NUMBER)), batch=st.integers(1, 5), parts=st.integers(1, 4))
def test_the_order_of_arrival_changes_nothing(
    order: list[int], batch: int, parts: int, whole: Linked
) -> None:
    with new_ledger() as ledger:
        for part in range(parts):
            ledger.add([story_records()[place] for place in order[part::parts]])
            ledger.link(batch)
        assert ledger.content() == whole.content()


def test_the_ledger_holds_what_is_linked_without_one(whole: Linked) -> None:
    told = [Told(whole.name(record), replace(record, version="1")) for record in story_records()]
    expected = [story for story in link(told) if len(story.reports) > 1]
    assert sorted(expected, key=lambda story: story.reports[0]) == whole.stories()
    assert max(len(story.reports) for story in expected) >= 4


def test_a_batch_that_failed_is_linked_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with new_ledger(story_records()) as ledger:
        done: list[int] = []

        def stop(count: int, _: int) -> None:
            done.append(count)
            if count == 4:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            link_pending(ledger.store, stop, batch=2)
        assert done == [2, 4]
        assert pending_count(ledger.store) == NUMBER - 4
        assert ledger.link() == NUMBER - 4
        incremental = ledger.content()
        link_all(ledger.store)
        assert ledger.content() == incremental


def test_links_of_another_version_do_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    with new_ledger(story_records()[:4]) as ledger:
        monkeypatch.setattr(linking, "linker_mark", lambda: "0.1 before")
        assert ledger.link() == 4
        ledger.store.run("UPDATE stories SET title = 'as it was'")
        monkeypatch.undo()
        assert [fault.where for fault in link_faults(ledger.store)] == ["links"]
        assert ledger.link() == 0  # nothing new: nothing is touched
        assert ledger.store.value("SELECT title FROM stories") == "as it was"
        ledger.add([story_records()[4]])
        assert ledger.link() == 5
        assert ledger.store.value("SELECT title FROM stories") != "as it was"
        assert list(link_faults(ledger.store)) == []


def test_what_nothing_changed_for_is_not_written_anew(whole: Linked) -> None:
    with new_ledger(story_records()) as ledger:
        ledger.link()
        ledger.store.run("UPDATE stories SET title = 'as it was'")
        last = story_records()[-1]
        story = next(s for s in ledger.stories() if ledger.name(last) in s.reports)
        ledger.judging.judge([Asked(ledger.statement(ledger.name(last)), "reject")], by="ann")
        assert pending_count(ledger.store) == 1
        assert ledger.link() == 1
        sql = "SELECT name FROM stories WHERE title <> 'as it was'"
        assert list(ledger.store.run(sql)) == [(story.reports[0],)]
        assert ledger.store.value("SELECT count(*) FROM stories") == 2


def test_a_merged_actor_is_one_across_a_story() -> None:
    with new_ledger(story_records()) as ledger:
        ledger.link()
        ledger.judging.merge(["person:edmund hask", "person:piers garrow"], by="ann")
        waiting = pending_count(ledger.store)
        assert 2 <= waiting < NUMBER
        assert ledger.link() == waiting
        keys = {root.key for story in ledger.stories() for c in story.claims for root in c.roots}
        merged = ledger.content()
        ledger.judging.undo(max(row.id for row in select(ledger.store, "1")), by="ann")
        assert pending_count(ledger.store) == waiting
        ledger.link()
        assert ledger.content() != merged or "person:edmund hask" in keys


def test_signatures_are_as_they_were_but_for_their_keys() -> None:
    for record in story_records():
        own = signature(Told("r", record))
        assert unpacked("r", packed(own)) == replace(own, keys=())
    undated = replace(own, day=None)
    assert unpacked("r", packed(undated)).day is None


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE stories SET reports = 99", "story"),
        ("UPDATE claims SET high = high + 1 WHERE n = 0", "story"),
        ("DELETE FROM sayings WHERE claim = 0", "story"),
        ("DELETE FROM likenesses WHERE report < other", "table likenesses"),
        ("DELETE FROM likenesses", "report"),
        ("DELETE FROM story_keys WHERE report = 1", "signature"),
        ("UPDATE signatures SET signature = x'00000000' WHERE report = 1", "report"),
        ("DELETE FROM signatures WHERE report = 1", "report"),
        ("UPDATE stories SET links = x'00'", "story"),
        ("DELETE FROM story_reports WHERE report = 2", "story"),
        ("INSERT INTO claims VALUES (99, 0, 1, 1, 1, 1, 0)", "table claims"),
    ],
)
def test_what_is_wrong_with_links_is_found_and_mended(sql: str, where: str) -> None:
    with new_ledger(story_records()[:5]) as ledger:
        ledger.link()
        right = ledger.content()
        ledger.store.run("PRAGMA foreign_keys = OFF")
        ledger.store.run(sql)
        found = [*faults(ledger.store), *link_faults(ledger.store)]
        assert any(fault.where.startswith(where) for fault in found), found
        assert {fault.repair for fault in found} == {"reindex"}
        remake(ledger.store)
        link_all(ledger.store)
        assert ledger.content() == right
        assert [*faults(ledger.store), *link_faults(ledger.store)] == []


# ---- claims as people correct them


def shared_claim(ledger: Linked) -> tuple[str, str]:
    """Two statements of one claim, by their public ids, of two reports."""
    from onrecord.ledger.telling_links import Links

    links = Links(ledger.store)
    for story in ledger.stories():
        for claim in story.claims:
            ids = {saying.at.report: links.fact(saying.at)["id"] for saying in claim.said}
            if len(ids) > 1:
                one, other, *_ = ids.values()
                return one, other
    raise AssertionError("no claim that two reports make")


def together(ledger: Linked, one: str, other: str) -> bool:
    from onrecord.ledger.telling_links import Links

    links = Links(ledger.store)
    claim, _ = links.claim(one)
    return other in {links.fact(saying.at)["id"] for saying in claim.said}


def test_a_statement_is_taken_out_of_its_claim_and_put_back() -> None:
    with new_ledger(story_records()) as ledger:
        ledger.link()
        one, other = shared_claim(ledger)
        assert together(ledger, one, other)
        made = ledger.judging.judge([Asked(one, "unlink")], by="ann", why="another matter")
        ledger.link()
        assert not together(ledger, one, other)
        link_all(ledger.store)  # it outlives linking anew
        assert not together(ledger, one, other)
        ledger.judging.judge([Asked(one, "link", {"into": other})], by="ann")
        ledger.link()
        assert together(ledger, one, other)
        ledger.judging.undo(made[0].id + 1, by="ann")
        ledger.link()
        assert not together(ledger, one, other)
        ledger.judging.undo(made[0].id, by="ann")
        ledger.link()
        assert together(ledger, one, other)


def test_a_judgement_over_a_claim_leaves_the_fact_as_it_is() -> None:
    with new_ledger(story_records()) as ledger:
        ledger.link()
        one, _ = shared_claim(ledger)
        before = list(ledger.store.run("SELECT * FROM statements ORDER BY 1, 2"))
        ledger.judging.judge([Asked(one, "unlink")], by="ann")
        assert list(ledger.store.run("SELECT * FROM judged")) == []
        assert list(ledger.store.run("SELECT * FROM statements ORDER BY 1, 2")) == before


def test_a_statement_stays_out_when_its_report_is_read_again() -> None:
    with new_ledger(story_records()) as ledger:
        ledger.link()
        one, other = shared_claim(ledger)
        ledger.judging.judge([Asked(one, "unlink")], by="ann")
        ledger.add(story_records(), version="2")
        ledger.link()
        assert not together(ledger, one, other)


def test_what_cannot_be_linked_is_refused() -> None:
    with new_ledger(story_records()) as ledger:
        ledger.link()
        one, other = shared_claim(ledger)
        apart = next(s for s in ledger.stories() if one[:12] not in set(s.reports))
        names = [ledger.name(record) for record in story_records()]
        far = next(n for n in names if n in apart.reports and n != other[:12])
        for id, verdict, values, words in (
            (one, "link", {}, "into which"),
            (one, "link", {"into": one}, "its own claim"),
            (one, "unlink", {"into": other}, "takes no KEY=VALUE"),
            (one, "link", {"into": other[:12]}, "no id of a fact"),
        ):
            with pytest.raises(UsageError, match=words):
                ledger.judging.judge([Asked(id, verdict, values)], by="ann")  # type: ignore[arg-type]
        strange = ledger.statement(far)
        if ledger.name(story_records()[0]) not in apart.reports:
            with pytest.raises(UsageError, match="not in one story"):
                first = ledger.statement(ledger.name(story_records()[0]))
                ledger.judging.judge([Asked(first, "link", {"into": strange})], by="ann")
        assert select(ledger.store, "1") == []


def test_forgetting_a_report_leaves_no_trace_of_it_in_what_is_linked() -> None:
    with new_ledger(story_records()) as ledger:
        ledger.link()
        one, other = shared_claim(ledger)
        ledger.judging.judge([Asked(one, "link", {"into": other})], by="ann")
        ledger.link()
        gone = ledger.store.value(
            "SELECT reports.name FROM versions JOIN reports ON reports.id = report"
            " WHERE versions.name = ?",
            (other[:12],),
        )
        forget(ledger.store, [gone], lambda: NOON, by="ann")
        ledger.link()
        assert all(gone not in story.reports for story in ledger.stories())
        assert [row.verdict for row in select(ledger.store, "1")] == ["forget"]
        kept = [r for r in story_records() if ledger.store.value(
            "SELECT 1 FROM versions WHERE url = ?", (r.report.url,))]  # fmt: skip
        with new_ledger(tuple(kept)) as fresh:
            fresh.link()
            assert fresh.content() == ledger.content()

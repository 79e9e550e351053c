"""Judgements and undos in any order come to the same as those alone that hold in the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger.judging import standing_judged
from onrecord.ledger.judging_rows import Judgement, in_force, select
from onrecord.ledger.judging_writes import Asked
from onrecord.ledger.verifying import faults, remake
from onrecord.model import Record
from tests.ledger.judging_desk import Desk

FACTS = (("fired", "E"), ("send", "E"), ("denied", "S"), ("Germany", "A"), ("About 40", "F"))
VALUES: dict[str, list[dict[str, object]]] = {
    "E": [{"status": "alleged"}, {"type": "AID"}, {"day": "1894-03"}, {"actors": "A7,A6"}],
    "S": [{"act": "assert"}, {"actor": "A6"}, {"said": "1894-03-01"}],
    "A": [{"country": "AUT"}, {"mention": "0-18"}],
    "F": [{"low": 50, "high": 60}, {"of": None}],
}
MERGES = (
    ("country:FRA", "country:DEU"),
    ("country:DEU", "person:ada quill"),
    ("Germany", "France"),
)

facts = st.sampled_from(FACTS)
steps = st.one_of(
    st.tuples(st.sampled_from(("accept", "reject")), facts),
    facts.flatmap(
        lambda fact: st.tuples(st.just("set"), st.just(fact), st.sampled_from(VALUES[fact[1]]))
    ),
    st.tuples(st.just("merge"), st.sampled_from(MERGES)),
    st.tuples(st.just("split"), st.sampled_from(("country:DEU", "Germany"))),
    st.tuples(st.sampled_from(("withdraw", "restore")), st.integers(0, 1)),
    st.tuples(st.just("undo"), st.integers(1, 12)),
    st.tuples(st.just("again"), st.integers(0, 1)),
)


@contextmanager
def new_desk() -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "ledger.db")
        desk.store.run("PRAGMA synchronous = OFF")
        yield desk
        desk.store.close()


def take(desk: Desk, step: tuple[object, ...]) -> None:
    """One step; one that is refused, because nothing is there to be undone, changes nothing."""
    judging = desk.judging
    try:
        match step:
            case ("accept" | "reject" as verdict, (words, letter)):
                judging.judge([Asked(desk.id(words, letter), verdict)], by="ann")
            case ("set", (words, letter), values):
                judging.judge([Asked(desk.id(words, letter), "set", values)], by="ann")
            case ("merge", keys):
                judging.merge([named(desk, key) for key in keys], by="ann")
            case ("split", key):
                judging.split(named(desk, key), by="ann")
            case ("withdraw" | "restore" as verdict, int(n)):
                judging.withdraw([desk.added[n].report], by="ann", undo=verdict == "restore")
            case ("undo", int(id)):
                judging.undo(id, by="ann")
            case ("again", int(n)):
                desk.add([desk.records[n]], version=f"again {desk.clock()}")
    except UsageError:
        pass


def named(desk: Desk, key: str) -> str:
    return key if ":" in key else desk.id(key, "A")


def replay(desk: Desk, judgement: Judgement) -> None:
    """A judgement given anew, as its row says."""
    judging, target, values = desk.judging, judgement.target, judgement.values
    match judgement.verdict:
        case "merge":
            judging.merge([values["into"], target], by="ann")
        case "split":
            judging.split(target, by="ann")
        case "withdraw" | "restore":
            judging.withdraw([target], by="ann", undo=judgement.verdict == "restore")
        case verdict:
            judging.judge([Asked(target, verdict, values)], by="ann")


def without_readings(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """What is derived, without the numbers that count readings and rows kept once."""
    derived = desk.derived()
    derived["standing"] = desk.rows("SELECT version, report FROM standing ORDER BY 2")
    derived["judged"] = desk.rows(
        'SELECT version, letter, n, verdict, "values" FROM judged'
        " JOIN standing ON standing.reading = judged.reading ORDER BY 1, 2, 3"
    )
    derived["deeds"] = desk.rows(
        "SELECT version, event, n, day, last, type, mode, cameo, status, one.key, one.name,"
        " other.name, deeds.confidence FROM deeds"
        " JOIN standing ON standing.reading = deeds.reading"
        " LEFT JOIN entities AS one ON one.id = deeds.actor"
        " LEFT JOIN entities AS other ON other.id = deeds.recipient ORDER BY 1, 2, 3"
    )
    derived["statements"] = desk.rows(
        "SELECT version, attribution, day, act, statements.kind, entities.key, entities.name,"
        " confidence"
        " FROM statements JOIN standing ON standing.reading = statements.reading"
        " LEFT JOIN entities ON entities.id = statements.source ORDER BY 1, 2"
    )
    return derived


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=10))
def test_any_order_comes_to_the_judgements_that_hold(taken: list[tuple[object, ...]]) -> None:
    with new_desk() as desk, new_desk() as other:
        for step in taken:
            take(desk, step)
        held = in_force(desk.store, select(desk.store, "verdict <> 'undo'"))
        for judgement in held:
            try:
                replay(other, judgement)
            except UsageError:  # a restore whose withdrawal was undone, a split of what is one
                assert judgement.verdict in ("restore", "split", "withdraw")
        assert without_readings(desk) == without_readings(other)
        assert list(faults(desk.store)) == []


@settings(max_examples=15, deadline=None)
@given(st.lists(steps, max_size=8))
def test_what_is_derived_can_be_made_anew(taken: list[tuple[object, ...]]) -> None:
    with new_desk() as desk:
        for step in taken:
            take(desk, step)
        before = desk.derived()
        remake(desk.store)
        assert desk.derived() == before


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, max_size=10))
def test_views_say_what_the_judged_records_say(taken: list[tuple[object, ...]]) -> None:
    with new_desk() as desk:
        for step in taken:
            take(desk, step)
        seen = desk.rows(
            "SELECT words, status, type, actors, recipients, polarity, round(confidence, 2)"
            " FROM standing_events JOIN standing USING (reading) ORDER BY standing.report, n"
        )
        said = desk.rows(
            "SELECT act FROM standing_attributions JOIN standing USING (reading)"
            " ORDER BY standing.report, n"
        )
        records = [judged.record for judged in standing_judged(desk.store)]
        assert seen == [row for record in records for row in event_rows(record)]
        assert [row[0] for row in said] == [s.act for r in records for s in r.attributions]


def event_rows(record: Record) -> Iterator[tuple[object, ...]]:
    names = {actor.id: actor.name for actor in record.actors}
    for event in record.events:
        yield (
            record.report.text[event.trigger.start : event.trigger.end],
            event.status,
            event.type,
            "; ".join(names[id] for id in event.actors) or None,
            "; ".join(names[id] for id in event.recipients) or None,
            event.polarity,
            round(event.confidence, 2),
        )

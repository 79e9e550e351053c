"""Judgements stand over the machine's rows: what each verdict makes of a record and the shelf."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from onrecord.errors import UsageError
from onrecord.ledger.judging import Judged, worked_in
from onrecord.ledger.judging_writes import Asked
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import report_name
from onrecord.model import Actor, Event, Record, Span
from tests.ledger.judging_desk import Desk, moved, velmar


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "ledger.db")
    yield desk
    desk.store.close()


def judge(desk: Desk, id: str, verdict: str, **values: object) -> int:
    asked = Asked(id, verdict, values)  # type: ignore[arg-type]
    return desk.judging.judge([asked], by="ann")[0].id


def judged(desk: Desk, record: int = 0) -> Judged:
    """What stands of a report, with judgements worked in."""
    report = desk.added[record].report
    reading, version = desk.rows(
        "SELECT standing.reading, versions.name FROM standing JOIN versions"
        " ON versions.id = standing.version JOIN reports ON reports.id = standing.report"
        " WHERE reports.name = ?",
        report,
    )[0]
    assert isinstance(reading, int) and isinstance(version, str)
    return worked_in(desk.store, record_at(desk.store, reading), version, reading)


def event(record: Record, words: str) -> Event:
    text = record.report.text
    return next(e for e in record.events if text[e.trigger.start : e.trigger.end] == words)


def actor(record: Record, name: str) -> Actor:
    return next(actor for actor in record.actors if actor.name == name)


def deeds(desk: Desk, type: str) -> list[tuple[object, ...]]:
    return desk.rows(
        "SELECT status, actor_country, recipient_country, day FROM deeds WHERE type = ?", type
    )


def test_a_rejected_event_is_off_the_shelf_and_the_machines_row_stays(desk: Desk) -> None:
    before = desk.rows("SELECT * FROM events")
    judge(desk, desk.id("fired", "E"), "reject")
    assert not [
        e for e in judged(desk).record.events if e.type == "ASSAULT" and e.status == "denied"
    ]
    assert ("denied", "DEU", None, "1894-03-04") not in deeds(desk, "ASSAULT")
    assert desk.rows("SELECT * FROM events") == before


def test_what_is_set_stands_on_the_shelf(desk: Desk) -> None:
    judge(
        desk,
        desk.id("fired", "E"),
        "set",
        status="alleged",
        recipients="country:FRA",
        day="1894-03-02",
        place="A2",
    )
    assert ("alleged", "DEU", "FRA", "1894-03-02") in deeds(desk, "ASSAULT")
    found = event(judged(desk).record, "fired")
    assert (found.polarity, found.place, found.confidence) == ("positive", "A2", 1.0)


def test_a_person_vouches_for_what_is_accepted(desk: Desk) -> None:
    id = desk.id("send", "E")
    judge(desk, id, "accept")
    assert event(judged(desk).record, "send").confidence == 1.0
    assert desk.rows("SELECT letter, verdict FROM judged") == [("E", "accept")]


def test_type_mode_code_and_score_go_together(desk: Desk) -> None:
    id = desk.id("send", "E")
    judge(desk, id, "set", type="ASSAULT")
    found = event(judged(desk).record, "send")
    assert (found.type, found.mode, found.cameo) == ("ASSAULT", None, "190")
    assert (found.quad, found.goldstein, found.deed) == ("material-conflict", -10.0, "ASSAULT")
    judge(desk, id, "set", type=None)
    found = event(judged(desk).record, "send")
    assert (found.type, found.cameo, found.quad, found.goldstein) == (None, None, None, None)
    assert deeds(desk, "AID") == deeds(desk, "") == []


def test_a_code_brings_its_type(desk: Desk) -> None:
    judge(desk, desk.id("send", "E"), "set", cameo="042")
    found = event(judged(desk).record, "send")
    assert (found.type, found.mode, found.quad) == ("CONSULT", "visit", "verbal-cooperation")


def test_a_rejected_actor_takes_with_it_what_rests_on_it_alone(desk: Desk) -> None:
    judge(desk, desk.id("Germany", "A"), "reject")
    record = judged(desk).record
    assert "Germany" not in [actor.name for actor in record.actors]
    assert event(record, "fired").actors == ()
    assert [said.source.actor for said in record.attributions if said.act == "deny"] == [None]
    assert ("denied", None, None, "1894-03-04") in deeds(desk, "ASSAULT")
    follows = desk.rows("SELECT letter FROM judged WHERE verdict = 'follows'")
    assert set(follows) == {("E",), ("S",)}


def test_a_rejected_attribution_leaves_its_events(desk: Desk) -> None:
    judge(desk, desk.id("denied", "S"), "reject")
    record = judged(desk).record
    assert event(record, "fired").according_to == ()
    assert event(record, "fired").views == ()
    assert "deny" not in [row[0] for row in desk.rows("SELECT act FROM statements")]


def test_a_rejected_figure_and_time_are_named_by_nothing(desk: Desk) -> None:
    judge(desk, desk.id("About 40", "F"), "reject")
    judge(desk, desk.id("3 March 1894", "T"), "reject")
    record = judged(desk).record
    assert event(record, "killed").figures == ()
    assert event(record, "shelled").when is None
    assert ("happened", None, None, "1894-03-04") in deeds(desk, "ASSAULT")


def test_values_of_an_attribution(desk: Desk) -> None:
    id = desk.id("denied", "S")
    judge(desk, id, "set", act="assert", actor="A6", said="1894-03-01", source="152-161")
    found = next(s for s in judged(desk).record.attributions if s.id == "S4")
    assert (found.act, found.source.actor) == ("assert", "A6")
    assert found.source.spans == (Span(152, 161),)
    assert ("1894-03-01", 1, "assert") in desk.rows("SELECT day, dated, act FROM statements")


def test_values_of_a_figure_and_a_time(desk: Desk) -> None:
    judge(desk, desk.id("300 tons", "F"), "set", low="3,000", high=3500.5, unit="kg", of="flour")
    judge(desk, desk.id("next week", "T"), "set", value="1894-W11")
    record = judged(desk).record
    figure = next(f for f in record.figures if f.unit == "kg")
    assert (figure.low, figure.high, figure.of, figure.of_span) == (3000, 3500.5, "flour", None)
    timex = next(t for t in record.timexes if t.value == "1894-W11")
    assert (timex.earliest, timex.latest) == ("1894-03-12", "1894-03-18")
    assert ("planned", "FRA", None, "1894-03-12") in deeds(desk, "AID")


def test_values_of_an_actor_change_who_it_is_across_reports(desk: Desk) -> None:
    judge(desk, desk.id("Germany", "A"), "set", name="Prussia", country="POL")
    assert ("denied", "POL", None, "1894-03-04") in deeds(desk, "ASSAULT")
    assert desk.rows(
        "SELECT DISTINCT entities.name, entities.key FROM deeds JOIN entities"
        " ON entities.id = deeds.actor WHERE deeds.actor_country = 'POL'"
    ) == [("Prussia", "country:POL")]


def test_actors_of_a_report_become_one(desk: Desk) -> None:
    first, other = desk.id("Germany", "A"), desk.id("France", "A")
    desk.judging.merge([first, other], by="ann")
    record = judged(desk).record
    assert "France" not in [actor.name for actor in record.actors]
    assert len(actor(record, "Germany").mentions) == 3
    assert event(record, "send").actors == ("A8",)
    assert ("merge", '{"into": "A8"}') in desk.rows('SELECT verdict, "values" FROM judged')
    desk.judging.split(other, by="ann")
    assert judged(desk).record.actors == velmar()[0].actors


def test_an_actor_is_parted_from_its_namesakes(desk: Desk) -> None:
    one, other = desk.id("Ada Quill", "A", 1), desk.id("Ada Quill", "A", 0)
    keys = (
        "SELECT DISTINCT entities.key FROM deeds JOIN entities ON entities.id = deeds.actor"
        " WHERE entities.name LIKE 'Ada%' ORDER BY 1"
    )
    assert desk.rows(keys) == [("person:ada quill",)]
    made = desk.judging.split(one, by="ann")
    name = f"Ada Quill ({desk.added[1].report})"
    assert name in [actor.name for actor in judged(desk, 1).record.actors]
    assert len(desk.rows(keys)) == 2
    desk.judging.undo(made.id, by="ann")
    assert desk.rows(keys) == [("person:ada quill",)]
    assert other != one


def test_a_mention_is_anothers(desk: Desk) -> None:
    """The town and its newspaper were taken for one."""
    text = velmar()[0].report.text
    start = text.index("Velmar", text.index("mayor"))
    judge(desk, desk.id("Orland", "A"), "set", mention=f"{start}-{start + 6}")
    record = judged(desk).record
    assert [m.span.start for m in actor(record, "Orland").mentions] == [12, start]
    assert start not in [m.span.start for m in actor(record, "Velmar Courier").mentions]


def test_an_event_goes_with_the_mention_that_it_was_made_of(desk: Desk) -> None:
    judge(desk, desk.id("Ada Quill", "A"), "set", mention="0-18")
    record = judged(desk).record
    assert event(record, "shelled").actors == ("A2",)
    assert "The army of Orland" not in [actor.name for actor in record.actors]


def test_the_last_judgement_holds_and_undo_brings_back_the_one_before(desk: Desk) -> None:
    id = desk.id("fired", "E")
    one = judge(desk, id, "set", status="alleged")
    two = judge(desk, id, "reject")
    three = judge(desk, id, "set", day="1894-03-02")
    found = event(judged(desk).record, "fired")
    assert found.status == "alleged"
    assert ("alleged", "DEU", None, "1894-03-02") in deeds(desk, "ASSAULT")
    desk.judging.undo(three, by="bob")
    assert [e for e in judged(desk).record.events if e.id == found.id] == []
    undo = desk.judging.undo(two, by="bob").id
    assert event(judged(desk).record, "fired").status == "alleged"
    desk.judging.undo(undo, by="bob")
    desk.judging.undo(one, by="bob")
    assert [e for e in judged(desk).record.events if e.id == found.id] == []


def test_without_judgements_the_record_is_the_machines_own_object(desk: Desk) -> None:
    record = record_at(desk.store, 1)
    assert worked_in(desk.store, record, desk.added[0].version, 1).record is record


def test_judgements_are_all_written_or_none(desk: Desk) -> None:
    asked = [Asked(desk.id("fired", "E"), "reject"), Asked("aaaaaaaaaaaa.E1-2", "reject")]
    with pytest.raises(UsageError, match="no report aaaaaaaaaaaa"):
        desk.judging.judge(asked, by="ann")
    assert desk.rows("SELECT * FROM judgements") == desk.rows("SELECT * FROM judged") == []


# ---- read again


def again(desk: Desk, change: Callable[[Record], Record], record: int = 0) -> None:
    """Read a report again, with an onrecord that finds something else."""
    desk.add([change(desk.records[record])], version="2")


def test_a_judgement_survives_reading_again(desk: Desk) -> None:
    judge(desk, desk.id("fired", "E"), "set", status="alleged", actors="A7")

    def change(record: Record) -> Record:
        text = msgspec.json.encode(record).decode()
        text = re.sub(r'"A(\d+)"', lambda found: f'"A{int(found[1]) + 20}"', text)
        return msgspec.json.decode(text, type=Record)

    again(desk, change)
    found = event(judged(desk).record, "fired")
    assert (found.status, found.actors) == ("alleged", ("A27",))
    assert desk.rows("SELECT count(*) FROM readings WHERE version = 1") == [(2,)]


def test_a_judgement_finds_the_fact_whose_place_grew(desk: Desk) -> None:
    id = desk.id("fired", "E")
    judge(desk, id, "reject")
    old = event(velmar()[0], "fired")
    grown = replace(old, trigger=Span(old.trigger.start, old.trigger.end + 3))
    again(desk, lambda r: replace(r, events=tuple(grown if e == old else e for e in r.events)))
    assert old.id not in [e.id for e in judged(desk).record.events]
    assert judged(desk).adrift == []


def test_a_judgement_without_its_fact_is_adrift_until_the_fact_comes_back(desk: Desk) -> None:
    made = judge(desk, desk.id("fired", "E"), "set", status="alleged")
    old = event(velmar()[0], "fired")
    again(desk, lambda r: replace(r, events=tuple(e for e in r.events if e != old)))
    assert [row.id for row, _ in judged(desk).adrift] == [made]
    assert desk.rows("SELECT * FROM judged") == []
    desk.add([desk.records[0]], version="3")
    assert judged(desk).adrift == []
    assert event(judged(desk).record, "fired").status == "alleged"


def test_an_actor_that_is_not_found_again_is_told(desk: Desk) -> None:
    judge(desk, desk.id("fired", "E"), "set", status="alleged", actors="A7")
    again(
        desk,
        lambda r: replace(
            r,
            actors=tuple(a for a in r.actors if a.id != "A7"),
            events=tuple(replace(e, actors=()) for e in r.events),
        ),
    )
    found = judged(desk)
    assert event(found.record, "fired").status == "alleged"
    assert [missing for _, missing in found.adrift] == [
        f"{desk.id('France', 'A')} is not found in what stands"
    ]


def test_an_earlier_first_mention_does_not_lose_an_actor(desk: Desk) -> None:
    judge(desk, desk.id("Germany", "A"), "set", country="AUT")
    old = actor(velmar()[0], "Germany")
    earlier = replace(old, mentions=(replace(old.mentions[0], span=Span(4, 8)), *old.mentions))
    again(desk, lambda r: replace(r, actors=tuple(earlier if a == old else a for a in r.actors)))
    assert actor(judged(desk).record, "Germany").country == "AUT"


# ---- a newer version


def place_of(desk: Desk, tmp_path: Path) -> Desk:
    desk.store.close()
    placed = Desk(tmp_path / "placed.db", [])
    placed.records = velmar()
    placed.added = placed.add(placed.records[:1], place="desk/")
    return placed


def test_a_judgement_goes_with_its_sentence_into_a_newer_version(
    desk: Desk, tmp_path: Path
) -> None:
    desk = place_of(desk, tmp_path)
    judge(desk, desk.id("fired", "E"), "set", status="alleged", actors="A7")
    later = moved(desk.records[0], "Corrected on Monday.\n\n")
    assert desk.add([later], place="desk/")[0].outcome == "updated"
    found = judged(desk)
    assert event(found.record, "fired").status == "alleged"
    assert event(found.record, "fired").actors == ("A7",)
    assert found.adrift == []


def test_white_space_does_not_hold_a_judgement_back(desk: Desk, tmp_path: Path) -> None:
    desk = place_of(desk, tmp_path)
    judge(desk, desk.id("fired", "E"), "reject")
    record = desk.records[0]
    later = moved(record, "")
    text = record.report.text.replace("its ships had", "its\nships had")
    changed = replace(
        later, report=replace(later.report, text=text, id=f"sha256:{report_name(text)}")
    )
    desk.add([changed], place="desk/")
    assert "fired" not in [
        text[e.trigger.start : e.trigger.end] for e in judged(desk).record.events
    ]


def test_a_sentence_that_stands_twice_carries_nothing(desk: Desk, tmp_path: Path) -> None:
    desk = place_of(desk, tmp_path)
    record = desk.records[0]
    made = judge(desk, desk.id("fired", "E"), "reject")
    home = next(
        s for s in record.sentences if s.start <= event(record, "fired").trigger.start < s.end
    )
    again = record.report.text[home.start : home.end]
    desk.add([moved(record, f"{again}\n\n")], place="desk/")
    found = judged(desk)
    assert [row.id for row, _ in found.adrift] == [made]
    assert "fired" in [
        found.record.report.text[e.trigger.start : e.trigger.end] for e in found.record.events
    ]


def test_judgements_over_both_versions_count_in_their_order(desk: Desk, tmp_path: Path) -> None:
    desk = place_of(desk, tmp_path)
    judge(desk, desk.id("fired", "E"), "reject")
    later = moved(desk.records[0], "Corrected.\n\n")
    added = desk.add([later], place="desk/")[0]
    start = event(later, "fired").trigger
    judge(desk, f"{added.version}.E{start.start}-{start.end}", "set", status="averted")
    assert event(judged(desk).record, "fired").status == "averted"


# ---- across reports


def test_keys_are_taken_for_one_and_parted(desk: Desk) -> None:
    france, germany, quill = "country:FRA", "country:DEU", "person:ada quill"
    desk.judging.merge([france, germany, quill], by="ann")
    assert desk.derived()["identities"] == [(germany, france), (quill, france)]
    desk.judging.merge([germany, france], by="ann")  # now Germany stands for all
    assert desk.derived()["identities"] == [(france, germany), (quill, germany)]
    desk.judging.split(quill, by="ann")
    assert desk.derived()["identities"] == [(france, germany)]


def test_actors_of_two_reports_are_merged_by_their_keys(desk: Desk) -> None:
    made = desk.judging.merge([desk.id("Germany", "A"), desk.id("Ada Quill", "A", 1)], by="ann")
    assert [row.target for row in made] == ["person:ada quill"]
    assert desk.derived()["identities"] == [("person:ada quill", "country:DEU")]


# ---- withdrawing


def test_a_withdrawn_report_is_in_no_view_until_it_is_restored(desk: Desk) -> None:
    before = desk.derived()
    report = desk.added[0].report
    made = desk.judging.withdraw([desk.added[0].version], by="ann", why="retracted")
    assert desk.rows("SELECT report FROM standing") == [(2,)]
    assert desk.rows("SELECT count(*) FROM deeds WHERE reading = 1") == [(0,)]
    desk.add([desk.records[0]], version="2")
    assert desk.rows("SELECT report FROM standing") == [(2,)]
    desk.judging.withdraw([report], by="ann", undo=True)
    desk.judging.undo(desk.rows("SELECT max(id) FROM judgements")[0][0], by="ann")  # type: ignore[arg-type]
    assert desk.rows("SELECT report FROM standing") == [(2,)]
    desk.judging.undo(made[0].id, by="ann")
    after = desk.derived()
    assert len(after["deeds"]) == len(before["deeds"])
    assert len(after["standing"]) == 2


# ---- what is refused


@pytest.mark.parametrize(
    ("verdict", "values", "message"),
    [
        ("set", {}, "nothing is set"),
        ("set", {"statuss": "denied"}, "Did you mean status"),
        ("set", {"status": "denid"}, "Did you mean denied"),
        ("set", {"status": ""}, "is no status"),
        ("set", {"type": "WAR"}, "Allowed: AGREE"),
        ("set", {"mode": "visit"}, "no mode of ASSAULT"),
        ("set", {"type": "CONCEDE", "mode": "visit"}, "no mode|no modes"),
        ("set", {"cameo": "999"}, "is no cameo"),
        ("set", {"actors": "A99"}, "has no actor A99"),
        ("set", {"actors": "Germany"}, "must be an actor"),
        ("set", {"actors": "country:XXX"}, "has no actor 'country:XXX'"),
        ("set", {"place": "aaaaaaaaaaaa.A1-2"}, "has no report aaaaaaaaaaaa"),
        ("set", {"day": "Sunday"}, "is no day"),
        ("set", {"day": "1894-02-30"}, "is no day"),
        ("set", {"background": "maybe"}, "yes or no"),
        ("accept", {"status": "denied"}, "takes no KEY=VALUE"),
        ("merge", {}, "is no verdict"),
    ],
)
def test_what_cannot_be_set_of_an_event(
    desk: Desk, verdict: str, values: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        judge(desk, desk.id("fired", "E"), verdict, **values)
    assert desk.rows("SELECT * FROM judgements") == []


@pytest.mark.parametrize(
    ("letter", "words", "values", "message"),
    [
        ("F", "About 40", {"low": "many"}, "must be a number"),
        ("F", "About 40", {"low": True}, "must be a number"),
        ("F", "About 40", {"low": "50", "high": "40"}, "more than high"),
        ("F", "About 40", {"unit": " "}, "must be words"),
        ("S", "denied", {"content": ""}, "cannot be empty"),
        ("S", "denied", {"content": "1-2,x"}, "must be places"),
        ("S", "denied", {"content": "10-99999"}, "is not in a text of"),
        ("S", "denied", {"source": [[5, 3]]}, "must be places"),
        ("S", "denied", {"kind": "minister"}, "is no kind"),
        ("A", "Germany", {"country": "Germany"}, "is no country"),
        ("A", "Germany", {"sector": "GVO"}, "Did you mean GOV"),
        ("A", "Germany", {"wikidata": "183"}, "Wikidata id"),
        ("T", "Sunday", {"type": "DAY"}, "is no type"),
        ("T", "Sunday", {"value": ""}, "must be words"),
    ],
)
def test_what_cannot_be_set_of_the_others(
    desk: Desk, letter: str, words: str, values: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        judge(desk, desk.id(words, letter), "set", **values)


def test_what_is_asked_for_must_be_there(desk: Desk) -> None:
    version = desk.added[0].version
    with pytest.raises(UsageError, match="is no id of a fact"):
        judge(desk, "E1", "accept")
    with pytest.raises(UsageError, match=rf"no event at 0-1. Nearest: {version}\.E"):
        judge(desk, f"{version}.E0-1", "accept")
    with pytest.raises(UsageError, match="can be accepted, not reject"):
        judge(desk, version, "reject")
    with pytest.raises(UsageError, match="who judges"):
        desk.judging.judge([Asked(desk.id("fired", "E"), "accept")])
    with pytest.raises(UsageError, match="there is no judgement 7"):
        desk.judging.undo(7, by="ann")
    with pytest.raises(UsageError, match="not withdrawn"):
        desk.judging.withdraw([version], by="ann", undo=True)
    desk.judging.withdraw([version], by="ann")
    with pytest.raises(UsageError, match="withdrawn already"):
        desk.judging.withdraw([version], by="ann")


def test_what_is_merged_must_be_actors(desk: Desk) -> None:
    merge, quill = desk.judging.merge, "person:ada quill"
    with pytest.raises(UsageError, match="two actors or more"):
        merge([quill], by="ann")
    with pytest.raises(UsageError, match="Did you mean person:ada quill"):
        merge(["country:FRA", "person:ida quill"], by="ann")
    with pytest.raises(UsageError, match="is an event, not an actor"):
        merge([desk.id("fired", "E"), desk.id("Germany", "A")], by="ann")
    with pytest.raises(UsageError, match="somebody in its report only"):
        merge([desk.id("two sailors", "A"), desk.id("Ada Quill", "A", 1)], by="ann")
    with pytest.raises(UsageError, match="merged into nothing"):
        desk.judging.split(quill, by="ann")


def test_an_undone_judgement_cannot_be_undone_twice(desk: Desk) -> None:
    made = judge(desk, desk.id("fired", "E"), "reject")
    undo = desk.judging.undo(made, by="ann").id
    with pytest.raises(UsageError, match=f"undone already, by {undo}"):
        desk.judging.undo(made, by="ann")


def test_the_rows_of_judged_say_what_differs(desk: Desk) -> None:
    judge(desk, desk.id("fired", "E"), "set", actors="A7,person:ada quill", status="denied")
    rows = desk.rows('SELECT letter, verdict, "values" FROM judged')
    assert [row[:2] for row in rows] == [("E", "set")]
    values = json.loads(str(rows[0][2]))
    assert values["actors"] == ["A7", "A12"]
    assert values["names"] == {"A12": "Ada Quill"}
    assert "status" not in values  # it is what the machine has


def test_the_source_that_the_machine_has_not_is_named(desk: Desk) -> None:
    judge(desk, desk.id("said", "S", 1), "set", actor="country:DEU")
    judge(desk, desk.id("denied", "S"), "set", actor="person:ada quill")
    rows = desk.rows("SELECT \"values\" FROM judged WHERE letter = 'S' ORDER BY reading")
    assert json.loads(str(rows[0][0]))["names"] == {"A12": "Ada Quill"}
    assert json.loads(str(rows[1][0]))["names"] == {"A7": "Germany"}

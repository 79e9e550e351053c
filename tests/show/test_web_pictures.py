"""What the pictures of the web application count, and what they say where they cannot."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

import onrecord
from onrecord.errors import UsageError
from onrecord.ledger.asking import Timeline, rows
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.writing import Writer
from onrecord.show.web.charts import REST, SERIES, chart, events_of, first_day
from onrecord.show.web.listing import Listing
from onrecord.show.web.map import map_of
from onrecord.show.web.network import network
from onrecord.show.web.numbers import numbers, unit_of
from onrecord.show.web.pictures import comma_separated, elsewhere, filters
from onrecord.show.web.tallies import scope, tallies
from onrecord.show.web.timeline import timeline
from tests.asked_ledger import NOON, fill


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = fill(tmp_path_factory.mktemp("pictures") / "ledger.db")
    yield store
    store.close()


def events(**given: str) -> Listing:
    return Listing("events", given)


def all_events(store: Store, **given: Any) -> list[dict[str, Any]]:
    return list(rows(store, "events", **given))


@pytest.mark.parametrize("by", ["type", "status", "quad"])
def test_a_chart_counts_what_the_list_has(store: Store, by: Any) -> None:
    found = chart(store, events(), by, "month")
    listed = all_events(store)
    assert found.events == len(listed) > 20
    assert sum(point.count for point in found.points) == len(listed) - found.undated
    counts = Counter((event[by], event["day"][:7]) for event in listed if event["day"])
    shown = {(p.series, p.day[:7]): p.count for p in found.points if p.series != REST}
    assert shown == {key: counts[key] for key in shown}
    point = found.points[0]
    scores = [
        event["goldstein"]
        for event in listed
        if (event[by], (event["day"] or "")[:7]) == (point.series, point.day[:7])
    ]
    assert point.goldstein == pytest.approx(sum(scores) / len(scores), abs=0.006)


def test_a_chart_has_few_series_and_the_rest_together(store: Store) -> None:
    found = chart(store, events(), "type", "year")
    kinds = {event["type"] for event in all_events(store)}
    assert len(kinds) > SERIES
    assert len(found.series) == SERIES + 1
    assert found.series[-1] == REST


def test_a_chart_of_dyads_leaves_out_those_without_a_country(store: Store) -> None:
    found = chart(store, events(), "dyad", None)
    pairs = rows(store, "events", by=["actor-country", "recipient-country"])
    known = {
        f"{pair['actor_country']} → {pair['recipient_country']}": pair["count"]
        for pair in pairs
        if pair["actor_country"] and pair["recipient_country"]
    }
    shown = Counter[str]()
    for point in found.points:
        shown[point.series] += point.count
    assert known
    assert {name: shown[name] for name in shown if name != REST}.items() <= known.items()


def test_a_filter_narrows_a_chart(store: Store) -> None:
    found = chart(store, events(status="ahead"), "status", None)
    assert set(found.series) <= {"planned", "scheduled", "requested", "promised", "ordered"}
    assert found.events == len(all_events(store, status="ahead"))
    with pytest.raises(UsageError, match="PLOVER type"):
        chart(store, events(type="DANCE"), "type", None)


def test_too_many_steps_are_refused_in_words(store: Store) -> None:
    store.run("SAVEPOINT old")
    store.run("UPDATE deeds SET day = '1601-03-04' WHERE day = (SELECT min(day) FROM deeds)")
    try:
        with pytest.raises(UsageError, match="longer steps"):
            chart(store, events(), "type", "day")
        assert chart(store, events(), "type", None).step == "year"
    finally:
        store.run("ROLLBACK TO old")
        store.run("RELEASE old")


@pytest.mark.parametrize(
    ("day", "step", "first"),
    [
        ("2024-10-27", "day", "2024-10-27"),
        ("2024-10-27", "week", "2024-10-21"),
        ("2024-10-21", "week", "2024-10-21"),
        ("2024-01-01", "week", "2024-01-01"),
        ("2023-01-01", "week", "2022-12-26"),
        ("2024-10-27", "month", "2024-10-01"),
        ("2024-10-27", "year", "2024-01-01"),
    ],
)
def test_a_step_begins_on_its_first_day(day: str, step: Any, first: str) -> None:
    assert first_day(day, step) == first


def test_of_too_many_events_the_latest_are_counted(store: Store) -> None:
    days = sorted((event["day"] for event in all_events(store) if event["day"]), reverse=True)
    most = 5
    over = scope(store, "events", {}, most=most)
    assert over.since == days[most]
    counted = sum(found.count for found in tallies(store, over, "d.day"))
    assert counted == sum(day >= over.since for day in days)
    assert scope(store, "events", {}, most=len(days) + 10).since is None


def test_a_network_has_an_edge_for_each_pair_with_a_name_across_reports(store: Store) -> None:
    found = network(store, events(), "acts", "actors")
    keys = {node.key for node in found.nodes}
    assert {end for edge in found.edges for end in (edge.source, edge.target)} == keys
    assert found.edges
    edge = found.edges[0]
    listed = all_events(store, acting=edge.source, recipient=edge.target)
    assert edge.count == len(listed)
    assert found.edges == sorted(found.edges, key=lambda e: (-e.count, e.source, e.target))


def test_a_network_of_countries_has_their_names(store: Store) -> None:
    found = network(store, events(), "acts", "countries")
    assert found.nodes
    for node in found.nodes:
        assert node.key == f"country:{node.country}"
        assert node.name
    edge = found.edges[0]
    codes = [end.removeprefix("country:") for end in (edge.source, edge.target)]
    assert edge.count == len(all_events(store, acting=codes[0], recipient=codes[1]))


def test_who_speaks_of_whom_is_named_in_what_is_said(store: Store) -> None:
    found = network(store, Listing("attributions", {}), "speaks", "actors")
    assert found.edges
    names = {node.key: node.name for node in found.nodes}
    edge = found.edges[0]
    said = rows(store, "attributions", actor=edge.source)
    assert edge.source != edge.target
    assert edge.count <= len(list(said))
    assert names[edge.source] and names[edge.target]
    assert all(edge.goldstein is None for edge in found.edges)


def test_merged_actors_are_one_circle(store: Store) -> None:
    before = network(store, Listing("attributions", {}), "speaks", "actors")
    one, other = before.nodes[0].key, before.nodes[1].key
    store.run("SAVEPOINT merged")
    store.run("PRAGMA defer_foreign_keys = ON")
    store.run("INSERT INTO identities VALUES (?, ?, 1)", (other, one))
    try:
        after = {
            n.key for n in network(store, Listing("attributions", {}), "speaks", "actors").nodes
        }
    finally:
        store.run("ROLLBACK TO merged")
        store.run("RELEASE merged")
    assert one in after
    assert other not in after


def test_a_map_counts_each_event_once_or_nowhere(store: Store) -> None:
    found = map_of(store, events(), "place")
    placed = sum(one.count for one in (*found.spots, *found.unplaced))
    assert placed + found.nowhere == len(all_events(store))
    assert found.spots
    for spot in found.spots:
        assert -90 <= spot.latitude <= 90
        assert spot.count == len(all_events(store, place=spot.place))


def test_a_map_of_those_who_act_knows_no_more_than_the_country(store: Store) -> None:
    found = map_of(store, events(), "actor")
    assert found.spots
    assert {spot.precision for spot in found.spots} == {"country"}
    for spot in found.spots:
        assert spot.count == len(all_events(store, acting=spot.place))


def test_a_timeline_is_that_of_the_ledger(store: Store) -> None:
    asked = Listing("timeline", {"since": "2024-10"}, size=30)
    found = timeline(store, asked)
    listed = list(Timeline(store, since="2024-10", limit=30))
    assert [(item.day, item.id) for item in found.items] == [
        (row["day"], row["id"]) for row in listed
    ]
    assert {item.what for item in found.items} == {"event", "statement"}


def test_a_timeline_keeps_how_long_the_time_can_have_been(store: Store) -> None:
    page = timeline(store, Listing("timeline", {}, size=500))
    long = [item for item in page.items if item.last and item.last != item.day]
    assert long
    assert all(item.day is not None and item.last > item.day for item in long if item.last)
    groups = {item.group for item in page.items if item.what == "event"}
    assert {"done", "ahead"} <= groups


def test_the_pages_of_a_timeline_follow_each_other(store: Store) -> None:
    whole = timeline(store, Listing("timeline", {}, size=20)).items
    first = timeline(store, Listing("timeline", {}, size=10))
    second = timeline(store, Listing("timeline", {}, size=10, page=2))
    assert first.more
    assert [*first.items, *second.items] == whole
    backwards = timeline(store, Listing("timeline", {}, sort="-day", size=10)).items
    assert backwards[0].day >= whole[-1].day  # type: ignore[operator]


def test_numbers_are_written_as_comma_separated_values() -> None:
    answer = comma_separated("charts", ("day", "name"), iter([("2024-10-27", 'a "b", c')]))
    assert answer.headers["content-disposition"] == 'attachment; filename="charts.csv"'
    text = bytes(answer.body).decode()
    assert list(csv.reader(io.StringIO(text))) == [["day", "name"], ["2024-10-27", 'a "b", c']]


def test_the_api_names_each_filter_once() -> None:
    names = [one["name"] for one in filters("events", "attributions")["parameters"]]
    assert len(names) == len(set(names))
    assert {"acting", "act", "published-since"} <= set(names)


def test_filters_lead_only_where_they_are_known() -> None:
    denials = Listing("timeline", {"act": "deny", "since": "1957"}, path="/timeline")
    assert elsewhere(denials) == [("/attributions?act=deny&since=1957", "Statements")]
    years = Listing("events", {"since": "1957"}, path="/charts")
    assert [name for _, name in elsewhere(years)] == [
        "Events",
        "Statements",
        "Timeline",
        "Network",
        "Map",
    ]
    assert elsewhere(Listing("events", {}, path="/charts")) == []


def test_all_events_are_counted_where_that_is_asked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("charts", "network", "map"):
        monkeypatch.setattr(f"onrecord.show.web.{module}.MOST", 5)
    assert chart(store, events(), "type", None).since is not None
    whole = chart(store, events(), "type", None, whole=True)
    assert whole.since is None
    assert whole.events == len(all_events(store))
    assert map_of(store, events(), "place").since is not None
    assert map_of(store, events(), "place", whole=True).since is None
    assert network(store, events(), "acts", "actors").since is not None
    assert network(store, events(), "acts", "actors", whole=True).since is None


@pytest.mark.parametrize("step", ["day", "week", "month", "year"])
@pytest.mark.parametrize("by", ["type", "status", "quad", "dyad"])
def test_a_number_leads_to_just_its_events(store: Store, by: Any, step: Any) -> None:
    wanted = events(since="2024-10-20", confidence="0.3")
    found = chart(store, wanted, by, step)
    assert found.points
    for point in found.points:
        address = events_of(wanted, found, point)
        if point.series == REST:
            assert address is None
        else:
            assert address is not None
            given = dict(parse_qsl(address.removeprefix("/events?")))
            assert given["confidence"] == "0.3"
            assert len(all_events(store, **given)) == point.count


def test_figures_over_time_are_those_of_one_unit(store: Store) -> None:
    found = numbers(store, Listing("figures", {}), None)
    listed = [
        row for row in rows(store, "figures") if row["low"] is not None or row["high"] is not None
    ]
    units = Counter(map(unit_of, listed))
    assert found.units == dict(units)
    assert found.unit == units.most_common(1)[0][0]
    assert not found.more
    own = {row["id"] for row in listed if unit_of(row) == found.unit}
    assert {number.id for number in found.numbers} <= own
    assert sum(number.reports for number in found.numbers) + found.undated <= len(own)
    days = [number.day for number in found.numbers]
    assert days == sorted(days)
    percent = numbers(store, Listing("figures", {}), "percent")
    assert {number.id for number in percent.numbers} <= {
        row["id"] for row in listed if row["unit"] == "percent"
    }
    with pytest.raises(UsageError, match="unit of these figures"):
        numbers(store, Listing("figures", {}), "parsec")


def test_a_figure_that_two_reports_have_from_one_source_is_one(tmp_path: Path) -> None:
    words = "Two hundred barges are missing, Harbour Master Ada Quill said on Monday."
    reports = [
        onrecord.read(f"{words}{more}", published="2024-10-28", outlet=outlet)
        for outlet, more in (("Courier", ""), ("Post", " The river is high."))
    ]
    store = open_store(tmp_path / "ledger.db", write=True)
    writer = Writer(store, lambda: NOON)
    writer.add(reports, writer.begin("add", "0", "settings"))
    found = numbers(store, Listing("figures", {}), "count").numbers
    store.close()
    assert [(one.low, one.high, one.who, one.reports) for one in found] == [
        (200.0, 200.0, "Ada Quill", 2)
    ]

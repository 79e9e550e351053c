"""Asking a ledger: filters, groups, order, search and SQL, over the records of the examples."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import UsageError
from onrecord.ledger.asking_conditions import STATUSES
from onrecord.ledger.asking_filters import ALL
from onrecord.ledger.asking_groups import GROUPS, SIDES
from onrecord.ledger.asking_rows import library
from onrecord.ledger.asking_sql import schema, select
from onrecord.ledger.asking_tables import LISTS
from onrecord.ledger.store import open_store
from onrecord.model import words
from tests.asked_ledger import NOON, OUTLETS, example_records, fill

VIEWS = [table.name for table in schema() if table.kind == "view"]
Row = dict[str, Any]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "ledger.db"
    fill(path).close()
    return path


@pytest.fixture(scope="module")
def ledger(path: Path) -> Iterator[onrecord.Ledger]:
    with onrecord.Ledger(path) as ledger:
        yield ledger


@pytest.fixture
def own(tmp_path: Path) -> Iterator[onrecord.Ledger]:
    """A ledger that may be changed."""
    fill(tmp_path / "own.db").close()
    with onrecord.Ledger(tmp_path / "own.db", write=True, clock=lambda: NOON) as ledger:
        yield ledger


def typed() -> list[onrecord.Event]:
    return [event for record in example_records() for event in record.events if event.type]


def test_all_that_stands_is_listed(ledger: onrecord.Ledger) -> None:
    records = example_records()
    assert ledger.reports().count() == len(records) >= 12
    assert len(list(ledger.events())) == ledger.events().count() == len(typed())
    assert ledger.events(untyped=True).count() == sum(len(r.events) for r in records)
    assert len(list(ledger.attributions())) == sum(len(r.attributions) for r in records)
    assert len(list(ledger.figures())) == sum(len(r.figures) for r in records)
    assert len(list(ledger.timexes())) == sum(len(r.timexes) for r in records)


def test_a_row_says_what_the_record_says(ledger: onrecord.Ledger) -> None:
    rows = {row["id"].partition(".")[2]: row for row in ledger.events()}
    for record in example_records():
        names = {actor.id: actor.name for actor in record.actors}
        for event in record.events:
            row = rows.get(f"E{event.trigger.start}-{event.trigger.end}")
            if not event.type or not row or row["clause"] != text_at(record, event.span):
                continue
            assert row["words"] == text_at(record, event.trigger)
            assert row["actors"] == ("; ".join(names[id] for id in event.actors) or None)
            assert row["recipients"] == ("; ".join(names[id] for id in event.recipients) or None)
            assert (row["status"], row["cameo"]) == (event.status, event.cameo)
            assert row["confidence"] == round(event.confidence, 2)
            assert row["why"] == event.why
    assert len(rows) > 20


def text_at(record: onrecord.Record, span: onrecord.Span) -> str:
    return record.report.text[span.start : span.end]


@pytest.mark.parametrize("status", [*STATUSES, "planned,denied"])
def test_status_narrows_by_value_and_by_group(ledger: onrecord.Ledger, status: str) -> None:
    allowed = STATUSES.get(status, tuple(status.split(",")))
    rows = list(ledger.events(status=status))
    assert len(rows) == sum(event.status in allowed for event in typed())
    assert {row["status"] for row in rows} <= set(allowed)


def test_the_groups_hold_each_status_once() -> None:
    grouped = [status for group in STATUSES.values() for status in group]
    assert sorted(grouped) == sorted(words.values(words.Status))


def test_events_are_narrowed_by_their_codes(ledger: onrecord.Ledger) -> None:
    for key in ("type", "quad", "mode"):
        counts = Counter(getattr(event, key) for event in typed() if getattr(event, key))
        value, number = counts.most_common(1)[0]
        assert ledger.events(**{key: value}).count() == number
    assert ledger.events(type="consult").count() == ledger.events(type="CONSULT").count()
    two = Counter(event.cameo[:2] for event in typed() if event.cameo).most_common(1)[0]
    assert ledger.events(cameo=two[0]).count() == two[1]
    assert ledger.events(background=True).count() == sum(event.background for event in typed())


def test_attributions_are_narrowed(ledger: onrecord.Ledger) -> None:
    said = [one for record in example_records() for one in record.attributions]
    assert ledger.attributions(act="deny").count() == sum(one.act == "deny" for one in said)
    kinds = ["unnamed-official", "unnamed"]
    assert ledger.attributions(kind=kinds).count() == sum(one.source.kind in kinds for one in said)
    sure = sum(round(one.confidence * 100) >= 80 for one in said)
    assert ledger.attributions(confidence=0.8).count() == sure


def test_an_actor_is_found_by_name_key_and_country(ledger: onrecord.Ledger) -> None:
    best = next(row for row in ledger.actors(kind="person") if row["statements"])
    by_key = ledger.attributions(actor=best["key"])
    assert by_key.count() == best["statements"]
    assert ledger.attributions(actor=best["name"].upper()).count() >= best["statements"]
    assert {row["source"] for row in by_key} == {best["name"]}
    sides = ledger.events(by=["actor-country"])
    country, number = next((r["actor_country"], r["count"]) for r in sides if r["actor_country"])
    assert ledger.events(acting=country).count() == number
    assert ledger.events(country=country).count() >= number


@pytest.mark.parametrize("many", [1, 30_000])
def test_either_side_is_both_sides_together(
    ledger: onrecord.Ledger, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("onrecord.ledger.asking_conditions.MANY", many)  # by a pass, by indexes
    code = next(r["recipient_country"] for r in ledger.events(by=["recipient-country"])
                if r["recipient_country"])  # fmt: skip
    ids = [
        {row["id"] for row in ledger.events(**{side: code})}
        for side in ("actor", "acting", "recipient")
    ]
    assert ids[0] == ids[1] | ids[2] != set()


@pytest.mark.parametrize("table", ["events", "attributions", "figures", "timexes"])
def test_days_of_publication_find_the_same_however_many_reports_have_them(
    ledger: onrecord.Ledger, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    ask = getattr(ledger, table)
    few = list(ask(published_since="1970", published_until="1995"))
    monkeypatch.setattr("onrecord.ledger.asking_conditions.MANY", 1)
    many = ask(published_since="1970", published_until="1995")
    assert list(many) == few != []
    assert "EXISTS (SELECT 1 FROM standing" in many.sql


@pytest.mark.parametrize("table", ["events", "attributions", "figures", "timexes"])
def test_words_find_the_same_however_many_reports_hold_them(
    ledger: onrecord.Ledger, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    ask = getattr(ledger, table)
    few = [list(ask(words=word)) for word in ("minister", "the police")]
    monkeypatch.setattr("onrecord.ledger.asking_conditions.MANY_REPORTS", 1)
    assert [list(ask(words=word)) for word in ("minister", "the police")] == few
    assert few[0]
    assert "+d.reading" in ask(words="minister").sql


@pytest.mark.parametrize("sort", ["day", "-day"])
def test_a_page_that_is_walked_to_is_the_same(
    ledger: onrecord.Ledger, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr("onrecord.ledger.asking_conditions.MANY", 1)
    code = next(r["recipient_country"] for r in ledger.events(by=["recipient-country"])
                if r["recipient_country"])  # fmt: skip
    day = next(iter(ledger.events(country=code)))["day"]
    for asked in ({"country": code}, {"actor": code}, {"country": code, "since": day},
                  {"country": code, "until": day}):  # fmt: skip
        rows = ledger.events(**asked, sort=sort)
        pages = ledger.events(**asked, sort=sort, limit=2, offset=1)
        assert "EXISTS" in pages.sql and "DISTINCT" in rows.sql
        assert list(pages) == list(rows)[1:3]
        assert pages.count() == rows.count() > 0


def test_dates_are_days_months_and_years(ledger: onrecord.Ledger) -> None:
    days = [row["day"] for row in ledger.events()]
    month = Counter(day[:7] for day in days).most_common(1)[0]
    assert ledger.events(since=month[0], until=month[0]).count() == month[1]
    assert ledger.events(since="2024-10-27").count() == sum(day >= "2024-10-27" for day in days)
    assert ledger.events(until="2024-10-26").count() == sum(day <= "2024-10-26" for day in days)
    published = ledger.events(published_since="2024", published_until="2024").count()
    assert 0 < published <= len(days)
    assert ledger.events(dated=True).count() + ledger.events(dated=False).count() == len(days)


def test_outlets_and_reports(ledger: onrecord.Ledger) -> None:
    counts = [ledger.events(outlet=outlet).count() for outlet in OUTLETS]
    assert sum(counts) == len(typed())
    report = next(row for row in ledger.reports() if row["events"])
    assert ledger.events(report=report["report"]).count() == report["events"]
    assert ledger.events(report=report["version"]).count() == report["events"]


def test_words_stand_in_the_clause(ledger: onrecord.Ledger) -> None:
    clauses = " ".join(row["clause"] for row in ledger.events())
    word = re.findall(r"\b[a-z]{6,}\b", clauses)[0]
    found = list(ledger.events(words=word))
    assert found
    assert all(word in row["clause"].lower() for row in found)
    assert ledger.events(words="100%_").count() == 0
    assert ledger.reports(words=word).count() >= 1


def test_pages_are_parts_of_the_whole(ledger: onrecord.Ledger) -> None:
    whole = [row["id"] for row in ledger.events(sort="day")]
    parts = [r["id"] for n in range(0, len(whole), 7)
             for r in ledger.events(sort="day", limit=7, offset=n)]  # fmt: skip
    assert parts == whole
    days = [row["day"] for row in ledger.events()]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("table", [name for name in GROUPS if name != "reports"])
def test_groups_add_up(ledger: onrecord.Ledger, table: str) -> None:
    asked = getattr(ledger, table)
    for key in GROUPS[table]:
        rows = asked(by=[key])
        shown = list(rows)
        assert rows.count() == len(shown)
        whole = asked().count()
        total = sum(row["count"] for row in shown)
        assert total >= whole
        assert total == whole or key in SIDES


@pytest.mark.parametrize("table", LISTS)
def test_each_key_to_sort_by_sorts(ledger: onrecord.Ledger, table: str) -> None:
    whole = getattr(ledger, table)().count()
    for key in LISTS[table].orders:
        assert len(list(getattr(ledger, table)(sort=f"-{key}"))) == whole


def test_the_mean_is_over_events_and_not_over_pairs(ledger: onrecord.Ledger) -> None:
    for row in ledger.events(by=["type"]):
        scores = [event.goldstein for event in typed() if event.type == row["type"]]
        mean = sum(score for score in scores if score is not None) / len(scores)
        assert row["goldstein"] == pytest.approx(mean, abs=0.006)


def test_a_timeline_has_both_in_the_order_of_days(ledger: onrecord.Ledger) -> None:
    line = ledger.timeline()
    rows = list(line)
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert {row["what"] for row in rows} == {"event", "statement"}
    assert len(rows) == line.count() == ledger.events().count() + ledger.attributions().count()
    assert list(ledger.timeline(limit=5, offset=3)) == rows[3:8]
    assert {row["what"] for row in ledger.timeline(act="deny")} == {"statement"}


def test_each_filter_has_a_value_that_it_takes(ledger: onrecord.Ledger) -> None:
    values = {
        "actor": "minister", "acting": "PRK", "recipient": "PRK", "country": "North Korea",
        "sector": "GOV", "mode": "visit", "cameo": "19", "quad": "verbal-conflict",
        "status": "so", "background": "no", "act": "assert", "casualty": "killed",
        "since": "2024", "until": "2024-10", "published_since": "2024-10-01",
        "published_until": "2025", "dated": "yes", "outlet": OUTLETS[0].lower(), "place": "PRK",
        "words": "the", "confidence": "0.5", "judged": "no",
    }  # fmt: skip
    values["report"] = next(iter(ledger.reports()))["report"]
    values["actor"] = next(iter(ledger.actors()))["key"]
    kinds = {"attributions": "media", "figures": "count", "actors": "person"}
    types = {"events": "CONSULT", "timexes": "DATE"}
    tried = 0
    for entry in ALL:
        for table in entry.of:
            value = {"kind": kinds, "type": types}.get(entry.name, {}).get(table)
            asked = getattr(ledger, table)(**{entry.name: value or values[entry.name]})
            assert asked.count() == len(list(asked))
            tried += 1
    assert tried > 50


@pytest.mark.parametrize(
    ("table", "asked", "says"),
    [
        ("events", {"statu": "planned"}, "Did you mean status?"),
        ("events", {"status": "plannd"}, "Did you mean planned?"),
        ("events", {"type": "ATTACK"}, "ASSAULT"),
        ("events", {"country": "Nord Korea"}, "North Korea"),
        ("events", {"cameo": "99"}, "CAMEO"),
        ("events", {"since": "soon"}, "2024-10-27, 2024-10, 2024"),
        ("events", {"actor": "Zzyzx"}, "knows nobody by 'Zzyzx'"),
        ("events", {"report": "nothing"}, "no id of a report"),
        ("events", {"report": "aaaaaaaaaaaa"}, "has no report aaaaaaaaaaaa"),
        ("events", {"outlet": "Harbor Post"}, "Did you mean Harbour Post?"),
        ("events", {"confidence": "1.5"}, "from 0 to 1"),
        ("events", {"confidence": "high"}, "from 0 to 1"),
        ("events", {"background": "maybe"}, "yes, no"),
        ("events", {"status": ""}, "status needs a value"),
        ("events", {"by": ["mont"]}, "Did you mean month?"),
        ("events", {"sort": "date"}, "key to sort by"),
        ("events", {"by": ["type"], "sort": "day"}, "key to sort groups by"),
        ("events", {"limit": -1}, "count from 0"),
        ("attributions", {"kind": "money"}, "named-official"),
        ("actors", {"by": ["kind"]}, "not grouped"),
        ("actors", {"sort": "height"}, "reports"),
        ("timeline", {"colour": "red"}, "no filter"),
        ("timeline", {"sort": "type"}, "day"),
    ],
)  # fmt: skip
def test_what_is_none_is_refused_with_what_is_allowed(
    ledger: onrecord.Ledger, table: str, asked: Row, says: str
) -> None:
    with pytest.raises(UsageError) as error:
        list(getattr(ledger, table)(**asked))
    assert says in str(error.value)


def test_rejected_facts_are_out_and_set_values_stand(own: onrecord.Ledger) -> None:
    first, second = list(own.events(status="happened", limit=2))
    before = own.events().count()
    own.judge(first["id"], "reject", by="ann")
    own.judge(second["id"], "set", by="ann", status="denied")
    rows = {row["id"]: row for row in own.events()}
    assert own.events().count() == len(rows) == before - 1
    assert first["id"] not in rows
    assert rows[second["id"]]["status"] == "denied"
    assert rows[second["id"]]["verdict"] == "set"
    assert rows[second["id"]]["confidence"] == 1.0
    assert second["id"] in {row["id"] for row in own.events(judged=True, status="not")}


def test_figures_are_listed_as_people_set_them(own: onrecord.Ledger) -> None:
    figure = next(iter(own.figures(kind="count")))
    own.judge(figure["id"], "set", by="ann", low=7, high=7)
    row = next(row for row in own.figures(judged=True) if row["id"] == figure["id"])
    assert (row["low"], row["high"], row["verdict"]) == (7, 7, "set")
    own.judge(figure["id"], "reject", by="ann")
    assert figure["id"] not in {row["id"] for row in own.figures()}


def test_what_people_merged_is_found_under_both_names(own: onrecord.Ledger) -> None:
    one, other = [row for row in own.actors(kind="person") if row["statements"]][:2]
    own.merge(one["key"], other["key"], by="ann")
    both = {row["source"] for row in own.attributions(actor=other["key"])}
    assert both >= {one["name"], other["name"]}
    keys = [row["key"] for row in own.actors(kind="person")]
    assert one["key"] in keys
    assert other["key"] not in keys


def test_withdrawn_reports_are_in_no_list(own: onrecord.Ledger) -> None:
    report = next(row for row in own.reports() if row["events"])
    own.withdraw(report["report"], by="ann")
    for asked in (own.reports, own.events, own.attributions, own.figures, own.timexes):
        assert report["report"] not in {row["report"] for row in asked()}


def test_the_order_of_arrival_changes_no_view(path: Path, tmp_path: Path) -> None:
    fill(tmp_path / "backwards.db", backwards=True).close()
    one, other = open_store(path), open_store(tmp_path / "backwards.db")
    for view in VIEWS:
        if not view.startswith("standing_"):
            continue
        rows = [
            Counter(
                tuple(v for k, v in row.items() if k != "reading")
                for row in store.dicts(f"SELECT * FROM {view}")
            )
            for store in (one, other)
        ]
        assert rows[0] == rows[1]
    one.close()
    other.close()


def test_search_finds_words_phrases_and_beginnings(ledger: onrecord.Ledger) -> None:
    texts = [record.report.text.lower() for record in example_records()]
    word = Counter(re.findall(r"[a-z]{7,}", texts[0])).most_common(1)[0][0]
    holding = sum(bool(re.search(rf"(?<!\w){word}(?!\w)", text)) for text in texts)
    rows = list(ledger.search(word))
    assert len(rows) == ledger.search(word).count() >= holding > 0
    assert [row["score"] for row in rows] == sorted((r["score"] for r in rows), reverse=True)
    assert f"[{word}]" in rows[0]["snippet"].lower() or word in (rows[0]["title"] or "").lower()
    assert ledger.search(f"{word[:5]}*").count() >= len(rows)
    assert ledger.search(f"{word} NOT {word}").count() == 0
    assert sum(row["count"] for row in ledger.search(word, by=["outlet"])) == len(rows)
    parts = [ledger.search(word, outlet=outlet).count() for outlet in OUTLETS]
    assert sum(parts) == len(rows)


@pytest.mark.parametrize("words", ['cease-fire"', "AND", "(one", "", "colour: red", "a NEAR("])
def test_bad_searches_say_how_to_quote(ledger: onrecord.Ledger, words: str) -> None:
    with pytest.raises(UsageError, match="double quotes"):
        ledger.search(words)


def test_the_rows_become_tables(ledger: onrecord.Ledger) -> None:
    rows = ledger.figures()
    listed = list(rows)
    assert rows.arrow().num_rows == len(listed)
    assert list(rows.pandas()["id"]) == rows.polars()["id"].to_list() == [r["id"] for r in listed]
    assert rows.arrow().column_names == list(rows.columns)


def test_a_missing_library_says_what_to_install() -> None:
    with pytest.raises(UsageError, match=r"pip install 'onrecord\[arrow\]'"):
        library("no_such_library", "arrow")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM deeds", "INSERT INTO places VALUES ('x', 1)", "DROP TABLE words",
        "UPDATE reports SET name = 'x'", "ATTACH ':memory:' AS other",
        "PRAGMA journal_mode = DELETE", "VACUUM INTO 'copy.db'", "CREATE TEMP TABLE t (a)",
        "BEGIN", "SELECT load_extension('x')", "PRAGMA user_version = 1",
    ],
)  # fmt: skip
def test_sql_cannot_write(own: onrecord.Ledger, sql: str) -> None:
    with pytest.raises(UsageError, match=r"only SELECT is allowed|SQLite says"):
        list(select(own.store, sql)[1])
    own.store.connection.authorizer = None
    assert own.reports().count() == len(example_records())


def test_sql_reads_and_says_what_is_wrong(path: Path) -> None:
    store = open_store(path)
    columns, rows = select(store, "SELECT count(*) AS n FROM standing_reports")
    assert (columns, list(rows)) == (("n",), [(len(example_records()),)])
    assert select(store, "SELECT 1 AS n WHERE 0")[0] == ("n",)
    with pytest.raises(UsageError, match="no such table"):
        select(store, "SELECT * FROM no_table")
    with pytest.raises(UsageError, match="one statement at a time"):
        list(select(store, "SELECT 1; SELECT 2")[1])
    with pytest.raises(UsageError, match="more than 3 rows"):
        list(select(store, "SELECT * FROM sentences", most=3)[1])
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(UsageError, match="took too long"):
        list(select(store, endless, stop=lambda: True)[1])
    store.close()


def test_every_column_is_described(path: Path) -> None:
    store = open_store(path)
    for table in schema():
        if table.name == "words":
            continue
        columns = [row[1] for row in store.run(f'PRAGMA table_info("{table.name}")')]
        assert [column.name for column in table.columns] == columns
        assert all(column.words for column in table.columns)
    store.close()

"""Each form of export, field by field, read back by what reads such files."""

import csv
import html
import io
import json
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import msgspec
import pytest

import onrecord
from onrecord.model import Record
from onrecord.show.exports import gdelt, polecat
from tests.show.exporting_desk import ODD, filled, odd, velmar

replace = msgspec.structs.replace


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("l") / "l.db", [*velmar(), odd()])


@pytest.fixture(scope="module")
def ids(ledger: Path) -> dict[str, str]:
    """Public ids of versions by the titles of reports."""
    with onrecord.Ledger(ledger) as held:
        return dict(held.store.run("SELECT title, name FROM versions"))


def written(ledger: Path, form: str, folder: Path, **wish: Any) -> str:
    onrecord.export(ledger, form, folder / "out", **wish)
    return (folder / "out").read_bytes().decode("utf-8")


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---- csv and parquet


def test_csv_holds_facts_field_by_field(ledger: Path, ids: dict[str, str], tmp_path: Path) -> None:
    onrecord.export(ledger, "csv", tmp_path / "c")
    version = ids["Harbour shelled"]
    events = {row["id"]: row for row in cells(tmp_path / "c" / "events.csv")}
    fired = events[f"{version}.E281-286"]
    assert fired["trigger"] == "fired"
    assert fired["cameo"] == "193" and fired["status"] == "denied" and fired["type"] == "ASSAULT"
    assert json.loads(fired["actor_names"]) == ["Germany"]
    assert json.loads(fired["actor_countries"]) == ["DEU"]
    assert json.loads(fired["said_by"]) == ["Germany"] and fired["when"] == ""
    shelled = events[f"{version}.E19-26"]
    assert (shelled["earliest"], shelled["goldstein"]) == ("1894-03-03", "-10")
    assert json.loads(shelled["recipient_countries"]) == [""]
    attributions = {row["id"]: row for row in cells(tmp_path / "c" / "attributions.csv")}
    (denied,) = [row for row in attributions.values() if row["act"] == "deny"]
    assert denied["content"] == "that its ships had fired on the town"
    assert denied["said_value"] == "1894-03-04" and denied["id"] in fired["according_to"]
    met = [row for row in events.values() if row["trigger"] == "met"]
    assert [row["cameo"] for row in met] == ["040"]
    actors = {row["name"]: row for row in cells(tmp_path / "c" / "actors.csv")}
    assert (actors["Germany"]["identity"], actors["Ada Quill"]["kind"]) == (
        "country:DEU",
        "person",
    )
    flour = [row for row in cells(tmp_path / "c" / "figures.csv") if row["low"] == "300"]
    assert [(row["high"], row["kind"], row["approximate"]) for row in flour] == [
        ("300", "measure", "false")
    ]
    times = {row["value"]: row for row in cells(tmp_path / "c" / "timexes.csv")}
    assert times["1894-W10"]["words"] == "next week" and times["1894-W10"]["latest"] == "1894-03-11"


def test_csv_keeps_every_sign(ledger: Path, tmp_path: Path) -> None:
    onrecord.export(ledger, "csv", tmp_path / "c", words="stop")
    (report,) = cells(tmp_path / "c" / "reports.csv")
    assert (report["outlet"], report["title"]) == ("A, B; C\t\n", 'Odd\t"title"\n</script>')
    (event,) = cells(tmp_path / "c" / "events.csv")
    assert event["clause"] == ODD
    (actor,) = cells(tmp_path / "c" / "actors.csv")
    assert json.loads(event["actor_names"]) == [actor["name"]] == ["שלום 😀\t\n;"]


def test_the_data_package_says_what_is_in_the_folder(ledger: Path, tmp_path: Path) -> None:
    onrecord.export(ledger, "csv", tmp_path / "c")
    package = json.loads((tmp_path / "c" / "datapackage.json").read_text("utf-8"))
    assert package["profile"] == "tabular-data-package"
    for resource in package["resources"]:
        path = tmp_path / "c" / resource["path"]
        rows = cells(path)
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert list(rows[0]) == names and len(rows) == resource["rows"] > 0
        assert path.stat().st_size == resource["bytes"]
    kinds = {f["name"]: f["type"] for f in package["resources"][1]["schema"]["fields"]}
    assert kinds["cameo"] == "string" and kinds["goldstein"] == "number"


def test_parquet_holds_what_csv_holds(ledger: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    onrecord.export(ledger, "csv", tmp_path / "c")
    onrecord.export(ledger, "parquet", tmp_path / "p")
    for name in ("reports", "events", "attributions", "actors", "figures", "timexes"):
        rows = parquet.read_table(tmp_path / "p" / f"{name}.parquet").to_pylist()
        texts = cells(tmp_path / "c" / f"{name}.csv")
        assert len(rows) == len(texts)
        for row, text in zip(rows, texts, strict=True):
            assert {key: as_text(value) for key, value in row.items()} == text


def as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{value:.15g}" if isinstance(value, float) else str(value)


# ---- coded events


def test_plover_holds_only_what_is_done(ledger: Path, ids: dict[str, str], tmp_path: Path) -> None:
    text = written(ledger, "plover", tmp_path, outlet="Velmar Courier")
    shelled, killed = map(json.loads, text.split("\n")[:-1])
    assert shelled == {
        "id": f"{ids['Harbour shelled']}.E19-26",
        "has_event": True,
        "date": "1894-03-03",
        "source": [
            {
                "actor_text": "Orland",
                "mention": f"{ids['Harbour shelled']}.A12-18",
            }
        ],
        "recipient": [{"actor_text": "Velmar Courier", "sector": "JRN",
                       "mention": shelled["recipient"][0]["mention"]}],
        "event": ["ASSAULT"],
        "mode": ["heavy-weapons"],
        "context": ["military"],
        "event_text": ["shelled"],
        "quad_code": 4,
        "event_scale": -9.3,
        "text": shelled["text"],
        "text_info": {"start": 0, "end": len(shelled["text"])},
        "cite_info": shelled["cite_info"],
        "coder": "onrecord 0.1.0",
        "status": "happened",
        "cameo": "194",
        "date_basis": "text",
        "according_to": ["two sailors"],
        "confidence": 0.55,
    }  # fmt: skip
    assert shelled["cite_info"]["publication"] == "Velmar Courier"
    assert (killed["date"], killed["date_basis"]) == ("1894-03-04", "published")


def test_plovers_contexts_say_what_is_not_so(ledger: Path, tmp_path: Path) -> None:
    text = written(ledger, "plover", tmp_path, status="denied,planned,negated")
    found = {one["event_text"][0]: one for one in map(json.loads, text.split("\n")[:-1])}
    assert {word: one["context"][-1] for word, one in found.items()} == {
        "asked": "negation",
        "send": "future",
        "fired": "negation",
    }


def test_folding_gives_plovers_types_and_days(ledger: Path, tmp_path: Path) -> None:
    text = written(ledger, "plover", tmp_path, fold_status=True)
    found = {one["event_text"][0]: one for one in map(json.loads, text.split("\n")[:-1])}
    send = found["send"]
    assert (send["event"], send["cameo"], send["quad_code"]) == (["AGREE"], "0333", 1)
    assert (send["date"], send["status"], "mode" in send) == ("1894-03-04", "planned", False)
    assert "fired" not in found and "blockade" not in found  # denied; told by the threat itself
    assert found["threatened"]["event"] == ["THREATEN"]


@pytest.mark.parametrize(
    ("published", "earliest", "latest", "background", "day", "month", "year"),
    [
        ("1894-03-04", "1894-03-01", "1894-03-01", False, "1894-03-01", "189403", "1894"),
        ("1894-03-04", "1894-02-01", "1894-02-28", False, "", "189402", "1894"),
        ("1894-03-04", "1893-01-01", "1893-12-31", False, "", "", "1893"),
        ("1894-03-04", "1894-03-01", "1894-03-07", False, "1894-03-04", "189403", "1894"),
        ("1894-03-04", None, "1894-03-01", False, "", "", ""),
        ("1894-03-04", None, None, False, "1894-03-04", "189403", "1894"),
        ("1894-03", None, None, False, "", "189403", "1894"),
        (None, None, None, False, "", "", ""),
        ("1894-03-04", "1894-03-01", "1894-03-07", True, "", "189403", "1894"),
        ("1894-03-04", None, None, True, None, None, None),
    ],
)
def test_days_are_never_more_precise_than_the_text(
    tmp_path: Path,
    published: str | None,
    earliest: str | None,
    latest: str | None,
    background: bool,
    day: str | None,
    month: str | None,
    year: str | None,
) -> None:
    record = velmar()[0]
    record = replace(
        record,
        report=replace(record.report, published=published),
        timexes=(replace(record.timexes[0], earliest=earliest, latest=latest),),
        events=(replace(record.events[0], background=background),),
    )
    path = filled(tmp_path / "l.db", [record])
    rows = gdelt_rows(written(path, "gdelt", tmp_path))
    dates = written(path, "polecat", tmp_path).splitlines()[1:]
    if day is None:
        assert not rows and not dates
        return
    assert (rows[0]["SQLDATE"], rows[0]["MonthYear"], rows[0]["Year"]) == (
        day.replace("-", ""),
        month,
        year,
    )
    assert dates[0].split("\t")[1] == day


def test_polecat_has_its_columns(ledger: Path, ids: dict[str, str], tmp_path: Path) -> None:
    text = written(ledger, "polecat", tmp_path)
    lines = [line.split("\t") for line in text.split("\n")[:-1]]
    assert tuple(lines[0]) == polecat.COLUMNS and len(lines[0]) == 40
    assert {len(line) for line in lines} == {40}
    rows = {row["Event ID"]: row for row in csv.DictReader(io.StringIO(text), delimiter="\t")}
    met = rows[f"{ids['Envoy received']}.E10-13"]
    assert {key: value for key, value in met.items() if value} == {
        "Event ID": f"{ids['Envoy received']}.E10-13",
        "Event Date": "1894-02-26",
        "Event Type": "CONSULT",
        "Event Intensity": "2.1",
        "Quad Code": "VERBAL COOPERATION",
        "Actor Name": "Ada Quill",
        "Actor Name Raw": "Ada Quill",
        "Recipient Name": "the ambassador of France",
        "Recipient Name Raw": "the ambassador of France",
        "Recipient Country": "FRA",
        "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV",
        "Recipient Title": "ambassador",
        "Contexts": met["Contexts"],
        "Source": "Selters Gazette",
        "Publication Date": "1894-03-04",
        "Story People": met["Story People"],
        "Story Organizations": met["Story Organizations"],
        "Story Locations": met["Story Locations"],
        "Language": "en",
        "Version": "onrecord 0.1.0",
    }
    (strange,) = [row for row in rows.values() if row["Event Type"] == "REJECT"]
    assert (strange["Source"], strange["Actor Name"]) == ("A, B; C", "שלום 😀 ;")


def gdelt_rows(text: str) -> list[dict[str, str]]:
    lines = [line.split("\t") for line in text.split("\n")[:-1]]
    assert all(len(line) == len(gdelt.COLUMNS) == 61 for line in lines)
    return [dict(zip(gdelt.COLUMNS, line, strict=True)) for line in lines]


def test_gdelt_has_its_columns(ledger: Path, tmp_path: Path) -> None:
    rows = gdelt_rows(written(ledger, "gdelt", tmp_path))
    (met,) = [row for row in rows if row["EventCode"] == "040"]
    with onrecord.Ledger(ledger) as held:
        (report,) = held.store.one(
            "SELECT reports.name FROM reports JOIN versions ON versions.report = reports.id"
            " WHERE title = 'Envoy received'"
        ) or ("",)
    assert {key: value for key, value in met.items() if value and key != "GLOBALEVENTID"} == {
        "SQLDATE": "18940226",
        "MonthYear": "189402",
        "Year": "1894",
        "FractionDate": "1894.2356",
        "Actor1Name": "ADA QUILL",
        "Actor2Code": "FRAGOV",
        "Actor2Name": "THE AMBASSADOR OF FRANCE",
        "Actor2CountryCode": "FRA",
        "Actor2Type1Code": "GOV",
        "IsRootEvent": "1",
        "EventCode": "040",
        "EventBaseCode": "040",
        "EventRootCode": "04",
        "QuadClass": "1",
        "GoldsteinScale": "1.0",
        "NumMentions": "1",
        "NumSources": "1",
        "NumArticles": "1",
        "DATEADDED": "18940305120000",
        "SOURCEURL": f"urn:onrecord:{report}",
    }
    assert len({row["GLOBALEVENTID"] for row in rows}) == len(rows)
    assert all(0 < int(row["GLOBALEVENTID"]) < 2**52 for row in rows)
    (strange,) = [row for row in rows if row["EventCode"] == "120"]
    assert strange["SOURCEURL"] == "https://odd.example/?a=1&b=%3C2%3E"
    assert (strange["SQLDATE"], strange["MonthYear"]) == ("", "189403")


def copies() -> list[Record]:
    """The second report, and a copy of it in another paper with a word more."""
    record = velmar()[1]
    text = record.report.text + "It rained.\n"
    other = replace(record.report, text=text, id="sha256:" + "0" * 64, outlet="Evening Post")
    countries = {"A1": "VEL", "A5": "DEU"}
    actors = tuple(replace(a, country=countries.get(a.id, a.country)) for a in record.actors)
    held = [replace(record, actors=actors, report=report) for report in (record.report, other)]
    return [replace(one, actors=tuple(_country(a) for a in one.actors)) for one in held]


def _country(actor: Any) -> Any:
    """The ambassador as his country, whom two reports can share."""
    return replace(actor, kind="country", name="France") if actor.id == "A2" else actor


def test_gdelt_counts_one_event_of_two_reports_once(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.db", copies())
    rows = {row["EventCode"]: row for row in gdelt_rows(written(path, "gdelt", tmp_path))}
    counted = ("NumMentions", "NumSources", "NumArticles")
    assert [rows["040"][name] for name in counted] == ["2", "2", "2"]
    assert [rows["1381"][name] for name in counted] == ["1", "1", "1"]  # nobody is threatened
    assert len(gdelt_rows(written(path, "gdelt", tmp_path))) == 3
    one = filled(tmp_path / "one.db", copies()[:1])
    alone = {row["EventCode"]: row for row in gdelt_rows(written(one, "gdelt", tmp_path))}
    assert alone["040"]["GLOBALEVENTID"] == rows["040"]["GLOBALEVENTID"]


def test_dyads_count_by_month(tmp_path: Path) -> None:
    path = filled(tmp_path / "l.db", copies())
    onrecord.export(path, "cameo-dyads", tmp_path / "out.csv")
    assert cells(tmp_path / "out.csv") == [
        {
            "actor1": "VEL",
            "actor2": "FRA",
            "month": "1894-02",
            "events": "2",
            "verbal_cooperation": "2",
            "material_cooperation": "0",
            "verbal_conflict": "0",
            "material_conflict": "0",
            "goldstein_mean": "1.000",
            "reports": "2",
        }
    ]


# ---- stix


def test_stix_is_valid_and_says_who_differs(
    ledger: Path, ids: dict[str, str], tmp_path: Path
) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(written(ledger, "stix", tmp_path))
    held = {object.id: object for object in bundle.objects}
    assert len(held) == len(bundle.objects)
    refs = [id for one in bundle.objects for id in one.get("object_refs", [])]
    assert set(refs) <= set(held)
    kinds = {one.type for one in bundle.objects}
    assert kinds == {"identity", "location", "note", "relationship", "report"}
    notes = {
        one.external_references[0].external_id: one for one in bundle.objects if one.type == "note"
    }
    fired = notes[f"{ids['Harbour shelled']}.E281-286"]
    assert fired.abstract == "ASSAULT (denied): Germany"
    assert (fired.confidence, fired.authors) == (48, ["Germany"])
    (germany,) = [held[id] for id in fired.object_refs if held[id].type == "identity"]
    assert (germany.name, germany.identity_class) == ("Germany", "organization")
    (where,) = [one for one in bundle.objects if one.get("source_ref") == germany.id]
    assert where.relationship_type == "located-at"
    assert (held[where.target_ref].country, held[where.target_ref].name) == ("DE", "Germany")
    reports = {one.name: one for one in bundle.objects if one.type == "report"}
    assert fired.id in reports["Harbour shelled"].object_refs
    assert str(reports["Harbour shelled"].published) == "1894-03-04 00:00:00+00:00"
    assert str(reports['Odd\t"title"\n</script>'].published) == "1894-03-05 12:00:00+00:00"


def test_a_source_who_denies_has_an_opinion(tmp_path: Path) -> None:
    stix2 = pytest.importorskip("stix2")
    record = velmar()[0]
    fired = next(event for event in record.events if event.status == "denied")
    from onrecord.model.record import View

    told = replace(fired, status="happened", views=(View("S4", "denied"), View("S5", "happened")))
    path = filled(tmp_path / "l.db", [replace(record, events=(told,))])
    bundle = stix2.parse(written(path, "stix", tmp_path))
    (opinion,) = [one for one in bundle.objects if one.type == "opinion"]
    (note,) = [one for one in bundle.objects if one.id in opinion.object_refs]
    assert (opinion.opinion, opinion.authors) == ("disagree", ["Germany"])
    assert note.abstract == "ASSAULT (happened): Germany"
    assert opinion.explanation == "that its ships had fired on the town"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_validator_of_oasis_finds_no_fault(ledger: Path, tmp_path: Path) -> None:
    validator = pytest.importorskip("stix2validator")
    text = written(ledger, "stix", tmp_path)
    options = validator.ValidationOptions(version="2.1")
    result = validator.validate_string(text, options)
    assert result.is_valid, result.errors
    known = ("is not a valid UUIDv4", "has a URL but no hash")  # recommended, not demanded
    assert not [w for w in map(str, result.warnings) if not any(one in w for one in known)]


# ---- web annotations

SELECTOR = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
            "required": ["type", "start", "end"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
            "additionalProperties": False,
        },
    ]
}
TARGET = {
    "type": "object",
    "required": ["source", "selector"],
    "properties": {
        "source": {"type": "string", "pattern": "^(https?|urn):"},
        "selector": {"anyOf": [SELECTOR, {"type": "array", "items": SELECTOR, "minItems": 2}]},
    },
    "additionalProperties": False,
}
ANNOTATION = {  # what the model demands of an annotation, as far as these have it
    "type": "object",
    "required": ["id", "type", "target", "body", "motivation", "created", "generator"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying", "describing"]},
        "body": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "value", "purpose"],
                "properties": {
                    "type": {"const": "TextualBody"},
                    "purpose": {"enum": ["tagging", "describing"]},
                    "value": {"type": "string"},
                    "format": {"const": "application/json"},
                },
                "additionalProperties": False,
            },
        },
        "target": {"anyOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]},
        "created": {"type": "string"},
        "generator": {"type": "object", "required": ["id", "type"]},
    },
    "additionalProperties": False,
}


def test_annotations_keep_the_model_and_lead_to_their_words(ledger: Path, tmp_path: Path) -> None:
    whole = json.loads(written(ledger, "web-annotation", tmp_path))
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = whole["first"]["items"]
    assert whole["total"] == len(items) > 40
    texts = [record.report.text for record in [*velmar(), odd()]]
    for item in items:
        jsonschema.validate(item, ANNOTATION)
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            place, quote = target["selector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            (text,) = {text for text in texts if around in text}
            assert text[place["start"] : place["end"]] == quote["exact"]
        fact = json.loads(item["body"][1]["value"])
        assert item["id"] == f"urn:onrecord:{fact['id']}"
        assert len(fact["targets"]) == len(targets)
    tags = [item["body"][0]["value"] for item in items]
    assert tags.count("ASSAULT denied") == 1 and tags.count("deny") == 1


def test_annotations_of_a_page_have_no_place_in_the_text(tmp_path: Path) -> None:
    from onrecord.model.text import PageSpan

    record = velmar()[1]
    url = "https://gazette.example/envoy"
    report = replace(record.report, url=url, page=(PageSpan(0, 5, 90, 95),))
    path = filled(tmp_path / "l.db", [replace(record, report=report)])
    whole = json.loads(written(path, "web-annotation", tmp_path, type="CONSULT"))
    (met,) = [i for i in whole["first"]["items"] if i["body"][0]["value"] == "CONSULT happened"]
    assert met["target"][0]["source"] == url
    assert met["target"][0]["selector"]["exact"] == "met"


# ---- words


def test_conll_tags_every_word(ledger: Path, tmp_path: Path) -> None:
    lines = written(ledger, "conll", tmp_path, outlet="Velmar Courier").split("\n")
    head = lines[0].removeprefix("# global.columns = ").split()
    rows = [dict(zip(head, line.split("\t"), strict=True)) for line in lines if "\t" in line]
    text = velmar()[0].report.text
    assert all(text[int(r["START"]) : int(r["END"])] == r["FORM"] for r in rows)
    assert "".join(r["FORM"] for r in rows) == "".join(text.split())
    fired = next(row for row in rows if row["FORM"] == "fired")
    assert (fired["TRIGGERS"], fired["CONTENTS"]) == ("B-E8:ASSAULT", "I-S4:indirect")
    quill = [row["ACTORS"] for row in rows if row["FORM"] in ("Ada", "Quill")]
    assert [tag.split("|")[0] for tag in quill] == ["B-A6:person", "I-A6:person"]
    assert [row["CUES"] for row in rows if row["FORM"] == "denied"] == ["B-S4:deny"]
    assert [row["TIMEXES"] for row in rows if row["START"] in ("52", "54")][:1] == ["B-T1:DATE"]


def test_docbin_gives_back_text_and_spans(
    ledger: Path, ids: dict[str, str], tmp_path: Path
) -> None:
    import spacy
    from spacy.tokens import DocBin

    onrecord.export(ledger, "docbin", tmp_path / "d")
    vocab = spacy.blank("en").vocab
    docs = list(DocBin().from_disk(tmp_path / "d" / "00001.spacy").get_docs(vocab))
    held = {doc.user_data["version"]: doc for doc in docs}
    for record in [*velmar(), odd()]:
        doc = held[ids[record.report.title or ""]]
        assert doc.text == record.report.text
        assert doc.user_data["outlet"] == record.report.outlet
        triggers = [(span.text, span.label_) for span in doc.spans["triggers"]]
        assert triggers == [
            (record.report.text[slice(*event.trigger)], event.type or "none")
            for event in record.events
        ]
        contents = [span.text for span in doc.spans["contents"]]
        assert contents == [
            record.report.text[slice(*span)]
            for a in record.attributions
            for span in a.content.spans
        ]
    first = held[ids["Harbour shelled"]].spans["triggers"][0]
    assert first.id_ == f"{ids['Harbour shelled']}.E19-26"


# ---- rss


def test_rss_is_read_by_readers(ledger: Path, ids: dict[str, str], tmp_path: Path) -> None:
    feed = feedparser.parse(written(ledger, "rss", tmp_path, address="https://desk.example/?a&b"))
    assert not feed.bozo and feed.version == "rss20"
    assert feed.feed.link == "https://desk.example/?a&b"
    items = {item.id: item for item in feed.entries}
    assert len(items) == len(feed.entries) == 8
    fired = items[f"urn:onrecord:{ids['Harbour shelled']}.E281-286"]
    assert fired.title == "ASSAULT/firearms (denied): Germany"
    assert fired.summary.endswith("(according to Germany)")
    assert fired.published == "Mon, 05 Mar 1894 12:00:00 GMT"
    strange = next(item for item in feed.entries if item.title.startswith("REJECT"))
    assert html.unescape(strange.summary) == f"{' '.join(ODD.split())} (according to שלום 😀 ;)"
    assert strange.link == "https://odd.example/?a=1&b=%3C2%3E"


def test_rss_holds_the_newest(ledger: Path, tmp_path: Path) -> None:
    feed = feedparser.parse(written(ledger, "rss", tmp_path, limit=3))
    assert len(feed.entries) == 3
    assert not any(item.title.startswith("REJECT") for item in feed.entries)  # some day in March

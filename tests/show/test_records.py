"""What is read for real keeps the schema, and its spans count code points of the text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

import onrecord
from onrecord.show import contract

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"

HOSTILE = {
    "tags": 'The mayor said: "<script>alert(1)</script> & <b>we left</b>."',
    "quotes": '“We left, ‘all’ of us, "now",” she said, and he said: “Never',
    "right to left": "The mayor, שלום \u202eabc\u202c, said on Friday that \u2067עולם\u2069 left.",
    "astral": "😀 40 tanks 🚀🚀 left on Friday, the 👩‍👩‍👧 ministry 𝔸𝔹ℂ said. “𝕎e did,” it said.",
    "combining": "The e\u0301tat-major said d'a\u0308rger on Monday.",
    "controls": "bell \x07 \x1b[31mred\x1b[0m, police said\x0b\x0c on Friday\r\n\r\n\u2028\u2029.",
    "no words": "… — ‘’ “” !!! ??? ()",
    "one word": "Said.",
    "no end": "he said " * 400,
    "numbers": "1 2 3,000 4.5 -6 7% $8 9bn 1e400 99999999999999999999999999 troops, he said",
    "brackets": "Police ([{said)} that <the> mayor [sic] {left} on Friday.",
}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(contract.schema())


@pytest.fixture(scope="module")
def examples() -> list[dict[str, Any]]:
    return [plain(record) for record in onrecord.read_all([EXAMPLES])]


def plain(record: onrecord.Record) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(msgspec.json.encode(record))
    return made


def spans(value: Any) -> Iterator[list[int]]:
    """All spans below a value of a record: pairs of whole numbers."""
    if isinstance(value, dict):
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(part) is int for part in value):
            yield value
        else:
            for part in value:
                yield from spans(part)


def check(record: dict[str, Any], validator: jsonschema.Draft202012Validator) -> None:
    validator.validate(record)
    text = record["report"].pop("text")
    for start, end in spans(record):
        assert 0 <= start < end <= len(text)
    for timex in record["timexes"]:
        start, end = timex["span"]
        assert text[start:end] == timex["text"]
    ids = [f["id"] for kind in ("actors", "timexes", "figures") for f in record[kind]]
    ids += [f["id"] for kind in ("attributions", "events") for f in record[kind]]
    assert len(ids) == len(set(ids))
    assert set(pointed(record)) <= set(ids)


def pointed(record: dict[str, Any]) -> Iterator[str]:
    """All ids that facts of a record point at."""
    for fact in record["attributions"]:
        ids = (fact["source"]["actor"], fact["said"], fact["within"], *fact["relays"])
        yield from filter(None, ids)
    for event in record["events"]:
        lists = ("actors", "recipients", "figures", "according_to")
        yield from filter(None, (event["place"], event["when"]))
        yield from (fact for name in lists for fact in event[name])
    yield from (fact for link in record["links"] for fact in (link["from"], link["to"]))


def test_the_examples_keep_the_schema(
    examples: list[dict[str, Any]], validator: jsonschema.Draft202012Validator
) -> None:
    assert len(examples) >= 12
    assert sum(len(record["attributions"]) for record in examples) > 100
    for record in examples:
        check(record, validator)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_keep_the_schema(
    text: str, validator: jsonschema.Draft202012Validator
) -> None:
    record = plain(onrecord.read(text, published="2024-10-27"))
    assert record["report"]["text"] == text
    check(record, validator)

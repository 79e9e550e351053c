"""What the keys and words of the record mean, as written in contract.toml; the JSON Schema."""

import tomllib
from functools import cache
from importlib import resources
from inspect import cleandoc
from typing import Any

from onrecord.model import SCHEMA, Record

SCHEMA_ID = "urn:onrecord:schema:1"

# the list in contract.toml that explains the words of a key
WORD_LISTS = {
    ("Report", "published_basis"): "published_basis",
    ("Actor", "kind"): "actor_kind",
    ("Mention", "form"): "mention_form",
    ("Timex", "type"): "timex_type",
    ("Timex", "grain"): "grain",
    ("Tense", "points"): "points",
    ("Figure", "kind"): "figure_kind",
    ("Figure", "casualty"): "casualty",
    ("Change", "direction"): "direction",
    ("Poll", "mode"): "poll_mode",
    ("Source", "kind"): "source_kind",
    ("Source", "anonymity"): "anonymity",
    ("Attribution", "medium"): "medium",
    ("Relay", "role"): "relay_role",
    ("Attribution", "quotation"): "quotation",
    ("Attribution", "act"): "act",
    ("Attribution", "status"): "status",
    ("Attribution", "polarity"): "polarity",
    ("Event", "type"): "event_type",
    ("Event", "quad"): "quad",
    ("Event", "status"): "status",
    ("Event", "polarity"): "polarity",
    ("View", "status"): "status",
    ("Link", "relation"): "relation",
}


def keys() -> dict[str, dict[str, str]]:
    """The meaning of each key, by the name of its object."""
    found: dict[str, dict[str, str]] = _contract()["keys"]
    return found


def words() -> dict[str, dict[str, str]]:
    """The meaning of each word of the closed lists, by the name of the list."""
    found: dict[str, dict[str, str]] = _contract()["values"]
    return found


def meaning(word: str, of: str) -> str:
    """What a word of the closed list `of` means."""
    return words()[of][word]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every record keeps.

    All keys are required, since all are written; unknown keys are allowed, since later versions
    may add some.
    """
    import msgspec

    made = msgspec.json.schema(Record)
    definitions = made.pop("$defs")
    for name, definition in definitions.items():
        _describe(name, definition)
    definitions["Record"]["properties"]["schema"] |= {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": SCHEMA,
        "description": "What one report yields: who said or did what, and on whose word.",
        **made,
        "$defs": definitions,
    }


def _describe(name: str, definition: dict[str, Any]) -> None:
    """Write the contract's sentences into one object of the schema, and ask for all its keys."""
    definition["description"] = cleandoc(definition.get("description", name))
    properties = definition.get("properties")
    if properties is None:  # a span: an array of numbers, not an object
        definition.pop("required", None)
        definition["items"] = False
        for item in definition["prefixItems"]:
            item["minimum"] = 0
        return
    for key, value in properties.items():
        value.pop("default", None)
        value["description"] = keys()[name][key]
        if of := WORD_LISTS.get((name, key)):
            _list_words(value, words()[of])
    definition["required"] = list(properties)


def _list_words(value: dict[str, Any], meanings: dict[str, str]) -> None:
    """Put a closed list in its own order, and say what each word means."""
    holder = next(part for part in (value, *value.get("anyOf", ())) if "enum" in part)
    holder["enum"] = list(meanings)
    listed = "; ".join(f"{word}: {text.rstrip('.')}" for word, text in meanings.items())
    value["description"] += f" {listed}."


@cache
def _contract() -> dict[str, Any]:
    text = (resources.files("onrecord.show") / "contract.toml").read_text("utf-8")
    return tomllib.loads(text)

"""Write the tables of docs/record.md from contract.toml and the schema; the prose stays.

usage: python tools/build_docs.py
"""

import re
from pathlib import Path
from typing import Any

from onrecord.show import contract

RECORD = Path(__file__).resolve().parent.parent / "docs" / "record.md"

OBJECTS = {
    "The record": "Record",
    "`report`": "Report",
    "`actors[]`": "Actor",
    "`actors[].office`": "Office",
    "`actors[].mentions[]`": "Mention",
    "`timexes[]`": "Timex",
    "`timexes[].tense`": "Tense",
    "`figures[]`": "Figure",
    "`figures[].si`": "Si",
    "`figures[].change`": "Change",
    "`attributions[]`": "Attribution",
    "`attributions[].source`": "Source",
    "`attributions[].cue`": "Cue",
    "`attributions[].content`": "Content",
    "`events[]`": "Event",
    "`relays[]`": "Relay",
    "`links[]`": "Link",
    "`polls[]`": "Poll",
    "`polls[].answers[]`": "Answer",
    "`polls[].leads[]`": "Lead",
    "`notes[]`": "Note",
}
LISTS = {
    "Where a date of publication comes from": "published_basis",
    "Quotation": "quotation",
    "Acts": "act",
    "Kinds of sources": "source_kind",
    "Anonymity": "anonymity",
    "Media": "medium",
    "Roles of relays": "relay_role",
    "Kinds of actors": "actor_kind",
    "Forms of mention": "mention_form",
    "Types of times": "timex_type",
    "Grains of time": "grain",
    "Where a clause points": "points",
    "Status": "status",
    "Polarity": "polarity",
    "Kinds of figures": "figure_kind",
    "Casualties": "casualty",
    "Directions": "direction",
    "Modes of polls": "poll_mode",
    "Quad classes": "quad",
    "Event types": "event_type",
    "Relations": "relation",
}
NAMED = {"Span": "span", "PageSpan": "quadruple"}
TABLE = re.compile(r"(?:^\|.*\n)+", re.M)


def main() -> None:
    """Write the page anew."""
    RECORD.write_text(built(RECORD.read_text("utf-8")), encoding="utf-8")


def built(page: str) -> str:
    """The page with each table made anew. Raises SystemExit if a table has no place in it."""
    parts = re.split(r"^(## .+\n)", page, flags=re.M)
    for place in range(1, len(parts), 2):
        table = _table(parts[place][3:].rstrip())
        if table:
            parts[place + 1] = TABLE.sub(lambda _, made=table: made, parts[place + 1], count=1)
    missing = {*OBJECTS, *LISTS} - {heading[3:].rstrip() for heading in parts[1::2]}
    if missing:
        raise SystemExit(f"{RECORD.name} has no heading for: {', '.join(sorted(missing))}")
    return "".join(parts)


def _table(heading: str) -> str:
    """The table that stands under a heading, or nothing."""
    if heading in OBJECTS:
        return _keys(OBJECTS[heading])
    return _words(LISTS[heading]) if heading in LISTS else ""


def _keys(name: str) -> str:
    properties = contract.schema()["$defs"][name]["properties"]
    rows = [
        f"| `{key}` | {_holds(name, key, properties[key])} | {meaning}{_see(name, key)} |\n"
        for key, meaning in contract.keys()[name].items()
    ]
    return "| key | holds | meaning |\n|---|---|---|\n" + "".join(rows)


def _words(name: str) -> str:
    rows = [f"| `{word}` | {meaning} |\n" for word, meaning in contract.words()[name].items()]
    return "| word | meaning |\n|---|---|\n" + "".join(rows)


def _see(name: str, key: str) -> str:
    """A link to the list of words that the key may hold."""
    of = contract.WORD_LISTS.get((name, key))
    if of is None:
        return ""
    title = next(heading for heading, listed in LISTS.items() if listed == of)
    return f" See [{title[0].lower()}{title[1:]}](#{title.lower().replace(' ', '-')})."


def _holds(name: str, key: str, value: dict[str, Any]) -> str:
    """What a key holds, in a word or three: "string or null", "spans", "objects"."""
    options = value.get("anyOf", [value])  # a number may also be an integer, or nothing
    types = {kind for option in options for kind in _types(option)}
    known = types - {"null"}
    what = "number" if known <= {"number", "integer"} else "".join(sorted(known))
    if (name, key) in contract.WORD_LISTS:
        what = "word"
    return f"{what} or null" if "null" in types else what


def _types(option: dict[str, Any]) -> list[str]:
    if target := option.get("$ref", "").rpartition("/")[2]:
        return [NAMED.get(target, "object")]
    if option.get("type") == "array":
        (held,) = _types(option["items"])
        return [f"{held}s"]
    if "enum" in option:
        return ["word"]
    return [str(option["type"])]


if __name__ == "__main__":
    main()

"""How often the speaker is found who is meant: gold source mention given, the actor's name wanted.

The scorer is score_resolve.py of the bench. It counts three forms of the mention apart. "I", "we"
and "you" count as pronouns there: in a quotation whoever is quoted is right, elsewhere the writer
whom the byline or the signature names; where the text does not say who that is, no answer.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.knowledge.naming import name_words

LINE = re.compile(
    r"^\s+(name|nominal|pronoun)\s+n\s+(\d+).*accuracy ([\d.]+)%\s+precision ([\d.]+)%", re.M
)
LEAST = 5  # mentions of a form that a set must have
POINTING = {"you", "this"} | {
    word.word for word in name_words() if word.use in ("pronoun", "relative", "speaker")
}
Row = dict[str, Any]


def speakers(bench: Path, gold: Path, records: Path) -> Iterator[tuple[str, float]]:
    """The share of mentions of each form that lead to the right name; nothing for a set whose
    gold does not say who the speakers are."""
    rows = _rows(gold)
    if not any(r.get("resolved") for row in rows for r in row["relations"]):
        return
    found = {record["report"]["ref"]: record for record in _rows(records)}
    answers = records.with_name("speakers.jsonl")
    lines = (json.dumps(_answers(row, found[row["doc_id"]])) for row in rows)
    answers.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, bench / "attribution" / "score_resolve.py", gold, answers]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for form, count, accuracy, precision in LINE.findall(output):
        if int(count) >= LEAST:
            yield f"speaker right, {form}", float(accuracy)
            yield f"speaker right of those given, {form}", float(precision)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def _answers(row: Row, record: Row) -> Row:
    """For each relation of the gold the mention that we say names its source."""
    found = {r["id"]: _named(record, r["source"][0]) for r in row["relations"] if r.get("resolved")}
    return {"doc_id": row["doc_id"], "resolved": found}


def _named(record: Row, span: list[int]) -> list[int] | None:
    """The naming mention of the actor that stands in a span; the span itself where it is no
    pronoun and no actor, as a source that is not known elsewhere is an actor of its own."""
    inside = [
        (_shared(span, mention["span"]), mention["span"], actor)
        for actor in record["actors"]
        for mention in actor["mentions"]
        if _shared(span, mention["span"]) and mention["span"][1] <= span[1]
        if mention["form"] != "pronoun" or mention["span"][1] == span[1]  # not "his daughter"
    ]
    if not inside:
        return None if record["report"]["text"][slice(*span)].lower() in POINTING else span
    _, _, actor = max(inside, key=lambda item: (item[0], item[1]))
    return _fullest(record["report"]["text"], actor, span[0])


def _shared(one: list[int], other: list[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _fullest(text: str, actor: Row, at: int) -> list[int] | None:
    """As `source.mention` of the record: the fullest name, else the fullest description."""
    for form in ("name", "nominal"):
        spans = [m["span"] for m in actor["mentions"] if m["form"] == form]
        if spans:
            return max(spans, key=lambda s: (len(text[slice(*s)].split()), s[0] <= at < s[1]))
    return None

"""A tiny gold of our own: reports with their attributions marked in brackets."""

import json
import re
from pathlib import Path

SENTENCES = [
    "[S The mayor] [C said] [X the bridge was closed], while the river rose.",
    "[S A clerk] [C told] the queen [X that the harvest had failed].",
    '[X "The mill is lost,"] [S the miller] [C said]. The mill burned in June.',
    "[C According to] [S the abbot], [X the bells were sold to a duke].",
    "[S The union] [C promised] [X to repair the boats].",
    "[S The duke] [C denied] [X the theft]. He rode home on Monday.",
    "[S The palace] [C declined] [X to comment]. The gates stayed shut.",
    "[S Rome] [C urged] [X Carthage to leave the island] before winter.",
    "The king saw the city. [S The envoy] [C asked] [X whether the gates would open].",
    "[S The baker] [C warned] [X that prices would rise], and the market was full.",
]
MARK = re.compile(r"\[([SCX]) ([^\]]*)\]")
ROLES = {"S": "source", "C": "cue", "X": "content"}


def gold_line(number: int, marked: list[str]) -> str:
    """A report of some marked sentences, as a line of gold."""
    text, relations = "", []
    for sentence in marked:
        relation: dict[str, list[list[int]] | None] = {"source": None}
        at = 0
        for found in MARK.finditer(sentence):
            text += sentence[at : found.start()]
            relation[ROLES[found[1]]] = [[len(text), len(text) + len(found[2])]]
            text += found[2]
            at = found.end()
        text += sentence[at:] + " "
        relations.append(relation)
    return json.dumps({"doc_id": f"r{number:02d}", "text": text, "relations": relations})


def write_gold(path: Path, reports: int = 12) -> Path:
    """So many reports, each of five of the sentences in an order of its own."""
    count = len(SENTENCES)
    lines = [
        gold_line(n, [SENTENCES[(n + n % 3 * k + k) % count] for k in range(5)])
        for n in range(reports)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path

"""All forms in which news attributes: what the tables and rules propose in each sentence.

Which of the proposals stand is decided later, by a model that may be trained anew; here nothing is
decided yet.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.parse import Parser
from tests.find.test_attributions import line_of, proposed_of

CORPUS = Path(__file__).parent.parent / "corpus"
FILES = sorted(CORPUS.glob("attributions_*.toml"))
FORMS: dict[str, dict[str, list[str]]] = {
    form: table
    for path in FILES
    for form, table in tomllib.loads(path.read_text("utf-8")).items()
    if set(table) <= {"yes", "no", "fails"}
}


def cases() -> list[Any]:
    return [
        pytest.param(
            line,
            id=f"{form}: {line}",
            marks=[pytest.mark.xfail(reason="known failure")] if kind == "fails" else [],
        )
        for form, table in FORMS.items()
        for kind in ("yes", "no", "fails")
        for line in table.get(kind, [])
    ]


@pytest.mark.parametrize("line", cases())
def test_form(parser: Parser, line: str) -> None:
    text, _, wanted = line.partition(" => ")
    draft = proposed_of(parser, text)
    found = sorted(line_of(text, fact).replace("\n", " ") for fact in draft.attributions)
    assert found == ([part.strip() for part in wanted.split(" && ")] if wanted else [])


def test_the_corpus_is_wide() -> None:
    lines = [line for table in FORMS.values() for kind in table.values() for line in kind]
    assert len(lines) == len(set(lines)) >= 450
    assert sum(len(table.get("no", [])) for table in FORMS.values()) >= 75
    assert len(FORMS) >= 40

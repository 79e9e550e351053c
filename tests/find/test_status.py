"""One event in many wordings, and its status."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.find.status import Judged, Statuses, status_of
from onrecord.find.status_algebra import bind, total
from onrecord.model import Parse
from onrecord.model.words import Status, values

ParseTexts = Callable[[Sequence[str]], list[Parse]]
CORPUS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "status.toml").read_text(encoding="utf-8")
)
LINES = [
    pytest.param(
        entry["trigger"], sentence, entry["status"], kind != "not", id=f"{name}: {sentence}"
    )
    for name, entry in CORPUS.items()
    if "trigger" in entry
    for kind in ("sentences", "not")
    for sentence in entry.get(kind, ())
]


def single(line: str, *, failing: bool = False) -> Any:
    """A line of the entry whose lines name their own trigger and status."""
    sentence, answer = line.split(" => ")
    trigger, status = (part.strip() for part in answer.split("|"))
    marks = [pytest.mark.xfail(strict=True)] if failing else []
    return pytest.param(trigger, sentence, status, True, id=line, marks=marks)


LINES += [
    single(line) for kind in ("lines", "told", "attitudes") for line in CORPUS["one-by-one"][kind]
]
LINES += [single(line, failing=True) for line in CORPUS["one-by-one"]["failing"]]


@pytest.fixture(scope="module")
def judge(parse_texts: ParseTexts) -> Callable[[str, str], Judged]:
    texts = sorted({str(line.values[1]) for line in LINES})
    parses = dict(zip(texts, parse_texts(texts), strict=True))

    def judge(text: str, word: str) -> Judged:
        parse = parses[text]
        words = [t for t in parse.tokens if t.pos in ("VERB", "NOUN", "AUX")]
        trigger = next((t for t in words if t.lemma == word), None)
        trigger = trigger or next(t for t in words if t.text == word)
        return status_of(parse, trigger)

    return judge


@pytest.mark.parametrize(("trigger", "sentence", "status", "same"), LINES)
def test_corpus(
    trigger: str, sentence: str, status: str, same: bool, judge: Callable[[str, str], Judged]
) -> None:
    found = judge(sentence, trigger)
    why = [f"{r.entry} ({r.detail})" for r in found.reason.because]
    assert (found.status == status) is same, f"{found.status} by {why}"


def test_polarity_follows_the_status(parse_texts: ParseTexts) -> None:
    (parse,) = parse_texts(["The troops did not cross the border, but they burned two barns."])
    cross = next(t for t in parse.tokens if t.lemma == "cross")
    burn = next(t for t in parse.tokens if t.lemma == "burn")
    statuses = Statuses(parse)
    assert statuses.of(cross).polarity == "negative"
    assert statuses.of(burn).polarity == "positive"


def test_the_reason_names_each_cue_and_its_words(parse_texts: ParseTexts) -> None:
    text = "The union did not call for a strike."
    (parse,) = parse_texts([text])
    strike = next(t for t in parse.tokens if t.lemma == "strike")
    found = status_of(parse, strike)
    assert found.status == "negated"
    assert [r.entry for r in found.reason.because] == ["status.ask", "status.not"]
    assert [text[r.span.start : r.span.end] for r in found.reason.because if r.span] == [
        "call",
        "not",
    ]


def test_every_word_of_any_text_has_a_status(parse_texts: ParseTexts) -> None:
    texts = ["If.", "Not.", "\" ' ( to be to be, or", "He said, \"She said, 'They may'\"", "- - -"]
    for parse in parse_texts(texts):
        for token in parse.tokens:
            assert status_of(parse, token).status in values(Status)


@pytest.mark.parametrize("outer", values(Status))
def test_what_is_negated_stays_so_under_anything_but_a_negation(outer: Status) -> None:
    negative = outer in ("denied", "negated", "refused", "averted")
    assert total("negated", outer) == ("unclear" if negative else "negated")


@pytest.mark.parametrize("status", values(Status))
def test_a_fact_adds_nothing(status: Status) -> None:
    assert total(status, "happened") == status
    assert bind("happened", status) == status


def test_every_status_of_the_docs_is_told_right(parse_texts: ParseTexts) -> None:
    """Each row of docs/events.md: its example has that status, and no status is left out."""
    page = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \| .+ \| (.+\*\*.+) \|$", page, re.M)
    assert {status for status, _ in rows} == set(values(Status))
    for (status, example), parse in zip(
        rows, parse_texts([text.replace("**", "") for _, text in rows]), strict=True
    ):
        word = example.split("**")[1]
        trigger = next(t for t in parse.tokens if t.text == word)
        assert (example, status_of(parse, trigger).status) == (example, status)

"""What a report asserts and what it does not, a sentence at a time, through the whole record."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.find.status import Statuses
from onrecord.model import Parse, Token
from onrecord.model.words import Status, values
from onrecord.stages import read_parse

ParseTexts = Callable[[Sequence[str]], list[Parse]]
FOLDER = Path(__file__).parents[1] / "corpus"
ASSERTING = ("happened", "ongoing")
FILES = ("not_asserted_lines", "asserted")


def corpus(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def lines(name: str) -> list[Any]:
    known = [pytest.mark.xfail(strict=True)]
    return [
        pytest.param(line, id=f"{entry}: {line}", marks=known if kind == "failing" else [])
        for entry, kinds in corpus(name).items()
        for kind in ("lines", "failing")
        for line in kinds.get(kind, ())
    ]


def split(line: str) -> tuple[str, dict[str, str]]:
    """The sentence and the statuses of its words."""
    text, answer = line.split(" => ")
    pairs = (part.split("|") for part in answer.split(";"))
    return text, {word.strip(): status.strip() for word, status in pairs}


@pytest.fixture(scope="module")
def parses(parse_texts: ParseTexts) -> Mapping[str, Parse]:
    texts = [split(str(line.values[0]))[0] for name in FILES for line in lines(name)]
    return dict(zip(texts, parse_texts(texts), strict=True))


def word(parse: Parse, text: str) -> Token:
    tokens = [token for token in parse.tokens if token.text == text]
    return next((t for t in tokens if t.pos in ("VERB", "NOUN", "AUX")), tokens[0])


def told(line: str, parses: Mapping[str, Parse]) -> None:
    """Each word has its status, and no event of a type that is not named is asserted."""
    text, wanted = split(line)
    parse = parses[text]
    statuses = Statuses(parse)
    for name, status in wanted.items():
        found = statuses.of(word(parse, name))
        why = [f"{r.entry} ({r.detail})" for r in found.reason.because]
        assert status in ("none", found.status), f"{name}: {found.status} by {why}"
    assert asserted(parse) <= {name for name, status in wanted.items() if status in ASSERTING}


def asserted(parse: Parse) -> set[str]:
    """The triggers of a type that come out as happened or ongoing."""
    return {
        parse.text(event.trigger)
        for event in read_parse(parse).record.events
        if event.deed and event.status in ASSERTING
    }


@pytest.mark.parametrize("line", lines("not_asserted_lines"))
def test_what_is_not_asserted(line: str, parses: Mapping[str, Parse]) -> None:
    told(line, parses)


def test_what_fails_asserts_nothing_either(parses: Mapping[str, Parse]) -> None:
    failing = [
        line for kinds in corpus("not_asserted_lines").values() for line in kinds.get("failing", ())
    ]
    for text, wanted in map(split, failing):
        allowed = {name for name, status in wanted.items() if status in ASSERTING}
        assert asserted(parses[text]) <= allowed, text


@pytest.mark.parametrize("line", lines("asserted"))
def test_what_is_asserted_although_cue_words_stand_near(
    line: str, parses: Mapping[str, Parse]
) -> None:
    told(line, parses)


def test_the_challenge_is_long_enough_and_names_statuses() -> None:
    short = corpus("not_asserted")
    claims = [line for entry in short.values() for line in entry["sentences"]]
    singles = [line for entry in corpus("not_asserted_lines").values() for line in entry["lines"]]
    assert len({*claims, *(split(line)[0] for line in singles)}) >= 300
    mirror = [line for entry in corpus("asserted").values() for line in entry["lines"]]
    assert len({split(line)[0] for line in mirror}) >= 120
    named = {status for line in (*singles, *mirror) for status in split(line)[1].values()}
    assert named == {"none", *values(Status)}

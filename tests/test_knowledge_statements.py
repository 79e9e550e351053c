"""Every example of the tables of media, relays, hidden sources and credits runs."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from onrecord.errors import KnowledgeError
from onrecord.find.relays import credits_of
from onrecord.knowledge import statements
from onrecord.knowledge.statements import credits, hidings, media, relays, traits
from onrecord.model import Attribution, Draft, Parse
from onrecord.model.words import Medium, RelayRole, values
from tests.conftest import report_of
from tests.drafts import chain, proposals, words

ParseTexts = Callable[[Sequence[str]], list[Parse]]
TABLES: Mapping[str, Mapping[str, statements.Examples]] = {
    "media": media(),
    "relays": relays(),
    "hidings": hidings(),
}
LINES = [
    (table, name, line, good)
    for table, entries in TABLES.items()
    for name, entry in entries.items()
    for lines, good in ((entry.yes, True), (entry.no, False))
    for line in lines
]
CREDITS = [(n, line) for n, entry in credits().items() for line in (*entry.yes, *entry.no)]


@pytest.fixture(scope="module")
def read(parse_texts: ParseTexts) -> dict[str, Draft]:
    texts = list(dict.fromkeys(line.split(" => ")[0] for _, _, line, _ in LINES))
    return {text: proposals(p) for text, p in zip(texts, parse_texts(texts), strict=True)}


def shown(table: str, draft: Draft, fact: Attribution) -> str:
    """An attribution as a line of its table says it."""
    if table == "media":
        return f"{words(draft, fact.cue.spans)} | {fact.medium or '-'}"
    if table == "relays":
        return f"{words(draft, fact.cue.spans)} | {chain(draft, fact)}"
    return words(draft, fact.source.spans)


def details(read: Draft, fact: Attribution) -> str:
    return "\n".join(reason.detail + " " for reason in read.reasons[fact.id].because)


@pytest.mark.parametrize(("table", "name", "line", "good"), LINES, ids=[x[2] for x in LINES])
def test_examples(table: str, name: str, line: str, good: bool, read: dict[str, Draft]) -> None:
    text, wanted = line.split(" => ")
    found = read[text]
    facts = [f for f in found.attributions if shown(table, found, f) == wanted]
    assert facts, [shown(table, found, f) for f in found.attributions]
    spoke = [f"{table}:{name} " in details(found, fact) for fact in facts]
    dating = table == "media" and media()[name].medium is None
    assert any(spoke) == (good and not dating)
    if table == "hidings":
        assert any(fact.source.anonymity == "anonymous" for fact in facts) == good


@pytest.mark.parametrize(("name", "line"), CREDITS, ids=[line for _, line in CREDITS])
def test_credits(name: str, line: str) -> None:
    text, wanted = line.split(" => ")
    found = [credit for credit in credits_of(report_of(text)) if credit.rule == name]
    assert ", ".join(credit.name for credit in found) == wanted.replace("-", "")
    for credit in found:
        assert credit.span and text[slice(*credit.span)] == credit.name


@pytest.mark.parametrize("kind", ["media", "relays", "hidings", "credits"])
def test_every_entry_has_a_yes_and_a_no(kind: str) -> None:
    entries: Mapping[str, statements.Examples] = getattr(statements, kind)()
    assert entries
    assert [name for name, entry in entries.items() if not (entry.yes and entry.no)] == []


def test_every_medium_and_role_has_an_entry() -> None:
    assert {entry.medium for entry in media().values()} == {None, *values(Medium)}
    assert {entry.role for entry in credits().values()} == set(values(RelayRole))


def test_no_word_brings_a_relay_twice_in_one_way() -> None:
    pairs = [(e.bears, word) for e in relays().values() for word in e.words]
    assert len(pairs) == len(set(pairs))


def test_no_noun_is_of_two_media() -> None:
    nouns = [noun for entry in media().values() for noun in entry.nouns]
    assert sorted(nouns) == sorted(set(nouns))


def test_an_entry_without_examples_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = statements.RelayEntry(bears="citing", words=("cite",), yes=("a",), no=())
    monkeypatch.setattr(statements, "load_entries", lambda file, kind: {"bare": bare})
    with pytest.raises(KnowledgeError, match=r"relays\.toml: \[bare\] lacks a yes or a no"):
        statements.relays.__wrapped__()


def test_traits_hold_words_in_lower_case() -> None:
    assert {"source", "someone"} <= traits("nobody")
    assert "agencies" in traits("collective")
    assert all(word == word.lower() for word in traits("speaking"))

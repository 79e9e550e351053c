"""Who a source is, how far it is named, when it was said, in what, and through whom."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.find.relays import credits_of
from onrecord.intake import report_of_text
from onrecord.model import Draft, Parse
from onrecord.parse import Parser
from onrecord.stages import read_parse
from tests.drafts import chain, proposals, words

ParseTexts = Callable[[Sequence[str]], list[Parse]]
CORPUS = Path(__file__).parent.parent / "corpus"


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8"))


def lines(*names: str) -> list[tuple[str, str]]:
    """The lines of tables, each with what it is about."""
    return [
        (what, line)
        for name in names
        for what, held in table(name).items()
        if what != "report"
        for line in held
    ]


KINDS = lines("sources")
SAID = lines("sources_said")
CHAINS = lines("chains")
REPORTS = table("chains")["report"]


@pytest.fixture(scope="module")
def read(parse_texts: ParseTexts) -> dict[str, Draft]:
    texts = list(dict.fromkeys(line.split(" => ")[0] for _, line in [*KINDS, *SAID, *CHAINS]))
    return {text: proposals(p) for text, p in zip(texts, parse_texts(texts), strict=True)}


def test_the_corpora_are_wide() -> None:
    assert len(KINDS) >= 150
    assert len(SAID) >= 80
    assert len({line for _, line in [*KINDS, *SAID, *CHAINS]}) == len([*KINDS, *SAID, *CHAINS])


@pytest.mark.parametrize(("what", "line"), KINDS, ids=[line for _, line in KINDS])
def test_kind_and_anonymity(what: str, line: str, read: dict[str, Draft]) -> None:
    text, wanted = line.split(" => ")
    draft = read[text]
    found = [
        f"{words(draft, f.source.spans)} | {f.source.kind} | {f.source.anonymity or '-'}"
        for f in draft.attributions
    ]
    assert wanted in found, found


@pytest.mark.parametrize(("what", "line"), SAID, ids=[line for _, line in SAID])
def test_said(what: str, line: str, read: dict[str, Draft]) -> None:
    text, wanted = line.split(" => ")
    draft = read[text]
    times = {timex.id: timex.text for timex in draft.timexes}
    found = [
        f"{words(draft, f.cue.spans)} | {times[f.said] if f.said else '-'}".lower()
        for f in draft.attributions
    ]
    assert wanted.lower() in found, found


@pytest.mark.parametrize(("what", "line"), CHAINS, ids=[line for _, line in CHAINS])
def test_chain_and_medium(what: str, line: str, read: dict[str, Draft]) -> None:
    text, wanted = line.split(" => ")
    draft = read[text]
    found = [
        f"{words(draft, f.cue.spans)} | "
        + (chain(draft, f) if what == "chains" else f.medium or "-")
        for f in draft.attributions
    ]
    assert wanted in found, found


@pytest.mark.parametrize("case", REPORTS, ids=range(len(REPORTS)))
def test_relays_of_a_report(parser: Parser, case: dict[str, Any]) -> None:
    report = report_of_text(case["text"].lstrip(), outlet=case.get("outlet"))
    record = read_parse(parser.parse(report)).record
    text = record.report.text
    names = {actor.id: actor.name for actor in record.actors}
    found = [
        f"{names[relay.actor]}: {relay.role}: {text[slice(*relay.span)] if relay.span else '-'}"
        for relay in record.relays
    ]
    assert found == case["relays"]


def test_what_always_holds(read: dict[str, Draft]) -> None:
    for each in read.values():
        actors = {actor.id for actor in each.actors}
        for fact in each.attributions:
            assert fact.origin not in fact.relays
            assert len(set(fact.relays)) == len(fact.relays)
            assert set(fact.relays) <= actors
            assert (fact.source.kind == "none") <= (fact.source.anonymity is None)
            assert fact.source.actor is None or fact.origin in actors


def test_each_has_its_reason(read: dict[str, Draft]) -> None:
    for each in read.values():
        for fact in each.attributions:
            told = {reason.entry for reason in each.reasons[fact.id].because}
            assert {"kind", "anonymity"} <= told
            assert not fact.medium or "medium" in told
            assert not fact.said or "said" in told
            assert not fact.relays or told & {"relay", "relays", "origin"}


def test_what_is_carried_on_says_from_where(read: dict[str, Draft]) -> None:
    text = (
        "The mayor told a rally on Friday that the bridge was shut. He added that boats were ready."
    )
    details = [r.detail for r in read[text].reasons["S2"].because]
    assert "speech: carried on from S1, by the same speaker" in details


def test_a_credit_stands_only_at_either_end() -> None:
    body = "The envoy left the harbour on Monday, officials said.\n\n" * 40
    report = report_of_text(f"{body}Source: Xinhua\n\n{body}")
    assert credits_of(report) == []
    assert credits_of(msgspec.structs.replace(report, text=f"{body}Source: Xinhua\n"))

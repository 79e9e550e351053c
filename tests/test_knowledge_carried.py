"""What a verb of moving names by what is moved."""

from dataclasses import dataclass

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import carried as module
from onrecord.knowledge.carried import carried

YES = """\
leak: Nine hundred gallons of acid | reached | the river.
leak: The waste | ran | into the harbour.
pay: Two million crowns in cash | went | to his brother.
pay: He | received | a bribe of nine pounds.
warn: No warning | reached | the manager.
"""
NO = """\
The ministers | reached | an agreement.
The mayor, who hates acid, | reached | the top.
A valve in the drain of the acid store was | left | open.
The acid store | burned | down.
"""


@pytest.mark.parametrize("line", YES.splitlines())
def test_what_is_carried_names_the_event(line: str) -> None:
    deed, _, words = line.partition(": ")
    before, verb, after = words.split(" | ")
    assert carried(verb, f"{before} ", f" {after}") == deed


def test_a_passive_carries_too() -> None:
    assert carried("given", "The second dose was ", " on Monday.") == "vaccinate"


@pytest.mark.parametrize("line", NO.splitlines())
def test_what_carries_nothing_known_names_nothing(line: str) -> None:
    before, verb, after = line.split(" | ")
    assert carried(verb, f"{before} ", f" {after}") is None


def test_an_unknown_family_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass
    class Row:
        deed: str = "juggle"
        things: tuple[str, ...] = ("ball",)
        verbs: tuple[str, ...] = ("throw",)

    monkeypatch.setattr(module, "load_rows", lambda file, row: (Row(),))
    module._deeds.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="juggle is no family"):
            carried("thrown", "The ball was ", "")
    finally:
        module._deeds.cache_clear()

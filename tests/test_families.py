"""Families of words: which family a word of a sentence is of, and what the loader refuses."""

import re

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.families import (
    FILE,
    Family,
    checked,
    families,
    families_of,
    is_anybody,
    opposite_of,
    root_of,
    untrue_words,
    wider_of,
)
from onrecord.knowledge.loader import load_rows

HEADER = "family\tkind\twords\twider\topposite\n"

YES = """\
kill: Two clerks were slain at the ferry house.
kill: The blast was deadly.
wound: Nine were injured.
bomb: Planes shelled the old fort.
seize: Raiders carried off the harbour master.
seize: The crew was abducted at night.
free: The crew was set free.
free: They set the nine men free.
free: The pilots were released on Monday.
arrest: Gendarmes detained a printer.
escape: Three convicts fled over the wall.
withdraw: The brigade pulled out at dawn.
withdraw: The withdrawal took a week.
deploy: Lomark deployed two regiments.
strike-work: Dockers stopped work at noon.
strike-work: The walkout lasted a day.
resign: The treasurer stepped down.
dismiss: The mill laid off forty hands.
appoint: A new warden was appointed.
break-off: The talks were called off.
postpone: The vote was put off.
sink: The ferry capsized off Holm.
collide: Two trams collided.
collapse: The roof caved in.
agree: Both sides signed the treaty.
reject: The board turned down the plan.
explode: A boiler blew up.
begin: The fair commenced on Friday.
meet: The envoys met in Tarvo.
elect: The town voted in May.
win: The mayor won.
convict: The jury convicted the forger.
acquit: The baker was acquitted.
smuggle: Men smuggled tea ashore.
allow: The port was authorised to open.
allow: A permit was authorized.
publish: The publication was halted.
vaccinate: Every pupil was vaccinated.
prisoner: The captives wrote home.
docker: The stevedores were angry.
ship: A steamer lay off the quay.
"""

NO = """\
free: They set fire to it.
bomb: He was mining coal.
buy: It was an important day.
allow: The authorities were silent.
allow: The author was silent.
publish: The public was admitted.
kill: An executive spoke first.
arrest: The international press came.
troops: The united parties cheered.
play: He finally spoke.
condemn: His state was critical.
child: A minority was silent.
guard: The security was good.
treat: The hospital was quiet.
free: A liberal spoke.
end: The terminal was quiet.
missing: Miss Orla spoke.
"""


def cases(text: str) -> list[tuple[str, str]]:
    return [(name, said) for name, said in (line.split(": ", 1) for line in text.splitlines())]


def named(sentence: str) -> set[str]:
    words = re.findall(r"\w+", sentence.lower())
    return {name for at in range(len(words)) for name in families_of(words, at)}


@pytest.mark.parametrize(("family", "sentence"), cases(YES))
def test_a_word_is_of_its_family(family: str, sentence: str) -> None:
    assert family in named(sentence)


@pytest.mark.parametrize(("family", "sentence"), cases(NO))
def test_another_word_is_not(family: str, sentence: str) -> None:
    assert family in families()
    assert family not in named(sentence)


@pytest.mark.parametrize("family", sorted(families()))
def test_every_word_leads_to_its_family(family: str) -> None:
    for word in families()[family].words:
        assert family in families_of(re.split(r"[ ]", word), 0), word


@pytest.mark.parametrize(("form", "lemma"), [("taken", "take"), ("shots", "shot"), ("men", "man")])
def test_forms_share_a_root(form: str, lemma: str) -> None:
    assert root_of(form) == root_of(lemma)


def test_wider_and_opposite() -> None:
    assert (wider_of("bomb"), opposite_of("seize")) == ("attack", "free")
    assert wider_of("no such family") is None


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a\tdeed\tone\t\t\na\tdeed\ttwo\t\t\n", "a stands there twice"),
        ("a\tdeed\tone|one\t\t\n", "one stands twice in a"),
        ("a\tdeed\tone\tb\t\n", "a names b"),
        ("a\tdeed\tone\t\ta\n", "a names a"),
        ("".join(f"{n}\tdeed\tone\t\t\n" for n in "abcd"), "3 families are allowed"),
        ("a\tmood\tone\t\t\n", f"{FILE}:2: .*Allowed in kind: deed, people, anybody, thing"),
    ],
)
def test_a_wrong_table_is_refused(rows: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        checked(load_rows(FILE, Family, HEADER + rows))


@pytest.mark.parametrize("word", ["fable", "lies", "groundless", "nonsense", "Invention"])
def test_words_that_call_a_claim_untrue(word: str) -> None:
    assert root_of(word) in untrue_words()


@pytest.mark.parametrize("word", ["true", "late", "forgery", "report"])
def test_words_that_do_not(word: str) -> None:
    assert root_of(word) not in untrue_words()


def test_a_preposition_follows_its_verb_at_once() -> None:
    assert "advance" in families_of(["troops", "closed", "in", "on", "tolna"], 1)
    assert "advance" not in families_of(["the", "works", "closed", "in", "the", "autumn"], 2)
    assert "advance" not in families_of(
        ["the", "works", "will", "be", "closed", "on", "monday", "in", "june"], 4
    )
    assert "seize" in families_of(["raiders", "carried", "the", "men", "off"], 1)


def test_who_is_anybody() -> None:
    assert is_anybody("miner") and is_anybody("victim") and not is_anybody("kill")

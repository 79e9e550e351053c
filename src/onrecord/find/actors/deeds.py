"""Bring a description to whoever did what it says: "the baker" to her who bakes, "the accused" to
him who is accused."""

from collections.abc import Iterator

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.nominals import Nominal
from onrecord.find.actors.scene import Scene
from onrecord.knowledge.world import deeds
from onrecord.model import Token

_OBJECTS = frozenset({"dobj", "nsubjpass"})
_STEM = 3  # letters of the shortest verb that makes a noun: "act"


def doers(cast: Cast, nominal: Nominal, numbers: list[int]) -> list[int]:
    """Those of some actors of whom a verb before a description says the same as it."""
    word = nominal.role.word if nominal.role else ""
    told = deeds().get(word)
    done = set(told.does) if told else _verbs(word)
    suffered = set(told.suffers) if told else set()
    if nominal.kind != "person" or not (done or suffered):
        return []
    return [
        number
        for number in numbers
        if cast.players[number].named
        and any(_did(cast.scene, verb, role, done, suffered)
                for verb, role in _deeds(cast, number, nominal.head))
    ]  # fmt: skip


def _did(scene: Scene, verb: Token, role: str, done: set[str], suffered: set[str]) -> bool:
    if scene.parse.child(verb, "neg"):
        return False
    return verb.lemma in (suffered if role in _OBJECTS else done)


def _deeds(cast: Cast, number: int, end: int) -> Iterator[tuple[Token, str]]:
    """The verbs of which an actor is subject or object before a token, also in "Moss, who …"."""
    tokens = cast.scene.tokens
    for found in cast.players[number].found:
        if found.head >= end:
            continue
        for at in (found.head, *found.also):
            token = tokens[at]
            if token.relation in ("nsubj", "nsubjpass", "dobj"):
                yield tokens[token.head], token.relation
            yield from _told_by_clauses(cast.scene, token)


def _told_by_clauses(scene: Scene, token: Token) -> Iterator[tuple[Token, str]]:
    for clause in scene.parse.children(token):
        if clause.relation in ("relcl", "acl"):
            subject = scene.parse.child(clause, "nsubj", "nsubjpass")
            if subject is None and clause.tag == "VBN":  # Roake, accused of theft
                yield clause, "nsubjpass"
            elif subject and scene.lexicon.is_a(subject.lower, "of-persons"):
                yield clause, subject.relation


def _verbs(word: str) -> set[str]:
    """The verbs that a noun in -er or -or may come from: "baker", "runner", "carrier"."""
    if not word.endswith(("er", "or")) or len(word) < _STEM + 2 or not word.isalpha():
        return set()
    stem = word[:-2]
    verbs = {stem, stem + "e"}
    if stem[-1] == stem[-2]:
        verbs.add(stem[:-1])
    if stem[-1] == "i":
        verbs.add(stem[:-1] + "y")
    return verbs

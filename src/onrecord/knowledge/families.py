"""Families of words that name one kind of event, person or thing: seize, capture, carry off."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load_rows
from onrecord.knowledge.words import stem

FILE = "families.tsv"
MOST = 3  # families that a word may stand in
PREPOSITIONS = frozenset({"at", "by", "for", "from", "in", "into", "on", "to", "upon", "with"})
BETWEEN = 2  # words that may stand inside a fixed form: "set the nine men free"


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that may name the same thing: lemmas and fixed forms. `wider` is the family of which
    it is a kind, `opposite` the one that undoes or excludes it; `once` says that one and the same
    does or suffers it once within a story."""

    family: str
    kind: Literal["deed", "people", "anybody", "thing"]
    words: tuple[str, ...]
    wider: str = ""
    opposite: str = ""
    once: Literal["", "yes"] = ""


class Near(Struct, frozen=True, forbid_unknown_fields=True):
    """A family, and those that may name the same event seen from another side."""

    family: str
    near: tuple[str, ...]


class Negative(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that says that what a family names is not so: alive, kill."""

    word: str
    family: str


class Untrue(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that says of a claim that it is not true."""

    word: str


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """An irregular form and its lemma; without one, a form that stands by itself."""

    form: str
    lemma: str = ""


@cache
def families() -> dict[str, Family]:
    """All families by name. Raises KnowledgeError for a table that cannot be right."""
    return checked(load_rows(FILE, Family))


def checked(rows: Sequence[Family]) -> dict[str, Family]:
    """Families by name. Raises KnowledgeError for a name or a word twice, a word in too many
    families, and for a wider or opposite one that there is not."""
    found: dict[str, Family] = {}
    count: dict[str, list[str]] = {}
    for row in rows:
        if row.family in found:
            raise KnowledgeError(f"{FILE}: {row.family} stands there twice. Join the two.")
        found[row.family] = row
        for word in row.words:
            count.setdefault(word, []).append(row.family)
    for word, names in count.items():
        if len(set(names)) < len(names):
            raise KnowledgeError(f"{FILE}: {word} stands twice in {names[0]}. Strike one.")
        if len(names) > MOST:
            raise KnowledgeError(
                f"{FILE}: {word} stands in {', '.join(names)}. {MOST} families are allowed."
            )
    for row in rows:
        for other in filter(None, (row.wider, row.opposite)):
            if other not in found or other == row.family:
                raise KnowledgeError(
                    f"{FILE}: {row.family} names {other}, which is no other family."
                )
    return found


def wider_of(family: str) -> str | None:
    """The family of which one is a kind: of murder, kill."""
    found = families().get(family)
    return found.wider or None if found else None


@cache
def _near() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in load_rows("families_near.tsv", Near):
        for other in row.near:
            if {row.family, other} - families().keys():
                raise KnowledgeError(
                    f"families_near.tsv: {row.family} or {other} is no family. See {FILE}."
                )
            found.setdefault(row.family, set()).add(other)
            found.setdefault(other, set()).add(row.family)
    return {family: frozenset(others) for family, others in found.items()}


def near(family: str) -> frozenset[str]:
    """The families that may name the same event seen from another side: of halt, seize."""
    return _near().get(family, frozenset())


@cache
def negative_words() -> dict[str, str]:
    """The family of what a word says not to be so, by the word's root: of "alive", kill."""
    found = {root_of(row.word): row.family for row in load_rows("negative_words.tsv", Negative)}
    if unknown := set(found.values()) - families().keys():
        raise KnowledgeError(f"negative_words.tsv: {', '.join(unknown)} is no family. See {FILE}.")
    return found


@cache
def untrue_words() -> frozenset[str]:
    """The roots of words that say of a claim that it is not true: fable, lie, groundless."""
    return frozenset(root_of(row.word) for row in load_rows("untrue_words.tsv", Untrue))


def is_deed(family: str) -> bool:
    """True for a family of things that happen or are done, and for what is no family."""
    found = families().get(family)
    return found is None or found.kind == "deed"


def is_once(family: str) -> bool:
    """True for what one and the same does or suffers once within a story: resign, drown."""
    found = families().get(family)
    return found is not None and bool(found.once)


def is_people(family: str) -> bool:
    """True for a family of people of one sort: soldiers, miners."""
    found = families().get(family)
    return found is not None and found.kind == "people"


def is_anybody(family: str) -> bool:
    """True for a family of people, of one sort or of any: miners, victims."""
    found = families().get(family)
    return found is not None and found.kind in ("people", "anybody")


def opposite_of(family: str) -> str | None:
    """The family that undoes or excludes one: of free, hold."""
    found = families().get(family)
    return found.opposite or None if found else None


def families_of(words: Sequence[str], at: int) -> tuple[str, ...]:
    """The families of the word at a place in running words of lower case, the usual one first;
    fixed forms that begin there ("carried off", "set the men free") go before the single word.

    >>> families_of(["they", "were", "carried", "off"], 2)
    ('seize',)
    """
    root = root_of(words[at])
    for rest, names in _forms().get(root, ()):
        if _follows(words, at + 1, rest):
            return names
    return _single().get(root, ())


@lru_cache(maxsize=100_000)
def root_of(word: str) -> str:
    """What the forms of a word share: the stem of its lemma; "taken" and "takes" have one."""
    plain = re.sub(r"['’]s$", "", word.casefold())
    irregular = _irregular()
    if plain not in irregular and plain.endswith("s") and plain[:-1] in irregular:
        plain = plain[:-1]  # shots
    lemma = irregular.get(plain, plain)
    return stem(lemma) if lemma else f"={plain}"  # by itself: "important" is no "import"


def _follows(words: Sequence[str], start: int, rest: Sequence[str]) -> bool:
    """True if the words of a fixed form follow, the first of them after two others at most; a
    preposition follows at once ("close in", but "carried the men off")."""
    between = 0 if rest[0] in PREPOSITIONS else BETWEEN
    for place in range(start, min(start + between + 1, len(words) - len(rest) + 1)):
        if all(root_of(words[place + n]) == part for n, part in enumerate(rest)):
            return True
    return False


@cache
def _irregular() -> dict[str, str]:
    return {row.form: row.lemma for row in load_rows("irregular_forms.tsv", Form)}


def _entries() -> Iterator[tuple[tuple[str, ...], str]]:
    for family in families().values():
        for word in family.words:
            yield tuple(root_of(part) for part in word.split()), family.family


@cache
def _single() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for parts, name in _entries():
        if len(parts) == 1 and name not in found.setdefault(parts[0], []):
            found[parts[0]].append(name)
    return {root: tuple(names) for root, names in found.items()}


@cache
def _forms() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Fixed forms by the root of their first word: the roots that follow, the longest first."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for parts, name in _entries():
        if len(parts) > 1:
            found.setdefault(parts[0], {}).setdefault(parts[1:], []).append(name)
    return {
        first: tuple(
            (rest, tuple(names))
            for rest, names in sorted(rests.items(), key=lambda item: -len(item[0]))
        )
        for first, rests in found.items()
    }

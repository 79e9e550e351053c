"""Which entries of the cue tables a word may be."""

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from onrecord.knowledge.cues import CueEntry, cues
from onrecord.model import Parse, Token

POS = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB"),
    "adverb": ("ADV",),
    "preposition": ("ADP", "VERB", "SCONJ", "NOUN", "ADV", "ADJ"),
}
REACH = 4  # words within which the rest of a cue of several words must follow


class Match(Struct, frozen=True):
    """An entry, its name, and the tokens that are the cue."""

    name: str
    entry: CueEntry
    cue: tuple[int, ...]


def matches(parse: Parse, token: Token) -> Iterator[Match]:
    """The entries whose words stand here, the longest first.

    A participle may be an adjective by its form ("was opposed to"). A verb with a particle that is
    no part of the cue is another verb ("called off").
    """
    index = _index()
    entries = index.get(token.lemma, ())
    if token.tag in ("VBN", "VBD", "VBG") and token.lower != token.lemma and token.lower in index:
        entries = (*(e for e in index[token.lower] if e[2].pos == "adjective"), *entries)
    for words, name, entry in entries:
        if token.pos in POS[entry.pos]:
            cue = _follow(parse, token, words)
            if cue and not _has_particle(parse, token, entry, cue):
                yield Match(name, entry, cue)


def _has_particle(parse: Parse, token: Token, entry: CueEntry, cue: tuple[int, ...]) -> bool:
    particle = parse.child(token, "prt") if entry.pos == "verb" else None
    return particle is not None and particle.index not in cue


@cache
def _index() -> dict[str, tuple[tuple[tuple[str, ...], str, CueEntry], ...]]:
    """Entries by the lemma of the first word; those of more words first."""
    index: dict[str, list[tuple[tuple[str, ...], str, CueEntry]]] = {}
    for name, entry in cues().items():
        if entry.pos == "mark":  # see slugs.py
            continue
        first, *rest = entry.cue.split()
        index.setdefault(first, []).append((tuple(rest), name, entry))
    return {
        lemma: tuple(sorted(entries, key=lambda item: -len(item[0])))
        for lemma, entries in index.items()
    }


def _follow(parse: Parse, token: Token, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens of a cue whose further words follow in order, or None."""
    cue = [token.index]
    last = min(len(parse.tokens), token.index + 1 + len(rest) + REACH)
    for word in rest:
        found = next(
            (
                i
                for i in range(cue[-1] + 1, last)
                if word in (parse.tokens[i].lemma, parse.tokens[i].lower)
            ),
            None,
        )
        if found is None or parse.tokens[found].sentence != token.sentence:
            return None
        cue.append(found)
    return tuple(cue)

"""Changes: "rose 3 percent to 41", "fell from 50 to 40", "up 12 percent"."""

from functools import cache
from typing import NamedTuple

from onrecord.find.figures.seen import Seen
from onrecord.find.figures.units import POINT
from onrecord.knowledge.figures import changes, company
from onrecord.model import Change, Parse, Reason, Sentence, Token

REACH = 14  # tokens behind a word of change in which its figures stand
NEAR = 3  # tokens between a figure and the noun or adverb behind it

_STOPS = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB", ":"})
_PARTS = frozenset({"percent", "percentage-points", "ratio"})
_AMOUNTS = frozenset({*_PARTS, "money", "share"})


_JOINTS = frozenset({",", "", "(", "-", "—", "–"})  # between a figure and "up from"
_DESCRIBING = frozenset({"DT", "JJ", "JJR", "JJS", "RB", "PRP$", "POS", "NN"})  # before a number
_PARTING = frozenset({";", ":", "CC", "."})


class _Word(NamedTuple):
    """A word of change at a token: the entry, and whether it is a verb, a noun or an adverb."""

    entry: str
    kind: str
    token: Token


Told = dict[int, tuple[Change, Reason]]


def changes_of(parse: Parse, sentence: Sentence, seen: list[Seen], ids: list[str]) -> Told:
    """The change that each figure of a sentence is a part of, by the figure's place in `seen`."""
    found: Told = {}
    for word in _words(parse, sentence):
        if any(one.kind != "ratio" and word.token.span.meets(one.span) for one in seen):
            continue  # "up to 40 percent"
        parts = _parts(parse, word, seen, sentence)
        parts = {role: at for role, at in parts.items() if at not in found}
        if not parts:
            continue
        direction = changes()[word.entry].direction
        if direction == "same":
            parts.pop("by", None)
        by, before, after = (_id(parts, role, ids) for role in ("by", "from", "to"))
        change = Change(direction=direction, by=by, before=before, after=after)
        reason = Reason(f"figures.{word.entry}", word.token.text, word.token.span)
        found |= dict.fromkeys(parts.values(), (change, reason))
    return found


def _id(parts: dict[str, int], role: str, ids: list[str]) -> str | None:
    return ids[parts[role]] if role in parts else None


def _words(parse: Parse, sentence: Sentence) -> list[_Word]:
    found = []
    for token in parse.words(sentence):
        kind = _kind(parse, token)
        entry = _entries().get((kind, token.lemma.lower())) if kind else None
        if entry:
            found.append(_Word(entry, kind, token))
    return found


def _kind(parse: Parse, token: Token) -> str:
    if token.tag.startswith("VB"):
        return "verb"
    if token.tag in ("NN", "NNS"):
        return "noun"
    if token.tag == "RP":  # "ticked down"; not "made up half of"
        verbs = parse.tokens[token.head].lemma, parse.tokens[token.index - 1].lemma
        return "adverb" if company("moving").intersection(verbs) else ""
    return "adverb" if token.tag in ("RB", "IN", "JJ") else ""


@cache
def _entries() -> dict[tuple[str, str], str]:
    """The entry by kind and lemma; of "go up" the particle speaks, as an adverb."""
    found: dict[tuple[str, str], str] = {}
    for name, entry in changes().items():
        found |= {("verb", word): name for word in entry.verbs if " " not in word}
        found |= {("noun", word): name for word in entry.nouns}
        found |= {("adverb", word): name for word in entry.adverbs}
    return found


def _parts(parse: Parse, word: _Word, seen: list[Seen], sentence: Sentence) -> dict[str, int]:
    """By how much, from and to which figure, by their places in `seen`."""
    parts: dict[str, int] = {}
    for at, one in enumerate(seen):
        if word.token.index <= one.first and _reaches(parse, word, one, sentence):
            role = _role(parse, word, one, first=not parts)
            if role and role not in parts:
                parts[role] = at
    if word.kind == "verb" or (parts.get("by") is not None and parts.get("to") is not None):
        return parts
    since = next((seen[parts[role]] for role in ("from", "by") if role in parts), None)
    before = _before(parse, word, seen, since=since)
    if word.kind == "noun" and before is not None and "by" not in parts:
        parts["by"] = before
    if word.kind == "adverb" and before is not None and parts and "to" not in parts:
        parts["to"] = before
    return parts


def _reaches(parse: Parse, word: _Word, one: Seen, sentence: Sentence) -> bool:
    """The figure stands behind the word, before the next clause."""
    if one.first - word.token.index > REACH:
        return False
    between = parse.tokens[word.token.index + 1 : one.first]
    return not any(token.tag in _STOPS or token.text == ";" for token in between)


def _role(parse: Parse, word: _Word, one: Seen, *, first: bool) -> str | None:
    """By the preposition before the figure; without one the first figure is by how much."""
    if word.token.index == one.first and one.kind == "ratio":  # "doubled"
        return "by"
    before = _token_before(parse, one)
    if before.lower in ("to", "from", "by"):
        lost = before.lower == "by" and word.token.lemma in company("contest")
        single = one.kind == "count" and one.low == 1 == one.high
        return before.lower if _is_free(parse, word, before) and not lost and not single else None
    if before.lower == "at" and word.entry == "same":
        return "to"
    if before.lower == "of" and word.kind == "noun":
        return "by" if before.index == word.token.index + 1 and _is_part(one) else None
    near = before.index == word.token.index
    if word.kind == "noun" or not (first and near and word.entry != "same"):
        return None
    return "by" if _is_amount(parse, word, one) else None


def _is_amount(parse: Parse, word: _Word, one: Seen) -> bool:
    """ "rose 3 percent", "rose 40 to 250"; not "raised $40"."""
    if one.kind in _PARTS or one.unit == POINT:
        return True
    counts = one.kind == "count" and one.of is None
    alone = one.kind == "money" or (counts and _may_move(parse, word))
    return alone and word.token.lemma.lower() not in changes()[word.entry].of_others


def _may_move(parse: Parse, word: _Word) -> bool:
    """Not the particle of another verb: "shot down 13"."""
    before = parse.tokens[max(0, word.token.index - 1)]
    other = before.tag.startswith("VB") and before.lemma not in company("moving")
    return word.kind != "adverb" or not other


def _is_part(one: Seen) -> bool:
    """An amount that can be a part of a change without a verb: "a 12 percent rise"."""
    return one.kind in _AMOUNTS or one.unit == POINT


def _is_free(parse: Parse, word: _Word, preposition: Token) -> bool:
    """The preposition belongs to the word of change or to what stands between, not to another
    verb."""
    head = parse.tokens[preposition.head]
    if head.tag.startswith("VB") and head.index > word.token.index:
        return False
    return not (preposition.lower == "by" and head.tag == "VBN" and head.index != word.token.index)


def _token_before(parse: Parse, one: Seen) -> Token:
    at = one.first
    while at > 0 and parse.tokens[at - 1].start >= one.span.start:
        at -= 1
    inside = parse.tokens[at]
    if inside.lower in ("from", "to") and at < one.first:
        return inside
    before = parse.tokens[max(0, at - 1)]
    return _past_level(parse, before) or before


def _past_level(parse: Parse, before: Token) -> Token | None:
    """The "from" of "from an earlier 9 percent", "from a peak of 10 percent"."""
    at = before.index
    if before.lower == "of" and parse.tokens[at - 1].lemma in company("level"):
        at -= 2
    elif before.tag not in _DESCRIBING:
        return None
    while at > 0 and parse.tokens[at].tag in _DESCRIBING:
        at -= 1
    found = parse.tokens[at]
    return found if found.lower in ("from", "to") and found.sentence == before.sentence else None


def _before(parse: Parse, word: _Word, seen: list[Seen], *, since: Seen | None) -> int | None:
    """The figure before the word: "a 12 percent rise", "has 60 boats, up from 45", and also past
    other words where it is alike: "58 percent fear it, up from 51 percent"."""
    for at in range(len(seen) - 1, -1, -1):
        one = seen[at]
        if one.last > word.token.index:
            continue
        end = one.of.end if one.of and one.of.end <= word.token.start else one.span.end
        gap = parse.report.text[end : word.token.start].strip()
        if word.kind == "noun":
            joined = gap in ("", "-") or one.of == word.token.span
            return at if joined and _is_part(one) else None
        if gap in _JOINTS:
            return at
        return at if since and gap[-1:] == "," and _is_alike(parse, one, since, word) else None
    return None


def _is_alike(parse: Parse, one: Seen, since: Seen, word: _Word) -> bool:
    """Two figures of one unit, the nearest before and the one behind "up from", or a percentage
    and points behind "down", in one clause."""
    between = parse.tokens[one.last : word.token.index]
    parted = any(token.text in _PARTING or token.tag in _PARTING for token in between)
    same = one.unit == since.unit and one.kind == since.kind and one.kind != "count"
    points = one.kind == "percent" and since.kind == "percentage-points"
    return (same or points) and not parted

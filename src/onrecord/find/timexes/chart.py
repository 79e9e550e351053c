"""The matching engine: joins pieces bottom-up by the entries' patterns. It knows no word."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from onrecord.find.timexes.pieces import Piece, lexicon, value_of
from onrecord.knowledge.times import WEAK, TimeEntry, forms, time_entries


class Item(NamedTuple):
    """Pieces `[first, last)` of a run, read as one class: a word with its value, or an entry with
    its parts."""

    kind: str
    first: int
    last: int
    value: Any
    entry: str = ""
    parts: tuple["Item", ...] = ()


class Rule(NamedTuple):
    """One written-out form of an entry; `rank` is the entry's place in the table."""

    name: str
    entry: TimeEntry | None
    form: tuple[str, ...]
    rank: int
    kind: str
    value: Any = None


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """All rules by the class that they begin with."""
    found: dict[str, list[Rule]] = {}
    for rank, (name, entry) in enumerate(time_entries().items()):
        for pattern in entry.pattern:
            for form in forms(name, pattern):
                found.setdefault(form[0], []).append(Rule(name, entry, form, rank, entry.makes))
    for form, word in lexicon().phrases:
        rule = Rule("", None, form, -1, word.kind, value_of(word))
        found.setdefault(form[0], []).append(rule)
    return {kind: tuple(dict.fromkeys(found[kind])) for kind in found}


def join(run: Sequence[Piece]) -> list[list[Item]]:
    """All readings of a run, by the piece that they begin at."""
    table = rules()
    starts: list[dict[str, list[Item]]] = [{} for _ in run]
    found: list[list[Item]] = [[] for _ in run]
    for first in range(len(run) - 1, -1, -1):
        agenda = [Item(kind, first, first + 1, value) for kind, value in run[first].classes]
        seen: set[tuple[str, int, str]] = set()
        while agenda:
            item = agenda.pop()
            key = (item.kind, item.last, item.entry)
            if key in seen:
                continue
            seen.add(key)
            starts[first].setdefault(item.kind, []).append(item)
            found[first].append(item)
            behind = starts[item.last] if item.last < len(run) else {}
            for rule in table.get(item.kind, ()):
                if len(rule.form) == 1 or rule.form[1] in behind:
                    agenda += _extend(rule, item, starts)
    return found


def _extend(rule: Rule, item: Item, starts: Sequence[dict[str, list[Item]]]) -> list[Item]:
    """The items that a rule makes of its first part and what follows it."""
    partial: list[tuple[Item, ...]] = [(item,)]
    for kind in rule.form[1:]:
        partial = [
            (*parts, following)
            for parts in partial
            if parts[-1].last < len(starts)
            for following in starts[parts[-1].last].get(kind, ())
        ]
        if not partial:
            return []
    return [
        Item(rule.kind, item.first, parts[-1].last, rule.value, rule.name, parts)
        for parts in partial
    ]


def is_worth(run: Sequence[Piece]) -> bool:
    """True if a run holds more than numbers and words such as "the" and "of"."""
    return any(kind.isupper() and kind not in WEAK for piece in run for kind, _ in piece.classes)

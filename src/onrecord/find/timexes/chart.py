"""The matching engine: joins pieces bottom-up by the entries' patterns. It knows no word."""

from collections.abc import Collection, Iterator, Sequence
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
def rules() -> dict[str, dict[str, tuple[Rule, ...]]]:
    """All rules by the class that they begin with and the one that follows ("" for none)."""
    found: dict[str, dict[str, list[Rule]]] = {}
    for rule in dict.fromkeys(_rules()):
        following = rule.form[1] if len(rule.form) > 1 else ""
        found.setdefault(rule.form[0], {}).setdefault(following, []).append(rule)
    return {
        kind: {following: tuple(of) for following, of in table.items()}
        for kind, table in found.items()
    }


def _rules() -> Iterator[Rule]:
    for rank, (name, entry) in enumerate(time_entries().items()):
        for pattern in entry.pattern:
            for form in forms(name, pattern):
                yield Rule(name, entry, form, rank, entry.makes)
    for form, word in lexicon().phrases:
        yield Rule("", None, form, -1, word.kind, value_of(word))


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
            for rule in _fitting(table.get(item.kind, {}), behind):
                agenda += _extend(rule, item, starts)
    return found


def _fitting(table: dict[str, tuple[Rule, ...]], behind: Collection[str]) -> list[Rule]:
    """The rules of a class that end with it or go on with a class that stands behind, by rank."""
    found = [rule for kind in ("", *behind) for rule in table.get(kind, ())]
    found.sort(key=_rank)
    return found


def _rank(rule: Rule) -> int:
    return rule.rank


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
    openers = lexicon().openers
    return any(
        piece.lower in openers
        or any(kind.isupper() and kind not in WEAK for kind, _ in piece.classes)
        for piece in run
    )

"""Suggest actors for a table of the user's own: the frequent ones that no table knows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from onrecord.knowledge.own import OwnActor
from onrecord.model import Actor, Mention, Record
from onrecord.stages import Read

COLUMNS = OwnActor.__struct_fields__
CONTEXTS = 3  # examples of an actor's words
AROUND = 40  # characters of context on each side
KNOWN = "table:"  # how the reason of an actor begins that a table knows
SUGGESTED = ("person", "organization", "group", "unknown")


@dataclass
class Suggestion:
    """An actor that no table knows, over all reports."""

    name: str
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    offices: Counter[tuple[str, str]] = field(default_factory=Counter)
    mentions: int = 0
    reports: int = 0
    contexts: list[str] = field(default_factory=list)


def write_suggestions(reads: Iterable[Read], *, least: int, as_table: bool) -> None:
    """Print the suggestions with at least so many mentions, the most frequent first.

    `as_table`: as TSV with the columns of a table of actors, counts and contexts as comments.
    """
    found = sorted(
        (s for s in suggestions(reads).values() if s.mentions >= least),
        key=lambda s: (-s.mentions, -s.reports, s.name),
    )
    if as_table:
        for line in tsv(found):
            print(line)
    else:
        Console().print(_table(found))


def suggestions(reads: Iterable[Read]) -> dict[str, Suggestion]:
    """Named actors that no table knows, by their names in lower case."""
    found: dict[str, Suggestion] = {}
    for read in reads:
        for actor in read.record.actors:
            reason = read.reasons.get(actor.id)
            rules = [reason, *reason.because] if reason else []
            if any(rule.entry.startswith(KNOWN) for rule in rules):
                continue
            if actor.kind in SUGGESTED and _named(actor):
                entry = found.setdefault(actor.name.lower(), Suggestion(actor.name))
                _count(entry, read.record, actor)
    return found


def _named(actor: Actor) -> list[Mention]:
    return [mention for mention in actor.mentions if mention.form == "name"]


def _count(entry: Suggestion, record: Record, actor: Actor) -> None:
    text = record.report.text
    entry.mentions += len(actor.mentions)
    entry.reports += 1
    entry.kinds[actor.kind] += 1
    entry.countries[actor.country or ""] += 1
    entry.sectors[actor.sector or ""] += 1
    if actor.office:
        entry.offices[actor.office.title, actor.office.body or ""] += 1
    for mention in _named(actor):
        entry.names[" ".join(text[mention.span.start : mention.span.end].split())] += 1
        if len(entry.contexts) < CONTEXTS:
            entry.contexts.append(_context(text, mention))


def _context(text: str, mention: Mention) -> str:
    start, end = max(0, mention.span.start - AROUND), mention.span.end + AROUND
    return " ".join(text[start:end].split())


def tsv(found: Iterable[Suggestion]) -> Iterator[str]:
    """The lines of a table of actors: a row for each, its counts and contexts above it."""
    yield "# Actors that no table knows. Check each row, fill in what is empty, strike the rest."
    yield "\t".join(COLUMNS)
    for entry in found:
        yield f"# {_counts(entry)}"
        yield from (f"#   … {context} …" for context in entry.contexts)
        yield "\t".join(_row(entry))


def _row(entry: Suggestion) -> tuple[str, ...]:
    """The cells of a suggestion; a kind that is not known is left to the user as a person."""
    kind = entry.kinds.most_common(1)[0][0]
    title, body = entry.offices.most_common(1)[0][0] if entry.offices else ("", "")
    short = kind != "person"  # a body's letters; a person is found by the surname anyway
    others = [n for n in entry.names if n != entry.name and (" " in n or (short and n.isupper()))]
    return (
        entry.name, "|".join(others), kind, _most(entry.countries), _most(entry.sectors), "",
        title, body,
    )  # fmt: skip


def _most(counts: Counter[str]) -> str:
    """The most frequent value that is one, or ""."""
    return next((value for value, _ in counts.most_common() if value), "")


def _counts(entry: Suggestion) -> str:
    mentions = f"{entry.mentions} mention{'s' * (entry.mentions != 1)}"
    return f"{mentions} in {entry.reports} report{'s' * (entry.reports != 1)}"


def _table(found: Iterable[Suggestion]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("actor", "mentions", "reports", "kind", "country", "sector", "in the words"):
        table.add_column(column, justify="right" if column in ("mentions", "reports") else "left")
    for entry in found:
        _, _, kind, country, sector, *_ = _row(entry)
        words = entry.contexts[0] if entry.contexts else ""
        numbers = str(entry.mentions), str(entry.reports)
        table.add_row(entry.name, *numbers, kind, country, sector, words)
    return table

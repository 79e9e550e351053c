"""The derivation of facts: which rules and entries spoke, and the words they rest on."""

import io
import os
import shutil
import sys
from collections.abc import Mapping

import msgspec
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from onrecord.errors import UsageError
from onrecord.model import Reason, Timex
from onrecord.show.reading import Reading, seen, shortened
from onrecord.stages import Read


def write_reasons(found: Read, fact: str | None, *, as_json: bool) -> None:
    """Print the reasons of one fact or of all. Raises UsageError for an id that is not there."""
    reasons = chosen(found.reasons, fact)
    if as_json:
        encoded = msgspec.json.encode(reasons)
        sys.stdout.buffer.write(msgspec.json.format(encoded, indent=2) + b"\n")
        return
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    lines = io.StringIO()
    width = shutil.get_terminal_size((100, 24)).columns
    console = Console(file=lines, width=width, force_terminal=colour, no_color=not colour)
    reading = Reading(found.record)
    for name, reason in reasons.items():
        console.print(tree_of(reading, name, reason))
    sys.stdout.write("\n".join(line.rstrip() for line in lines.getvalue().split("\n")))


def chosen(reasons: Mapping[str, Reason], fact: str | None) -> Mapping[str, Reason]:
    """All reasons in the order of their ids, or the one asked for."""
    if fact is None:
        return dict(sorted(reasons.items(), key=lambda item: (item[0][0], int(item[0][1:]))))
    if fact not in reasons:
        kinds = sorted({name[0] for name in reasons})
        last = (max((n for n in reasons if n[0] == k), key=lambda n: int(n[1:])) for k in kinds)
        raise UsageError(
            f"the record has no fact {fact}. It has "
            + (", ".join(f"{n[0]}1 to {n}" for n in last) or "no facts at all")
            + "."
        )
    return {fact: reasons[fact]}


def tree_of(reading: Reading, name: str, reason: Reason) -> Tree:
    """A fact's derivation as a tree, its words at each step."""
    head = Text(f"{name}  ", style="bold")
    found = reading.facts[name]
    words = reading.words(reading.within(found)[:3])
    head.append(shortened(words, 100), style="italic not bold")
    if isinstance(found, Timex):
        value = ", ".join(filter(None, (found.value, reading.days(found), found.utc)))
        head.append(f" = {value}", style="not bold")
    tree = Tree(head)
    _add(tree, reading, reason)
    return tree


def _add(tree: Tree, reading: Reading, reason: Reason) -> None:
    line = Text(reason.entry, style="cyan")
    if reason.detail:
        line.append(f"  {seen(reason.detail)}", style="default")
    if reason.span:
        words = shortened(seen(reading.report.text[reason.span.start : reason.span.end]), 80)
        line.append(f"  “{words}” [{reason.span.start}, {reason.span.end})", style="dim")
    branch = tree.add(line)
    for part in reason.because:
        _add(branch, reading, part)

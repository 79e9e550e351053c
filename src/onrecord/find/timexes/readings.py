"""From a reading of the chart to its form, and from a form to its meaning."""

from typing import Any

from onrecord.find.timexes.calendar import Meaning
from onrecord.find.timexes.chart import Item
from onrecord.find.timexes.clocks import on_a_day
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.forms import Form
from onrecord.find.timexes.operations import OPERATIONS
from onrecord.find.timexes.ranges import LENT
from onrecord.knowledge.times import TimeEntry, time_entries

PLAIN = ("same", "add", "times", "half", "first", "constant")  # of numbers: nothing to resolve


def form_of(item: Item) -> Any:
    """The form of a reading; a plain value where it is a word or a number."""
    if not item.entry:
        return item.value
    entry = time_entries()[item.entry]
    form = _form(entry, _parts(item))
    plain = not any(isinstance(value, Form) for _, value in form.parts)
    if entry.type is None and entry.how in PLAIN and plain:
        return OPERATIONS[form.how](form, dict(form.parts), Context(None))
    return form


def forms_of_range(item: Item) -> list[tuple[list[Item], Form]]:
    """The sides of a range or list, as pieces and forms; one side lends another what it leaves
    out."""
    entry = time_entries()[item.entry]
    sides = _sides(item, entry)
    own = [{part.kind: form_of(part) for part in side} for side in sides]
    found = []
    for side, parts in zip(sides, own, strict=True):
        lent = {kind: v for other in own for kind, v in other.items() if kind in LENT}
        found.append((side, _form(entry, {**lent, **parts})._replace(how="one-of-range", value="")))
    return found


def _sides(item: Item, entry: TimeEntry) -> list[list[Item]]:
    """The parts of a range between the words that the entry's `value` names."""
    dividers = entry.value.split()
    sides: list[list[Item]] = [[]]
    for part in item.parts:
        if part.kind in dividers:
            sides.append([])
        elif part.kind.isupper():
            sides[-1].append(part)
    return [side for side in sides if side]


def _parts(item: Item) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for part in item.parts:
        if part.kind.isupper():
            parts[part.kind if part.kind not in parts else f"{part.kind}2"] = form_of(part)
    return parts


def _form(entry: TimeEntry, parts: dict[str, Any]) -> Form:
    return Form(
        entry.how,
        entry.unit,
        entry.shift,
        entry.value,
        entry.mod,
        tuple(parts.items()),
        entry.type,
        entry.makes,
    )


def meaning_of(form: Form, context: Context) -> Meaning | None:
    """What a form means in a context; None if it means nothing ("May 35")."""
    meaning = _value(form, context)
    if not isinstance(meaning, Meaning):
        return None
    return on_a_day(meaning, context) if meaning.value.startswith("T") else meaning


def _value(form: Any, context: Context) -> Any:
    if not isinstance(form, Form):
        return form
    parts: dict[str, Any] = {}
    for kind, part in form.parts:
        parts[kind] = _value(part, context)
        if parts[kind] is None:
            return None
    meaning = OPERATIONS[form.how](form, parts, context)
    if isinstance(meaning, Meaning) and form.mod and meaning.mod is None:
        return meaning._replace(mod=form.mod)
    return meaning

"""Forms: what an expression says, before it is laid on the calendar.

"last Friday" is `weekday(shift=-1,WEEKDAY=5)`. A form knows no date, so the same form can be
resolved again when the date of publication comes to be known; it is kept in the record as text.
"""

import re
from typing import Any, NamedTuple

SETTINGS = ("unit", "shift", "value", "mod")


class Form(NamedTuple):
    """An operation (`how` of the entry) with its settings, and its parts by their class.

    `type` and `makes` are those of the entry; no form that is relative depends on them. `stamp`
    is set where the expression is a sentence by itself, as in a live blog.
    """

    how: str
    unit: str = ""
    shift: int = 0
    value: str = ""
    mod: str | None = None
    parts: tuple[tuple[str, Any], ...] = ()
    type: str | None = None
    makes: str = ""
    stamp: bool = False


def written(form: Form) -> str:
    """A form as text: `at(DAY=weekday(WEEKDAY=3),CLOCK=clock(HOUR=8,HALFDAY=PM))`; settings, in
    lower case, stand before the parts."""
    settings = [f"{key}={getattr(form, key)}" for key in SETTINGS if getattr(form, key)]
    settings += ["stamp=1"] * form.stamp
    parts = [f"{kind}={_value(value)}" for kind, value in form.parts]
    return f"{form.how}({','.join([*settings, *parts])})"


def _value(value: Any) -> str:
    if isinstance(value, Form):
        return written(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_PART = re.compile(r"([A-Za-z0-9]+)=")
_HEAD = re.compile(r"([a-z-]+)\(")
_PLAIN = re.compile(r"[^,()]*")


def read_form(text: str) -> Form:
    """The form that `written` wrote. Raises ValueError if the text is none."""
    form, end = _read(text, 0)
    if end != len(text):
        raise ValueError(f"{text!r} is no form of a time: it goes on after its end")
    return form


def _read(text: str, at: int) -> tuple[Form, int]:
    head = _HEAD.match(text, at)
    if head is None:
        raise ValueError(f"{text!r} is no form of a time (at character {at})")
    found: dict[str, Any] = {}
    at = head.end()
    while part := _PART.match(text, at):
        found[part[1]], at = _read_value(text, part.end())
        at += text[at : at + 1] == ","
    if text[at : at + 1] != ")":
        raise ValueError(f"{text!r} is no form of a time (at character {at})")
    return _form(head[1], found), at + 1


def _form(how: str, found: dict[str, Any]) -> Form:
    return Form(
        how,
        found.get("unit", ""),
        int(found.get("shift", 0)),
        _value(found.get("value", "")),
        found.get("mod"),
        tuple((kind, value) for kind, value in found.items() if kind.isupper()),
        stamp="stamp" in found,
    )


def _read_value(text: str, at: int) -> tuple[Any, int]:
    if _HEAD.match(text, at):
        return _read(text, at)
    plain = _PLAIN.match(text, at)
    value = plain[0] if plain else ""
    number = re.fullmatch(r"-?\d+(\.\d+)?", value)
    return (float(value) if number else value), at + len(value)

"""Lay the expressions of one report on the calendar, in the order of the text.

Both readers use it: the one that finds expressions in a text, and the one that dates a record
later. So it takes nothing but what the record keeps.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from onrecord.find.timexes.bounds import bounds
from onrecord.find.timexes.calendar import BEFORE_OUR_ERA, GRAINS, Meaning
from onrecord.find.timexes.context import Context, published_day
from onrecord.find.timexes.forms import Form
from onrecord.find.timexes.readings import meaning_of
from onrecord.find.timexes.tense import Tense

TOLD = 3  # dates with a year that a story of the past has at least
BEHIND = 2  # years that they lie behind the publication at least
FINE = 2  # dates finer than a year
SHARE = 5  # times as many dates with a year as times that count from the publication
NEAR = ("weekday", "this", "weeks-on")  # operations that count from the publication
BARE = ("date", "month", "season")  # operations on dates that may lack their year


class Expression(NamedTuple):
    """An expression as it stands: `fixed` is its meaning where it depends on nothing else; else
    its form is resolved."""

    ident: str
    form: Form | None
    fixed: Meaning | None
    tense: Callable[[], Tense]


class Resolved(NamedTuple):
    """A meaning, the days that it allows, and what it was resolved against."""

    meaning: Meaning
    earliest: date | None
    latest: date | None
    anchor: str | None
    tense: Tense | None


def fixed(form: Form) -> tuple[Meaning | None, bool]:
    """What a form means without any date to count from, and whether that is all it ever means."""
    alone = Context(None)
    meaning = meaning_of(form, alone)
    return meaning, alone.anchor is None


def resolve(expressions: Sequence[Expression], published: str | None) -> Iterator[Resolved]:
    """The expressions of a report with their meanings."""
    context = Context(published, story=is_story(expressions, published))
    day = context.day if context.precision == 3 else None
    for expression in expressions:
        form = expression.form
        context.turn_to(expression.tense, stamp=form is not None and form.stamp)
        meaning = expression.fixed if form is None else meaning_of(form, context)
        if meaning is None:  # beyond the calendar: the reading holds, its value stays open
            meaning = Meaning("DATE", "XXXX-XX-XX", None, "D")
        context.remember(expression.ident, meaning)
        yield Resolved(meaning, *bounds(meaning, day), context.anchor, context.asked)


def is_story(expressions: Sequence[Expression], published: str | None) -> bool:
    """True for a narrative of the past: it has dates with a year long before the publication, not
    all of them a bare year, and few times that count from the publication. Where none does,
    months and days without a year count as parts of the story too."""
    day, _ = published_day(published)
    told = [e.fixed for e in expressions if e.fixed and _is_told(e.fixed, day)]
    near = sum(_is_near(e.form) for e in expressions if e.form)
    fine = sum(meaning.grain != "Y" for meaning in told)
    if not near:
        fine += sum(e.form is not None and e.form.how in BARE for e in expressions)
    return len(told) >= TOLD and len(told) >= SHARE * near and fine >= FINE


def _is_near(form: Form) -> bool:
    """True for what a report of news is full of: Monday, yesterday, last week; stories say
    "today" too."""
    if form.how in NEAR or (form.how == "day" and form.shift != 0):
        return True
    return form.how == "at" and any(isinstance(p, Form) and _is_near(p) for _, p in form.parts)


def _is_told(meaning: Meaning, day: date | None) -> bool:
    start = meaning.start
    if meaning.value.startswith(BEFORE_OUR_ERA):
        return True
    if start is None or GRAINS.index(meaning.grain) > GRAINS.index("Y"):
        return False
    return day is None or start.year <= day.year - BEHIND

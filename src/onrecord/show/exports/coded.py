"""Events as the field's datasets have them: typed, dated, and only what is told as done.

The old datasets have no column for status. So what is denied, planned, possible or asked for stays
out of them, unless it is asked for; `folded` gives it the type that PLOVER's coders give.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from onrecord.knowledge.ontology import (
    as_plover_codes,
    cameo_codes,
    compound_cameo,
    default_cameo,
    goldstein,
    plover_types,
)
from onrecord.model import Actor, Event, Timex
from onrecord.model.words import EventType, Quad, Status
from onrecord.show.exports.standing import Told

DONE: frozenset[Status] = frozenset({"happened", "ongoing"})
AHEAD: frozenset[Status] = frozenset({"planned", "scheduled", "promised", "conditional"})
QUADS: dict[Quad, int] = {
    "verbal-cooperation": 1,
    "material-cooperation": 2,
    "verbal-conflict": 3,
    "material-conflict": 4,
}
BODIES = ("IGO", "NGO", "MNC", "INT")  # where a country's code would stand: bodies of no state
DAY = 10  # characters of 2024-10-27
MONTH = 7


class Days(Struct, frozen=True):
    """When an event took place, no more precise than the report: the day, else the month, else
    the year; nothing where all that is known is that it was before."""

    first: str | None = None
    last: str | None = None
    basis: str = "none"  # text, published or none

    @property
    def day(self) -> str | None:
        """The day, where it is known to the day."""
        return _shared(self, DAY) if self.first == self.last else None

    @property
    def month(self) -> str | None:
        """The month, where all days that are allowed lie in one."""
        return _shared(self, MONTH)

    @property
    def year(self) -> str | None:
        """The year, where all days that are allowed lie in one."""
        return _shared(self, 4)


class Coded(Struct, frozen=True):
    """An event of a PLOVER type with its codes, as it goes out."""

    told: Told
    event: Event
    type: EventType
    mode: str | None
    cameo: str
    quad: Quad
    goldstein: float
    days: Days

    @property
    def id(self) -> str:
        """Its public id."""
        return self.told.id(self.event)

    @property
    def actors(self) -> list[Actor]:
        """Those who act."""
        return self.told.whom(self.event.actors)

    @property
    def recipients(self) -> list[Actor]:
        """Those at whom it is directed."""
        return self.told.whom(self.event.recipients)


def coded_events(told: Iterable[Told], *, folded: bool) -> Iterator[Coded]:
    """The events of a type, report by report."""
    for report in told:
        for event in report.events:
            if coded := _coded(report, event, folded=folded):
                yield coded


def _coded(told: Told, event: Event, *, folded: bool) -> Coded | None:
    if event.type is None:
        return None
    if not folded or event.status in DONE:
        days = days_of(told, event)
        if days is None:
            return None
        code = event.cameo or default_cameo(event.type, event.mode)
        quad = event.quad or plover_types()[event.type].quad
        score = goldstein(code) if event.goldstein is None else event.goldstein
        return Coded(told, event, event.type, event.mode, code, quad, score, days)
    type = as_plover_codes(event.type, event.status)
    if type == event.type and not (type == "PROTEST" and event.status in AHEAD):
        return None
    if type == event.type:
        code, mode = event.cameo or default_cameo(type, event.mode), event.mode
    else:
        code, mode = compound_cameo(default_cameo(type), event.cameo or ""), None
    quad = plover_types()[type].quad
    return Coded(told, event, type, mode, code, quad, goldstein(code), _published(told))


def days_of(told: Told, event: Event) -> Days | None:
    """When an event took place. Without a time in the text it is the day of publication, as in all
    these datasets; history without a time has no day, and is None."""
    timex = told.timex(event.when)
    if timex is None or not (timex.earliest or timex.latest):
        return None if event.background else _published(told)
    if _includes(timex, told.record.report.published) and not event.background:
        return _published(told)
    if timex.earliest is None or timex.latest is None:
        return Days()
    return Days(timex.earliest[:DAY], timex.latest[:DAY], "text")


def _published(told: Told) -> Days:
    published = told.record.report.published
    if not published:
        return Days()
    return Days(published[:DAY], published[:DAY], "published")


def _includes(timex: Timex, published: str | None) -> bool:
    """True for a time such as "this week", which may be the day of publication."""
    return bool(
        published
        and len(published) >= DAY
        and timex.earliest
        and timex.latest
        and timex.earliest[:DAY] <= published[:DAY] <= timex.latest[:DAY]
        and timex.earliest[:DAY] != timex.latest[:DAY]
    )


def _shared(days: Days, length: int) -> str | None:
    first, last = days.first, days.last
    if not first or not last or len(first) < length:
        return None
    return first[:length] if first[:length] == last[:length] else None


def state(actor: Actor | None) -> str:
    """The country of an actor; nothing for bodies of no one state."""
    code = actor.country if actor else None
    return code if code and code not in BODIES else ""


def body(actor: Actor | None) -> str:
    """IGO, NGO, MNC for a body of no one state."""
    return actor.country or "" if actor and actor.country in BODIES else ""


def root(code: str) -> str:
    """The root of a CAMEO code: its first two digits."""
    return code[:2]


def quad_of_code(code: str) -> int:
    """The quad class that CAMEO's table gives a code, 1 to 4; GDELT's QuadClass."""
    return QUADS[cameo_codes()[code].quad]

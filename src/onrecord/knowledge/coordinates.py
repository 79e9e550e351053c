"""Where places lie, and how precisely that is known."""

import unicodedata
from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.knowledge.loader import load_rows

Precision = Literal["city", "region", "country"]
PLAIN = str.maketrans("øłıðđ‘’`", "olidd'''")


class Coordinates(Struct, frozen=True, forbid_unknown_fields=True):
    """A town, state or country in degrees; a country has no name. `alone` is "yes" where the name
    means this place without its country too."""

    country: str
    kind: Precision
    latitude: float
    longitude: float
    name: str = ""
    alone: Literal["yes", "no"] = "no"


def coordinate_key(name: str) -> str:
    """A name without case, accents, article and full stops, as the table has it: "khan yunis"."""
    parts = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(PLAIN)
    return " ".join(plain.replace(".", "").replace("-", " ").removeprefix("the ").split())


@cache
def _table() -> tuple[dict[tuple[str, str], Coordinates], dict[str, Coordinates]]:
    """The places by name and country, and those that need no country by name."""
    rows = load_rows("coordinates.tsv", Coordinates)
    return (
        {(row.name, row.country): row for row in rows},
        {row.name: row for row in rows if row.alone == "yes"},
    )


def coordinates_of(name: str, country: str | None) -> Coordinates | None:
    """Where a place lies: the town or state itself where the table knows it, else its country.

    None where the name is unknown or could be several places: it is never guessed. "Tartu" in EST
    is a city; an unknown town in EST is somewhere in EST; an unknown town is nowhere.
    """
    within, alone = _table()
    key = coordinate_key(name)
    if country is None:
        return alone.get(key)
    return within.get((key, country)) or country_coordinates(country)


def country_coordinates(code: str) -> Coordinates | None:
    """A point inside a country, for a code that has one."""
    return _table()[0].get(("", code))

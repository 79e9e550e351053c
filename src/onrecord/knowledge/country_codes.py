"""Other codes of countries, for those who read exports."""

from functools import cache

from msgspec import Struct

from onrecord.knowledge.loader import load_rows


class CountryCodes(Struct, frozen=True, forbid_unknown_fields=True):
    """A country by `code` (ISO 3166-1 alpha-3): its alpha-2 code, and its FIPS 10-4 code where it
    has one."""

    code: str
    alpha2: str
    fips: str = ""


@cache
def country_codes() -> dict[str, CountryCodes]:
    """The codes of each country that has any, by alpha-3."""
    return {row.code: row for row in load_rows("country_codes.tsv", CountryCodes)}

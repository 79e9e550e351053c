"""Write the days of the feasts that move with the moon, from the calendars of `holidays` (MIT).

usage: python tools/build_feasts.py       (needs: pip install holidays)

`knowledge/data/time_feast_days.tsv` is made by this command alone. Months begin when the moon is
seen, so a day may be one off in some countries.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from holidays.calendars import _ChineseLunisolar, _HebrewLunisolar, _HinduLunisolar, _IslamicLunar

TABLE = Path(__file__).parent.parent / "src/onrecord/knowledge/data/time_feast_days.tsv"
FIRST, LAST = 1950, 2049
HEAD = (
    "# Days of the feasts that move with the moon, year by year from `first`; no day where the\n"
    "# calendar gives none. Made by tools/build_feasts.py from the calendars of holidays (MIT).\n"
    "feast\tfirst\tdays\n"
)

Year = Callable[[int], Any]


def feasts() -> dict[str, Year]:
    """What gives the day of each feast in a year."""
    islamic, hebrew = _IslamicLunar(), _HebrewLunisolar()
    chinese, hindu = _ChineseLunisolar(), _HinduLunisolar()
    return {
        "eid-al-fitr": islamic.eid_al_fitr_dates,
        "eid-al-adha": islamic.eid_al_adha_dates,
        "ashura": islamic.ashura_dates,
        "mawlid": islamic.mawlid_dates,
        "islamic-new-year": islamic.hijri_new_year_dates,
        "passover": hebrew.passover_date,
        "rosh-hashanah": hebrew.rosh_hashanah_date,
        "yom-kippur": hebrew.yom_kippur_date,
        "purim": hebrew.purim_date,
        "hanukkah": hebrew.hanukkah_date,
        "lunar-new-year": chinese.lunar_new_year_date,
        "mid-autumn": chinese.mid_autumn_date,
        "dragon-boat": chinese.dragon_boat_date,
        "diwali": hindu.diwali_date,
    }


def days(of_year: Year) -> Iterator[str]:
    for year in range(FIRST, LAST + 1):
        found = min((day for day in _dates(of_year(year)) if day.year == year), default=None)
        yield f"{found:%m-%d}" if found else "-"


def _dates(found: Any) -> Iterator[date]:
    """The dates in what a calendar gives: a date, a pair with a flag, or several of them."""
    if isinstance(found, date):
        yield found
    elif found is not None and not isinstance(found, bool):
        for part in found:
            yield from _dates(part)


def main() -> None:
    rows = [f"{name}\t{FIRST}\t{'|'.join(days(of_year))}\n" for name, of_year in feasts().items()]
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()

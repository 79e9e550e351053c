"""The sides of a range, once one has lent the other what it leaves out."""

from onrecord.find.timexes.calendar import BEFORE_OUR_ERA, Meaning
from onrecord.find.timexes.clocks import CLOCKS, at, clock
from onrecord.find.timexes.context import Context
from onrecord.find.timexes.dates import (
    Parts,
    century,
    era_year,
    month,
    month_of_year,
    season_of_year,
    short_year,
    whole_date,
    year,
)
from onrecord.find.timexes.forms import Form

# what a side may lend the other: "Oct. 3 to 5", "2 to 4 p.m.", "the summers of 1941 and 1942"
LENT = ("MONTHNAME", "YEAR", "YEARLY", "HALFDAY", "ZONE", "DAY", "BC", "SEASONS")


def one_of_range(form: Form, parts: Parts, context: Context) -> Meaning | None:
    """One side of a range of days, months, years or times of day; "late June to early July"."""
    found = _side(form, parts, context)
    mod = parts.get("MOD") or parts.get("ABOUT")
    return found._replace(mod=str(mod)) if found and mod else found


def _side(form: Form, parts: Parts, context: Context) -> Meaning | None:
    if "DAY" in parts and not any(kind in parts for kind in CLOCKS):
        return at(form, parts, context) if "CLOCK" in parts else parts["DAY"]
    if "BC" in parts:
        return era_year(form._replace(value=BEFORE_OUR_ERA), parts, context)
    if "SEASONS" in parts:
        return season_of_year(form, {**parts, "SEASON": parts["SEASONS"]}, context)
    if any(kind in parts for kind in CLOCKS):
        time = clock(form, parts, context)
        return at(form, {**parts, "CLOCK": time}, context) if time and "DAY" in parts else time
    if "ORD" in parts and "MONTHNAME" not in parts:
        return century(form, parts, context)
    if "DAYNUM" in parts or "ORD" in parts:
        return whole_date(form, parts, context)
    if "SEASON" in parts:
        return season_of_year(form, parts, context)
    if "MONTHNAME" in parts:
        return (month_of_year if "YEAR" in parts else month)(form, parts, context)
    return (short_year if "SHORTYEAR" in parts else year)(form, parts, context)

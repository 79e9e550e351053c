"""The days of feasts: fixed, by weekday, by Easter, and by the moon."""

import calendar
from datetime import date, timedelta

from onrecord.find.timexes.calendar import day_of
from onrecord.knowledge.times import feast_days


def feast(rule: str, year: int) -> date | None:
    """The day of a feast in a year, by its rule (see knowledge.times.Feast)."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule[6:] or 0))
    if rule.startswith("moon:"):
        return _by_moon(rule[5:], year)
    if rule.count("-") == 1:
        month, day = rule.split("-")
        return day_of(year, int(month), int(day))
    return _nth_weekday(rule, year)


def _by_moon(name: str, year: int) -> date | None:
    row = feast_days()[name]
    at = year - row.first
    if not 0 <= at < len(row.days) or row.days[at] == "-":
        return None
    month, day = row.days[at].split("-")
    return day_of(year, int(month), int(day))


def _nth_weekday(rule: str, year: int) -> date | None:
    """ "11-4-4": the fourth Thursday of November; "5-1--1": the last Monday of May; "+1" behind
    it: the day after."""
    rule, _, after = rule.partition("+")
    month, weekday, nth = (int(part) for part in rule.split("-", 2))
    days = calendar.monthrange(year, month)[1]
    found = [d for d in range(1, days + 1) if date(year, month, d).isoweekday() == weekday]
    place = nth - 1 if nth > 0 else nth
    if place >= len(found):
        return None
    return date(year, month, found[place]) + timedelta(int(after or 0))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm printed in Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l7 = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l7) // 451
    month, day = divmod(h + l7 - 7 * m + 114, 31)
    return date(year, month, day + 1)

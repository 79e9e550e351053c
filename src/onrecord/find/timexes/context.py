"""What an expression is resolved against: the publication, what was last spoken of, tense."""

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.find.timexes.calendar import GRAINS, Meaning, day_of, period, shift
from onrecord.find.timexes.memory import Memory
from onrecord.find.timexes.tense import OPEN, Tense

_KNOWN = {1: ("Y", "E", "C", "L"), 2: ("M", "Q", "S", "H", "Y", "E", "C", "L")}
PUBLISHED = "published"

YEARS = range(1000, 3000)  # of publication; anything else is taken as not known
NEAR = 100  # days ahead within which a month or day of a month is meant even by a past clause
MORNING = 8  # hour by which a night is over
FAR = 350  # days ahead: a day just past is meant ("was to leave by Oct. 20", told on Oct. 27)
LEAP = 2000  # a year that has all days
FINER_THAN_YEARS = "H"
ASIDE = 15  # years back that a story only looks, and does not go
BACK = 200  # days that a story goes back at most when it names a day or month without its year


def published_day(published: str | None) -> tuple[date | None, int]:
    """The day of publication, and how many of year, month and day are known of it."""
    parts = [int(part) for part in (published or "").split("T")[0].split("-") if part.isdigit()]
    usable = bool(parts) and parts[0] in YEARS
    return (day_of(*[*parts, 1, 1][:3]) if usable else None), min(len(parts), 3)


def _far_back(year: Meaning, told: Meaning) -> bool:
    """True for a year by itself that lies far before what was told just before it."""
    if year.grain != "Y" or year.start is None or told.start is None:
        return False
    return told.start.year - year.start.year >= ASIDE


class Context:
    """The state of resolving the times of one report.

    `published` is an ISO date, perhaps partial, or None; `story` is true for a narrative of the
    past, whose bare months and weekdays count from the date last spoken of. After an expression
    `anchor` is what it was resolved against, `asked` the tense if it made a difference.
    """

    def __init__(self, published: str | None, *, story: bool = False) -> None:
        self.day, self.precision = published_day(published)
        self.story = story
        self._memory = Memory()
        self._quarter: tuple[str, Meaning] | None = None
        self.turn_to(lambda: OPEN)

    def turn_to(self, tense: Callable[[], Tense], *, stamp: bool = False) -> None:
        """Begin with a new expression; a `stamp` is a sentence by itself, as in a live blog."""
        self._tense = tense
        self.stamp = stamp
        self.anchor: str | None = None
        self.asked: Tense | None = None
        self.kept = True

    def published(self, grain: str) -> date | None:
        """The day of publication, if it is known well enough for periods of this grain."""
        self.anchor = PUBLISHED
        if self.day is None or (self.precision < 3 and grain not in _KNOWN.get(self.precision, ())):
            return None
        return self.day

    def last(self, grain: str, *, back: bool = True) -> date | None:
        """The first day of what was last spoken of and is no coarser than `grain`; the day of
        publication if no date was spoken of; None if only coarser ones were, or one that has no
        day, such as 44 BC. Unless `back`, None as well if the very last one is coarser."""
        memory = self._memory
        if memory.last is None:
            return self.published(grain)
        found = memory.newest_or_without_a_day(grain)
        if found is None or (not back and found is not memory.last):
            self.anchor = memory.last.ident
            return None
        self.anchor = found.ident
        return found.meaning.start

    def day_told(self) -> date | None:
        """The day that an expression of this moment counts from, if it is one spoken of."""
        spoken = self.spoken if self.anchor and self.anchor != PUBLISHED else None
        return spoken.start if spoken and spoken.grain == "D" else None

    def day_spoken_of(self) -> date | None:
        """The day last spoken of, if it was the last date of all; else that of publication."""
        spoken = self.spoken
        if spoken is None or spoken.grain != "D" or self.stamp or self._ahead_of(spoken):
            return self.published("D")
        return self.last("D")

    def day_of_clock(self, hour: int) -> date | None:
        """The day that a time of day stands on: after a night, its small hours are the next day's
        ("on Monday night … at 2 a.m.")."""
        night = self._memory.night
        day = self.day_spoken_of()
        after = night and self.anchor != PUBLISHED and hour < MORNING
        return shift(day, 1, "D") if day and after else day

    def _ahead_of(self, spoken: Meaning) -> bool:
        """True for a day that lies ahead, where the clause of the moment is past."""
        if self.day is None or spoken.start is None or spoken.start <= self.day:
            return False
        return self.tense().direction == "past"

    def tense(self) -> Tense:
        """What the tense says of past or future."""
        self.asked = self._tense()
        return self.asked

    @property
    def spoken(self) -> Meaning | None:
        """The last date spoken of."""
        return self._memory.last.meaning if self._memory.last else None

    def against_spoken(self, grain: str = "L") -> Meaning | None:
        """The last date spoken of that is no coarser than `grain`, taken as the anchor."""
        found = self._memory.newest(grain)
        if found is None:
            return None
        self.anchor = found.ident
        return found.meaning

    def against_quarter(self) -> Meaning | None:
        """The last quarter spoken of, taken as the anchor."""
        if self._quarter:
            self.anchor = self._quarter[0]
        return self._quarter and self._quarter[1]

    def remember(self, ident: str, meaning: Meaning) -> None:
        """Keep a date as the last one spoken of, unless it was named only to compare with."""
        if not self.kept:
            return
        self._memory.keep(ident, meaning)
        if meaning.grain == "Q" and meaning.start:
            self._quarter = ident, meaning

    def weekday(self, number: int, step: int = 0, *, spoken: bool = False) -> Meaning:
        """A day of the week: `step` -1 for the last, 1 for the next one, else as the tense says;
        counted from the date last spoken of, if `spoken`."""
        ahead = step == 0 and self.tense().ahead
        told = self.story and step == 0 and self.spoken is not None
        day = self.last("D") if spoken or told else self.published("D")
        if day is None:
            return Meaning("DATE", f"XXXX-WXX-{number}", None, "D")
        behind = (day.isoweekday() - number) % 7
        if step < 0:
            return period("D", day - timedelta(behind or 7))
        if step > 0 or (behind and (ahead or told)):
            return period("D", day + timedelta(7 - behind))
        return period("D", day - timedelta(behind))

    def nearest(
        self, grain: str, of_year: Callable[[int], date | None], step: int, unknown: str
    ) -> Meaning:
        """What comes once a year: `step` -1 for the last, 1 for the next; else by tense."""
        if step == 0:
            self.tense()
            if self.story and self.spoken is not None:
                return self._told(grain, of_year, unknown)
        now = self.published(grain)
        if now is None:
            return Meaning("DATE", unknown, None, grain)
        year_at = [of_year(now.year + i) for i in (-1, 0, 1)]
        days = [d for d in year_at if d is not None]
        here = period(grain, now).start or now
        past, future = [d for d in days if d < here], [d for d in days if d > here]
        if step < 0:
            return period(grain, past[-1]) if past else Meaning("DATE", unknown, None, grain)
        if step > 0:
            return period(grain, future[0]) if future else Meaning("DATE", unknown, None, grain)
        if here in days:
            return period(grain, here)
        return self._by_tense(grain, here, past, future, unknown)

    def _told(self, grain: str, of_year: Callable[[int], date | None], unknown: str) -> Meaning:
        """In a story: in the year last spoken of, unless that lies far back of a day or month
        just spoken of; then in the next year ("… in December 1812. In January …")."""
        spoken = self._point_of_story()
        if spoken is None or spoken.start is None:
            return Meaning("DATE", unknown, None, grain)
        day, start = of_year(spoken.start.year), spoken.start
        fine = GRAINS.index(spoken.grain) < GRAINS.index("Y")
        goes_on = day is not None and fine and (start - day).days > BACK
        if grain == "D" and (goes_on or not fine) and (named := self._named(of_year)):
            return named
        if goes_on:
            day = of_year(start.year + 1)
        return period(grain, day) if day else Meaning("DATE", unknown, None, grain)

    def _named(self, of_year: Callable[[int], date | None]) -> Meaning | None:
        """The same day of the same month, if it was named with its year since the story began."""
        day = of_year(LEAP)
        found = self._memory.same_day(day) if day else None
        if found is None:
            return None
        self.anchor = found.ident
        return found.meaning

    def _point_of_story(self) -> Meaning | None:
        """Where a story has come to: what was last spoken of, but for a year by itself that lies
        far back ("the worst winter since 1788")."""
        found, before = self._memory.newest("Y"), self._memory.newest(FINER_THAN_YEARS)
        if found and before and _far_back(found.meaning, before.meaning):
            found = before
        if found is None:
            return None
        self.anchor = found.ident
        return found.meaning

    def beside(
        self, grain: str, of_year: Callable[[int], date | None], step: int, unknown: str
    ) -> Meaning:
        """What comes once a year, by the date last spoken of: in its year, or the next after it
        (`step` 1) or the last before it (-1); with none spoken of, by the publication."""
        spoken = self.against_spoken()
        if spoken is None:
            return self.nearest(grain, of_year, step, unknown)
        if spoken.start is None:
            return Meaning("DATE", unknown, None, grain)
        year, start = spoken.start.year, spoken.start
        if step and GRAINS.index(spoken.grain) >= GRAINS.index("Y"):
            day = of_year(year + step)
        else:
            days = [d for d in (of_year(year + i) for i in (-1, 0, 1)) if d]
            after, before = [d for d in days if d > start], [d for d in days if d < start]
            day = of_year(year)
            if step > 0:
                day = min(after, default=None)
            elif step < 0:
                day = max(before, default=None)
        return period(grain, day) if day else Meaning("DATE", unknown, None, grain)

    def _by_tense(
        self, grain: str, here: date, past: list[date], future: list[date], unknown: str
    ) -> Meaning:
        """In a future clause the next; in a past one the last, unless the next is near and the
        last far ("was put off to Nov. 16"); else the nearer. Quarters are told when over."""
        if not past and not future:
            return Meaning("DATE", unknown, None, grain)
        tense = self.asked or OPEN
        if not past or not future:
            return period(grain, (past or future)[-1])
        ahead, back = (future[0] - here).days, (here - past[-1]).days
        if grain in ("Q", "H"):
            return period(grain, future[0] if tense.ahead and ahead < back else past[-1])
        if tense.ahead:
            passed = grain == "D" and ahead > FAR  # "was ordered to leave by Oct. 20", a week ago
            return period(grain, past[-1] if passed else future[0])
        if ahead < back and (tense.direction == "open" or (ahead < NEAR and not tense.firm)):
            return period(grain, future[0])
        return period(grain, past[-1])

    def this(self, grain: str, step: int) -> Meaning:
        """The period `step` periods from that of publication.

        What lies ahead "this week" in a report of a Sunday lies in the week that it opens, though
        ISO 8601 counts the day to the week before.
        """
        ahead = grain == "W" and step == 0 and self.tense().ahead
        day = self.published(grain)
        if ahead and day is not None and day.isoweekday() == 7 and self.precision == 3:
            step = 1
        return period(grain, day and shift(day, step, "M" if grain == "S" else grain))

    def weekend(self) -> Meaning:
        """The weekend that is near: from Monday to Thursday the last one, unless a future clause
        or "this" speaks."""
        ahead = self.tense().ahead
        day = self.published("D")
        if day and day.isoweekday() < 5 and not ahead:
            day -= timedelta(7)
        return period("WE", day)

    def that(self, grain: str, step: int) -> Meaning:
        """The period `step` periods from the one last spoken of."""
        day = self.last(grain)
        return period(grain, day and shift(day, step, grain))

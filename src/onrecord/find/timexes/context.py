"""What an expression is resolved against: the publication, what was last spoken of, tense."""

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.find.timexes.calendar import GRAINS, Meaning, day_of, period, shift
from onrecord.find.timexes.tense import Tense

_KNOWN = {1: ("Y", "E", "C", "L"), 2: ("M", "Q", "S", "H", "Y", "E", "C", "L")}

YEARS = range(1000, 3000)  # of publication; anything else is taken as not known
NEAR = 100  # days ahead within which a month or day of a month is meant even by a past clause


class Context:
    """The state of reading one report.

    `published` is an ISO date, perhaps partial, or None; `quarter` is the last quarter spoken of;
    `used` collects what the present expression was resolved against.
    """

    def __init__(self, published: str | None) -> None:
        parts = [int(part) for part in (published or "").split("T")[0].split("-") if part.isdigit()]
        self.precision = min(len(parts), 3)
        usable = bool(parts) and parts[0] in YEARS
        self.day = day_of(*[*parts, 1, 1][:3]) if usable else None
        self._spoken: list[Meaning] = []
        self.quarter: Meaning | None = None
        self.used: dict[str, str] = {}
        self.kept = True
        self.stamp = False
        self._tense: Callable[[], Tense] | None = None

    def turn_to(self, tense: Callable[[], Tense], *, stamp: bool = False) -> None:
        """Begin with a new expression; a `stamp` is a sentence by itself, as in a live blog."""
        self._tense = tense
        self.stamp = stamp
        self.used = {}
        self.kept = True

    def published(self, grain: str) -> date | None:
        """The day of publication, if it is known well enough for periods of this grain."""
        self.used["anchor"] = "publication"
        if self.day is None or (self.precision < 3 and grain not in _KNOWN.get(self.precision, ())):
            return None
        return self.day

    def last(self, grain: str) -> date | None:
        """The first day of what was last spoken of and is no coarser than `grain`; the day of
        publication if no date was spoken of; None if only coarser ones were."""
        rank = GRAINS.index(grain)
        for spoken in reversed(self._spoken):
            if spoken.start and GRAINS.index(spoken.grain) <= rank:
                self.used["anchor"] = spoken.value
                return spoken.start
        return None if self._spoken else self.published(grain)

    def tense(self) -> Tense:
        """What the tense says of past or future."""
        tense = self._tense() if self._tense else Tense("open")
        if tense.cue:
            self.used["tense"] = f"{tense.direction} ({tense.cue})"
        return tense

    @property
    def spoken(self) -> Meaning | None:
        """The last date spoken of."""
        return self._spoken[-1] if self._spoken else None

    def remember(self, meaning: Meaning) -> None:
        """Keep a date as the last one spoken of, unless it was named only to compare with."""
        if meaning.start is None or meaning.grain not in GRAINS or not self.kept:
            return
        self._spoken.append(meaning)
        if meaning.grain == "Q":
            self.quarter = meaning

    def weekday(self, number: int, step: int = 0, *, spoken: bool = False) -> Meaning:
        """A day of the week: `step` -1 for the last, 1 for the next one, else as the tense says;
        counted from the date last spoken of, if `spoken`."""
        day = self.last("D") if spoken else self.published("D")
        if day is None:
            return Meaning("DATE", f"XXXX-WXX-{number}", None, "D")
        behind = (day.isoweekday() - number) % 7
        if step < 0:
            return period("D", day - timedelta(behind or 7))
        if step > 0 or (behind and self.tense().direction == "future"):
            return period("D", day + timedelta(7 - behind))
        return period("D", day - timedelta(behind))

    def nearest(
        self, grain: str, of_year: Callable[[int], date | None], step: int, unknown: str
    ) -> Meaning:
        """What comes once a year: `step` -1 for the last, 1 for the next; else by tense."""
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

    def _by_tense(
        self, grain: str, here: date, past: list[date], future: list[date], unknown: str
    ) -> Meaning:
        """In a future clause the next; in a past one the last, unless the next is near and the
        last far ("was put off to Nov. 16"); else the nearer. Quarters are told when over."""
        if not past and not future:
            return Meaning("DATE", unknown, None, grain)
        direction, _, firm = self.tense()
        if not past or not future:
            return period(grain, (past or future)[-1])
        ahead, back = (future[0] - here).days, (here - past[-1]).days
        if grain in ("Q", "H"):
            return period(grain, future[0] if direction == "future" and ahead < back else past[-1])
        if direction == "future":
            return period(grain, future[0])
        if ahead < back and (direction == "open" or (ahead < NEAR and not firm)):
            return period(grain, future[0])
        return period(grain, past[-1])

    def this(self, grain: str, step: int) -> Meaning:
        """The period `step` periods from that of publication.

        What lies ahead "this week" in a report of a Sunday lies in the week that it opens, though
        ISO 8601 counts the day to the week before.
        """
        day = self.published(grain)
        sunday = grain == "W" and step == 0 and day is not None and day.isoweekday() == 7
        if sunday and self.published("D") and self.tense().direction == "future":
            step = 1
        return period(grain, day and shift(day, step, "M" if grain == "S" else grain))

    def weekend(self) -> Meaning:
        """The weekend that is near: from Monday to Thursday the last one, unless a future clause
        or "this" speaks."""
        day = self.published("D")
        if day and day.isoweekday() < 5 and self.tense().direction != "future":
            day -= timedelta(7)
        return period("WE", day)

    def that(self, grain: str, step: int) -> Meaning:
        """The period `step` periods from the one last spoken of."""
        day = self.last(grain)
        return period(grain, day and shift(day, step, grain))

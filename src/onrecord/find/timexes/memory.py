"""What a report has spoken of so far: the last date of each grain, and the days of the year."""

from datetime import date
from typing import NamedTuple

from onrecord.find.timexes.calendar import BEFORE_OUR_ERA, GRAINS, Meaning, period


class Named(NamedTuple):
    """A date spoken of: its place among them, the id of its expression, and its meaning."""

    order: int
    ident: str
    meaning: Meaning


class Memory:
    """The dates spoken of. `last` is the very last one, `night` is true if it was a night."""

    def __init__(self) -> None:
        self.last: Named | None = None
        self.night = False
        self._of_grain: dict[str, Named] = {}
        self._of_day: dict[tuple[int, int], Named] = {}
        self._no_day: Named | None = None

    def keep(self, ident: str, meaning: Meaning) -> None:
        """Keep a date with a place on the calendar; a time of day as its day."""
        known = meaning.start is not None or meaning.value.startswith(BEFORE_OUR_ERA)
        if not known or meaning.grain not in GRAINS:
            return
        self.night = meaning.value.endswith("TNI")
        if meaning.type == "TIME" and meaning.start:
            meaning = period("D", meaning.start)
        self.last = Named(self.last.order + 1 if self.last else 0, ident, meaning)
        self._of_grain[meaning.grain] = self.last
        if meaning.start is None:
            self._no_day = self.last
        elif meaning.grain == "D":
            self._of_day[meaning.start.month, meaning.start.day] = self.last

    def newest(self, grain: str) -> Named | None:
        """The last one that is no coarser than `grain`."""
        rank = GRAINS.index(grain)
        found = (named for of, named in self._of_grain.items() if GRAINS.index(of) <= rank)
        return max(found, default=None)

    def newest_or_without_a_day(self, grain: str) -> Named | None:
        """The last one that is no coarser, or that has no day at all, such as 44 BC."""
        found = (self.newest(grain), self._no_day)
        return max((named for named in found if named), default=None)

    def same_day(self, day: date) -> Named | None:
        """The same day of the same month, last named with its year."""
        return self._of_day.get((day.month, day.day))

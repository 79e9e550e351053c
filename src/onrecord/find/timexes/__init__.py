"""Time expressions: where they stand, and what they mean against the date of publication."""

from onrecord.find.timexes.dating import dated
from onrecord.find.timexes.finder import find_timexes

__all__ = ["dated", "find_timexes"]

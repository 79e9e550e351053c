"""One face over the parser in use: a report becomes sentences, words and trees."""

from onrecord.parse.parser import Parser

__all__ = ["Parser"]

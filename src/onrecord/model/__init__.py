"""Frozen values: what was printed, and what is on record. No input or output, no rules."""

from onrecord.model.draft import Draft, Reason
from onrecord.model.record import (
    SCHEMA,
    Actor,
    Attribution,
    Content,
    Cue,
    Event,
    Figure,
    Link,
    Mention,
    Note,
    Office,
    Record,
    Source,
    Timex,
)
from onrecord.model.text import Name, PageSpan, Parse, Report, Sentence, Span, Token

__all__ = [
    "SCHEMA",
    "Actor",
    "Attribution",
    "Content",
    "Cue",
    "Draft",
    "Event",
    "Figure",
    "Link",
    "Mention",
    "Name",
    "Note",
    "Office",
    "PageSpan",
    "Parse",
    "Reason",
    "Record",
    "Report",
    "Sentence",
    "Source",
    "Span",
    "Timex",
    "Token",
]

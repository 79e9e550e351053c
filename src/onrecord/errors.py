"""The errors a user can meet.

    OnrecordError
    ├── ReadError           a report could not be taken in (a file, a page, a line of JSON)
    │   └── NotText         what was given holds no readable text (a picture, an archive)
    │       └── EmptyText   … because it is empty
    ├── KnowledgeError      an entry of the shipped or the user's knowledge is wrong
    ├── BackboneError       the parser or its weights are missing or not the ones expected
    ├── LedgerError         a ledger is missing, broken, newer than this onrecord, or in use
    └── UsageError          a command or a function was asked for what does not exist

Each carries what was wrong and what to do, in two sentences that a user can act on.
"""


class OnrecordError(Exception):
    """Base of all errors; `str(error)` is a whole message for the user."""


class ReadError(OnrecordError):
    """A report could not be taken in; `reason` is a word of `onrecord.intake.SkipReason`."""

    reason = "unreadable"

    def __init__(self, message: str, *, reason: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason or self.reason


class NotText(ReadError):
    """What was given holds no readable text."""

    reason = "not-a-report"


class EmptyText(NotText):
    """What was given is empty, or white space alone."""

    reason = "empty"


class KnowledgeError(OnrecordError):
    """An entry of knowledge is wrong; the message names the file, the line and what is allowed."""


class BackboneError(OnrecordError):
    """The parser or its weights are missing, or are not the ones that were expected."""


class UsageError(OnrecordError):
    """Something was asked for that does not exist."""


class LedgerError(OnrecordError):
    """A ledger cannot be opened, written or read as it should."""

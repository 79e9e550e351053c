"""onrecord puts news reports on record: who said or did what, when, and on whose word.

>>> import onrecord
>>> record = onrecord.read("report.txt", published="2024-10-27")
>>> [attribution.cue.lemma for attribution in record.attributions]
"""

from typing import TYPE_CHECKING

from onrecord.errors import LedgerError, OnrecordError, ReadError
from onrecord.model import (
    Actor,
    Attribution,
    Event,
    Figure,
    Link,
    Note,
    Poll,
    Reason,
    Record,
    Relay,
    Report,
    Span,
    Timex,
)

if TYPE_CHECKING:
    from onrecord.api import explain, read, read_all, records
    from onrecord.ledger.face import Ledger
    from onrecord.show.across import relink, stories
    from onrecord.show.adding import add
    from onrecord.show.exporting import export

__all__ = [
    "Actor",
    "Attribution",
    "Event",
    "Figure",
    "Ledger",
    "LedgerError",
    "Link",
    "Note",
    "OnrecordError",
    "Poll",
    "ReadError",
    "Reason",
    "Record",
    "Relay",
    "Report",
    "Span",
    "Timex",
    "add",
    "explain",
    "export",
    "read",
    "read_all",
    "records",
    "relink",
    "stories",
]


def __getattr__(name: str) -> object:
    """The functions load the parser's libraries, so they are looked up when they are asked for."""
    if name in ("explain", "read", "read_all", "records"):
        from onrecord import api

        return getattr(api, name)
    if name == "Ledger":
        from onrecord.ledger.face import Ledger

        return Ledger
    if name == "add":
        from onrecord.show.adding import add

        return add
    if name in ("relink", "stories"):
        from onrecord.show import across

        return getattr(across, name)
    if name == "export":
        from onrecord.show.exporting import export

        return export
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")

"""Why a fact stands, as a tree and as JSON."""

import json

import pytest

from onrecord.errors import UsageError
from onrecord.model import Reason, Record
from onrecord.show.explaining import write_reasons
from onrecord.stages import Read

Reasons = dict[str, Reason]
Capture = pytest.CaptureFixture[str]


def test_the_tree_shows_entries_details_and_words(
    record: Record, reasons: Reasons, capsys: Capture
) -> None:
    write_reasons(Read(record, reasons), "E2", as_json=False)
    shown = capsys.readouterr().out
    for part in ("E2", "status.denied", "deny", "“denied”", "Quill is the subject"):
        assert part in shown
    assert shown.index("status.denied") < shown.index("subject-of-cue")
    assert "\x1b" not in shown


def test_all_facts_are_shown_if_none_is_named(
    record: Record, reasons: Reasons, capsys: Capture
) -> None:
    write_reasons(Read(record, reasons), None, as_json=False)
    shown = capsys.readouterr().out
    assert shown.index("E2") < shown.index("S2")


def test_json_holds_the_same(record: Record, reasons: Reasons, capfdbinary: object) -> None:
    write_reasons(Read(record, reasons), "S2", as_json=True)
    import sys

    sys.stdout.flush()
    out = json.loads(capfdbinary.readouterr().out)  # type: ignore[attr-defined]
    assert out["S2"]["entry"] == "deny"
    assert out["S2"]["because"][0]["detail"] == "Quill is the subject"


def test_an_id_that_is_not_there_is_refused(record: Record, reasons: Reasons) -> None:
    with pytest.raises(UsageError, match="no fact S9"):
        write_reasons(Read(record, reasons), "S9", as_json=False)

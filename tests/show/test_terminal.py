"""The view on a screen."""

from collections.abc import Callable

import msgspec
import pytest

from onrecord.model import Record
from onrecord.show.reading import Reading, seen, shortened
from onrecord.show.terminal import view


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_no_line_is_wider_than_the_screen(
    record: Record, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert max(len(line) for line in view(record).split("\n")) <= columns


def test_it_is_plain_where_it_is_no_terminal(record: Record) -> None:
    assert "\x1b" not in view(record)


def test_everything_is_said(record: Record) -> None:
    words = " ".join(view(record).split())
    for part in (
        "Harbour talks to open Monday",
        "Velmar Courier",
        "Mayor Ada Quill (named official)",
        "said Sunday (1994-03-06)",
        "through Velmar Courier",
        "within S3",
        "○ planned CONCEDE",
        "✕ denied ASSAULT",
        "it is not clear whom the pronoun means",
    ):
        assert part in words


def test_events_of_no_type_are_listed_only_if_asked_for(record: Record) -> None:
    assert "possible" not in view(record)
    assert "◇ possible" in view(record, all_events=True)


def test_escape_sequences_of_a_text_do_not_reach_the_screen(
    make_hostile: Callable[..., Record],
) -> None:
    shown = view(make_hostile("bell \x07 and \x1b[31mred\x1b[0m \u202eturned", title="\x1b[2J"))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_markup_of_a_text_is_printed_as_it_stands(make_hostile: Callable[..., Record]) -> None:
    assert "[bold]loud[/bold] :smile:" in view(make_hostile("x", title="[bold]loud[/bold] :smile:"))


def test_shortened_keeps_both_ends() -> None:
    words = "one two three four five six seven eight nine ten"
    short = shortened(words, 30)
    assert len(short) <= 30
    assert short.startswith("one two")
    assert short.endswith("ten")
    assert shortened(words, len(words)) == words


def test_seen_is_one_line() -> None:
    assert seen("a\n b\t\u200bc\x00") == "a b c\ufffd"


def test_a_missing_id_is_shown_as_it_is(record: Record) -> None:
    reading = Reading(record)
    assert reading.name("A99") == "A99"
    assert reading.time("T99") == "T99"


def test_what_is_less_sure_stands_apart(record: Record) -> None:
    unsure = msgspec.structs.replace(record.attributions[3], confidence=0.4)
    attributions = (*record.attributions[:3], unsure)
    shown = view(msgspec.structs.replace(record, attributions=attributions))
    assert shown.index("S1") < shown.index("S3") < shown.index("LESS SURE") < shown.index("S4")
    assert "LESS SURE" not in view(record)


def test_what_is_not_listed_is_counted(record: Record) -> None:
    shown = view(record)
    assert "+ 1 event of no PLOVER type: --all lists them" in shown
    assert "+ 2 actors without name, office or country" in shown
    assert "of no PLOVER type" not in view(record, all_events=True)


def test_long_contents_are_shortened(make_hostile: Callable[..., Record]) -> None:
    words = " ".join(f"word{number}" for number in range(400))
    shown = view(make_hostile(words))
    assert "…" in shown
    assert "word399" in shown
    assert len(shown) < 2000

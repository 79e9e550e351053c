"""Tables as wide as the screen: what is short stays whole, what is long takes what is left."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.tables import GAP, WORD, lay_out

WHOLE = frozenset({"id", "day"})
ROW = ("2024-10-27", "Foreign Minister Ivo Tarn", "that the ferry had sailed " * 4, "k3vq.S1-9")
COLUMNS = ("day", "source", "content", "id")


def test_a_wide_screen_shows_all_on_one_line() -> None:
    layout = lay_out(COLUMNS, [ROW], 300, WHOLE)
    assert layout.left_out == ()
    assert [layout.widths[c] for c in COLUMNS] == [len(text) for text in ROW]


def test_what_is_short_stays_whole_and_the_long_column_takes_what_is_left() -> None:
    layout = lay_out(COLUMNS, [ROW], 70, WHOLE)
    assert (layout.widths["day"], layout.widths["id"]) == (10, 9)
    assert sum(layout.widths.values()) + 3 * GAP <= 70
    assert layout.widths["content"] > layout.widths["source"] >= len("Minister")


def test_where_there_is_no_room_columns_go_and_are_named() -> None:
    columns = ("day", "source", "kind", "act", "content", "id")
    row = ("2024-10-27", "Ivo Tarn", "unnamed-official", "deny", "that it sailed", "k3vq.S1-9")
    layout = lay_out(columns, [row], 52, WHOLE | {"kind", "act"})
    assert layout.left_out == ("kind",)
    assert {"day", "content", "id"} <= set(layout.widths)
    assert lay_out(columns, [row], 40, WHOLE | {"kind", "act"}).left_out == ("kind", "act")


def test_no_rows_are_a_line_of_names() -> None:
    assert lay_out(COLUMNS, [], 80, WHOLE).widths == {c: len(c) for c in COLUMNS}


@given(
    st.lists(
        st.tuples(st.just("2024-10-27"), st.text("ab ", max_size=90), st.text("xyz ", max_size=90)),
        max_size=5,
    ),
    st.integers(20, 200),
)
def test_no_table_is_wider_than_its_room_unless_words_need_it(
    rows: list[tuple[str, str, str]], room: int
) -> None:
    columns = ("day", "who", "words")
    layout = lay_out(columns, rows, room, frozenset({"day"}))
    wide = sum(layout.widths.values()) + GAP * (len(layout.widths) - 1)
    assert wide <= max(room, 10 + 2 * WORD + 2 * GAP)
    assert layout.widths["day"] == 10 if rows else 3

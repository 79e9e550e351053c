"""A text falls into blocks that lose no word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.parse.blocks import LONGEST, blocks, is_wrapped


@given(st.text(alphabet="ab. \n\r\t\u2028", max_size=200))
def test_blocks_hold_every_character_but_white_space(text: str) -> None:
    spans = list(blocks(text))
    assert [word for a, b in spans for word in text[a:b].split()] == text.split()
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


def test_a_line_without_end_is_cut_after_sentences() -> None:
    text = "The dam held. " * 5000
    spans = list(blocks(text))
    assert all(b - a <= LONGEST for a, b in spans)
    assert all(text[a:b].rstrip().endswith("held.") for a, b in spans)


def test_a_word_without_end_is_cut_too() -> None:
    spans = list(blocks("x" * (2 * LONGEST + 5)))
    assert [b - a for a, b in spans] == [LONGEST, LONGEST, 5]


def test_wrapping_is_told_from_paragraphs() -> None:
    assert is_wrapped("one two\nthree four\nfive six\nseven.")
    assert not is_wrapped("One two.\nThree four.\nFive six.\nSeven.")


def words(text: str, dateline: str | None = None) -> list[str]:
    return [text[a:b] for a, b in blocks(text, dateline)]


def test_a_dateline_is_a_block_of_its_own() -> None:
    line = "LIMA, Jan. 29, 1951 (Andes Wire) — The envoy left. He - it is said - was ill."
    assert words(line, "LIMA") == [
        "LIMA, Jan. 29, 1951 (Andes Wire) —",
        "The envoy left. He - it is said - was ill.",
    ]
    assert words(line) == [line]
    assert words("LIMA was calm - for a day.", "ROME") == ["LIMA was calm - for a day."]


def test_the_clock_time_of_an_entry_is_a_block_of_its_own() -> None:
    assert words("10:42 a.m. The gates opened.") == ["10:42 a.m.", "The gates opened."]
    assert words("10:42 a.m. CORRECTION: Nobody came.") == [
        "10:42 a.m.",
        "CORRECTION: Nobody came.",
    ]
    assert words("17.05 GMT - The gates shut.") == ["17.05 GMT -", "The gates shut."]
    assert words("The gates opened at 10:42 a.m.") == ["The gates opened at 10:42 a.m."]
    assert words("17.05 million people came.") == ["17.05 million people came."]
    assert words("10:42 a.m.") == ["10:42 a.m."]

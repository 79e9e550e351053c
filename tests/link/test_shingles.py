"""Shingles, the share of words in them, and how the work grows."""

import pytest

from onrecord.link import copies as linking
from onrecord.link.matching import Match, Text
from onrecord.link.paragraphs import Paragraph, paragraphs
from onrecord.link.shingles import covered, number, shingles
from tests.link.copied import told

LINE = (
    "The grain barges of the Orlenka Canal lay idle for day {} while the {} keepers said that "
    "the water was too low for anything but {} boats and two swans."
)


def text(words: str) -> Text:
    [found] = paragraphs(words)
    return Text(found)


def match(one: str, other: str) -> Match:
    return Match(text(one), text(other))


def test_shingles_are_runs_of_three() -> None:
    assert shingles(list("abcd")) == [number("a b c"), number("b c d")]


@pytest.mark.parametrize(("words", "count"), [([], 0), (["a"], 1), (["a", "b"], 1), (["a"] * 3, 1)])
def test_few_words(words: list[str], count: int) -> None:
    assert len(shingles(words)) == count


def test_numbers_fit_a_column() -> None:
    assert number("a b c") == 26480962041607328
    assert all(0 <= number(str(n)) < 2**56 for n in range(200))


def test_covered_words() -> None:
    words = list("abcxdefg")
    shared = covered(shingles(words), set(shingles(list("abcdefg"))), len(words))
    assert shared == [True, True, True, False, True, True, True, True]


def test_a_match_is_the_same_both_ways() -> None:
    one, other = LINE.format("three", "lock", "rowing"), LINE.format("four", "mill", "paper")
    there, back = match(one, other), match(other, one)
    assert (there.share, there.back, there.near) == (back.share, back.back, back.near)
    assert there.near
    assert there.share == pytest.approx(25 / 28, abs=0.1)


def test_words_in_another_order_need_a_long_run() -> None:
    one = "alpha beta gamma delta epsilon zeta eta theta iota kappa"
    short = "eta theta iota kappa delta epsilon zeta alpha beta gamma"
    assert not match(one, short).near
    first, second = LINE.format("one", "lock", "rowing").split(" while ")
    swapped = match(f"{first} {second}", f"{second} {first}")
    assert swapped.near
    assert swapped.share > 0.9


def test_quoted_words_prove_nothing() -> None:
    said = '"We shall not open the upper gates before the hospitals have water," Harrow said.'
    found = match(said, said)
    assert found.near
    assert found.spoken == 2


@pytest.mark.parametrize(
    "quoted", ["“Gates shut,”", '"Gates shut,"', "‘Gates shut,’", "«Gates shut»"]
)
def test_marks_of_quotation(quoted: str) -> None:
    [found] = paragraphs(f"{quoted} the keeper’s wife said in the men's ward.")
    assert found.words[:3] == ("gates", "shut", "the")
    assert found.own == (False, False) + (True,) * 8
    assert "keepers" in found.words


def test_the_dateline_goes_and_a_dash_stays() -> None:
    def words(printed: str) -> tuple[str, ...]:
        [found] = paragraphs(printed)
        return found.words

    plain = ("grain", "is", "dear", "here")
    assert words("STOW, Aug. 4 (Northern Press) - Grain is dear here.") == plain
    assert words("PORT ELVY, Wednesday — Grain is dear here.") == plain
    assert words("STOW (NP) -- Grain is dear here.") == plain
    assert words("Stow, Aug. 4 (NP) – Grain is dear here.") == plain
    assert words("(Northern Press) - Grain is dear here.") == plain
    assert words("Grain - and bread - is dear here.") == ("grain", "and", "bread", *plain[1:])
    assert words("The NP - a union - is here.") == ("the", "np", "a", "union", "is", "here")


class Counting(Match):
    made = 0

    def __init__(self, one: Text, other: Text) -> None:
        Counting.made += 1
        super().__init__(one, other)


def matches_made(monkeypatch: pytest.MonkeyPatch, reports: list[str]) -> int:
    monkeypatch.setattr(linking, "Match", Counting)
    Counting.made = 0
    given = [told(f"r{n:04}", text, published="1931-08-04") for n, text in enumerate(reports)]
    assert len(linking.copies(given)) == len(reports) - 1
    return Counting.made


def test_the_work_grows_with_the_number_of_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each report has its own word in a text that all print: none is equal to another."""

    def printed(count: int) -> list[str]:
        return [LINE.format(f"n{n}", "lock", "rowing") for n in range(count)]

    few, many = (matches_made(monkeypatch, printed(count)) for count in (60, 240))
    assert many <= 5 * few


def test_the_work_grows_with_the_length_of_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def printed(count: int) -> list[str]:
        one = "\n\n".join(LINE.format(f"a{n}", f"b{n}", f"c{n}") for n in range(count))
        return [one, one.replace("swans", "geese")]

    few, many = (matches_made(monkeypatch, printed(count)) for count in (60, 240))
    assert many <= 5 * few


def test_one_paragraph_printed_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    again = "\n\n".join([LINE.format("a", "b", "c")] * 500)
    assert matches_made(monkeypatch, [again, again]) < 3000


def test_a_paragraph_is_its_words() -> None:
    [found] = paragraphs("A short line of words.")
    assert isinstance(found, Paragraph)
    assert (found.number, found.words) == (1, ("a", "short", "line", "of", "words"))

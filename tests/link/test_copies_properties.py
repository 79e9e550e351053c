"""What holds for the copies of any reports."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.copies import copies
from onrecord.link.marks import KEPT, marks, meet
from onrecord.link.paragraphs import paragraphs, place, spans
from onrecord.model.across import Told
from tests.link.copied import told

SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")
KNOWN = (16163521734059607, 18647388627147898, 26992360878491466, 47037628601565393)
few = settings(max_examples=40, deadline=None)


def paragraph(seed: int) -> str:
    """Thirty invented words that no other paragraph has in this order, as one sentence."""
    state, words = seed * 7919 + 1, []
    for _ in range(30):
        letters = []
        for _ in range(3):
            state = (state * 1103515245 + 12345) % 2**31
            letters.append(SYLLABLES[(state >> 16) % len(SYLLABLES)])
        words.append("".join(letters))
    return " ".join(words).capitalize() + "."


seeds = st.lists(st.integers(0, 40), min_size=1, max_size=6, unique=True)
days = st.sampled_from(
    [None, "1931", "1931-08", "1931-08-04", "1931-08-05", "1931-08-04T10:00:00Z"]
)
outlets = st.sampled_from([None, "Northern Press", "Stow Mail", "Elvy Post"])


@st.composite
def reports(draw: st.DrawFn) -> list[Told]:
    count = draw(st.integers(0, 7))
    return [
        told(
            f"r{number}",
            "\n\n".join(map(paragraph, draw(seeds))),
            published=draw(days),
            outlet=draw(outlets),
            credits=draw(outlets),
            page=draw(st.sampled_from([None, "p1", "p2"])),
        )
        for number in range(count)
    ]


@few
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(told: list[Told], chance: object) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert copies(shuffled) == copies(told)


@few
@given(reports())
def test_what_is_paired_is_shared(given: list[Told]) -> None:
    texts = {told.name: told.record.report.text.split("\n\n") for told in given}
    page = {told.name: told.page for told in given}
    for copy in copies(given):
        assert copy.paragraphs
        assert page[copy.original] is None or page[copy.original] != page[copy.copy]
        for one, other in copy.paragraphs:
            assert texts[copy.original][one - 1] == texts[copy.copy][other - 1]


@few
@given(reports())
def test_reports_that_share_text_hang_together(given: list[Told]) -> None:
    """Whoever prints a paragraph is joined with each other who does, over pairs of copies."""
    apart = [Told(told.name, told.record) for told in given]
    joined = [(copy.original, copy.copy) for copy in copies(apart)]
    for seed in range(41):
        holders = {t.name for t in apart if paragraph(seed) in t.record.report.text.split("\n\n")}
        reached = set(sorted(holders)[:1])
        for _ in apart:
            reached |= {name for pair in joined if set(pair) & reached for name in pair}
        assert holders <= reached


@few
@given(seeds)
def test_another_dateline_is_a_whole_copy(numbers: list[int]) -> None:
    text = "\n\n".join(map(paragraph, numbers))
    dated = f"PORT ELVY, Aug. 4 (Northern Press) - {text}"
    [copy] = copies([told("a", text, published="1931"), told("b", dated, published="1932")])
    assert (copy.original, copy.scale) == ("a", "whole")
    assert copy.paragraphs == tuple((n, n) for n in range(1, len(numbers) + 1))
    assert meet(marks(text), marks(dated))


@few
@given(st.integers(1, 5))
def test_half_of_the_paragraphs_is_a_part(half: int) -> None:
    shared = [paragraph(number) for number in range(half)]
    one = shared + [paragraph(number) for number in range(100, 100 + half)]
    other = shared + [paragraph(number) for number in range(200, 200 + half)]
    [copy] = copies([told("a", "\n\n".join(one)), told("b", "\n\n".join(other))])
    assert copy.scale == "part"
    assert copy.paragraphs == tuple((n, n) for n in range(1, half + 1))


@few
@given(seeds, seeds)
def test_unrelated_texts_share_nothing(one: list[int], other: list[int]) -> None:
    first = "\n\n".join(map(paragraph, one))
    second = "\n\n".join(paragraph(number + 1000) for number in other)
    assert copies([told("a", first), told("b", second)]) == ()
    assert not meet(marks(first), marks(second))


@few
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_taken(one: str, other: str) -> None:
    found = copies([told("a", one), told("b", other)])
    assert len(found) <= 1
    assert marks(one).paragraphs == len(spans(one))


@given(st.text(alphabet="aB. \n\t'\"", max_size=80))
def test_paragraphs_hold_all_that_is_printed(text: str) -> None:
    found = spans(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[span.start : span.end].strip() for span in found)
    for number, span in enumerate(found, 1):
        assert place(text, span.start) == place(text, span.end - 1) == number
    for found_one in paragraphs(text):
        assert len(found_one.words) == len(found_one.own)


def test_numbers_are_those_of_the_corpus() -> None:
    text = "\n\n".join(map(paragraph, range(9)))
    printed = [text[span.start : span.end] for span in spans(text)]
    assert printed == text.split("\n\n")


def test_a_text_without_words() -> None:
    assert paragraphs("") == []
    assert marks(" \n\n ").keys == ()
    assert copies([told("a", ""), told("b", "")]) == ()


def test_one_long_line() -> None:
    text = " ".join(map(paragraph, range(12)))
    [copy] = copies([told("a", text, published="1931"), told("b", text, published="1932")])
    assert copy.scale == "whole"
    assert copy.paragraphs == tuple((n, n) for n in range(1, 13))


def test_marks_stay_small_and_are_the_same_everywhere() -> None:
    long = marks("\n\n".join(map(paragraph, range(400))))
    assert len(long.keys) == KEPT
    assert list(long.keys) == sorted(set(long.keys))
    assert marks("One two three four five six seven eight.").keys == KNOWN

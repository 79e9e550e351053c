"""What is proposed on the Admiralty grid: each grade, and its sum in words."""

import pytest

from onrecord.link.credibility import ESTIMATES, GRADES, credibility

# low, high, against, withdrawn, circle -> grade, words
SUMS = [
    ((3, 3, 0, 0, False), 1, "3 certainly separate: confirmed by other sources"),
    ((2, 4, 0, 0, False), 1, "2 certainly separate, 4 at most: confirmed by other sources"),
    ((2, 2, 1, 0, False), 2, "2 certainly separate; 1 against: probably true"),
    ((1, 2, 0, 0, False), 2, "1 certainly separate, 2 at most: probably true"),
    ((1, 1, 0, 0, False), 3, "1 certainly separate: possibly true"),
    ((0, 1, 0, 0, False), 3, "0 certainly separate, 1 at most: possibly true"),
    ((1, 1, 1, 0, False), 4, "1 certainly separate; 1 against: doubtful"),
    ((1, 3, 1, 0, False), 4, "1 certainly separate, 3 at most; 1 against: doubtful"),
    ((1, 1, 2, 0, False), 5, "1 certainly separate; 2 against: improbable"),
    ((2, 2, 3, 0, False), 5, "2 certainly separate; 3 against: improbable"),
    ((1, 1, 0, 1, False), 5, "1 certainly separate; 1 taken back: improbable"),
    ((0, 1, 0, 0, True), 6,
     "0 certainly separate, 1 at most; outlets that have it from each other: cannot be judged"),
    ((0, 1, 1, 0, True), 5,
     "0 certainly separate, 1 at most; 1 against; outlets that have it from each other: "
     "improbable"),
    ((2, 3, 0, 0, True), 1,
     "2 certainly separate, 3 at most; outlets that have it from each other: "
     "confirmed by other sources"),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "grade", "words"), SUMS)
def test_a_sum_and_its_grade(
    counts: tuple[int, int, int, int, bool], grade: int, words: str
) -> None:
    found = credibility(*counts)
    assert (found.grade, found.why) == (grade, words)


def test_of_two_origins_one_of_which_took_it_back_one_is_left() -> None:
    assert credibility(2, 2, 0, 1, False).grade == credibility(1, 1, 0, 0, False).grade


def test_each_grade_is_reached() -> None:
    assert {grade for _, grade, _ in SUMS} == set(GRADES) == set(range(1, 7))


def test_more_origins_never_make_a_claim_less_credible() -> None:
    for against in range(4):
        grades = [credibility(low, 5, against, 0, False).grade for low in range(1, 5)]
        assert grades == sorted(grades, reverse=True)


def test_more_denials_never_make_a_claim_more_credible() -> None:
    for low in range(4):
        grades = [credibility(low, 4, against, 0, False).grade for against in range(6)]
        assert grades == sorted(grades)


def test_words_of_chance_run_down_with_the_grade_and_none_stand_for_the_last() -> None:
    assert set(ESTIMATES) == set(GRADES) - {6}
    bounds = [ESTIMATES[grade][:2] for grade in sorted(ESTIMATES)]
    assert all(0 < low < high < 100 for low, high in bounds)
    assert bounds == sorted(bounds, reverse=True)

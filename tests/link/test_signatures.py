"""What a report is compared by to find its story: signatures and how alike two are."""

from itertools import combinations

import msgspec
import pytest

from onrecord.link.signatures import NEAR, TERMS, WINDOW, Signature, alike, signature
from onrecord.model import Actor, Mention, Span
from onrecord.model.across import Told
from tests.link.made import alike_by, told

FIRE = (
    "Flames destroyed the wooden theatre on Monday night.\n\nA lamp behind the curtain had no "
    "glass, and the audience fled into the snow."
)
AGAIN = (
    "The audience of the wooden theatre fled when flames reached the curtain.\n\nFiremen found the "
    "lamp without its glass in the snow."
)
HERRING = "Trawlers landed a record catch of herring. Prices fell, and salt was scarce."


def of(name: str, text: str, published: str | None = "1950-03-07") -> Signature:
    return signature(told(name, text, published=published))


def test_reports_of_one_fire_are_alike_and_others_are_not() -> None:
    fire, again, herring = of("a", FIRE), of("b", AGAIN), of("c", HERRING)
    assert alike(fire, again) > 0.3
    assert alike(fire, herring) == 0
    assert alike(fire, fire) == 1
    assert set(fire.keys) & set(again.keys)
    assert not set(fire.keys) & set(herring.keys)


def test_it_is_the_same_in_both_directions() -> None:
    found = [of("a", FIRE), of("b", AGAIN, "1950-04-20"), of("c", HERRING, None), of("d", "")]
    for one, other in combinations(found, 2):
        assert alike(one, other) == alike(other, one)


def test_it_is_of_the_report_alone_and_can_be_stored() -> None:
    found = of("a", FIRE)
    assert found == of("a", FIRE)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Signature) == found
    other = msgspec.structs.replace(of("b", FIRE), name="a")
    assert other == found
    assert list(found.terms) == sorted(set(found.terms))
    assert list(found.keys) == sorted(set(found.keys))
    assert all(0 < key < 1 << 56 for key in found.keys)
    assert all(0 < weight <= 255 for weight in found.weights)
    assert max(found.weights) == 255


def test_days_between_take_from_it_beyond_a_week() -> None:
    first = of("a", FIRE, "1950-03-01")
    assert alike(first, of("b", AGAIN, "1950-03-08")) == alike(first, of("b", AGAIN, "1950-03-01"))
    near, far = of("b", AGAIN, "1950-03-09"), of("b", AGAIN, "1950-06-09")
    assert alike(first, of("b", AGAIN, "1950-03-08")) > alike(first, near) > alike(first, far)


def test_a_report_of_no_day_is_compared_by_its_words() -> None:
    dated, undated = of("a", FIRE), of("b", AGAIN, None)
    assert undated.day is None
    assert alike(dated, undated) == alike(dated, of("b", AGAIN))
    assert set(undated.keys) < set(of("b", AGAIN).keys)


@pytest.mark.parametrize("published", ["1950", "1950-03", "yesterday", ""])
def test_what_is_no_day_is_none(published: str) -> None:
    assert of("a", FIRE, published).day is None


@pytest.mark.parametrize("text", ["", "   \n\n", "7 1950 .,;", "of the and to"])
def test_a_text_that_tells_nothing_is_like_none(text: str) -> None:
    empty = of("a", text)
    assert (empty.terms, empty.weights, empty.keys) == ((), (), ())
    assert alike(empty, of("b", FIRE)) == alike(empty, empty) == 0


def test_reports_of_neighbouring_fortnights_meet() -> None:
    for day in range(1, WINDOW + 1):
        first = of("a", FIRE, f"1950-03-{day:02}")
        assert set(first.keys) & set(of("b", FIRE, f"1950-03-{day + NEAR:02}").keys)


def test_a_long_report_keeps_its_rarest_stems() -> None:
    words = " ".join(f"qu{a}z{b}ab" for a in "aeiou" for b in "bcdfghjklmnpqrstvwxyz" * 2)
    assert len(of("a", words).terms) <= TERMS


def test_the_name_of_the_outlet_tells_nothing_much() -> None:
    def printed(name: str, outlet: str | None) -> Told:
        return told(name, f"{FIRE} Zwickel.", outlet=outlet)

    term = set(signature(printed("a", None)).terms) - set(of("a", FIRE).terms)
    assert len(term) == 1
    free, own = signature(printed("a", None)), signature(printed("a", "Zwickel Post"))
    place = free.terms.index(*term)
    assert free.weights[place] > 3 * own.weights[own.terms.index(*term)]


def test_a_name_of_a_place_weighs_less_than_that_of_a_person() -> None:
    text = "Zwickel burned."
    mention = (Mention(span=Span(0, 7), form="name"),)

    def weight(kind: str) -> float:
        actor = Actor(id="A1", name="Zwickel", kind=kind, mentions=mention)  # type: ignore[arg-type]
        found = signature(told("a", text, actors=[actor]))
        burned, zwickel = sorted(found.weights)[0], sorted(found.weights)[-1]
        return zwickel / burned

    assert weight("person") > weight("place")


def test_likeness_is_the_cosine_of_the_weights() -> None:
    assert alike(alike_by("a", {1, 2, 3, 4}), alike_by("b", {3, 4, 5, 6})) == 0.5
    assert alike(alike_by("a", range(20)), alike_by("b", range(19, 39))) == 0  # hardly anything

"""Which events are coded, whose state it is, and what the classifier decides."""

from collections.abc import Callable, Sequence

import pytest

from onrecord.errors import KnowledgeError
from onrecord.find.actors import find_actors
from onrecord.find.event_features import VERSION
from onrecord.find.events import find_events
from onrecord.find.figures import find_figures
from onrecord.find.timexes import find_timexes
from onrecord.knowledge.event_model import event_model, read_model, write_model
from onrecord.model import Draft, Event

DraftTexts = Callable[[Sequence[str]], list[Draft]]

CODED = [  # a sentence, its coded words, and the words it only contains
    ("Peru promised to send food to Chile.", "promised", "send"),
    ("Norway threatened to shell a Swedish port.", "threatened", "shell"),
    ("Spain condemned the attack on the Dutch port.", "condemned attack", ""),
    ("Chile attacked Peru and invaded Bolivia.", "attacked invaded", ""),
    ("Norway accused Sweden of shelling a Finnish port.", "accused shelling", ""),
    ("Kenyan police dispersed students who had attacked the embassy.", "dispersed attacked", ""),
]
HOME = [  # a sentence, a word that names an actor, its country
    ("Greek police arrested two students.", "two students", "GRC"),
    ("The rebels attacked the army of Chad.", "The rebels", "TCD"),
    ("Kenya and Uganda met the rebels.", "the rebels", None),
    ("Kenyan-led troops attacked the port of Kismayo.", "Kenyan-led troops", "KEN"),
    ("Anna Berg visited Peru.", "Anna Berg", None),
    ("Anna Berg urged Peru to free the monks.", "Anna Berg", None),
    ("Norway's minister Ketil Aas met Hallgrim Bardal.", "Hallgrim Bardal", None),
    ("A court in Oslo freed the editor.", "the editor", "NOR"),
]
AIMED = [  # a protest, a demand, a concession, and at whose country it is
    ("Bolivian miners marched through the capital.", "BOL"),
    ("Palestinian prisoners rioted in Israel.", "ISR"),
    ("Kenyan teachers protested against Ghana.", "GHA"),
]
FIGURES = [
    "The wasps attacked a gardener.",
    "A heat wave invaded the valley.",
    "The goalkeeper attacked the corner.",
    "The fans booed and demanded a refund.",
]
NOT_FIGURES = [
    ("Chile invaded Peru.", "ASSAULT"),
    ("Rebels attacked the Kenyan garrison.", "ASSAULT"),
    ("Norway slammed the Danish tax.", "ACCUSE"),
]


def read(draft_texts: DraftTexts, texts: Sequence[str]) -> list[Draft]:
    return [find_events(find_actors(find_timexes(draft))) for draft in draft_texts(texts)]


def read_with_figures(draft_texts: DraftTexts, texts: Sequence[str]) -> list[Draft]:
    found = (find_figures(find_timexes(draft)) for draft in draft_texts(texts))
    return [find_events(find_actors(draft)) for draft in found]


def words(draft: Draft, events: Sequence[Event]) -> str:
    return " ".join(draft.parse.text(event.trigger) for event in events)


@pytest.mark.parametrize(("text", "coded", "contained"), CODED)
def test_what_is_coded(text: str, coded: str, contained: str, draft_texts: DraftTexts) -> None:
    (draft,) = read(draft_texts, [text])
    assert words(draft, [e for e in draft.events if e.type]) == coded
    inner = [e for e in draft.events if e.deed and not e.type]
    assert words(draft, inner) == contained
    for event in inner:
        assert (event.cameo, event.quad, event.goldstein) == (None, None, None)


def test_what_is_coded_has_the_type_of_its_deed(draft_texts: DraftTexts) -> None:
    for draft in read(draft_texts, [text for text, *_ in CODED]):
        for event in draft.events:
            assert event.type in (None, event.deed)


def test_a_promise_takes_its_code_from_what_is_promised(draft_texts: DraftTexts) -> None:
    (draft,) = read(draft_texts, ["Peru promised to send food to Chile."])
    assert [event.cameo for event in draft.events if event.type] == ["0333"]


@pytest.mark.parametrize(("text", "name", "country"), HOME)
def test_the_country_at_home(
    text: str, name: str, country: str | None, draft_texts: DraftTexts
) -> None:
    (draft,) = read(draft_texts, [text])
    actor = next(a for a in draft.actors if name in {draft.parse.text(m.span) for m in a.mentions})
    assert actor.country == country
    assert (draft.reasons[actor.id].entry == "event.home") is (country is not None)


@pytest.mark.parametrize(("text", "country"), AIMED)
def test_at_whom_a_protest_is(text: str, country: str, draft_texts: DraftTexts) -> None:
    (draft,) = read(draft_texts, [text])
    actors = {actor.id: actor for actor in draft.actors}
    (event,) = [event for event in draft.events if event.type == "PROTEST"]
    assert [actors[id].country for id in event.recipients] == [country]


@pytest.mark.parametrize("text", FIGURES)
def test_figures_of_speech_are_no_events_of_a_type(text: str, draft_texts: DraftTexts) -> None:
    (draft,) = read(draft_texts, [text])
    assert {event.deed for event in draft.events} == {None}


@pytest.mark.parametrize(("text", "type"), NOT_FIGURES)
def test_the_same_words_meant_as_they_stand(text: str, type: str, draft_texts: DraftTexts) -> None:
    (draft,) = read(draft_texts, [text])
    assert [event.type for event in draft.events] == [type]


SHARES = [
    "Some 61 percent backed the treaty with Chile.",
    "Two-thirds opposed the sanctions on Chile.",
]


@pytest.mark.parametrize("text", SHARES)
def test_a_share_of_those_asked_is_nobody(text: str, draft_texts: DraftTexts) -> None:
    (draft,) = read_with_figures(draft_texts, [text])
    assert [figure.kind for figure in draft.figures] in (["percent"], ["share"])
    assert [event.actors for event in draft.events if event.trigger.start < 20] == [()]


def test_an_event_has_no_age_for_a_figure(draft_texts: DraftTexts) -> None:
    text = "Norwegian police arrested Anna Berg, 41, and 30 other miners."
    (draft,) = read_with_figures(draft_texts, [text])
    assert sorted(figure.kind for figure in draft.figures) == ["age", "count"]
    kinds = {figure.id: figure.kind for figure in draft.figures}
    assert {kinds[id] for event in draft.events for id in event.figures} <= {"count"}


def test_who_agrees_to_step_down_yields_at_home(draft_texts: DraftTexts) -> None:
    (draft,) = read(draft_texts, ["Peru's president Olmo Rada has agreed to resign, Peru said."])
    countries = {actor.id: actor.country for actor in draft.actors}
    event = next(event for event in draft.events if event.type == "AGREE")
    assert [countries[id] for id in event.recipients] == ["PER"]


def test_states_arrest_where_they_are(draft_texts: DraftTexts) -> None:
    (draft,) = read(draft_texts, ["Two Dutch activists were arrested in Egypt on Monday."])
    actors = {actor.id: actor for actor in draft.actors}
    (event,) = draft.events
    assert [actors[id].country for id in event.actors] == ["EGY"]
    assert event.place == event.actors[0]


def test_who_stands_beside_the_act(draft_texts: DraftTexts) -> None:
    (draft,) = read(
        draft_texts, ["Lebanon complained to the United Nations about the Israeli raid."]
    )
    actors = {actor.id: actor for actor in draft.actors}
    event = next(event for event in draft.events if event.type)
    assert [actors[id].country for id in event.recipients] == ["ISR"]
    assert [actors[id].name for id in event.parties] == ["United Nations"]


def test_an_event_at_nobody_is_at_the_party_beside_it(draft_texts: DraftTexts) -> None:
    text = "Norway agreed to lift its ban on whale meat from Japan."
    (draft,) = read(draft_texts, [text])
    actors = {actor.id: actor for actor in draft.actors}
    event = next(event for event in draft.events if event.type)
    assert [actors[id].country for id in event.recipients] == ["JPN"]


def test_the_classifier_says_why(draft_texts: DraftTexts) -> None:
    (draft,) = read(draft_texts, ["Chile invaded Peru."])
    (event,) = draft.events
    reasons = [r for r in draft.reasons[event.id].because if r.entry == "model.ASSAULT"]
    assert len(reasons) == 1
    assert "frame+sides=ASSAULT+known+known" in reasons[0].detail


def test_weights_of_other_features_are_refused() -> None:
    model = event_model(VERSION)
    assert model is not None
    table = write_model(model, VERSION + 1)
    with pytest.raises(KnowledgeError, match="Make it anew: onrecord train events"):
        read_model(table, VERSION)


def test_a_table_of_weights_reads_back_as_it_was() -> None:
    model = event_model(VERSION)
    assert model is not None
    table = write_model(model, VERSION)
    assert write_model(read_model(table, VERSION), VERSION) == table
    assert sum(model.probabilities(["word=v:attack"]).values()) == pytest.approx(1.0)

"""The learned part of attribution: what it sees, what it may choose, and that it says why."""

from pathlib import Path

import msgspec
import pytest

from onrecord.errors import KnowledgeError
from onrecord.find.attributions import find_attributions, proposed
from onrecord.find.attributions.alternatives import alternatives
from onrecord.find.attributions.borders import border_features
from onrecord.find.attributions.claimants import claimants
from onrecord.find.attributions.deciding import decided, floor_of, stands, weighed
from onrecord.find.attributions.features import Scene, relation_features
from onrecord.find.attributions.quotes import QuoteMap, find_quotes
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.weighing import probability, score, shares, step, strongest
from onrecord.knowledge import learned
from onrecord.knowledge.learned import AttributionWeights, attribution_weights, parse_weights
from onrecord.model import Draft
from onrecord.parse import Parser
from onrecord.stages import STAGES
from tests.conftest import report_of

EMPTY = AttributionWeights(
    features=learned.FEATURES, made_from="nothing", content={}, source={}, relation={}
)


def draft_of(parser: Parser, text: str) -> Draft:
    draft = Draft(parse=parser.parse(report_of(text)))
    for stage in STAGES[: STAGES.index(find_attributions)]:
        draft = stage(draft)
    return draft


def scene_of(parser: Parser, text: str) -> tuple[Scene, list[Found]]:
    draft = draft_of(parser, text)
    quotes = QuoteMap(draft.parse, find_quotes(draft.parse)[0])
    found = proposed(draft, quotes)
    return Scene(draft, quotes, found), found


def printed(scene: Scene, pieces: tuple[tuple[int, int], ...]) -> str:
    tokens, text = scene.parse.tokens, scene.parse.text
    return " … ".join(text((tokens[a].start, tokens[b - 1].end)) for a, b in pieces)


KEPT = [
    "The mayor said that the bridge was closed. => The mayor | said | that the bridge was closed",
    "The mayor said the bridge was closed. => The mayor | said | the bridge was closed",
    '"The bridge is closed," the mayor said. => the mayor | said | "The bridge is closed,"',
    "According to the mayor, the bridge was closed. => "
    "the mayor | According to | the bridge was closed",
    "The palace declined to comment. => The palace | declined | to comment",
    "The union promised to repair the boats. => The union | promised | to repair the boats",
    "Rome urged Carthage to leave the island. => Rome | urged | Carthage … to leave the island",
    "The duke asked whether the gates would open. => "
    "The duke | asked | whether the gates would open",
]


@pytest.mark.parametrize("line", KEPT)
def test_what_is_clear_stands(parser: Parser, line: str) -> None:
    text, _, wanted = line.partition(" => ")
    draft = find_attributions(draft_of(parser, text))
    found = []
    for fact in draft.attributions:
        parts = (fact.source.spans, fact.cue.spans, fact.content.spans)
        found.append(" | ".join(" … ".join(text[a:b] for a, b in spans) for spans in parts))
    assert wanted in found


def test_the_confidence_is_the_probability_and_the_reason_names_what_moved_it(
    parser: Parser,
) -> None:
    draft = find_attributions(draft_of(parser, "The mayor said that the bridge was closed."))
    fact = draft.attributions[0]
    model = next(r for r in draft.reasons[fact.id].because if r.entry == "model")
    given, _, moved = model.detail.partition(": ")
    assert float(given) == fact.confidence >= 0.8
    names = [part.rpartition(" ")[0] for part in moved.split(", ")]
    assert len(names) == 4
    assert set(names) <= set(attribution_weights().relation)


def test_features_are_named_and_the_same_each_time(parser: Parser) -> None:
    text = "The mayor did not say that the bridge was closed."
    scene, (relation,) = scene_of(parser, text)
    seen = relation_features(scene, relation)
    assert seen == relation_features(*_again(parser, text))
    assert {
        *("cue=say", "cue=say shape=that", "act=assert", "negated shape=that"),
        *("source=NN", "source opens=the", "opens=that shape=that", "first sentence"),
    } <= set(seen)


def _again(parser: Parser, text: str) -> tuple[Scene, Found]:
    scene, (relation,) = scene_of(parser, text)
    return scene, relation


def test_a_trailing_clause_may_be_left_out_or_taken_in(parser: Parser) -> None:
    text = "The mayor said the bridge was closed, while the river rose."
    scene, found = scene_of(parser, text)
    options = alternatives(scene, found[0])
    assert options[0].kind == "as it is"
    contents = {printed(scene, option.pieces) for option in options}
    assert "the bridge was closed" in contents
    assert "the bridge was closed, while the river rose" in contents
    assert len(contents) == len(options)


def test_no_alternative_takes_the_cue_or_the_quotation_of_another(parser: Parser) -> None:
    text = '"The mill is lost," the mayor said. "Nobody asked us," a weaver said. "We read it."'
    scene, found = scene_of(parser, text)
    assert len(found) >= 2
    for relation in found:
        for option in alternatives(scene, relation):
            covered = {i for first, last in option.pieces for i in range(first, last)}
            assert not covered & set(relation.cue)
    mayor = [printed(scene, option.pieces) for option in alternatives(scene, found[0])]
    assert not any("Nobody" in content for content in mayor)


def test_borders_are_seen_with_their_words(parser: Parser) -> None:
    scene, found = scene_of(parser, "The mayor said the bridge was closed because the river rose.")
    cuts = [o for o in alternatives(scene, found[0]) if o.kind == "cut" and o.node]
    seen = {f for option in cuts for f in border_features(scene, found[0], option)}
    assert "cut advcl: verb=rise" in seen
    assert "cut opens=because" in seen


def test_claimants_are_nobody_the_ruled_source_and_others(parser: Parser) -> None:
    text = "Hours after the storm, a clerk told the queen that the bridge was closed."
    scene, found = scene_of(parser, text)
    options = claimants(scene, found[0])
    words = [scene.parse.tokens[o.head].text if o.head is not None else "-" for o in options]
    assert words[:2] == ["-", "clerk"]
    assert [option.ruled for option in options] == [False, True] + [False] * (len(options) - 2)
    assert "bridge" not in words
    assert "queen" in words


def test_without_weights_the_rules_decide_and_all_is_even(parser: Parser) -> None:
    scene, (relation,) = scene_of(parser, "The mayor said that the bridge was closed.")
    even = weighed(scene, relation, EMPTY)
    assert (even.pieces, even.source) == (relation.pieces, relation.source)
    assert even.probability == 0.5
    assert even.weighed == ()


def test_weights_change_what_is_chosen(parser: Parser) -> None:
    text = "The mayor said the bridge was closed, while the river rose."
    scene, found = scene_of(parser, text)
    contents = set()
    for kind in ("cut shape=clause", "extended shape=clause"):
        for sign in (9.0, -9.0):
            weights = msgspec.structs.replace(EMPTY, content={kind: sign})
            contents.add(printed(scene, weighed(scene, found[0], weights).pieces))
    assert len(contents) >= 2


def test_what_is_not_probable_enough_is_left_out(parser: Parser) -> None:
    draft = draft_of(parser, "The mayor said that the bridge was closed.")
    scene, found = scene_of(parser, draft.parse.report.text)
    never = msgspec.structs.replace(EMPTY, relation={"cue=say": -9.0})
    always = msgspec.structs.replace(EMPTY, relation={"cue=say": 9.0})
    assert decided(draft, found, scene.quotes, never) == []
    assert len(decided(draft, found, scene.quotes, always)) == 1


def test_floors_differ_by_kind(parser: Parser) -> None:
    _, (said,) = scene_of(parser, "The mayor said that the bridge was closed.")
    _, (wants,) = scene_of(parser, "The mayor wants to close the bridge.")
    _, (promised,) = scene_of(parser, "The mayor promised to close the bridge.")
    _, (reportedly,) = scene_of(parser, "The bridge was reportedly closed.")
    assert floor_of(reportedly) < floor_of(said) <= floor_of(promised) < floor_of(wants)
    assert floor_of(said) < floor_of(said, outer=promised)
    assert stands(said, floor_of(said)) and not stands(said, floor_of(said) - 0.01)
    assert not stands(said, None)


def test_weighing() -> None:
    assert score(["a", "b", "unknown"], {"a": 1.5, "b": -0.5, "c": 9.0}) == 1.0
    assert probability(0.0) == 0.5
    assert probability(-1000.0) < 1e-9 < probability(1000.0)
    assert shares([2.0, 2.0]) == [0.5, 0.5]
    assert [step(n) for n in (0, 1, 5, 50, 51)] == ["1", "1", "6", "50", "more"]
    assert strongest(["b", "a", "c"], {"a": 1.0, "b": -1.0, "c": 0.1}, 2) == [
        ("a", 1.0),
        ("b", -1.0),
    ]


def test_the_shipped_weights_are_for_these_features_and_small() -> None:
    weights = attribution_weights()
    assert weights.features == learned.FEATURES
    assert min(len(weights.content), len(weights.source), len(weights.relation)) > 1000
    assert (learned.DATA / learned.SHIPPED).stat().st_size < 2_000_000  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"{", "no weights of attribution"),
        (b'{"features": 1}', "made_from"),
        (learned.written(msgspec.structs.replace(EMPTY, features=0)), "version 0 of the features"),
    ],
)
def test_wrong_weights_are_refused(data: bytes, wrong: str) -> None:
    with pytest.raises(KnowledgeError, match=wrong) as error:
        parse_weights(data, "mine.json")
    assert str(error.value).startswith("mine.json: ")
    assert "onrecord train attribution" in str(error.value)


def test_weights_of_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.json"
    monkeypatch.setenv(learned.CHOSEN, str(path))
    attribution_weights.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="cannot be read"):
            attribution_weights()
        path.write_bytes(learned.written(EMPTY))
        assert attribution_weights() == EMPTY
    finally:
        attribution_weights.cache_clear()

"""The contract's sentences, the model and the schema say the same."""

import json
from collections.abc import Callable

import jsonschema
import msgspec
import pytest

from onrecord import model
from onrecord.model import Record, words
from onrecord.show import contract
from onrecord.show.reading import STATUS_GROUPS, STATUS_MARKS

LISTS = {
    "published_basis": model.text.PublishedBasis,
    "quotation": words.Quotation,
    "act": words.Act,
    "source_kind": words.SourceKind,
    "anonymity": words.Anonymity,
    "medium": words.Medium,
    "relay_role": words.RelayRole,
    "actor_kind": words.ActorKind,
    "mention_form": words.MentionForm,
    "timex_type": words.TimexType,
    "grain": words.Grain,
    "points": words.Points,
    "status": words.Status,
    "polarity": words.Polarity,
    "figure_kind": words.FigureKind,
    "casualty": words.Casualty,
    "direction": words.Direction,
    "poll_mode": words.PollMode,
    "quad": words.Quad,
    "event_type": words.EventType,
    "relation": words.Relation,
}


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_a_list_is_explained(name: str) -> None:
    assert tuple(contract.words()[name]) == words.values(LISTS[name])


def test_no_list_is_left_over() -> None:
    assert set(contract.words()) == set(LISTS) == set(contract.WORD_LISTS.values())


def test_every_key_is_explained() -> None:
    for name, sentences in contract.keys().items():
        fields = msgspec.structs.fields(getattr(model, name))
        assert list(sentences) == [field.encode_name for field in fields]
    assert contract.keys()["Record"]


def test_every_object_of_the_schema_is_explained() -> None:
    objects = {name for name, d in contract.schema()["$defs"].items() if d["type"] == "object"}
    assert objects == set(contract.keys())


def test_every_status_has_a_group_and_a_shape() -> None:
    assert tuple(STATUS_GROUPS) == words.values(words.Status)
    assert set(STATUS_GROUPS.values()) == set(STATUS_MARKS)
    assert len(set(STATUS_MARKS.values())) == len(STATUS_MARKS)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(contract.schema())


def test_a_record_keeps_the_schema(record: Record, make_hostile: Callable[..., Record]) -> None:
    validator = jsonschema.Draft202012Validator(contract.schema())
    for made in (record, make_hostile("a 😀 text")):
        validator.validate(json.loads(msgspec.json.encode(made)))


@pytest.mark.parametrize(
    ("key", "value"),
    [("status", "perhaps"), ("trigger", [1]), ("trigger", [-1, 2]), ("type", "WAR"), ("id", None)],
)
def test_what_is_not_in_the_contract_is_refused(record: Record, key: str, value: object) -> None:
    made = json.loads(msgspec.json.encode(record))
    made["events"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(contract.schema()).validate(made)


def test_a_missing_key_is_refused_and_a_new_one_is_not(record: Record) -> None:
    validator = jsonschema.Draft202012Validator(contract.schema())
    made = json.loads(msgspec.json.encode(record))
    made["events"][0]["later"] = 1
    validator.validate(made)
    del made["events"][0]["mode"]
    assert not validator.is_valid(made)


def test_spans_of_a_record_lie_in_its_text(record: Record) -> None:
    made = json.loads(msgspec.json.encode(record))
    text = made["report"]["text"]
    start, end = made["timexes"][0]["span"]
    assert text[start:end] == made["timexes"][0]["text"]

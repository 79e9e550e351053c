"""Learning the types of events from marked sentences."""

from pathlib import Path

import pytest

from onrecord.errors import KnowledgeError, ReadError
from onrecord.find.event_features import VERSION
from onrecord.knowledge.event_model import FILE, event_model, read_model
from onrecord.knowledge.loader import DATA
from onrecord.knowledge.ontology import modes
from onrecord.model.words import EventType, values
from onrecord.parse import Parser
from onrecord.show.training import train_events

pytest.importorskip("scipy")

from onrecord.train import events as train

FOLDER = Path(__file__).parents[2] / "train" / "events"
FEWEST = 60  # marked words of each type
FRUIT = [
    ("ASSAULT", "The {} [attacked] the {}."),
    ("CONSULT", "The {} [visited] the {}."),
    ("-", "The {} [ate] the {}."),
]
PEOPLE = ("Danes", "Greeks", "Kenyans", "Poles", "Chileans", "Swedes")


@pytest.fixture(scope="module")
def examples() -> list[train.Example]:
    return train.read_examples(FOLDER.glob("*.tsv"))


@pytest.fixture(scope="module")
def small_table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few sentences of one form, from which little can be learned, but quickly."""
    path = tmp_path_factory.mktemp("marked") / "small.tsv"
    lines = [
        f"{type}\t\t{form.format(one, other)}"
        for type, form in FRUIT
        for one in PEOPLE
        for other in PEOPLE
        if one != other
    ]
    path.write_text("\n".join([train.HEADER, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def small(small_table: Path) -> list[train.Example]:
    return train.read_examples([small_table])


def test_every_type_has_enough_sentences(examples: list[train.Example]) -> None:
    found = [example.type for example in examples]
    assert len(found) >= 2500
    assert set(found) == set(train.TYPES)
    for type in train.TYPES:
        assert found.count(type) >= FEWEST, type


def test_the_sentences_are_varied(examples: list[train.Example]) -> None:
    texts = [example.text for example in examples]
    assert len(set(texts)) >= 0.95 * len(texts)
    marked = {
        (e.text[e.start : e.end].lower(), " ".join(e.text[e.end :].split()[:3])) for e in examples
    }
    assert len(marked) >= 0.9 * len(examples)


def test_no_sentence_is_an_example_of_the_tests(examples: list[train.Example]) -> None:
    """The corpora of the tests stay unseen."""
    corpora = (Path(__file__).parents[1] / "corpus").glob("*.toml")
    text = "\n".join(path.read_text(encoding="utf-8") for path in corpora)
    assert not [example.text for example in examples if f'"{example.text}' in text]


def test_learning_is_the_same_each_time(small: list[train.Example], parser: Parser) -> None:
    first, second = (train.learn(e, parser, with_frames=False) for e in (small, small[::-1]))
    assert first.table == second.table
    assert first.summary == second.summary


def test_what_is_learned_tells_the_types_apart(small: list[train.Example], parser: Parser) -> None:
    learned = train.learn(small, parser, with_frames=False)
    assert learned.summary["accuracy of the model"] >= 0.9
    likely = learned.model.probabilities(["word=v:eat", "form=v"])
    assert max(likely, key=lambda type: likely[type]) == "-"
    assert read_model(learned.table, VERSION).types == learned.model.types


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("WAR\t\tThey [fought].", "unknown type 'WAR'. Allowed: AGREE, CONSULT"),
        ("ASSAULT\tphone\tThey [fought].", "unknown mode 'phone' of ASSAULT"),
        ("ASSAULT\tThey [fought].", "2 cells, not type, mode and sentence"),
        ("ASSAULT\t\tThey fought.", "mark one word of the sentence with"),
        ("ASSAULT\t\tThey [fought] and [won].", "mark one word of the sentence with"),
    ],
)
def test_a_wrong_line_is_refused(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.tsv"
    path.write_text(f"{train.HEADER}\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"wrong.tsv:2: ") as error:
        train.read_examples([path])
    assert message in str(error.value)


def test_a_wrong_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.tsv"
    path.write_text("sentence\ttype\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"wrong.tsv:1: the header must read"):
        train.read_examples([path])


def test_a_place_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no examples"):
        train_events([tmp_path], tmp_path / "weights.tsv")


def test_the_command_writes_weights_and_their_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_table: Path, parser: Parser
) -> None:
    monkeypatch.setattr("onrecord.stages.default_parser", lambda: parser)
    monkeypatch.setattr(train, "frames", dict)
    out = tmp_path / "weights.tsv"
    train_events([small_table], out)
    assert read_model(out.read_text(encoding="utf-8"), VERSION).types == ("-", "ASSAULT", "CONSULT")
    assert '"marked words": 90' in out.with_suffix(".summary.json").read_text(encoding="utf-8")


def test_the_weights_are_small_and_know_all_types() -> None:
    model = event_model(VERSION)
    assert model is not None
    assert len((DATA / FILE).read_bytes()) < 2_000_000
    assert set(model.types) == {*values(EventType), "-"}


def test_modes_are_those_of_their_type() -> None:
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            type, mode, _ = line.split("\t")
            if mode:
                assert mode in {m.name for m in modes()[type]}, line  # type: ignore[index]

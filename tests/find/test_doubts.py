"""Notes on what could not be understood."""

import pytest

from onrecord.model import Report
from onrecord.parse import Parser
from onrecord.stages import read_parse


def notes_of(parser: Parser, text: str, language: str | None = "en") -> list[tuple[str, str]]:
    report = Report(id="sha256:t", ref="t", text=text, language=language)
    record = read_parse(parser.parse(report)).record
    return [(text[a:b], note.note) for note in record.notes for a, b in [note.span]]


def test_plain_english_has_no_note(parser: Parser) -> None:
    assert notes_of(parser, "The café on the Rhône reopened, its owner said.") == []


@pytest.mark.parametrize("text", ["Войска вошли в город.", "軍が街に入った。"])
def test_another_script_is_noted_sentence_by_sentence(parser: Parser, text: str) -> None:
    found = notes_of(parser, f"{text}\nThe mayor said the gates were shut.")
    assert found and all(note == "not understood: not in Latin script" for _, note in found)
    assert all("mayor" not in words for words, _ in found)


def test_another_language_is_noted_once(parser: Parser) -> None:
    found = notes_of(parser, "Le maire a dit non. Le pont est ouvert.", language="fr")
    assert found == [
        ("Le maire a dit non.", "the report is in another language (fr); only English is read")
    ]


def test_a_sentence_without_end_is_noted(parser: Parser) -> None:
    found = notes_of(parser, "the river and the road and " * 60 + "the mayor agreed.")
    assert any("its facts are doubtful" in note for _, note in found)


def test_a_stray_mark_is_noted(parser: Parser) -> None:
    found = notes_of(parser, 'The "new canal opened in 1869.')
    assert found == [('"', "unbalanced quotation mark; read to the end of the sentence")]

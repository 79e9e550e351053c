"""What a reader of the record should know: sentences that could not be understood, and why."""

import unicodedata
from collections.abc import Iterator

import msgspec

from onrecord.model import Draft, Note, Parse, Sentence, Span

LONGEST = 150  # words; beyond, the parser's trees are little more than guesses
ENGLISH = "en"


def find_doubts(draft: Draft) -> Draft:
    """Add a note for the whole report or for a sentence whose reading is not to be relied on."""
    notes = (*draft.notes, *_whole(draft.parse), *_sentences(draft.parse))
    return msgspec.structs.replace(draft, notes=notes)


def _whole(parse: Parse) -> Iterator[Note]:
    language = parse.report.language
    if language not in (None, ENGLISH) and parse.sentences:
        text = f"the report is in another language ({language}); only English is read"
        yield Note(parse.sentences[0].span, text)


def _sentences(parse: Parse) -> Iterator[Note]:
    if parse.report.language not in (None, ENGLISH):
        return
    for sentence in parse.sentences:
        reason = _doubt(parse, sentence)
        if reason:
            yield Note(sentence.span, f"not understood: {reason}")


def _doubt(parse: Parse, sentence: Sentence) -> str | None:
    """Why a sentence is not to be relied on, or None."""
    words = sentence.last - sentence.first
    if words > LONGEST:
        return f"a sentence of {words} words; its facts are doubtful"
    text = parse.text(Span(sentence.start, sentence.end))
    if text.isascii():
        return None
    letters = [c for c in text if c.isalpha()]
    foreign = sum(not unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if letters and foreign * 2 > len(letters):
        return "not in Latin script"
    return None

"""For those who train and test: words with their facts, as lines or as spaCy's documents."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from onrecord.ledger.asking_rows import library
from onrecord.model import Span
from onrecord.show.exports.files import new_file, new_folder
from onrecord.show.exports.standing import Told

WORD = re.compile(r"\w+|[^\w\s]")
PIECE = re.compile(r"\w+|[^\w\s]| +|[^\S ]+")  # all characters, so that nothing is lost
GROUPS = ("sources", "cues", "contents", "triggers", "timexes", "figures", "actors")
COLUMNS = ("ID", "FORM", "START", "END", *(group.upper() for group in GROUPS))
SHARD = 500  # reports in one file of spaCy's documents


def write_conll(told: Iterable[Told], out: Path) -> int:
    """Write words as lines; returns the number of reports."""
    number = 0
    with new_file(out) as file:
        file.write(f"# global.columns = {' '.join(COLUMNS)}\n")
        for report in told:
            file.writelines(_lines(report))
            number += 1
    return number


def spans_of(told: Told) -> dict[str, list[tuple[Span, str, str]]]:
    """The spans of a report by group: each with its label and the id of its fact in the record."""
    said = told.attributions
    return {
        "sources": [(s, a.source.kind, a.id) for a in said for s in a.source.spans],
        "cues": [(s, a.act, a.id) for a in said for s in a.cue.spans],
        "contents": [(s, a.quotation, a.id) for a in said for s in a.content.spans],
        "triggers": [(e.trigger, e.type or "none", e.id) for e in told.events],
        "timexes": [(t.span, t.type, t.id) for t in told.timexes],
        "figures": [(f.span, f.kind, f.id) for f in told.figures],
        "actors": [(m.span, a.kind, a.id) for a in told.actors for m in a.mentions],
    }


def _lines(told: Told) -> Iterator[str]:
    yield f"# newdoc id = {told.report}\n# version = {told.version}\n"
    text = told.record.report.text
    marks = _marks(told)
    for n, (start, end) in enumerate(_sentences(told)):
        words = list(WORD.finditer(text, start, end))
        if not words:
            continue
        yield f"# sent_id = {told.version}.{n}\n"
        yield f"# text = {' '.join(text[start:end].split())}\n"
        for at, word in enumerate(words, 1):
            tags = "\t".join(_tag(marks[group], word.start()) for group in GROUPS)
            yield f"{at}\t{word[0]}\t{word.start()}\t{word.end()}\t{tags}\n"
        yield "\n"


def _sentences(told: Told) -> Iterator[Span]:
    """The sentences, and between them what is in none."""
    done = 0
    for sentence in told.record.sentences:
        if sentence[0] > done:
            yield Span(done, sentence[0])
        yield Span(max(done, sentence[0]), sentence[1])
        done = max(done, sentence[1])
    yield Span(done, len(told.record.report.text))


Marks = dict[int, list[tuple[Span, str]]]  # by characters: the spans that have them, and their ids


def _marks(told: Told) -> dict[str, Marks]:
    """Group by group, for each first character of a word, the spans that reach it."""
    starts = [word.start() for word in WORD.finditer(told.record.report.text)]
    ends = [word.end() for word in WORD.finditer(told.record.report.text)]
    found: dict[str, Marks] = {}
    for group, spans in spans_of(told).items():
        marks: Marks = defaultdict(list)
        for span, label, id in spans:
            for at in range(bisect_right(ends, span[0]), bisect_left(starts, span[1])):
                marks[starts[at]].append((span, f"{id}:{label}"))
        found[group] = marks
    return found


def _tag(marks: Marks, start: int) -> str:
    """B- at the first word of a span, I- at the others, O where there is none; several spans are
    parted by a bar."""
    held = marks.get(start, ())
    return "|".join(f"{'BI'[span[0] < start]}-{name}" for span, name in held) or "O"


def write_docbin(told: Iterable[Told], out: Path) -> int:
    """Write a folder of spaCy's DocBin files; returns the number of reports."""
    number = 0
    language = library("spacy")
    with new_folder(out) as folder:
        for at, reports in enumerate(_shards(told), 1):
            shard = library("spacy.tokens").DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
            vocab = language.blank("en").vocab  # it keeps every id for as long as it lives
            for report in reports:
                shard.add(_document(vocab, report))
                number += 1
            shard.to_disk(folder / f"{at:05}.spacy")
    return number


def _shards(told: Iterable[Told]) -> Iterator[Iterator[Told]]:
    """Runs of reports; one run of none where there is no report."""
    reports = iter(told)
    yield islice(reports, SHARD)
    for first in reports:
        yield chain([first], islice(reports, SHARD - 1))


def _document(vocab: Any, told: Told) -> Any:
    """The words of a report with its spans; every character of the text is kept."""
    tokens = library("spacy.tokens")
    words, spaces = _pieces(told.record.report.text)
    document = tokens.Doc(vocab, words=words, spaces=spaces)
    for group, spans in spans_of(told).items():
        held = [
            document.char_span(*span, label=label, span_id=told.names[id], alignment_mode="expand")
            for span, label, id in spans
        ]
        document.spans[group] = [span for span in held if span is not None]
    report = msgspec.to_builtins(told.record.report)
    known = ("ref", "url", "title", "outlet", "published", "language")
    document.user_data = {
        "report": told.report,
        "version": told.version,
        **{key: report[key] for key in known if report[key] is not None},
    }
    return document


def _pieces(text: str) -> tuple[list[str], list[bool]]:
    """Words and white space, with one blank after a word as spaCy has it: beside it."""
    words: list[str] = []
    spaces: list[bool] = []
    for piece in PIECE.findall(text):
        if piece.startswith(" ") and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
            piece = piece[1:]
        if piece:
            words.append(piece)
            spaces.append(False)
    return words, spaces

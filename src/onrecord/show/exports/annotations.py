"""W3C Web Annotations (Recommendation of 2017): a fact is an annotation on its words."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.ledger.judging_places import Fact
from onrecord.model import Actor, Attribution, Event, Figure, Span, Timex
from onrecord.show.exports.files import new_file
from onrecord.show.exports.standing import Told

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAME = "urn:onrecord:"
AROUND = 32  # characters before and after a quotation, by which it is found again
KINDS = {"A": "actor", "E": "event", "F": "figure", "S": "attribution", "T": "time"}


def write_annotations(told: Iterable[Told], out: Path) -> int:
    """Write a collection of annotations as JSON-LD, one a line; returns how many."""
    number = 0
    with new_file(out) as file:
        file.write(f'{{"@context":"{CONTEXT}","id":"{NAME}annotations",\n')
        file.write('"type":"AnnotationCollection","label":"Facts that stand in a ledger",\n')
        file.write(f'"first":{{"id":"{NAME}annotations:1","type":"AnnotationPage","items":[')
        for report in told:
            for annotation in _annotations(report):
                file.write(",\n" if number else "\n")
                file.write(msgspec.json.encode(annotation).decode())
                number += 1
        file.write(f'\n]}},\n"total":{number}}}\n')
    return number


def _annotations(told: Told) -> Iterator[dict[str, Any]]:
    facts: tuple[Fact, ...] = (
        *told.actors,
        *told.timexes,
        *told.figures,
        *told.attributions,
        *told.events,
    )
    for fact in facts:
        places = list(_places(fact))
        if places:
            yield _annotation(told, fact, places)


def _annotation(told: Told, fact: Fact, places: list[tuple[str, Span]]) -> dict[str, Any]:
    targets = [_target(told, span) for _, span in places]
    return {
        "id": f"{NAME}{told.id(fact)}",
        "type": "Annotation",
        "motivation": "identifying" if isinstance(fact, Actor | Timex | Figure) else "describing",
        "created": told.added,
        "generator": {
            "id": f"{NAME}{told.record.version}",
            "type": "Software",
            "name": f"onrecord {told.record.version}",
        },
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": _tag(fact)},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": msgspec.json.encode(_body(told, fact)).decode(),
            },
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _places(fact: Fact) -> Iterator[tuple[str, Span]]:
    """The places of a fact, each with the part that it has in it."""
    match fact:
        case Actor():
            for mention in fact.mentions:
                yield "mention", mention.span
        case Attribution():
            parts = (("source", fact.source), ("cue", fact.cue), ("content", fact.content))
            for part, held in parts:
                for span in held.spans:
                    yield part, span
        case Event():
            yield "trigger", fact.trigger
            yield "clause", fact.span
        case _:
            yield "words", fact.span


def _target(told: Told, span: Span) -> dict[str, Any]:
    """Words of the report: by themselves and what is around them, and by their place in the text.
    In a page they have another place, so there the words alone tell."""
    text = told.record.report.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span[0] : span[1]],
        "prefix": text[max(0, span[0] - AROUND) : span[0]],
        "suffix": text[span[1] : span[1] + AROUND],
    }
    if told.record.report.page is not None:
        return {"source": told.source, "selector": quote}
    place = {"type": "TextPositionSelector", "start": span[0], "end": span[1]}
    return {"source": told.source, "selector": [place, quote]}


def _tag(fact: Fact) -> str:
    """The fact in one word or two."""
    match fact:
        case Event():
            return f"{fact.type or 'event'} {fact.status}"
        case Attribution():
            return fact.act
        case Actor():
            return fact.kind
        case Figure():
            return fact.kind
        case _:
            return fact.type


def _body(told: Told, fact: Fact) -> dict[str, Any]:
    """The fact as the record has it, with the parts of its targets, in order, and public ids in
    place of the record's own."""
    held = _renamed(msgspec.to_builtins(fact), told.names)
    parts = [part for part, _ in _places(fact)]
    return {"fact": KINDS[fact.id[0]], "targets": parts, **held}


def _renamed(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(held, known) for key, held in value.items()}
    if isinstance(value, list):
        return [_renamed(held, known) for held in value]
    return known.get(value, value) if isinstance(value, str) else value

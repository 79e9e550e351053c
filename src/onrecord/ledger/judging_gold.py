"""Judged facts as gold: in the forms of the sets that onrecord is measured on and learns from.

A fact is gold if a person accepted or set it, or accepted the whole report. Attributions and times
are only of use with all others of their text, so those that nobody judged are given too, as the
machine has them, and say so; rejected ones are left out.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

from msgspec import Struct

from onrecord.ledger.judging import worked_in
from onrecord.ledger.judging_rows import in_force, is_withdrawn, select
from onrecord.ledger.kept import record_at
from onrecord.ledger.store import Store
from onrecord.model import Attribution, Event, Record, Span, Timex
from onrecord.model.words import Status

Task = Literal["attribution", "time", "events", "status"]
CLASSES: dict[Status, str] = {
    "happened": "HAPPENED",
    "ongoing": "HAPPENED",
    "planned": "FUTURE",
    "scheduled": "FUTURE",
    "requested": "FUTURE",
    "promised": "FUTURE",
    "ordered": "FUTURE",
    "possible": "POSSIBLE",
    "alleged": "POSSIBLE",
    "conditional": "POSSIBLE",
    "unclear": "POSSIBLE",
    "denied": "DENIED",
    "negated": "DENIED",
    "refused": "DENIED",
    "averted": "DENIED",
}
READ = """
SELECT readings.id, reports.name FROM versions JOIN reports ON reports.id = versions.report
JOIN readings ON readings.version = versions.id
WHERE versions.name = ? ORDER BY readings.run = ? DESC, readings.id DESC LIMIT 1
"""
HEADER = "type\tmode\tsentence"  # of the tables that onrecord train events reads


class Gold(Struct, frozen=True):
    """A version with its judgements worked in. `judged` are the ids of facts that a person vouches
    for, `rejected` those of what is no fact, `none` the events among them; `whole` where the
    version was accepted as a whole."""

    version: str
    record: Record
    judged: frozenset[str]
    rejected: frozenset[str]
    none: tuple[Event, ...]
    whole: bool

    def basis(self, id: str) -> str:
        """Who says so."""
        return "judged" if self.whole or id in self.judged else "machine"


def gold(store: Store, task: Task, *, whole: bool = False) -> Iterator[dict[str, Any]]:
    """Judged facts in the form of one task's gold, a report or sentence each. With `whole` only
    of reports that were accepted as a whole."""
    for found in judged_versions(store):
        if found.whole or not whole:
            yield from FORMS[task](found)


def training_lines(store: Store) -> Iterator[str]:
    """The table that `onrecord train events` learns from: type, mode, and the sentence with the
    word marked; "-" for a rejected event."""
    yield HEADER
    for found in judged_versions(store):
        for event in found.record.events:
            if found.basis(event.id) == "judged" and event.type:
                yield from _line(found.record, event, event.type, event.mode or "")
        for event in found.none:
            yield from _line(found.record, event, "-", "")


def judged_versions(store: Store) -> Iterator[Gold]:
    """The versions of reports that people judged facts of, in the order of their ids; of a version
    that was accepted as a whole the reading that was accepted."""
    runs: dict[str, int] = {}
    rows = select(store, "verdict IN ('accept', 'reject', 'set', 'merge', 'split')")
    for row in in_force(store, rows):
        version, _, fact = row.target.partition(".")
        if fact and re.fullmatch(r"[a-z2-7]{12}", version):
            runs.setdefault(version, 0)
        elif "run" in row.values:
            runs[version] = row.values["run"]
    for version, run in sorted(runs.items()):
        found = store.one(READ, (version, run))
        if found and not is_withdrawn(store, found[1]):
            yield _gold(store, version, found[0], bool(run))


def _gold(store: Store, version: str, reading: int, whole: bool) -> Gold:
    record = record_at(store, reading)
    judged = worked_in(store, record, version, reading)
    verdicts = {f"{letter}{n}": verdict for _, letter, n, verdict, *_ in judged.rows}
    rejected = frozenset(id for id, verdict in verdicts.items() if verdict == "reject")
    return Gold(
        version,
        judged.record,
        frozenset(id for id, verdict in verdicts.items() if verdict in ("accept", "set")),
        rejected,
        tuple(event for event in record.events if event.id in rejected),
        whole,
    )


def _attributions(found: Gold) -> Iterator[dict[str, Any]]:
    report = found.record.report
    names = {actor.id: actor.name for actor in found.record.actors}
    if not found.whole and not _any(found, "S"):
        return
    yield {
        "doc_id": found.version,
        "publisher": report.outlet,
        "date": report.published,
        "text": report.text,
        "relations": [
            _relation(found, said, names.get(said.source.actor or ""))
            for said in found.record.attributions
        ],
    }


def _relation(found: Gold, said: Attribution, resolved: str | None) -> dict[str, Any]:
    source = said.source.spans
    return {
        "id": said.id,
        "kind": "Attribution" if source else "Attribution-no-source",
        "source": _pairs(source) if source else None,
        "cue": _pairs(said.cue.spans),
        "content": _pairs(said.content.spans),
        "quote_type": said.quotation,
        "resolved": resolved,
        "nested": said.within is not None,
        "polarity": said.polarity,
        "basis": found.basis(said.id),
    }


def _times(found: Gold) -> Iterator[dict[str, Any]]:
    report = found.record.report
    if not found.whole and not _any(found, "T"):
        return
    printed = [t for t in found.record.timexes if not _is_added(found.record, t)]
    yield {
        "doc_id": found.version,
        "dct": report.published,
        "text": report.text,
        "timexes": [
            {
                "start": timex.span.start,
                "end": timex.span.end,
                "type": timex.type,
                "value": timex.value,
                "mod": timex.mod,
                "text": timex.text,
                "basis": found.basis(timex.id),
            }
            for timex in printed
        ],
    }


def _events(found: Gold) -> Iterator[dict[str, Any]]:
    """A sentence with its judged events, in the form of the PLOVER sets."""
    for sentence in found.record.sentences:
        events = [
            event
            for event in found.record.events
            if event.type
            and sentence.start <= event.trigger.start < sentence.end
            and found.basis(event.id) == "judged"
        ]
        if events:
            yield {
                "doc_id": f"{found.version}.{sentence.start}-{sentence.end}",
                "text": found.record.report.text[sentence.start : sentence.end],
                "published": found.record.report.published,
                "events": [_event(found.record, event, sentence) for event in events],
            }


def _event(record: Record, event: Event, sentence: Span) -> dict[str, Any]:
    actors = {actor.id: actor for actor in record.actors}
    sides = {
        side: [actors[id] for id in ids if id in actors]
        for side, ids in (("actor", event.actors), ("recipient", event.recipients))
    }
    text = record.report.text
    return {
        "type": event.type,
        "mode": event.mode or "",
        "trigger": text[event.trigger.start : event.trigger.end],
        "trigger_span": [event.trigger.start - sentence.start, event.trigger.end - sentence.start],
        "status": event.status,
        "actors": sorted({a.country for a in sides["actor"] if a.country}),
        "recipients": sorted({a.country for a in sides["recipient"] if a.country}),
        "actor_sectors": sorted({a.sector for a in sides["actor"] if a.sector}),
        "recipient_sectors": sorted({a.sector for a in sides["recipient"] if a.sector}),
    }


def _statuses(found: Gold) -> Iterator[dict[str, Any]]:
    report = found.record.report
    judged = [e for e in found.record.events if found.basis(e.id) == "judged"]
    if judged:
        yield {
            "doc_id": found.version,
            "published": report.published,
            "text": report.text,
            "events": [
                {
                    "span": list(event.trigger),
                    "text": report.text[event.trigger.start : event.trigger.end],
                    "class": CLASSES[event.status],
                }
                for event in judged
            ],
        }


FORMS: dict[Task, Callable[[Gold], Iterator[dict[str, Any]]]] = {
    "attribution": _attributions,
    "time": _times,
    "events": _events,
    "status": _statuses,
}


def _any(found: Gold, letter: str) -> bool:
    """True if a person judged a fact of a kind."""
    return any(id[0] == letter for id in found.judged | found.rejected)


def _is_added(record: Record, timex: Timex) -> bool:
    """True for a time that a person gave: it stands for no words of the text."""
    spans = {tuple(event.trigger) for event in record.events}
    spans |= {(s.cue.spans[0].start, s.cue.spans[-1].end) for s in record.attributions}
    return tuple(timex.span) in spans


def _line(record: Record, event: Event, type: str, mode: str) -> Iterator[str]:
    """A line of the table; none for a sentence that has brackets of its own."""
    text, (start, end) = record.report.text, event.trigger
    for sentence in record.sentences:
        if sentence.start <= start < end <= sentence.end:
            parts = (text[sentence.start : start], text[start:end], text[end : sentence.end])
            before, word, after = (re.sub(r"\s+", " ", part) for part in parts)
            if not re.search(r"[\[\]]", before + word + after):
                yield f"{type}\t{mode}\t{before.lstrip()}[{word}]{after.rstrip()}"
            return


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]

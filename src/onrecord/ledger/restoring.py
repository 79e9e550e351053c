"""Rows of the ledger's tables as a record again, just as it was written (see `rows`).

Rows come as mappings by column, those of events and actors joined with what is kept once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from onrecord.model import (
    Actor,
    Attribution,
    Event,
    Figure,
    Link,
    Mention,
    Note,
    Poll,
    Record,
    Relay,
    Report,
    Span,
    Timex,
)
from onrecord.model.record import Change, Content, Cue, Office, Si, Source, Tense, View
from onrecord.model.text import PageSpan
from onrecord.model.words import MentionForm

LETTERS: dict[str, MentionForm] = {"N": "name", "D": "nominal", "P": "pronoun"}


def record_of(
    report: Report, version: str, schema: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Record:
    """The record that was kept: the rows of one reading, by table, as `Store.rows` gives them."""
    mentions: dict[int, list[Mention]] = {}
    for row in rows["mentions"]:
        mentions.setdefault(row["actor"], []).append(Mention(_span(row), LETTERS[row["form"]]))
    return Record(
        schema=schema,
        version=version,
        report=report,
        sentences=tuple(_span(row) for row in rows["sentences"]),
        actors=tuple(_actor_of(row, mentions.get(row["n"], ())) for row in rows["actors"]),
        timexes=tuple(_timex_of(row, report.text) for row in rows["timexes"]),
        figures=tuple(_figure_of(row) for row in rows["figures"]),
        attributions=tuple(_attribution_of(row) for row in rows["attributions"]),
        events=tuple(_event_of(row) for row in rows["events"]),
        links=tuple(
            Link(source=row["source"], to=row["target"], relation=row["relation"])
            for row in rows["links"]
        ),
        notes=tuple(Note(_span(row), row["note"]) for row in rows["notes"]),
        polls=tuple(msgspec.json.decode(row["poll"], type=Poll) for row in rows["polls"]),
        relays=tuple(
            Relay(actor=f"A{row['actor']}", span=_maybe(row, "start", "end"), role=row["role"])
            for row in rows["relays"]
        ),
    )


def report_of(row: Mapping[str, Any]) -> Report:
    """The report of a row of `versions`."""
    page = row["page"] and msgspec.json.decode(row["page"], type=tuple[PageSpan, ...])
    return Report(
        id=row["hash"],
        ref=row["ref"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        byline=_values(row["byline"]),
        language=row["language"],
        published=row["published"],
        published_basis=row["published_basis"],
        dateline=row["dateline"],
        page=page,
        text=row["text"],
    )


def _span(row: Mapping[str, Any], start: str = "start", end: str = "end") -> Span:
    return Span(row[start], row[end])


def _maybe(row: Mapping[str, Any], start: str, end: str) -> Span | None:
    return None if row[start] is None else Span(row[start], row[end])


def _values(text: str | None) -> tuple[str, ...]:
    return msgspec.json.decode(text, type=tuple[str, ...]) if text else ()


def _ids(letter: str, text: str | None) -> tuple[str, ...]:
    return tuple(f"{letter}{n}" for n in msgspec.json.decode(text)) if text else ()


def _id(letter: str, n: int | None) -> str | None:
    return None if n is None else f"{letter}{n}"


def _quantity(value: float | int | str | None) -> float | int | None:
    return int(value) if isinstance(value, str) else value


def _actor_of(row: Mapping[str, Any], mentions: Sequence[Mention]) -> Actor:
    office = None
    if row["title"] is not None:
        office = Office(title=row["title"], body=row["body"], basis=row["basis"])
    return Actor(
        id=f"A{row['n']}",
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        sector=row["sector"],
        office=office,
        wikidata=row["wikidata"],
        mentions=tuple(mentions),
    )


def _timex_of(row: Mapping[str, Any], text: str) -> Timex:
    tense = None
    if row["points"] is not None:
        tense = Tense(points=row["points"], words=row["words"], own=bool(row["own"]))
    return Timex(
        id=f"T{row['n']}",
        span=_span(row),
        text=text[row["start"] : row["end"]] if row["text"] is None else row["text"],
        type=row["type"],
        value=row["value"],
        mod=row["mod"],
        grain=row["grain"],
        earliest=row["earliest"],
        latest=row["latest"],
        utc=row["utc"],
        anchor=row["anchor"],
        tense=tense,
        relative=row["relative"],
        dates=_values(row["dates"]),
        confidence=row["confidence"] / 100,
    )


def _figure_of(row: Mapping[str, Any]) -> Figure:
    return Figure(
        id=f"F{row['n']}",
        span=_span(row),
        low=_quantity(row["low"]),
        high=_quantity(row["high"]),
        unit=row["unit"],
        of=row["of"],
        of_span=_maybe(row, "of_start", "of_end"),
        approximate=bool(row["approximate"]),
        kind=row["kind"],
        currency=row["currency"],
        si=msgspec.json.decode(row["si"], type=Si) if row["si"] else None,
        casualty=row["casualty"],
        change=msgspec.json.decode(row["change"], type=Change) if row["change"] else None,
        against=_id("F", row["against"]),
        when=_id("T", row["time"]),
        according_to=_ids("S", row["told"]),
        confidence=row["confidence"] / 100,
        why=row["why"],
    )


def _attribution_of(row: Mapping[str, Any]) -> Attribution:
    if row["parts"]:
        source, cue, content = msgspec.json.decode(row["parts"], type=list[tuple[Span, ...]])
    else:
        held = _maybe(row, "source_start", "source_end")
        source = (held,) if held else ()
        cue = (_span(row, "cue_start", "cue_end"),)
        content = (_span(row, "content_start", "content_end"),)
    return Attribution(
        id=f"S{row['n']}",
        source=Source(
            spans=source,
            head=_maybe(row, "head_start", "head_end"),
            actor=_id("A", row["actor"]),
            kind=row["kind"],
            anonymity=row["anonymity"],
            mention=_maybe(row, "mention_start", "mention_end"),
        ),
        cue=Cue(spans=cue, lemma=row["lemma"]),
        content=Content(spans=content),
        quotation=row["quotation"],
        act=row["act"],
        said=_id("T", row["said"]),
        relays=_ids("A", row["relays"]),
        within=_id("S", row["within"]),
        confidence=row["confidence"] / 100,
        why=row["why"],
        medium=row["medium"],
        origin=_id("A", row["origin"]),
        polarity="negative" if row["negative"] else "positive",
        status=row["status"],
        hedge=row["hedge"],
    )


def _event_of(row: Mapping[str, Any]) -> Event:
    told = _ids("S", row["told"])
    views = tuple(View(id, row["status"]) for id in told)
    if row["views"]:
        pairs = msgspec.json.decode(row["views"])
        views = tuple(View(f"S{n}", status) for n, status in pairs)
    return Event(
        id=f"E{row['n']}",
        trigger=_span(row, "trigger_start", "trigger_end"),
        span=_span(row),
        actors=_ids("A", row["actors"]),
        recipients=_ids("A", row["recipients"]),
        parties=_ids("A", row["parties"]),
        place=_id("A", row["place"]),
        when=_id("T", row["time"]),
        figures=_ids("F", row["figures"]),
        type=row["type"],
        mode=row["mode"],
        contexts=_values(row["contexts"]),
        cameo=row["cameo"],
        quad=row["quad"],
        goldstein=row["goldstein"],
        status=row["status"],
        polarity=row["polarity"],
        according_to=told,
        confidence=row["confidence"] / 100,
        why=row["why"],
        deed=row["deed"],
        views=views,
        background=bool(row["background"]),
    )

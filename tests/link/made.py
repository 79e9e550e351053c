"""Reports for tests of linking that need no parser: a text and the actors that were found in it."""

from collections.abc import Iterable
from typing import cast

from onrecord.link.signatures import Signature
from onrecord.model import Actor, Mention, Record, Report, Span
from onrecord.model.across import Told
from onrecord.model.words import ActorKind

UNNAMED = ("a ", "an ", "the ", "some ")


def told(
    name: str,
    text: str,
    *,
    actors: Iterable[Actor] = (),
    published: str | None = "1950-03-07",
    title: str | None = None,
    outlet: str | None = None,
) -> Told:
    report = Report(
        id=f"sha256:{name}", ref=name, text=text, published=published, title=title, outlet=outlet
    )
    return Told(name, Record(version="test", report=report, actors=tuple(actors)))


def cast_of(*reports: str) -> list[Told]:
    """Reports that only name somebody: "person: Anna Berg; organization: the council", the first
    word being the kind and one in brackets behind it the country: "person (DNK): Knud Ravn"."""
    return [_named(f"r{number}", line) for number, line in enumerate(reports, 1)]


def _named(name: str, line: str) -> Told:
    actors, text = [], ""
    for number, part in enumerate(line.split("; "), 1):
        described, printed = part.split(": ", 1)
        kind, _, country = described.rstrip(")").partition(" (")
        described_only = printed.lower().startswith(UNNAMED)
        span = Span(len(text), len(text) + len(printed))
        actors.append(
            Actor(
                id=f"A{number}",
                name=printed,
                kind=cast(ActorKind, kind),
                country=country or None,
                mentions=(Mention(span=span, form="nominal" if described_only else "name"),),
            )
        )
        text += f"{printed} spoke. "
    return told(name, text, actors=actors)


def alike_by(name: str, terms: Iterable[int], day: int | None = None) -> Signature:
    """A signature of terms of one weight: two are alike by how many terms they share."""
    ordered = tuple(sorted(terms))
    return Signature(name, day, ordered, (255,) * len(ordered), ordered)

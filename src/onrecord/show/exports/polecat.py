"""The columns of POLECAT's files (ngecEvents, Harvard Dataverse, doi:10.7910/DVN/AJGVIT).

Tab-separated, one event a row. What a report does not tell, or onrecord does not know, is empty:
COW codes, coordinates and GeoNames ids.
"""

from collections.abc import Iterable
from pathlib import Path

from onrecord.knowledge.ontology import plover_types
from onrecord.model import Actor
from onrecord.model.words import ActorKind
from onrecord.show.exports.coded import Coded, coded_events
from onrecord.show.exports.files import new_file
from onrecord.show.exports.standing import Told

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code",
    "Contexts", "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector",
    "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name",
    "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
    "Story Locations", "Language", "Version",
)  # fmt: skip
APART = "; "  # between several values of one column


def write_polecat(told: Iterable[Told], out: Path, *, folded: bool) -> int:
    """Write the events; returns how many."""
    number = 0
    with new_file(out) as file:
        file.write("\t".join(COLUMNS) + "\n")
        for coded in coded_events(told, folded=folded):
            row = _row(coded)
            file.write("\t".join(flat(row.get(name, "")) for name in COLUMNS) + "\n")
            number += 1
    return number


def flat(value: object) -> str:
    """A value without what parts columns and rows."""
    return " ".join(str(value).split()) if value is not None else ""


def _row(coded: Coded) -> dict[str, object]:
    told, event = coded.told, coded.event
    report, place = told.record.report, told.actor(event.place)
    return {
        "Event ID": coded.id,
        "Event Date": coded.days.day or "",
        "Event Type": coded.type,
        "Event Mode": coded.mode or "",
        "Event Intensity": plover_types()[coded.type].score,
        "Quad Code": coded.quad.replace("-", " ").upper(),
        "Contexts": APART.join(event.contexts),
        **_side("Actor", told, coded.actors),
        **_side("Recipient", told, coded.recipients),
        "Placename": place.name if place else "",
        "Country": place.country if place and place.country else "",
        "Raw Placename": _raw(told, [place]) if place else "",
        "Source": report.outlet or "",
        "Publication Date": report.published or "",
        "Story People": _named(told, "person"),
        "Story Organizations": _named(told, "organization"),
        "Story Locations": _named(told, "country", "place"),
        "Language": report.language or "",
        "Version": f"onrecord {told.record.version}",
    }


def _side(side: str, told: Told, actors: list[Actor]) -> dict[str, object]:
    sectors = list(dict.fromkeys(actor.sector for actor in actors if actor.sector))
    return {
        f"{side} Name": APART.join(actor.name for actor in actors),
        f"{side} Country": _each(actor.country for actor in actors),
        f"Primary {side} Sector": sectors[0] if sectors else "",
        f"{side} Sectors": APART.join(sectors),
        f"{side} Title": _each(actor.office.title if actor.office else None for actor in actors),
        f"{side} Name Raw": _raw(told, actors),
    }


def _each(values: Iterable[str | None]) -> str:
    """Values without repetition."""
    return APART.join(dict.fromkeys(value for value in values if value))


def _raw(told: Told, actors: list[Actor]) -> str:
    """As printed where they are first mentioned."""
    return APART.join(told.words(actor.mentions[0].span) for actor in actors if actor.mentions)


def _named(told: Told, *kinds: ActorKind) -> str:
    """Those of some kinds whom the report calls by name."""
    found = (
        actor.name
        for actor in told.record.actors
        if actor.kind in kinds and any(mention.form == "name" for mention in actor.mentions)
    )
    return _each(found)

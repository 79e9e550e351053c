"""Reports for the tests of copies: not parsed, with what a copy is known by."""

from onrecord.model import Actor, Record, Relay, Report
from onrecord.model.across import Told


def told(
    name: str,
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    page: str | None = None,
    credits: str | None = None,
) -> Told:
    """A report; `credits` is the name of an agency that it credits."""
    report = Report(
        id=name, ref=name, text=text, published=published, outlet=outlet, url=url,
        published_basis="given" if published else "unknown",
    )  # fmt: skip
    actors = (Actor(id="A1", name=credits, kind="organization"),) if credits else ()
    relays = (Relay(actor="A1", role="wire"),) if credits else ()
    return Told(name, Record(version="0", report=report, actors=actors, relays=relays), page=page)

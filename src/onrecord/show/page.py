"""Pages for a browser: one report with its facts, or an index of reports; nothing from outside."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from onrecord.model import Record
from onrecord.show import quantities, reading
from onrecord.show.contract import meaning
from onrecord.show.pane import pane
from onrecord.show.reading import Reading

HERE, TEMPLATES = "onrecord.show", "templates"


class Row(Struct, frozen=True):
    """A line of the index: a report, its page, and how much is on record."""

    page: str
    title: str
    ref: str
    outlet: str
    published: str
    attributions: int
    events: int
    notes: int


def report_page(record: Record, *, index: str | None = None) -> str:
    """The page of one report; `index` is the address of the index page that it belongs to."""
    facts = Reading(record)
    template = environment().get_template("report.html.j2")
    return template.render(parts_of(facts) | {"index": index} | _inline())


def parts_of(facts: Reading) -> dict[str, Any]:
    """What the component of one report (report_body.html.j2) shows; `links` is where an
    application has more to offer than the page itself, and nothing on a static page; `base` is the
    address of the page, for facts that are shown elsewhere."""
    record = facts.record
    return {
        "reading": facts,
        "record": record,
        "pane": pane(record),
        "parts": _parts(facts),
        "index": None,
        "links": None,
        "base": "",
    }


def index_page(rows: Sequence[Row]) -> str:
    """The page that leads to the pages of several reports."""
    return environment().get_template("index.html.j2").render(rows=rows, **_inline())


def row_of(record: Record, page: str) -> Row:
    """A report's line in the index."""
    facts = Reading(record)
    return Row(
        page,
        reading.seen(facts.title),
        reading.seen(record.report.ref),
        reading.seen(record.report.outlet or ""),
        record.report.published or "",
        len(record.attributions),
        len(facts.typed_events),
        len(record.notes),
    )


def web_address(address: str | None) -> str | None:
    """An address that a page may lead to: http or https, or None."""
    return address if address and address.lower().startswith(("http://", "https://")) else None


def content_policy(parts: Iterable[str], kind: str) -> str:
    """The hashes by which a page's policy lets its own inline parts through."""
    digests = (base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in parts)
    return f"{kind} " + " ".join(f"'sha256-{digest}'" for digest in digests)


def _parts(facts: Reading) -> tuple[tuple[str, str, int], ...]:
    """The sections of a page: anchor, title, and how many facts stand there."""
    record = facts.record
    return (
        ("attributions", "Who says so", len(record.attributions)),
        ("events", "What happens", len(facts.typed_events)),
        ("times", "When", len(record.timexes)),
        ("figures", "Figures", len(record.figures)),
        ("polls", "Polls", len(record.polls)),
        ("actors", "Actors", len(record.actors)),
        ("links", "Links", len(record.links)),
        ("notes", "Notes", len(record.notes)),
    )


@cache
def environment(*packages: str) -> Environment:
    """Templates with the words of the page; those of other packages come before its own."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(name, TEMPLATES) for name in (*packages, HERE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "mark": reading.mark_of,
        "group": reading.group_of,
        "plain": reading.plain,
        "seen": reading.seen,
        "shortened": reading.shortened,
        "counted": reading.counted,
        "meaning": meaning,
        "figure_facts": lambda figure, facts: list(quantities.figure_facts(facts, figure)),
        "poll_head": lambda poll, facts: quantities.poll_head(facts, poll),
        "poll_facts": lambda poll, facts: list(quantities.poll_facts(facts, poll)),
        "answer_line": lambda answer, facts: quantities.answer_line(facts, answer),
        "lead_line": lambda lead, facts: quantities.lead_line(facts, lead),
        "web_address": web_address,
    }
    return environment


@cache
def _inline() -> dict[str, Markup]:
    """Style and script as they stand in every page, and the policy that allows just these."""
    folder = resources.files(HERE) / TEMPLATES
    style = (folder / "page.css").read_text("utf-8")
    script = (folder / "page.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; {content_policy([style], 'style-src')}; "
        f"{content_policy([script], 'script-src')}; base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}

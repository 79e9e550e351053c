"""One report: its text with what is on record of it, the same component as the static page."""

import json
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger.face import Ledger
from onrecord.ledger.judging_places import Places, carrier
from onrecord.ledger.judging_rows import Judgement, in_force, select
from onrecord.ledger.judging_targets import Targets, report_of
from onrecord.ledger.names import NAME, fact_name
from onrecord.model import Span
from onrecord.show.page import parts_of
from onrecord.show.reading import Reading
from onrecord.show.web.desk import desk_of, lead
from onrecord.show.web.links import Links
from onrecord.show.web.mistakes import Missing

router = APIRouter(include_in_schema=False)
OVER = """
SELECT judgements.id FROM judgements WHERE target IN (SELECT name FROM reports WHERE id = ?1)
   OR target IN (SELECT name FROM versions WHERE report = ?1)
UNION ALL
SELECT judgements.id FROM versions JOIN judgements
  ON judgements.target BETWEEN versions.name || '.' AND versions.name || '/'
WHERE versions.report = ?1
"""


class Judged(Struct, frozen=True):
    """A judgement over a report or its facts, and what is missing where it finds no fact."""

    row: Judgement
    missing: str = ""

    @property
    def set(self) -> dict[str, Any]:
        """What was set; the number of the run that was accepted tells a reader nothing."""
        return {key: value for key, value in self.row.values.items() if key != "run"}


@router.get("/report/{id}")
def report(request: Request, id: str) -> Response:
    """The page of one report, by its public id or that of one of its versions; with `format` the
    record, judgements worked in."""
    desk = desk_of(request)
    with desk.ledger() as ledger:
        name, version = _standing(ledger, id)
        judged = ledger.judged(name)
        if request.query_params.get("format") in ("json", "jsonl"):
            return _json(judged.record, name)
        links = Links(ledger, judged.record, version, write=desk.write)
        missing = {row.id: words for row, words in judged.adrift}
        over = [Judged(row, missing.get(row.id, "")) for row in _over(ledger, name)]
    shown = parts_of(Reading(judged.record))
    return desk.page(
        request,
        "report.html.j2",
        **shown | {"links": links, "judgements": over, "report": name, "version": version},
    )


@router.get("/fact/{id}")
def fact(request: Request, id: str) -> Response:
    """Lead to a fact in its report. An address that was made over an older text of the report leads
    to the same words in the one that stands."""
    desk = desk_of(request)
    with desk.ledger() as ledger:
        try:
            where = _place(ledger, id)
        except UsageError as error:
            raise Missing(str(error)) from error
    return lead(where)


def _standing(ledger: Ledger, id: str) -> tuple[str, str]:
    """Public ids of a report and of its version that stands."""
    try:
        if NAME.fullmatch(id):
            return report_of(ledger.store, id)
    except UsageError as error:
        raise Missing(f"The ledger has no report {id}.") from error
    raise Missing(f"{id!r} is no id of a report.")


def _place(ledger: Ledger, id: str) -> str:
    asked = fact_name(id)
    seen = Targets(ledger.store).version(asked.version)
    report, version = report_of(ledger.store, asked.version)
    judged = ledger.judged(report).record
    span: Span | None = Span(asked.start, asked.end)
    if version != asked.version:
        old, new = seen.record, judged
        carried = carrier(
            (old.report.text, old.sentences), (new.report.text, new.sentences)
        )  # as judgements move with their words
        span = carried(Span(asked.start, asked.end))
    found = Places(judged).at(asked.letter, span) if span else None
    return f"/report/{report}#{found or 'judgements'}"


def _over(ledger: Ledger, name: str) -> list[Judgement]:
    """The judgements that hold over a report and its facts."""
    report = ledger.store.value("SELECT id FROM reports WHERE name = ?", (name,))
    ids = [row[0] for row in ledger.store.run(OVER, (report,))]
    rows = select(ledger.store, "id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
    return in_force(ledger.store, rows)


def _json(record: object, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.json"'}
    return Response(msgspec.json.encode(record), media_type="application/json", headers=headers)

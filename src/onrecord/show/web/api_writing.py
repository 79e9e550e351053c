"""Judging and adding as JSON: what the pages do, for programs."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.ledger.judging_rows import Judgement
from onrecord.show.web import api_schemas as schemas
from onrecord.show.web.adding import job_of
from onrecord.show.web.desk import author_of, desk_of
from onrecord.show.web.judgements import lines_of
from onrecord.show.web.sent import must_write
from onrecord.show.web.wishes import of_text

router = APIRouter(prefix="/api", tags=["judge"])
REFUSED: schemas.Answers = {
    403: schemas.answer("The ledger is served to be read only.", schemas.ERROR),
    422: schemas.answer("What was asked for is none.", schemas.ERROR),
}
JUDGED: schemas.Answers = {
    200: schemas.answer("The judgements.", schemas.judgements_schema()),
    **REFUSED,
}
ADDED: schemas.Answers = {
    200: schemas.answer("How far it is.", schemas.job_schema()),
    404: schemas.answer("The server does not know it.", schemas.ERROR),
}


class Asking(BaseModel):
    """Who judges, and why."""

    model_config = ConfigDict(extra="forbid")
    by: Annotated[str, Field(max_length=80)] = ""
    why: str | None = None


class Verdict(Asking):
    """A verdict over a fact, by its public id, or the acceptance of a whole report."""

    id: str
    verdict: Literal["accept", "reject", "set"]
    values: dict[str, Any] = {}


class Undoing(Asking):
    """A judgement that is taken back, by its number."""

    judgement: int


class Merging(Asking):
    """Keys of actors that are one; the first stands for all."""

    keys: Annotated[list[str], Field(min_length=2)]


class Splitting(Asking):
    """The key of an actor that was merged, or the public id of an actor of one report."""

    key: str


class Text(BaseModel):
    """A report as text, with what is known of it."""

    model_config = ConfigDict(extra="forbid")
    text: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


@router.get("/judgements", summary="List judgements, newest first.", responses=JUDGED)
def judgements(request: Request, by: str = "", verdict: str = "", limit: int = 100) -> Response:
    """Those that hold: of the latest `limit`, by an author, with a verdict."""
    with desk_of(request).ledger() as ledger:
        lines = lines_of(ledger, by, verdict, max(0, min(limit, 1_000)), 0)
    return _told([line.row for line in lines if line.undone is None])


@router.post("/judge", summary="Accept, reject or set a fact.", responses=JUDGED)
def judge(request: Request, asked: Annotated[Verdict, Body()]) -> Response:
    """As `onrecord judge`."""
    by = _author(request, asked)
    with desk_of(request).writing() as ledger:
        made = ledger.judge(asked.id, asked.verdict, by=by, why=asked.why, **asked.values)
    return _told([made])


@router.post("/undo", summary="Take back a judgement.", responses=JUDGED)
def undo(request: Request, asked: Annotated[Undoing, Body()]) -> Response:
    """As `onrecord undo`."""
    by = _author(request, asked)
    with desk_of(request).writing() as ledger:
        made = ledger.undo(asked.judgement, by=by, why=asked.why)
    return _told([made])


@router.post("/merge", summary="Take several actors for one.", responses=JUDGED)
def merge(request: Request, asked: Annotated[Merging, Body()]) -> Response:
    """As `onrecord merge`."""
    by = _author(request, asked)
    with desk_of(request).writing() as ledger:
        made = ledger.merge(*asked.keys, by=by, why=asked.why)
    return _told(made)


@router.post("/split", summary="Part actors again.", responses=JUDGED)
def split(request: Request, asked: Annotated[Splitting, Body()]) -> Response:
    """As `onrecord split`."""
    by = _author(request, asked)
    with desk_of(request).writing() as ledger:
        made = ledger.split(asked.key, by=by, why=asked.why)
    return _told([made])


@router.post("/add", summary="Add a report as text.", responses=ADDED | REFUSED)
def add(request: Request, text: Annotated[Text, Body()]) -> Response:
    """It is read in the background; `/api/add/{number}` tells how far it is."""
    must_write(request)
    known = text.model_dump(exclude={"text"})
    job = desk_of(request).jobs.start(text.title or "the text", of_text(text.text, **known))
    return Response(schemas.encoded(job), media_type="application/json")


@router.get("/add/{number}", summary="How far an addition is.", responses=ADDED | REFUSED)
def progress(request: Request, number: int) -> Response:
    """The reports that it brought, and what went wrong."""
    return Response(schemas.encoded(job_of(request, number)), media_type="application/json")


def _author(request: Request, asked: Asking) -> str:
    must_write(request)
    by = asked.by.strip() or author_of(request)
    if not by:
        raise HTTPException(422, 'Say who judges: "by".')
    return by


def _told(made: list[Judgement]) -> Response:
    return Response(schemas.encoded(made), media_type="application/json")

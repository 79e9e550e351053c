"""Add a report: paste its text, upload a file, give an address; watch it being read."""

import msgspec
from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from onrecord.errors import ReadError, UsageError
from onrecord.show.web.desk import desk_of, lead
from onrecord.show.web.jobs import Items, Job
from onrecord.show.web.mistakes import Missing
from onrecord.show.web.sent import Sent, file, must_write, text
from onrecord.show.web.wishes import of_address, of_file, of_text

router = APIRouter(include_in_schema=False)
SHOWN = ("text", "title", "outlet", "published", "url", "address")


@router.get("/add")
def form(request: Request) -> Response:
    """The forms."""
    must_write(request)
    return _form(request, dict.fromkeys(SHOWN, ""), "")


@router.post("/add")
def add(request: Request, form: Sent) -> Response:
    """Begin to read what was sent."""
    must_write(request)
    try:
        label, items = wish_of(form, desk_of(request).max_upload)
    except (UsageError, ReadError) as error:
        return _form(request, {name: text(form, name) for name in SHOWN}, str(error))
    job = desk_of(request).jobs.start(label, items)
    return lead(f"/add/{job.number}")


@router.get("/add/{number}")
def progress(request: Request, number: int) -> Response:
    """How far it is; where one report is all that was added, its page."""
    job = job_of(request, number)
    if request.query_params.get("format") == "json":
        return Response(msgspec.json.encode(job), media_type="application/json")
    if job.state == "done" and len(job.added) == 1 and not job.told:
        words = "known already" if job.added[0].outcome == "known" else "on record"
        return lead(f"/report/{job.added[0].report}", words)
    return desk_of(request).page(request, "progress.html.j2", job=job)


def wish_of(form: FormData, most: int) -> tuple[str, Items]:
    """What a form wants to add, with a name for it. Raises UsageError and ReadError for what
    cannot be."""
    outlet, published = text(form, "outlet"), text(form, "published")
    if address := text(form, "address"):
        return address, of_address(address, outlet=outlet, published=published)
    if sent := file(form, "file"):
        content = sent.file.read(most + 1)
        if len(content) > most:
            raise UsageError(f"the file is too large: at most {most // 1_000_000} MB are taken.")
        name = sent.filename or "file"
        return name, of_file(name, content, outlet=outlet, published=published)
    pasted = form.get("text")
    if not isinstance(pasted, str) or not pasted.strip():
        raise UsageError("paste a text, choose a file or give an address.")
    words = pasted.replace("\r\n", "\n")  # as a form sends what was pasted
    known = {name: text(form, name) for name in ("title", "url")}
    return known["title"] or "the text", of_text(words, outlet=outlet, published=published, **known)


def job_of(request: Request, number: int) -> Job:
    """A job by its number. Raises Missing where the server does not know it."""
    job = desk_of(request).jobs.job(number)
    if job is None:
        raise Missing(f"The server knows of no addition {number}: it was begun anew since.")
    return job


def _form(request: Request, values: dict[str, str], wrong: str) -> Response:
    desk = desk_of(request)
    shown = {"values": values, "wrong": wrong, "most": desk.max_upload // 1_000_000}
    return desk.page(request, "add.html.j2", status=422 if wrong else 200, **shown)

"""What a form sent, and who sent it."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from onrecord.show.web.desk import author_of, desk_of

MOST_FIELDS = 200


async def _form(request: Request) -> AsyncIterator[FormData]:
    limits = {"max_files": 1, "max_fields": MOST_FIELDS}
    most = desk_of(request).max_upload
    async with request.form(**limits, max_part_size=most) as form:
        yield form


Sent = Annotated[FormData, Depends(_form)]


def text(form: FormData, name: str) -> str:
    """A field as text without space around it; nothing where it was not sent."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def file(form: FormData, name: str) -> UploadFile | None:
    """A file that was chosen, or None."""
    value = form.get(name)
    return value if isinstance(value, UploadFile) and value.filename else None


def fields(form: FormData) -> list[tuple[str, str]]:
    """All fields that are text, as they were sent."""
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


def sender(request: Request, form: FormData) -> str:
    """Who judges: the name in the form, else the one known already; nothing where none is."""
    return text(form, "author")[:80] or author_of(request)


def must_write(request: Request) -> None:
    """Refuse where the ledger is served to be read only."""
    if not desk_of(request).write:
        raise HTTPException(403, "This ledger is served to be read only: nothing can be changed.")

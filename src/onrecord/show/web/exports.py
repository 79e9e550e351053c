"""Any list as a file: the same rows and columns as the command line writes."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from fastapi import Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from onrecord.errors import UsageError
from onrecord.ledger.asking import Timeline
from onrecord.ledger.asking_rows import Rows
from onrecord.ledger.face import Ledger
from onrecord.show.asking import write
from onrecord.show.asking_commands import AskFormat
from onrecord.show.web.desk import desk_of
from onrecord.show.web.listing import Listing

KINDS = {
    AskFormat.csv: "text/csv; charset=utf-8",
    AskFormat.tsv: "text/tab-separated-values; charset=utf-8",
    AskFormat.json: "application/json",
    AskFormat.jsonl: "application/jsonl; charset=utf-8",
    AskFormat.parquet: "application/vnd.apache.parquet",
}
Asking = Callable[[Ledger], Rows | Timeline]
SECONDS = 600.0  # a whole list may take longer than a page


def exported(request: Request, wanted: Listing) -> Response | None:
    """The list as the file that the address asks for by `format`, or None where it asks for none.

    All rows are written, or as many as `limit` says. Raises UsageError for what is no format.
    """
    return as_file(request, wanted.table, lambda ledger: wanted.rows(ledger, **_page(request)))


def as_file(request: Request, table: str, ask: Asking) -> Response | None:
    """Rows as the file that the address asks for by `format`, or None where it asks for none."""
    name = request.query_params.get("format")
    if not name:
        return None
    if name not in [kind.value for kind in KINDS]:
        allowed = ", ".join(KINDS)
        raise UsageError(f"{name!r} is no format. Allowed: {allowed}.")
    format = AskFormat(name)
    with tempfile.NamedTemporaryFile(suffix=f".{name}", delete=False) as file:
        path = Path(file.name)
    try:
        with desk_of(request).ledger(SECONDS) as ledger:
            found = ask(ledger)
            write(found, found.columns, format, path)
    except BaseException:
        path.unlink()
        raise
    return FileResponse(
        path,
        media_type=KINDS[format],
        filename=f"{table}.{name}",
        background=BackgroundTask(path.unlink),
    )


def _page(request: Request) -> dict[str, int]:
    found = {}
    for key in ("limit", "offset"):
        text = request.query_params.get(key)
        if text:
            if not text.isdecimal():
                raise UsageError(f"{text!r} is no number for {key}.")
            found[key] = int(text)
    return found

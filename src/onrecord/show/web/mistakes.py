"""What went wrong, as a page in words, or as JSON where JSON was asked for."""

from collections.abc import Callable

import apsw
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from onrecord.errors import LedgerError, OnrecordError
from onrecord.show.web.desk import desk_of

TITLES = {
    403: "Not allowed",
    404: "Nothing is here",
    405: "Not possible here",
    413: "Too large",
    422: "That cannot be asked",
    500: "Something went wrong",
    503: "That took too long",
}
HINTS = {
    404: "The address may be old or mistyped, or the report was withdrawn.",
    500: "What happened is written where the server was started. The ledger was not changed.",
    503: "Narrow what you ask for: a shorter time, an actor, a country.",
}


class Missing(Exception):
    """What an address names is not in the ledger; the words say what."""


def show_mistakes(app: FastAPI) -> None:
    """Give an application its pages for what went wrong."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Missing, _with(404))
    app.add_exception_handler(OnrecordError, _with(422))
    app.add_exception_handler(LedgerError, _with(500))
    app.add_exception_handler(apsw.InterruptError, _slow)


def mistake(request: Request, status: int, words: str) -> Response:
    """The answer to what cannot be done."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": words}, status_code=status)
    title = TITLES.get(status, "Not possible")
    hint = HINTS.get(status, "")
    return desk_of(request).page(
        request, "mistake.html.j2", status=status, title=title, words=words, hint=hint
    )


def _with(status: int) -> Callable[[Request, Exception], Response]:
    return lambda request, error: mistake(request, status, str(error))


def _slow(request: Request, _: Exception) -> Response:
    return mistake(request, 503, "The ledger was asked for too long, and the question was stopped.")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = f"There is no page {request.url.path}." if error.status_code == 404 else error.detail
    return mistake(request, error.status_code, words)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return mistake(request, 422, f"{where}: {first['msg']}.")

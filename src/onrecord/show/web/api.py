"""The same as JSON, by the words of the command line: lists, records, actors."""

import inspect
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from onrecord.errors import UsageError
from onrecord.ledger.asking import Timeline
from onrecord.ledger.judging_targets import report_of
from onrecord.show.asking_commands import EXAMPLES
from onrecord.show.web import api_schemas as schemas
from onrecord.show.web.actor_facts import person
from onrecord.show.web.counting import counted
from onrecord.show.web.desk import desk_of
from onrecord.show.web.listing import known, listing
from onrecord.show.web.mistakes import Missing

router = APIRouter(prefix="/api", tags=["ask"])
LISTS = (
    "reports", "events", "attributions", "figures", "timexes", "actors", "timeline", "search",
)  # fmt: skip
ROWS, MOST_ROWS = 100, 1_000
PAGED: dict[str, tuple[Any, Any]] = {
    "sort": (Annotated[str | None, Query(description="Sort by it; -KEY downwards.")], None),
    "limit": (Annotated[int, Query(ge=0, le=MOST_ROWS, description="At most so many.")], ROWS),
    "offset": (Annotated[int, Query(ge=0, description="Leave out the first N.")], 0),
}
BY = (Annotated[str | None, Query(description="Count in groups: type, month …")], None)
UNTYPED = (Annotated[bool, Query(alias="all", description="Events of no PLOVER type too.")], False)
WORDS = (Annotated[str, Query(description="What to search for.")], inspect.Parameter.empty)
WRONG: schemas.Answers = {422: schemas.answer("What was asked for is none.", schemas.ERROR)}
MISSING: schemas.Answers = {404: schemas.answer("It is not in the ledger.", schemas.ERROR)}


def _options(name: str) -> dict[str, tuple[Any, Any]]:
    """The parameters of a list, by their names in Python: the filters are those of the CLI."""
    filters = {
        entry: (
            Annotated[str | None, Query(alias=entry.replace("_", "-"), description=one.help)],
            None,
        )
        for entry, one in known(name).items()
    }
    options = {"q": WORDS} if name == "search" else {}
    options |= PAGED | ({"untyped": UNTYPED} if name == "events" else {})
    return options | ({} if name in ("actors", "timeline") else {"by": BY}) | filters


def _asking(name: str) -> Any:
    """The handler of a list, with a parameter for each filter."""

    def ask(request: Request, **given: Any) -> Response:
        return _answered(request, name, given)

    request = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    ask.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            request,
            *(
                inspect.Parameter(
                    option, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
                )
                for option, (kind, default) in _options(name).items()
            ),
        ]
    )
    ask.__name__, ask.__doc__ = name, EXAMPLES[name][0]
    return ask


def _answered(request: Request, name: str, given: dict[str, Any]) -> Response:
    wanted = listing(request, name)
    page = {"limit": given["limit"], "offset": given["offset"]}
    by = [key.strip() for key in (given.get("by") or "").split(",") if key.strip()]
    grouped = {"by": by} if by else {}
    with desk_of(request).ledger() as ledger:
        found = wanted.rows(ledger, **page, **grouped)
        rows = list(found)
        count = counted(found, page["offset"] + len(rows))
    columns = found.columns
    if isinstance(found, Timeline):
        columns = Timeline.columns
    return JSONResponse(
        {
            "count": count.number,
            "more_than_count": count.more,
            "columns": list(columns),
            "rows": rows,
        }
    )


for _name in LISTS:
    router.add_api_route(
        f"/{_name}",
        _asking(_name),
        summary=EXAMPLES[_name][0],
        responses={200: schemas.answer("What stands.", schemas.list_schema(_name)), **WRONG},
        response_class=JSONResponse,
        operation_id=_name,
    )


@router.get(
    "/report/{id}",
    summary="The record of one report, judgements worked in.",
    responses={200: schemas.answer("The record.", schemas.record_schema()), **MISSING, **WRONG},
    operation_id="report",
)
def report(request: Request, id: str) -> Response:
    """By the report's public id, or that of one of its versions."""
    with desk_of(request).ledger() as ledger:
        try:
            name = report_of(ledger.store, id)[0]
        except UsageError as error:
            raise Missing(str(error)) from error
        record = ledger.judged(name).record
    return Response(schemas.encoded(record), media_type="application/json")


@router.get(
    "/actor/{key:path}",
    summary="One actor across reports: who it is, what it says and does, with whom.",
    responses={200: schemas.answer("The actor.", schemas.actor_schema()), **MISSING, **WRONG},
    operation_id="actor",
)
def actor(request: Request, key: str) -> Response:
    """By the actor's key: Q7747, country:PRK, person:ada quill."""
    with desk_of(request).ledger() as ledger:
        try:
            found = person(ledger, key)
        except UsageError as error:
            raise Missing(str(error)) from error
    return Response(schemas.encoded(found), media_type="application/json")

"""The review queue: one fact after the other, least sure first; and all that was judged."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger.face import Ledger
from onrecord.ledger.judging_rows import Judgement, select, undone
from onrecord.show.reading import Reading
from onrecord.show.web.around import around
from onrecord.show.web.desk import author_of, desk_of
from onrecord.show.web.editing import Found, found_at
from onrecord.show.web.listing import Listing, listing
from onrecord.show.web.queue import DEEPEST, TASKS, Task, least_sure
from onrecord.show.web.words import query_of

router = APIRouter(include_in_schema=False)
LAST = "SELECT max(id) FROM judgements WHERE author = ? AND verdict NOT IN ('undo', 'forget')"


@router.get("/review")
def review(request: Request) -> Response:
    """The fact of which the machine is least sure and that nobody has judged."""
    task = _task(request)
    skip = _skip(request)
    wanted = listing(request, task.table)
    desk = desk_of(request)
    found: Found | None = None
    wrong = ""
    with desk.ledger() as ledger:
        try:
            id = least_sure(ledger, task, wanted.given, skip=skip)
            found = found_at(ledger, id) if id else None
        except UsageError as error:
            wrong = str(error)
        last = last_by(ledger, author_of(request))
    return desk.page(
        request,
        "review.html.j2",
        status=422 if wrong else 200,
        task=task,
        tasks=TASKS.values(),
        listing=wanted,
        found=found,
        wrong=wrong,
        last=last,
        links=None,
        base=f"/report/{found.report}" if found else "",
        this=_address(task, wanted, skip),
        next=_address(task, wanted, skip + 1),
        reading=Reading(found.record) if found else None,
        record=found.record if found else None,
        around=around(found.record, found.fact) if found else None,
        skip=skip,
    )


def last_by(ledger: Ledger, author: str) -> Judgement | None:
    """The last judgement that somebody made, if it holds."""
    last = ledger.store.value(LAST, (author,)) if author else None
    if last is None or undone(ledger.store, (last,)):
        return None
    return select(ledger.store, "id = ?", (last,))[0]


def _task(request: Request) -> Task:
    name = request.query_params.get("task") or "events"
    if name not in TASKS:
        raise UsageError(f"{name!r} is no task. Allowed: {', '.join(TASKS)}.")
    return TASKS[name]


def _skip(request: Request) -> int:
    text = request.query_params.get("skip") or "0"
    if not text.isdecimal() or int(text) > DEEPEST:
        raise UsageError(f"{text!r} cannot be skipped: at most {DEEPEST}. Narrow it by filters.")
    return int(text)


def _address(task: Task, wanted: Listing, skip: int) -> str:
    values = {name.replace("_", "-"): value for name, value in wanted.given.items()}
    return f"/review?{query_of({'task': task.name, **values, 'skip': skip or None})}"

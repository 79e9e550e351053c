"""All that people judged, newest first, and the gold that is made of it."""

import json
import tempfile
from pathlib import Path
from typing import get_args

from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from onrecord.errors import UsageError
from onrecord.ledger.face import Ledger
from onrecord.ledger.judging_gold import Task
from onrecord.ledger.judging_rows import Judgement, Verdict, select, undone
from onrecord.show.web.desk import desk_of
from onrecord.show.web.words import query_of

router = APIRouter(include_in_schema=False)
SIZE = 50
SECONDS = 600.0  # gold may take longer than a page
PAGE = (
    "id IN (SELECT id FROM judgements WHERE (?1 = '' OR author = ?1) AND (?2 = '' OR verdict = ?2)"
    " ORDER BY id DESC LIMIT ?3 OFFSET ?4)"
)
AUTHORS = "SELECT DISTINCT author FROM judgements ORDER BY author LIMIT 50"


class Line(Struct, frozen=True):
    """A judgement, and the number of the one by which it was undone."""

    row: Judgement
    undone: int | None

    @property
    def set(self) -> dict[str, object]:
        """What was set, without what tells a reader nothing."""
        return {key: value for key, value in self.row.values.items() if key != "run"}


@router.get("/judgements")
def judgements(request: Request) -> Response:
    """Judgements, newest first."""
    query = request.query_params
    by, verdict = query.get("by", "").strip(), query.get("verdict", "").strip()
    page = _page(query.get("page", "1"))
    if verdict and verdict not in get_args(Verdict):
        allowed = ", ".join(get_args(Verdict))
        raise UsageError(f"{verdict!r} is no verdict. Allowed: {allowed}.")
    desk = desk_of(request)
    with desk.ledger() as ledger:
        lines = lines_of(ledger, by, verdict, SIZE + 1, (page - 1) * SIZE)
        authors = [row[0] for row in ledger.store.run(AUTHORS)]
    kept = {"by": by, "verdict": verdict}
    return desk.page(
        request,
        "judgements.html.j2",
        lines=lines[:SIZE],
        authors=authors,
        verdicts=get_args(Verdict),
        by=by,
        verdict=verdict,
        page=page,
        before=_address(kept, page - 1) if page > 1 else "",
        behind=_address(kept, page + 1) if len(lines) > SIZE else "",
        tasks=get_args(Task),
    )


@router.get("/judgements/gold")
def gold(request: Request, task: Task, whole: bool = False) -> Response:
    """Judged facts as gold, to measure onrecord on them or to teach it."""
    desk = desk_of(request)
    with tempfile.NamedTemporaryFile(suffix=".jsonl", delete=False) as file:
        path = Path(file.name)
    try:
        with path.open("w", encoding="utf-8") as out, desk.ledger(SECONDS) as ledger:
            for row in ledger.gold(task, whole=whole):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    except BaseException:
        path.unlink()
        raise
    return FileResponse(
        path,
        media_type="application/jsonl; charset=utf-8",
        filename=f"gold-{task}.jsonl",
        background=BackgroundTask(path.unlink),
    )


def lines_of(ledger: Ledger, by: str, verdict: str, most: int, offset: int) -> list[Line]:
    """Some judgements, newest first."""
    rows = select(ledger.store, PAGE, (by, verdict, most, offset))
    gone = undone(ledger.store, (row.id for row in rows))
    return [Line(row, gone.get(row.id)) for row in reversed(rows)]


def _page(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100_000:
        raise UsageError(f"{text!r} is no page.")
    return int(text)


def _address(kept: dict[str, str], page: int) -> str:
    return f"/judgements?{query_of({**kept, 'page': page})}"

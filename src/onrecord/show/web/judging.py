"""People correct what the machine read: accept, reject, set, merge, split, undo."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger.face import Ledger
from onrecord.ledger.judging_keys import KEYS
from onrecord.ledger.names import fact_name
from onrecord.show.linking_run import link_soon
from onrecord.show.web.desk import desk_of, lead, local
from onrecord.show.web.sent import Sent, fields, must_write, sender, text

router = APIRouter(include_in_schema=False)
Write = Callable[[Ledger, str, str | None], str]  # with author and reason; what was done, in words


@router.post("/judge")
def judge(request: Request, form: Sent) -> Response:
    """Accept or reject a fact, accept a report as a whole, or undo a judgement."""
    accept, reject, number = (text(form, name) for name in ("accept", "reject", "undo"))

    def write(ledger: Ledger, by: str, why: str | None) -> str:
        if number:
            return _undone(ledger, number, by, why)
        id, verdict = (accept, "accept") if accept else (reject, "reject")
        if not id:
            raise UsageError("say what is judged: accept, reject or undo.")
        made = ledger.judge(id, "accept" if accept else "reject", by=by, why=why)
        return f"{verdict}ed: {made.target} (judgement {made.id})"

    return _written(request, form, write)


@router.post("/judge/set")
def set_values(request: Request, form: Sent) -> Response:
    """Set what was changed of a fact."""
    id = text(form, "id")

    def write(ledger: Ledger, by: str, why: str | None) -> str:
        values = changed(form, fact_name(id).letter)
        if not values:
            raise UsageError("nothing was changed.")
        made = ledger.judge(id, "set", by=by, why=why, **values)
        return f"set {', '.join(values)} of {made.target} (judgement {made.id})"

    return _written(request, form, write)


@router.post("/judge/claim")
def claim(request: Request, form: Sent) -> Response:
    """Take a statement out of its claim, or put it into that of another."""
    out, into, id = (text(form, name) for name in ("unlink", "into", "id"))

    def write(ledger: Ledger, by: str, why: str | None) -> str:
        if out:
            made = ledger.judge(out, "unlink", by=by, why=why)
            return f"taken out of its claim: {made.target} (judgement {made.id})"
        if not id or not into:
            raise UsageError("say which statement, by its id, and into which claim.")
        made = ledger.judge(id, "link", by=by, why=why, into=into)
        return f"put into this claim: {made.target} (judgement {made.id})"

    return _written(request, form, write)


@router.post("/judge/merge")
def merge(request: Request, form: Sent) -> Response:
    """Take another actor for this one."""
    into, key = text(form, "into"), text(form, "key")

    def write(ledger: Ledger, by: str, why: str | None) -> str:
        ledger.merge(into, key, by=by, why=why)
        return f"{key} is taken for {into}"

    return _written(request, form, write)


@router.post("/judge/split")
def split(request: Request, form: Sent) -> Response:
    """Take an actor out of what it was merged into."""
    key = text(form, "key")

    def write(ledger: Ledger, by: str, why: str | None) -> str:
        ledger.split(key, by=by, why=why)
        return f"{key} is somebody else again"

    return _written(request, form, write)


def changed(form: FormData, letter: str) -> dict[str, str]:
    """The keys of a fact whose value in the form is not the one that it had when it was made."""
    found = {}
    for key in KEYS[letter]:
        value = form.get(key)
        if isinstance(value, str) and value.strip() != text(form, f"was.{key}"):
            found[key] = value.strip()
    return found


def _undone(ledger: Ledger, number: str, by: str, why: str | None) -> str:
    if not number.isdecimal():
        raise UsageError(f"{number!r} is no number of a judgement.")
    ledger.undo(int(number), by=by, why=why)
    return f"undone: judgement {int(number)}"


def _written(request: Request, form: FormData, write: Write) -> Response:
    """Write a judgement and lead back; where nobody said who judges, ask once."""
    must_write(request)
    desk = desk_of(request)
    back = local(text(form, "back"))
    by = sender(request, form)
    if not by:
        asked: dict[str, Any] = {"action": request.url.path, "fields": fields(form), "back": back}
        return desk.page(request, "who.html.j2", **asked)
    with desk.writing() as ledger:
        told = write(ledger, by, text(form, "why") or None)
        link_soon(ledger.store)
    kept = None if desk.author else by
    return lead(back, told, author=kept)

"""One actor across reports: who it is, what it says, does and suffers, and with whom."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.show.web.actor_facts import LATEST, person
from onrecord.show.web.desk import desk_of
from onrecord.show.web.mistakes import Missing
from onrecord.show.web.strip import strip

router = APIRouter(include_in_schema=False)
SHOWN = 6  # statements, events and reports named on the page; the lists have them all


@router.get("/actor/{key:path}")
def actor(request: Request, key: str) -> Response:
    """The page of an actor, by its key across reports (Q7747, country:PRK, person:ada quill)."""
    desk = desk_of(request)
    with desk.ledger() as ledger:
        try:
            found = person(ledger, key)
        except UsageError as error:
            raise Missing(f"The ledger has no actor {key!r}.") from error
        shown: dict[str, Any] = {
            "statements": list(ledger.attributions(actor=[key], limit=SHOWN)),
            "acting": list(ledger.events(acting=[key], limit=SHOWN)),
            "suffered": list(ledger.events(recipient=[key], limit=SHOWN)),
            "latest": list(ledger.reports(actor=[key], limit=SHOWN)),
        }
    return desk.page(
        request, "actor.html.j2", person=found, strip=strip(found.said), most=LATEST, **shown
    )

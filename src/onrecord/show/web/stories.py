"""Stories, claims and contradictions: what reports have in common."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.ledger import asking_links
from onrecord.ledger.face import Ledger
from onrecord.ledger.linking import pending_count
from onrecord.ledger.telling_links import Links
from onrecord.link.credibility import GRADES, estimate
from onrecord.show.web.desk import desk_of
from onrecord.show.web.exports import as_file
from onrecord.show.web.mistakes import Missing

SIZE = 50  # rows of a page
DEEPEST = 200  # pages
OF_STORY = ("words", "actor", "outlet", "since", "until")
FILTERS = {
    "stories": (*OF_STORY, "min_reports"),
    "claims": ("about", *OF_STORY, "story", "min_low", "max_low"),
    "contradictions": ("kind", *OF_STORY, "story"),
    "stances": ("source", "about", *OF_STORY, "story"),
}
LABELS = {
    "words": "words in a report", "min_reports": "at least so many reports", "about": "words said",
    "min_low": "separate origins at least", "max_low": "separate origins at most",
    "since": "from", "until": "to", "source": "who",
}  # fmt: skip
NUMBERS = ("min_reports", "min_low", "max_low")
KINDS = ("figure", "status", "act", "place", "date")

router = APIRouter()


class Asked(msgspec.Struct, frozen=True):
    """A list of links as an address asks for it."""

    name: str
    given: Mapping[str, str]
    sort: str | None
    page: int

    def address(self, **changes: Any) -> str:
        """The same list with other values; None takes one away."""
        values = {**self.given, "sort": self.sort, "page": self.page if self.page > 1 else None}
        kept = {key: value for key, value in (values | changes).items() if value}
        return f"/{self.name}" + (f"?{urlencode(kept)}" if kept else "")

    def fields(self) -> list[dict[str, str]]:
        """The filters as a form shows them."""
        return [
            {"name": name, "label": LABELS.get(name, name), "value": self.given.get(name, "")}
            for name in FILTERS[self.name]
        ]


def asked(request: Request, name: str) -> Asked:
    """What an address asks. Raises UsageError for a number that is none."""
    query = {key.replace("-", "_"): value for key, value in request.query_params.items() if value}
    given = {key: query[key].strip() for key in FILTERS[name] if query.get(key, "").strip()}
    for key in NUMBERS:
        if key in given and not given[key].isdigit():
            raise UsageError(f"{given[key]!r} is no number, for {LABELS.get(key, key)}.")
    page = query.get("page", "1")
    number = int(page) if page.isdigit() else 1
    return Asked(name, given, query.get("sort"), min(max(number, 1), DEEPEST))


def found(ledger: Ledger, wanted: Asked, limit: int, offset: int) -> Any:
    """The rows of a list."""
    given: dict[str, Any] = {
        key: int(value) if key in NUMBERS else value for key, value in wanted.given.items()
    }
    ask = getattr(asking_links, wanted.name)
    return ask(ledger.store, sort=wanted.sort, limit=limit, offset=offset, **given)


def _listed(request: Request, name: str, title: str, lead: str) -> Response:
    desk = desk_of(request)
    rows: list[dict[str, Any]] = []
    more, wrong, waiting = False, "", 0
    wanted = Asked(name, {}, None, 1)
    try:
        wanted = asked(request, name)
        with desk.ledger() as ledger:
            waiting = pending_count(ledger.store)
            answer = found(ledger, wanted, SIZE + 1, (wanted.page - 1) * SIZE)
            rows = list(answer)
        if file := as_file(request, name, lambda ledger: found(ledger, wanted, -1, 0)):
            return file
        rows, more = rows[:SIZE], len(rows) > SIZE
    except UsageError as error:
        wrong = str(error)
    return desk.page(
        request, f"{name}.html.j2", status=422 if wrong else 200, title=title, lead=lead,
        asked=wanted, rows=rows, more=more, wrong=wrong, waiting=waiting, kinds=KINDS,
    )  # fmt: skip


@router.get("/stories", include_in_schema=False)
def stories(request: Request) -> Response:
    """Stories, the newest first."""
    return _listed(request, "stories", "Stories", "Reports about one thing, from several outlets.")


@router.get("/claims", include_in_schema=False)
def claims(request: Request) -> Response:
    """What several statements say."""
    lead = "What several statements say, and how many separate origins it goes back to."
    return _listed(request, "claims", "Claims", lead)


@router.get("/contradictions", include_in_schema=False)
def contradictions(request: Request) -> Response:
    """What cannot both hold."""
    lead = "Statements that cannot both hold."
    return _listed(request, "contradictions", "Contradictions", lead)


def _told(request: Request, tell: Callable[[Links], dict[str, Any]]) -> dict[str, Any]:
    with desk_of(request).ledger() as ledger:
        try:
            return tell(Links(ledger.store))
        except UsageError as error:
            raise Missing(str(error)) from error


@router.get("/story/{id}", include_in_schema=False)
def story(request: Request, id: str) -> Response:
    """One story: its reports, claims, contradictions, plans, stances."""
    told = _told(request, lambda links: links.story_told(id))
    return desk_of(request).page(request, "story.html.j2", story=told, grades=GRADES)


@router.get("/claim/{id}", include_in_schema=False)
def claim(request: Request, id: str) -> Response:
    """One claim: who says it, on whose word, who denies it."""
    told = _told(request, lambda links: links.claim_told(*links.claim(id)))
    words = estimate(told["credibility"])
    return desk_of(request).page(
        request, "claim.html.j2", claim=told, grades=GRADES, estimate=words
    )


# ---- the same as JSON


def _rows(request: Request, name: str) -> dict[str, Any]:
    wanted = asked(request, name)
    with desk_of(request).ledger() as ledger:
        rows = found(ledger, wanted, SIZE, (wanted.page - 1) * SIZE)
        return {"count": rows.count(), "columns": list(rows.columns), "rows": list(rows)}


def _query(name: str) -> dict[str, Any]:
    """The parameters of a list in the OpenAPI document."""
    parameters = [
        {"name": key, "in": "query", "required": False, "description": LABELS.get(key, key),
         "schema": {"type": "integer" if key in NUMBERS else "string"}}
        for key in (*FILTERS[name], "sort", "page")
    ]  # fmt: skip
    return {"parameters": parameters}


@router.get("/api/stories", tags=["across reports"], openapi_extra=_query("stories"))
def api_stories(request: Request) -> dict[str, Any]:
    """Stories: reports about one thing, fifty a page."""
    return _rows(request, "stories")


@router.get("/api/claims", tags=["across reports"], openapi_extra=_query("claims"))
def api_claims(request: Request) -> dict[str, Any]:
    """What several statements say, with the bounds of its independent origins."""
    return _rows(request, "claims")


@router.get("/api/contradictions", tags=["across reports"], openapi_extra=_query("contradictions"))
def api_contradictions(request: Request) -> dict[str, Any]:
    """Statements that cannot both hold."""
    return _rows(request, "contradictions")


@router.get("/api/stances", tags=["across reports"], openapi_extra=_query("stances"))
def api_stances(request: Request) -> dict[str, Any]:
    """Sources that spoke of one matter on several days."""
    return _rows(request, "stances")


@router.get("/api/story/{id}", tags=["across reports"])
def api_story(request: Request, id: str) -> dict[str, Any]:
    """One story, by its public id or that of a report or fact in it."""
    return _told(request, lambda links: links.story_told(id))


@router.get("/api/claim/{id}", tags=["across reports"])
def api_claim(request: Request, id: str) -> dict[str, Any]:
    """The claim that a statement makes."""
    return _told(request, lambda links: links.claim_told(*links.claim(id)))


@router.get("/api/origins/{id}", tags=["across reports"])
def api_origins(request: Request, id: str) -> dict[str, Any]:
    """Where a claim comes from, as nodes and edges: from whoever says it to whom it is from."""

    def graph(links: Links) -> dict[str, Any]:
        told = links.origins(links.claim(id)[0])
        for node in told["nodes"]:
            if node["kind"] in ("sure", "perhaps"):
                node["certain"] = node["kind"] == "sure"
                node["kind"] = "source"
            if node.get("report"):
                node["address"] = f"/report/{node['report']}"
        for edge in told["edges"]:
            edge["from"], edge["to"] = edge["to"], edge["from"]
        return told

    return _told(request, graph)

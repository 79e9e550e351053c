"""What the API offers, as a page made from its OpenAPI document."""

from typing import Any

from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from onrecord.show.web.desk import desk_of

router = APIRouter(include_in_schema=False)


class Operation(Struct, frozen=True):
    """One thing that the API does."""

    method: str
    path: str
    summary: str
    words: str
    parameters: list[dict[str, Any]]
    body: str


@router.get("/api")
def overview(request: Request) -> Response:
    """The list of all that can be asked."""
    document = request.app.openapi()
    return desk_of(request).page(request, "api.html.j2", operations=operations(document))


def operations(document: dict[str, Any]) -> list[Operation]:
    """The operations of an OpenAPI document, in its order."""
    return [
        Operation(
            method.upper(),
            path,
            one.get("summary", ""),
            one.get("description", ""),
            one.get("parameters", []),
            _body(one, document),
        )
        for path, methods in document["paths"].items()
        for method, one in methods.items()
    ]


def _body(operation: dict[str, Any], document: dict[str, Any]) -> str:
    """The keys of the JSON that is sent, those that must be there with a star."""
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = sent.get("schema", {}).get("$ref", "").rpartition("/")[2]
    schema = document.get("components", {}).get("schemas", {}).get(name)
    if not schema:
        return ""
    needed = schema.get("required", [])
    return ", ".join(f"{key}{'*' if key in needed else ''}" for key in schema["properties"])

"""Style and script of the report's own page, which static pages carry within them."""

from importlib import resources

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.show.page import HERE, TEMPLATES

router = APIRouter(include_in_schema=False)


@router.get("/static/page.css")
def page_style() -> Response:
    """The style of a report's page."""
    return _file("page.css", "text/css")


@router.get("/static/page.js")
def page_script() -> Response:
    """The script of a report's page."""
    return _file("page.js", "text/javascript")


def _file(name: str, kind: str) -> Response:
    text = (resources.files(HERE) / TEMPLATES / name).read_text("utf-8")
    return Response(
        text, media_type=f"{kind}; charset=utf-8", headers={"cache-control": "no-cache"}
    )

"""What the pictures share: words of an address, their numbers as a file, the filters in the API."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from starlette.responses import Response

from onrecord.ledger.asking_conditions import mistaken
from onrecord.show.web.listing import Listing, known
from onrecord.show.web.words import query_of

WHOLE = ("yes",)  # asks for all that there is, however long it takes
ELSEWHERE = {  # what can be asked by the filters of a picture, and the list whose filters it has
    "/events": ("Events", "events"),
    "/attributions": ("Statements", "attributions"),
    "/timeline": ("Timeline", "timeline"),
    "/charts": ("Charts", "events"),
    "/network": ("Network", "events"),
    "/map": ("Map", "events"),
    "/figures": ("Figures", "figures"),
    "/charts/figures": ("Figures over time", "figures"),
}


def elsewhere(wanted: Listing) -> list[tuple[str, str]]:
    """The addresses and names of other pages that have all the filters in use."""
    query = query_of(dict(wanted.given))
    return [
        (f"{path}?{query}", label)
        for path, (label, table) in ELSEWHERE.items()
        if query and path != wanted.path and set(wanted.given) <= set(known(table))
    ]


def one_of(given: str | None, allowed: Sequence[str], what: str) -> str | None:
    """A word of a closed list, or None where none is given. Raises UsageError for another."""
    if given and given not in allowed:
        raise mistaken(what, given, allowed)
    return given or None


def comma_separated(name: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> Response:
    """Rows as a file of comma-separated values."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def filters(*tables: str) -> dict[str, Any]:
    """What the description of the API says of the filters of some lists."""
    helps = {name: one.help for table in tables for name, one in known(table).items()}
    text = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    return {
        "parameters": [
            {
                "name": name.replace("_", "-"),
                "in": "query",
                "required": False,
                "description": words,
                "schema": text,
            }
            for name, words in helps.items()
        ]
    }

"""The network: who acts on whom, or speaks of whom."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.knowledge.world import countries
from onrecord.ledger.store import Store
from onrecord.show.web.desk import desk_of
from onrecord.show.web.listing import Listing, listing
from onrecord.show.web.pictures import WHOLE, comma_separated, elsewhere, filters, one_of
from onrecord.show.web.tallies import ALL, MOST, Tally, mean, scope, tallies

Tie = Literal["acts", "speaks"]
Between = Literal["actors", "countries"]
EDGES = 120  # drawn, the most frequent
KEPT = 4_000  # pairs of rows that are looked at before several rows of one actor become one
STATEMENTS = 4_000  # whose contents are searched for those they speak of

SPOKEN_OF = """
WITH said AS MATERIALIZED (
  SELECT d.reading AS reading, d.attribution AS n, d.source AS source{matching}
  AND d.source IS NOT NULL ORDER BY d.day DESC LIMIT ?)
SELECT said.source, a.entity, count(*) AS spoken
FROM said CROSS JOIN attributions AS x ON x.reading = said.reading AND x.n = said.n
CROSS JOIN actors AS a ON a.reading = said.reading AND a.known AND a.entity <> said.source
WHERE EXISTS (SELECT 1 FROM mentions AS m WHERE m.reading = said.reading AND m.actor = a.n
              AND m.start >= x.content_start AND m.end <= x.content_end)
GROUP BY 1, 2 ORDER BY spoken DESC, 1, 2 LIMIT ?
"""
WHO = """
SELECT e.id, coalesce(i.stands_for, e.key) FROM entities AS e
LEFT JOIN identities AS i ON i.key = e.key
WHERE e.key IS NOT NULL AND e.id IN (SELECT value FROM json_each(?))
"""
NAMED = """
SELECT name, kind, country, sector FROM entities WHERE key = ?
ORDER BY country IS NULL, sector IS NULL, name = upper(name), length(name) DESC,
  name, country, sector, id LIMIT 1
"""

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or a country, and in how many of the acts or statements drawn it is."""

    key: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Edge:
    """How often one acts on another, with the mean Goldstein score of it, or speaks of it."""

    source: str
    target: str
    count: int
    goldstein: float | None


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and the edges between them. `left` counts the edges that are too many to be drawn;
    `since` is the day from which on acts are counted, where there are too many."""

    tie: Tie
    between: Between
    nodes: list[Node]
    edges: list[Edge]
    left: int
    since: str | None


Pairs = dict[tuple[str, str], tuple[int, float, int]]


def network(
    store: Store, wanted: Listing, tie: Tie, between: Between, *, whole: bool = False
) -> Network:
    """The network of what filters find: those of events, or of attributions where it is about who
    speaks of whom. Raises UsageError for a filter or value that is none."""
    if tie == "speaks":
        since, rows = _spoken(store, wanted)
    else:
        since, rows = _acted(store, wanted, between, ALL if whole else MOST)
    by_code = between == "countries" and tie == "acts"
    pairs = _sums(rows) if by_code else _joined(store, list(rows), between)
    ranked = sorted(pairs.items(), key=lambda item: (-item[1][0], item[0]))
    edges = [
        Edge(one, other, count, None if tie == "speaks" else mean(total, scored))
        for (one, other), (count, total, scored) in ranked[:EDGES]
    ]
    named = _country if between == "countries" else _actor
    nodes = [named(store, key, count) for key, count in _counts(edges)]
    return Network(tie, between, nodes, edges, max(len(ranked) - EDGES, 0), since)


def _acted(
    store: Store, wanted: Listing, between: Between, most: int
) -> tuple[str | None, Iterator[Tally]]:
    one, other = (
        ("d.actor_country", "d.recipient_country")
        if between == "countries"
        else ("d.actor", "d.recipient")
    )
    over = scope(store, "events", wanted.given, pairs=True, most=most)
    both = f"{one} IS NOT NULL AND {other} IS NOT NULL"
    return over.since, tallies(store, over, one, other, also=both)


def _spoken(store: Store, wanted: Listing) -> tuple[str | None, Iterator[Tally]]:
    over = scope(store, "attributions", wanted.given, most=STATEMENTS)
    rows = store.run(SPOKEN_OF.format(matching=over.matching), (*over.values, STATEMENTS, KEPT))
    return over.since, (Tally((one, other), count, 0.0, 0) for one, other, count in rows)


def _sums(rows: Iterable[Tally]) -> Pairs:
    """Pairs of countries, which have the keys of the actors that they are."""
    return {
        (f"country:{row.keys[0]}", f"country:{row.keys[1]}"): (
            row.count,
            row.goldstein,
            row.scored,
        )
        for row in rows
    }


def _joined(store: Store, rows: list[Tally], between: Between) -> Pairs:
    """Pairs by what stands for an actor across reports, as people merged them, or by country.
    Those who are somebody in one report only are not among them."""
    ranked = sorted(rows, key=lambda row: (-row.count, row.keys))[:KEPT]
    ids = json.dumps(sorted({id for row in ranked for id in row.keys}))
    known = dict(store.run(WHO, (ids,)))
    if between == "countries":
        own = "SELECT id, country FROM entities WHERE id IN (SELECT value FROM json_each(?))"
        known = {id: f"country:{code}" for id, code in store.run(own, (ids,)) if code}
    pairs: Pairs = defaultdict(lambda: (0, 0.0, 0))
    for row in ranked:
        one, other = (known.get(id) for id in row.keys)
        if one and other:
            count, total, scored = pairs[one, other]
            pairs[one, other] = (count + row.count, total + row.goldstein, scored + row.scored)
    return pairs


def _counts(edges: Iterable[Edge]) -> list[tuple[str, int]]:
    """Each end of the edges, the most frequent first."""
    counts: dict[str, int] = defaultdict(int)
    for edge in edges:
        for key in {edge.source, edge.target}:
            counts[key] += edge.count
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _actor(store: Store, key: str, count: int) -> Node:
    name, kind, country, sector = store.one(NAMED, (key,)) or (key, "unknown", None, None)
    return Node(key, name, kind, country, sector, count)


def _country(_: Store, key: str, count: int) -> Node:
    names = {country.code: country.name for country in countries()}
    code = key.removeprefix("country:")
    return Node(key, names.get(code, code), "country", code, None, count)


# ---- addresses


@router.get(
    "/api/pictures/network", tags=["pictures"], openapi_extra=filters("events", "attributions")
)
def api_network(
    request: Request, tie: Tie = "acts", between: Between = "actors", whole: bool = False
) -> Network:
    """Who acts on whom (the filters are those of events), or who speaks of whom (those of
    attributions), as nodes and edges."""
    with desk_of(request).ledger() as ledger:
        return network(ledger.store, listing(request, TABLES[tie]), tie, between, whole=whole)


TABLES = {"acts": "events", "speaks": "attributions"}


@router.get("/network", include_in_schema=False)
def network_page(request: Request) -> Response:
    """The network, and the table of its edges."""
    desk, query = desk_of(request), request.query_params
    tie = one_of(query.get("tie"), get_args(Tie), "tie") or "acts"
    between = one_of(query.get("between"), get_args(Between), "kind of node") or "actors"
    wanted = listing(request, TABLES[tie])
    whole = one_of(query.get("whole"), WHOLE, "answer")
    found, wrong = None, ""
    try:
        with desk.ledger() as ledger:
            found = network(ledger.store, wanted, tie, between, whole=bool(whole))  # type: ignore[arg-type]
    except UsageError as error:
        wrong = str(error)
    if found and query.get("format") == "csv":
        columns = ("source", "target", "count", "goldstein")
        rows = ((edge.source, edge.target, edge.count, edge.goldstein) for edge in found.edges)
        return comma_separated("network", columns, rows)
    return desk.page(
        request, "network.html.j2", status=422 if wrong else 200, listing=wanted, network=found,
        wrong=wrong, elsewhere=elsewhere(wanted),
        own={"tie": tie, "between": between, "whole": whole},
        choices={"tie": get_args(Tie), "between": get_args(Between)},
        names={node.key: node.name for node in found.nodes} if found else {},
    )  # fmt: skip

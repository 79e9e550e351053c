"""The forms in which a ledger goes out: what each is, and what writes it."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.ledger.asking_conditions import mistaken
from onrecord.ledger.store import Store
from onrecord.show.exports.annotations import write_annotations
from onrecord.show.exports.dyads import write_dyads
from onrecord.show.exports.feed import write_rss
from onrecord.show.exports.gdelt import write_gdelt
from onrecord.show.exports.plover import write_plover
from onrecord.show.exports.polecat import write_polecat
from onrecord.show.exports.standing import Filters, Standing
from onrecord.show.exports.stix import write_stix
from onrecord.show.exports.tables import write_csv, write_parquet
from onrecord.show.exports.tokens import write_conll, write_docbin
from onrecord.show.exports.whole import write_records, write_tables


class Wish(Struct, frozen=True, kw_only=True):
    """What is wanted beside the form: filters and what only some forms know."""

    filters: Filters = Filters()
    fold_status: bool = False
    limit: int | None = None
    address: str | None = None


Write = Callable[[Store, Path, Wish], int]


class Form(Struct, frozen=True, kw_only=True):
    """A form: whether it is a file or a folder, what is counted, and which filters it takes."""

    name: str
    what: str
    out: Literal["file", "folder"]
    counts: str
    write: Write
    takes: Literal["all", "reports", "none"] = "all"
    coded: bool = False


def _done(store: Store, wish: Wish) -> Standing:
    """What the old datasets hold: done or being done, unless statuses are asked for."""
    return Standing(store, wish.filters, status="all" if wish.fold_status else "so")


def _since(store: Store) -> str:
    """When a ledger began."""
    return str(store.value("SELECT min(started) FROM runs") or "1970-01-01T00:00:00Z")


ALL: tuple[Form, ...] = (
    Form(
        name="records",
        what="records as JSON Lines (onrecord/1), judgements worked in",
        out="file",
        counts="records",
        takes="reports",
        write=lambda s, out, w: write_records(Standing(s, w.filters), out),
    ),
    Form(
        name="tables-jsonl",
        what="all rows of all tables as packed JSON Lines, to be imported elsewhere",
        out="folder",
        counts="reports",
        takes="none",
        write=lambda s, out, w: write_tables(s, out, "jsonl"),
    ),
    Form(
        name="tables-parquet",
        what="the same as Parquet",
        out="folder",
        counts="reports",
        takes="none",
        write=lambda s, out, w: write_tables(s, out, "parquet"),
    ),
    Form(
        name="csv",
        what="tables of reports, events, attributions, actors, figures and times",
        out="folder",
        counts="reports",
        write=lambda s, out, w: write_csv(Standing(s, w.filters), out),
    ),
    Form(
        name="parquet",
        what="the same tables as Parquet",
        out="folder",
        counts="reports",
        write=lambda s, out, w: write_parquet(Standing(s, w.filters), out),
    ),
    Form(
        name="plover",
        what="events as PLOVER JSON Lines",
        out="file",
        counts="events",
        coded=True,
        write=lambda s, out, w: write_plover(_done(s, w), out, folded=w.fold_status),
    ),
    Form(
        name="polecat",
        what="events in the columns of POLECAT",
        out="file",
        counts="events",
        coded=True,
        write=lambda s, out, w: write_polecat(_done(s, w), out, folded=w.fold_status),
    ),
    Form(
        name="gdelt",
        what="events in the 61 columns of GDELT 2.0",
        out="file",
        counts="events",
        coded=True,
        write=lambda s, out, w: write_gdelt(_done(s, w), out, folded=w.fold_status),
    ),
    Form(
        name="cameo-dyads",
        what="counts of events by pair of countries and month",
        out="file",
        counts="rows",
        coded=True,
        write=lambda s, out, w: write_dyads(_done(s, w), out, folded=w.fold_status),
    ),
    Form(
        name="stix",
        what="a STIX 2.1 bundle",
        out="file",
        counts="objects",
        write=lambda s, out, w: write_stix(Standing(s, w.filters), out, since=_since(s)),
    ),
    Form(
        name="web-annotation",
        what="W3C Web Annotations as JSON-LD",
        out="file",
        counts="annotations",
        write=lambda s, out, w: write_annotations(Standing(s, w.filters), out),
    ),
    Form(
        name="conll",
        what="words with their facts, a word a line",
        out="file",
        counts="reports",
        write=lambda s, out, w: write_conll(Standing(s, w.filters), out),
    ),
    Form(
        name="docbin",
        what="spaCy documents with groups of spans",
        out="folder",
        counts="reports",
        write=lambda s, out, w: write_docbin(Standing(s, w.filters), out),
    ),
    Form(
        name="rss",
        what="the newest events as an RSS 2.0 feed",
        out="file",
        counts="events",
        write=lambda s, out, w: write_rss(
            Standing(s, w.filters, newest=True), out, limit=w.limit, address=w.address
        ),
    ),
)


def form(name: str) -> Form:
    """A form by its name. Raises UsageError for one that is none, with the list."""
    for entry in ALL:
        if entry.name == name.strip().lower():
            return entry
    raise mistaken("form of export", name, [entry.name for entry in ALL])


def check(form: Form, wish: Wish) -> None:
    """Refuse what a form does not know. Raises UsageError."""
    given = [
        key for key in wish.filters.__struct_fields__ if getattr(wish.filters, key) is not None
    ]
    refused = given if form.takes == "none" else wish.filters.of_facts
    if form.takes != "all" and refused:
        options = ", ".join("--" + key.replace("_", "-") for key in refused)
        raise UsageError(
            f"{form.name} holds {'the whole ledger' if form.takes == 'none' else 'whole records'}"
            f" and does not take {options}. csv, plover and others do."
        )
    if wish.fold_status and not form.coded:
        named = ", ".join(entry.name for entry in ALL if entry.coded)
        raise UsageError(f"{form.name} tells the status; only {named} fold it.")
    if form.name != "rss" and (wish.limit is not None or wish.address is not None):
        raise UsageError(f"{form.name} does not take --limit or --address; rss does.")

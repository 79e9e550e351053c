"""The command that takes a ledger elsewhere: export."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.show.ledger_option import DEFAULT, LedgerFile


def _filter(name: str, metavar: str, help: str) -> typer.models.OptionInfo:
    option = typer.Option(f"--{name}", metavar=metavar, help=help, show_default=False)
    return option  # type: ignore[no-any-return]


Form = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        help="records, tables-jsonl, tables-parquet, csv, parquet, plover, polecat, gdelt, "
        "cameo-dyads, stix, web-annotation, conll, docbin or rss.",
        show_default=False,
    ),
]
Out = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE|FOLDER",
        help="Where to write; a name that ends in .gz is packed.",
        show_default=False,
    ),
]
Since = Annotated[str | None, _filter("published-since", "DATE", "Reports from that date on.")]
Until = Annotated[str | None, _filter("published-until", "DATE", "Reports up to that date.")]
Outlet = Annotated[str | None, _filter("outlet", "NAME", "Reports of these outlets.")]
Words = Annotated[str | None, _filter("words", "WORDS", "Reports that have all these words.")]
Country = Annotated[
    str | None,
    _filter("country", "COUNTRY", "Events and statements of these countries: codes or names."),
]
Type = Annotated[str | None, _filter("type", "TYPE", "Events of these PLOVER types.")]
Status = Annotated[
    str | None,
    _filter(
        "status",
        "STATUS",
        "Events of these statuses, or groups: so, ahead, open, not, all. By default so for plover, "
        "polecat, gdelt and cameo-dyads, else all.",
    ),
]
Confidence = Annotated[
    float | None, _filter("confidence", "LEAST", "Facts of at least this confidence, 0 to 1.")
]


def register(app: typer.Typer) -> None:
    """Give the program this command."""
    app.command()(export)


def export(
    format: Form,
    out: Out,
    ledger: LedgerFile = DEFAULT,
    published_since: Since = None,
    published_until: Until = None,
    outlet: Outlet = None,
    words: Words = None,
    country: Country = None,
    type: Type = None,
    status: Status = None,
    confidence: Confidence = None,
    fold_status: Annotated[
        bool,
        typer.Option(
            "--fold-status",
            help="plover, polecat, gdelt, cameo-dyads: give what is planned, promised or refused "
            "the type that PLOVER's coders give it (AGREE, THREATEN, REJECT).",
        ),
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help="rss: the newest N events (50)."),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="URL", help="rss: the page that the feed belongs to."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say what was written.")] = (
        False
    ),
) -> None:
    """Write what stands in a ledger in the form that others read, judgements worked in.

    \b
    Examples:
      onrecord export parquet --ledger kursk.db --out kursk
      onrecord export plover --ledger kursk.db --out events.jsonl --confidence 0.5
      onrecord export gdelt --ledger kursk.db --out events.export.csv --fold-status
      onrecord export records --ledger kursk.db --out records.jsonl.gz
    """
    from onrecord.show.exporting import export_to
    from onrecord.show.exports.catalogue import Wish
    from onrecord.show.exports.standing import Filters

    filters = Filters(
        published_since=published_since,
        published_until=published_until,
        outlet=outlet,
        words=words,
        country=country,
        type=type,
        status=status,
        confidence=confidence,
    )
    wish = Wish(filters=filters, fold_status=fold_status, limit=limit, address=address)
    export_to(ledger, format, out, wish, quiet=quiet)

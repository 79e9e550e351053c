"""The commands that keep a ledger right: withdraw, forget, runs, compare, changes, verify."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.show.judging_commands import By, Out, Rows, Why
from onrecord.show.judging_output import RowFormat
from onrecord.show.ledger_option import DEFAULT, LedgerFile


class FaultFormat(StrEnum):
    """How faults are written."""

    table = "table"
    jsonl = "jsonl"


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Facts = Annotated[bool, typer.Option("--facts", help="Name each fact that changed.")]


def register(app: typer.Typer) -> None:
    """Give the program these commands."""
    for command in (withdraw, forget, runs, compare, changes, verify, reindex):
        app.command()(command)


def withdraw(
    reports: Annotated[
        list[str],
        typer.Argument(metavar="REPORT...", help="Ids of reports.", show_default=False),
    ],
    ledger: LedgerFile = DEFAULT,
    by: By = None,
    why: Why = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let them in again.")] = False,
) -> None:
    """Keep reports, but out of every view and count.

    \b
    Examples:
      onrecord withdraw k3vq7xw2m5ta --by ann --why "retracted by the outlet"
      onrecord withdraw k3vq7xw2m5ta --by ann --undo
    """
    from onrecord.show.upkeep import withdraw

    withdraw(reports, ledger, by, why, undo=undo)


def forget(
    reports: Annotated[
        list[str] | None,
        typer.Argument(metavar="REPORT...", help="Ids of reports.", show_default=False),
    ] = None,
    ledger: LedgerFile = DEFAULT,
    by: By = None,
    why: Why = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    clean: Annotated[
        bool,
        typer.Option("--clean", help="Only write the file anew without what was removed before."),
    ] = False,
) -> None:
    """Remove reports in truth, with all that is on record of them: no byte of their text stays.

    One line without content stays, so that they are not taken in again; undo it to allow that.

    \b
    Example:
      onrecord forget k3vq7xw2m5ta --by ann --why "the law asks for it" --yes
    """
    from onrecord.show.upkeep import forget_reports

    forget_reports(reports or [], ledger, by, why, sure=yes, only_clean=clean)


def runs(ledger: LedgerFile = DEFAULT, format: Rows = None, out: Out = None) -> None:
    """List the runs that added to a ledger: which onrecord, when, what came of it.

    \b
    Example:
      onrecord runs --ledger kursk.db
    """
    from onrecord.show.upkeep import list_runs

    list_runs(ledger, format, out)


def compare(
    one: Annotated[int, typer.Argument(metavar="RUN", help="A run.", show_default=False)],
    other: Annotated[int, typer.Argument(metavar="RUN", help="Another.", show_default=False)],
    ledger: LedgerFile = DEFAULT,
    facts: Facts = False,
    examples: Annotated[
        int,
        typer.Option("--examples", metavar="N", min=0, help="Examples of each kind of change."),
    ] = 3,
    format: Rows = None,
    out: Out = None,
) -> None:
    """Compare what stood after two runs, for texts that were read anew: added, gone, changed.

    \b
    Examples:
      onrecord compare 1 2 --ledger kursk.db
      onrecord compare 1 2 --facts --out changed.csv
    """
    from onrecord.show.upkeep import compare_runs

    compare_runs(one, other, ledger, facts=facts, examples=examples, format=format, out=out)


def changes(
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DATE|RUN",
            help="From that day or moment on (UTC), or after that run.",
            show_default=False,
        ),
    ],
    ledger: LedgerFile = DEFAULT,
    facts: Facts = False,
    format: Rows = None,
    out: Out = None,
) -> None:
    """List what was added, updated, read again, withdrawn, forgotten and judged, in that order.

    \b
    Examples:
      onrecord changes --since 2024-10-27 --ledger kursk.db
      onrecord changes --since 1 --facts
    """
    from onrecord.show.upkeep import list_changes

    list_changes(since, ledger, facts=facts, format=format, out=out)


def verify(
    ledger: LedgerFile = DEFAULT,
    format: Annotated[
        FaultFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="How to write: by default a table on a screen, jsonl elsewhere.",
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Check that a ledger is whole: file, texts, ids, places, full text, all that is derived.

    \b
    Example:
      onrecord verify --ledger kursk.db

    \b
    Exit codes:
      0  it is whole
      1  something is wrong; what to do is said on standard error
      2  there is no such ledger
    """
    from onrecord.show.upkeep import verify

    chosen = RowFormat(format.value) if format else None
    raise typer.Exit(verify(ledger, chosen, quiet=quiet))


def reindex(ledger: LedgerFile = DEFAULT, quiet: Quiet = False) -> None:
    """Make anew what is derived: indexes, full text, what stands, judgements worked in.

    \b
    Example:
      onrecord reindex --ledger kursk.db
    """
    from onrecord.show.upkeep import reindex

    reindex(ledger, quiet=quiet)

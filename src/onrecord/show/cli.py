"""The command `onrecord`: results go to standard output, everything else to standard error."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import OnrecordError, ReadError
from onrecord.show import (
    adding_commands,
    asking_commands,
    exporting_commands,
    judging_commands,
    linking_commands,
    serving_commands,
    upkeep_commands,
)
from onrecord.show.options import Actors, MaxSize, Published, Sources, day

ALL_READ, SOME_NOT_READ, USAGE, NOTHING_READ = 0, 1, 2, 3  # exit codes

app = typer.Typer(
    name="onrecord",
    help="Put news reports on record: who said or did what, to whom, when, and on whose word.",
    epilog="Start with: onrecord read report.txt --published 2024-10-27",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How records are written."""

    terminal = "terminal"
    json = "json"
    jsonl = "jsonl"
    html = "html"


class Learned(StrEnum):
    """What can be learned."""

    attribution = "attribution"
    events = "events"


class ReasonFormat(StrEnum):
    """How reasons are written."""

    terminal = "terminal"
    json = "json"


class TableFormat(StrEnum):
    """How a table of actors is written."""

    terminal = "terminal"
    tsv = "tsv"


def main() -> None:
    """Run the command line; a user's mistake ends with a message and an exit code, not a trace."""
    try:
        app()
    except OnrecordError as error:
        typer.echo(f"onrecord: error: {error}", err=True)
        sys.exit(NOTHING_READ if isinstance(error, ReadError) else USAGE)
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ALL_READ)
    except KeyboardInterrupt:
        typer.echo("onrecord: stopped", err=True)
        sys.exit(130)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Put news reports on record: who said or did what, to whom, when, and on whose word."""


@app.command()
def read(
    sources: Sources,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="How to write the records: by default terminal on a screen, jsonl elsewhere.",
            show_default=False,
        ),
    ] = None,
    published: Published = None,
    actors: Actors = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE|FOLDER",
            help="Write there instead: a file, or for several HTML pages a folder.",
            show_default=False,
        ),
    ] = None,
    all_events: Annotated[
        bool, typer.Option("--all", help="Terminal: list events of no PLOVER type too.")
    ] = False,
    max_size: MaxSize = 5_000_000,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes and no progress.")] = False,
) -> None:
    """Read reports and write what is on record.

    \b
    Examples:
      onrecord read report.txt --published 2024-10-27
      onrecord read page.html --format html --out record.html
      onrecord read reports/ --format html --out pages
      onrecord read reports/ --format jsonl > records.jsonl
      cat reports.jsonl | onrecord read - --format jsonl

    \b
    Exit codes:
      0  all was read
      1  some source could not be read, others were
      2  wrong use: an unknown option, a date that is none, an output that cannot be written
      3  nothing was read
    """
    from onrecord.show.reading_run import Run

    run = Run(published=published, max_size=max_size, quiet=quiet)
    raise typer.Exit(run.write(sources, chosen(format, out), out, all_events=all_events))


@app.command()
def explain(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file, or - for input.")],
    fact: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="One fact, such as S1, E3, T2, F1 or A4; without it, all.",
            show_default=False,
        ),
    ] = None,
    published: Published = None,
    actors: Actors = None,
    format: Annotated[
        ReasonFormat, typer.Option("--format", "-f", help="How to write the reasons.")
    ] = ReasonFormat.terminal,
) -> None:
    """Show why facts stand: the rules and entries that spoke, and the words they rest on.

    \b
    Examples:
      onrecord explain report.txt S1 --published 2024-10-27
      onrecord explain report.txt --format json
    """
    from onrecord.show.explaining import write_reasons
    from onrecord.show.reading_run import Run

    found = Run(published=published, quiet=True).one(source)
    write_reasons(found, fact, as_json=format is ReasonFormat.json)


@app.command()
def date(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Records as JSON Lines, or - for input.")
    ],
    published: Annotated[
        str,
        typer.Option(
            "--published",
            callback=day,
            metavar="DATE",
            help="Day of publication (2024-10-27), or as much as is known (2024-10).",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write there instead.", show_default=False
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Date records too that are dated to the day already.")
    ] = False,
) -> None:
    """Date records that were read without a date of publication; no report is read again.

    \b
    Example:
      onrecord date records.jsonl --published 2024-10-27 > dated.jsonl
    """
    from onrecord.show.dating import write_dated

    count = write_dated(source, published, out, everything=everything)
    typer.echo(f"onrecord: {count} dated", err=True)


@app.command()
def train(
    what: Annotated[
        Learned, typer.Argument(metavar="WHAT", help="What to learn: attribution or events.")
    ],
    data: Annotated[
        list[Path],
        typer.Option(
            "--data",
            metavar="DIR_OR_FILE",
            help="Gold to learn from; may be given several times.",
            show_default=False,
        ),
    ],
    test: Annotated[
        list[Path] | None,
        typer.Option(
            "--test",
            metavar="DIR_OR_FILE",
            help="Attribution: gold that is only measured, never learned from.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Where to write the weights, and FILE.summary.json beside them.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Learn weights from gold of your own, and say what they reach.

    \b
    Example:
      onrecord train attribution --data gold.jsonl --out my_weights.json
    """
    from onrecord.show.training import train_attribution, train_events

    if what is Learned.attribution:
        train_attribution(data, test or [], out or Path("attribution_weights.json"))
    else:
        train_events(data, out or Path("event_weights.tsv"))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record (onrecord/1).

    \b
    Example:
      onrecord schema > onrecord-1.schema.json
    """
    import json

    from onrecord.show import contract

    typer.echo(json.dumps(contract.schema(), indent=2, ensure_ascii=False))


@app.command()
def doctor() -> None:
    """Check that everything is in place, and say what to do where it is not.

    \b
    Example:
      onrecord doctor
    """
    from onrecord.show.health import report_health

    raise typer.Exit(ALL_READ if report_health() else SOME_NOT_READ)


actors_app = typer.Typer(rich_markup_mode=None)
app.add_typer(actors_app, name="actors")


@actors_app.command()
def suggest(
    sources: Sources,
    format: Annotated[
        TableFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="terminal (on a screen), or tsv: a table to be edited and used as --actors.",
            show_default=False,
        ),
    ] = None,
    least: Annotated[
        int, typer.Option("--least", metavar="N", min=1, help="Mentions that an actor must have.")
    ] = 3,
    published: Published = None,
    actors: Actors = None,
) -> None:
    """List frequent actors that no table knows, with counts, contexts and a guess at the kind.

    \b
    Examples:
      onrecord actors suggest reports/
      onrecord actors suggest reports/ --format tsv > actors.tsv
    """
    from onrecord.show.actors import write_suggestions
    from onrecord.show.reading_run import Run

    run = Run(published=published, quiet=True)
    screen = format is TableFormat.terminal or (format is None and sys.stdout.isatty())
    write_suggestions(run.all(sources), least=least, as_table=not screen)
    raise typer.Exit(run.code())


adding_commands.register(app)
asking_commands.register(app, actors_app)
judging_commands.register(app)
upkeep_commands.register(app)
exporting_commands.register(app)
linking_commands.register(app)
serving_commands.register(app)


def chosen(format: Format | None, out: Path | None) -> Format:
    """The format asked for, else the one that the file's ending names, else by where it goes."""
    if format:
        return format
    ending = out.suffix.lstrip(".").lower() if out else ""
    if ending in set(Format):
        return Format(ending)
    if ending == "htm":
        return Format.html
    return Format.terminal if out is None and sys.stdout.isatty() else Format.jsonl

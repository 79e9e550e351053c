"""The commands that fill a ledger: add, reread, migrate."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.show.ledger_option import DEFAULT, LedgerFile
from onrecord.show.options import Actors, MaxSize, Published, Sources

if TYPE_CHECKING:
    from onrecord.intake import Kind


class LineFormat(StrEnum):
    """How reports that reached the disk are told."""

    none = "none"
    jsonl = "jsonl"


Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Processes that read; by default one for each processor. Each takes 0.5 GB.",
        show_default=False,
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="KIND",
        help="What the sources are, where it cannot be told by looking: text, page, json, jsonl, "
        "pdf, mail, mbox, warc, feed, sitemap, zip or tar.",
        show_default=False,
    ),
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Who published them all.", show_default=False),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Leave out reports in other languages (en); may be given several times.",
        show_default=False,
    ),
]
Delay = Annotated[
    float,
    typer.Option("--delay", metavar="SECONDS", min=0.0, help="Between two requests to one site."),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="ADDRESS",
        help="Where a site can ask who reads it: a web or mail address, sent with each request.",
        envvar="ONRECORD_CONTACT",
        show_envvar=True,
        show_default=False,
    ),
]
Private = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from this machine and private networks too."),
]
Told = Annotated[
    LineFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="jsonl: a line for each report once it is on the disk (the default where standard "
        "output is no screen); none.",
        show_default=False,
    ),
]
NoLink = Annotated[
    bool,
    typer.Option("--no-link", help="Leave it to onrecord link to put reports into their stories."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]


def register(app: typer.Typer) -> None:
    """Give the program these commands."""
    for command in (add, watch, reread, migrate):
        app.command()(command)
    app.command("import")(import_)


def add(
    sources: Sources,
    ledger: LedgerFile = DEFAULT,
    published: Published = None,
    kind: As = None,
    outlet: Outlet = None,
    languages: Languages = None,
    actors: Actors = None,
    jobs: Jobs = None,
    delay: Delay = 1.0,
    contact: Contact = None,
    private: Private = False,
    max_size: MaxSize = 5_000_000,
    no_link: NoLink = False,
    format: Told = None,
    quiet: Quiet = False,
) -> None:
    """Read reports into a ledger; what it has already is not read again.

    Stopped at any point, the same command goes on where it was.

    \b
    Examples:
      onrecord add reports/ --ledger kursk.db
      onrecord add "archive/*.warc.gz" --jobs 4 --language en
      onrecord add https://news.example.org/feed.xml --contact desk@example.org
      onrecord add reports.jsonl.zst --format jsonl > added.jsonl

    \b
    Exit codes:
      0  all is in the ledger
      1  some source could not be read, others were
      2  wrong use: an unknown option, a file that is no ledger
      3  nothing was read
    """
    from onrecord.intake import Manners
    from onrecord.show.adding import Wish, add_sources

    wish = Wish(
        published=published,
        kind=_kind(kind),
        languages=tuple(languages or ()),
        outlet=outlet,
        max_size=max_size,
        manners=Manners(contact=contact, delay=delay, private=private),
        actors=actors,
        jobs=jobs,
        links=not no_link,
        lines=_lines(format),
        quiet=quiet,
    )
    raise typer.Exit(add_sources(sources, ledger, wish))


def watch(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.toml", help="The feeds to watch.", show_default=False)
    ],
    ledger: LedgerFile = DEFAULT,
    actors: Actors = None,
    delay: Delay = 1.0,
    contact: Contact = None,
    private: Private = False,
    once: Annotated[
        bool, typer.Option("--once", help="Look once at the feeds that are due, then end.")
    ] = False,
    no_link: NoLink = False,
    format: Told = None,
    quiet: Quiet = False,
) -> None:
    """Watch feeds: read what is new in them, each at its own pace, until stopped (Ctrl-C).

    A feed that fails is asked less and less often. Stopped and begun again, it goes on with the
    same schedule.

    \b
    Examples:
      onrecord watch feeds.toml --ledger kursk.db --contact desk@example.org
      onrecord watch feeds.toml --once

    \b
    The file:
      [[feed]]
      name = "Gazette"
      address = "https://gazette.example/world.xml"
      every = "15m"
    """
    from onrecord.intake import Manners
    from onrecord.show.adding import Wish
    from onrecord.show.watching import watch_feeds

    manners = Manners(contact=contact, delay=delay, private=private)
    lines = _lines(format)
    wish = Wish(actors=actors, manners=manners, links=not no_link, lines=lines, quiet=quiet)
    raise typer.Exit(watch_feeds(file, ledger, wish, once=once))


def reread(
    ledger: LedgerFile = DEFAULT,
    actors: Actors = None,
    jobs: Jobs = None,
    every: Annotated[
        bool, typer.Option("--all", help="Read older versions of reports again too.")
    ] = False,
    no_link: NoLink = False,
    format: Told = None,
    quiet: Quiet = False,
) -> None:
    """Read what is in the ledger again, where an older onrecord or other knowledge read it.

    The older readings stay: onrecord compare shows what changed. Judgements stand over the new
    readings too.

    \b
    Examples:
      onrecord reread --ledger kursk.db
      onrecord reread --ledger kursk.db --actors my_actors.tsv
    """
    from onrecord.show.adding import Wish, read_again

    lines = _lines(format)
    wish = Wish(actors=actors, jobs=jobs, links=not no_link, lines=lines, quiet=quiet)
    raise typer.Exit(read_again(ledger, wish, every=every))


def migrate(ledger: LedgerFile = DEFAULT) -> None:
    """Bring the tables of a ledger up to date; a backup is kept beside it.

    \b
    Example:
      onrecord migrate --ledger kursk.db
    """
    from onrecord.show.adding import bring_up_to_date

    typer.echo(bring_up_to_date(ledger))


def import_(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            help="Records as JSON Lines (also .gz), or the folder of a dumped ledger.",
            show_default=False,
        ),
    ],
    ledger: LedgerFile = DEFAULT,
    no_link: NoLink = False,
    format: Told = None,
    quiet: Quiet = False,
) -> None:
    """Put records that were read elsewhere, or a whole dumped ledger, into a ledger.

    Records are added to what is there. A dump (onrecord export tables-jsonl) makes a new ledger
    with the same rows.

    \b
    Examples:
      onrecord import records.jsonl --ledger kursk.db
      onrecord import dump/ --ledger copy.db
    """
    from onrecord.show.adding import import_dump, import_file

    if source.is_dir():
        told = import_dump(source, ledger, links=not no_link, quiet=quiet)
        typer.echo(f"onrecord: {told}", err=True)
        return
    lines = _lines(format)
    raise typer.Exit(import_file(source, ledger, links=not no_link, lines=lines, quiet=quiet))


def _lines(format: LineFormat | None) -> bool:
    return format is LineFormat.jsonl or (format is None and not sys.stdout.isatty())


def _kind(name: str | None) -> "Kind | None":
    """A kind of source by its name. Raises BadParameter for what is none."""
    from onrecord.intake import KINDS

    if name is None or name in KINDS:
        return name
    raise typer.BadParameter(f"{name!r} is no kind of source. Kinds are: {', '.join(KINDS)}.")

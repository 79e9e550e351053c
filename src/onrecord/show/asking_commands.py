"""The commands that ask a ledger. Their filters are those of `onrecord.ledger.asking_filters`."""

import inspect
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.show.ledger_option import DEFAULT, LedgerFile


class AskFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    parquet = "parquet"


class Step(StrEnum):
    """How long one bar of a plot is."""

    day = "day"
    month = "month"
    year = "year"


Format = Annotated[
    AskFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="How to write: by default a table on a screen, jsonl elsewhere.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write there instead.", show_default=False),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="KEY,KEY", help="Count in groups: type, month …", show_default=False
    ),
]
Sort = Annotated[
    str | None,
    typer.Option("--sort", metavar="KEY", help="Sort by it; -KEY downwards.", show_default=False),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", metavar="N", min=0, help="At most so many; on a screen 50.", show_default=False
    ),
]
Offset = Annotated[int, typer.Option("--offset", metavar="N", min=0, help="Leave out the first N.")]
Count = Annotated[bool, typer.Option("--count", help="Print only how many there are.")]
Chart = Annotated[bool, typer.Option("--chart", help="With --by: bars in the terminal.")]
Untyped = Annotated[bool, typer.Option("--all", help="Events of no PLOVER type too.")]
COMMON: dict[str, tuple[Any, Any]] = {
    "ledger": (LedgerFile, DEFAULT),
    "by": (By, None),
    "sort": (Sort, None),
    "limit": (Limit, None),
    "offset": (Offset, 0),
    "count": (Count, False),
    "chart": (Chart, False),
    "format": (Format, None),
    "out": (Out, None),
}
EXAMPLES = {
    "reports": (
        "List the reports that stand.",
        "onrecord reports --outlet Reuters --since 2024-10",
        "onrecord reports --by month --chart",
    ),
    "events": (
        "List events of a PLOVER type: who did what to whom, when, how sure, on whose word.",
        "onrecord events --acting PRK --recipient RUS --status ahead",
        "onrecord events --type ASSAULT --since 2024-10 --by actor-country,recipient-country,month",
    ),
    "attributions": (
        "List who is said to say what.",
        'onrecord attributions --actor "Ada Quill" --act deny',
        "onrecord attributions --kind unnamed-official --by outlet,month",
    ),
    "figures": (
        "List quantities.",
        "onrecord figures --casualty killed --sort -low",
        "onrecord figures --by kind",
    ),
    "timexes": (
        "List expressions of time.",
        "onrecord timexes --type DURATION",
        "onrecord timexes --by grain",
    ),
    "timeline": (
        "List events and statements together, in the order of their days.",
        "onrecord timeline --actor Quill --since 2024-10",
        "onrecord timeline --words soldiers --limit 20",
    ),
    "actors": (
        "List actors across reports: how often they act, are acted on, and speak.",
        "onrecord actors --country PRK --kind person",
        "onrecord actors --actor Quill",
    ),
    "search": (
        "Search the text of reports: words, \"phrases\", word*, AND, OR, NOT, NEAR(one two, 5).",
        "onrecord search '\"troops\" OR soldiers'",
        "onrecord search strike --by month --chart",
    ),
}  # fmt: skip


def register(app: typer.Typer, actors: typer.Typer) -> None:
    """Give the program these commands; `actors` is the group that has `suggest`."""
    for name in ("reports", "events", "attributions", "figures", "timexes", "timeline"):
        app.command(name)(_asking(name))
    actors.callback(invoke_without_command=True)(_asking("actors"))
    app.command("search")(_asking("search"))
    app.command("sql")(sql)
    plots = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(plots, name="plot", help="Draw what stands, as SVG or PNG.")
    for name in ("timeline", "dyad", "stance"):
        plots.command(name)(_plotting(name))


def _filters(name: str) -> dict[str, tuple[Any, Any]]:
    """The options of the filters of a list, by their names in Python."""
    from onrecord.ledger.asking_filters import filters_of

    if name == "timeline":
        entries = filters_of("attributions") | filters_of("events")
    else:
        entries = filters_of("reports" if name == "search" else name)
    found = {}
    for entry in entries.values():
        if name == "search" and entry.name == "words":
            continue
        option = typer.Option(
            f"--{entry.name.replace('_', '-')}",
            metavar=entry.metavar,
            help=entry.help,
            show_default=False,
        )
        found[entry.name] = (Annotated[str | None, option], None)
    return found


def _command(run: Callable[..., None], options: dict[str, tuple[Any, Any]], help: str) -> Any:
    """A function with a parameter for each option, as typer reads commands."""
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
            )
            if default is not inspect.Parameter.empty
            else inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind)
            for name, (kind, default) in options.items()
        ]
    )
    run.__annotations__ = {name: kind for name, (kind, _) in options.items()}
    run.__doc__ = help
    return run


def _help(what: str, examples: tuple[str, ...]) -> str:
    return "\n".join((what, "", "\b", "Examples:", *(f"  {line}" for line in examples)))


def _asking(name: str) -> Any:
    what, *examples = EXAMPLES[name]
    options = COMMON | _filters(name)
    if name == "events":
        options = options | {"untyped": (Untyped, False)}
    if name == "timeline":
        options = {key: own for key, own in options.items() if key not in ("by", "chart")}
    if name == "actors":
        options = {"context": (typer.Context, inspect.Parameter.empty)} | {
            key: own for key, own in options.items() if key not in ("by", "chart")
        }
    if name == "search":
        words = Annotated[
            str, typer.Argument(metavar="WORDS", help="What to search for.", show_default=False)
        ]
        options = {"query": (words, inspect.Parameter.empty)} | options

    def run(**given: Any) -> None:
        context = given.pop("context", None)
        if context is not None and context.invoked_subcommand:
            return
        from onrecord.show.asking import answer

        answer(name, **given)

    return _command(run, options, _help(what, tuple(examples)))


def sql(
    statement: Annotated[
        str | None,
        typer.Argument(metavar="SELECT", help="One statement that reads.", show_default=False),
    ] = None,
    ledger: LedgerFile = DEFAULT,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the tables and views instead.")
    ] = False,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="N", min=0, help="Longest time it may take.")
    ] = 60,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help="Most rows it may give.")
    ] = 1_000_000,
    format: Format = None,
    out: Out = None,
) -> None:
    """Put one SELECT to a ledger. It cannot write; the views `standing_…` hold what stands.

    \b
    Examples:
      onrecord sql "SELECT status, count(*) AS n FROM standing_events GROUP BY status"
      onrecord sql --schema
    """
    from onrecord.show.asking import run_sql

    run_sql(statement, ledger, schema=schema, seconds=seconds, most=most, format=format, out=out)


PLOTS = {
    "timeline": ("Draw how many events there are over time, by type, status or quad class.",
                 "onrecord plot timeline --since 2024 --out events.svg"),
    "dyad": ("Draw what two countries do to each other over time: how much, and its mean score.",
             "onrecord plot dyad PRK RUS --out dyad.svg"),
    "stance": ("Draw what a source does by its statements over time: asserts, denies, threatens.",
               "onrecord plot stance --actor Quill --out stance.png"),
}  # fmt: skip


def _plotting(name: str) -> Any:
    what, *examples = PLOTS[name]
    table = "attributions" if name == "stance" else "events"
    file = Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="A name that ends in .svg or .png."),
    ]
    step = Annotated[Step, typer.Option("--step", help="How long one step of time is.")]
    options: dict[str, tuple[Any, Any]] = {
        "ledger": (LedgerFile, DEFAULT),
        "out": (file, Path(f"{name}.svg")),
        "step": (step, Step.month),
    }
    if name == "timeline":
        by = Annotated[str, typer.Option("--by", metavar="KEY", help="type, status or quad.")]
        options["by"] = (by, "quad")
    if name == "dyad":
        countries = {"one": "A country.", "other": "Another."}
        needed = {
            key: (
                Annotated[str, typer.Argument(metavar="COUNTRY", help=help, show_default=False)],
                inspect.Parameter.empty,
            )
            for key, help in countries.items()
        }
        options = needed | options
    sides = ("acting", "recipient", "country") if name == "dyad" else ()
    narrowing = {key: own for key, own in _filters(table).items() if key not in sides}

    def run(**given: Any) -> None:
        from onrecord.show.plotting import plot

        plot(name, **given)

    return _command(run, options | narrowing, _help(what, tuple(examples)))

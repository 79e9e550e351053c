"""The commands by which people correct what the machine read, and make gold of it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.show.judging_output import RowFormat
from onrecord.show.ledger_option import DEFAULT, LedgerFile


class GoldTask(StrEnum):
    """What gold is for."""

    attribution = "attribution"
    time = "time"
    events = "events"
    status = "status"


class GoldFormat(StrEnum):
    """How gold is written."""

    jsonl = "jsonl"
    tsv = "tsv"


By = Annotated[
    str | None,
    typer.Option(
        "--by",
        envvar="ONRECORD_AUTHOR",
        metavar="NAME",
        help="Who judges.",
        show_default=False,
        show_envvar=True,
    ),
]
Why = Annotated[
    str | None,
    typer.Option("--why", metavar="TEXT", help="The reason, for whoever asks later."),
]
Rows = Annotated[
    RowFormat | None,
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


def register(app: typer.Typer) -> None:
    """Give the program these commands."""
    for command in (judge, merge, split, undo, judgements, gold):
        app.command()(command)


def judge(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ID... VERDICT [KEY=VALUE]...",
            help="Facts; accept, reject, set, link or unlink; what is set. Or - for JSON Lines.",
            show_default=False,
        ),
    ],
    ledger: LedgerFile = DEFAULT,
    by: By = None,
    why: Why = None,
) -> None:
    """Judge facts: your word stands over the machine's, and survives that it reads again.

    Accept a whole report by its id, where all that stands of it is right and complete. unlink takes
    a statement out of its claim, link puts it into that of another.

    \b
    Examples:
      onrecord judge k3vq7xw2m5ta.S88-92 unlink --by ann
      onrecord judge k3vq7xw2m5ta.S88-92 link into=p6dqa2wnu4se.S310-314 --by ann
      onrecord judge k3vq7xw2m5ta.E1204-1212 accept --by ann
      onrecord judge k3vq7xw2m5ta.S88-92 reject --by ann --why "no one is quoted"
      onrecord judge k3vq7xw2m5ta.E1204-1212 set status=denied actors=A3,country:PRK --by ann
      onrecord judge - --by ann < judgements.jsonl
    """
    from onrecord.show.judging import judge

    judge(words, ledger, by, why)


def merge(
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY KEY...",
            help="Keys of actors, or ids of actors of one report; the first stands for all.",
            show_default=False,
        ),
    ],
    ledger: LedgerFile = DEFAULT,
    by: By = None,
    why: Why = None,
) -> None:
    """Take several actors for one: across reports by their keys, or within a report by their ids.

    \b
    Examples:
      onrecord merge "person:ada quill" "person:a. quill" --by ann
      onrecord merge k3vq7xw2m5ta.A0-9 k3vq7xw2m5ta.A210-218 --by ann
    """
    from onrecord.show.judging import merge

    merge(keys, ledger, by, why)


def split(
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY...",
            help="Keys that were merged, or ids of actors of one report.",
            show_default=False,
        ),
    ],
    ledger: LedgerFile = DEFAULT,
    by: By = None,
    why: Why = None,
) -> None:
    """Part actors again, or part one report's actor from its namesakes in others.

    \b
    Examples:
      onrecord split "person:a. quill" --by ann
      onrecord split k3vq7xw2m5ta.A210-218 --by ann --why "another man of that name"
    """
    from onrecord.show.judging import split

    split(keys, ledger, by, why)


def undo(
    numbers: Annotated[
        list[int],
        typer.Argument(metavar="N...", help="Numbers of judgements.", show_default=False),
    ],
    ledger: LedgerFile = DEFAULT,
    by: By = None,
    why: Why = None,
) -> None:
    """Take back judgements: what held before holds again. An undo can be undone.

    \b
    Example:
      onrecord undo 17 --by ann
    """
    from onrecord.show.judging import undo

    undo(numbers, ledger, by, why)


def judgements(
    ledger: LedgerFile = DEFAULT,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Only those of one person.")
    ] = None,
    verdict: Annotated[
        str | None,
        typer.Option("--verdict", metavar="WORD", help="Only accept, reject, set, merge, …"),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--of", metavar="ID", help="Only those over a report, a fact or a key."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only those from that day on.")
    ] = None,
    adrift: Annotated[
        bool, typer.Option("--adrift", help="Those whose fact is not in what stands now.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Those too that were undone.")] = False,
    format: Rows = None,
    out: Out = None,
) -> None:
    """List judgements that hold, in the order in which they were made.

    \b
    Examples:
      onrecord judgements --ledger kursk.db
      onrecord judgements --by ann --verdict set --since 2024-10-27
      onrecord judgements --adrift
    """
    from onrecord.show.judging import list_judgements

    list_judgements(
        ledger,
        filters={"by": by, "verdict": verdict, "target": target, "since": since},
        adrift=adrift,
        undone_too=everything,
        format=format,
        out=out,
    )


def gold(
    task: Annotated[
        GoldTask,
        typer.Argument(metavar="TASK", help="What it is for: attribution, time, events or status."),
    ],
    ledger: LedgerFile = DEFAULT,
    whole: Annotated[
        bool, typer.Option("--whole", help="Only reports that were accepted as a whole.")
    ] = False,
    format: Annotated[
        GoldFormat,
        typer.Option("--format", "-f", help="jsonl, or for events tsv, to be learned from."),
    ] = GoldFormat.jsonl,
    out: Out = None,
) -> None:
    """Write judged facts as gold, to measure onrecord on them or to teach it.

    \b
    Examples:
      onrecord gold attribution --out gold.jsonl
      onrecord gold events --format tsv --out events/own.tsv
    """
    from onrecord.show.judging import write_gold

    if format is GoldFormat.tsv and task is not GoldTask.events:
        raise typer.BadParameter("tsv is for events only.")
    write_gold(task.value, ledger, whole=whole, table=format is GoldFormat.tsv, out=out)

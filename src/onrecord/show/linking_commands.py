"""The commands that show what reports have in common: stories, claims, origins, stances."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.show.asking_commands import Count, Format, Limit, Offset, Out, Sort
from onrecord.show.ledger_option import DEFAULT, LedgerFile


class TellFormat(StrEnum):
    """How one story, claim or stance is written."""

    text = "text"
    json = "json"


class GraphFormat(StrEnum):
    """How a graph of origins is written."""

    text = "text"
    json = "json"
    dot = "dot"
    mermaid = "mermaid"


Text = Annotated[str | None, typer.Option(show_default=False)]
Tell = Annotated[
    TellFormat | None,
    typer.Option("--format", "-f", help="How to write: text, or json.", show_default=False),
]
Story = Annotated[
    str | None,
    typer.Option("--story", metavar="ID", help="Of the story of this report.", show_default=False),
]
Actor = Annotated[
    str | None,
    typer.Option("--actor", metavar="WHO", help="Stories that name them.", show_default=False),
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Stories that it tells.", show_default=False),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="With a report from then on.", show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="With a report up to then.", show_default=False),
]
Words = Annotated[
    str | None,
    typer.Option("--words", metavar="WORDS", help="Full text in a report.", show_default=False),
]
About = Annotated[
    str | None,
    typer.Option("--about", metavar="WORDS", help="Words of what is said.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Give the program these commands."""
    for command in (
        link, stories, story, claims, claim, origins, contradictions, stance, reliability,
    ):  # fmt: skip
        app.command()(command)


def link(
    ledger: LedgerFile = DEFAULT,
    every: Annotated[
        bool, typer.Option("--all", help="Link everything anew, from nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Put reports that came or changed into their stories. add, import and watch do it themselves.

    Interrupted, it goes on where it was. The result is the same for any order of arrival.

    \b
    Examples:
      onrecord link --ledger kursk.db
      onrecord link --all
    """
    from onrecord.show.linking import link

    link(ledger, every=every, quiet=quiet)


def stories(
    ledger: LedgerFile = DEFAULT,
    words: Words = None,
    actor: Actor = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_reports: Annotated[
        int | None,
        typer.Option("--min-reports", metavar="N", help="At least so many.", show_default=False),
    ] = None,
    sort: Sort = None,
    limit: Limit = None,
    offset: Offset = 0,
    count: Count = False,
    format: Format = None,
    out: Out = None,
) -> None:
    """List stories: reports about one thing, the newest first.

    \b
    Examples:
      onrecord stories --since 2024-10 --min-reports 5
      onrecord stories --words strike --sort -contradictions
    """
    from onrecord.show.linking import listed

    listed(
        "stories", ledger, words=words, actor=actor, outlet=outlet, since=since, until=until,
        min_reports=min_reports, sort=sort, limit=limit, offset=offset, count=count,
        format=format, out=out,
    )  # fmt: skip


def story(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of a story, a report or a fact.")],
    ledger: LedgerFile = DEFAULT,
    format: Tell = None,
) -> None:
    """Tell one story: its reports with copies folded, events, claims, contradictions, stances.

    \b
    Examples:
      onrecord story k3vq7xw2m5ta
      onrecord story k3vq7xw2m5ta --format json
    """
    from onrecord.show.linking import tell_story

    tell_story(id, ledger, format)


def claims(
    ledger: LedgerFile = DEFAULT,
    about: About = None,
    story: Story = None,
    words: Words = None,
    actor: Actor = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_low: Annotated[
        int | None,
        typer.Option(
            "--min-low", metavar="N", help="At least N separate origins.", show_default=False
        ),
    ] = None,
    max_low: Annotated[
        int | None,
        typer.Option("--max-low", metavar="N", help="N of them at most.", show_default=False),
    ] = None,
    min_said: Annotated[
        int, typer.Option("--min-said", metavar="N", help="At least N statements, or denied.")
    ] = 2,
    contradicted: Annotated[bool, typer.Option("--contradicted", help="Denied ones only.")] = False,
    sort: Sort = None,
    limit: Limit = None,
    offset: Offset = 0,
    count: Count = False,
    format: Format = None,
    out: Out = None,
) -> None:
    """List claims: what several statements say, with the bounds of their independent origins.

    \b
    Examples:
      onrecord claims --about troops --max-low 1
      onrecord claims --contradicted --sort -against
    """
    from onrecord.show.linking import listed

    listed(
        "claims", ledger, about=about, story=story, words=words, actor=actor, outlet=outlet,
        since=since, until=until, min_low=min_low, max_low=max_low, min_said=min_said,
        contradicted=contradicted, sort=sort, limit=limit, offset=offset, count=count,
        format=format, out=out,
    )  # fmt: skip


def claim(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of a statement that makes it.")],
    ledger: LedgerFile = DEFAULT,
    format: Tell = None,
) -> None:
    """Tell one claim: who says it, on whose word, how many independent origins, who denies it.

    \b
    Examples:
      onrecord claim k3vq7xw2m5ta.S1204-1212
      onrecord claim k3vq7xw2m5ta.S1204-1212 --format json
    """
    from onrecord.show.linking import tell_claim

    tell_claim(id, ledger, format)


def origins(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of a statement.")],
    ledger: LedgerFile = DEFAULT,
    format: Annotated[
        GraphFormat | None,
        typer.Option("--format", "-f", help="text, json, dot or mermaid.", show_default=False),
    ] = None,
) -> None:
    """Draw where a claim comes from: claim <- origin <- relay <- report.

    \b
    Examples:
      onrecord origins k3vq7xw2m5ta.S1204-1212
      onrecord origins k3vq7xw2m5ta.S1204-1212 --format dot | dot -Tsvg > origins.svg
    """
    from onrecord.show.linking import tell_origins

    tell_origins(id, ledger, format)


def contradictions(
    ledger: LedgerFile = DEFAULT,
    story: Story = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help="figure, status, act, place, date.", show_default=False
        ),
    ] = None,
    words: Words = None,
    actor: Actor = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    sort: Sort = None,
    limit: Limit = None,
    offset: Offset = 0,
    count: Count = False,
    format: Format = None,
    out: Out = None,
) -> None:
    """List statements that cannot both hold, with the reason.

    \b
    Examples:
      onrecord contradictions --kind figure
      onrecord contradictions --story k3vq7xw2m5ta --format jsonl
    """
    from onrecord.show.linking import listed

    listed(
        "contradictions", ledger, story=story, kind=kind, words=words, actor=actor, outlet=outlet,
        since=since, until=until, sort=sort, limit=limit, offset=offset, count=count,
        format=format, out=out,
    )  # fmt: skip


def stance(
    source: Annotated[str, typer.Argument(metavar="ACTOR", help="Part of a source's name.")],
    about: About = None,
    ledger: LedgerFile = DEFAULT,
    format: Tell = None,
) -> None:
    """Show what a source said of one matter through time, and whether it changed its side.

    \b
    Examples:
      onrecord stance Quill --about prisoners
      onrecord stance "Foreign Ministry" --format json
    """
    from onrecord.show.linking import tell_stance

    tell_stance(source, about, ledger, format)


def reliability(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="An origin by name.", show_default=False)
    ] = None,
    grade: Annotated[
        str | None,
        typer.Argument(metavar="A..F", help="A (reliable) to F; - takes back.", show_default=False),
    ] = None,
    ledger: LedgerFile = DEFAULT,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who says so.", show_default=False)
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="Reason.", show_default=False)
    ] = None,
    format: Format = None,
    out: Out = None,
) -> None:
    """Say how reliable you hold a source to be (NATO Admiralty, A to F), or list what you said.

    onrecord never proposes these grades. claim shows them beside the origins.

    \b
    Examples:
      onrecord reliability "Continental Wire" B --by ann
      onrecord reliability
    """
    from onrecord.show.linking import grade_source, list_grades

    if source is None:
        list_grades(ledger, format, out)
    else:
        grade_source(source, grade, ledger, by, why)

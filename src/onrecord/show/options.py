"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer


def day(published: str | None) -> str | None:
    """Refuse a date that is none before anything is read."""
    from onrecord.intake.dates import iso_date

    if published and iso_date(published) is None:
        raise typer.BadParameter(
            f"{published!r} is no date that can be read. Give it as YYYY-MM-DD, such as 2024-10-27."
        )
    return published


def own_actors(path: Path | None) -> Path | None:
    """Take the user's table of actors into use; a wrong one is refused before anything is read."""
    from onrecord.knowledge.own import use_actors

    use_actors(path)
    return path


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Files (text, HTML, PDF, mail, archives …), folders, addresses, or - for input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        callback=day,
        metavar="DATE",
        help="Day of publication (2024-10-27) of reports that do not bring one as JSON.",
        show_default=False,
    ),
]
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        callback=own_actors,
        envvar="ONRECORD_ACTORS",
        metavar="FILE",
        help="Your own actors: a TSV table that is used beside the shipped ones.",
        show_default=False,
        show_envvar=True,
    ),
]
MaxSize = Annotated[
    int,
    typer.Option(
        "--max-size", metavar="N", min=1, help="Longest text of one report, in characters."
    ),
]

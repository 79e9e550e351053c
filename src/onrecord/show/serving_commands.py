"""The command that serves a ledger to a browser."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.show.ledger_option import DEFAULT, LedgerFile


def register(app: typer.Typer) -> None:
    """Give the program this command."""
    app.command()(serve)


def serve(
    ledger: LedgerFile = DEFAULT,
    port: Annotated[
        int,
        typer.Option("--port", "-p", metavar="N", min=0, max=65535, help="0 takes a free one."),
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="NAME", help="Where to listen; another needs --allow-remote."
        ),
    ] = "127.0.0.1",
    remote: Annotated[
        bool,
        typer.Option(
            "--allow-remote",
            help="Listen where other machines reach it. There is no password: whoever does may "
            "read all and, without --read-only, judge and add.",
        ),
    ] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="No judging and no adding of reports.")
    ] = False,
    author: Annotated[
        str | None,
        typer.Option(
            "--author",
            envvar="ONRECORD_AUTHOR",
            metavar="NAME",
            help="Who judges; without it each browser is asked once.",
            show_default=False,
            show_envvar=True,
        ),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open it in the browser of this machine.")
    ] = False,
) -> None:
    """Serve a ledger to a browser: search, read, correct and export it; JSON under /api.

    It listens on this machine only. Stop it with Ctrl-C.

    \b
    Examples:
      onrecord serve --ledger kursk.db
      onrecord serve --ledger kursk.db --port 0 --open
      onrecord serve --ledger kursk.db --read-only
    """
    from onrecord.show.web.serving import Serving, serve

    serve(
        Serving(
            ledger=Path(ledger),
            host=host,
            port=port,
            remote=remote,
            write=not read_only,
            author=author,
            opened=open_browser,
        )
    )

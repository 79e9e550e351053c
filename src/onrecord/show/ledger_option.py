"""The option that every command over a ledger takes."""

from pathlib import Path
from typing import Annotated

import typer

LedgerFile = Annotated[
    Path,
    typer.Option(
        "--ledger",
        "-l",
        envvar="ONRECORD_LEDGER",
        metavar="FILE",
        help="The ledger.",
        show_envvar=True,
    ),
]
DEFAULT = Path("onrecord.db")

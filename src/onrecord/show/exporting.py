"""A ledger taken elsewhere: one form, one moment, one file or folder."""

import sys
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger.face import Ledger
from onrecord.ledger.store import Store, open_store
from onrecord.show.exports.catalogue import Form, Wish, check, form
from onrecord.show.exports.standing import Filters


def export(
    ledger: Ledger | str | Path,
    format: str,
    out: str | Path,
    *,
    fold_status: bool = False,
    limit: int | None = None,
    address: str | None = None,
    **filters: Any,
) -> int:
    """Write what stands in a ledger to a file or folder; returns how much it was.

        >>> onrecord.export("kursk.db", "parquet", "kursk", published_since="2024-10")
        >>> onrecord.export(ledger, "plover", "events.jsonl", country="PRK", confidence=0.5)

    The forms and filters are those of the command line (docs/exports.md). Raises UsageError for a
    form, filter or value that is none, LedgerError for a file that is no ledger.
    """
    known = Filters.__struct_fields__
    for name in filters:
        if name not in known:
            raise UsageError(f"{name!r} is no filter of exports. Allowed: {', '.join(known)}.")
    wish = Wish(filters=Filters(**filters), fold_status=fold_status, limit=limit, address=address)
    if isinstance(ledger, Ledger):
        return written(ledger.store, form(format), Path(out), wish)
    store = open_store(Path(ledger))
    try:
        return written(store, form(format), Path(out), wish)
    finally:
        store.close()


def written(store: Store, form: Form, out: Path, wish: Wish) -> int:
    """Write a form as the ledger stands at one moment; returns how much it was."""
    check(form, wish)
    if form.out == "file" and out.is_dir():
        raise UsageError(f"{out} is a folder, and {form.name} is one file. Name a file.")
    if form.takes == "none":
        return form.write(store, out, wish)  # it takes the moment itself
    store.run("BEGIN")
    try:
        return form.write(store, out, wish)
    finally:
        store.run("ROLLBACK")


def export_to(ledger: Path, format: str, out: Path, wish: Wish, *, quiet: bool) -> None:
    """Write a form, and say what was written."""
    chosen = form(format)
    store = open_store(ledger)
    try:
        number = written(store, chosen, out, wish)
    finally:
        store.close()
    if not quiet:
        print(f"onrecord: {number:,} {chosen.counts} in {out}", file=sys.stderr)

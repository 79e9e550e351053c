"""Write docs/ledger.md from the comments of the migrations, and the tables of docs/asking.md.

usage: python tools/build_ledger_docs.py
"""

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.ledger.asking_filters import ALL
from onrecord.ledger.asking_groups import GROUPS
from onrecord.ledger.asking_sql import Table, schema
from onrecord.ledger.asking_tables import LISTS

DOCS = Path(__file__).resolve().parent.parent / "docs"
OPENING = """# The ledger's tables and views

A ledger is one SQLite file. `onrecord sql --schema` prints what stands here, `onrecord sql
"SELECT …"` reads it, and so does any other program for SQLite (3.38 or newer), datasette among
them. Only onrecord may write it. How to ask without SQL: [asking.md](asking.md).

- Rows of readings are added and never changed. What is derived (`standing`, `judged`,
  `identities`, `deeds`, `statements`, and all that links reports, from `signatures` to `stances`)
  can be made again from them: `onrecord reindex`.
- Places count in characters of `versions.text`. `confidence` is in hundredths in the tables and
  from 0 to 1 in the views.
- The views hold what stands: the newest version of each report as the newest run read it, with
  the judgements of people worked in. Withdrawn reports and rejected facts are not in them.

This page is made of the comments in `src/onrecord/ledger/migrations` by
`tools/build_ledger_docs.py`.
"""


def ledger_page() -> str:
    """All of docs/ledger.md."""
    tables = schema()
    views = [table for table in tables if table.kind == "view"]
    rows = [table for table in tables if table.kind == "table"]
    parts = [OPENING, "## Views\n", *map(section, views), "## Tables\n", *map(section, rows)]
    return "\n".join(parts)


def section(table: Table) -> str:
    """What a table or view holds."""
    lines = [f"### {table.name}\n"]
    if table.words:
        lines.append(f"{table.words[0].upper()}{table.words[1:]}.\n")
    if table.columns:
        lines += ["| column | holds |", "|---|---|"]
        lines += [f"| `{column.name}` | {column.words} |" for column in table.columns]
        lines.append("")
    return "\n".join(lines)


def filter_table() -> Iterator[str]:
    """The filters, each with the lists that it narrows."""
    yield "| filter | narrows | to |"
    yield "|---|---|---|"
    for entry in ALL:
        yield f"| `{entry.name}` | {', '.join(entry.of)} | {entry.help.replace('|', ' or ')} |"


def key_table() -> Iterator[str]:
    """What lists are sorted and grouped by."""
    yield "| list | `--by` | `--sort` |"
    yield "|---|---|---|"
    for name, keys in GROUPS.items():
        sorts = ", ".join(f"`{key}`" for key in LISTS[name].orders)
        yield f"| {name} | {', '.join(f'`{key}`' for key in keys)} | {sorts} |"


def asking_page(page: str) -> str:
    """docs/asking.md with its tables made anew; the prose stays."""
    for name, lines in (("filters", filter_table()), ("keys", key_table())):
        table = "\n".join(lines)
        page = re.sub(
            rf"(<!-- {name} -->\n).*?(\n<!-- end -->)",
            lambda match, table=table: f"{match[1]}{table}{match[2]}",  # type: ignore[misc]
            page,
            flags=re.S,
        )
    return page


if __name__ == "__main__":
    (DOCS / "ledger.md").write_text(ledger_page(), encoding="utf-8")
    asking = DOCS / "asking.md"
    asking.write_text(asking_page(asking.read_text(encoding="utf-8")), encoding="utf-8")

"""Small charts in the terminal: one bar a group."""

from collections.abc import Iterable, Sequence
from typing import Any

WIDTH = 40  # columns of the longest bar
EIGHTHS = " ▏▎▍▌▋▊▉"


def write_chart(rows: Iterable[dict[str, Any]], keys: Sequence[str]) -> None:
    """Print a bar for each group, as long as its count."""
    names = [key.replace("-", "_") for key in keys]
    lines = [(" ".join(str(row[name] or "-") for name in names), row["count"]) for row in rows]
    most = max((count for _, count in lines), default=0)
    width = max((len(label) for label, _ in lines), default=0)
    for label, count in lines:
        print(f"{label:{width}}  {bar(count, most)} {count:,}")


def bar(count: int, most: int) -> str:
    """A bar in eighths of a column; what is not nothing is seen."""
    eighths = max(1, round(count / most * WIDTH * 8)) if count else 0
    return "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip()

"""The table of docs/benchmarks.md: each set's measures with the peers' figures beside them."""

import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
PEERS = HERE / "peers.toml"
SCORES, PEERS_TABLE = "scores", "peers"  # the page's two tables stand between such marks


def table(scores: dict[str, float]) -> str:
    """The scores as a Markdown table, a row a measure."""
    rows = ["| set | measure | onrecord | peers |\n", "|---|---|---|---|\n"]
    for name, value in scores.items():
        gold, _, measure = name.partition(" ")
        rows.append(f"| `{gold}` | {measure} | {value:.1f} | {_beside(gold, measure)} |\n")
    return "".join(rows)


def write(scores: dict[str, float]) -> None:
    """Put the scores and the peers' figures into the page of benchmarks."""
    page = PAGE.read_text("utf-8")
    page = between(page, SCORES, table(scores))
    PAGE.write_text(between(page, PEERS_TABLE, peers_table()), "utf-8")


def between(page: str, name: str, text: str) -> str:
    """The page with `text` between the marks of that name."""
    first, last = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, rest = page.split(first)
    _, after = rest.split(last)
    return before + first + text + last + after


def peers_table() -> str:
    """All that is known of peers, a row for each set and measure."""
    rows = ["| set | measure | peers |\n", "|---|---|---|\n"]
    for entry in tomllib.loads(PEERS.read_text("utf-8"))["peers"]:
        gold, measure = entry["set"], entry["measure"]
        rows.append(f"| `{gold}` | {measure} | {_beside(gold, measure)} |\n")
    return "".join(rows)


def _beside(gold: str, measure: str) -> str:
    """The peers' figures on this set, best last."""
    for entry in tomllib.loads(PEERS.read_text("utf-8"))["peers"]:
        if gold.startswith(entry["set"]) and entry["measure"] == measure:
            figures = sorted(entry["figures"].items(), key=lambda item: item[1])
            return " · ".join(f"{peer} {figure:.1f}" for peer, figure in figures)
    return ""

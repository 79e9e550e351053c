"""Write the figures of docs/cards/attribution.md from the summary of the shipped weights.

usage: python tools/build_attribution_card.py

The summary is what `onrecord train attribution` writes beside the weights.
"""

import json
from pathlib import Path
from typing import Any

from onrecord.train.figures import Bin, Score, reliability_lines

ROOT = Path(__file__).resolve().parent.parent
CARD = ROOT / "docs" / "cards" / "attribution.md"
DATA = ROOT / "src" / "onrecord" / "knowledge" / "data"
SUMMARY = DATA / "attribution_weights.summary.json"
MARKS = ("<!-- figures -->\n", "<!-- end of figures -->\n")


def built(page: str, summary: dict[str, Any]) -> str:
    """The page with the figures of a summary between its two marks."""
    before, rest = page.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    return before + MARKS[0] + "\n".join(_lines(summary)) + "\n" + MARKS[1] + after


def _lines(summary: dict[str, Any]) -> list[str]:
    reached = summary["out_of_fold"]
    lines = [
        f"Made from {reached['made_from']}: {reached['reports']:,} reports, "
        f"{reached['relations']:,} relations, {reached['proposed']:,} proposals; weights: "
        + ", ".join(f"{n:,} of {name}" for name, n in reached["weights"].items())
        + ".",
        "",
        "| of proposals whose cue is a gold cue, right | by the rules | as chosen |",
        "|---|---|---|",
        f"| content | {_percent(reached['contents_ruled'])} | "
        f"{_percent(reached['contents_chosen'])} (best possible "
        f"{_percent(reached['contents_best'])}) |",
        f"| source | {_percent(reached['sources_ruled'])} | "
        f"{_percent(reached['sources_chosen'])} |",
        "",
        *_measured("Out of fold", reached),
    ]
    if "test" in summary:
        lines += ["", *_measured(f"`{summary['test']['made_from']}`", summary["test"])]
    return lines


def _measured(name: str, figures: dict[str, Any]) -> list[str]:
    return [
        f"{name}: {Score(**figures['all'])}; without those inside another content: "
        f"{Score(**figures['outside'])}.",
        "",
        *reliability_lines(Bin(**b) for b in figures["reliability"]),
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def main() -> None:
    """Rewrite the card."""
    summary = json.loads(SUMMARY.read_text("utf-8"))
    CARD.write_text(built(CARD.read_text("utf-8"), summary), encoding="utf-8")


if __name__ == "__main__":
    main()

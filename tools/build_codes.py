"""Write docs/codes.md: every CAMEO code with its PLOVER type and mode, and who gives it.

usage: python tools/build_codes.py
"""

from pathlib import Path

from onrecord.knowledge.frames import reached_codes
from onrecord.knowledge.ontology import CameoCode, cameo_codes, default_cameo, modes, plover_types

PAGE = Path(__file__).resolve().parent.parent / "docs" / "codes.md"
NAMED = 3  # entries named in a row; beyond, their number

HEAD = """# Codes

From CAMEO to PLOVER and back, and which codes an event can get. Made by
`python tools/build_codes.py` from `knowledge/data/cameo.tsv`, `plover.tsv`, `plover_modes.tsv`,
`cameo_compounds.tsv` and the frames; a test holds it to them.
"""


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page."""
    codes, reached = cameo_codes(), reached_codes()
    lines = [HEAD, _count(codes, reached), *_missing(codes, reached)]
    lines += ["\n## From CAMEO to PLOVER\n"]
    lines += ["| code | name | type | mode | Goldstein | given by |", "|---|---|---|---|---|---|"]
    lines += [_row(entry, reached.get(code, ())) for code, entry in codes.items()]
    lines += ["\n## From PLOVER to CAMEO\n", "| type | mode | code |", "|---|---|---|"]
    for type in plover_types():
        lines.append(f"| `{type}` | | {default_cameo(type)} |")
        lines += [f"| `{type}` | {m.name} | {m.cameo} |" for m in modes().get(type, ())]
    return "\n".join(lines) + "\n"


def _count(codes: dict[str, CameoCode], reached: dict[str, tuple[str, ...]]) -> str:
    return f"{len(reached)} of the {len(codes)} codes can be given.\n"


def _missing(codes: dict[str, CameoCode], reached: dict[str, tuple[str, ...]]) -> list[str]:
    """The codes that no event gets yet, by reason."""
    roots = [c for c in codes if len(c) == 2 and c not in reached]
    said = [c for c in codes if codes[c].type is None and len(c) > 2 and c not in reached]
    others = [c for c in codes if c not in {*roots, *said, *reached}]
    return [
        f"- Roots, for which the code with a 0 after it stands: {', '.join(roots)}",
        f"- Mere statements, no events in PLOVER: {', '.join(said)}",
        f"- Not yet reached: {', '.join(others)}",
    ]


def _row(entry: CameoCode, givers: tuple[str, ...]) -> str:
    given = ", ".join(givers[:NAMED])
    if len(givers) > NAMED:
        given += f" and {len(givers) - NAMED} more"
    score = "" if entry.goldstein is None else f"{entry.goldstein:g}"
    kind = f"`{entry.type}`" if entry.type else ""
    return f"| {entry.code} | {entry.name} | {kind} | {entry.mode} | {score} | {given} |"


if __name__ == "__main__":
    main()

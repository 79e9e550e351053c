"""What a page prints between its headline and its first paragraph: byline and date, as a rule."""

from typing import Any

from onrecord.intake.fragment import lines_of_tree
from onrecord.intake.imprint import Imprint, imprint_of

LOOKED_THROUGH = 400  # lines of a page
MOST_LINES = 10  # between headline and text
SAME = 40  # characters of the first paragraph by which it is known


def imprint_of_head(tree: Any, title: str | None, text: str) -> Imprint:
    """The imprint of the lines below the headline; the extractor leaves many of them out."""
    lines = lines_of_tree(tree)[:LOOKED_THROUGH]
    begin = next((line[:SAME] for line in text.split("\n") if line.strip() not in {"", title}), "")
    end = next((at for at, line in enumerate(lines) if begin and line.startswith(begin)), None)
    headings = [at for at, line in enumerate(lines[:end]) if title and line.endswith(title)]
    if end is None or not headings or end - headings[-1] > MOST_LINES + 1:
        return Imprint()
    return imprint_of("\n".join((*lines[headings[-1] + 1 : end], "", lines[end])))

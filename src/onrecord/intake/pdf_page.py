"""The text of a page of a PDF, with a blank line where a paragraph or a heading ends."""

from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

WIDER = 1.3  # times the usual distance of lines: a paragraph ends
LARGER = 1.15  # times the size of the letters: a heading ends, or begins


class Line(NamedTuple):
    """A line as it stands in the file: its height on the page, the size of its letters."""

    words: str
    height: float
    size: float


def text_of_page(page: Any) -> str:
    """The lines of a page in the order of the file; only blank lines are added."""
    lines: list[Line] = []
    begun = ""
    place = (0.0, 0.0)

    def hear(words: str, outer: Any, inner: Any, font: Any, size: float) -> None:
        nonlocal begun, place
        for part in words.splitlines(keepends=True):
            if part.strip() and not begun.strip():
                place = (_height(outer, inner), size)
            begun += part
            if part.endswith("\n"):
                lines.append(Line(begun.rstrip("\n"), *place))
                begun = ""

    plain = page.extract_text(visitor_text=hear) or ""
    lines.append(Line(begun, *place))
    text = _parted([line for line in lines if line.words.strip()])
    return text if text.split() == plain.split() else plain.strip()


def _height(outer: Any, inner: Any) -> float:
    """How high a piece stands: where the text's own matrix puts it in that of the page."""
    return float(inner[4] * outer[1] + inner[5] * outer[3] + outer[5])


def _parted(lines: list[Line]) -> str:
    steps = [before.height - line.height for before, line in pairwise(lines)]
    down = [step for step in steps if step > 0]
    usual = median(down) if down else 0.0
    text = ""
    for number, line in enumerate(lines):
        if number:
            text += "\n\n" if _ends(lines[number - 1], line, usual) else "\n"
        text += line.words.rstrip()
    return text


def _ends(before: Line, line: Line, usual: float) -> bool:
    """True if a paragraph ends between two lines; where a column ends none is sure to."""
    sizes = sorted((before.size, line.size))
    if sizes[0] > 0 and sizes[1] >= LARGER * sizes[0]:
        return True
    return usual > 0 and before.height - line.height > WIDER * usual

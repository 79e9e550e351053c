"""HTML becomes plain lines: a fragment (an entry of a feed, a letter) or a whole page."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
        "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
LEFT_OUT = frozenset(
    {"script", "style", "template", "noscript", "iframe", "svg", "form", "button", "head"}
)


def text_of_fragment(source: str) -> str:
    """The words of a fragment, one line for each block; "" if there are none."""
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = html.fragment_fromstring(source, create_parent="div", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, TypeError):
        return "\n".join(_lines([re.sub(r"<[^<>]*>", " ", source)]))
    return "\n".join(lines_of_tree(tree))


def lines_of_tree(tree: Any) -> list[str]:
    """What a parsed page prints, one line for each block, without scripts and forms."""
    return _lines(_pieces(tree))


def _pieces(tree: Any) -> Iterator[str]:
    """All text in its order, with a line break where a block begins or ends."""
    from lxml import etree

    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        begins, name = event == "start", element.tag
        if name in BLOCKS:
            yield "\n"
        if name in LEFT_OUT:
            hidden += 1 if begins else -1
        if not hidden:
            words = element.text if begins else element.tail if element is not tree else None
            yield words or ""


def _lines(parts: Iterable[str]) -> list[str]:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return list(filter(None, lines))

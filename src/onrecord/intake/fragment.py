"""A fragment of HTML (the content of a feed's entry, a letter) becomes plain paragraphs."""

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
LEFT_OUT = ("script", "style", "template", "noscript", "iframe", "svg", "form", "button")


def text_of_fragment(source: str) -> str:
    """The words of a fragment, one line for each block; "" if there are none."""
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = html.fragment_fromstring(source, create_parent="div", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, TypeError):
        return _lines([re.sub(r"<[^<>]*>", " ", source)])
    for element in list(tree.iter(*LEFT_OUT)):
        element.drop_tree()
    return _lines(_pieces(tree))


def _pieces(tree: Any) -> Iterator[str]:
    """All text in its order, with a line break where a block begins or ends."""
    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in BLOCKS:
            yield "\n"
        if event == "start":
            yield element.text or ""
        elif element is not tree:
            yield element.tail or ""


def _lines(parts: Iterable[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))

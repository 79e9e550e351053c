"""A page (HTML) becomes a report: its main text, what it says about itself, and the way back."""

import logging
import re
from typing import Any, NamedTuple

from onrecord.errors import NotText, ReadError
from onrecord.intake.dates import PageDate, by_trust
from onrecord.intake.decode import decode, guess_note, whole
from onrecord.intake.hints import Hints, chosen_day
from onrecord.intake.language import language_of
from onrecord.intake.page_facts import PageFacts, page_facts
from onrecord.intake.page_head import imprint_of_head
from onrecord.intake.page_map import map_to_page
from onrecord.intake.problem import MAX_SIZE, OnProblem, Problem, ignore, too_long
from onrecord.intake.report import Known, assemble, given_date
from onrecord.knowledge.imprint import labels
from onrecord.model import Report
from onrecord.model.text import PublishedBasis

PAGE_TO_TEXT = 10  # a page's source may be so many times as long as the longest text

MOST_OFFERS = 100  # of one page
OFFER_SHARE = 0.3  # of the page's characters
OFFER = 400  # characters of a block that offers a subscription; a longer one may be the article
LAYOUT_CELL = 400  # characters in a table cell that hold an article, not a figure

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OFFER = re.compile(r"(?<![a-z])(?:pay|reg)wall|subscri|newsletter|sign-?up|consent|cookie", re.I)
_BULLET = re.compile(r"^- ", re.MULTILINE)  # the extractor's own mark of a list item
_NULLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


def is_page(text: str) -> bool:
    """True if a text begins as HTML does."""
    return bool(_HTML.match(text[:4096]))


class Drawn(NamedTuple):
    """The report of a page, and all days that the page and its hints name."""

    report: Report
    dates: tuple[PageDate, ...]


def report_of_page(
    page: bytes | str,
    *,
    ref: str = "page",
    published: str | None = None,
    url: str | None = None,
    max_size: int = MAX_SIZE,
    on_problem: OnProblem = ignore,
) -> Report:
    """The report of an HTML page: main text in paragraphs, without menus, notices and comments.

    `published` (an ISO date) wins over the dates of the page, `url` over nothing: the page's own
    canonical address comes first. `report.page` leads back to the characters of the decoded page.
    Raises NotText if no main text is found, ReadError if the page is too large.
    """
    return drawn_from_page(
        page,
        ref=ref,
        hints=Hints(address=url),
        published=given_date(published),
        max_size=max_size,
        on_problem=on_problem,
    ).report


def drawn_from_page(
    page: bytes | str,
    *,
    ref: str,
    hints: Hints,
    published: str | None = None,
    max_size: int = MAX_SIZE,
    on_problem: OnProblem = ignore,
) -> Drawn:
    """The same, with what is known of the page from outside and all days that were found."""
    source = _source(page, ref, max_size, on_problem, hints.charset)
    tree = _tree(source)
    facts = page_facts(tree, hints.address) if tree is not None else PageFacts(url=hints.address)
    text = _main_text(tree)
    dates = by_trust((*facts.dates, *hints.dates))
    found = None if published else chosen_day(dates, ref, on_problem)
    head = imprint_of_head(tree, facts.title, text)
    printed = head.published if head.date_basis == "published" else None
    basis: PublishedBasis = "metadata" if found else "text" if printed else "unknown"
    report = assemble(
        text,
        ref=ref,
        known=Known(
            title=_whole(facts.title or hints.title),
            outlet=_whole(facts.outlet or hints.outlet),
            byline=tuple(whole(name)[0] for name in facts.byline or hints.byline or head.byline),
            url=_whole(facts.url),
            language=language_of(text) or facts.language or hints.language,
            published=published or found or printed,
            basis="given" if published else basis,
        ),
        max_size=max_size,
        page=map_to_page(text, source),
        on_problem=on_problem,
    )
    return Drawn(report, dates)


def _source(
    page: bytes | str, ref: str, max_size: int, on_problem: OnProblem, charset: str | None
) -> str:
    if len(page) > max_size * PAGE_TO_TEXT:
        unit = "bytes" if isinstance(page, bytes) else "characters"
        raise too_long(f"{len(page):,} {unit} of HTML", max_size)
    if isinstance(page, str):
        return whole(page)[0]
    text, guessed = decode(page, page=True, charset=charset)
    if guessed:
        on_problem(Problem(ref, guess_note(guessed), "note"))
    return text


def _tree(source: str) -> Any:
    """The parsed page, or None if there is no element in it."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        return html.document_fromstring(_NULLS.sub(" ", source).encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _flatten_layout(tree: Any) -> None:
    """Make divisions of the tables that lay out a page: those with a cell as long as an article."""
    for table in list(tree.iter("table")):
        cells = table.xpath(".//td[not(.//table)]")
        if any(len(cell.text_content()) >= LAYOUT_CELL for cell in cells):
            for part in (table, *table.xpath(".//tr | .//td | .//th | .//tbody | .//thead")):
                part.tag = "div"


def _drop_offers(tree: Any) -> None:
    """Drop short blocks that their own class calls an offer or a request for consent; one that is a
    good part of the page may be the article, for subscribers only."""
    blocks = [
        block
        for block in tree.iter("div", "section", "aside")
        if _OFFER.search(block.get("class") or "")
    ]
    longest = min(OFFER, OFFER_SHARE * len(tree.text_content())) if blocks else 0
    for block in blocks[:MOST_OFFERS]:
        if len(block.text_content()) < longest:
            block.drop_tree()


def _main_text(tree: Any) -> str:
    """The main text of a parsed page by trafilatura, its paragraphs parted by line breaks."""
    if tree is None:
        raise NotText(_NO_TEXT)
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    _flatten_layout(tree)
    _drop_offers(tree)
    try:
        text = _extract(tree, precise=True) or _extract(tree, precise=False)
    except Exception as error:  # a page that breaks the extractor costs this page only
        raise ReadError(
            f"the page's text could not be taken out ({type(error).__name__}: {error}). "
            "Save its text as a .txt file and read that."
        ) from error
    if not text:
        raise NotText(_NO_TEXT)
    return text


def _extract(tree: Any, *, precise: bool) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree,
        favor_precision=precise,
        include_comments=False,
        include_tables=False,
        with_metadata=False,
    )
    lines = _BULLET.sub("", (getattr(found, "text", None) or "").strip()).split("\n")
    while lines and lines[-1].casefold().startswith(labels("rights")):
        lines.pop()
    return "\n".join(lines)


_NO_TEXT = (
    "no main text was found on the page. "
    "If it is built by scripts, save it from the browser as text."
)


def _whole(value: str | None) -> str | None:
    return whole(value)[0] if value else None

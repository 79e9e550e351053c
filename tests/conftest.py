"""What all tests share: one parser for the whole run, and one fixed date of publication."""

from collections.abc import Callable, Sequence

import pytest

from onrecord.model import Draft, Parse, Report
from onrecord.parse import Parser

PUBLISHED = "2024-10-27"  # a Sunday; every example and corpus counts from this day

ParseTexts = Callable[[Sequence[str]], list[Parse]]


def report_of(text: str, published: str | None = PUBLISHED) -> Report:
    return Report(
        id="sha256:test",
        ref="test",
        text=text,
        language="en",
        published=published,
        published_basis="given" if published else "unknown",
    )


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def parse_texts(parser: Parser) -> ParseTexts:
    """Parse many short texts in one go, each as a report of its own published on PUBLISHED."""
    return lambda texts: list(parser.parse_all(report_of(text) for text in texts))


@pytest.fixture(scope="session")
def draft_texts(parse_texts: ParseTexts) -> Callable[[Sequence[str]], list[Draft]]:
    """The same, as empty drafts for a stage to work on."""
    return lambda texts: [Draft(parse=parse) for parse in parse_texts(texts)]

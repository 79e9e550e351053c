"""Connections are lent to one page at a time, and addresses keep what was asked."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.requests import Request

from onrecord.errors import UsageError
from onrecord.show.web.desk import KEPT, Desk, local
from onrecord.show.web.listing import DEEPEST, Listing, listing
from tests.show.web.conftest import NOON


@pytest.fixture
def desk(ledger_file: Path) -> Desk:
    return Desk(ledger_file, clock=lambda: NOON, max_upload=1)


def test_no_two_pages_have_one_connection(desk: Desk) -> None:
    with ExitStack() as stack:
        lent = [stack.enter_context(desk.ledger()) for _ in range(KEPT + 4)]
        assert len({id(ledger.store.connection) for ledger in lent}) == KEPT + 4
        assert all(next(iter(ledger.reports(limit=1))) for ledger in lent)
    with ExitStack() as stack:
        again = [stack.enter_context(desk.ledger()) for _ in range(KEPT + 1)]
        assert {id(ledger) for ledger in again} & {id(ledger) for ledger in lent}
        assert all(next(iter(ledger.reports(limit=1))) for ledger in again)
    assert len(desk._free) == KEPT
    desk.close()
    assert desk._free == []


def test_a_page_that_breaks_gives_its_connection_back(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.ledger() as ledger:
        assert 1 / 0
    with desk.ledger() as other:
        assert other is ledger
    desk.close()


def test_what_is_lent_to_read_cannot_write(desk: Desk) -> None:
    with desk.ledger() as ledger, pytest.raises(UsageError, match="write=True"):
        ledger.judge("aaaaaaaaaaaa.E1-2", "accept", by="ann")
    desk.close()


@pytest.mark.parametrize("address", ["/", "/reports?since=2024&q=a%20b", "/report/x#S1"])
def test_own_addresses_are_led_back_to(address: str) -> None:
    assert local(address, "/else") == address


@pytest.mark.parametrize(
    "address", [None, "", "report", "//evil.example", "/\\evil.example", "http://x", "/a\nb"]
)
def test_others_are_not(address: str | None) -> None:
    assert local(address, "/else") == "/else"


def asked(query: str, table: str = "events") -> Listing:
    scope = {"type": "http", "path": "/events", "query_string": query.encode(), "headers": []}
    return listing(Request(scope), table)


def test_an_address_is_read_and_written_again() -> None:
    found = asked("status=ahead&type=ASSAULT&type=COERCE&published_since=2024&page=3&size=20")
    assert found.given == {
        "status": "ahead", "type": "ASSAULT,COERCE", "published_since": "2024",
    }  # fmt: skip
    assert found.asked() == found.given
    assert found.address(page=4) == (
        "/events?type=ASSAULT%2CCOERCE&status=ahead&published-since=2024&size=20&page=4"
    )
    assert found.address(type=None) == "/events?status=ahead&published-since=2024&size=20"
    assert asked(found.address(page=3).partition("?")[2]) == found


def test_what_is_no_filter_of_the_list_is_left_alone() -> None:
    assert asked("colour=red&status=&act=deny").given == {}
    assert asked("act=deny", "attributions").given == {"act": "deny"}


@pytest.mark.parametrize("query", ["page=0", "page=x", "size=501", f"page={DEEPEST}"])
def test_pages_have_an_end(query: str) -> None:
    with pytest.raises(UsageError, match="is no number from 1 to"):
        asked(query)


@pytest.mark.parametrize(
    ("words", "plain"), [("troops", True), ("two words", True), ("a OR b", False), ('"a"', False)]
)
def test_words_alone_are_told_from_a_query(words: str, plain: bool) -> None:
    assert asked(f"q={words.replace(' ', '+')}", "search").plain is plain

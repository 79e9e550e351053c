"""A list as an address asks for it: its filters, its order, its page; the words are the CLI's."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.ledger.asking import Timeline, rows
from onrecord.ledger.asking_filters import Filter, filters_of
from onrecord.ledger.asking_rows import Rows
from onrecord.ledger.face import Ledger
from onrecord.ledger.search import search
from onrecord.show.web.choices import choices_of
from onrecord.show.web.counting import Count, counted
from onrecord.show.web.words import query_of

SIZE, MOST_SIZE = 50, 500  # rows of a page
FIRST = (  # filters that a form shows at once; the others are folded away
    "words", "actor", "country", "type", "act", "kind", "casualty", "status", "since", "until",
    "outlet", "confidence",
)  # fmt: skip
OPERATORS = frozenset({"AND", "OR", "NOT"})  # of a search
DEEPEST = 10_000  # rows that can be turned over page by page; an export has them all


class Shown(Struct):
    """A page of a list: `more` where there are rows behind it, `wrong` what cannot be asked."""

    rows: list[dict[str, Any]] = []
    more: bool = False
    count: Count | None = None
    wrong: str = ""
    note: str = ""


class Field(Struct, frozen=True):
    """A filter as a form shows it; `choices` are its words where they are a closed list."""

    name: str
    label: str
    help: str
    hint: str
    value: str
    choices: tuple[str, ...]


class Listing(Struct, frozen=True):
    """What is asked of one list. `given` holds filters by their names in Python; `q` the words of
    a search."""

    table: str
    given: Mapping[str, str]
    sort: str | None = None
    page: int = 1
    size: int = SIZE
    untyped: bool = False
    q: str = ""
    path: str = ""
    marks: tuple[str, str] = ("[", "]")  # around the words that a search finds

    @property
    def plain(self) -> bool:
        """True where what is searched for is words alone, as the filter `words` takes them."""
        words = self.q.split()
        return all(word.isalnum() and word not in OPERATORS for word in words)

    def asked(self) -> dict[str, Any]:
        """What `Ledger.events(**asked)` and its like take, without the page."""
        more: dict[str, Any] = {"sort": self.sort} if self.sort else {}
        if self.untyped and self.table == "events":
            more["untyped"] = True
        return more | dict(self.given)

    def rows(self, ledger: Ledger, **page: Any) -> Rows | Timeline:
        """The rows, all of them or a page given by `limit` and `offset`. Raises UsageError for a
        filter or value that is none."""
        asked = self.asked() | page
        if self.table == "timeline":
            return Timeline(ledger.store, **asked)
        if self.table == "search":
            return search(ledger.store, self.q, marks=self.marks, **asked)
        return rows(ledger.store, self.table, **asked)  # type: ignore[arg-type]

    def shown(self, ledger: Ledger) -> Shown:
        """The rows of this page, whether there are more behind it, and how many there are."""
        offset = (self.page - 1) * self.size
        found = self.rows(ledger, limit=self.size + 1, offset=offset)
        rows = list(found)
        behind = len(rows) > self.size
        if not behind:
            count = Count(offset + len(rows), bool(offset) and not rows)
        else:
            count = counted(found, offset + self.size)
        return Shown(rows[: self.size], behind and offset + self.size < DEEPEST, count)

    def values(self) -> dict[str, Any]:
        """What stands in the address, with the names of the command line."""
        named = {name.replace("_", "-"): value for name, value in self.given.items()}
        size = self.size if self.size != SIZE else None
        page = self.page if self.page > 1 else None
        found = {"q": self.q, **named, "sort": self.sort, "size": size, "page": page}
        return found | ({"all": "yes"} if self.untyped else {})

    def address(self, **changes: Any) -> str:
        """The address of the same list with other values; what is None is left out. The page is
        the first again unless it is given."""
        renamed = {name.replace("_", "-"): value for name, value in changes.items()}
        query = query_of(self.values() | {"page": None} | renamed)
        return f"{self.path}?{query}" if query else self.path

    def fields(self) -> list[Field]:
        """The filters of the list, as a form shows them, those most used first."""
        entries = known(self.table)
        order = [*(name for name in FIRST if name in entries), *entries]
        return [
            Field(
                name.replace("_", "-"),
                name.replace("_", " "),
                one.help,
                one.metavar if one.metavar.isupper() else "",
                self.given.get(name, ""),
                choices_of(self.table, one),
            )
            for name, one in ((name, entries[name]) for name in dict.fromkeys(order))
        ]


def known(table: str) -> dict[str, Filter]:
    """The filters of a list; `timeline` has those of events and statements, `search` those of
    reports but for words, which are what is searched for."""
    if table == "timeline":
        return filters_of("attributions") | filters_of("events")
    if table == "search":
        return {name: one for name, one in filters_of("reports").items() if name != "words"}
    return filters_of(table)


def listing(request: Request, table: str, *, size: int = SIZE) -> Listing:
    """What the address of a request asks of a list. Values that are given several times are parted
    by commas: any of them."""
    query = request.query_params
    given = {}
    for name in known(table):
        values = [*query.getlist(name.replace("_", "-")), *query.getlist(name)]
        texts = dict.fromkeys(text for value in values if (text := value.strip()))
        if texts:
            given[name] = ",".join(texts)
    wanted = _count(query.get("size"), size, MOST_SIZE)
    return Listing(
        table,
        given,
        query.get("sort", "").strip() or None,
        _count(query.get("page"), 1, max(DEEPEST // wanted, 1)),
        wanted,
        query.get("all", "") in ("yes", "on", "true", "1"),
        query.get("q", "").strip(),
        request.url.path,
    )


def _count(text: str | None, otherwise: int, most: int) -> int:
    if not text:
        return otherwise
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise UsageError(f"{text!r} is no number from 1 to {most:,}.")
    return int(text)

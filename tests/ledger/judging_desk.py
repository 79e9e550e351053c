"""A ledger for tests of judgements: two invented reports, and ways to read them again."""

import itertools
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec.structs import replace

from onrecord.intake import report_of_text
from onrecord.ledger.judging_places import facts_of, place_of
from onrecord.ledger.judging_writes import Judging
from onrecord.ledger.names import FactName
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.writing import Added, Writer
from onrecord.model import Actor, Record, Span

HERE = Path(__file__).parent


def velmar() -> list[Record]:
    """Two reports of one affair, as they were once read: what is found may get better, the tests of
    judging stay."""
    lines = (HERE / "velmar.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Record) for line in lines]


def moved(record: Record, before: str, *, behind: str = "", title: str = "Moved") -> Record:
    """A record of a later version of its text: words before it, words behind it."""
    shift = len(before)
    text = before + record.report.text + behind
    known = replace(record.report, text=text, id=report_of_text(text).id, title=title)
    first = [Span(0, len(before.rstrip()))] if before else []
    last = [Span(len(text) - len(behind.lstrip()), len(text))] if behind else []
    return Record(
        version=record.version,
        report=known,
        sentences=(*first, *(_on(span, shift) for span in record.sentences), *last),
        actors=tuple(
            replace(a, mentions=tuple(replace(m, span=_on(m.span, shift)) for m in a.mentions))
            for a in record.actors
        ),
        timexes=tuple(replace(t, span=_on(t.span, shift)) for t in record.timexes),
        events=tuple(
            replace(e, trigger=_on(e.trigger, shift), span=_on(e.span, shift), according_to=())
            for e in record.events
        ),
    )


def _on(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def ticking(start: int = 0) -> Callable[[], str]:
    """A clock that goes on by a second each time it is asked."""
    seconds = itertools.count(start)

    def clock() -> str:
        now = next(seconds)
        return f"1894-03-05T{now // 3600:02}:{now // 60 % 60:02}:{now % 60:02}Z"

    return clock


class Desk:
    """A ledger with some records in it, and short names for what tests do with it."""

    def __init__(self, path: Path, records: list[Record] | None = None) -> None:
        self.path = path
        if records is None:
            filled, self.added = _filled()
            path.write_bytes(filled)
        self.clock = ticking(60 if records is None else 0)
        self.store: Store = open_store(path, write=True)
        self.writer = Writer(self.store, self.clock)
        self.judging = Judging(self.store, self.clock)
        self.records = velmar() if records is None else records
        if records is not None:
            self.added = self.add(records)

    def add(
        self, records: list[Record], *, version: str = "1", place: str | None = None
    ) -> list[Added]:
        run = self.writer.begin("add", version, "settings")
        own = [replace(record, version=version) for record in records]
        places = [f"{place}{n}" if place else None for n in range(len(own))]
        added = self.writer.add(own, run, places=places)
        self.writer.end(run, {"new": len(own)})
        return added

    def id(self, words: str, letter: str, record: int = 0) -> str:
        """The public id of the fact of a kind whose place has these words; of an actor, one of
        whose mentions they are."""
        held, text = self.records[record], self.records[record].report.text
        for fact in facts_of(held):
            place = place_of(fact)
            if fact.id[0] != letter or place is None:
                continue
            spans = [m.span for m in fact.mentions] if isinstance(fact, Actor) else [place]
            if words in [text[span.start : span.end] for span in spans]:
                return str(FactName(self.added[record].version, letter, *place))
        raise AssertionError(f"no {letter} at {words!r}")

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        return list(self.store.run(sql, values))

    def derived(self) -> dict[str, list[tuple[object, ...]]]:
        """All rows of all tables that are derived, but the numbers of judgements."""
        tables = {
            "standing": "SELECT * FROM standing ORDER BY 1",
            "deeds": "SELECT * FROM deeds ORDER BY 1, 2, 3",
            "statements": "SELECT * FROM statements ORDER BY 1, 2",
            "judged": 'SELECT reading, letter, n, verdict, "values" FROM judged ORDER BY 1, 2, 3',
            "identities": "SELECT key, stands_for FROM identities ORDER BY 1",
        }
        return {table: self.rows(sql) for table, sql in tables.items()}


@cache
def _filled() -> tuple[bytes, list[Added]]:
    """A ledger with the reports in it, made once."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "ledger.db", velmar())
        desk.store.close()
        return desk.path.read_bytes(), desk.added

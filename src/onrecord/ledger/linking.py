"""Links across reports as rows: what is pending, signatures, likenesses and stories, in and out.

Which reports belong together and what they have in common is found elsewhere; here it is kept.
"""

import struct
from collections.abc import Iterable, Mapping

import msgspec
import zstandard
from msgspec.structs import replace

from onrecord.ledger.judging import fact_at, worked_in
from onrecord.ledger.kept import record_at
from onrecord.ledger.names import entity_key, fact_name
from onrecord.ledger.store import Row, Store
from onrecord.model import Actor, Record
from onrecord.model.across import Fact, Story, Told

TABLES = ("sayings", "claims", "contradictions", "stances", "happenings", "copies")  # of a story
LINKED = (*TABLES, "story_reports", "stories", "likenesses", "story_keys", "signatures")
LEVEL = 9  # of compression
MANY = 500  # values in one statement


def pending(store: Store, limit: int) -> list[int]:
    """Numbers of reports that are not linked yet, the lowest first."""
    sql = "SELECT report FROM unlinked ORDER BY report LIMIT ?"
    return [report for (report,) in store.run(sql, (limit,))]


def pending_count(store: Store) -> int:
    """How many reports are not linked yet."""
    return int(store.value("SELECT count(*) FROM unlinked"))


def told(store: Store, report: int) -> Told | None:
    """A report as it stands, with judgements worked in; None if it does not stand (any more)."""
    row = store.one(
        "SELECT standing.reading, versions.name, reports.name FROM standing"
        " JOIN versions ON versions.id = standing.version"
        " JOIN reports ON reports.id = standing.report WHERE standing.report = ?",
        (report,),
    )
    if row is None:
        return None
    reading, version, name = row
    judged = worked_in(store, record_at(store, reading), version, reading)
    placed = judged.linked.items()
    others = ((id, _other(store, str(row.values["into"]))) for id, row in placed if row.values)
    return Told(
        str(name),
        _with_merged(store, judged.record),
        apart=tuple(sorted(id for id, row in placed if row.verdict == "unlink")),
        joined=tuple(sorted((id, other) for id, other in others if other)),
    )


def _other(store: Store, target: str) -> Fact | None:
    """The statement that a public id names, in what stands of its report."""
    row = store.one(
        "SELECT standing.reading, standings.name, reports.name FROM versions"
        " JOIN standing ON standing.report = versions.report"
        " JOIN versions AS standings ON standings.id = standing.version"
        " JOIN reports ON reports.id = versions.report WHERE versions.name = ?",
        (fact_name(target).version,),
    )
    if row is None:
        return None
    reading, version, name = row
    id = fact_at(store, record_at(store, reading), version, target)
    return Fact(str(name), id) if id else None


def _with_merged(store: Store, record: Record) -> Record:
    """The record with one mark for all actors that people took for one."""
    into: dict[str, str] = dict(store.run("SELECT key, stands_for FROM identities"))
    if not into:
        return record
    into |= {key: key for key in into.values()}
    return replace(record, actors=tuple(_marked(actor, into) for actor in record.actors))


def _marked(actor: Actor, into: Mapping[str, str]) -> Actor:
    key = into.get(entity_key(actor) or "")
    return replace(actor, wikidata=key) if key else actor


def unlink(store: Store, report: int) -> set[int]:
    """Take what links a report to others from the ledger; returns the reports of its story and
    those that it was like, which have to be looked at again."""
    near = {n for (n,) in store.run("SELECT other FROM likenesses WHERE report = ?", (report,))}
    story = store.value("SELECT story FROM story_reports WHERE report = ?", (report,))
    if story is not None:
        near |= members(store, story)
        drop_story(store, story)
    store.run("DELETE FROM likenesses WHERE report = ?", (report,))
    store.many("DELETE FROM likenesses WHERE report = ? AND other = ?", [(n, report) for n in near])
    return near - {report}


def remove_links(store: Store, report: int) -> None:
    """Take all that links a report that is forgotten: its story is told anew without it."""
    near = unlink(store, report)
    unsign(store, report)
    store.run("DELETE FROM unlinked WHERE report = ?", (report,))
    pend(store, near)


def pend(store: Store, reports: Iterable[int]) -> None:
    """Note that reports are to be linked again."""
    store.many("INSERT OR IGNORE INTO unlinked VALUES (?)", [(one,) for one in sorted(reports)])


def sign(store: Store, report: int, signature: bytes, keys: Iterable[int]) -> None:
    """Keep a report's signature and the keys by which others find it."""
    short = sorted(set(map(_short, keys)))
    store.insert("signatures", (report, signature, struct.pack(f"<{len(short)}i", *short)))
    store.add("story_keys", [(key, report) for key in short])


def unsign(store: Store, report: int) -> None:
    """Take a report's signature and its keys from the ledger."""
    row = store.one("SELECT keys FROM signatures WHERE report = ?", (report,))
    if row is None:
        return
    keys = struct.unpack(f"<{len(row[0]) // 4}i", row[0])
    store.many("DELETE FROM story_keys WHERE key = ? AND report = ?", [(k, report) for k in keys])
    store.run("DELETE FROM signatures WHERE report = ?", (report,))


def with_keys(store: Store, keys: Iterable[int]) -> set[int]:
    """The reports that have one of some keys."""
    short = sorted(set(map(_short, keys)))
    found: set[int] = set()
    for start in range(0, len(short), MANY):
        part = short[start : start + MANY]
        marks = ",".join("?" * len(part))
        sql = f"SELECT DISTINCT report FROM story_keys WHERE key IN ({marks})"
        found |= {report for (report,) in store.run(sql, part)}
    return found


def _short(key: int) -> int:
    """A key in the four bytes that it is kept in. That two become one is rare, and only lets two
    reports be compared that need not have been."""
    return key % 2**32 - 2**31


def signatures(store: Store, reports: Iterable[int]) -> dict[int, tuple[str, bytes]]:
    """The public ids and the signatures of reports, by report."""
    sql = (
        "SELECT reports.name, signature FROM signatures JOIN reports ON reports.id = report"
        " WHERE report = ?"
    )
    found = {}
    for report in reports:
        if row := store.one(sql, (report,)):
            found[report] = (str(row[0]), bytes(row[1]))
    return found


def liken(store: Store, pairs: Iterable[tuple[int, int, float]]) -> None:
    """Keep how much pairs of reports are alike."""
    rows = [row for a, b, likeness in pairs for row in ((a, b, likeness), (b, a, likeness))]
    store.many("INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?)", rows)


def component(store: Store, report: int) -> dict[int, dict[int, float]]:
    """All reports that are connected with one, each with those that it is like."""
    found: dict[int, dict[int, float]] = {}
    waiting = [report]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        sql = "SELECT other, likeness FROM likenesses WHERE report = ?"
        found[one] = dict(store.run(sql, (one,)))
        waiting.extend(found[one])
    return found


def members(store: Store, story: int) -> set[int]:
    """The reports of a story."""
    sql = "SELECT report FROM story_reports WHERE story = ?"
    return {report for (report,) in store.run(sql, (story,))}


def story_of(store: Store, report: int) -> int | None:
    """The story of a report."""
    found = store.value("SELECT story FROM story_reports WHERE report = ?", (report,))
    return None if found is None else int(found)


def drop_story(store: Store, story: int) -> None:
    """Remove a story and all that stands in it."""
    for table in (*TABLES, "story_reports"):
        store.run(f"DELETE FROM {table} WHERE story = ?", (story,))
    store.run("DELETE FROM stories WHERE id = ?", (story,))


def linked(store: Store, reports: Iterable[int]) -> None:
    """Note that reports are linked."""
    store.many("DELETE FROM unlinked WHERE report = ?", [(report,) for report in reports])


def unlink_all(store: Store) -> None:
    """Take all links from the ledger and note every report as not linked."""
    for table in LINKED:
        store.run(f"DELETE FROM {table}")
    store.run("INSERT OR IGNORE INTO unlinked SELECT report FROM standing")


def linker(store: Store) -> str | None:
    """The mark of what made the links, where there are any."""
    mark: str | None = store.value("SELECT mark FROM linker")
    return mark


def set_linker(store: Store, mark: str) -> None:
    """Note what makes the links from here on."""
    store.run("DELETE FROM linker")
    store.run("INSERT INTO linker VALUES (?)", (mark,))


def keep_story(store: Store, story: Story, reports: Mapping[str, int]) -> int:
    """Keep a story; `reports` leads from public ids to numbers. Returns its number."""
    number = store.insert("stories", header(store, story, reports))
    store.add("story_reports", [(report, number) for report in reports.values()])
    readings = {
        name: store.value("SELECT reading FROM standing WHERE report = ?", (report,))
        for name, report in reports.items()
    }
    for table, rows in story_rows(story, number, reports, readings).items():
        store.add(table, rows)
    return number


def header(store: Store, story: Story, reports: Mapping[str, int]) -> Row:
    """The row of a story in `stories`, without its number."""
    marks = ",".join("?" * len(reports))
    outlets = store.value(
        f"SELECT count(DISTINCT outlet) FROM standing WHERE report IN ({marks})",
        list(reports.values()),
    )
    days = (story.first, story.last)
    size = (len(story.reports), outlets)
    return (None, story.reports[0], story.title, *days, *size, packed(story))


def story_rows(
    story: Story, number: int, reports: Mapping[str, int], readings: Mapping[str, int]
) -> dict[str, list[Row]]:
    """The rows of a story by table; `readings` leads from public ids of reports to readings."""

    def at(fact: Fact) -> tuple[int, str]:
        return readings[fact.report], fact.id

    return {
        "copies": [
            (number, reports[c.original], reports[c.copy], c.scale, int(c.directed))
            for c in story.copies
        ],
        "happenings": [
            (number, n, readings[fact.report], int(fact.id[1:]))
            for n, event in enumerate(story.events)
            for fact in event.mentions
        ],
        "claims": [
            (
                number,
                n,
                claim.low,
                claim.high,
                claim.credibility.grade,
                len(claim.said),
                len(claim.against),
            )
            for n, claim in enumerate(story.claims)
        ],
        "sayings": [
            (number, n, *at(saying.at), saying.root)
            for n, claim in enumerate(story.claims)
            for saying in claim.said
        ],
        "contradictions": [
            (number, n, c.kind, *at(c.a), *at(c.b), c.why)
            for n, c in enumerate(story.contradictions)
        ],
        "stances": [
            (
                number,
                n,
                s.source,
                s.about,
                len(s.steps),
                int(s.changed),
                s.steps[0].first,
                s.steps[-1].last,
            )
            for n, s in enumerate(story.stances)
        ],
    }


def packed(story: Story) -> bytes:
    """A story as it is kept."""
    return zstandard.ZstdCompressor(level=LEVEL).compress(msgspec.json.encode(story))


def unpacked(links: bytes) -> Story:
    """A story as it was kept."""
    return msgspec.json.decode(zstandard.ZstdDecompressor().decompress(links), type=Story)

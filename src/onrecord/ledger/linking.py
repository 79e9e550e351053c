"""Links across reports as rows: what is pending, signatures, likenesses and stories, in and out.

Which reports belong together and what they have in common is found elsewhere; here it is kept.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import zstandard

from onrecord.ledger.judging import worked_in
from onrecord.ledger.kept import record_at
from onrecord.ledger.store import Row, Store
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
    record = worked_in(store, record_at(store, reading), version, reading).record
    return Told(str(name), record)


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


def unsign(store: Store, report: int, keys: Iterable[int]) -> None:
    """Take a report's signature and its keys from the ledger."""
    store.many("DELETE FROM story_keys WHERE key = ? AND report = ?", [(k, report) for k in keys])
    store.run("DELETE FROM signatures WHERE report = ?", (report,))


def remove_links(store: Store, report: int) -> None:
    """Take all that links a report that is forgotten: its story is told anew without it."""
    near = unlink(store, report)
    for packed_ in signatures(store, [report]).values():
        unsign(store, report, msgspec.msgpack.decode(packed_)["keys"])
    store.run("DELETE FROM unlinked WHERE report = ?", (report,))
    store.many("INSERT OR IGNORE INTO unlinked VALUES (?)", [(one,) for one in sorted(near)])


def sign(store: Store, report: int, name: str, signature: bytes, keys: Iterable[int]) -> None:
    """Keep a report's signature and the keys by which others find it."""
    store.insert("signatures", (report, name, signature))
    store.add("story_keys", [(key, report) for key in keys])


def with_keys(store: Store, keys: Sequence[int]) -> set[int]:
    """The reports that have one of some keys."""
    found: set[int] = set()
    for start in range(0, len(keys), MANY):
        part = keys[start : start + MANY]
        marks = ",".join("?" * len(part))
        sql = f"SELECT DISTINCT report FROM story_keys WHERE key IN ({marks})"
        found |= {report for (report,) in store.run(sql, part)}
    return found


def signatures(store: Store, reports: Iterable[int]) -> dict[int, bytes]:
    """The signatures of reports, by report."""
    found = {}
    for report in reports:
        row = store.one("SELECT signature FROM signatures WHERE report = ?", (report,))
        if row:
            found[report] = bytes(row[0])
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


def keep_story(store: Store, story: Story, reports: Mapping[str, int]) -> int:
    """Keep a story; `reports` leads from public ids to numbers. Returns its number."""
    outlets = store.value(
        f"SELECT count(DISTINCT outlet) FROM standing WHERE report IN ({_marks(reports)})",
        list(reports.values()),
    )
    number = store.insert(
        "stories",
        (
            None,
            story.reports[0],
            story.title,
            story.first,
            story.last,
            len(story.reports),
            outlets,
            packed(story),
        ),
    )
    store.add("story_reports", [(report, number) for report in reports.values()])
    readings = {
        name: store.value("SELECT reading FROM standing WHERE report = ?", (report,))
        for name, report in reports.items()
    }
    for table, rows in story_rows(story, number, reports, readings).items():
        store.add(table, rows)
    return number


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


def _marks(values: Mapping[str, int]) -> str:
    return ",".join("?" * len(values))

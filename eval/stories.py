"""Measure the linking of reports on the corpus of stories.

usage: python eval/stories.py [--set open|held] [--show]

All reports of a set are read and linked together. Figures are given for each story and for the
set; what is wrong is listed with --show, of the open stories only. docs/stories.md tells what the
marks mean, docs/benchmarks.md how the measures are defined.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from story_answer import Answer, Marks, Part
from story_claims import origins
from story_conflicts import contradictions
from story_groups import copies, events, story
from story_stances import stances

import onrecord
from onrecord.model import Record
from onrecord.model.across import Story, Told
from tests.stories import corpus

Linked = Story | Sequence[Story]
PARTS: tuple[Callable[[Marks, Answer], Part], ...] = (
    story, copies, events, origins, contradictions, stances,
)  # fmt: skip

CHIEF = (
    "story F1", "copies precision", "copies recall", "event CoNLL F1", "course right",
    "origins right", "contradictions precision", "contradictions recall", "stance steps F1",
)  # fmt: skip

NAMES: Mapping[corpus.Set, str] = {"open": "twelve", "held": "held"}  # a set that grows is another


def main() -> int:
    """Read, link, print."""
    options = _options()
    gold = corpus.stories(options.which)
    records = read(gold)
    linked = link(tellings(gold, records))
    for marked in gold:
        _print(marked.name, judge([marked], linked, records), show=options.show)
    _print(options.which, judge(gold, linked, records))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", dest="which", choices=["open", "held"], default="open")
    parser.add_argument("--show", action="store_true", help="list what is wrong, of open stories")
    options = parser.parse_args()
    if options.show and options.which == "held":
        parser.error("--show is for the open stories: of the held ones only the sums are looked at")
    return options


def _print(name: str, part: Part, *, show: bool = False) -> None:
    print(name)
    for measure, figure in part.figures.items():
        print(f"  {measure:38s} {figure:6.1f}")
    for text in part.wrong if show else ():
        print(f"  {text}")


def read(gold: Iterable[corpus.Story]) -> dict[str, Record]:
    """The records of all reports of some stories, by the id of the report."""
    files = [corpus.STORIES / marked.gold["file"] for marked in gold]
    return {record.report.ref: record for record in onrecord.read_all(files)}


def tellings(
    gold: corpus.Story | Iterable[corpus.Story], records: dict[str, Record] | None = None
) -> list[Told]:
    """All reports of one or more stories as the linker takes them; a page is known by its URL."""
    gold = [gold] if isinstance(gold, corpus.Story) else list(gold)
    records = read(gold) if records is None else records
    return [
        Told(name=ref, record=records[ref], page=report["url"])
        for marked in gold
        for ref, report in marked.reports.items()
    ]


def link(told: Sequence[Told]) -> tuple[Story, ...]:
    """What the linker finds in the reports."""
    from onrecord.link import link

    return tuple(link(told))


def score(
    gold: corpus.Story | Sequence[corpus.Story], linked: Linked, records: dict[str, Record]
) -> dict[str, float]:
    """All figures of one story, or of several together, by name; shares are in percent.

    `linked` are the stories that were found in `records`, which are known by the ids of the
    corpus. Where one story is scored, what is found in reports of others does not count.
    """
    return judge([gold] if isinstance(gold, corpus.Story) else gold, linked, records).figures


def judge(gold: Sequence[corpus.Story], linked: Linked, records: dict[str, Record]) -> Part:
    """The figures, and what is wrong in words."""
    answer = Answer((linked,) if isinstance(linked, Story) else tuple(linked), records)
    marks = Marks(gold)
    parts = [part(marks, answer) for part in PARTS]
    figures = {name: figure for part in parts for name, figure in part.figures.items()}
    return Part(figures, [text for part in parts for text in part.wrong])


def figures(which: corpus.Set) -> dict[str, float]:
    """The chief figures of a set, read and linked together, by "stories_<name> <measure>"."""
    gold = corpus.stories(which)
    records = read(gold)
    found = score(gold, link(tellings(gold, records)), records)
    return {f"stories_{NAMES[which]} {name}": found[name] for name in CHIEF}


if __name__ == "__main__":
    sys.exit(main())

"""The stages of reading, in order: the only file that knows them all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version

import msgspec
from msgspec import Struct

from onrecord.errors import OnrecordError
from onrecord.find.actors import find_actors, find_voices
from onrecord.find.attributions import find_attributions
from onrecord.find.datings import link_timexes
from onrecord.find.doubts import find_doubts
from onrecord.find.events import find_events
from onrecord.find.figure_links import link_figures
from onrecord.find.figures import find_figures
from onrecord.find.polls import find_polls
from onrecord.find.relays import find_relays
from onrecord.find.status_views import find_views
from onrecord.find.timexes import find_timexes
from onrecord.model import Draft, Note, Parse, Reason, Record, Report, Span
from onrecord.parse import Parser

Stage = Callable[[Draft], Draft]

FAILED = "please report this: no facts from the stage"  # how a note of a failed stage begins

STAGES: tuple[Stage, ...] = (
    find_timexes,
    find_figures,
    find_actors,
    find_attributions,
    find_voices,
    find_relays,
    find_events,
    find_views,
    link_figures,
    find_polls,
    find_doubts,
    link_timexes,
)


class Read(Struct, frozen=True):
    """A record and the reasons for its facts, by their ids."""

    record: Record
    reasons: Mapping[str, Reason]


def records(reports: Iterable[Report], *, parser: Parser | None = None) -> Iterator[Read]:
    """Read reports, a batch at a time, in their order."""
    parser = parser or default_parser()
    return (read_parse(parse) for parse in parser.parse_all(reports))


def read_parse(parse: Parse) -> Read:
    """All stages over one parsed report."""
    draft = Draft(parse=parse)
    for stage in STAGES:
        draft = _survived(stage, draft)
    return Read(_record(draft), draft.reasons)


def _survived(stage: Stage, draft: Draft) -> Draft:
    """A stage's draft; if the stage fails on a text, the draft before it with a note of that.

    Stages are written not to raise. Should one do so all the same, it may cost its own facts, not
    the report, nor the thousand reports after it.
    """
    try:
        return stage(draft)
    except OnrecordError:  # wrong tables, not a wrong text
        raise
    except Exception as error:
        length = len(draft.parse.report.text)
        text = f"{FAILED} {stage.__name__}: {type(error).__name__}: {error}"
        return msgspec.structs.replace(draft, notes=(*draft.notes, Note(Span(0, length), text)))


@cache
def default_parser() -> Parser:
    """The parser that is used where none is given; loaded once."""
    return Parser()


@cache
def _version() -> str:
    """The version of the package, looked up once: it takes longer than a short report."""
    return version("onrecord")


def _record(draft: Draft) -> Record:
    return Record(
        version=_version(),
        report=draft.parse.report,
        sentences=tuple(sentence.span for sentence in draft.parse.sentences),
        actors=draft.actors,
        timexes=draft.timexes,
        figures=draft.figures,
        attributions=draft.attributions,
        events=draft.events,
        links=draft.links,
        polls=draft.polls,
        relays=draft.relays,
        notes=tuple(sorted(draft.notes, key=lambda note: note.span)),
    )

"""Every example of every cue of status runs, and no cue is dead."""

from collections.abc import Callable, Sequence

import pytest

from onrecord.find.status import status_of
from onrecord.find.status_cues import cue_index
from onrecord.knowledge.status import StatusCue, status_counts, status_cues
from onrecord.model import Parse
from onrecord.model.words import Status, values

ParseTexts = Callable[[Sequence[str]], list[Parse]]
CUES = status_cues()


@pytest.fixture(scope="module")
def parses(parse_texts: ParseTexts) -> dict[str, Parse]:
    texts = [line.split(" => ")[0] for cue in CUES.values() for line in (*cue.yes, *cue.no)]
    return dict(zip(texts, parse_texts(texts), strict=True))


def judged(line: str, parses: dict[str, Parse]) -> tuple[str, str, list[str]]:
    """Wanted status, given status, and the entries that spoke."""
    text, answer = line.split(" => ")
    word, wanted = (part.strip() for part in answer.split("|"))
    parse = parses[text]
    trigger = next(t for t in parse.tokens if t.text == word)
    found = status_of(parse, trigger)
    return wanted, found.status, [reason.entry for reason in found.reason.because]


@pytest.mark.parametrize("name", CUES)
def test_yes_lines_give_their_status(name: str, parses: dict[str, Parse]) -> None:
    for line in CUES[name].yes:
        wanted, found, entries = judged(line, parses)
        assert found == wanted, f"{line}: {found} by {entries}"


@pytest.mark.parametrize("name", CUES)
def test_no_lines_give_theirs_without_the_entry(name: str, parses: dict[str, Parse]) -> None:
    for line in CUES[name].no:
        wanted, found, entries = judged(line, parses)
        assert found == wanted, f"{line}: {found} by {entries}"
        assert f"status.{name}" not in entries


@pytest.mark.parametrize("name", CUES)
def test_entries_say_what_their_kind_needs(name: str) -> None:
    cue = CUES[name]
    assert cue.yes, f"{name} has no yes line"
    assert cue.no, f"{name} has no no line"
    assert len(set(cue.cue)) == len(cue.cue), f"{name} names a word twice"
    scoped = bool(cue.takes or cue.prepositions)
    if cue.kind not in ("preposition", "fiction"):
        assert scoped == (cue.kind == "governor"), f"{name}: only a governor has shapes in scope"


@pytest.mark.parametrize("name", [n for n, c in CUES.items() if c.kind == "governor"])
def test_no_governor_is_shadowed(name: str) -> None:
    for cue in CUES[name].cue:
        assert reachable(name, CUES[name], cue), f"{name}: another entry speaks for {cue!r} first"


def reachable(name: str, entry: StatusCue, cue: str) -> bool:
    """True if some shape of the cue leads to its entry: the first entry of the file speaks."""
    head, *rest = cue.split()
    shapes = [*entry.takes, *(f"prep:{p}" for p in entry.prepositions)]
    for shape in shapes:
        first = next(
            named for words, named in cue_index().governors[head, shape] if words == tuple(rest)
        )
        if first[0] == name:
            return True
    return False


def test_every_status_has_its_count() -> None:
    assert set(status_counts()) == set(values(Status))
    assert all(0 < count.right <= count.of for count in status_counts().values())

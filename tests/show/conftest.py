"""Records made by hand, for what shows them; the affair and all its people are invented."""

from collections.abc import Callable

import pytest

from onrecord.model import (
    Actor,
    Attribution,
    Content,
    Cue,
    Event,
    Figure,
    Link,
    Mention,
    Note,
    Office,
    Reason,
    Record,
    Report,
    Source,
    Span,
    Timex,
)

TEXT = (
    "Harbour talks to open Monday\n\n"
    "The port of Velmar will reopen on Monday, Mayor Ada Quill told reporters on Sunday.\n"
    "“We have not asked for soldiers,” Quill said, "
    "and denied that troops had fired on 300 dockers.\n"
    "“He told me that the strike could end,” a union clerk said of the minister, "
    "according to the Velmar Courier.\n"
)


@pytest.fixture(scope="session")
def record() -> Record:
    """A report with nested, interrupted and overlapping facts of every kind."""
    return Record(
        version="0.0",
        report=Report(
            id="sha256:0123456789abcdef",
            ref="harbour.txt",
            url="https://courier.example/harbour",
            title="Harbour talks to open Monday",
            outlet="Velmar Courier",
            byline=("Ines Pell",),
            language="en",
            published="1994-03-06",
            published_basis="given",
            text=TEXT,
        ),
        sentences=(_at("Harbour talks to open Monday"),),
        actors=(
            Actor(
                id="A1",
                name="Ada Quill",
                kind="person",
                country="VEL",
                sector="GOV",
                office=Office("Mayor", "Velmar"),
                mentions=(
                    Mention(_at("Mayor Ada Quill"), "name"),
                    Mention(_at("Quill", after="soldiers"), "name"),
                ),
            ),
            Actor(
                id="A2", name="troops", kind="group", mentions=(Mention(_at("troops"), "nominal"),)
            ),
            Actor(
                id="A3",
                name="Velmar Courier",
                kind="organization",
                mentions=(Mention(_at("the Velmar Courier"), "name"),),
            ),
        ),
        timexes=(
            Timex(id="T1", span=_at("Sunday"), text="Sunday", type="DATE", value="1994-03-06"),
            Timex(
                id="T2",
                span=_at("Monday", after="reopen"),
                text="Monday",
                type="DATE",
                value="1994-03-07",
            ),
        ),
        figures=(Figure(id="F1", span=_at("300 dockers"), low=300, high=300, of="dockers"),),
        attributions=_attributions(),
        events=_events(),
        links=(Link(source="S3", to="S2", relation="agrees"),),
        notes=(Note(_at("He told me"), "it is not clear whom the pronoun means"),),
    )


def _attributions() -> tuple[Attribution, ...]:
    quill = Source(
        spans=(_at("Mayor Ada Quill"),), head=_at("Quill"), actor="A1", kind="named-official"
    )
    again = Source(spans=(_at("Quill", after="soldiers"),), actor="A1", kind="named-official")
    clerk = Source(spans=(_at("a union clerk"),), kind="unnamed")
    return (
        Attribution(
            id="S1",
            source=quill,
            cue=Cue(spans=(_at("told"),), lemma="tell"),
            content=Content(spans=(_at("The port of Velmar will reopen on Monday"),)),
            said="T1",
            confidence=0.91,
            why="tell",
        ),
        Attribution(
            id="S2",
            source=again,
            cue=Cue(spans=(_at("denied"),), lemma="deny"),
            content=Content(spans=(_at("troops had fired on 300 dockers"),)),
            act="deny",
            confidence=0.8,
            why="deny",
        ),
        Attribution(
            id="S3",
            source=clerk,
            cue=Cue(spans=(_at("said", after="clerk"),), lemma="say"),
            content=Content(spans=(_at("“He told me that the strike could end,”"),)),
            quotation="direct",
            relays=("A3",),
            confidence=0.7,
            why="say",
        ),
        Attribution(
            id="S4",
            source=Source(spans=(_at("He", after="fired"),), kind="unnamed"),
            cue=Cue(spans=(_at("told", after="He"),), lemma="tell"),
            content=Content(spans=(_at("the strike could end"),)),
            within="S3",
            confidence=0.6,
            why="tell",
        ),
        Attribution(
            id="S5",
            source=again,
            cue=Cue(spans=(_at("said", after="soldiers"),), lemma="say"),
            content=Content(spans=(_at("“We have not asked for soldiers,”"),)),
            quotation="direct",
            confidence=0.9,
            why="say",
        ),
    )


def _events() -> tuple[Event, ...]:
    return (
        Event(
            id="E1",
            trigger=_at("reopen"),
            span=_at("The port of Velmar will reopen on Monday"),
            when="T2",
            type="CONCEDE",
            cameo="081",
            quad="verbal-cooperation",
            goldstein=5.0,
            status="planned",
            according_to=("S1",),
            confidence=0.75,
            why="reopen",
        ),
        Event(
            id="E2",
            trigger=_at("fired"),
            span=_at("troops had fired on 300 dockers"),
            actors=("A2",),
            figures=("F1",),
            type="ASSAULT",
            mode="firearms",
            cameo="190",
            quad="material-conflict",
            goldstein=-10.0,
            contexts=("labour",),
            status="denied",
            according_to=("S2",),
            confidence=0.85,
            why="fire_on",
        ),
        Event(
            id="E3",
            trigger=_at("end", after="could"),
            span=_at("the strike could end"),
            status="possible",
            according_to=("S4",),
            why="end",
        ),
    )


@pytest.fixture(scope="session")
def reasons() -> dict[str, Reason]:
    """The derivations of two facts of the record."""
    reported = Reason("subject-of-cue", "Quill is the subject", _at("Quill", after="soldiers"))
    deny = Reason("deny", "verb with a that-clause", _at("denied"), (reported,))
    return {"S2": deny, "E2": Reason("status.denied", "inside the content of S2", None, (deny,))}


def hostile(text: str, **report: str) -> Record:
    """A record of any text, with one attribution over all of it and one figure in its midst."""
    half = len(text) // 2
    return Record(
        version="0.0",
        report=Report(id="sha256:ff", text=text, **({"ref": "hostile"} | report)),  # type: ignore[arg-type]
        attributions=(
            Attribution(
                id="S1",
                source=Source(spans=(Span(0, half),), kind="unnamed"),
                cue=Cue(spans=(Span(half, half + 1),), lemma="<b>"),
                content=Content(spans=(Span(half // 2, len(text)),)),
                why="<i>why</i>",
            ),
        ),
        figures=(Figure(id="F1", span=Span(half - 1, half + 1), low=None, high=2.5, of="<u>"),),
        notes=(Note(Span(0, half), "a <script>note</script>"),),
    )


@pytest.fixture(scope="session")
def make_hostile() -> Callable[..., Record]:
    return hostile


def _at(words: str, after: str = "") -> Span:
    """The span of the first such words in the text, or the first behind some others."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))

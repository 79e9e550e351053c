"""Ledgers for tests of exports: two invented reports, and one of odd signs."""

from pathlib import Path

import msgspec

from onrecord.intake import report_of_text
from onrecord.ledger.store import open_store
from onrecord.ledger.writing import Writer
from onrecord.model import (
    Actor,
    Attribution,
    Content,
    Cue,
    Event,
    Mention,
    Record,
    Source,
    Span,
)

VELMAR = Path(__file__).parents[1] / "ledger" / "velmar.jsonl"
NOON = "1894-03-05T12:00:00Z"
ODD = 'שלום 😀\tsaid "no,\nno" & <b>stop</b></script> to\u2028O’Neill; =1+1 … ]]>'


def velmar() -> list[Record]:
    """Two reports of one war, as an older onrecord read them."""
    return [msgspec.json.decode(line, type=Record) for line in VELMAR.read_bytes().splitlines()]


def odd() -> Record:
    """A report whose every name has signs that some format parts its fields by."""
    whole, word = Span(0, len(ODD)), Span(ODD.index("said"), ODD.index("said") + 4)
    name = ODD[: word.start].strip()
    return Record(
        version="0.1.0",
        report=msgspec.structs.replace(
            report_of_text(ODD, published="1894-03"),
            title='Odd\t"title"\n</script>',
            outlet="A, B; C\t\n",
            url="https://odd.example/?a=1&b=<2>",
        ),
        sentences=(whole,),
        actors=(
            Actor(
                id="A1",
                name=f"{name}\t\n;",
                kind="person",
                country="FRA",
                mentions=(Mention(Span(0, word.start - 1), "name"),),
            ),
        ),
        attributions=(
            Attribution(
                id="S1",
                source=Source(spans=(Span(0, word.start - 1),), actor="A1", kind="named-person"),
                cue=Cue(spans=(word,), lemma="say"),
                content=Content(spans=(Span(word.end + 1, len(ODD)),)),
                confidence=0.9,
            ),
        ),
        events=(
            Event(
                id="E1",
                trigger=word,
                span=whole,
                actors=("A1",),
                type="REJECT",
                cameo="120",
                quad="verbal-conflict",
                goldstein=-4.0,
                according_to=("S1",),
                confidence=0.9,
            ),
        ),
    )


def filled(path: Path, records: list[Record]) -> Path:
    """A ledger with these records, all added at noon."""
    store = open_store(path, write=True)
    writer = Writer(store, lambda: NOON)
    if records:
        run = writer.begin("add", "0.1.0", "settings")
        writer.add(records, run)
        writer.end(run, {"new": len(records)})
    store.close()
    return path

"""The closed lists from which a form lets one choose the value of a filter."""

from collections.abc import Callable, Sequence

from onrecord.knowledge.ontology import plover_types
from onrecord.ledger.asking_conditions import STATUSES, mode_names
from onrecord.ledger.asking_filters import Filter
from onrecord.model import words

Words = Callable[[], Sequence[str]]
CHOICES: dict[str, dict[str, Words]] = {  # by list ("" for all), then by filter
    "": {
        "status": lambda: [*STATUSES, *words.values(words.Status)],
        "quad": lambda: words.values(words.Quad),
        "act": lambda: words.values(words.Act),
        "casualty": lambda: words.values(words.Casualty),
        "mode": mode_names,
        "type": lambda: list(plover_types()),
    },
    "attributions": {"kind": lambda: words.values(words.SourceKind)},
    "timeline": {"kind": lambda: words.values(words.SourceKind)},
    "figures": {"kind": lambda: words.values(words.FigureKind)},
    "actors": {"kind": lambda: words.values(words.ActorKind)},
    "timexes": {"type": lambda: words.values(words.TimexType)},
}


def choices_of(table: str, one: Filter) -> tuple[str, ...]:
    """The words that a filter of a list allows, or nothing where it is open."""
    if one.metavar == "yes|no":
        return ("yes", "no")
    found = CHOICES.get(table, {}).get(one.name) or CHOICES[""].get(one.name)
    return tuple(found()) if found else ()

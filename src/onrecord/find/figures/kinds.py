"""What kind of quantity a figure is: its currency, its size in the SI, what became of people."""

from functools import cache

from onrecord.find.figures.seen import Seen
from onrecord.find.figures.units import is_money
from onrecord.knowledge.figures import (
    CasualtyWords,
    casualties,
    changes,
    company,
    currencies,
    measures,
)
from onrecord.knowledge.world import people
from onrecord.model import Figure, Parse, Reason, Si, Token
from onrecord.model.words import Casualty, FigureKind

KINDS: dict[str, FigureKind] = {
    "count": "count",
    "percent": "percent",
    "percentage-point": "percentage-points",
    "basis-point": "percentage-points",
    "share": "share",
    "times": "ratio",
    "ratio": "ratio",
    "cent": "money",
    "penny": "money",
}
SURE, FAIR, POOR = 0.95, 0.85, 0.7
DIGITS = 9  # of a value in the SI
HIGHEST_CLIMB = 4

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})

Fate = tuple[Casualty | None, Reason | None]  # what became of those counted, and the reason


def kind_of(unit: str) -> FigureKind:
    """The kind of a figure by its unit."""
    return KINDS.get(unit) or ("money" if is_money(unit) else "measure")


def figure_of(parse: Parse, seen: Seen, name: str) -> Figure:
    """The figure as it is on record."""
    return Figure(
        id=name,
        span=seen.span,
        low=_plain(seen.low),
        high=_plain(seen.high),
        unit=seen.unit,
        of=parse.text(seen.of) if seen.of else None,
        approximate=seen.approximate,
        kind=seen.kind,
        currency=seen.unit if seen.unit in _codes() else None,
        si=_si(seen) if seen.kind == "measure" else None,
        of_span=seen.of,
        confidence=_confidence(seen),
        why=seen.reason.entry,
    )


def _plain(value: float | None) -> float | int | None:
    if value is None:
        return None
    value = round(float(value), 6)
    return int(value) if value.is_integer() else value


@cache
def _codes() -> frozenset[str]:
    return frozenset(row.code for row in currencies())


def _si(seen: Seen) -> Si | None:
    unit = measures().get(seen.unit)
    if unit is None or unit.si is None:
        return None
    low = None if seen.low is None else _short(seen.low * unit.low + unit.offset)
    high = None if seen.high is None else _short(seen.high * unit.high + unit.offset)
    return Si(low, high, unit.si)


def _short(value: float) -> float | int:
    value = float(f"{value:.{DIGITS}g}")
    return int(value) if value.is_integer() else value


def _confidence(seen: Seen) -> float:
    """By how the number was printed: with a unit, with a noun, or bare."""
    if seen.kind in ("percent", "percentage-points", "money", "measure", "age"):
        return SURE
    if seen.kind in ("score", "ratio", "ordinal") or seen.of is None:
        return POOR if seen.kind == "ordinal" or seen.reason.entry == "figures.words" else FAIR
    return SURE


def casualty_of(parse: Parse, seen: Seen) -> Fate:
    """What became of those counted, with the reason; None for a figure that counts no people."""
    if seen.kind not in ("count", "share", "percent"):
        return None, None
    for entry, token in _told(parse, seen):
        if not casualties()[entry].of_things and not _are_people(parse, seen):
            continue
        return casualties()[entry].casualty, Reason(f"figures.{entry}", token.text, token.span)
    return None, None


def _are_people(parse: Parse, seen: Seen) -> bool:
    """What is counted are people, or the text does not say what it is."""
    head = _head(parse, seen)
    if seen.of is None or head.lemma.lower() in people() or head.tag == "NNPS":
        return True
    return head.lemma.lower() in company("persons") or bool(
        _by("nouns").keys() & {head.lemma.lower(), head.lower}
    )


def _told(parse: Parse, seen: Seen) -> list[tuple[str, Token]]:
    """The entries that speak, the nearest word first."""
    head = _head(parse, seen)
    found = _around(parse, seen, head)
    if seen.of:
        inside = (t for t in parse.tokens[seen.last : head.index] if t.relation == "amod")
        found += [(e, t) for t in inside for e in _by("states").get(t.lower, ())]
        nouns = _by("nouns").get(head.lemma.lower()) or _by("nouns").get(head.lower, ())
        found += [(entry, head) for entry in nouns]
    return found


def _head(parse: Parse, seen: Seen) -> Token:
    """The noun that is counted, or the number itself."""
    if seen.of is None:
        return parse.tokens[seen.first]
    at = seen.last - 1
    while parse.tokens[at].start >= seen.of.end:  # "the number of dead rose to 40"
        at -= 1
    while at + 1 < len(parse.tokens) and parse.tokens[at + 1].end <= seen.of.end:
        at += 1
    return parse.tokens[at]


def _around(parse: Parse, seen: Seen, head: Token) -> list[tuple[str, Token]]:
    """What a verb, an adjective or a toll says of the head."""
    behind = parse.tokens[seen.last] if seen.last < len(parse.tokens) else head
    if seen.of is None and behind.sentence == head.sentence:
        states = _by("states").get(behind.lower, ())
        if states and not _has_own_subject(parse, behind, head):
            return [(entry, behind) for entry in states]
    top = _climbed(parse, head)
    verb = parse.tokens[top.head]
    if top.relation in ("dobj", "nsubjpass"):
        found = _by("takes").get(verb.lemma, ())
    elif top.relation == "nsubj":
        found = _of_action(parse, verb) + _of_state(parse, verb)
    else:
        found = ()
    return [(entry, verb) for entry in found] or _toll(parse, seen, top)


def _climbed(parse: Parse, head: Token) -> Token:
    """The top of the noun phrase: "12 of the men" and "12" and "40" of a list stand for it."""
    tokens = parse.tokens
    for _ in range(HIGHEST_CLIMB):
        above = tokens[head.head]
        if head.relation in ("nummod", "quantmod", "conj", "compound") and above is not head:
            if head.relation == "conj" and above.tag.startswith("VB"):
                break
            head = above
        elif head.relation == "pobj" and above.lower == "of":
            head = tokens[above.head]
        else:
            break
    return head


def _has_own_subject(parse: Parse, state: Token, head: Token) -> bool:
    return any(
        parse.tokens[child].relation in ("nsubj", "nsubjpass") and child < head.index
        for child in state.children
    )


def _of_action(parse: Parse, verb: Token) -> tuple[str, ...]:
    """What happened to those who "drown", or who "lost their homes"."""
    lost = parse.child(verb, "dobj")
    phrase = f"{verb.lemma} {lost.lemma}" if lost else ""
    return _by("does").get(verb.lemma, ()) + _by("does").get(phrase, ())


def _of_state(parse: Parse, verb: Token) -> tuple[str, ...]:
    """ "are missing", "fell ill": the state that a verb ascribes."""
    found = _by("states").get(verb.lower, ())
    state = parse.child(verb, "acomp", "oprd", "attr", "advmod")
    return found or (_by("states").get(state.lower, ()) if state else ())


def _toll(parse: Parse, seen: Seen, top: Token) -> list[tuple[str, Token]]:
    """ "a death toll of 40", "the toll rose to 40"; "claimed 40 lives"."""
    if seen.of is not None and parse.text(seen.of).lower() in company("lives"):
        verb = parse.tokens[top.head]
        return [("killed", verb)] if verb.lemma in company("takes-lives") else []
    if seen.of is not None:
        return []
    above = parse.tokens[top.head]
    noun = parse.tokens[above.head] if above.tag in ("IN", "TO") else above
    if not noun.tag.startswith("VB"):
        return [(entry, noun) for entry in _by("tolls").get(noun.lemma.lower(), ())]
    nouns = [child for child in parse.children(noun) if child.relation in _ARGUMENTS]
    found = [(entry, noun) for noun in nouns for entry in _by("tolls").get(noun.lemma.lower(), ())]
    if found or noun.lemma not in _changing():
        return found
    plural = (noun for noun in nouns if noun.tag == "NNS")  # "deaths rose to 40"
    return [(e, noun) for noun in plural for e in _by("nouns").get(noun.lemma.lower(), ())]


@cache
def _changing() -> frozenset[str]:
    """Verbs of change."""
    return frozenset(verb for entry in changes().values() for verb in entry.verbs)


@cache
def _by(place: str) -> dict[str, tuple[str, ...]]:
    """Entries by their words of one kind."""
    found: dict[str, tuple[str, ...]] = {}
    for name, entry in casualties().items():
        for word in _words(entry, place):
            found[word] = (*found.get(word, ()), name)
    return found


def _words(entry: CasualtyWords, place: str) -> tuple[str, ...]:
    words: tuple[str, ...] = getattr(entry, place)
    return words if place == "does" else tuple(word.split()[-1] for word in words)

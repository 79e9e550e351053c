"""One act, one event: what to do where two words name the same act."""

from typing import NamedTuple

from onrecord.find.event_frames import NO_CHOICE, Choice
from onrecord.find.event_places import Tree
from onrecord.find.event_sides import Places
from onrecord.model import Token
from onrecord.model.words import EventType

POINTING = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
PART_OF = frozenset({"in", "with", "during", "through", "by", "of"})  # "killed two in an attack"
CLAUSES = frozenset({"xcomp", "advcl", "pcomp"})
FARTHEST = 4  # words between a word and the event it belongs to


class Found(NamedTuple):
    """An event before it has its number.

    `sure`: how probable the classifier holds its type, `said`: by which features; `added`: no
    frame spoke, only the classifier; `code`: its CAMEO code where what it contains narrows it;
    `implied`: the actors that are understood, not printed.
    """

    token: Token
    places: Places
    choice: Choice
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    understood: bool = False
    noun: bool = False
    coded: bool = True
    sure: float | None = None
    said: tuple[str, ...] = ()
    added: bool = False
    code: str | None = None
    implied: tuple[str, ...] = ()

    @property
    def type(self) -> EventType | None:
        return self.choice.frame.type if self.choice.frame else None


def without_doubles(found: list[Found], tree: Tree) -> list[Found]:
    """The events without what is told twice.

    A noun that only completes the frame of a verb ("imposed sanctions") is none of its own; one
    that points to something known stays, as an event of no type ("signed the agreement"). A noun
    of the same type as the event it hangs on belongs to that event, which takes over the actors
    it lacks ("stopped work in protest against Rome"). A verb of the same type shares its actors
    and recipients ("used force to disperse students").
    """
    spoken_for = {f.choice.object for f in found if f.choice.object != f.token.index}
    kept: list[Found] = []
    for item in found:
        if item.token.index not in spoken_for or not item.noun:
            kept.append(item)
        elif any(c.lower in POINTING for c in tree.parse.children(item.token)):
            kept.append(item._replace(choice=NO_CHOICE))
    return _joined(kept, tree)


def _joined(found: list[Found], tree: Tree) -> list[Found]:
    places = {item.token.index: n for n, item in enumerate(found) if item.type}
    for n, item in enumerate(found):
        if item.noun and item.type and item.places.governor is not None:
            places.setdefault(item.places.governor.index, n)
    for n, item in enumerate(found):
        above = places.get(_above(item, places, tree)) if item.type else None
        if above is None or above == n or found[above].type != item.type:
            continue
        if not item.noun and _made_to(item, found[above]):
            found[n] = item._replace(choice=NO_CHOICE)
        elif not item.noun:
            found[n] = _sharing(item, found[above])
        elif _same_act(item, found[above]):
            found[above] = _sharing(found[above], item)
            found[n] = item._replace(choice=NO_CHOICE)
    return found


def _above(item: Found, places: dict[int, int], tree: Tree) -> int:
    """The index of the nearest word above that names an event of a type, or -1."""
    token = item.token
    for _ in range(FARTHEST):
        if token.relation == "pobj" and tree.parse.head(token).lower not in PART_OF:
            return -1
        if not item.noun and token.relation not in CLAUSES | {"prep"}:
            return -1
        if token.relation in ("relcl", "ccomp", "conj", "nsubj", "ROOT"):
            return -1
        token = tree.parse.head(token)
        if token.index in places:
            return token.index
    return -1


def _made_to(item: Found, above: Found) -> bool:
    """True for what the recipient is made to do: "forced the paper to close"."""
    return bool(item.actors) and set(above.recipients).issuperset(item.actors)


def _same_act(noun: Found, above: Found) -> bool:
    """True if the noun names nobody whom the event above it has not, or lacks."""
    known = {*above.actors, *above.recipients}
    return (not noun.actors or known.issuperset(noun.actors)) and (
        not noun.recipients or not above.recipients or known.issuperset(noun.recipients)
    )


def _sharing(item: Found, other: Found) -> Found:
    return item._replace(
        actors=item.actors or tuple(a for a in other.actors if a not in item.recipients),
        recipients=item.recipients or tuple(r for r in other.recipients if r not in item.actors),
    )

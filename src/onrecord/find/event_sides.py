"""The places around a trigger: subject, object, possessor, prepositions, complement."""

from msgspec import Struct, field
from msgspec.structs import replace

from onrecord.model import Token

NOUN_OBJECT = ("of", "with", "against", "for", "to", "on")


class Places(Struct):
    """What stands around a trigger, with passives turned round.

    `heads`: the head words by place: "subject", "object", "possessor", "complement-subject", or a
    preposition; `objects`: index and lemma of what can meet a frame's `object`; `parts`: the same
    of the object's of-phrase; `below`: the same by preposition; `modifiers`: the lemmas of what
    modifies a trigger that is a noun; `adverbs`: the particles of a verb, without the prepositions
    that `particles` has too; `content`: the verbs of complements; `purposes`: the verbs of purpose
    clauses; `governor`: the light verb above a noun; `turned`: the verb is passive;
    `naming`: it says what its object is said to be ("called the poll a farce").
    """

    heads: dict[str, list[Token]] = field(default_factory=dict)
    objects: list[tuple[int, str]] = field(default_factory=list)
    parts: list[tuple[int, str]] = field(default_factory=list)
    below: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    modifiers: frozenset[str] = frozenset()
    particles: set[str] = field(default_factory=set)
    adverbs: set[str] = field(default_factory=set)
    complements: set[str] = field(default_factory=set)
    content: list[Token] = field(default_factory=list)
    purposes: list[Token] = field(default_factory=list)
    governor: Token | None = None
    turned: bool = False
    naming: bool = False

    def add(self, place: str, *tokens: Token) -> None:
        known = self.heads.setdefault(place, [])
        known += [t for t in tokens if t not in known]


def with_object(places: Places) -> Places:
    """The places of a noun as its verb would have them: "a briefing for Rome" briefs Rome."""
    first = next((p for p in NOUN_OBJECT if places.heads.get(p)), None)
    if first is None or places.heads.get("object"):
        return places
    return replace(places, heads={**places.heads, "object": places.heads[first]})

"""Tables of the world: countries, bodies, outlets, and the words for what people do and are."""

from functools import cache
from typing import Literal

from msgspec import Struct

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load_rows
from onrecord.model.words import ActorKind

SectorClass = Literal["official", "expert", "witness", "media", "leader", "civilian", "fighter"]


class Country(Struct, frozen=True, forbid_unknown_fields=True):
    """A state or territory: `code` is ISO 3166-1 alpha-3 (XKX for Kosovo, user-assigned).

    `names` are other names and short forms, `adjectives` stand before nouns ("South Korean"),
    `people` are its people ("Russians"), `seats` stand for its government ("the Kremlin").
    `then` was the capital of a former state and is another's now (Prague).
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str = ""
    seats: tuple[str, ...] = ()
    then: str = ""


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """A named organization or armed group. `country` is alpha-3, or IGO, NGO, MNC for bodies of
    no one state; `sector` is from PLOVER's list."""

    name: str
    names: tuple[str, ...] = ()
    kind: ActorKind = "organization"
    country: str = ""
    sector: str = ""
    wikidata: str = ""


class Outlet(Struct, frozen=True, forbid_unknown_fields=True):
    """A news agency, paper, broadcaster or site; `state` is "yes" where a state runs it."""

    name: str
    names: tuple[str, ...] = ()
    kind: Literal["agency", "newspaper", "broadcaster", "magazine", "site"] = "newspaper"
    country: str = ""
    state: Literal["yes", "no"] = "no"


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """A large city or a state or province of a country; `country` is alpha-3."""

    name: str
    country: str
    kind: Literal["city", "region"] = "city"


class Role(Struct, frozen=True, forbid_unknown_fields=True):
    """A word or phrase (singular, lower case) for people or bodies: "foreign minister", "troops".

    `kind`: what it names; `sector`: PLOVER's; `stands`: what class of source it is;
    `title` is "yes" if it may stand before a name ("Foreign Minister Wong");
    `plural` where it is not regular.
    """

    word: str
    kind: Literal["person", "group", "organization"] = "person"
    sector: str = ""
    stands: SectorClass | None = None
    title: Literal["yes", "no"] = "no"
    plural: str = ""


class Kindred(Struct, frozen=True, forbid_unknown_fields=True):
    """A role that may refer back to somebody of another: "the lawmaker" to a senator."""

    word: str
    of: tuple[str, ...]


class Holder(Struct, frozen=True, forbid_unknown_fields=True):
    """Who held an office, on which days that is known (ISO dates, both included).

    `country` is alpha-3, or IGO where `body` names an international body.
    """

    name: str
    country: str
    title: str
    since: str
    until: str
    names: tuple[str, ...] = ()
    body: str = ""


class Deed(Struct, frozen=True, forbid_unknown_fields=True):
    """A description and the lemmas of the verbs by which somebody comes to be called so."""

    word: str
    does: tuple[str, ...] = ()
    suffers: tuple[str, ...] = ()


class Metonym(Struct, frozen=True, forbid_unknown_fields=True):
    """A place that stands for a body; `rival` is the country that it may stand for instead."""

    name: str
    body: str
    rival: str = ""


class PlaceVerb(Struct, frozen=True, forbid_unknown_fields=True):
    """The lemma of a verb whose object is a place: "visit"."""

    verb: str


class Home(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the people of a place that is no country ("Texan"); `country` is alpha-3."""

    word: str
    place: str
    country: str


@cache
def countries() -> tuple[Country, ...]:
    """All countries, in the order of their codes."""
    return tuple(load_rows("countries.tsv", Country))


@cache
def bodies() -> tuple[Body, ...]:
    """International bodies, ministries and services, armed groups, companies."""
    return tuple(load_rows("bodies.tsv", Body))


@cache
def outlets() -> tuple[Outlet, ...]:
    """News agencies and outlets."""
    return tuple(load_rows("outlets.tsv", Outlet))


@cache
def places() -> tuple[Place, ...]:
    """Large cities and regions, without those that other tables know."""
    return tuple(load_rows("places.tsv", Place))


@cache
def people() -> frozenset[str]:
    """The words of one's own for persons: "woman", "voter"; no titles of several words."""
    return frozenset(r.word for r in roles() if r.kind == "person" and " " not in r.word)


@cache
def roles() -> tuple[Role, ...]:
    """Words for people and bodies by what they do."""
    return tuple(load_rows("roles.tsv", Role))


@cache
def kindred() -> dict[str, tuple[str, ...]]:
    """The roles that a role may refer back to. Raises KnowledgeError for words that are none."""
    known = {role.word for role in roles()}
    found = {row.word: row.of for row in load_rows("kindred.tsv", Kindred)}
    for word, others in found.items():
        for other in (word, *others):
            if other not in known:
                raise KnowledgeError(
                    f"kindred.tsv: {word!r} names {other!r}, which is no role. "
                    "Add it to roles.tsv, or take it out."
                )
    return found


@cache
def deeds() -> dict[str, Deed]:
    """What a description says that somebody did or suffered. Raises KnowledgeError for a word that
    is no role."""
    known = {role.word for role in roles()}
    found = {row.word: row for row in load_rows("deeds.tsv", Deed)}
    for word in found:
        if word not in known:
            raise KnowledgeError(
                f"deeds.tsv: {word!r} is no role. Add it to roles.tsv, or take it out."
            )
    return found


@cache
def homes() -> tuple[Home, ...]:
    """The people of states, regions and cities."""
    return tuple(load_rows("homes.tsv", Home))


@cache
def holders() -> tuple[Holder, ...]:
    """Heads of state and government and of some international bodies, with their terms."""
    return tuple(load_rows("holders.tsv", Holder))


@cache
def metonyms() -> dict[str, Metonym]:
    """Places that stand for bodies, by their names in lower case. Raises KnowledgeError for a
    body that bodies.tsv does not have."""
    known = {body.name for body in bodies()}
    rows = load_rows("metonyms.tsv", Metonym)
    for row in rows:
        if row.body not in known:
            raise KnowledgeError(f"metonyms.tsv: no body {row.body!r}. Add it to bodies.tsv.")
    return {row.name.lower(): row for row in rows}


@cache
def place_verbs() -> frozenset[str]:
    """Lemmas of verbs whose object is a place."""
    return frozenset(row.verb for row in load_rows("place_verbs.tsv", PlaceVerb))

"""What kind of source it is: a named official, an expert, a poll, somebody unnamed."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from onrecord.find.attributions.clauses import NOUNS
from onrecord.knowledge.cues import source_words
from onrecord.knowledge.naming import name_words
from onrecord.knowledge.statements import traits
from onrecord.knowledge.world import outlets, roles
from onrecord.model import Actor, Parse, Token
from onrecord.model.words import SourceKind

OFFICIAL = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD", "IGO"})
PAPERS: tuple[SourceKind, ...] = ("document", "poll")
MAKERS = ("organization", "country")
OWNERS = ("poss", "compound", "nmod")
MADE_BY = ("by", "from")
WORKS_FOR = ("of", "with", "from", "at", "for")
AT_BODY = ("in", "at", "from", "inside", "within", "with")
BESIDE = 60  # characters beside a name in which its title may stand
NEAR = 4  # words before a title in which "former" may stand
STATES = frozenset({"official", "leader"})


class Judged(NamedTuple):
    """A kind, and the words and tables that tell it."""

    kind: SourceKind
    why: str


Known = Mapping[int, str]
Actors = Mapping[str, Actor]


def kind_of(
    parse: Parse, head: Token | None, actor: Actor | None, known: Known, actors: Actors
) -> Judged:
    """The kind by the word that names the source first, then by the actor it resolves to.

    `known` gives the actors' ids by the head tokens of their mentions.
    """
    if head is None:
        return Judged("none", "nobody is named")
    if head.pos != "PROPN":
        told = _by_word(parse, head, actor, known, actors)
        if told:
            return told
    if actor is None:
        return Judged("unnamed", f"“{head.text}” stands for nobody known")
    house = _house_of(parse, head, known, actors)
    if house and actor.kind in ("person", "unknown"):
        return Judged("media", f"of {house.name}, a medium")
    full = actor.kind == "unknown" and (" " in actor.name or head.tag == "NNP")
    if is_named(actor) and (actor.kind == "person" or (full and head.tag != "NNPS")):
        return _named(parse, head, actor, known)
    if is_medium(actor):
        return Judged("media", f"{actor.name} is a medium")
    if head.tag == "NNPS" and actor.kind == "organization" and not _is_said(head, actor):
        return Judged("unnamed", f"some of {actor.name}")  # "Democrats" are not the party
    if actor.kind in ("organization", "country", "place") or _is_armed(head, actor):
        return Judged("organization", f"{actor.name} is a body, or stands for one")
    return _nominal(parse, head, actor, known, actors)


def _by_word(
    parse: Parse, head: Token, actor: Actor | None, known: Known, actors: Actors
) -> Judged | None:
    """What the word itself says, whoever it stands for."""
    word = _word_of(head)
    for child in parse.children(head) if word != "poll" else ():  # "media reports" are media
        apt = child.relation == "compound" or head.lemma.lower() in source_words()
        if child.relation in OWNERS and apt and _is_medium_word(child, known, actors):
            return Judged("media", f"“{child.text} {head.text}”")
    if word in PAPERS and any(_is_role(child, head) for child in parse.children(head)):
        return None  # "senior figures" are people
    if word == "document" and actor is not None and is_medium(actor):
        return Judged("media", f"{actor.name} is a medium")
    if word == "unnamed" and _is_official_source(parse, head, known, actors):
        return Judged("unnamed-official", "a source in a body of a state")
    return Judged(word, f"“{head.text}” in the table of source words") if word else None


def _word_of(head: Token) -> SourceKind | None:
    words = source_words()
    return words.get(head.lower) or words.get(head.lemma.lower())


def _is_medium_word(token: Token, known: Known, actors: Actors) -> bool:
    if stands_for(token.lower) == "media":
        return True
    actor = actors.get(known.get(token.index, ""))
    return token.pos == "PROPN" and actor is not None and is_medium(actor)


def _is_official_source(parse: Parse, head: Token, known: Known, actors: Actors) -> bool:
    """ "a military source", "a source at the ministry", "government sources"."""
    for child in parse.children(head):
        if _roles().get(f"{child.lower} {head.lemma.lower()}") == "official":
            return True
        if child.relation in ("compound", "amod", "nmod", "poss") and _is_state(
            actors.get(known.get(child.index, ""))
        ):
            return True
        body = parse.child(child, "pobj") if child.relation == "prep" else None
        if body and child.lower in AT_BODY and _is_state(actors.get(known.get(body.index, ""))):
            return True
    return False


def _is_state(actor: Actor | None) -> bool:
    return actor is not None and (actor.sector in OFFICIAL or actor.kind == "country")


def _is_role(word: Token, head: Token) -> bool:
    return f"{word.lower} {head.lemma.lower()}" in _role_words()


def _named(parse: Parse, head: Token, actor: Actor, known: Known) -> Judged:
    title = actor.office.title if actor.office else ""
    stands = stands_for(title) if title else None
    if title and is_former(parse, actor, known):
        return Judged("named-person", f"{title} no longer, or not yet")
    if stands == "expert" or actor.sector == "EDU":
        return Judged("expert", title or "of a place of learning")
    if stands == "media" or actor.sector == "JRN":
        return Judged("media", title or "of the press")
    if stands == "witness":
        return Judged("witness", title)
    if actor.sector in OFFICIAL or _is_official(stands, actor):
        return Judged("named-official", title or f"sector {actor.sector}")
    return Judged("named-person", title or "a name without an office")


def is_former(parse: Parse, actor: Actor, known: Known) -> bool:
    """True for an office that is said to be held no longer, or not yet: "the former governor"."""
    title = actor.office.title.lower() if actor.office else ""
    words = title.split()
    if not words:
        return False
    if words[0].rstrip("-") in _former() or words[0].startswith("ex-"):
        return True
    for mention in actor.mentions:
        start, end = mention.span
        around = parse.report.text[max(0, start - BESIDE) : end + BESIDE].lower()
        place = around.find(title)
        if place > 0 and set(around[:place].split()[-NEAR:]) & _former():
            return True
    return False


def _nominal(parse: Parse, head: Token, actor: Actor, known: Known, actors: Actors) -> Judged:
    """Somebody described: by the noun, or for a pronoun by the words of the actor's name."""
    noun = actor.name.lower() if head.pos == "PRON" else head.lemma.lower()
    stands = stands_for(noun) or stands_for(head.lower)
    if (
        head.pos == "PROPN"
        and actor.kind == "group"
        and actor.country
        and _is_definite(parse, head)
    ):
        return Judged("unnamed-official", f"“{head.text}” stands for the side of a state")
    if noun.split()[-1] in traits("speaker") and _is_private(actor, head, parse, known, actors):
        return Judged("organization", "the voice of a body that is no state's")
    if _is_official(stands, actor) or (stands == "fighter" and actor.sector in OFFICIAL):
        return Judged("unnamed-official", f"“{head.text}” in the table of roles")
    if stands in ("expert", "witness", "media"):
        return Judged(stands, f"“{head.text}” in the table of roles")  # type: ignore[arg-type]
    if actor.sector in OFFICIAL and actor.kind == "person":
        return Judged("unnamed-official", f"sector {actor.sector}")
    return Judged("unnamed", f"“{head.text}” is neither a name nor an office")


def _is_said(head: Token, actor: Actor) -> bool:
    """True where the name of a body holds the word."""
    return head.lower in actor.name.lower() or head.lemma.lower() in actor.name.lower()


def _is_armed(head: Token, actor: Actor) -> bool:
    """True for a group of a sector that acts under a name of its own: "the Taliban"."""
    named = head.pos == "PROPN" and actor.kind == "group" and is_named(actor)
    return named and actor.sector is not None and head.tag == "NNP"


def _is_private(actor: Actor, head: Token, parse: Parse, known: Known, actors: Actors) -> bool:
    """True for somebody who speaks for a body that is known and no state's."""
    if actor.sector in OFFICIAL:
        return False
    if actor.sector not in (None, "", *OFFICIAL):
        return True
    body = None
    for child in parse.children(head):
        if child.relation == "prep" and child.lower in ("for", "of", "with", "at"):
            body = parse.child(child, "pobj")
        elif child.relation in OWNERS:
            body = child
    owner = actors.get(known.get(body.index, "")) if body else None
    return owner is not None and owner.kind != "country" and owner.sector not in (None, *OFFICIAL)


def _is_definite(parse: Parse, head: Token) -> bool:
    child = parse.child(head, "det")
    return child is not None and child.lower == "the"


def _is_official(stands: str | None, actor: Actor) -> bool:
    """True for officials and leaders of no other sector ("critics", "union leaders")."""
    return stands in STATES and actor.sector in (None, *OFFICIAL)


def owner_of(parse: Parse, head: Token, known: Known, actors: Actors) -> Actor | None:
    """The body that made what speaks: "a U.N. report", "the bank's study", "a poll by Gallup"."""
    for child in parse.children(head):
        made = child
        if child.relation in ("prep", "agent") and child.lower in MADE_BY:
            made = parse.child(child, "pobj") or child
        elif child.relation == "acl" and child.tag == "VBN" and (by := parse.child(child, "agent")):
            made = parse.child(by, "pobj") or child
        elif child.relation not in OWNERS:
            continue
        actor = actors.get(known.get(made.index, ""))
        if actor and made.pos in NOUNS and actor.kind in MAKERS and is_named(actor):
            return actor
    return None


def _house_of(parse: Parse, head: Token, known: Known, actors: Actors) -> Actor | None:
    """The medium somebody works for: "the Gazette's Jane Roe", "Jane Roe of the Gazette"."""
    for child in parse.children(head):
        house = child
        if child.relation == "prep" and child.lower in WORKS_FOR:
            house = parse.child(child, "pobj") or child
        elif child.relation != "poss":
            continue
        actor = actors.get(known.get(house.index, ""))
        if actor and is_medium(actor) and is_named(actor):
            return actor
    return None


def is_named(actor: Actor) -> bool:
    """True if a mention gives a name."""
    return any(mention.form == "name" for mention in actor.mentions)


def is_medium(actor: Actor) -> bool:
    """True for an outlet of the table, and for any body of the press."""
    if actor.name.lower() in _outlets():
        return True
    return actor.sector == "JRN" and actor.kind not in ("person", "group")


def is_broadcaster(actor: Actor) -> bool:
    """True for a station or channel of the table of outlets."""
    return _outlets().get(actor.name.lower()) == "broadcaster"


def stands_for(title: str) -> str | None:
    """The class of the last words of a title that the table of roles knows."""
    words = title.lower().split()
    for start in range(len(words)):
        found = _roles().get(" ".join(words[start:]))
        if found:
            return found
    return next((_roles()[w] for w in reversed(words) if w in _roles()), None)


@cache
def _roles() -> dict[str, str]:
    return {role.word: role.stands for role in roles() if role.stands}


@cache
def _role_words() -> frozenset[str]:
    return frozenset(role.word for role in roles() if " " in role.word)


@cache
def _former() -> frozenset[str]:
    return frozenset(word.word for word in name_words() if word.use == "former")


@cache
def _outlets() -> dict[str, str]:
    return {name.lower(): o.kind for o in outlets() for name in (o.name, *o.names)}

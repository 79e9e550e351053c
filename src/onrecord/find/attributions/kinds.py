"""What kind of source it is: a named official, an expert, a poll, somebody unnamed."""

from functools import cache

from onrecord.knowledge.cues import source_words
from onrecord.knowledge.world import outlets, roles
from onrecord.model import Actor, Parse, Token
from onrecord.model.words import SourceKind

OFFICIAL = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD", "IGO"})


def kind_of(parse: Parse, head: Token | None, actor: Actor | None) -> SourceKind:
    """The kind by the word that names the source first, then by the actor it resolves to."""
    if head is None:
        return "none"
    if head.pos != "PROPN":
        for child in parse.children(head):  # "media reports" are media, not documents
            if child.relation == "compound" and stands_for(child.lower) == "media":
                return "media"
        word = source_words().get(head.lemma.lower())
        if word == "unnamed" and any(_is_phrase(c, head) for c in parse.children(head)):
            return "unnamed-official"  # "a military source"
        if word:
            return word
    if actor is None:
        return "unnamed"
    full = actor.kind == "unknown" and " " in actor.name  # a name of two words that speaks
    if _is_named(actor) and (actor.kind == "person" or full):
        return _named(actor)
    if _is_outlet(actor) or actor.sector == "JRN":
        return "media"
    if actor.kind in ("organization", "country", "place"):
        return "organization"
    return _nominal(head, actor)


def _is_phrase(word: Token, head: Token) -> bool:
    return _roles().get(f"{word.lower} {head.lemma.lower()}") == "official"


def _named(actor: Actor) -> SourceKind:
    stands = stands_for(actor.office.title) if actor.office else None
    if stands == "expert" or actor.sector == "EDU":
        return "expert"
    if stands == "media" or actor.sector == "JRN":
        return "media"
    if stands == "witness":
        return "witness"
    if actor.sector in OFFICIAL or (actor.office and _is_official(stands, actor)):
        return "named-official"
    return "named-person"


def _nominal(head: Token, actor: Actor) -> SourceKind:
    stands = stands_for(head.lemma.lower()) or stands_for(head.lower)
    if _is_official(stands, actor) or (stands == "fighter" and actor.sector in OFFICIAL):
        return "unnamed-official"
    if stands in ("expert", "witness", "media"):
        return stands  # type: ignore[return-value]
    return "unnamed-official" if actor.sector in OFFICIAL and actor.kind == "person" else "unnamed"


def _is_official(stands: str | None, actor: Actor) -> bool:
    """True for officials, and for leaders of no other sector ("critics", "union leaders")."""
    return stands == "official" or (stands == "leader" and actor.sector in (None, *OFFICIAL))


def _is_named(actor: Actor) -> bool:
    return any(mention.form == "name" for mention in actor.mentions)


def stands_for(title: str) -> str | None:
    """The class of the last words of a title that the table of roles knows."""
    words = title.lower().split()
    for start in range(len(words)):
        found = _roles().get(" ".join(words[start:]))
        if found:
            return found
    return next((_roles()[w] for w in reversed(words) if w in _roles()), None)


def _is_outlet(actor: Actor) -> bool:
    return actor.name.lower() in _outlets()


@cache
def _roles() -> dict[str, str]:
    return {role.word: role.stands for role in roles() if role.stands}


@cache
def _outlets() -> frozenset[str]:
    return frozenset(name.lower() for o in outlets() for name in (o.name, *o.names))

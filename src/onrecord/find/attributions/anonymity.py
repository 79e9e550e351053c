"""How far a source is named: by name, by a description, or not at all."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from onrecord.find.attributions.kinds import PAPERS, Judged, is_named, owner_of
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import subject_of
from onrecord.knowledge.statements import hidings, traits
from onrecord.model import Actor, Parse, Span, Token
from onrecord.model.words import Anonymity

GAP = 2  # words that may stand between two words of a phrase
CLOSE = "+"  # in a table: nothing may stand before this place
NONE_HERE = "-"  # in a table: this place may be empty
NUMBERS = ("nummod", "quantmod")
INDEFINITE = frozenset({"a", "an", "some", "several", "many", "another", "one", "any"})
NAMED_KINDS = ("named-official", "named-person")


Slots = tuple[tuple[frozenset[str], int], ...]  # the words of a place, and the gap before it


class Level(NamedTuple):
    """How far a source is named, or None, and why."""

    value: Anonymity | None
    why: str
    span: Span | None = None


class Hidden(Struct, frozen=True, gc=False):
    """A phrase that keeps a source without a name: its entry, its words, whom it is about."""

    entry: str
    span: Span
    sentence: int
    actor: str | None
    head: int | None


def hidden_in(parse: Parse, known: Mapping[int, str]) -> list[Hidden]:
    """All such phrases of a report."""
    return [_about(parse, name, first, last, known) for name, first, last in _phrases(parse)]


def anonymity_of(
    parse: Parse,
    head: Token | None,
    actor: Actor | None,
    judged: Judged,
    known: Mapping[int, str],
    actors: Mapping[str, Actor],
    hidden: Hidden | None,
) -> Level:
    """How far the source with this head is named; see docs/chains.md."""
    if head is None:
        return Level(None, "nobody is named")
    person = actor is not None and actor.kind in ("person", "unknown") and is_named(actor)
    if hidden and not (person and judged.kind != "unnamed"):
        return Level("anonymous", f"hidings:{hidden.entry}", hidden.span)
    if actor is None:
        if _is_part(parse, head):
            return Level("partial", f"“{head.text}” of those described")
        if head.lower in traits("nobody"):
            return Level("anonymous", f"“{head.text}” describes nobody", head.span)
        return Level(None, f"“{head.text}” stands for nobody known")
    unnamed = _unnamed_word(parse, head, actor)
    if unnamed:
        return Level("anonymous", f"“{unnamed}” in the table of traits")
    if judged.kind in (*PAPERS, "media"):
        return _of_thing(parse, head, actor, known, actors)
    if judged.kind == "organization":
        return _of_body(parse, head, actor)
    if judged.kind in NAMED_KINDS or (person and actor.kind == "person"):
        return Level("named", f"the report names {actor.name}")
    told = _is_part(parse, head) or any(c.index in known for c in parse.children(head))
    if judged.kind == "unnamed" and _is_nobody(head, actor) and not told:
        return Level("anonymous", f"“{head.text}” describes nobody", head.span)
    return Level("partial", "described, and nowhere named")


def _of_thing(
    parse: Parse, head: Token, actor: Actor, known: Mapping[int, str], actors: Mapping[str, Actor]
) -> Level:
    """A paper, a poll or a medium has a name, or that of its maker."""
    owner = actor if is_named(actor) else owner_of(parse, head, known, actors)
    if owner is None:
        return Level("partial", "neither it nor its maker is named")
    return Level("named", f"{'it is' if owner is actor else 'made by'} {owner.name}")


def _of_body(parse: Parse, head: Token, actor: Actor) -> Level:
    """A body is named by its name, or by "the ministry"; "a company" is not."""
    if is_named(actor) and head.tag != "NNS":
        return Level("named", f"the report names {actor.name}")
    speaker = head.lemma.lower() in traits("speaker")
    counted = parse.child(head, *NUMBERS) is not None
    article = parse.child(head, "det")
    vague = article is not None and article.lower in INDEFINITE
    plural = head.tag in ("NNS", "NNPS") and head.lower != head.lemma.lower()
    if speaker or counted or vague or (plural and article is None):
        return Level("partial", "a body that is described, not named")
    return Level("named", "a body that is plainly designated")


def _unnamed_word(parse: Parse, head: Token, actor: Actor) -> str | None:
    if head.pos == "PRON":
        words = actor.name.lower().split() if not is_named(actor) else []
    else:
        words = [child.lower for child in parse.children(head) if child.relation == "amod"]
    return next((word for word in words if word in traits("unnamed")), None)


def _is_part(parse: Parse, head: Token) -> bool:
    """True for "one of his advisers" and "most miners": part of those who are described."""
    return group_of(parse, head) is not None


def group_of(parse: Parse, head: Token) -> Token | None:
    """Those of whom somebody is a part: "them" in "one of them"."""
    of = parse.child(head, "prep")
    if of is None or of.lower != "of" or head.pos not in ("PRON", "NUM", "DET", "ADJ"):
        return None
    return parse.child(of, "pobj") or of


def _is_nobody(head: Token, actor: Actor) -> bool:
    """True for "a source" and "two people", also where a pronoun stands for them."""
    if head.pos == "PRON" and actor.name.lower() != head.lower:
        last = actor.name.lower().split()[-1]
        return last in traits("nobody") or last.rstrip("s") in traits("nobody")
    lemma = head.lemma.lower()
    return head.lower in traits("nobody") or lemma in traits("nobody")


def hidden_of(
    hidden: list[Hidden], found: list[Found], number: int, actor: Actor | None, parse: Parse
) -> Hidden | None:
    """The phrase that hides the source of a relation: it is about the source's actor or head, or,
    where it is about nobody known, it follows in the next sentence."""
    relation = found[number]
    if not hidden or relation.source_head is None:
        return None
    at = parse.tokens[relation.head].sentence
    for phrase in hidden:
        if phrase.head is not None and phrase.head == relation.source_head:
            return phrase
        if actor is not None and phrase.actor == actor.id:
            return phrase
        if phrase.actor is None and _stands_in(parse, phrase.span, relation.source):
            return phrase
    for phrase in hidden:
        if phrase.actor is None and phrase.head is None and phrase.sentence - at in (0, 1):
            return phrase
    return None


def _stands_in(parse: Parse, span: Span, source: tuple[int, int] | None) -> bool:
    """True for a phrase inside the words of the source: "two envoys close to the talks, who …"."""
    if source is None:
        return False
    first, last = source
    return parse.tokens[first].start <= span.start and span.end <= parse.tokens[last - 1].end


def _about(parse: Parse, name: str, first: int, last: int, known: Mapping[int, str]) -> Hidden:
    tokens = parse.tokens
    span = Span(tokens[first].start, tokens[last - 1].end)
    who = _bearer(parse, tokens[first])
    actor = known.get(who.index) if who else None
    head = who.index if who and who.pos != "PRON" else None
    return Hidden(name, span, tokens[first].sentence, actor, head)


def _bearer(parse: Parse, token: Token) -> Token | None:
    """Who speaks without a name: the noun that the clause describes, or the clause's subject."""
    for up in (token, *parse.ancestors(token)):
        if up.relation in ("relcl", "acl"):
            return parse.head(up)
        if up.pos in ("VERB", "AUX"):
            subject = subject_of(parse, up)
            if subject:
                return parse.head(parse.head(subject)) if subject.tag == "WP$" else subject
    return None


def _phrases(parse: Parse) -> Iterator[tuple[str, int, int]]:
    """The phrases of the table that a report holds: entry, first token, end."""
    end = -1
    index = _index()
    for token in parse.tokens:
        entries = index.get(token.lemma) or index.get(token.lower)
        if entries is None or token.index < end:
            continue
        for name, slots in entries:
            last = _follow(parse, token, slots)
            if last is not None:
                yield name, token.index, last
                end = last
                break


def _follow(parse: Parse, token: Token, slots: Slots) -> int | None:
    """The end of a phrase that begins at a token, or None."""
    at = token.index + 1
    limit = parse.sentences[token.sentence].last
    for slot, gap in slots:
        found = next(
            (
                i
                for i in range(at, min(limit, at + gap + 1))
                if parse.tokens[i].lower in slot or parse.tokens[i].lemma.lower() in slot
            ),
            None,
        )
        if found is not None:
            at = found + 1
        elif NONE_HERE not in slot:
            return None
    return at


@cache
def _index() -> dict[str, list[tuple[str, Slots]]]:
    """The phrases by each word that may begin them."""
    index: dict[str, list[tuple[str, Slots]]] = {}
    for name, entry in hidings().items():
        first, *rest = entry.words.split()
        for word in first.split("|"):
            index.setdefault(word, []).append((name, tuple(map(_slot, rest))))
    return index


def _slot(words: str) -> tuple[frozenset[str], int]:
    close = words.startswith(CLOSE)
    return frozenset(words.removeprefix(CLOSE).split("|")), 0 if close else GAP

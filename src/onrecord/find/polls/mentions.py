"""Where a report speaks of a poll, and whether it is one spoken of before."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord.find.polls.details import can_be_asked
from onrecord.find.polls.scene import Scene
from onrecord.knowledge.polls import poll_words, pollsters
from onrecord.model import Sentence, Span, Token

MANY = 100  # people asked, without a word for a poll

_NOMINAL = frozenset({"pobj", "dobj", "nsubj", "nsubjpass"})

Way = Literal["new", "same", "open"]


class Mention(NamedTuple):
    """A word for a poll: the token, who made it and for whom, and whether it opens a new one.

    `way` is "new" for "another poll", "same" for "the survey", else "open". `several` is True for
    "polls show", which is no one poll; `old` for "an earlier poll", `fresh` for "the new
    poll".
    """

    token: Token
    pollster: str | None
    sponsor: str | None
    way: Way
    several: bool = False
    old: bool = False
    fresh: bool = False
    partners: tuple[str, ...] = ()


def mentions_in(scene: Scene, sentence: Sentence) -> Iterator[Mention]:
    """The mentions of polls in a sentence, nouns and verbs, in the order of the text."""
    for token in scene.parse.words(sentence):
        lemma = token.lemma.lower()
        noun = token.tag.startswith("NN") or (token.tag == "JJ" and token.relation in _NOMINAL)
        if noun and lemma in poll_words("poll"):
            if not _is_other(scene, token):
                yield _of_noun(scene, token)
        elif token.tag in ("VBD", "VBN", "VBG") and _asks_many(scene, token):
            subject = scene.parse.child(token, "nsubj")
            pollster = _actor_of(scene, subject) if subject and subject.tag != "WDT" else None
            yield Mention(token, pollster, None, "open")


def _asks_many(scene: Scene, verb: Token) -> bool:
    """ "polled", and "asked 1,011 people": an asking of many opens or goes on with a poll."""
    if verb.lemma in poll_words("poll"):
        return True
    asked = scene.parse.child(verb, "dobj") if verb.lemma in poll_words("asked") else None
    if asked is None or verb.tag == "VBG" or not can_be_asked(asked):
        return False
    counts = (f for f in scene.figures(scene.parse.sentences[verb.sentence]) if f.kind == "count")
    return any(f.of_span and f.of_span.end == asked.end and (f.low or 0) >= MANY for f in counts)


def _is_other(scene: Scene, token: Token) -> bool:
    """ "geological survey", "polls opened", "at the polls", "polling stations", "poll tax"."""
    head = scene.parse.head(token)
    if token.relation == "compound" and head.lemma.lower() not in poll_words("of-polls"):
        return True
    if any(child.lower in poll_words("not-poll") for child in scene.parse.children(token)):
        return True
    if token.tag != "NNS" or token.lemma != "poll":
        return False
    if head.lower in poll_words("to-the-polls") and scene.parse.child(token, "det"):
        return True
    return token.relation == "nsubj" and head.lemma in poll_words("at-the-polls")


def _of_noun(scene: Scene, token: Token) -> Mention:
    before = _before(scene, token)
    pollster, sponsor, partners = _makers(scene, token, before)
    children = list(scene.parse.children(token))
    words = {child.lower for child in children} | {child.lemma for child in children}
    named = pollster is not None
    way: Way = "open"
    if words & poll_words("new"):
        way = "new"
    elif token.tag == "NN" and not named and not any(c.tag == "DT" for c in children):
        way = "same"  # "Poll of 1,000 voters" below a table
    elif words & {"the", *poll_words("same")} or any(c.tag == "PRP$" for c in children):
        way = "same"
    several = token.tag == "NNS" and not words & {"the", "these"} and pollster is None
    old, fresh = bool(words & poll_words("old")), bool(words & poll_words("fresh"))
    return Mention(token, pollster, sponsor, way, several, old, fresh, partners)


def _before(scene: Scene, token: Token) -> Span:
    """The characters of the noun phrase before its noun."""
    first = token.index
    for child in token.children:
        if child < token.index and scene.tokens[child].relation not in ("punct", "relcl", "acl"):
            first = min(first, scene.tokens[child].left)
    return Span(scene.tokens[first].start, token.start)


def _makers(
    scene: Scene, token: Token, before: Span
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Who made it, for whom, and with whom: "a Harrow survey for the Post", "a poll by"."""
    mentions = [(span, actor) for span, actor in scene.actors(*before) if scene.has_name(actor)]
    named = [actor for _, actor in mentions]
    pollster = _best(scene, named) or _by(scene, token)
    if pollster is None and token.relation == "dobj":  # "Harrow conducted a survey"
        verb = scene.parse.head(token)
        subject = scene.parse.child(verb, "nsubj")
        if subject and verb.lemma in poll_words("conducted") | poll_words("released"):
            pollster = _actor_of(scene, subject)
    pollster = pollster or _finder(scene, token)
    partners = _partners(scene, mentions, pollster)
    sponsor = _for(scene, token)
    if sponsor is None and pollster in named:
        others = (actor for actor in named if actor != pollster and actor not in partners)
        sponsor = next(others, None)
    return pollster, sponsor if sponsor != pollster else None, partners


def _finder(scene: Scene, token: Token) -> str | None:
    """ "the Pew Research Center found in a poll": an institute that is known to make them."""
    verb = scene.tokens[scene.parse.head(token).head] if token.relation == "pobj" else None
    subject = scene.parse.child(verb, "nsubj") if verb else None
    if verb is None or subject is None or verb.lemma not in poll_words("showed"):
        return None
    actor = _actor_of(scene, subject)
    return actor if actor and scene.name(actor) in pollsters() else None


def _partners(
    scene: Scene, mentions: list[tuple[Span, str]], pollster: str | None
) -> tuple[str, ...]:
    """The others of "an ABC News/Washington Post poll"."""
    found: dict[str, None] = {}
    for (first, one), (second, other) in pairwise(mentions):
        if scene.text[first.end : second.start].strip() in poll_words("joint"):
            found |= {one: None, other: None}
    found.pop(pollster or "", None)
    return tuple(found)


def _best(scene: Scene, actors: list[str]) -> str | None:
    """Of several names that of an institute, else the first."""
    known = (actor for actor in actors if scene.name(actor) in pollsters())
    return next(known, actors[0] if actors else None)


def _by(scene: Scene, token: Token) -> str | None:
    """ "by", "from", or the agent of "conducted by", "carried out by"."""
    for child in _behind(scene, token):
        if child.lower in poll_words("by") and (found := _below(scene, child)):
            return found
        released = child.lemma in poll_words("released")
        if child.relation not in ("acl", "relcl", "conj"):
            continue
        if released or child.lemma in poll_words("conducted"):
            agent = scene.parse.child(child, "agent")
            found = _below(scene, agent) if agent else None
            if found and not (released and scene.sector(found) == "JRN"):
                return found
    return None


def _for(scene: Scene, token: Token) -> str | None:
    """ "for the Post", "commissioned by the Post"."""
    for child in _behind(scene, token):
        if child.lower in poll_words("for") and (found := _below(scene, child)):
            return found
        if child.relation not in ("acl", "relcl", "conj"):
            continue
        if child.lemma in poll_words("sponsored"):
            agent = scene.parse.child(child, "agent")
            return _below(scene, agent) if agent else None
        for part in scene.parse.children(child):
            if part.lower in poll_words("for") and (found := _below(scene, part)):
                return found
    return None


def _behind(scene: Scene, token: Token) -> list[Token]:
    """What is said of a poll behind its noun, each of several clauses by itself."""
    found = [child for child in scene.parse.children(token) if child.index > token.index]
    for child in found:
        if child.relation in ("acl", "relcl", "conj") and child.tag in ("VBN", "VBD"):
            found += [c for c in scene.parse.children(child) if c.relation == "conj"]
        if child.lower == "of":  # "a poll of 400 voters released by the institute"
            asked = scene.parse.child(child, "pobj")
            below = scene.parse.children(asked) if asked else ()
            found += [part for part in below if part.relation == "acl" and part.tag == "VBN"]
    after = scene.tokens[token.index + 1 : token.index + 3]
    if (
        len(after) == 2 and after[0].text == "," and after[1].lower in poll_words("by")
    ):  # "another poll, by the institute,"
        found.append(after[1])
    return [child for child in found if child.tag != "NN"]


def _below(scene: Scene, preposition: Token) -> str | None:
    noun = scene.parse.child(preposition, "pobj")
    return _actor_of(scene, noun) if noun else None


def _actor_of(scene: Scene, noun: Token) -> str | None:
    """The actor that a noun names: a name, not "the institute" or "voters"."""
    known = scene.draft.mention_at.get(noun.index)
    if known is None:
        start = scene.tokens[noun.left].start
        found = [actor for span, actor in scene.actors(start, noun.end) if span[1] == noun.end]
        known = found[0] if found else None
    actor = next((a for a in scene.draft.actors if a.id == known), None)
    if actor is None or not any(mention.form == "name" for mention in actor.mentions):
        return None
    return actor.id if actor.kind in ("organization", "unknown", "person") else None

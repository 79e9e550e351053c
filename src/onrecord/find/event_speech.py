"""What is done by saying what will be done: promises, threats, refusals and demands.

The table `event_speech.toml` tells which; here stands how the saying and the deed are found.
"""

from collections.abc import Mapping, Sequence

from onrecord.find.event_doubles import Found
from onrecord.find.event_frames import Choice
from onrecord.find.event_places import Tree
from onrecord.find.status import Judged
from onrecord.knowledge.frames import Frame, Speech, speeches
from onrecord.knowledge.ontology import quad
from onrecord.model import Draft, Token

LINKS = frozenset(
    {"ccomp", "xcomp", "acomp", "conj", "pcomp", "prep"}
)  # from the deed up to the saying
FARTHEST = 6


def with_speech(
    found: list[Found], judged: Sequence[Judged], draft: Draft, tree: Tree
) -> list[Found]:
    """The events, with a type for what is done by saying: "said it would send food"."""
    acts = _acts(draft)
    places = {item.token.index: n for n, item in enumerate(found)}
    result = list(found)
    for n, item in enumerate(found):
        if item.type is None:
            continue
        said = places.get(_saying(item.token, acts, tree))
        if said is None or result[said].type is not None:
            continue
        speaking = found[said]
        for name, speech in speeches().items():
            if _holds(speech, acts[speaking.token.index], item, judged[n], speaking, tree):
                result[said] = _said(name, speech, speaking, item)
                break
    return result


def _acts(draft: Draft) -> Mapping[int, str]:
    """What each attribution does, by the index of a word of its cue."""
    starts = {span.start: a.act for a in draft.attributions for span in a.cue.spans}
    return {t.index: starts[t.start] for t in draft.parse.tokens if t.start in starts}


def _saying(token: Token, acts: Mapping[int, str], tree: Tree) -> int:
    """The index of the cue above a deed, or -1."""
    for _ in range(FARTHEST):
        if token.relation not in LINKS:
            return -1
        token = tree.parse.head(token)
        if token.index in acts:
            return token.index
    return -1


def _holds(
    speech: Speech, act: str, deed: Found, judged: Judged, speaking: Found, tree: Tree
) -> bool:
    if act not in speech.act or judged.status not in speech.status:
        return False
    if deed.type is None or quad(deed.type) not in speech.deed:
        return False
    if speech.ahead and not any(c.tag == "MD" for c in tree.parse.children(deed.token)):
        return False
    own = not set(deed.actors).isdisjoint(speaking.actors)
    return own if speech.whose == "own" else bool(deed.actors) and not own


def _said(name: str, speech: Speech, speaking: Found, deed: Found) -> Found:
    frame = Frame(type=speech.type, cameo=speech.cameo, yes=(), no=())
    others = deed.recipients if speech.whose == "own" else deed.actors
    return speaking._replace(
        choice=Choice(name, frame, 2),
        recipients=tuple(id for id in others if id not in speaking.actors),
    )

"""Which events are coded: what is promised, asked, refused or threatened is not, as in PLOVER."""

from onrecord.find.event_doubles import Found
from onrecord.find.event_places import Tree
from onrecord.knowledge.ontology import compound_cameo, default_cameo
from onrecord.model import Token

FARTHEST = 60  # governors to climb
BESIDE = frozenset({"conj", "parataxis"})  # what is joined stands beside, not below
# what is done by saying something of another act, which PLOVER codes in place of that act
OF_AN_ACT = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


def coded(found: list[Found], tree: Tree) -> list[Found]:
    """The events, those marked that the speech act of another clause contains.

    "Peru promised to send food" is one promise, "threatened to shell the port" one threat: PLOVER
    codes the act of speech in place of the act. What is joined by "and" is an event beside it. An
    act of speech is narrowed by what it contains: a promise of food is an intent to give
    humanitarian aid. What is condemned, denied or only told of keeps its own type.
    """
    heads: dict[int, int] = {}
    for n, item in enumerate(found):
        if item.type in OF_AN_ACT:
            heads[item.token.index] = n
            if item.places.governor is not None:
                heads.setdefault(item.places.governor.index, n)
    result = list(found)
    for n, item in enumerate(found):
        outer = _container(item.token, n, heads, tree) if item.type else None
        if outer is not None:
            result[n] = result[n]._replace(coded=False)
            if result[outer].code is None:
                result[outer] = result[outer]._replace(code=_narrowed(found[outer], item))
    return result


def _container(token: Token, own: int, heads: dict[int, int], tree: Tree) -> int | None:
    """The place in the list of the event whose word governs this one, if any does."""
    for _ in range(FARTHEST):
        if token.relation in BESIDE or token.head == token.index:
            return None
        token = tree.parse.head(token)
        if heads.get(token.index, own) != own:
            return heads[token.index]
    return None


def _narrowed(outer: Found, inner: Found) -> str | None:
    """The code of an act of speech about an act, where it is narrower than its own."""
    narrower = compound_cameo(code_of(outer), code_of(inner))
    return narrower if narrower != code_of(outer) else None


def code_of(item: Found) -> str:
    """The CAMEO code of an event of a type, by itself."""
    frame = item.choice.frame
    if frame is None or frame.type is None:
        return ""
    return item.code or frame.cameo or default_cameo(frame.type, frame.mode)

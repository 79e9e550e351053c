"""Ask a draft which actor a word belongs to."""

from onrecord.find.actors.lookup import lexicon
from onrecord.model import Draft, Token

_UP = frozenset({"compound", "nmod", "amod", "det", "nummod", "quantmod", "appos", "case", "conj"})


def actor_of(draft: Draft, at: int) -> str | None:
    """The id of the actor that a token stands for, or None.

    The token itself first; then what its of-phrase counts ("dozens of troops"); then the head
    of its noun phrase or the first part of its coordination.
    """
    tokens = draft.parse.tokens
    for _ in range(4):
        actor = draft.mention_at.get(at) or _counted(draft, tokens[at])
        if actor:
            return actor
        token = tokens[at]
        if token.relation not in _UP or token.head == at:
            return None
        at = token.head
    return None


def _counted(draft: Draft, token: Token) -> str | None:
    words = lexicon()
    if not words.is_a(token.lower, "quantity") and token.tag not in ("CD", "DT"):
        return None
    parse = draft.parse
    preposition = parse.child(token, "prep")
    if preposition is None or not words.is_a(preposition.lower, "partitive"):
        return None
    noun = parse.child(preposition, "pobj")
    return draft.mention_at.get(noun.index) if noun else None

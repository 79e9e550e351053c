"""Find where a run of proper nouns ends; hyphens, "of", "and", particles may stand inside."""

from onrecord.find.actors.lookup import Match
from onrecord.find.actors.scene import HYPHENS, Scene
from onrecord.model import Token

LONGEST_SHORT = 5  # letters of an abbreviated title


def is_compound(scene: Scene, token: Token) -> bool:
    """True for one word like "Rovian-led" or "U.S.-Rovia", which names nobody alone."""
    head, _, tail = token.text.rpartition("-")
    if head and head.lower() in scene.lexicon.phrases and tail.lower() in scene.lexicon.phrases:
        return True
    return tail != token.text and tail.islower() and token.relation in ("amod", "compound", "nmod")


_PLURAL_MARKS = frozenset({"'", "’"})  # after a plural: "Workers' League"


def after_adjective(scene: Scene, match: Match, limit: int) -> int:
    """The end of a name that an adjective of a country opens ("Rovian Foreign Ministry")."""
    at, tokens = match.last, scene.tokens
    if at >= limit or not scene.is_proper(tokens[at]):
        return match.last
    return run_end(scene, at, limit, scene.lexicon.match(tokens, at, limit))


def run_end(scene: Scene, at: int, limit: int, match: Match | None) -> int:
    """The end of the run of proper nouns that begins at a token."""
    tokens, lexicon = scene.tokens, scene.lexicon
    first = at
    named = scene.vote(at) == "PERSON" and at + 1 < limit and scene.vote(at + 1) == "PERSON"
    if lexicon.is_a(tokens[at].lower, "time") and not match and not named:  # not Jan Holm
        return at + 1
    end = match.last if match else at + 1
    while end < limit:
        token = tokens[end]
        if scene.is_proper(token) and token.text not in HYPHENS and not token.text[0].islower():
            if lexicon.is_a(token.lower, "time") and scene.vote(end) != "PERSON":
                break
            inner = lexicon.match(tokens, end, limit)
            end = inner.last if inner else end + 1
            continue
        step = _bridge(scene, first, end, limit)
        if step == end:
            break
        end = step
    return end


def _bridge(scene: Scene, first: int, at: int, limit: int) -> int:
    """Past a small word or hyphen inside a name; `at` itself where the name ends before it."""
    tokens, lexicon = scene.tokens, scene.lexicon
    token, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < limit else None
    if following is None:
        return at
    on = following.text in HYPHENS or lexicon.is_a(following.text, "particle")
    if on and lexicon.is_a(token.lower, "particle"):  # Ahmed al-Sayid, van der Meer
        return at + 3 if _is_joined(scene, at, limit) else at
    if token.text in HYPHENS and before.end == token.start and token.end == following.start:
        if following.text[0].isupper():
            return at + 2 if _is_name(following) else at
        match = lexicon.match(tokens, first, at)
        inner = scene.is_proper(following) or scene.vote(at) == "PERSON"
        return at + 2 if inner and not (match and match.last == at) else at
    if token.text == "." and _is_short_title(scene, first, at):
        return at + 1 if following.text[0].isupper() else at
    if token.text == "," and lexicon.is_a(following.lower, "suffix"):
        return at + 2 if following.text[0].isupper() else at
    if scene.is_proper(following) and following.text[0].isupper():
        if token.text == "&" or _owned(scene, first, at):
            return at + 2
        if lexicon.is_a(token.lower, "link") and _joins_voted(scene, first, at, limit):
            return at + 2
        if lexicon.is_a(token.lower, "particle") and token.tag not in ("CC", "DT"):
            return at + 2
        if lexicon.is_a(token.lower, "link") and _goes_on(scene, first, at, limit):
            return at + 2
    past = lexicon.is_a(token.lower, "after-head")
    return _past_of(scene, first, at, limit) if past else at


def _is_short_title(scene: Scene, first: int, stop: int) -> bool:
    """True if a stop belongs to the title right before it: "Capt", "Gov"."""
    tokens, lexicon = scene.tokens, scene.lexicon
    before = tokens[stop - 1]
    if before.end != tokens[stop].start or len(before.text) > LONGEST_SHORT:
        return False
    title = lexicon.title_ending(tokens, stop - 1, first)
    return title is not None or lexicon.is_a(before.lower, "honorific")


def _is_joined(scene: Scene, at: int, limit: int) -> bool:
    """True if a small word, a hyphen or another one, and a proper noun stand inside one name of a
    person."""
    vote = scene.votes.get(at)
    inside = bool(vote and vote[2] == "PERSON" and vote[0] < at and at + 2 < vote[1])
    return inside and at + 2 < limit and scene.tokens[at + 2].text[0].isupper()


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and token.tag[0] in "NJ"


def _past_of(scene: Scene, first: int, at: int, limit: int) -> int:
    """Past "of (the)" after the head of a body or of an office: Ministry of …, Secretary of …"""
    tokens, lexicon = scene.tokens, scene.lexicon
    head = tokens[at - 1]
    if lexicon.is_a(tokens[at].lower, "opposes") and not _is_voted(scene, first, at):
        return at
    if not (lexicon.is_a(head.lower, "body") or lexicon.role_ending(tokens, at - 1, first)):
        return at
    after = at + 1
    if tokens[after].tag == "DT" and after + 1 < limit:
        after += 1
    following = tokens[after]
    if not _is_name(following) or lexicon.is_a(following.lower, "time"):
        return at
    if lexicon.is_a(head.lower, "body"):
        return after
    opens = lexicon.match(tokens, after, limit)
    return after if opens is None else at


def _owned(scene: Scene, first: int, at: int) -> bool:
    """True if a possessive stands inside the name of a body: "Young Farmers' League"."""
    tokens = scene.tokens
    vote = scene.votes.get(at)
    if tokens[at].tag != "POS":
        return False
    role = scene.lexicon.role_ending(tokens, at - 1, first)
    if role is None or role.role.kind != "person":
        return False
    if scene.lexicon.is_a(tokens[at + 1].lower, "body") and tokens[at].text in _PLURAL_MARKS:
        return True
    return bool(vote and vote[2] == "ORG" and vote[0] <= at - 1 and vote[1] > at + 1)


def _joins_voted(scene: Scene, first: int, at: int, limit: int) -> bool:
    """True if "and" stands inside one body by the recogniser and by the name's last word:
    "Reed and Sand Society", but not "Corvid Bank and Sand Society"."""
    tokens, lexicon = scene.tokens, scene.lexicon
    vote = scene.votes.get(at)
    if not vote or vote[2] != "ORG" or vote[0] > at - 1 or not at + 1 < vote[1] <= limit:
        return False
    if lexicon.is_a(tokens[at - 1].lower, "body") or not tokens[vote[1] - 1].text[0].isupper():
        return False
    if lexicon.match(tokens, at - 1, limit) or lexicon.match(tokens, at + 1, limit):
        return False
    known = lexicon.match(tokens, first, at)
    if known and known.last == at:
        return False
    return lexicon.is_a(tokens[vote[1] - 1].lower, "body")


def _is_voted(scene: Scene, first: int, at: int) -> bool:
    """True if the recogniser has a run and the two words behind it as one body."""
    vote = scene.votes.get(at)
    return bool(vote and vote[2] == "ORG" and vote[0] <= first and at + 1 < vote[1])


def _goes_on(scene: Scene, first: int, at: int, limit: int) -> bool:
    """True if "and" stands inside a name: "Ministry of Trade and Industry"."""
    tokens, lexicon = scene.tokens, scene.lexicon
    places = [i for i in range(first, at) if lexicon.is_a(tokens[i].lower, "after-head")]
    if not places or places[-1] == first:
        return False
    if not lexicon.is_a(tokens[places[-1] - 1].lower, "body"):
        return False
    if lexicon.match(tokens, at - 1, limit) or lexicon.match(tokens, at + 1, limit):
        return False
    end = at + 1
    while end < limit and scene.is_proper(tokens[end]):
        end += 1
    return not lexicon.is_a(tokens[end - 1].lower, "body") or end - at == 2

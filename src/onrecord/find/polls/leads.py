"""Leads: by how many percentage points somebody is before another."""

from onrecord.find.polls.answers import among
from onrecord.find.polls.phrases import cut
from onrecord.find.polls.scene import Scene
from onrecord.knowledge.polls import poll_words
from onrecord.model import Figure, Lead, Sentence, Span, Token

UNIT = "percentage-point"
HIGHEST = 6  # steps from the points up to their verb
NEAR = 3  # tokens between the points and "ahead"

_SUBJECTS = ("nsubj", "nsubjpass")
_HELD = frozenset({"dobj", "dative", "nsubj"})


def leads_in(scene: Scene, sentence: Sentence) -> list[Lead]:
    """The leads in a sentence on a poll: "Marrow led Lund by 7 points among women"."""
    figures = (figure for figure in scene.figures(sentence) if figure.unit == UNIT)
    found = (_lead(scene, figure) for figure in figures if not _is_step(figure))
    return [lead for lead in found if lead and lead.leader]


def _is_step(figure: Figure) -> bool:
    """The points by which a share or a lead has changed."""
    return figure.change is not None and figure.id in (figure.change.by, figure.change.before)


def _lead(scene: Scene, figure: Figure) -> Lead | None:
    """By its verb ("leads"), its adverb ("7 points ahead") or its noun ("a 7-point lead")."""
    chain = _chain(scene, scene.number(figure))
    verb = chain[-1]
    if not verb.tag.startswith("VB"):
        return None
    if verb.lemma in poll_words("leads") | poll_words("trails"):
        sides = _subject(scene, verb), scene.parse.child(verb, "dobj")
        turned = verb.lemma in poll_words("trails")
    elif adverb := _adverb(scene, chain, figure):
        sides = _placed(scene, verb, adverb), _other(scene, adverb)
        turned = adverb.lower in poll_words("behind")
    elif noun := _noun(scene, chain):
        sides, turned = (_owner(scene, noun, verb), _over(scene, chain, noun)), False
    else:
        return None
    first, second = (_words(scene, side) for side in (sides[::-1] if turned else sides))
    groups = (among(scene, figure, holder) for holder in reversed(chain))
    own = Span(*figure.span)
    group = next((group for group in groups if group and not group.meets(own)), None)
    return Lead(figure=figure.id, leader=first, behind=second, group=group)


def _chain(scene: Scene, token: Token) -> list[Token]:
    """The points and what stands above them, up to a verb."""
    chain = [token]
    while len(chain) < HIGHEST and not token.tag.startswith("VB") and token.head != token.index:
        token = scene.tokens[token.head]
        chain.append(token)
    return chain


def _subject(scene: Scene, verb: Token) -> Token | None:
    """The subject of a verb, also of the one before it or of the noun that it tells of."""
    subject = scene.parse.child(verb, *_SUBJECTS)
    if subject is None and verb.relation in ("conj", "xcomp"):
        return scene.parse.child(scene.tokens[verb.head], *_SUBJECTS)
    if verb.relation == "acl" or (subject is not None and subject.tag in ("WP", "WDT")):
        return scene.tokens[verb.head]
    return subject


def _adverb(scene: Scene, chain: list[Token], figure: Figure) -> Token | None:
    """ "ahead" or "behind" beside the points or in their chain."""
    words = poll_words("ahead") | poll_words("behind")
    last = scene.number(figure).index
    first = scene.token_at(figure.span[0]).index
    near = scene.tokens[max(0, first - NEAR) : last + NEAR + 1]
    beside = (t for t in near if t.sentence == chain[0].sentence and t.lower in words)
    linked = {token.index for token in chain}
    return next((t for t in beside if t.index in linked or t.head in linked), None)


def _placed(scene: Scene, verb: Token, adverb: Token) -> Token | None:
    """Whom the poll puts there, or who is there."""
    put = scene.parse.child(verb, "dobj")
    return put if put and put.index < adverb.index else _subject(scene, verb)


def _other(scene: Scene, adverb: Token) -> Token | None:
    """ "ahead of Lund", "behind Marrow"."""
    of = next((c for c in scene.parse.children(adverb) if c.relation == "prep"), adverb)
    return scene.parse.child(of, "pobj")


def _noun(scene: Scene, chain: list[Token]) -> Token | None:
    """ "lead" above the points, or before them: "her lead widened to 7 points"."""
    words = poll_words("lead-noun")
    above = (token for token in chain if token.lemma.lower() in words)
    beside = (c for c in scene.parse.children(chain[-1]) if c.index < chain[0].index)
    return next(above, None) or next((c for c in beside if c.lemma.lower() in words), None)


def _owner(scene: Scene, noun: Token, verb: Token) -> Token | None:
    """Whose lead it is: "Marrow's lead", "gave Marrow a lead", "Marrow has a lead"."""
    if owner := scene.parse.child(noun, "poss"):
        return owner
    for child in scene.parse.children(verb):
        if child.relation in _HELD and verb.index < child.index < noun.index:
            return child
    subject = _subject(scene, verb)
    return subject if subject is not noun else None


def _over(scene: Scene, chain: list[Token], noun: Token) -> Token | None:
    """ "a lead over Lund", where the parser may hang it on the points."""
    for holder in (noun, *chain):
        for child in scene.parse.children(holder):
            if child.lower in poll_words("over"):
                return scene.parse.child(child, "pobj")
    return None


def _words(scene: Scene, noun: Token | None) -> Span | None:
    """The characters of a noun phrase; none for the poll itself."""
    if noun is None or noun.lemma.lower() in poll_words("poll") | poll_words("lead-noun"):
        return None
    return cut(scene, noun.left, noun.index + 1, len(scene.text))

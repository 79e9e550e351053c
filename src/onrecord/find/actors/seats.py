"""Tell whether the name of a seat of power is the town, or acts as the government or a body."""

from onrecord.find.actors.places import region_after
from onrecord.find.actors.scene import Found, Scene
from onrecord.knowledge.world import metonyms, place_verbs

_ASIDE = frozenset({"ROOT", "npadvmod", "appos", "dep"})
_DASHES = frozenset({"—", "–", "--", "-", "_"})
_DATELINE = 14  # words from the start of a paragraph within which a dateline ends


def settle_seat(scene: Scene, name: Found, printed: set[str]) -> None:
    """A capital after "in" or as the object of "visit" is the town, elsewhere its government.

    `printed` are the keys of what the report names: countries, bodies.
    """
    _take_former(scene, name, printed)
    if is_dateline(scene, name):
        name.kind = "place" if name.sense is None or name.sense.use == "capital" else name.kind
    elif name.sense is None or name.sense.use == "capital":
        _settle(scene, name, printed)


def _settle(scene: Scene, name: Found, printed: set[str]) -> None:
    capital = name.sense is not None
    if capital and region_after(scene, name):  # Paris, Texas
        name.sense, name.country, name.sector, name.entry = None, None, None, ""
    elif capital and _is_town(scene, name):
        name.kind = "place"
    else:
        _take_body(scene, name, printed)


def is_dateline(scene: Scene, name: Found) -> bool:
    """True for the place that a paragraph opens with before a dash: "OSLO (AP) — The …"."""
    sentence = scene.sentence(name.first)
    before = scene.parse.sentences[sentence.index - 1] if sentence.index else None
    if name.first != sentence.first or (before and before.paragraph == sentence.paragraph):
        return False
    for token in scene.tokens[name.last : min(name.first + _DATELINE, len(scene.tokens))]:
        if token.text in _DASHES:
            return not _is_hyphen(scene, token.index)
        if token.pos in ("VERB", "AUX") or token.text in (".", ":", ";"):
            return False
    return False


def _is_hyphen(scene: Scene, at: int) -> bool:
    """True for a dash between two words without a blank."""
    tokens = scene.tokens
    ends = at + 1 >= len(tokens)
    return (
        not ends
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )


def _is_town(scene: Scene, name: Found) -> bool:
    """True where the words around a capital make it the town itself."""
    token = scene.tokens[name.head]
    while token.relation == "conj":
        token = scene.tokens[token.head]
    governor = scene.tokens[token.head]
    if token.relation == "pobj" and scene.lexicon.is_a(governor.lower, "place-preposition"):
        return True
    if token.relation == "dobj" and governor.lemma in place_verbs():
        return True
    return token.relation in _ASIDE


def _take_body(scene: Scene, name: Found, printed: set[str]) -> None:
    """The body that a place stands for where it acts: "Brussels warned"."""
    known = metonyms().get(scene.text(name.first, name.last).lower())
    if known is None or (name.sense is None and scene.tokens[name.head].relation != "nsubj"):
        return
    body = f"body:{known.body}"
    if body not in printed and f"country:{known.rival}" in printed:
        return
    sense = scene.lexicon.bodies[known.body]
    name.sense, name.kind, name.country, name.sector = (
        sense,
        sense.kind,
        sense.country,
        sense.sector,
    )
    name.entry, name.detail = "metonym", known.name


def _take_former(scene: Scene, name: Found, printed: set[str]) -> None:
    """Prague is Czechoslovakia's where the report names that state and not the Czech Republic."""
    if name.sense is None or name.sense.use != "capital" or name.sense.key in printed:
        return
    for sense in scene.lexicon.former.get(scene.text(name.first, name.last).lower(), ()):
        if sense.key in printed:
            name.sense, name.country = sense, sense.country

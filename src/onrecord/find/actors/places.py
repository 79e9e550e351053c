"""Tell that a name is a place, and of which country."""

from onrecord.find.actors.parts import large_place, place_before
from onrecord.find.actors.scene import Found, Scene
from onrecord.knowledge.world import Place

_OTHERS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT"})
_VOTES = frozenset({"", "PERSON", "ORG", "GPE", "LOC", "FAC"})


def region_after(scene: Scene, name: Found) -> Place | None:
    """The state or province between commas behind a town; not that of "In Lissa, Ohio won"."""
    other = scene.owner.get(name.last + 1)
    if other is None or other.sense or scene.tokens[name.last].text != ",":
        return None
    towards = scene.tokens[other.head].head
    if not name.first <= towards < name.last:
        return None
    region = scene.lexicon.places.get(scene.text(other.first, other.last).lower())
    return region if region and region.kind == "region" else None


def by_region_after(scene: Scene, name: Found) -> bool:
    """A town with its state: "Lissa, Ohio"."""
    region = region_after(scene, name)
    if region is None or scene.vote(name.head) in ("PERSON", "ORG"):
        return False
    name.kind, name.entry, name.country = "place", "place-word", region.country
    name.detail = region.name
    return True


def by_gazetteer(scene: Scene, name: Found) -> bool:
    """A large city or a region. One word that the recogniser takes for a person or a body is one
    only after a preposition of place."""
    place = scene.lexicon.places.get(scene.text(name.first, name.last).lower())
    if place is None:
        return False
    token = scene.tokens[name.head]
    if scene.vote(token.index) in _OTHERS:
        beside = scene.owner.get(token.head) if token.relation == "conj" else None
        if beside and beside.kind == "place":  # "Aleppo and Homs"
            token = scene.tokens[beside.head]
        governor = scene.tokens[token.head]
        after = scene.lexicon.is_a(governor.lower, "place-preposition")
        after = after or (
            governor.lower == "of" and (bool(beside) or scene.vote(name.head) != "PERSON")
        )
        if name.last - name.first == 1 and not (after and token.relation == "pobj"):
            return False
    name.kind, name.entry, name.detail = "place", "table:places", place.name
    name.country = place.country
    return True


def by_opening(scene: Scene, name: Found) -> bool:
    """A name that opens as places do ("Port Amber"), or that "the town of" names."""
    tokens, lexicon = scene.tokens, scene.lexicon
    opens = lexicon.is_a(tokens[name.first].lower, "place-first")
    last = tokens[name.last - 1].lower
    if opens and name.last - name.first > 1 and not lexicon.is_a(last, "body"):
        if scene.vote(name.last - 1) == "ORG":
            return False
        name.kind, name.entry, name.detail = "place", "place-word", tokens[name.first].text
        return True
    return _called_place(scene, name)


def _called_place(scene: Scene, name: Found) -> bool:
    """True for the name in "the town of Corvid Bay", "the suburb of Sheikh Amber"."""
    noun = place_before(scene, name.first)
    if noun is None:
        return False
    name.kind, name.entry, name.detail = "place", "place-word", noun.lower
    return True


def by_country_after(scene: Scene, name: Found) -> bool:
    """A town with its country: "Corvid Bay, Rovia"."""
    at = name.last
    if at + 1 >= len(scene.tokens) or scene.tokens[at].text != ",":
        return False
    other = scene.owner.get(at + 1)
    if other is None or other.sense is None or other.sense.use != "country":
        return False
    towards = scene.tokens[other.head].head
    opens = name.first == scene.sentence(name.first).first  # a dateline
    inside = name.first <= towards < name.last
    if not (inside or opens) or scene.vote(name.head) == "PERSON":
        return False
    name.kind, name.entry, name.country = "place", "place-word", other.country
    name.detail = other.sense.name
    return True


def by_preposition(scene: Scene, name: Found) -> bool:
    """One word after "in" or "near" is a place."""
    token = scene.tokens[name.head]
    if name.last - name.first > 1 or token.relation != "pobj" or token.text.isupper():
        return False
    if scene.vote(token.index) not in _VOTES:
        return False
    if not scene.lexicon.is_a(scene.tokens[token.head].lower, "inside"):
        return False
    if scene.lexicon.is_a(token.lower, "body") or scene.lexicon.is_a(token.lower, "thing"):
        return False
    name.kind, name.entry, name.detail = "place", "place-word", scene.tokens[token.head].lower
    return True


def home_of(scene: Scene, name: Found) -> str | None:
    """The country of the city or region that the name of a body opens with: "Mumbai Police"."""
    place = large_place(scene, name.first, name.last)
    return place[1].country if place else None


def take_region(scene: Scene, name: Found) -> None:
    """The country that the name of a region opens or ends with: "Southern Rovia"."""
    for i in range(name.first, name.last):
        match = scene.lexicon.match(scene.tokens, i, name.last)
        if match and match.sense.use in ("country", "adjective"):
            name.country = match.sense.country
            return

"""Tell what kind of actor a name stands for, by our own evidence; the recogniser comes last."""

import re

from onrecord.find.actors.appositions import read_apposition, read_title, take_phrase_after
from onrecord.find.actors.offices import is_country
from onrecord.find.actors.places import (
    by_country_after,
    by_gazetteer,
    by_opening,
    by_preposition,
    by_region_after,
    home_of,
    take_region,
)
from onrecord.find.actors.scene import Found, Scene
from onrecord.find.actors.seats import settle_seat
from onrecord.model import Token
from onrecord.model.words import ActorKind

_VOTES: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "group",
}  # fmt: skip
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.]{1,6}s?")
_MARKS = re.compile(r"[@<>/#]|^.$|^[A-Z]-[A-Z]")  # addresses, markup, "D-Ohio"
_PAIR = 2


def type_names(scene: Scene, names: list[Found]) -> list[Found]:
    """Give each name its kind, office and country; names of things and days are dropped."""
    printed = {name.sense.key for name in names if name.sense and name.sense.use != "capital"}
    for name in names:
        settle_seat(scene, name, printed)
    for name in names:
        if not name.sense or name.sense.use in ("body", "outlet", "own"):
            read_title(scene, name)
            _read_words(scene, name)
    for name in names:
        if name.kind != "group" and not is_country(name):
            read_apposition(scene, name)
            take_phrase_after(scene, name)
        if name.kind == "person" and not name.gender:
            name.gender = given_gender(scene, name)
    return [name for name in names if _stays(scene, name)]


def _stays(scene: Scene, name: Found) -> bool:
    if not name.entry and _MARKS.search(scene.text(name.first, name.last)):
        name.entry = "thing"
    if name.entry != "thing":
        return True
    scene.at.pop(name.head, None)
    return _keep_opening(scene, name)


def _keep_opening(scene: Scene, name: Found) -> bool:
    """Of the name of a thing, the known name it opens with stays: "Zonal Pact Summit"."""
    match = scene.lexicon.match(scene.tokens, name.first, name.last)
    if match is None or match.sense.use in ("capital", "outlet"):
        return False
    name.last, name.head, name.sense = match.last, match.last - 1, match.sense
    name.kind, name.country, name.sector = match.sense.kind, match.sense.country, match.sense.sector
    name.entry, name.detail = "opening", match.sense.key.partition(":")[2]
    scene.own(name)
    return True


def _read_words(scene: Scene, name: Found) -> None:
    """Kind from the words of the name itself, else from the recogniser."""
    if name.entry:
        if name.kind == "person":
            name.gender = name.gender or _first_name(scene, name)
        return
    tests = (
        _by_byline, _by_who, by_country_after, by_region_after, by_gazetteer, by_opening,
        by_preposition, _by_first_name, _by_head, _by_shape, _by_vote,
    )  # fmt: skip
    for test in tests:
        if test(scene, name):
            return


def _first_name(scene: Scene, name: Found) -> str:
    """The gender that a given name tells where it stands: first, or last in "Ryu Tae-song"."""
    if name.last - name.first < _PAIR:
        return ""
    return scene.lexicon.words.get(scene.tokens[name.first].lower, {}).get("first-name", "")


def given_gender(scene: Scene, name: Found) -> str:
    """The gender that the given name of a person tells, also in "Ryu Tae-song"; "" if none."""
    first = _first_name(scene, name)
    if first or name.last - name.first < _PAIR:
        return first
    words = scene.text(name.first, name.last).lower().split()
    order = (words[0], words[-1]) if "-" not in words[-1] else (words[-1],)
    return next((g for word in order if (g := scene.lexicon.given.get(word, ""))), "")


def _by_byline(scene: Scene, name: Found) -> bool:
    """Who wrote the report is a person."""
    byline = scene.parse.report.byline
    if not byline or name.last - name.first < _PAIR:
        return False
    text = scene.text(name.first, name.last).lower()
    if all(text != writer.lower() for writer in byline):
        return False
    name.kind, name.entry, name.detail = "person", "byline", text
    name.gender = _first_name(scene, name)
    return True


def _by_who(scene: Scene, name: Found) -> bool:
    """Somebody of whom a clause with "who" tells is a person; of "a cook from Oslo, who", where
    the parse hangs the clause on the last name, it tells of the cook."""
    if _is_home(scene, name):
        return False
    for child in scene.parse.children(scene.tokens[name.head]):
        if child.relation == "relcl" and child.left < len(scene.tokens):
            opens = scene.tokens[child.left]
            if scene.lexicon.is_a(opens.lower, "of-persons"):
                name.kind, name.entry, name.detail = "person", "who", opens.lower
                name.gender = _first_name(scene, name)
                return True
    return False


def _is_home(scene: Scene, name: Found) -> bool:
    """True for the name in "a cook from Oslo"."""
    preposition = scene.tokens[scene.tokens[name.head].head]
    noun = scene.parse.head(preposition)
    if preposition.tag != "IN" or noun.tag not in ("NN", "NNS") or preposition.lower == "of":
        return False
    role = scene.lexicon.role_ending(scene.tokens, noun.index, scene.sentence(noun.index).first)
    return role is not None and role.role.kind == "person"


def _by_first_name(scene: Scene, name: Found) -> bool:
    last = scene.tokens[name.last - 1].lower
    if scene.vote(name.last - 1) != "PERSON" and scene.lexicon.is_a(last, "body"):
        return False
    gender = _first_name(scene, name)
    words = [token.lower for token in scene.tokens[name.first : name.last]]
    if not gender or any(scene.lexicon.is_a(word, "after-head") for word in words):
        return False
    name.kind, name.gender, name.entry = "person", gender, "first-name"
    name.detail = scene.tokens[name.first].text
    return True


def _by_head(scene: Scene, name: Found) -> bool:
    """The head of the name: its last word, or the one before "of"."""
    tokens, lexicon = scene.tokens, scene.lexicon
    head = tokens[name.last - 1]
    for i in range(name.first + 1, name.last):
        if lexicon.is_a(tokens[i].lower, "after-head"):
            head = tokens[i - 1]
            break
    vote = scene.votes.get(head.index)
    lower = head.lower
    place = lexicon.is_a(lower, "place") and not scene.parse.child(tokens[name.head], "appos")
    known = (place or lexicon.is_a(lower, "body")) and not given_gender(scene, name)
    voted = vote and vote[2] == "PERSON" and vote[0] <= name.first
    if voted and name.last - name.first > 1 and not known:
        return False
    if lexicon.is_a(head.lower, "thing") or lexicon.is_a(head.lower, "time"):
        name.entry = "thing"
    elif lexicon.is_a(head.lower, "body") or _is_body_role(scene, head, name.first):
        name.kind, name.entry, name.detail = "organization", "body-word", head.text
        name.sector = name.sector or _sector(scene, name, head)
        name.country = name.country or home_of(scene, name)
    elif lexicon.is_a(head.lower, "place"):
        name.kind, name.entry, name.detail = "place", "place-word", head.text
        take_region(scene, name)
    return bool(name.entry)


def _is_body_role(scene: Scene, head: Token, first: int) -> bool:
    role = scene.lexicon.role_ending(scene.tokens, head.index, first)
    return role is not None and role.role.kind in ("organization", "group")


def _sector(scene: Scene, name: Found, head: Token) -> str | None:
    words = scene.tokens[name.first : head.index]
    if any(scene.lexicon.sectors.get(token.lower) == "JRN" for token in words):
        return "JRN"  # Telegraph Agency, Press Association
    known = scene.lexicon.sectors.get(head.lower)
    role = scene.lexicon.role_ending(scene.tokens, head.index, name.first)
    if role and role.role.sector and not (known == "GOV" and role.role.word == head.lower):
        return role.role.sector  # "the board" is a company's, the Harbour Board is not
    return known


def _by_shape(scene: Scene, name: Found) -> bool:
    """ "Ryu Tae-song" and "J. R. Ewart" are persons by their looks, "ABCD" is a body."""
    tokens = scene.tokens
    words = tokens[name.first : name.last]
    text = scene.text(name.first, name.last)
    if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+", text) or (
        len(words) > 1 and re.match(r"(?:[A-Z]\. ?)+[A-Z][a-z]", text)
    ):
        name.kind, name.entry, name.detail = "person", "shape", text
        return True
    if len(words) == 1 and _ACRONYM.fullmatch(text) and text.upper() == text:
        if scene.vote(name.first) in ("PERSON", "GPE"):
            return False
        name.kind, name.entry, name.detail = "organization", "shape", text
        return True
    return False


def _by_vote(scene: Scene, name: Found) -> bool:
    label = scene.vote(name.last - 1) or scene.vote(name.first)
    kind = _VOTES.get(label)
    if kind:
        name.kind, name.entry, name.detail = kind, "recogniser", label
        if kind == "place":
            take_region(scene, name)
        return True
    if label:
        name.entry = "thing"
        return True
    return False

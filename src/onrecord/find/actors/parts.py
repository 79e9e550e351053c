"""Part a run of proper nouns into the name and what stands before it: title, country, body."""

from collections.abc import Iterator

from onrecord.find.actors.lookup import Match, RoleMatch
from onrecord.find.actors.scene import HYPHENS, MODIFIES, Found, Scene
from onrecord.knowledge.world import Place, Role
from onrecord.model import Token

_HONORIFIC = Role("", title="yes")
SAINT = frozenset({"st", "st.", "saint"})
_APOSTROPHES = ("'", "’", "'s", "’s")


def part_run(scene: Scene, first: int, last: int, match: Match | None) -> Iterator[Found]:
    """A run as one or several names."""
    tokens, lexicon = scene.tokens, scene.lexicon
    if match and match.last == last:
        yield enter_known(scene, match)
        return
    if last - first == 1 and lexicon.is_a(tokens[first].lower, "time"):
        return
    cut = _hyphen_between(scene, first, last)
    if cut:
        yield from part_run(scene, first, cut, lexicon.match(tokens, first, cut))
        yield from part_run(scene, cut + 1, last, lexicon.match(tokens, cut + 1, last))
        return
    known = _known_end(scene, first, last, match)
    whole = known or (not match and (place_before(scene, first) or _is_saint(scene, first, last)))
    title = None if whole else _title(scene, first, last)
    if known:
        yield from _ending(scene, first, known)
    elif title:
        yield from _titled(scene, first, last, title, match)
    elif match and match.sense.use == "capital" and _is_body(scene, match.last, last):
        yield enter_name(scene, first, last, match)  # Washington University
    elif match and match.sense.use != "body" and _is_role(scene, match.last, last):
        yield enter_known(scene, match)
    elif match and match.sense.use == "adjective" and not _is_body(scene, match.last, last):
        yield enter_known(scene, match)
        yield from part_run(scene, match.last, last, lexicon.match(tokens, match.last, last))
    elif not _is_role(scene, first, last):
        yield enter_name(scene, first, last, match)


def enter_known(scene: Scene, match: Match) -> Found:
    sense = match.sense
    found = Found(
        match.first, match.last, scene.root(match.first, match.last), "name",
        sense.kind, sense, sense.country, sense.sector,
    )  # fmt: skip
    found.plural = sense.use == "people" and sense.kind == "group"
    if sense.use == "adjective" and _stands_alone(scene, match):
        plural = scene.tokens[found.head].tag in ("NNS", "NNPS")
        found.kind, found.plural = "group" if plural else "person", plural
    found.title, found.body = sense.title, sense.body
    found.entry, found.detail = f"table:{_table(sense.use)}", sense.key.partition(":")[2]
    return _own(scene, found)


def _stands_alone(scene: Scene, match: Match) -> bool:
    """True for an adjective of a country as a noun: "two Rovians", "a Rovian"."""
    token = scene.tokens[scene.root(match.first, match.last)]
    return token.pos in ("NOUN", "PROPN") and token.relation not in MODIFIES | {"acomp"}


def _table(use: str) -> str:
    return {"body": "bodies", "outlet": "outlets", "own": "own"}.get(use, "countries")


def _own(scene: Scene, found: Found) -> Found:
    scene.own(found)
    return found


def enter_name(scene: Scene, first: int, last: int, match: Match | None) -> Found:
    first = past_stops(scene, first, last)
    found = Found(first, last, scene.root(first, last), "name")
    if match and match.sense.use != "people" and _is_body(scene, first, last):
        found.country = match.sense.country
    return _own(scene, found)


def place_before(scene: Scene, first: int) -> Token | None:
    """The noun for a place that names what begins at a token: "the suburb of …", or None."""
    tokens = scene.tokens
    if first < 2 or tokens[first - 1].lower != "of":
        return None
    noun = tokens[first - 2]
    is_place = noun.text.islower() and scene.lexicon.is_a(noun.lower, "place")
    return noun if is_place and noun.sentence == tokens[first].sentence else None


def large_place(scene: Scene, first: int, last: int) -> tuple[int, Place] | None:
    """Where the city or region that opens a run ends, and its row: "St. Louis", "Ohio"."""
    for end in range(min(last, first + 4), first, -1):
        place = scene.lexicon.places.get(scene.text(first, end).lower())
        if place:
            return end, place
    return None


def _is_saint(scene: Scene, first: int, last: int) -> bool:
    """True for a town or a body whose name opens like a title: "St. Louis", "St. Mark Courier"."""
    opens = scene.lexicon.is_a(scene.tokens[first].lower, "honorific")
    if opens and large_place(scene, first, last) is not None:
        return True
    return scene.tokens[first].lower in SAINT and _is_body(scene, first, last)


def past_stops(scene: Scene, first: int, last: int) -> int:
    """Past marks that open a name: the stop that the parser parts from "Capt"."""
    while first < last - 1 and not scene.tokens[first].text[0].isalnum():
        first += 1
    return first


def _known_end(scene: Scene, first: int, last: int, match: Match | None) -> Match | None:
    """A people or a known body at the end of a run: "Young Rovians", "Holm White House"."""
    tokens, lexicon = scene.tokens, scene.lexicon
    if match:
        return None
    for i in range(first + 1, last):
        known = lexicon.match(tokens, i, last)
        if known and known.last == last:
            if known.sense.kind == "person" and scene.vote(first) == "PERSON":
                return None  # Erik Dane
            many = last - i > 1 and known.sense.use in ("seat", "body")
            return known if many or known.sense.use == "people" else None
    return None


def _ending(scene: Scene, first: int, known: Match) -> Iterator[Found]:
    """The known name, and what stands before it if that may be a name of its own."""
    if known.sense.use != "people" and scene.vote(first) == "PERSON":
        yield enter_name(scene, first, known.first, None)
    yield enter_known(scene, known)


def _hyphen_between(scene: Scene, first: int, last: int) -> int:
    """Where a hyphen joins two known names ("Rome-Paris talks"); 0 where none does."""
    tokens, lexicon = scene.tokens, scene.lexicon
    for i in range(first + 1, last - 1):
        if tokens[i].text in HYPHENS:
            left = lexicon.match(tokens, first, i)
            right = lexicon.match(tokens, i + 1, last)
            if left and left.last == i and right:
                return i
    return 0


def _is_role(scene: Scene, first: int, last: int) -> bool:
    """True if a run is no name but an office in capitals: "Foreign Minister"."""
    tokens, lexicon = scene.tokens, scene.lexicon
    end = last
    for i in range(first, last):
        if lexicon.is_a(tokens[i].lower, "after-head"):
            end = i
            break
    if end <= first:
        return False
    if end - first == 1 and _is_surname(scene, tokens[first]):
        return False
    role = lexicon.role_ending(tokens, end - 1, first)
    if end - first > 1 and lexicon.sectors.get(tokens[end - 1].lower) == "JRN":
        return False  # the Amber Observer
    if role is None or (role.role.kind != "person" and end < last):
        return False
    if scene.vote(end - 1) == "PERSON" and role.first > first:
        return False
    return role.role.kind == "person" or role.first == first


def _is_surname(scene: Scene, token: Token) -> bool:
    """True for "Carpenter" without an article in a report that names James Carpenter."""
    return token.text in scene.surnames and scene.parse.child(token, "det", "poss") is None


def _is_body(scene: Scene, first: int, last: int) -> bool:
    """True if tokens read as the name of a body: its head is one, or it stands before "of"."""
    return any(
        scene.lexicon.is_a(scene.tokens[i].lower, "body")
        for i in range(first, last)
        if i == last - 1 or scene.lexicon.is_a(scene.tokens[i + 1].lower, "after-head")
    )


def _title(scene: Scene, first: int, last: int) -> RoleMatch | None:
    """The last title in a run that is followed by a name in the same run."""
    tokens, lexicon = scene.tokens, scene.lexicon
    for i in range(last - 2, first - 1, -1):
        if len(tokens[i].text) < 3 and tokens[i].text[-1] == ".":
            continue  # an initial inside the name
        role = lexicon.title_ending(tokens, i, first)
        if lexicon.is_a(tokens[i].lower, "honorific") and not (role and role.role.sector):
            town = tokens[i].lower in SAINT and i > first and scene.text(i - 1, i) == "of"
            return None if town else RoleMatch(i, i + 1, i, _HONORIFIC)
        if tokens[i + 1].text in _APOSTROPHES:
            return None  # the Dockers' Union
        if role and not lexicon.is_a(tokens[i].lower, "first-name"):
            return role if role.last < last else None
    return _calling(scene, first, last)


def _calling(scene: Scene, first: int, last: int) -> RoleMatch | None:
    """A calling that opens a run before a name in two parts: "Novelist Tove Rask"."""
    for i in range(first, min(first + 2, last - 2)):
        role = scene.lexicon.role_ending(scene.tokens, i, first)
        if role and role.first == first and role.last == i + 1 and role.role.kind == "person":
            vote = scene.vote(first)
            known = scene.lexicon.is_a(scene.tokens[first].lower, "first-name")
            named = any(t.lower in scene.lexicon.given for t in scene.tokens[role.last : last])
            odd = vote == "WORK_OF_ART" or (vote == "ORG" and not named)
            return None if known or odd else role
    return None


def _titled(
    scene: Scene, first: int, last: int, title: RoleMatch, match: Match | None
) -> Iterator[Found]:
    """A run with a title in it: what stands before (a country, a body), and the name."""
    tokens = scene.tokens
    start = title.last
    if scene.lexicon.is_a(tokens[start].lower, "after-head"):
        start = _name_start(scene, start + 1, last)
    start = past_stops(scene, start, last) if start < last else last
    if start >= last or not tokens[start].text[0].isalnum():
        return
    before = _before_title(scene, first, title, match) or _before_letters(scene, first)
    if before:
        yield before
    name = enter_name(scene, start, last, None)
    name.kind, name.entry = "person", "title"
    known = scene.lexicon.match(tokens, start, last)
    if known and known.last == last and known.sense.use == "own":
        name.sense = known.sense
        name.country, name.sector = known.sense.country, known.sense.sector
    name.role = title.role if title.role is not _HONORIFIC else None
    name.gender = scene.lexicon.gender.get(tokens[title.last - 1].lower, "")
    inside = before is not None and before.last > first
    opened = before.last if before and inside else _ranks_before(scene, first)
    if name.role:
        name.title = scene.text(opened, start)
    name.detail = scene.text(opened, start)
    if before:
        name.country = before.country or name.country
        name.sector = before.sector or name.sector
        if before.kind != "country":
            name.body, name.of = _printed(scene, before), before
        elif before.sense and before.sense.use == "adjective":
            scene.drop(before)
    if name.role and not name.sector:
        name.sector = name.role.sector or None
    scene.own_title(name, opened, start)
    yield name


def _before_letters(scene: Scene, first: int) -> Found | None:
    """The body whose letters stand in brackets before a title: "Harbour League (HL) Chairman"."""
    tokens = scene.tokens
    if first < 4 or tokens[first - 1].text != ")" or tokens[first - 3].text != "(":
        return None
    body = scene.owner.get(first - 4)
    return body if body and body.kind not in ("person", "country", "place") else None


def _ranks_before(scene: Scene, first: int) -> int:
    """Where a title begins whose first word is no proper noun: "Former President"."""
    floor = scene.sentence(first).first
    while first > floor and first - 1 not in scene.owner:
        lower = scene.tokens[first - 1].lower
        if not (scene.lexicon.is_a(lower, "former") or scene.lexicon.is_a(lower, "rank")):
            break
        first -= 1
    return first


def _printed(scene: Scene, found: Found) -> str:
    return scene.text(found.first, found.last)


def _name_start(scene: Scene, at: int, last: int) -> int:
    """Where the person's name begins after "Secretary of Defense"."""
    vote = scene.votes.get(last - 1)
    if vote and vote[2] == "PERSON" and vote[0] > at:
        return vote[0]
    start = last - 1
    while start - 1 > at and scene.tokens[start - 1].head == last - 1:
        start -= 1
    return start


def _before_title(scene: Scene, first: int, title: RoleMatch, match: Match | None) -> Found | None:
    """The country or body named before a title, the ranks of the title left out."""
    end = title.first
    if match and match.last <= end:
        end = match.last if match.sense.use == "adjective" else end
    while end > first and not (match and match.last == end):
        if not scene.lexicon.is_a(scene.tokens[end - 1].lower, "rank"):
            break
        end -= 1
    if end <= first:
        return None
    if match and match.last >= end:
        return enter_known(scene, match)
    if match or _is_body(scene, first, end) or (scene.vote(first) == "ORG" and end - first > 1):
        known = enter_known(scene, match) if match and not _is_body(scene, first, end) else None
        return known or enter_name(scene, first, end, match)
    place = large_place(scene, first, end)
    if place and place[0] == end:  # San Francisco Mayor
        name = enter_name(scene, first, end, None)
        name.kind, name.country = "place", place[1].country
        return name
    if end - first == 1 and scene.tokens[first].text.isupper():
        return enter_name(scene, first, end, None)
    return None

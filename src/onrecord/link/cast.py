"""Who is who across the reports of a story.

Actors of one report are one already; here actors of several reports are joined: those with one
Wikidata id, country or full name, a surname with the one full name in the story that ends in it,
initials with the body that they abbreviate. What is described but not named is never joined.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from onrecord.knowledge.world import countries, places
from onrecord.link.unions import Unions
from onrecord.model import Actor
from onrecord.model.across import Fact, Told

NAMED = 2  # weight of a nation that stands in somebody's name or body; knowledge alone weighs 1
ENDINGS = re.compile(r"(?:ians?|eans?|ans?|ish|ese|ic|is?|ers?|men|man)$")
DEFINITE = re.compile(r"(?:the|its|his|her|their|this|that)\s+", re.IGNORECASE)
NAMED_PART = re.compile(r"\bof (?:the )?[A-Z]")
WINDOW = 48  # characters before a name in which its nation may stand
BREAK = re.compile(  # what no description of somebody goes beyond
    r",|\b(?:and|but|or|that|who|which|than|as|to|in|on|at|by|for|from|with|under|against|into|over)\b",
    re.IGNORECASE,
)
OF_NATION = re.compile(  # "Defence Ministry of Ruritania": a state; "Ministry of Supply": none
    r"\b(?:\w+ [Mm]inistry|[Gg]overnment|[Aa]rmy|[Nn]avy|[Rr]epublic|[Kk]ingdom|[Ee]mbassy"
    r"|[Aa]mbassador)"
    r" of (?:the )?([A-Z][a-z]{3,})$"
)
PLACED = re.compile(r"\b[Ii]n ((?:[A-Z][\w’'.-]+ ?){1,3}),? (?:on \w+,? )?the $")
FORCE = re.compile(
    r"\b([A-Z][\w’'-]+) (army|navy|air force|coast guard|border guard|frontier command|marines"
    r"|military|police|customs|secret service)\b"
)
NO_NATION = re.compile(
    r"\b(?:latin|south|north|central|pan)[ -]americans?|american states", re.IGNORECASE
)
ABROAD = re.compile(r"\b(?:embass|legation|consul|mission|delegat)", re.IGNORECASE)
TITLES = re.compile(
    r"^(?:(?:the|mr|mrs|ms|miss|dr|prof|professor|sir|lord|lady|gen|general|col|colonel|capt|captain"
    r"|lt|lieutenant|maj|major|sgt|sergeant|judge|president|minister|prince|king|queen|father|sister"
    r"|doctor|adm|admiral|rev|sen|senator|rep)\.?\s+)+",
    re.IGNORECASE,
)


class Member(Struct, frozen=True):
    """Somebody of the cast: the fullest name, what kind, and the nation that speaks through them
    (an alpha-3 code or the lower-case name of a state that no table knows), where one shows."""

    number: int
    name: str
    kind: str
    sector: str | None
    nation: str | None
    key: str | None
    named: bool
    title: str | None = None
    body: str | None = None


class Cast(Struct, frozen=True):
    """Who each actor of each report is."""

    members: tuple[Member, ...]
    numbers: Mapping[Fact, int]
    seats: Mapping[str, str]  # where governments sit: places, and the nations that they speak for

    def of(self, report: str, actor: str | None) -> Member | None:
        """The member that an actor of a report is."""
        number = self.numbers.get(Fact(report, actor or ""))
        return None if number is None else self.members[number]


def plain(name: str) -> str:
    """A name for comparison: without case, article, titles and marks."""
    folded = name.casefold().replace("’", "'").strip(" .,;:()[]\"'“”")
    folded = re.sub(r"'s$", "", folded)
    return " ".join(TITLES.sub("", folded).split())


def cast(reports: Sequence[Told]) -> Cast:
    """The cast of a story."""
    actors = {
        Fact(told.name, actor.id): (told, actor) for told in reports for actor in told.record.actors
    }
    unions: Unions[Fact] = Unions(actors)
    _by_key(unions, actors)
    nations = Nations(actors)
    _by_name(unions, actors, nations)
    _by_description(unions, actors)
    _by_surname(unions, actors)
    _by_office(unions, actors)
    _by_initials(unions, actors)
    members: list[Member] = []
    numbers: dict[Fact, int] = {}
    for number, group in enumerate(unions.groups()):
        members.append(_member(number, [actors[fact] for fact in group], nations))
        numbers |= dict.fromkeys(group, number)
    return Cast(tuple(members), numbers, nations.seats)


Actors = Mapping[Fact, tuple[Told, Actor]]


def _named(actor: Actor) -> bool:
    """True for somebody who is named, and not only described; outlets and bylines stand in no
    text, but they have their names."""
    name = re.sub(r"^the\s+", "", actor.name)
    if not name[:1].isupper() or (actor.kind == "group" and not _is_title_case(name)):
        return False
    article = name.startswith(("The ", "A ", "An ", "His ", "Her ", "Their ", "Its "))
    return not actor.mentions or (
        any(m.form == "name" for m in actor.mentions)
        or (not article and actor.kind not in ("person",))
    )


def _is_title_case(name: str) -> bool:
    """True for two words or more, all with a capital: a firm that is taken for a group."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _by_key(unions: Unions[Fact], actors: Actors) -> None:
    keys: dict[str, Fact] = {}
    for fact, (_, actor) in actors.items():
        code = actor.country if actor.kind == "country" else None
        for key in filter(None, (actor.wikidata, code)):
            unions.join(keys.setdefault(key, fact), fact)


def _by_name(unions: Unions[Fact], actors: Actors, nations: "Nations") -> None:
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact, (_, actor) in actors.items():
        name = plain(actor.name)
        if name and (actor.kind != "person" or " " in name or not _named(actor)):
            groups[name].append(fact)
    for facts in groups.values():
        named = [fact for fact in facts if _named(actors[fact][1])]
        for person in (False, True):
            same = [f for f in named if (actors[f][1].kind == "person") == person]
            _join_by_nation(unions, same, actors, nations)
        if len({nations.told(*actors[fact]) for fact in facts} - {None}) < 2:
            for fact in facts if named else ():
                unions.join(named[0], fact)
    known = {plain(a.name): f for f, (_, a) in actors.items() if _named(a) and a.kind != "person"}
    for fact, (_, actor) in actors.items():
        if actor.kind == "person" and (other := known.get(plain(actor.name))):
            unions.join(other, fact)


def _join_by_nation(
    unions: Unions[Fact], facts: Sequence[Fact], actors: Actors, nations: "Nations"
) -> None:
    """Those of one name are one, but for a ministry and a ministry of two states."""
    by_nation: dict[str | None, Fact] = {}
    told = {fact: nations.told(*actors[fact]) for fact in facts}
    several = len(set(told.values()) - {None}) > 1
    for fact in facts:
        if not several:
            unions.join(facts[0], fact)
        elif told[fact]:
            unions.join(by_nation.setdefault(told[fact], fact), fact)


def _by_description(unions: Unions[Fact], actors: Actors) -> None:
    """A body that is described ("the frontier command", "the mission") is the one of the story
    that is called so, or the only one whose name or description has its head."""
    bodies = {
        fact: actor
        for fact, (_, actor) in actors.items()
        if actor.kind in ("organization", "unknown") and actor.mentions
    }
    names: dict[str, Fact] = {}
    heads: defaultdict[str, set[Fact]] = defaultdict(set)
    for fact, actor in bodies.items():
        name = re.sub(r"^an?\s+", "", plain(actor.name))
        if NAMED_PART.search(actor.name):
            name = f"{_head(actor.name)} of {name.split(' of ', 1)[1]}"
        if " " in name and (DEFINITE.match(actor.name) or NAMED_PART.search(actor.name)):
            unions.join(names.setdefault(name, fact), fact)
    _by_tail(unions, bodies)
    for fact, actor in bodies.items():
        if len(_core(actor.name)) > 1 or " of " in actor.name:
            heads[_head(actor.name)].add(unions.find(fact))
    for fact, actor in bodies.items():
        alone = DEFINITE.match(actor.name) or " " not in actor.name
        if alone and len(_core(actor.name)) == 1 and " of " not in actor.name:
            found = {unions.find(other) for other in heads[_head(actor.name)]}
            if len(found) == 1:
                unions.join(found.pop(), fact)


def _by_tail(unions: Unions[Fact], bodies: Mapping[Fact, Actor]) -> None:
    """A body whose name of several words ends one other name of the story, or stands in it before a
    place, is that: the Water Board is the State Water Board, Halm Works is Halm Works of Elby."""
    names: defaultdict[str, set[Fact]] = defaultdict(set)
    for fact, actor in bodies.items():
        if _named(actor):
            names[plain(actor.name)].add(fact)
    for name, facts in names.items():
        longer = [o for o in names if o.endswith(f" {name}") or o.startswith(f"{name} of ")]
        if " " in name and len(longer) == 1 and not _of_state(bodies[min(facts, key=_place)]):
            unions.join(min(names[longer[0]], key=_place), min(facts, key=_place))


def _of_state(actor: Actor) -> bool:
    """True for a ministry and the like, of which each state has one."""
    return actor.sector in ("GOV", "MIL", "COP", "SPY", "LEG", "JUD")


def _core(name: str) -> list[str]:
    """The words of a description before "of", without article."""
    return (
        DEFINITE.sub("", re.sub(r"^(?:an?|some)\s+", "", name.casefold())).split(" of ")[0].split()
    )


def _head(name: str) -> str:
    core = _core(name)
    return core[-1] if core else ""


def _by_surname(unions: Unions[Fact], actors: Actors) -> None:
    """A surname stands for the one person of the story whose full name ends in it."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    holder: dict[str, Fact] = {}
    for fact, (_, actor) in actors.items():
        name = plain(actor.name)
        if actor.kind == "person" and _named(actor) and " " in name:
            full[name.rsplit(" ", 1)[1]].add(name)
            holder.setdefault(name, fact)
    alone: dict[str, Fact] = {}
    for fact, (_, actor) in actors.items():
        name = plain(actor.name)
        if actor.kind not in ("person", "unknown") or not name or not _named(actor):
            continue
        if " " not in name and name not in full:  # a surname, or a name, that stands alone always
            unions.join(alone.setdefault(name, fact), fact)
        known = full.get(name.rsplit(" ", 1)[-1], set())
        fitting = [other for other in known if _is_short_for(name, other)]
        if len(fitting) == 1 and (" " in name or len(known) == 1):
            unions.join(fact, holder[fitting[0]])


def _is_short_for(name: str, full: str) -> bool:
    """True for a surname, or for one with fewer given names."""
    short, long = name.split(), full.split()
    return len(short) < len(long) and set(short) <= set(long)


def _by_office(unions: Unions[Fact], actors: Actors) -> None:
    """Who is called by an office alone ("the president of the Halm Works") is the one person of the
    story who is named with it; in one report also with its title alone."""
    held: defaultdict[tuple[str, str], set[Fact]] = defaultdict(set)
    described: list[tuple[Fact, tuple[str, str]]] = []
    for fact, (_, actor) in actors.items():
        if actor.kind != "person" or actor.office is None:
            continue
        office = (actor.office.title.casefold(), plain(actor.office.body or ""))
        if _named(actor) and " " in plain(actor.name):
            held[office].add(fact)
            held[(fact.report, office[0])].add(fact)
        elif actor.name.casefold().startswith("the ") and office[1]:
            described.append((fact, office))
    for fact, called in described:
        found = held.get(called) or held.get((fact.report, called[0]), set())
        if len({plain(actors[other][1].name) for other in found}) == 1:
            unions.join(min(found, key=_place), fact)


def _place(fact: Fact) -> tuple[str, str]:
    return fact.report, fact.id


def _by_initials(unions: Unions[Fact], actors: Actors) -> None:
    bodies: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact, (_, actor) in actors.items():
        words = [word for word in re.findall(r"\w+", actor.name) if word[0].isupper()]
        if actor.kind != "person" and len(words) > 1 and max(map(len, words)) > 1:
            bodies["".join(word[0] for word in words)].append(fact)
    for fact, (_, actor) in actors.items():
        initials = actor.name.replace(".", "")
        if initials.isupper() and len(initials) > 1:
            found = bodies.get(initials, [])
            if len({plain(actors[other][1].name) for other in found}) == 1:
                unions.join(fact, found[0])


class Nations:
    """The nations that speak in a story: those of the tables, and states of its own that stand
    both as a name and as an adjective made of it (Ruritania, Ruritanian)."""

    def __init__(self, actors: Actors) -> None:
        self.own = _own_nations(actors)
        self.seats = self._seats(actors)
        self.forces = self._forces(actors)

    def in_words(self, words: str) -> str | None:
        """The nation that stands in a name or a description, if it is one."""
        words = NO_NATION.sub("", words)
        found = {code for word in _runs(words) if (code := _tables().get(word))}
        found |= {self.own[word] for word in _runs(words) if word in self.own}
        return found.pop() if len(found) == 1 else None

    def told(self, told: Told, actor: Actor) -> str | None:
        """The nation that an actor's name, or the words before it, names; for one of a state."""
        if actor.sector not in ("GOV", "MIL", "COP", "SPY"):
            return None
        text = told.record.report.text
        before = " ".join(_before(text, m.span.start) for m in actor.mentions)
        named = self.in_words(f"{actor.name} {before}")
        seats = {self.sits(text, m.span.start) for m in actor.mentions} - {None}
        return named or (seats.pop() if len(seats) == 1 else None)

    def _forces(self, actors: Actors) -> dict[str, str]:
        """The forces of which a story tells only one nation's: "the Norwegian coast guard"."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for text in {told.name: told.record.report.text for told, _ in actors.values()}.values():
            for match in FORCE.finditer(text):
                if nation := self.in_words(match.group(1)):
                    found[match.group(2)].add(nation)
        return {force: nations.pop() for force, nations in found.items() if len(nations) == 1}

    def sits(self, text: str, start: int) -> str | None:
        """The nation of the place before a mention, "In Rabat the Defence Ministry": by where its
        government sits."""
        found = PLACED.search(text[max(0, start - WINDOW) : start])
        place = found.group(1).strip().casefold() if found else ""
        return self.seats.get(place) or _capitals().get(place)

    def _seats(self, actors: Actors) -> dict[str, str]:
        """Where the governments of a story sit: by what the tables know of a dateline, where that
        nation is named in the story; else by officials who say of which nation they are."""
        named = {code for _, actor in actors.values() if (code := self.in_words(actor.name))}
        known: dict[str, str] = {}
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for told, actor in actors.values():
            place = plain(told.record.report.dateline or "").split(",")[0]
            if (code := _cities().get(place)) in named:
                known[place] = code or ""
                continue
            home = actor.sector in ("GOV", "MIL") and not ABROAD.search(actor.name)
            body = bool(place) and home and actor.kind == "organization"
            if body and (nation := self.in_words(actor.name)):
                votes[place][nation] += 1
        return known | {place: count.most_common(1)[0][0] for place, count in votes.items()}


def _runs(words: str) -> Iterator[str]:
    """Runs of one to three words, in lower case."""
    parts = re.findall(r"[\w’'.-]+", words.casefold())
    for start in range(len(parts)):
        for size in (1, 2, 3):
            if start + size <= len(parts):
                yield re.sub(r"['’]s$", "", " ".join(parts[start : start + size]))


@cache
def _tables() -> dict[str, str]:
    """Names, adjectives and peoples of the states that the tables know."""
    return {
        word.casefold(): country.code
        for country in countries()
        for word in (country.name, *country.names, *country.adjectives, *country.people)
    }


@cache
def _capitals() -> dict[str, str]:
    """Capitals and seats of power, and the state of each."""
    return {
        plain(seat): country.code
        for country in countries()
        for seat in (country.capital, *country.seats)
        if seat
    }


@cache
def _cities() -> dict[str, str]:
    """Capitals, seats of power and large cities, and the state that each lies in."""
    cities = {place.name.casefold(): place.country for place in places()}
    for country in countries():
        for seat in (country.capital, *country.seats):
            cities[plain(seat)] = country.code
    return cities


def _own_nations(actors: Actors) -> dict[str, str]:
    """States that no table knows: a name and an adjective with one stem, both in the story, or a
    name by which a ministry or an army is called."""
    words: set[str] = set()
    found: dict[str, str] = {}
    for _, actor in actors.values():
        words |= set(re.findall(r"\b[A-Z][a-z]{3,}\b", actor.name))
        called = re.sub(r"^[Tt]he ", "", actor.name)
        if (of := OF_NATION.search(called)) and actor.kind in ("organization", "person"):
            name = of.group(1).casefold()
            if name not in _tables() and name not in _cities():
                found[name] = name
    names = {word.casefold() for word in words} - set(_tables())
    for adjective in sorted(names):
        ending = ENDINGS.search(adjective)
        stem = adjective[: ending.start()] if ending else ""
        if len(stem) < 4:
            continue
        for name in sorted(names):
            if name != adjective and re.fullmatch(
                rf"{re.escape(stem)}(?:ia|a|and|land|e|y|o)?", name
            ):
                found |= {name: name, adjective: name}
    return found


def _member(number: int, group: Sequence[tuple[Told, Actor]], nations: Nations) -> Member:
    actors = [actor for _, actor in group]
    fullest = max(actors, key=lambda a: (_named(a), len(plain(a.name)), a.name))
    kinds: Counter[str] = Counter(actor.kind for actor in actors if actor.kind != "unknown")
    sectors = Counter(actor.sector for actor in actors if actor.sector)
    offices = [actor.office for actor in actors if actor.office]
    return Member(
        number=number,
        name=fullest.name,
        kind=_most(kinds) or "unknown",
        sector=_most(sectors),
        nation=_nation(group, nations),
        key=_key(actors),
        named=any(map(_named, actors)),
        title=_most(Counter(office.title for office in offices)),
        body=_most(Counter(office.body for office in offices if office.body)),
    )


def _nation(group: Sequence[tuple[Told, Actor]], nations: Nations) -> str | None:
    votes: Counter[str] = Counter()
    for told, actor in group:
        words = f"{actor.name} {actor.office.body or '' if actor.office else ''}"
        text = told.record.report.text
        for mention in actor.mentions:
            if mention.form == "nominal":
                words += " " + text[mention.span.start : mention.span.end]
        if actor.kind == "person" or actor.sector in ("GOV", "MIL", "COP", "SPY"):
            words += " " + " ".join(_before(text, m.span.start) for m in actor.mentions)
        if named := nations.in_words(words):
            votes[named] += NAMED
        elif actor.sector in ("GOV", "MIL", "COP", "SPY"):
            for mention in actor.mentions:
                if seat := nations.sits(text, mention.span.start):
                    votes[seat] += NAMED
        if actor.country and len(actor.country) == 3:
            votes[actor.country] += NAMED if actor.wikidata or actor.kind == "country" else 1
        if actor.sector in ("GOV", "MIL", "COP", "SPY"):
            place = plain(told.record.report.dateline or "").split(",")[0]
            if seat := nations.seats.get(place):
                votes[seat] += 1
    if not votes:
        forces = {nations.forces.get(plain(actor.name)) for _, actor in group}
        return forces.pop() if len(forces) == 1 else None
    nation, weight = min(votes.items(), key=lambda item: (-item[1], item[0]))
    return nation if weight >= NAMED or nation in nations.seats.values() else None


def _before(text: str, start: int) -> str:
    """The words before a mention that may say whose it is: "Denmark's foreign minister, "."""
    window = re.split(r"[.;:()\n\"“”]", text[max(0, start - WINDOW) : start])[-1]
    return " ".join(BREAK.split(window.rstrip(" ,"))[-1].split()[-4:])


def _key(actors: Iterable[Actor]) -> str | None:
    """What stands for the member across stories, where the tables know it."""
    found = {actor.wikidata for actor in actors if actor.wikidata}
    return min(found) if found else None


def _most(count: Counter[str]) -> str | None:
    """What is counted most, the first in the alphabet of several."""
    return min(count, key=lambda item: (-count[item], item)) if count else None

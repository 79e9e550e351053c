"""What the classifier of events sees of a trigger: named features, each readable."""

from collections.abc import Iterable
from functools import cache

from onrecord.find.event_doubles import Found
from onrecord.find.event_places import Tree
from onrecord.find.event_subjects import SUBJECTS
from onrecord.knowledge.frames import frames
from onrecord.model import Actor, Token

VERSION = 1  # of the features; weights name the version they were trained with
LIST_LIMIT = 12  # frames whose lists hold a word; beyond, the word tells little


class Features:
    """The features of the triggers of one report."""

    def __init__(self, tree: Tree, actors: Iterable[Actor]) -> None:
        self.tree = tree
        self.actors = {actor.id: actor for actor in actors}

    def knows(self, item: Found) -> bool:
        """True if a frame spoke or lists the trigger."""
        return item.type is not None or bool(_listed(item.token.lemma.lower(), item.noun))

    def of(self, item: Found) -> list[str]:
        """All features of an event: the frame that spoke, the words, the places, the parties."""
        token, places = item.token, item.places
        lemma = token.lemma.lower()
        form = "n" if item.noun else "v"
        found = [f"form={form}", word_of(item), *self._frame(item)]
        found += [f"list={form}:{name}" for name in _listed(lemma, item.noun)]
        found += self._objects(item, lemma)
        for name in places.heads:
            if name not in PLACES:
                found += (f"prep={name}", f"word+prep={lemma}+{name}")
                found += self._below(name, item)
        found += [f"complement={c}" for c in sorted(places.complements)]
        found += [f"does={verb.lemma.lower()}" for verb in places.content]
        found += [f"particle={lemma}+{p}" for p in sorted(places.adverbs)]
        found += [f"modifier={m}" for m in sorted(places.modifiers)]
        if places.governor is not None:
            found.append(f"light={places.governor.lemma.lower()}")
        if places.turned:
            found.append("passive")
        found += self._parties(item)
        return found

    def _frame(self, item: Found) -> list[str]:
        frame = item.choice.frame
        if frame is None:
            return ["frame=none"]
        kind = frame.type or "figurative"
        sure = min(item.choice.conditions, 3)
        return [f"frame={kind}", f"frame={kind}+{sure}", f"entry={item.choice.name}"]

    def _objects(self, item: Found, lemma: str) -> list[str]:
        found: list[str] = []
        for _, word in item.places.objects[:3]:
            found += (f"object={word}", f"word+object={lemma}+{word}")
            found += [f"object-list={name}" for name in _object_lists(word)]
        if not item.places.objects and not item.noun:
            found += ("object=none", f"word+object={lemma}+none")
        return found

    def _below(self, name: str, item: Found) -> list[str]:
        words = [word for _, word in item.places.below.get(name, ())[:2]]
        return [f"below={name}+{word}" for word in words]

    def _parties(self, item: Found) -> list[str]:
        found = [*self._party("actor", item.actors), *self._party("recipient", item.recipients)]
        for place in ("subject", "object"):
            for head in item.places.heads.get(place, ())[:1]:
                found += self._head(place, head)
        countries = {c for id in (*item.actors, *item.recipients) if (c := self._country(id))}
        found.append(f"countries={min(len(countries), 2)}")
        sides = f"{self._kind(item.actors)}+{self._kind(item.recipients)}"
        found += (f"sides={sides}", f"frame+sides={item.type}+{sides}")
        if self.tree.parse.child(item.token, *SUBJECTS) is None and not item.noun:
            found.append("subject=none")
        return found

    def _party(self, side: str, ids: tuple[str, ...]) -> list[str]:
        if not ids:
            return [f"{side}=none"]
        actor = self.actors[ids[0]]
        found = [f"{side}={actor.kind}", f"{side}-sector={actor.sector}"]
        return [*found, f"{side}-country"] if actor.country else found

    def _head(self, place: str, head: Token) -> list[str]:
        """The word in a place that is no name: "storm" in "the storm killed"."""
        if head.pos in ("PROPN", "PRON") or head.tag.startswith("NNP"):
            return [f"{place}-head={head.pos}"]
        return [f"{place}-head={head.lemma.lower()}"]

    def _kind(self, ids: tuple[str, ...]) -> str:
        """Nobody, a party of a known country or sector, or another."""
        if not ids:
            return "none"
        actor = self.actors[ids[0]]
        return "known" if actor.country or actor.sector else "other"

    def _country(self, id: str) -> str | None:
        return self.actors[id].country


def word_of(item: Found) -> str:
    """The feature of the trigger itself."""
    return f"word={'n' if item.noun else 'v'}:{item.token.lemma.lower()}"


PLACES = frozenset({"subject", "object", "possessor", "complement-subject"})


@cache
def _lists() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """The frames by their verbs, by their nouns, and by the words of their objects."""
    verbs: dict[str, list[str]] = {}
    nouns: dict[str, list[str]] = {}
    objects: dict[str, list[str]] = {}
    for name, frame in frames().items():
        for table, words in ((verbs, frame.verb), (nouns, frame.noun), (objects, frame.object)):
            for word in words:
                table.setdefault(word.split()[0], []).append(name)
    return verbs, nouns, objects


def _listed(lemma: str, noun: bool) -> list[str]:
    """The frames that list the trigger: words of one list mean alike."""
    return _lists()[1 if noun else 0].get(lemma, [])[:LIST_LIMIT]


def _object_lists(word: str) -> list[str]:
    return _lists()[2].get(word, [])[:LIST_LIMIT]

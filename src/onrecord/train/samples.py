"""What is learned from: each proposed relation with its alternatives, and what is right of them."""

from collections.abc import Iterable

from msgspec import Struct

from onrecord.find.attributions import proposed
from onrecord.find.attributions.alternatives import alternatives
from onrecord.find.attributions.borders import border_features
from onrecord.find.attributions.claimants import Claimant, claimants
from onrecord.find.attributions.features import Scene, relation_features
from onrecord.find.attributions.quotes import QuoteMap, find_quotes
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.speakers import phrase_of
from onrecord.model import Draft
from onrecord.train.marking import HALF, Marking, overlap


class Names:
    """Features as numbers; a number for each name that was ever seen, in the order of sight."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, features: Iterable[str]) -> tuple[int, ...]:
        """The numbers of features, each once, in order."""
        numbers = self.numbers
        return tuple(sorted({numbers.setdefault(f, len(numbers)) for f in features}))


class Sample(Struct, frozen=True):
    """A proposed relation. `report` counts the reports of the gold.

    `contents` and `sources` have the features of each alternative; `near` how much of the content
    each shares with each gold relation of that cue, `same` whether each is its source. `inside`:
    it stands in a gold content and is no gold relation, so that the gold says nothing of it.
    """

    report: int
    relation: Found
    features: tuple[int, ...]
    contents: tuple[tuple[int, ...], ...]
    kinds: tuple[str, ...]
    near: tuple[tuple[float, ...], ...]
    sources: tuple[tuple[int, ...], ...]
    options: tuple[Claimant, ...]
    same: tuple[tuple[bool, ...], ...]
    inside: bool

    @property
    def aligned(self) -> bool:
        """True if its cue is a gold cue."""
        return bool(self.near[0])

    def is_right(self, content: int, source: int) -> bool:
        """True if it is right with these alternatives."""
        pairs = zip(self.near[content], self.same[source], strict=True)
        return any(share >= HALF and same for share, same in pairs)


def scene_of(draft: Draft) -> tuple[Scene, list[Found]]:
    """A draft with actors as the features see it, and the relations that the rules propose."""
    quotes = QuoteMap(draft.parse, find_quotes(draft.parse)[0])
    found = proposed(draft, quotes)
    return Scene(draft, quotes, found), found


def samples_of(report: int, draft: Draft, marking: Marking, names: Names) -> list[Sample]:
    """The samples of one report."""
    scene, found = scene_of(draft)
    return [_sample(report, scene, relation, marking, names) for relation in found]


def _sample(report: int, scene: Scene, relation: Found, marking: Marking, names: Names) -> Sample:
    gold = marking.of_cue(relation.cue)
    contents = alternatives(scene, relation)
    sources = claimants(scene, relation)
    words = [marking.words(option.pieces) for option in contents]
    spans = [_source(scene, relation, option) for option in sources]
    return Sample(
        report=report,
        relation=relation,
        features=names.of(relation_features(scene, relation)),
        contents=tuple(names.of(border_features(scene, relation, c)) for c in contents),
        kinds=tuple(option.kind for option in contents),
        near=tuple(tuple(overlap(w, g.content) for g in gold) for w in words),
        sources=tuple(names.of(option.features) for option in sources),
        options=tuple(Claimant(s.head, s.ruled, ()) for s in sources),
        same=tuple(tuple(marking.same_source(span, g) for g in gold) for span in spans),
        inside=not gold and relation.head in marking.inside,
    )


def _source(scene: Scene, relation: Found, option: Claimant) -> tuple[int, int] | None:
    if option.head is None:
        return None
    if option.ruled and relation.source:
        return relation.source
    return phrase_of(scene.parse, scene.parse.tokens[option.head])[:2]

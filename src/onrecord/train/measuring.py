"""What a training reached: out of fold, and on gold that was kept out of it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.find.attributions.deciding import decided, stands
from onrecord.knowledge.learned import AttributionWeights
from onrecord.model import Draft
from onrecord.train.figures import Bin, Score, reliability
from onrecord.train.gold import GoldReport
from onrecord.train.marking import HALF, Marking
from onrecord.train.samples import Sample, scene_of


class Outcome(Struct, frozen=True):
    """A sample with the content and source that were chosen, out of fold: whether the relation is
    right then, and the probability it was given."""

    sample: Sample
    content: int
    source: int
    right: bool
    probability: float


class Summary(Struct, frozen=True, kw_only=True):
    """What a training saw and reached. The choices and the scores are out of fold.

    `contents_ruled` and `contents_chosen`: of proposed relations whose cue is a gold cue, the share
    whose content is right as the rules have it, and as chosen; so with `sources`. `outside`: the
    relations that stand, those apart that lie inside a gold content; `all`: with them.
    """

    features: int
    made_from: str
    reports: int
    relations: int
    proposed: int
    contents_ruled: float
    contents_chosen: float
    contents_best: float
    sources_ruled: float
    sources_chosen: float
    outside: Score
    all: Score
    reliability: list[Bin]
    weights: dict[str, int]


class Tested(Struct, frozen=True, kw_only=True):
    """What finished weights reach on gold that they were not made from."""

    made_from: str
    all: Score
    outside: Score
    reliability: list[Bin]


def summary(
    gold: Sequence[GoldReport], outcomes: Sequence[Outcome], weights: AttributionWeights
) -> Summary:
    """The figures of a training."""
    aligned = [o for o in outcomes if o.sample.aligned]
    standing = [o for o in outcomes if stands(o.sample.relation, o.probability)]
    outside = [o for o in standing if not o.sample.inside]
    right = sum(o.right for o in standing)
    total = sum(len(report.relations) for report in gold)
    return Summary(
        features=weights.features,
        made_from=weights.made_from,
        reports=len(gold),
        relations=total,
        proposed=len(outcomes),
        contents_ruled=_share(max(o.sample.near[0]) >= HALF for o in aligned),
        contents_chosen=_share(max(o.sample.near[o.content]) >= HALF for o in aligned),
        contents_best=_share(max(map(max, o.sample.near)) >= HALF for o in aligned),
        sources_ruled=_share(any(o.sample.same[_ruled(o.sample)]) for o in aligned),
        sources_chosen=_share(any(o.sample.same[o.source]) for o in aligned),
        outside=Score(len(outside), right, total),
        all=Score(len(standing), right, total),
        reliability=reliability([(o.probability, o.right) for o in outside]),
        weights={name: len(getattr(weights, name)) for name in ("content", "source", "relation")},
    )


def _ruled(sample: Sample) -> int:
    return next(i for i, option in enumerate(sample.options) if option.ruled)


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return round(sum(found) / len(found), 4) if found else 0.0


def measured(
    gold: Sequence[GoldReport],
    drafts: Iterable[Draft],
    weights: AttributionWeights,
    *,
    made_from: str,
) -> Tested:
    """Measure finished weights: the relations that stand, and whether their probability is kept."""
    given: list[tuple[float, bool]] = []
    found = inside = 0
    for report, draft in zip(gold, drafts, strict=True):
        marking = Marking(draft.parse, report)
        scene, relations = scene_of(draft)
        free = set(range(len(marking.relations)))
        for relation in decided(draft, relations, scene.quotes, weights):
            found += 1
            hits = [n for n in sorted(free) if marking.is_right(marking.relations[n], relation)]
            free -= set(hits[:1])
            if not hits and not marking.of_cue(relation.cue) and relation.head in marking.inside:
                inside += 1
            else:
                given.append((relation.probability or 0.0, bool(hits)))
    right = sum(hit for _, hit in given)
    total = sum(len(report.relations) for report in gold)
    return Tested(
        made_from=made_from,
        all=Score(found, right, total),
        outside=Score(found - inside, right, total),
        reliability=reliability(given),
    )

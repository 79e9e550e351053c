"""Learn from gold which proposed attributions stand, with which content and source.

Out of fold means: measured on reports that the weights in use were not fitted on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.errors import UsageError
from onrecord.find.attributions import find_attributions
from onrecord.find.attributions.alternatives import Alternative
from onrecord.find.attributions.deciding import (
    Choice,
    best_content,
    best_source,
    choice_features,
)
from onrecord.find.attributions.nested import LIGHT
from onrecord.find.attributions.weighing import probability
from onrecord.knowledge.learned import FEATURES, AttributionWeights, Calibration
from onrecord.model import Draft, Report
from onrecord.parse import Parser
from onrecord.stages import STAGES, default_parser
from onrecord.train.fitting import (
    Fitted,
    Rows,
    fit_choice,
    fit_logistic,
    fit_scale,
    value,
    wanted_shares,
)
from onrecord.train.gold import GoldReport
from onrecord.train.marking import Marking
from onrecord.train.measuring import Outcome, Summary, summary
from onrecord.train.samples import Names, Sample, samples_of

FOLDS = 5
FEWEST = 2 * FOLDS  # reports without which nothing can be measured out of fold
PENALTY_CHOICE = 3.0
PENALTY_RELATION = 10.0
DIGITS = 3  # of a weight

Tell = Callable[[str], None]
Taken = tuple[Choice, Choice]  # the content and the source that were chosen


def drafts_of(gold: Sequence[GoldReport], parser: Parser | None = None) -> Iterator[Draft]:
    """The reports, parsed, with all facts that are found before attributions."""
    reports = (Report(id=g.doc_id, ref=g.doc_id, text=g.text, language="en") for g in gold)
    before = STAGES[: STAGES.index(find_attributions)]
    for parse in (parser or default_parser()).parse_all(reports):
        draft = Draft(parse=parse)
        for stage in before:
            draft = stage(draft)
        yield draft


def train(
    gold: Sequence[GoldReport], drafts: Iterable[Draft], *, made_from: str, tell: Tell
) -> tuple[AttributionWeights, Summary]:
    """Weights from gold and its drafts in the same order, and what was reached out of fold."""
    if len(gold) < FEWEST:
        raise UsageError(f"{len(gold)} reports are too few to learn from. Give {FEWEST} or more.")
    names = Names()
    samples: list[Sample] = []
    for number, (report, draft) in enumerate(zip(gold, drafts, strict=True)):
        samples += samples_of(number, draft, Marking(draft.parse, report), names)
        if (number + 1) % 50 == 0:
            tell(f"{number + 1} of {len(gold)} reports read")
    if not any(s.aligned for s in samples):
        raise UsageError("no cue of the gold is known to the tables. Is it gold of attribution?")
    taken = _out_of_fold_choices(samples, tell)
    rows = [_relation_row(s, t, names) for s, t in zip(samples, taken, strict=True)]
    right = [s.is_right(c.at, o.at) for s, (c, o) in zip(samples, taken, strict=True)]
    scores = _out_of_fold_scores(samples, rows, right, tell)
    scales = {light: _scale(samples, scores, right, light=light) for light in (False, True)}
    tell("fitting on all reports")
    weights = _weights(samples, rows, right, scales, names, made_from)
    given = [
        probability(z * scales[_is_light(s)].slope + scales[_is_light(s)].offset)
        for s, z in zip(samples, scores, strict=True)
    ]
    outcomes = [
        Outcome(s, c.at, o.at, hit, share)
        for s, (c, o), hit, share in zip(samples, taken, right, given, strict=True)
    ]
    return weights, summary(gold, outcomes, weights)


def _out_of_fold_choices(samples: list[Sample], tell: Tell) -> list[Taken]:
    taken: dict[int, Taken] = {}
    for fold in range(FOLDS):
        known = [s for s in samples if s.report % FOLDS != fold]
        content, source = _fit_content(known), _fit_source(known)
        for number, sample in enumerate(samples):
            if sample.report % FOLDS == fold:
                taken[number] = _choose(sample, content, source)
        tell(f"contents and sources, fold {fold + 1} of {FOLDS}")
    return [taken[number] for number in range(len(samples))]


def _fit_content(samples: Iterable[Sample]) -> Fitted:
    """How the content whose overlap with the gold is best is told from the others."""
    groups: list[Rows] = []
    wanted = []
    for sample in samples:
        if sample.aligned:
            best = _nearest(sample)
            groups.append(sample.contents)
            wanted.append(wanted_shares([shares[best] for shares in sample.near]))
    return fit_choice(groups, wanted, penalty=PENALTY_CHOICE)


def _nearest(sample: Sample) -> int:
    """Of the gold relations with this cue the one that the proposed content is nearest to."""
    shares = sample.near[0]
    return max(range(len(shares)), key=shares.__getitem__)


def _fit_source(samples: Iterable[Sample]) -> Fitted:
    """How a right source is told from the others, where there is one."""
    groups: list[Rows] = []
    wanted = []
    for sample in samples:
        hits = [same[_nearest(sample)] for same in sample.same] if sample.aligned else []
        if any(hits):
            groups.append(sample.sources)
            wanted.append([hit / sum(hits) for hit in hits])
    return fit_choice(groups, wanted, penalty=PENALTY_CHOICE)


def _choose(sample: Sample, content: Fitted, source: Fitted) -> Taken:
    return (
        best_content([value(row, content) for row in sample.contents]),
        best_source([value(row, source) for row in sample.sources], sample.options),
    )


def _relation_row(sample: Sample, taken: Taken, names: Names) -> tuple[int, ...]:
    content, source = taken
    option = Alternative(sample.kinds[content.at], ())
    seen = choice_features(sample.relation, content, option, source, sample.options[source.at])
    return tuple(sorted((*sample.features, *names.of(seen))))


def _out_of_fold_scores(
    samples: list[Sample], rows: list[tuple[int, ...]], right: list[bool], tell: Tell
) -> list[float]:
    scores = [0.0] * len(samples)
    for fold in range(FOLDS):
        weights, offset = _fit_relation(samples, rows, right, without=fold)
        for number, sample in enumerate(samples):
            if sample.report % FOLDS == fold:
                scores[number] = value(rows[number], weights) + offset
        tell(f"relations, fold {fold + 1} of {FOLDS}")
    return scores


def _fit_relation(
    samples: list[Sample], rows: list[tuple[int, ...]], right: list[bool], *, without: int | None
) -> tuple[Fitted, float]:
    """From all samples but those of which the gold says nothing, and those of one fold."""
    kept = [
        number
        for number, sample in enumerate(samples)
        if not sample.inside and (without is None or sample.report % FOLDS != without)
    ]
    return fit_logistic([rows[i] for i in kept], [right[i] for i in kept], penalty=PENALTY_RELATION)


def _is_light(sample: Sample) -> bool:
    return sample.relation.shape in LIGHT


def _scale(
    samples: list[Sample], scores: list[float], right: list[bool], *, light: bool
) -> Calibration:
    """The logistic function that turns scores into the shares that were right (Platt)."""
    pairs = [
        (score, hit)
        for sample, score, hit in zip(samples, scores, right, strict=True)
        if _is_light(sample) == light and not sample.inside
    ]
    return fit_scale(pairs)


def _weights(
    samples: list[Sample],
    rows: list[tuple[int, ...]],
    right: list[bool],
    scales: dict[bool, Calibration],
    names: Names,
    made_from: str,
) -> AttributionWeights:
    """The weights fitted on everything, rounded; the offset goes into the calibration."""
    spelled = {number: name for name, number in names.numbers.items()}
    relation, offset = _fit_relation(samples, rows, right, without=None)
    spoken, light = (
        Calibration(round(s.slope, DIGITS), round(s.offset + s.slope * offset, DIGITS))
        for s in (scales[False], scales[True])
    )
    return AttributionWeights(
        features=FEATURES,
        made_from=made_from,
        content=_spelled(_fit_content(samples), spelled),
        source=_spelled(_fit_source(samples), spelled),
        relation=_spelled(relation, spelled),
        spoken=spoken,
        light=light,
    )


def _spelled(weights: Fitted, names: dict[int, str]) -> dict[str, float]:
    rounded = ((names[number], round(weight, DIGITS)) for number, weight in weights.items())
    return {name: weight for name, weight in sorted(rounded) if weight}

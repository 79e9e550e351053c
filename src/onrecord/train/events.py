"""Learn which type of event a word names, from sentences with the word marked.

A line of the tables reads type, mode, sentence, with the word in square brackets; "-" is the type
of a word that names no event of a type. The frames' own examples are learned from, too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import KnowledgeError, UsageError
from onrecord.find.actors import find_actors
from onrecord.find.event_doubles import Found
from onrecord.find.event_features import VERSION, Features
from onrecord.find.event_proposals import Proposals
from onrecord.find.timexes import find_timexes
from onrecord.knowledge.event_model import BIAS, NONE, EventModel, read_model, write_model
from onrecord.knowledge.frames import frames
from onrecord.knowledge.ontology import modes
from onrecord.model import Draft, Report
from onrecord.model.words import EventType, values
from onrecord.parse import Parser

try:
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
except ImportError as error:  # an extra
    raise UsageError(
        "training needs scipy. Install it with: pip install 'onrecord[train]'"
    ) from error

Floats = NDArray[np.float64]

HEADER = "type\tmode\tsentence"
TYPES = (*values(EventType), NONE)
UNMARKED = 0.3  # weight of a verb that nobody marked and no frame knows: most often no event
PENALTY = 1.0  # on the squares of the weights
STEPS = 300
FOLDS = 10
ANSWERS = ("frame=", "frame+", "entry=")  # features that say what a frame answered


class Example(NamedTuple):
    """A marked word: its type, its place in the sentence, and where the line stands."""

    type: str
    start: int
    end: int
    text: str
    line: str


class Row(NamedTuple):
    """What is learned from one word: features, type, weight; `fold` keeps sentences together."""

    features: list[str]
    type: str
    weight: float
    fold: int
    frame: str
    kind: str


class Learned(NamedTuple):
    """A model with its table and what cross-validation says of it."""

    model: EventModel
    table: str
    summary: dict[str, Any]


def read_examples(paths: Iterable[Path]) -> list[Example]:
    """The examples of some tables. Raises KnowledgeError with file, line and what is allowed."""
    return [example for path in sorted(paths) for example in _of_file(path)]


def _of_file(path: Path) -> Iterator[Example]:
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    if lines[0] != HEADER:
        raise KnowledgeError(f"{path}:1: the header must read {HEADER!r} with tabs between.")
    for number, line in enumerate(lines[1:], 2):
        yield _example(f"{path}:{number}", line)


def _example(where: str, line: str) -> Example:
    cells = line.split("\t")
    if len(cells) != 3:
        raise KnowledgeError(f"{where}: {len(cells)} cells, not type, mode and sentence.")
    type, mode, marked = cells
    if type not in TYPES:
        raise KnowledgeError(f"{where}: unknown type {type!r}. Allowed: {', '.join(TYPES)}")
    known = {m.name for m in modes().get(type, ())} if type != NONE else set()  # type: ignore[call-overload]
    if mode and mode not in known:
        raise KnowledgeError(f"{where}: unknown mode {mode!r} of {type}. Allowed: {sorted(known)}")
    found = re.fullmatch(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", marked)
    if found is None:
        raise KnowledgeError(f"{where}: mark one word of the sentence with [square brackets].")
    before, word, after = found.groups()
    return Example(type, len(before), len(before) + len(word), before + word + after, where)


def learn(examples: Sequence[Example], parser: Parser, *, with_frames: bool = True) -> Learned:
    """The model of the examples and, `with_frames`, of the frames' own; with its figures."""
    rows = _rows(examples, parser, with_frames=with_frames)
    guesses = _cross_validated(rows)
    model = _fitted(rows)
    table = write_model(model, VERSION)
    return Learned(read_model(table, VERSION), table, _summary(rows, guesses, examples))


# -- from sentences to rows


def _rows(examples: Sequence[Example], parser: Parser, *, with_frames: bool) -> list[Row]:
    own: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        own[example.text].append(example)
    known = frames().items() if with_frames else ()
    lines = [(name, *line.split(" => ")) for name, frame in known for line in frame.yes]
    texts = sorted({*own, *(text for _, text, _ in lines)})
    seen = dict(zip(texts, map(_seen, parser.parse_all(map(_report, texts))), strict=True))
    rows: list[Row] = []
    for fold, text in enumerate(sorted(own)):
        rows += _marked(own[text], *seen[text], fold % FOLDS)
    for name, text, promise in lines:
        found, features = seen[text]
        rows += [
            Row(_bare(features.of(item)), promise.split(" | ")[0], 1.0, -1, "", "frames")
            for item in found
            if item.choice.name == name
        ][:1]
    return rows


def _report(text: str) -> Report:
    return Report(id=text, ref=text, text=text, language="en")


def _seen(parse: Any) -> tuple[list[Found], Features]:
    draft = find_actors(find_timexes(Draft(parse=parse)))
    proposals = Proposals(draft)
    return proposals.found, Features(proposals.tree, draft.actors)


def _marked(
    examples: list[Example], found: list[Found], features: Features, fold: int
) -> Iterator[Row]:
    """The rows of a sentence: its marked words, and the verbs that no frame knows."""
    taken: set[int] = set()
    for example in examples:
        for item in found:
            if _is_meant(item, example):
                taken.add(item.token.index)
                yield Row(features.of(item), example.type, 1.0, fold, item.type or NONE, "marked")
                break
    for item in found:
        if item.token.index not in taken and item.choice.frame is None:
            yield Row(features.of(item), NONE, UNMARKED, fold, NONE, "unmarked")


def _is_meant(item: Found, example: Example) -> bool:
    """True if the mark is on the word of the event, or on the light verb above it."""
    words = (item.token, item.places.governor)
    return any(w is not None and w.start < example.end and example.start < w.end for w in words)


def _bare(features: list[str]) -> list[str]:
    """Without what the frames answered: on their own examples they are always right."""
    return [feature for feature in features if not feature.startswith(ANSWERS)]


# -- from rows to weights


def _fitted(rows: Sequence[Row]) -> EventModel:
    """Multinomial logistic regression by L-BFGS; the same rows give the same weights."""
    names = sorted({feature for row in rows for feature in row.features})
    column = {name: n for n, name in enumerate(names)}
    types = sorted({row.type for row in rows})
    matrix = _matrix([sorted({column[f] for f in row.features}) for row in rows], len(names))
    wanted = np.zeros((len(rows), len(types)))
    wanted[np.arange(len(rows)), [types.index(row.type) for row in rows]] = 1.0
    weights = _least(matrix, wanted, np.array([row.weight for row in rows]))
    return EventModel(types, [BIAS, *names], weights.astype(np.float32))


def _matrix(rows: Sequence[Sequence[int]], width: int) -> Any:
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.array([n for row in rows for n in row])
    return csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), width))


def _least(matrix: Any, wanted: Floats, share: Floats) -> Floats:
    """The weights with the least weighted log loss and squares; the first row is the bias."""
    turned = matrix.T.tocsr()
    shape = (matrix.shape[1] + 1, wanted.shape[1])

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        logits = matrix @ weights[1:] + weights[0]
        logits -= logits.max(axis=1, keepdims=True)
        sums = np.log(np.exp(logits).sum(axis=1, keepdims=True))
        total = -(share[:, None] * wanted * (logits - sums)).sum()
        total += 0.5 * PENALTY * (weights[1:] ** 2).sum()
        wrong = (np.exp(logits - sums) - wanted) * share[:, None]
        slope = np.vstack([wrong.sum(axis=0), turned @ wrong + PENALTY * weights[1:]])
        return float(total), slope.ravel()

    options = {"maxiter": STEPS}
    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options=options)
    weights: Floats = found.x.reshape(shape)
    return weights


def _cross_validated(rows: Sequence[Row]) -> dict[int, tuple[str, float]]:
    """For each marked row what a model says that has not seen its sentence: type, probability."""
    guesses: dict[int, tuple[str, float]] = {}
    for fold in range(FOLDS):
        model = _fitted([row for row in rows if row.fold != fold])
        for n, row in enumerate(rows):
            if row.fold == fold and row.kind == "marked":
                likely = model.probabilities(row.features)
                best = max(likely, key=lambda type: likely[type])
                guesses[n] = best, likely[best]
    return guesses


def _summary(
    rows: Sequence[Row], guesses: dict[int, tuple[str, float]], examples: Sequence[Example]
) -> dict[str, Any]:
    marked = [(rows[n], *guess) for n, guess in sorted(guesses.items())]
    pairs = {
        tuple(f for f in row.features if f.startswith(("word=", "object="))) for row, *_ in marked
    }
    return {
        "sentences": len({example.text for example in examples}),
        "marked words": len(examples),
        "found by the engine": len(marked),
        "unmarked verbs": sum(row.kind == "unmarked" for row in rows),
        "examples of frames": sum(row.kind == "frames" for row in rows),
        "distinct word and object": round(len(pairs) / len(marked), 3),
        "types": dict(sorted(Counter(example.type for example in examples).items())),
        "accuracy of the frames": _share([row.frame == row.type for row, *_ in marked]),
        "accuracy of the model": _share([best == row.type for row, best, _ in marked]),
        "macro-F1 of the frames": _macro([(row.type, row.frame) for row, *_ in marked]),
        "macro-F1 of the model": _macro([(row.type, best) for row, best, _ in marked]),
        "reliability": _reliability(marked),
    }


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / max(1, len(right)), 3)


def _macro(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean F1 over the types, without that of no event."""
    scores = []
    for type in sorted({gold for gold, _ in pairs} - {NONE}):
        hits = sum(gold == best == type for gold, best in pairs)
        said = sum(best == type for _, best in pairs) + sum(gold == type for gold, _ in pairs)
        scores.append(2 * hits / said)
    return round(sum(scores) / max(1, len(scores)), 3)


def _reliability(marked: Sequence[tuple[Row, str, float]]) -> list[dict[str, float]]:
    """By tenths of the probability: how many, their mean probability, and how many are right."""
    bins: dict[int, list[tuple[bool, float]]] = defaultdict(list)
    for row, best, sure in marked:
        bins[min(9, int(sure * 10))].append((best == row.type, sure))
    return [
        {
            "from": tenth / 10,
            "n": len(found),
            "mean": round(sum(sure for _, sure in found) / len(found), 2),
            "right": round(sum(right for right, _ in found) / len(found), 2),
        }
        for tenth, found in sorted(bins.items())
    ]

"""Weights of features from samples: logistic regression, and its form for choices (softmax).

Both minimise the log loss with a penalty on the squares of the weights, by L-BFGS; no chance is
involved, so the same samples give the same weights.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError
from onrecord.knowledge.learned import Calibration

try:
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
except ImportError as error:  # an extra
    raise UsageError(
        "training needs scipy. Install it with: pip install 'onrecord[train]'"
    ) from error

LEAST = 4  # rows in which a feature must stand to be given a weight
STEPS = 300
SHARP = 0.05  # how steeply the wanted share of an alternative falls with its overlap

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rows = Sequence[tuple[int, ...]]
Fitted = dict[int, float]  # weight by the number of a feature


def fit_logistic(rows: Rows, right: Sequence[bool], *, penalty: float) -> tuple[Fitted, float]:
    """Weights and offset for the probability that a row is right."""
    columns = _columns(rows)
    matrix = _matrix(rows, columns)
    wanted = np.array(right, dtype=float)
    turned = matrix.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        values = matrix @ weights[:-1] + weights[-1]
        given = 1.0 / (1.0 + np.exp(-values))
        total = np.sum(np.logaddexp(0.0, values) - wanted * values)
        total += 0.5 * penalty * weights[:-1] @ weights[:-1]
        wrong = given - wanted
        return float(total), np.r_[turned @ wrong + penalty * weights[:-1], wrong.sum()]

    weights = _least(loss, len(columns) + 1)
    return dict(zip(columns, weights[:-1].tolist(), strict=True)), float(weights[-1])


def fit_choice(
    groups: Sequence[Rows], wanted: Sequence[Sequence[float]], *, penalty: float
) -> Fitted:
    """Weights under which each group's alternatives get shares near the wanted ones."""
    rows = [row for group in groups for row in group]
    columns = _columns(rows)
    matrix = _matrix(rows, columns)
    turned = matrix.T.tocsr()
    sizes = [len(group) for group in groups]
    starts: Ints = np.r_[0, np.cumsum(sizes)[:-1]].astype(np.int64)
    group_of = np.repeat(np.arange(len(groups)), sizes)
    shares = np.array([share for group in wanted for share in group])

    def loss(weights: Floats) -> tuple[float, Floats]:
        values = matrix @ weights
        values -= np.maximum.reduceat(values, starts)[group_of]
        powers = np.exp(values)
        sums = np.add.reduceat(powers, starts)[group_of]
        total = -np.sum(shares * (values - np.log(sums))) + 0.5 * penalty * weights @ weights
        return float(total), turned @ (powers / sums - shares) + penalty * weights

    return dict(zip(columns, _least(loss, len(columns)).tolist(), strict=True))


def fit_scale(pairs: Sequence[tuple[float, bool]]) -> Calibration:
    """The logistic function that turns scores into the shares that were right (Platt 1999).

    With too few to tell, scores stay as they are.
    """
    scores = np.array([score for score, _ in pairs])
    wanted = np.array([right for _, right in pairs], dtype=float)
    if len(pairs) < LEAST or wanted.min() == wanted.max():
        return Calibration()

    def loss(line: Floats) -> tuple[float, Floats]:
        values = line[0] * scores + line[1]
        wrong = 1.0 / (1.0 + np.exp(-values)) - wanted
        total = np.sum(np.logaddexp(0.0, values) - wanted * values)
        return float(total), np.array([wrong @ scores, wrong.sum()])

    slope, offset = _least(loss, 2).tolist()
    return Calibration(slope, offset)


def wanted_shares(overlaps: Sequence[float]) -> list[float]:
    """The shares that alternatives should get, by their overlap with the gold."""
    powers = np.exp((np.array(overlaps) - max(overlaps)) / SHARP)
    return [float(share) for share in powers / powers.sum()]


def value(row: tuple[int, ...], weights: Fitted) -> float:
    """The score of a row."""
    return sum(weights.get(feature, 0.0) for feature in row)


def _columns(rows: Rows) -> list[int]:
    """The features that stand in enough rows."""
    counts = np.bincount(np.fromiter((f for row in rows for f in row), dtype=np.int64), minlength=1)
    return [int(i) for i in np.flatnonzero(counts >= LEAST)]


def _matrix(rows: Rows, columns: list[int]) -> Any:
    at = {feature: i for i, feature in enumerate(columns)}
    kept = [[at[f] for f in row if f in at] for row in rows]
    ends = np.r_[0, np.cumsum([len(row) for row in kept])]
    inside = np.fromiter((i for row in kept for i in row), dtype=np.int64)
    return csr_matrix((np.ones(len(inside)), inside, ends), shape=(len(rows), len(columns)))


def _least(loss: Callable[[Floats], tuple[float, Floats]], size: int) -> Floats:
    """The weights at which a loss is least."""
    options = {"maxiter": STEPS}
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options=options)
    weights: Floats = found.x
    return weights

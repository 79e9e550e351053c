"""The weights of the classifier of events, learned by `onrecord train events`.

A table of whole numbers: a line a feature, a column a type, hundredths of a logit.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import DATA

FILE = "event_weights.tsv"
NONE = "-"  # no event of a type
BIAS = "bias"
HEAD = "# features "

Floats = NDArray[np.float32]


class EventModel:
    """Multinomial logistic regression over named features."""

    def __init__(self, types: Sequence[str], features: Sequence[str], weights: Floats) -> None:
        self.types = tuple(types)
        self.rows = {feature: row for row, feature in enumerate(features)}
        self.weights = weights

    def probabilities(self, features: Sequence[str]) -> dict[str, float]:
        """How probable each type is, "-" among them; unknown features say nothing."""
        logits = self.weights[[self.rows[BIAS], *self._known(features)]].sum(axis=0)
        shares = np.exp(logits - logits.max())
        return dict(zip(self.types, (shares / shares.sum()).tolist(), strict=True))

    def strongest(self, features: Sequence[str], type: str, most: int = 4) -> list[str]:
        """The features that speak most for or against a type, with their weights."""
        column = self.types.index(type)
        found = [(f, float(self.weights[self.rows[f], column])) for f in features if f in self.rows]
        found.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
        return [f"{feature} {weight:+.2f}" for feature, weight in found[:most]]

    def _known(self, features: Sequence[str]) -> list[int]:
        rows = self.rows
        return [rows[feature] for feature in features if feature in rows]


@cache
def event_model(version: int) -> EventModel | None:
    """The model in the package, or None where there is none.

    Raises KnowledgeError if its features are of another version than the engine's.
    """
    try:
        text = (DATA / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return read_model(text, version)


def read_model(text: str, version: int) -> EventModel:
    """The model of a table as `write_model` writes it."""
    first, head, *lines = text.rstrip("\n").split("\n")
    if first != f"{HEAD}{version}":
        raise KnowledgeError(
            f"{FILE}: made with {first.removeprefix('# ')}, the engine has features {version}. "
            "Make it anew: onrecord train events"
        )
    cells = [line.split("\t") for line in lines]
    numbers = [[int(n or 0) / 100 for n in row[1:]] for row in cells]
    weights = np.array(numbers, dtype=np.float32)
    return EventModel(head.split("\t")[1:], [row[0] for row in cells], weights)


def write_model(model: EventModel, version: int) -> str:
    """The table of a model: features in alphabetical order, hundredths, empty for 0."""
    lines = [f"{HEAD}{version}", "\t".join(("feature", *model.types))]
    for feature in sorted(model.rows):
        numbers = np.rint(model.weights[model.rows[feature]] * 100).astype(int).tolist()
        if any(numbers):
            lines.append("\t".join((feature, *(str(n) if n else "" for n in numbers))))
    return "\n".join(lines) + "\n"

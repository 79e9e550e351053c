"""Weights that were learned: a number for each named feature, in one file.

The file is made by `onrecord train`; its card is docs/cards/attribution.md.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import DATA

FEATURES = 2  # the version of the features; weights of another version do not fit
SHIPPED = "attribution_weights.json"
CHOSEN = "ONRECORD_ATTRIBUTION_WEIGHTS"  # environment: a file of the user's own


class Calibration(Struct, frozen=True, forbid_unknown_fields=True):
    """From a score to a probability: the logistic function of `slope` × score + `offset`."""

    slope: float = 1.0
    offset: float = 0.0


class AttributionWeights(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What decides which proposed relations stand.

    `features`: the version of the features that the weights are for; `made_from`: the gold, in
    words; `content`, `source` and `relation`: weight by feature, of the choice of a content, of a
    source, and of the relation as a whole; `spoken` and `light`: how scores of relations become
    probabilities, for clauses and quotations, and for lighter content (a noun, an infinitive).
    """

    features: int
    made_from: str
    content: Mapping[str, float]
    source: Mapping[str, float]
    relation: Mapping[str, float]
    spoken: Calibration = Calibration()
    light: Calibration = Calibration()


@cache
def attribution_weights() -> AttributionWeights:
    """The weights in use: the shipped ones, or the file that ONRECORD_ATTRIBUTION_WEIGHTS names.

    Raises KnowledgeError for a file that is missing, is no such file, or is of another version.
    """
    chosen = os.environ.get(CHOSEN)
    if not chosen:
        return parse_weights((DATA / SHIPPED).read_bytes(), SHIPPED)
    try:
        return parse_weights(Path(chosen).read_bytes(), chosen)
    except OSError as error:
        raise KnowledgeError(
            f"{chosen}: cannot be read ({error.strerror}). {CHOSEN} must name a file that "
            "`onrecord train attribution` wrote; unset it to use the shipped weights."
        ) from error


def parse_weights(data: bytes, name: str) -> AttributionWeights:
    """Weights from the bytes of their file; `name` is what errors call it."""
    try:
        weights = msgspec.json.decode(data, type=AttributionWeights)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        keys = ", ".join(AttributionWeights.__struct_fields__)
        raise KnowledgeError(
            f"{name}: no weights of attribution: {error}. Keys: {keys}. "
            "Make the file with `onrecord train attribution`."
        ) from error
    if weights.features != FEATURES:
        raise KnowledgeError(
            f"{name}: made for version {weights.features} of the features, this is version "
            f"{FEATURES}. Make the file again with `onrecord train attribution`."
        )
    return weights


def written(weights: AttributionWeights) -> bytes:
    """The file: one feature a line, in order, so that two makings can be compared."""
    data = msgspec.json.encode(weights, order="sorted")
    return msgspec.json.format(data, indent=1) + b"\n"

"""The parser's encoder on ONNX Runtime: the vectors that thinc computes, in half the time.

An encoder of en_core_web_sm is an embedding (hashes of a word's norm, prefix, suffix, shape, …)
and four convolution layers over windows of three words. The embedding depends on the word type
alone and is kept for each; the layers are exported once, at load, to an ONNX graph that
holds the same weights, and run there. Equality with the reference path is tested.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Features = npt.NDArray[np.uint64]

KEEP = 200_000  # word types whose embedding is kept; then the table starts afresh


class FastEncoder:
    """Stands in for a `Tok2Vec` model's predict: docs in, one array of vectors a doc out."""

    def __init__(self, tok2vec: Any) -> None:
        self._embed, encode = tok2vec.layers
        self._pad: int = encode.attrs["pad"]
        self._run = _session(_graph(encode, self._width()))
        self._columns: list[str] = self._embed.layers[0].attrs["columns"]
        self._rows: dict[int, int] = {}
        self._features = np.zeros((1024, len(self._columns)), dtype=np.uint64)
        self._table: Array = np.zeros((1024, self._width()), dtype=np.float32)

    def _width(self) -> int:
        width: int = self._embed.get_dim("nO")
        return width

    def __call__(self, docs: Sequence[Any]) -> list[Array]:
        """Vectors (words x width, float32) for each doc."""
        lengths = [len(doc) for doc in docs]
        if not sum(lengths):
            return [np.zeros((0, self._width()), dtype=np.float32) for _ in docs]
        vectors = self._vectors(docs)
        padded = np.zeros((len(vectors) + self._pad * (len(docs) + 1), self._width()), np.float32)
        at = _offsets(lengths, self._pad)
        done = 0
        for start, length in zip(at, lengths, strict=True):
            padded[start : start + length] = vectors[done : done + length]
            done += length
        encoded = self._run(padded)
        return [encoded[start : start + n] for start, n in zip(at, lengths, strict=True)]

    def _vectors(self, docs: Sequence[Any]) -> Array:
        """The embedding of every word, computed once for each word type."""
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])
        keys, first, inverse = np.unique(_mixed(features), return_index=True, return_inverse=True)
        if len(self._rows) > KEEP:
            self._rows.clear()
        known = self._rows
        new = [i for i, key in enumerate(keys.tolist()) if key not in known]
        if new:
            self._learn(keys[new].tolist(), features[first[new]])
        rows = np.array([known[key] for key in keys.tolist()])[inverse]
        if not np.array_equal(self._features[rows], features):  # two types share a key
            return self._embedded(features)
        taken: Array = self._table[rows]
        return taken

    def _learn(self, keys: list[int], features: Features) -> None:
        start, end = len(self._rows), len(self._rows) + len(keys)
        while end > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._features = np.concatenate([self._features, np.zeros_like(self._features)])
        self._table[start:end] = self._embedded(features)
        self._features[start:end] = features
        self._rows.update(zip(keys, range(start, end), strict=True))

    def _embedded(self, features: Features) -> Array:
        """What the embedding layers make of rows of features."""
        value: Any = [features]
        for layer in self._embed.layers[1:]:
            value = layer.predict(value)
        vectors: Array = value[0]
        return vectors


def _mixed(features: Features) -> npt.NDArray[np.uint64]:
    """One 64-bit key a row."""
    key = np.zeros(len(features), dtype=np.uint64)
    for column in features.T:
        key = (key ^ column) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key


def use_fast_encoders(nlp: Any) -> None:
    """Put fast encoders in the place of all encoders of a pipeline, and NumPy's BLAS everywhere."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        if not hasattr(component, "model") or not hasattr(component.model, "walk"):
            continue
        for node in component.model.walk():
            node.ops = ops
        for node in component.model.walk():
            if _is_encoder(node):
                node._func = _forward(FastEncoder(node))


def _forward(encoder: FastEncoder) -> Callable[[Any, Any, bool], tuple[list[Array], Any]]:
    return lambda model, docs, is_train: (encoder(docs), lambda gradient: gradient)


def _is_encoder(node: Any) -> bool:
    return len(node.layers) == 2 and node.layers[1].name.startswith("with_array(residual")


def _offsets(lengths: Sequence[int], pad: int) -> list[int]:
    """Where each doc starts in one array with `pad` empty rows before, between and after."""
    offsets, at = [], pad
    for length in lengths:
        offsets.append(at)
        at += length + pad
    return offsets


def _session(graph: bytes) -> Callable[[Array], Array]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return lambda words: session.run(None, {"words": words})[0]


def _graph(encode: Any, width: int) -> bytes:
    """The convolution layers as an ONNX model: `words` (any number x width) to the same shape."""
    from onnx import TensorProto, checker, helper, numpy_helper

    weights: dict[str, Any] = {
        "none": np.zeros((1, width), np.float32),
        "zero": np.array([0]),
        "one": np.array([1]),
        "last": np.array([-1]),
        "end": np.array([2**31 - 1]),
    }
    nodes: list[Any] = []
    layers = [n for n in encode.walk() if n.name.startswith("residual(") and _is_single(n)]
    value = "words"
    for number, layer in enumerate(layers):
        value = _layer(layer, number, value, nodes, weights)
    shape = ["count", width]
    graph = helper.make_graph(
        nodes,
        "encoder",
        [helper.make_tensor_value_info("words", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(value, TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(np.ascontiguousarray(w), name) for name, w in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    model.ir_version = 9
    checker.check_model(model)
    return bytes(model.SerializeToString())


def _is_single(node: Any) -> bool:
    return str(node.name).count("residual(") == 1


def _layer(layer: Any, number: int, value: str, nodes: list[Any], weights: dict[str, Any]) -> str:
    """One layer: residual(expand_window(1) >> maxout >> layernorm). Returns its output's name."""
    from onnx import helper

    maxout = next(n for n in layer.walk() if n.name == "maxout")
    norm = next(n for n in layer.walk() if n.name == "layernorm")
    w, b = maxout.get_param("W"), maxout.get_param("b")  # (out, pieces, in), (out, pieces)
    out, pieces, inner = w.shape
    weights[f"W{number}"] = w.transpose(1, 0, 2).reshape(pieces * out, inner).T
    weights[f"b{number}"] = b.T.reshape(-1)
    weights[f"G{number}"], weights[f"B{number}"] = norm.get_param("G"), norm.get_param("b")
    parts = [f"part{number}_{piece}" for piece in range(pieces)]

    def node(kind: str, inputs: list[str], outputs: list[str], **options: Any) -> None:
        nodes.append(helper.make_node(kind, inputs, outputs, **options))

    node("Slice", [value, "zero", "last", "zero"], [f"head{number}"])
    node("Concat", ["none", f"head{number}"], [f"before{number}"], axis=0)
    node("Slice", [value, "one", "end", "zero"], [f"tail{number}"])
    node("Concat", [f"tail{number}", "none"], [f"after{number}"], axis=0)
    node("Concat", [f"before{number}", value, f"after{number}"], [f"window{number}"], axis=1)
    node("MatMul", [f"window{number}", f"W{number}"], [f"product{number}"])
    node("Add", [f"product{number}", f"b{number}"], [f"sum{number}"])
    node("Split", [f"sum{number}"], parts, axis=1, num_outputs=pieces)
    node("Max", parts, [f"max{number}"])
    node(
        "LayerNormalization",
        [f"max{number}", f"G{number}", f"B{number}"],
        [f"norm{number}"],
        axis=-1,
        epsilon=1e-8,
    )
    node("Add", [f"norm{number}", value], [f"out{number}"])
    return f"out{number}"

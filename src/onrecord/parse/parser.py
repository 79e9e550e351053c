"""The parser: spaCy's small English pipeline, on its own path or a faster one, equal in output."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal

from threadpoolctl import ThreadpoolController

from onrecord.model import Name, Parse, Report, Sentence, Span, Token
from onrecord.parse.blocks import blocks
from onrecord.parse.encoder import use_fast_encoders
from onrecord.parse.lemmas import Analyser, Analysis
from onrecord.parse.weights import weights_folder

BATCH = 32  # reports parsed together; memory grows with it
BLOCKS = 128  # blocks of lines that go through the network together
LEMMAS = ("attribute_ruler", "lemmatizer")
COLUMNS = ["ORTH", "LOWER", "TAG", "DEP", "IDX", "LENGTH", "SENT_START", "ENT_TYPE", "IS_SPACE"]

Path = Literal["fast", "reference"]


class Parser:
    """Turns reports into sentences, words and trees.

    `path="reference"` is spaCy as shipped; `path="fast"` runs the encoders in ONNX Runtime and
    takes lemmas from a cache, and gives the same trees (spaCy 3.8, en_core_web_sm 3.8.0).
    """

    def __init__(self, *, path: Path = "fast") -> None:
        import spacy

        self.path = path
        self._nlp: Any = spacy.load(weights_folder())
        self._threads = ThreadpoolController()
        self._analyser: Analyser | None = None
        if path == "fast":
            use_fast_encoders(self._nlp)
            self._analyser = Analyser(self._nlp.vocab, [self._nlp.get_pipe(c) for c in LEMMAS])
            self._nlp.select_pipes(disable=list(LEMMAS))

    def parse(self, report: Report) -> Parse:
        """Parse one report."""
        return next(self.parse_all([report]))

    def parse_all(self, reports: Iterable[Report]) -> Iterator[Parse]:
        """Parse reports in batches, in their order."""
        reports = iter(reports)
        while batch := list(islice(reports, BATCH)):
            spans = [list(blocks(report.text, report.dateline)) for report in batch]
            pairs = list(zip(batch, spans, strict=True))
            texts = [report.text[a:b] for report, found in pairs for a, b in found]
            with self._threads.limit(
                limits=1, user_api="blas"
            ):  # small products: threads only spin
                docs = list(self._nlp.pipe(texts, batch_size=BLOCKS))
            words = iter(zip(docs, self._analyses(docs), strict=True))
            for report, found in pairs:
                yield _Builder(report).build(found, islice(words, len(found)))

    def _analyses(self, docs: list[Any]) -> list[list[Analysis]]:
        if self._analyser:
            return self._analyser.analyse(docs)
        return [[Analysis(w.pos_, str(w.morph), w.lemma_) for w in doc] for doc in docs]


class _Builder:
    """Our own values from the parser's, one doc a block; white-space tokens are dropped."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.names: list[Name] = []

    def build(self, spans: list[Span], docs: Iterable[tuple[Any, list[Analysis]]]) -> Parse:
        for paragraph, (span, (doc, analyses)) in enumerate(zip(spans, docs, strict=True)):
            self._block(paragraph, span.start, doc, analyses)
        return Parse(self.report, tuple(self.tokens), tuple(self.sentences), tuple(self.names))

    def _block(self, paragraph: int, start: int, doc: Any, analyses: list[Analysis]) -> None:
        rows = doc.to_array(COLUMNS).tolist()
        first = len(self.tokens)
        place, kept = _places(rows, first)
        heads = _heads(doc, place)
        starts = _starts(rows, kept)
        string = doc.vocab.strings
        sentence = len(self.sentences) - 1
        tree = zip(kept, starts, heads, *_tree(heads, first), strict=True)
        for index, (i, begins, head, children, left, right) in enumerate(tree, first):
            orth, lower, tag, relation, at, length, _, entity, _ = rows[i]
            sentence += begins
            self.tokens.append(
                Token(
                    index,
                    start + at,
                    start + at + length,
                    string[orth],
                    string[lower],
                    analyses[i].lemma,
                    string[tag],
                    analyses[i].pos,
                    analyses[i].morph,
                    string[relation],
                    head,
                    children,
                    left,
                    right,
                    sentence,
                    string[entity] if entity else "",
                )
            )
        self._end_block(paragraph, [first + own for own, begins in enumerate(starts) if begins])
        for ent in doc.ents:
            if place[ent.start] >= 0 and place[ent.end - 1] >= 0:
                self.names.append(Name(place[ent.start], place[ent.end - 1] + 1, ent.label_))

    def _end_block(self, paragraph: int, starts: list[int]) -> None:
        tokens = self.tokens
        for first, last in zip(starts, [*starts[1:], len(tokens)], strict=True):
            root = next((i for i in range(first, last) if tokens[i].head == i), first)
            self.sentences.append(
                Sentence(
                    len(self.sentences),
                    tokens[first].start,
                    tokens[last - 1].end,
                    first,
                    last,
                    root,
                    paragraph,
                )
            )


def _places(rows: list[list[int]], first: int) -> tuple[list[int], list[int]]:
    """Our index for each of the parser's tokens (-1 for white space), and the parser's for ours."""
    kept = [i for i, row in enumerate(rows) if not row[8]]
    place = [-1] * len(rows)
    for own, i in enumerate(kept):
        place[i] = first + own
    return place, kept


def _starts(rows: list[list[int]], kept: list[int]) -> list[bool]:
    """Whether a sentence begins at each kept token, or at white space just before it."""
    starts, begins = [], True
    at = 0
    for i in kept:
        begins = begins or any(rows[j][6] == 1 for j in range(at, i + 1))
        starts.append(begins)
        begins, at = False, i + 1
    return starts


def _heads(doc: Any, place: list[int]) -> list[int]:
    """The head of each kept token; a head that is white space gives way to its own head."""
    offsets = doc.to_array(["HEAD"]).astype("int64").tolist()
    heads = []
    for i, own in enumerate(place):
        if own < 0:
            continue
        head = i + offsets[i]
        while place[head] < 0 and offsets[head]:
            head += offsets[head]
        heads.append(place[head] if place[head] >= 0 else own)
    return heads


def _tree(heads: list[int], first: int) -> tuple[list[tuple[int, ...]], list[int], list[int]]:
    """Children, and the bounds of the subtree, of each token."""
    children: list[list[int]] = [[] for _ in heads]
    left = [first + own for own in range(len(heads))]
    right = [first + own + 1 for own in range(len(heads))]
    for own, head in enumerate(heads):
        if head != first + own:
            children[head - first].append(first + own)
    order = [own for own, head in enumerate(heads) if head == first + own]
    for own in order:  # grows while it is walked: parents before children
        order.extend(child - first for child in children[own])
    for own in reversed(order):
        up = heads[own] - first
        left[up] = min(left[up], left[own])
        right[up] = max(right[up], right[own])
    return [tuple(c) for c in children], left, right

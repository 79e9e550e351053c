"""Part of speech, morphology and lemma from a cache that the parser's own components fill.

In en_core_web_sm these three follow from a word's form and tag, for some words from its relation
too ("do", "that"), and for a few from the word beside it ("gon na", "let 's", "there is"). Which
these are is read off the components' own patterns; so a word once seen need not be looked up again.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

KEEP = 500_000  # entries of the cache; then it starts afresh

Key = tuple[int, int, int, tuple[int, ...]]  # form, tag, relation, neighbours where they matter


class Analysis(NamedTuple):
    """What a word is: universal part of speech, universal features, lemma."""

    pos: str
    morph: str
    lemma: str


class Analyser:
    """Gives each word of a tagged and parsed doc its analysis, as `components` would."""

    def __init__(self, vocab: Any, components: Iterable[Any]) -> None:
        self._vocab = vocab
        self._components = list(components)
        self._context = _Context(vocab.strings, self._components)
        self._known: dict[Key, Analysis] = {}

    def analyse(self, docs: list[Any]) -> list[list[Analysis]]:
        """The analyses of the words of each doc."""
        keys = [self._keys(doc) for doc in docs]
        if len(self._known) > KEEP:
            self._known.clear()
        missed = {key for found in keys for key in found if key not in self._known}
        if missed:
            self._learn(sorted(missed))
        known = self._known
        return [[known[key] for key in found] for found in keys]

    def _keys(self, doc: Any) -> list[Key]:
        rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        context = self._context
        seen = context.seen
        keys: list[Key] = []
        for i, (form, tag, relation) in enumerate(rows):
            related, paired = seen.get(form) or context.look(form)
            if not related and tag not in context.tags and relation not in context.relations:
                relation = context.plain
            keys.append((form, tag, relation, _neighbours(rows, i) if paired else ()))
        return keys

    def _learn(self, keys: list[Key]) -> None:
        """Run the components over one doc that holds every missed word, parted by full stops."""
        from spacy.tokens import Doc

        strings = self._vocab.strings
        stop = (strings.add("."), strings.add("."), strings.add("punct"))
        rows: list[tuple[int, ...]] = []
        places = []
        for form, tag, relation, around in keys:
            before, after = (around[:3], around[3:]) if around else ((), ())
            rows += [stop, before] if any(before) else [stop] if around else []
            places.append(len(rows))
            rows += [(form, tag, relation), after] if any(after) else [(form, tag, relation)]
            rows += [stop] if around else []
        doc = Doc(
            self._vocab,
            words=[strings[form] for form, _, _ in rows],
            tags=[strings[tag] for _, tag, _ in rows],
            deps=[strings[relation] for _, _, relation in rows],
            heads=[0] * len(rows),
        )
        for component in self._components:
            doc = component(doc)
        for key, place in zip(keys, places, strict=True):
            word = doc[place]
            self._known[key] = Analysis(word.pos_, str(word.morph), word.lemma_)


def _neighbours(rows: list[list[int]], i: int) -> tuple[int, ...]:
    """Form, tag and relation of the words before and after; zeros where there is none."""
    before = rows[i - 1] if i else [0, 0, 0]
    after = rows[i + 1] if i + 1 < len(rows) else [0, 0, 0]
    return (*before, *after)


class _Context:
    """What, beside form and tag, decides the analysis of a word, as the patterns have it."""

    def __init__(self, strings: Any, components: Iterable[Any]) -> None:
        rules = [rule for c in components if hasattr(c, "patterns") for rule in c.patterns]
        found = [(pattern, rule["index"]) for rule in rules for pattern in rule["patterns"]]
        single = [pattern[0] for pattern, _ in found if len(pattern) == 1 and "DEP" in pattern[0]]
        self._strings = strings
        self._pairs = [_pattern(p[i]["LOWER"]) for p, i in found if len(p) > 1]
        self._related = [_pattern(token["LOWER"]) for token in single if "LOWER" in token]
        tagged = [token for token in single if "LOWER" not in token]
        self.tags = {strings[tag] for token in tagged for tag in _listed(token.get("TAG", {}))}
        self.relations = {
            strings[relation]
            for token in tagged
            if not _listed(token.get("TAG", {}))
            for relation in _listed(token["DEP"])
        }
        self.plain: int = strings["dep"]
        self.seen: dict[int, tuple[bool, bool]] = {}

    def look(self, form: int) -> tuple[bool, bool]:
        """Whether the relation, and whether the words beside it, matter for a form."""
        lower = self._strings[form].lower()
        answer = tuple(
            any(pattern.fullmatch(lower) for pattern in patterns)
            for patterns in (self._related, self._pairs)
        )
        self.seen[form] = answer[0], answer[1]
        return self.seen[form]


def _listed(value: str | Mapping[str, Any]) -> list[str]:
    """The values that a pattern asks for by name."""
    return [value] if isinstance(value, str) else list(value.get("IN", ()))


def _pattern(lower: str | Mapping[str, Any]) -> re.Pattern[str]:
    if isinstance(lower, Mapping) and "REGEX" in lower:
        return re.compile(f".*(?:{lower['REGEX']}).*")
    return re.compile("|".join(re.escape(form) for form in _listed(lower)))

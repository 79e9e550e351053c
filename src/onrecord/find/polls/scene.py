"""A report as the search for polls sees it: its facts by the sentences they stand in."""

from bisect import bisect_right
from functools import cached_property

from onrecord.model import Draft, Figure, Sentence, Span, Timex, Token


class Scene:
    """A draft with its figures, times and mentions of actors at hand."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parse = draft.parse
        self.tokens = draft.parse.tokens
        self.text = draft.parse.report.text

    def figures(self, sentence: Sentence) -> list[Figure]:
        """The figures of a sentence, in the order of the text."""
        return self._figures.get(sentence.index, [])

    def age_from(self, place: int) -> Span | None:
        """The characters of an age that begins at a character."""
        sentence = self.token_at(place).sentence
        ages = (f.span for f in self._figures.get(sentence, ()) if f.kind == "age")
        return next((span for span in ages if span[0] == place), None)

    def times(self, sentence: Sentence) -> list[Timex]:
        """The times of a sentence, in the order of the text."""
        return self._times.get(sentence.index, [])

    def token_at(self, place: int) -> Token:
        """The token that begins at or before a character."""
        return self.tokens[max(0, bisect_right(self._starts, place) - 1)]

    def place(self, figure: str) -> int:
        """Where a figure begins, by its id."""
        return self._places[figure]

    def number(self, figure: Figure) -> Token:
        """The last token of a figure, its number or its unit."""
        return self.token_at(figure.span[1] - 1)

    def lemmas(self, sentence: Sentence) -> set[str]:
        """The lemmas of a sentence in small letters."""
        return {token.lemma.lower() for token in self.parse.words(sentence)}

    def actors(self, start: int, end: int) -> list[tuple[Span, str]]:
        """The mentions of actors between two characters, with the actors' ids."""
        at = bisect_right(self._mentions, ((start, -1), ""))
        found = []
        while at < len(self._mentions) and self._mentions[at][0][0] < end:
            if self._mentions[at][0][1] <= end:
                found.append(self._mentions[at])
            at += 1
        return found

    def is_named(self, span: tuple[int, int]) -> bool:
        """True for characters inside the name of an actor: the "TODAY" of a newspaper."""
        at = bisect_right(self._named, Span(span[1], -1))
        near = self._named[max(0, at - 3) : at]
        return any(m[0] <= span[0] and span[1] <= m[1] and m != tuple(span) for m in near)

    def name(self, actor: str) -> str:
        """An actor's name, in small letters."""
        return self._names[actor].lower()

    def has_name(self, actor: str) -> bool:
        """True if the report names the actor somewhere."""
        return actor in self._by_name

    def sector(self, actor: str) -> str | None:
        """An actor's sector."""
        return next((a.sector for a in self.draft.actors if a.id == actor), None)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {figure.id: figure.span[0] for figure in self.draft.figures}

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _figures(self) -> dict[int, list[Figure]]:
        found: dict[int, list[Figure]] = {}
        for figure in self.draft.figures:
            found.setdefault(self.token_at(figure.span[0]).sentence, []).append(figure)
        return found

    @cached_property
    def _times(self) -> dict[int, list[Timex]]:
        found: dict[int, list[Timex]] = {}
        for timex in self.draft.timexes:
            if timex.type != "SET":
                found.setdefault(self.token_at(timex.span[0]).sentence, []).append(timex)
        return found

    @cached_property
    def _mentions(self) -> list[tuple[Span, str]]:
        return sorted(
            (mention.span, actor.id)
            for actor in self.draft.actors
            for mention in actor.mentions
            if mention.form != "pronoun"
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self.draft.actors}

    @cached_property
    def _named(self) -> list[Span]:
        mentions = (m for a in self.draft.actors for m in a.mentions if m.form == "name")
        return sorted(Span(*mention.span) for mention in mentions)

    @cached_property
    def _by_name(self) -> frozenset[str]:
        named = (a for a in self.draft.actors if any(m.form == "name" for m in a.mentions))
        return frozenset(actor.id for actor in named)

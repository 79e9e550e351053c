"""What goes with an event: its time, place, figures, and on whose word it stands."""

from bisect import bisect_left
from collections.abc import Mapping

from onrecord.find.event_places import WHERE
from onrecord.find.event_sides import Places
from onrecord.model import Attribution, Draft, Span, Timex, Token
from onrecord.model.words import FigureKind

COUNTED = frozenset(
    {"nummod", "quantmod", "compound", "amod", "nmod", "dobj", "nsubj", "nsubjpass", "pobj", "prep",
     "appos", "attr", "npadvmod", "advmod", "dative", "punct", "det", "conj"}
)  # fmt: skip
NO_EXTENT: frozenset[FigureKind] = frozenset({"age", "ordinal", "score", "share"})


class Company:
    """Timexes, figures and attributions by the trigger they belong to.

    `governors` gives the light verb above a trigger, by the trigger's index, or None.
    """

    def __init__(self, draft: Draft, governors: Mapping[int, Token | None]) -> None:
        self.draft = draft
        self.parse = draft.parse
        self.kinds = {actor.id: actor.kind for actor in draft.actors}
        self.trigger_at = {index: index for index in governors}
        for index, governor in governors.items():
            if governor is not None:
                self.trigger_at.setdefault(governor.index, index)
        self.starts = {t.start: t for t in draft.parse.tokens}
        self.sayings: dict[str, list[Attribution]] = {}
        for attribution in draft.attributions:
            if attribution.said:
                self.sayings.setdefault(attribution.said, []).append(attribution)
        self.times = self._times()
        self.counts = self._counts()
        self.sources = self._sources(sorted(draft.parse.tokens[i].span for i in governors))

    def when(self, token: Token) -> str | None:
        """The id of the trigger's timex."""
        return self.times.get(token.index)

    def figures(self, token: Token) -> tuple[str, ...]:
        """The ids of the figures among what the trigger governs, but for ages, ranks and scores."""
        return tuple(self.counts.get(token.index, ()))

    def place(self, places: Places, roles: tuple[str, ...]) -> str | None:
        """The actor id of the place it happened in, if one of the trigger's phrases names it."""
        for preposition in sorted(WHERE & places.heads.keys()):
            for head in places.heads.get(preposition, ()):
                actor = self.draft.mention_at.get(head.index)
                if actor and actor not in roles and self.kinds.get(actor) in ("country", "place"):
                    return actor
        return None

    def according_to(self, token: Token) -> tuple[str, ...]:
        """The ids of the attributions whose content holds the trigger, the innermost first."""
        return tuple(dict.fromkeys(id for _, id in sorted(self.sources.get(token.start, ()))))

    def _sources(self, triggers: list[Span]) -> dict[int, list[tuple[int, str]]]:
        """By the start of a trigger the attributions it stands in, with the length of each."""
        found: dict[int, list[tuple[int, str]]] = {}
        for attribution in self.draft.attributions:
            spans = attribution.content.spans
            length = sum(span.end - span.start for span in spans)
            for span in spans:
                index = bisect_left(triggers, (span.start,))
                while index < len(triggers) and triggers[index].end <= span.end:
                    found.setdefault(triggers[index].start, []).append((length, attribution.id))
                    index += 1
        return found

    def _times(self) -> dict[int, str]:
        """By trigger the first timex that hangs on it: a day before "soon", a length last."""
        found: dict[int, str] = {}
        for timex in sorted(self.draft.timexes, key=_vagueness):
            trigger = self._dated(timex)
            if trigger is not None:
                found.setdefault(trigger, timex.id)
        return found

    def _dated(self, timex: Timex) -> int | None:
        """The trigger that a time dates: the nearest above it, but for a time of saying nothing of
        what is said ("said Friday the port would reopen")."""
        trigger = self._above(timex.span)
        if trigger is None:
            return None
        span = self.parse.tokens[trigger].span
        for attribution in self.sayings.get(timex.id, ()):
            if any(content.covers(span) for content in attribution.content.spans):
                cues = (self.starts.get(cue.start) for cue in attribution.cue.spans)
                dated = (self.trigger_at.get(cue.index) for cue in cues if cue)
                return next((index for index in dated if index is not None), None)
        return trigger

    def _counts(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for figure in self.draft.figures:
            if figure.kind in NO_EXTENT:
                continue
            trigger = self._above(figure.span, through=COUNTED)
            if trigger is not None:
                found.setdefault(trigger, []).append(figure.id)
        return found

    def _above(self, span: Span, through: frozenset[str] | None = None) -> int | None:
        """The nearest trigger above the words of a span."""
        token = self.starts.get(span.start)
        if token is None:
            return None
        for _ in range(30):
            if token.index in self.trigger_at and not span.covers(token.span):
                return self.trigger_at[token.index]
            above = self.parse.head(token)
            if above is token or (through and not self._counts_for(token, above, through)):
                return None
            token = above
        return None

    def _counts_for(self, token: Token, above: Token, through: frozenset[str]) -> bool:
        """True if a figure in the token's phrase counts for the word above: "two of the ports"."""
        if token.relation == "prep" and token.lower != "of":
            return above.index in self.trigger_at
        return token.relation in through


def _vagueness(timex: Timex) -> tuple[int, int]:
    """Dates with a value of their own first, then references such as "soon", then lengths."""
    if timex.type not in ("DATE", "TIME"):
        return 2, timex.span.start
    return int(timex.value.endswith("_REF")), timex.span.start

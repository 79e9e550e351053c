"""The stage that links figures: on whose word they stand, and when they held."""

from bisect import bisect_right

from msgspec.structs import replace

from onrecord.model import Attribution, Draft, Event, Figure, Parse, Reason, Span, Timex, Token

DATES = frozenset({"DATE", "TIME"})
BETWEEN = frozenset({"", "in", "on", "at", "by", "during", "for", "since", "of"})
LONGEST_GAP = 8  # characters between a figure and its time
HIGHEST = 12  # steps up the tree from a figure or a time to the verb of its clause

_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis"})


def link_figures(draft: Draft) -> Draft:
    """Fill `according_to` and `when` of each figure.

    "The ministry said 40 people drowned in June": on the ministry's word, in June.
    """
    if not draft.figures:
        return draft
    words = _Words(draft.attributions)
    times = _Times(draft)
    reasons = dict(draft.reasons)
    figures = []
    for figure in draft.figures:
        on_word = words.over(figure.span)
        when = times.of(figure)
        figures.append(replace(figure, according_to=on_word, when=when[0] if when else None))
        if when and figure.id in reasons:
            reason = reasons[figure.id]
            reasons[figure.id] = replace(reason, because=(*reason.because, when[1]))
    return replace(draft, figures=tuple(figures), reasons=reasons)


class _Words:
    """The contents of all attributions, by where they begin."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self.contents = sorted((span, a.id) for a in attributions for span in a.content.spans)
        self.longest = max((span[1] - span[0] for span, _ in self.contents), default=0)

    def over(self, span: Span) -> tuple[str, ...]:
        """The attributions in whose content a span stands, the innermost first."""
        at = bisect_right(self.contents, ((span.start, 1 << 40), ""))
        found = []
        while at > 0:
            at -= 1
            content, name = self.contents[at]
            if content[0] + self.longest < span.end:
                break
            if content[1] >= span.end:
                found.append((content[1] - content[0], -content[0], name))
        return tuple(dict.fromkeys(name for _, _, name in sorted(found)))


class _Times:
    """The times of a report, by the clause they stand in."""

    def __init__(self, draft: Draft) -> None:
        self.parse = draft.parse
        self.starts = [token.start for token in draft.parse.tokens]
        said = {attribution.said for attribution in draft.attributions}
        self.events = _by_figure(draft.events)
        self.dates = {t.id: t for t in draft.timexes if t.type in DATES}
        self.times: dict[int, list[tuple[Timex, Token]]] = {}
        for timex in self.dates.values():
            token = self._token(timex.span)
            if timex.id not in said and token is not None:
                self.times.setdefault(token.sentence, []).append((timex, token))

    def of(self, figure: Figure) -> tuple[str, Reason] | None:
        """When a figure held: the time below its own words, of its event, or of its clause."""
        token = self._token(figure.span)
        if token is None or figure.kind in ("age", "ordinal"):
            return None
        near = self.times.get(token.sentence, ())
        for timex, _ in near:
            if self._is_next(figure, timex):
                return timex.id, Reason("figures.when", "behind the figure", timex.span)
        for timex, word in near:
            if self._is_below(word, token):
                return timex.id, Reason("figures.when", "beside the figure", timex.span)
        event = self.events.get(figure.id)
        if event and event.when in self.dates:
            span = self.dates[event.when].span
            return event.when, Reason("figures.when", f"of the event {event.id}", span)
        clause = _clause(self.parse, token)
        found = [timex for timex, word in near if _clause(self.parse, word) == clause]
        if len(found) != 1:
            return None
        return found[0].id, Reason("figures.when", "in the same clause", found[0].span)

    def _token(self, span: Span) -> Token | None:
        at = bisect_right(self.starts, span[0]) - 1
        return self.parse.tokens[at] if at >= 0 else None

    def _is_next(self, figure: Figure, timex: Timex) -> bool:
        """ "to 90 in 2020": only a preposition stands between."""
        end = max(figure.span.end, figure.of_span.end if figure.of_span else 0)
        gap = self.parse.report.text[end : timex.span[0]] if end <= timex.span[0] else "-"
        return len(gap) <= LONGEST_GAP and gap.strip().lower() in BETWEEN and gap[:1] == " "

    def _is_below(self, time: Token, figure: Token) -> bool:
        """ "from 40 in 2010": the time hangs on the figure or on the noun it counts."""
        tokens = self.parse.tokens
        noun = tokens[figure.head] if figure.relation in ("nummod", "quantmod") else figure
        holders = {figure.index, noun.index}
        if noun.relation in ("nummod", "quantmod"):
            holders.add(noun.head)
        for _ in range(3):
            if time.head in holders and time.index > figure.index:
                return True
            if tokens[time.head].tag.startswith("VB") or time.head == time.index:
                return False
            time = tokens[time.head]
        return False


def _by_figure(events: tuple[Event, ...]) -> dict[str, Event]:
    """The event that each figure belongs to; of several the first that has a time."""
    found: dict[str, Event] = {}
    for event in events:
        for figure in event.figures:
            if event.when:
                found.setdefault(figure, event)
    return found


def _clause(parse: Parse, token: Token) -> int:
    """The verb of the clause that a token stands in."""
    for _ in range(HIGHEST):
        if token.head == token.index or token.tag.startswith(("VB", "MD")):
            break
        if token.relation in _CLAUSES and token.pos in ("VERB", "AUX"):
            break
        token = parse.tokens[token.head]
    return token.index

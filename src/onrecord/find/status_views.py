"""Views: an event's status as each source tells it, beside the status as the report tells it.

"Kyiv says that Russia attacked; Moscow denies it": two views of one attack. The sum is in
`status_algebra.py`, and docs/events.md says it in words.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from onrecord.find.status import Statuses
from onrecord.find.status_algebra import FACTUAL, Step, echoed, vouches
from onrecord.find.status_cues import cue_index
from onrecord.model import Attribution, Draft, Event, Reason, Span, View
from onrecord.model.words import Status

BACKGROUND = timedelta(days=366)  # what lies further back is not the news
POINTING = frozenset({"it", "this", "that", "these", "those", "the", "such", "both", "all"})
NEAR = 2  # sentences in which "it" and "the claim" find what they point at


def find_views(draft: Draft) -> Draft:
    """The draft whose events have the status as each source tells it, and are set apart if past.

    Reads events, attributions and timexes. "Russia denied that its forces attacked" gives the
    attack one view: denied, by the attribution of the denial.
    """
    if not draft.events:
        return draft
    told = _Told(draft)
    views: dict[str, list[View]] = {
        event.id: [View(attribution=id, status=told.status(event, id)) for id in event.according_to]
        for event in draft.events
    }
    for answer, claim in told.answers():
        for event in draft.events:
            seen = next((v for v in views[event.id] if v.attribution == claim.id), None)
            if seen and (status := echoed(seen.status, answer.act)):
                views[event.id].append(View(attribution=answer.id, status=status))
    past = _past(draft)
    events = tuple(
        replace(event, views=tuple(views[event.id]), background=past(event))
        for event in draft.events
    )
    return replace(draft, events=events, reasons=_reasons(draft, events))


class _Told:
    """The statuses of a report's events, one attribution at a time."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tokens = {token.start: token for token in draft.parse.tokens}
        self.facts = {fact.id: fact for fact in draft.attributions}
        self.below: dict[str, Statuses] = {}

    def status(self, event: Event, id: str) -> Status:
        """The status that an event has in the mouth of a source."""
        fact = self.facts[id]
        status = event.status
        if _has_cue(self.draft.reasons.get(event.id)):
            status = self._below(fact).of(self.tokens[event.trigger.start]).status
        if fact.polarity == "negative" and status in FACTUAL:
            return "unclear"  # "did not say that it attacked": the source tells nothing
        return status

    def _below(self, fact: Attribution) -> Statuses:
        """The statuses of what stands below a cue, as if nothing stood above it."""
        if fact.id not in self.below:
            words = self._words(fact.cue.spans)
            statuses = Statuses(self.draft.parse)
            if vouches(fact.act):
                statuses.silent = frozenset(words)
            statuses.judged.update(dict.fromkeys(words, Step("happened")))
            self.below[fact.id] = statuses
        return self.below[fact.id]

    def _words(self, spans: Iterable[Span]) -> list[int]:
        found: list[int] = []
        for span in spans:
            token = self.tokens.get(span.start)
            while token is not None and token.start < span.end:
                found.append(token.index)
                after = token.index + 1
                token = self.draft.parse.tokens[after] if self._in(after) else None
        return found

    def _in(self, index: int) -> bool:
        return index < len(self.draft.parse.tokens)

    def answers(self) -> Iterator[tuple[Attribution, Attribution]]:
        """Attributions whose content only points at what another source said, with that one."""
        facts = self.draft.attributions
        for number, fact in enumerate(facts):
            if echoed("happened", fact.act) and self._points(fact):
                claim = next((f for f in reversed(facts[:number]) if self._answered(f, fact)), None)
                if claim is not None:
                    yield fact, claim

    def _points(self, fact: Attribution) -> bool:
        """True for the contents "it", "this", "the claim"."""
        told = cue_index().told
        words = [self.draft.parse.tokens[i] for i in self._words(fact.content.spans)]
        return bool(words) and all(w.lower in POINTING or w.lemma in told for w in words)

    def _answered(self, claim: Attribution, answer: Attribution) -> bool:
        first, second = self._sentence(claim), self._sentence(answer)
        same = claim.source.actor is not None and claim.source.actor == answer.source.actor
        near = first is not None and second is not None and 0 <= second - first < NEAR
        return near and not same and not self._points(claim) and bool(claim.content.spans)

    def _sentence(self, fact: Attribution) -> int | None:
        token = self.tokens.get(fact.cue.spans[0].start) if fact.cue.spans else None
        return token.sentence if token is not None else None


def _has_cue(reason: Reason | None) -> bool:
    """True if a cue spoke for the status: else it is the same in every mouth."""
    return reason is None or any(part.entry == "status" and part.because for part in reason.because)


def _past(draft: Draft) -> Callable[[Event], bool]:
    """Which events lie so far back that they are no news."""
    published = draft.parse.report.published
    try:
        news = str(date.fromisoformat(published[:10]) - BACKGROUND) if published else ""
    except (ValueError, OverflowError):
        news = ""
    old = {timex.id for timex in draft.timexes if timex.latest and timex.latest < news}
    return lambda event: event.status == "happened" and event.when in old


def _reasons(draft: Draft, events: tuple[Event, ...]) -> dict[str, Reason]:
    """The reasons with a line for each view that is not the report's own."""
    reasons = dict(draft.reasons)
    for event in events:
        other = [view for view in event.views if view.status != event.status]
        if other and (reason := reasons.get(event.id)):
            told = (Reason(f"view.{view.attribution}", view.status) for view in other)
            reasons[event.id] = replace(reason, because=(*reason.because, *told))
    return reasons

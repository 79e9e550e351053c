"""Facts name each other by ids: what becomes of that when facts are one, or gone."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from onrecord.model import (
    Attribution,
    Change,
    Event,
    Figure,
    Poll,
    Record,
    Timex,
)

Renaming = Mapping[str, str | None]  # from an id to the one that takes its place; None: it is gone
Fact = TypeVar("Fact", Event, Attribution, Figure, Timex, Poll)


def renamed(record: Record, ids: Renaming) -> Record:
    """The record with all references renamed; what rests on a fact that is gone alone goes too:
    links, relays of the report, answers of a poll, changes between figures, views of an event."""
    if not ids:
        return record
    names = _Names(ids)
    return replace(
        record,
        timexes=tuple(map(names.timex, record.timexes)),
        figures=tuple(map(names.figure, record.figures)),
        attributions=tuple(map(names.attribution, record.attributions)),
        events=tuple(map(names.event, record.events)),
        polls=tuple(map(names.poll, record.polls)),
        relays=tuple(
            replace(relay, actor=actor)
            for relay in record.relays
            if (actor := names.one(relay.actor))
        ),
        links=tuple(
            replace(link, source=source, to=to)
            for link in record.links
            if (source := names.one(link.source)) and (to := names.one(link.to)) and source != to
        ),
    )


class _Names:
    def __init__(self, ids: Renaming) -> None:
        self.ids = ids

    def one(self, id: str | None) -> str | None:
        return self.ids.get(id, id) if id else None

    def all(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(found for id in ids if (found := self.one(id))))

    def timex(self, timex: Timex) -> Timex:
        return self._if_other(timex, anchor=self.one(timex.anchor), dates=self.all(timex.dates))

    def figure(self, figure: Figure) -> Figure:
        return self._if_other(
            figure,
            against=self.one(figure.against),
            when=self.one(figure.when),
            according_to=self.all(figure.according_to),
            change=self.change(figure.change),
        )

    def change(self, change: Change | None) -> Change | None:
        if change is None:
            return None
        parts = [self.one(id) for id in (change.by, change.before, change.after)]
        by, before, after = parts
        return replace(change, by=by, before=before, after=after) if any(parts) else None

    def attribution(self, said: Attribution) -> Attribution:
        actor = self.one(said.source.actor)
        source = said.source
        if actor != source.actor:
            source = replace(source, actor=actor)
        return self._if_other(
            said,
            source=source,
            said=self.one(said.said),
            relays=self.all(said.relays),
            within=self.one(said.within),
            origin=self.one(said.origin),
        )

    def event(self, event: Event) -> Event:
        views = tuple(
            replace(view, attribution=id)
            for view in event.views
            if (id := self.one(view.attribution))
        )
        return self._if_other(
            event,
            actors=self.all(event.actors),
            recipients=self.all(event.recipients),
            parties=self.all(event.parties),
            place=self.one(event.place),
            when=self.one(event.when),
            figures=self.all(event.figures),
            according_to=self.all(event.according_to),
            views=views,
        )

    def poll(self, poll: Poll) -> Poll:
        answers = tuple(
            replace(answer, figure=id) for answer in poll.answers if (id := self.one(answer.figure))
        )
        return self._if_other(
            poll,
            pollster=self.one(poll.pollster),
            sponsor=self.one(poll.sponsor),
            sample=self.one(poll.sample),
            dates=self.all(poll.dates),
            margin=self.one(poll.margin),
            answers=answers,
            attributions=self.all(poll.attributions),
        )

    @staticmethod
    def _if_other(fact: Fact, **values: object) -> Fact:
        """The fact with these values; the same object where they are the same."""
        other = {key: value for key, value in values.items() if getattr(fact, key) != value}
        return replace(fact, **other) if other else fact

"""Which events and statements each time dates: the other direction of `when` and `said`."""

import msgspec

from onrecord.model import Draft


def link_timexes(draft: Draft) -> Draft:
    """The draft with the ids of the events and attributions that each of its timexes dates.

    "The envoy said on Friday that the port had closed in June.": Friday dates what the envoy said,
    June the closing.
    """
    dated: dict[str, list[str]] = {}
    for event in draft.events:
        if event.when:
            dated.setdefault(event.when, []).append(event.id)
    for attribution in draft.attributions:
        if attribution.said:
            dated.setdefault(attribution.said, []).append(attribution.id)
    timexes = tuple(
        msgspec.structs.replace(timex, dates=tuple(dated[timex.id])) if timex.id in dated else timex
        for timex in draft.timexes
    )
    return msgspec.structs.replace(draft, timexes=timexes)

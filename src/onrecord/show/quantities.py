"""What is said of figures and polls beside their values: for the screen and the page alike."""

from collections.abc import Iterator

from onrecord.model import Answer, Figure, Lead, Poll
from onrecord.show.reading import Reading, plain, seen, shortened

LONGEST = 120  # characters of an answer that are shown
ARROWS = {"up": "▲", "down": "▼", "same": "="}


def figure_facts(reading: Reading, figure: Figure) -> Iterator[str]:
    """Casualties, change, size in the SI, time and source of a figure, each in a few words."""
    if figure.casualty:
        yield plain(figure.casualty)
    if figure.change:
        change = figure.change
        parts = (("by", change.by), ("from", change.before), ("to", change.after))
        told = (f"{word} {_words(reading, name)}" for word, name in parts if name)
        yield f"{ARROWS[change.direction]} {' '.join(told)}"
    if figure.against:
        yield f"against {_words(reading, figure.against)}"
    if figure.si:
        ends = (f"{end:,}" for end in (figure.si.low, figure.si.high) if end is not None)
        yield f"{' to '.join(dict.fromkeys(ends))} {figure.si.unit}"
    if figure.when:
        yield f"when {reading.time(figure.when)}"
    if figure.according_to:
        yield f"on the word of {', '.join(figure.according_to)}"


def poll_head(reading: Reading, poll: Poll) -> str:
    """Who made a poll, and for whom."""
    makers = [maker for maker in (poll.pollster, *poll.partners) if maker]
    made = " and ".join(map(reading.name, makers)) or "a poll"
    return f"{made} for {reading.name(poll.sponsor)}" if poll.sponsor else made


def poll_facts(reading: Reading, poll: Poll) -> Iterator[str]:
    """How a poll was made, each in a few words."""
    asked = [_words(reading, poll.sample)] if poll.sample else []
    asked += [reading.words([poll.population])] if poll.population else []
    if asked:
        yield f"asked {' '.join(asked)}"
    if poll.dates:
        yield f"when {', '.join(reading.time(date) for date in poll.dates)}"
    if poll.mode:
        yield plain(poll.mode)
    if poll.margin:
        yield f"margin {_words(reading, poll.margin)}"


def answer_line(reading: Reading, answer: Answer) -> str:
    """One answer: the share, who gave it, and what they say."""
    share = _words(reading, answer.figure)
    group = f" of {reading.words([answer.group])}" if answer.group else ""
    said = shortened(reading.words([answer.answer]), LONGEST) if answer.answer else "not said"
    asked = f" ({shortened(reading.words([answer.question]), LONGEST)})" if answer.question else ""
    return f"{share}{group}: {said}{asked}"


def lead_line(reading: Reading, lead: Lead) -> str:
    """One lead: who is before whom, among whom, by how much."""
    leader = reading.words([lead.leader]) if lead.leader else "not said"
    behind = f" before {reading.words([lead.behind])}" if lead.behind else ""
    group = f" among {reading.words([lead.group])}" if lead.group else ""
    return f"{leader}{behind}{group} by {_words(reading, lead.figure)}"


def _words(reading: Reading, figure: str) -> str:
    """The printed words of a figure, by its id."""
    fact = reading.facts.get(figure)
    return reading.words(reading.within(fact)) if fact else seen(figure)

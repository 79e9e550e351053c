"""The stage: sentences that tell of a poll, gathered into one object a poll."""

from msgspec.structs import replace

from onrecord.find.polls.answers import KINDS, Found, answers_in
from onrecord.find.polls.details import dates_in, margin_in, mode_of, population_of, sample_in
from onrecord.find.polls.leads import UNIT as POINTS
from onrecord.find.polls.leads import leads_in
from onrecord.find.polls.mentions import Mention, mentions_in
from onrecord.find.polls.scene import Scene
from onrecord.knowledge.polls import poll_words
from onrecord.model import Answer, Attribution, Draft, Figure, Lead, Poll, Reason, Sentence, Span

FAR = 3  # sentences after the last on a poll in which an answer may still belong to it
HEAD = 1  # index of the last sentence that is headline or lede
SURE, FAIR, POOR = 0.9, 0.7, 0.5


class _Making:
    """A poll in the making."""

    def __init__(self, mention: Mention, at: int) -> None:
        self.pollster = mention.pollster
        self.partners = mention.partners
        self.sponsor = mention.sponsor
        self.several = mention.several
        self.old = mention.old
        self.opened = at
        self.sentences: list[Sentence] = []
        self.words: list[Span] = []
        self.sample: Figure | None = None
        self.population: Span | None = None
        self.margin: Figure | None = None
        self.dates: list[str] = []
        self.answers: dict[str, Answer] = {}
        self.leads: dict[str, Lead] = {}
        self.hows: list[Reason] = []


def find_polls(draft: Draft) -> Draft:
    """Add the polls of a report, each with its pollster, sample, dates, margin and answers.

    "A Harrow poll of 900 voters found 52 percent against it. Another 20 percent were undecided."
    """
    if not any(figure.kind in KINDS or figure.unit == POINTS for figure in draft.figures):
        return draft
    scene = Scene(draft)
    made: list[_Making] = []
    for sentence in draft.parse.sentences:
        _read(scene, sentence, made)
    kept = [poll for poll in made if poll.answers or poll.leads]
    polls = tuple(_written(scene, poll, f"P{at}") for at, poll in enumerate(kept, 1))
    reasons = dict(draft.reasons)
    for poll, making in zip(polls, kept, strict=True):
        reasons[poll.id] = _reason(making)
    return replace(draft, polls=polls, reasons=reasons)


def _read(scene: Scene, sentence: Sentence, made: list[_Making]) -> None:
    """Give a sentence to the polls that it tells of, or to the last one if it goes on."""
    found = list(mentions_in(scene, sentence))
    polls: list[_Making] = []
    for mention in found:
        poll = _poll_of(scene, mention, sentence.index, made, polls)
        poll.words.append(mention.token.span)
        if poll not in polls:
            polls.append(poll)
    if polls:
        told = next((poll for poll in reversed(polls) if not poll.several), polls[-1])
        _tell(scene, sentence, told, near=True)
        for poll in polls:
            if poll is not told:
                poll.sentences.append(sentence)
    elif made and sentence.index - made[-1].sentences[-1].index <= FAR:
        last = _last_told(made)
        gap = sentence.index - last.sentences[-1].index
        _tell(scene, sentence, last, near=gap == 1, only=True)


def _last_told(made: list[_Making]) -> _Making:
    """The poll of the last sentence on one; of two there, the one poll before "other polls"."""
    end = made[-1].sentences[-1].index
    one = (poll for poll in reversed(made) if poll.sentences[-1].index == end and not poll.several)
    return next(one, made[-1])


def _poll_of(
    scene: Scene, mention: Mention, at: int, made: list[_Making], here: list[_Making]
) -> _Making:
    """The poll that a mention means: one of those before, or a new one, which is added."""
    if known := _known(scene, mention, at, made, here):
        known.pollster = known.pollster or mention.pollster
        known.partners = known.partners or mention.partners
        known.sponsor = known.sponsor or mention.sponsor
        known.several = known.several and mention.several
        return known
    poll = _Making(mention, at)
    made.append(poll)
    return poll


def _known(
    scene: Scene, mention: Mention, at: int, made: list[_Making], here: list[_Making]
) -> _Making | None:
    if mention.way == "new" or not made:
        return None
    last = here[-1] if here else made[-1]
    if mention.fresh and last.old:
        return None
    if mention.pollster:
        for poll in reversed(made):
            if poll.pollster == mention.pollster:
                return None if mention.several else poll
        fresh = last.pollster is None and not last.several
        headed = fresh and last.opened <= HEAD and last.sample is None
        return last if headed or (fresh and here) else None
    if mention.several != last.several and not here:  # "the poll", past "other polls"
        alike = (poll for poll in reversed(made) if poll.several == mention.several)
        found = next(alike, None)
        return found if mention.way == "same" else None
    if mention.way == "same" or mention.token.tag.startswith("VB") or here:
        return last
    return last if last.opened <= HEAD and last.opened >= at - FAR and not last.sample else None


def _tell(
    scene: Scene, sentence: Sentence, poll: _Making, *, near: bool, only: bool = False
) -> None:
    """Take what a sentence says of a poll; `only` if it must say something to belong to it."""
    answers = [a for a in answers_in(scene, sentence, near=near) if not only or _goes_on(a, near)]
    sample = sample_in(scene, sentence)
    leads = [] if only and (not near or scene.times(sentence)) else leads_in(scene, sentence)
    margin = margin_in(scene, sentence, leads)
    dates = (
        dates_in(scene, sentence) if not only or sample or margin or _asks(scene, sentence) else []
    )
    how = scene.lemmas(sentence) & poll_words("conducted") and mode_of(
        scene.parse.text(sentence.span)
    )
    if only and not (answers or leads or sample or margin or dates or how):
        return
    poll.sentences.append(sentence)
    poll.dates += [timex.id for timex in dates if timex.id not in poll.dates]
    poll.margin = poll.margin or margin
    if sample and poll.sample is None:
        poll.sample, poll.population = sample, population_of(scene, sample)
    for found in answers:
        if margin is None or scene.place(found.answer.figure) < margin.span[0]:
            poll.answers.setdefault(found.answer.figure, found.answer)
            poll.hows.append(Reason(f"polls.{found.how}", found.answer.figure, found.answer.answer))
    for lead in leads:
        poll.leads.setdefault(lead.figure, lead)
        poll.hows.append(Reason("polls.lead", lead.figure, lead.leader))


def _goes_on(found: Found, near: bool) -> bool:
    """A sentence without a word for the poll goes on with its answers by a share that says
    something, or right after it by what somebody has."""
    return found.how == "says" or near


def _asks(scene: Scene, sentence: Sentence) -> bool:
    words = scene.lemmas(sentence)
    return bool(words & (poll_words("asked") | poll_words("answered") | poll_words("conducted")))


def _written(scene: Scene, poll: _Making, name: str) -> Poll:
    spans = tuple(sentence.span for sentence in poll.sentences)
    named = poll.pollster is not None
    return Poll(
        id=name,
        spans=spans,
        pollster=poll.pollster,
        partners=poll.partners,
        sponsor=poll.sponsor,
        sample=poll.sample.id if poll.sample else None,
        population=poll.population,
        dates=tuple(poll.dates),
        margin=poll.margin.id if poll.margin else None,
        mode=mode_of("\n".join(scene.parse.text(span) for span in spans)),
        answers=tuple(poll.answers.values()),
        leads=tuple(poll.leads.values()),
        attributions=_attributions(scene, poll),
        confidence=POOR if poll.several else SURE if named else FAIR,
        why="polls.named" if named else "polls.several" if poll.several else "polls.unnamed",
    )


def _attributions(scene: Scene, poll: _Making) -> tuple[str, ...]:
    """The attributions that rest on the poll: it, those asked, or its pollster is the source."""
    figures = {figure.id: figure.span for figure in scene.draft.figures}
    own = [*poll.words, *(figures[name] for name in (*poll.answers, *poll.leads))]
    return tuple(a.id for a in scene.draft.attributions if _rests(a, poll, own))


def _rests(attribution: Attribution, poll: _Making, own: list[Span]) -> bool:
    source = attribution.source
    place = source.spans[0] if source.spans else None
    if place is None or not any(s.start <= place[0] < s.end for s in poll.sentences):
        return False
    if source.kind == "poll" or (source.actor and source.actor == poll.pollster):
        return True
    return source.head is not None and any(span.meets(Span(*source.head)) for span in own)


def _reason(poll: _Making) -> Reason:
    how = "named" if poll.pollster else "several" if poll.several else "unnamed"
    because = [Reason("polls.word", span=span) for span in poll.words]
    actors = [("partner", partner) for partner in poll.partners]
    for role, actor in (("pollster", poll.pollster), *actors, ("sponsor", poll.sponsor)):
        because += [Reason(f"polls.{role}", actor)] if actor else []
    because += [Reason("polls.date", date) for date in poll.dates]
    for role, figure in (("sample", poll.sample), ("margin", poll.margin)):
        because += [Reason(f"polls.{role}", figure.id, figure.span)] if figure else []
    span = Span(poll.sentences[0].start, poll.sentences[-1].end)
    return Reason(f"polls.{how}", span=span, because=(*because, *poll.hows))

"""Who speaks where a report prints questions and answers without names before them."""

from itertools import pairwise

from onrecord.find.actors.lookup import lexicon
from onrecord.knowledge.imprint import labels
from onrecord.model import Draft, Mention

Voice = tuple[str, str]  # the actor who speaks, and by which rule we know
Paragraphs = list[tuple[int, int]]  # token ranges

QUESTIONS = 3  # that an interview must have
LONGEST = 80  # tokens of a question
NEAR = 20  # characters in which the label of a picture stands before a name


def interviewed(draft: Draft, paragraphs: Paragraphs) -> dict[int, Voice]:
    """The words of an interview by who is meant with "I" in answers and with "you" in questions.

    It is one if several paragraphs ask and others answer, and if what stands before the first
    question names one person more often than any other; or if it calls itself one ("an interview
    with …") and two paragraphs ask, or one where the title says so.
    """
    asking = [i for i, paragraph in enumerate(paragraphs) if asks(draft, paragraph)]
    answers = [i + 1 for i in asking if i + 1 < len(paragraphs) and i + 1 not in asking]
    if not answers:
        return {}
    end = paragraphs[asking[0]][0]
    announced = _announced(draft, end if len(answers) > 1 else _title_end(draft, paragraphs))
    guest = announced
    if announced:
        asking = sorted({*asking, *addressing(draft, paragraphs)})
    elif len(answers) >= QUESTIONS:
        guest = _named_most(draft, end, 1 if announced is None else 2)
    if not guest:
        return {}
    words, tokens = lexicon(), draft.parse.tokens
    host = _host(draft, end, guest)
    voices: dict[int, Voice] = {}
    for number in range(asking[0], len(paragraphs)):
        for i in range(*paragraphs[number]):
            if words.is_a(tokens[i].lower, "hearer" if number in asking else "speaker"):
                voices[i] = guest, "the one who is interviewed"
            elif host and number in asking and words.is_a(tokens[i].lower, "speaker"):
                voices[i] = host, "the one who asks"
    return voices


def asks(draft: Draft, paragraph: tuple[int, int], longest: int = LONGEST) -> bool:
    """True for a paragraph that ends in a question mark and quotes nobody."""
    first, last = paragraph
    tokens = draft.parse.tokens
    return (
        tokens[last - 1].text == "?" and last - first <= longest and tokens[first].text[0].isalnum()
    )


def addressing(draft: Draft, paragraphs: Paragraphs) -> list[int]:
    """The short paragraphs that speak to somebody, each before a longer one."""
    words, tokens = lexicon(), draft.parse.tokens
    return [
        number
        for number, ((first, last), (start, end)) in enumerate(pairwise(paragraphs))
        if last - first <= min(LONGEST, end - start)
        and tokens[first].text[0].isalnum()
        and any(words.is_a(token.lower, "hearer") for token in tokens[first:last])
    ]


def _announced(draft: Draft, end: int) -> str | None:
    """The person of whom the words before a token say that they are interviewed; "" if they say so
    of nobody we know by name, None if they say no such thing."""
    words, parse = lexicon(), draft.parse
    guest = None
    for sentence in parse.sentences:
        if guest or sentence.first >= end:
            break
        for token in parse.tokens[sentence.first : sentence.last]:
            if words.is_a(token.lower, "announces"):
                after = _named_in(draft, token.end, _topic(draft, token.index, sentence.last))
                before = _named_in(draft, parse.tokens[sentence.first].start, token.start)
                called = _surname(draft, token.index + 1, sentence.last)
                guest = guest or after or before or called or ""
    return _spoken_with(draft, end) if guest == "" else guest


def _host(draft: Draft, end: int, guest: str) -> str | None:
    """Who asks, where the words before the first question say with whom the one who is interviewed
    spoke: "Ms. Sollen sat down with Olin Dray"."""
    words, parse = lexicon(), draft.parse
    for sentence in parse.sentences:
        inside = parse.tokens[sentence.first : min(sentence.last, end)]
        if not any(words.is_a(token.lower, "spoke") for token in inside):
            continue
        persons = {
            actor.id
            for actor in draft.actors
            if actor.kind == "person"
            and any(
                m.form == "name" and sentence.start <= m.span.start < sentence.end
                for m in actor.mentions
            )
        }
        if guest in persons and len(persons) == 2:
            return next(iter(persons - {guest}))
    return None


def _topic(draft: Draft, at: int, last: int) -> int:
    """Where behind a token it is told what the interview is about, in characters."""
    tokens = draft.parse.tokens
    about = (t.start for t in tokens[at:last] if t.lower in ("on", "about", "over", "regarding"))
    return next(about, tokens[last - 1].end)


def _surname(draft: Draft, first: int, last: int) -> str | None:
    """Whom a name right behind a word is that a headline alone prints in full: "Echo interviews
    Berta Sollen on …", and Sollen below."""
    tokens = draft.parse.tokens
    end = first
    while end < last and tokens[end].tag == "NNP" and tokens[end].text[0].isupper():
        end += 1
    found = [
        actor.id
        for actor in draft.actors
        if actor.kind in ("person", "unknown") and actor.name == tokens[end - 1].text
    ]
    return found[0] if end - first > 1 and len(found) == 1 else None


def _spoken_with(draft: Draft, end: int) -> str:
    """With whom the words before a token say that somebody spoke: "The Echo sat down with …"."""
    words, parse = lexicon(), draft.parse
    for sentence in parse.sentences:
        for token in parse.tokens[sentence.first : min(sentence.last, end)]:
            before = parse.tokens[max(sentence.first, token.index - 2) : token.index]
            if token.lower in ("with", "to") and any(words.is_a(t.lower, "spoke") for t in before):
                return _named_in(draft, token.end, parse.tokens[sentence.last - 1].end) or ""
    return ""


def _title_end(draft: Draft, paragraphs: Paragraphs) -> int:
    """The end of a first paragraph that is no sentence; 0 if it is one."""
    last = paragraphs[0][1]
    return 0 if draft.parse.tokens[last - 1].text == "." else last


def _named_in(draft: Draft, start: int, end: int) -> str | None:
    """The person named between two characters whom the report mentions most."""
    counts = [
        (len(actor.mentions), actor.id)
        for actor in draft.actors
        if actor.kind == "person"
        and any(m.form == "name" and start <= m.span.start < end for m in actor.mentions)
    ]
    return max(counts)[1] if counts else None


def _named_most(draft: Draft, end: int, least: int) -> str | None:
    """The person whom the words before a token name most, and as often as that at the least."""
    limit = draft.parse.tokens[end].start
    counts = sorted(
        (sum(m.span.start < limit and not _credited(draft, m) for m in actor.mentions), actor.id)
        for actor in draft.actors
        if actor.kind == "person" and any(m.form == "name" for m in actor.mentions)
    )
    if not counts or counts[-1][0] < least:
        return None
    alone = len(counts) == 1 or counts[-2][0] < counts[-1][0]
    return counts[-1][1] if alone else None


def _credited(draft: Draft, mention: Mention) -> bool:
    """True for who made a picture: "Image: Ola Berg"."""
    before = draft.parse.report.text[max(0, mention.span.start - NEAR) : mention.span.start]
    return before.lower().rstrip(" :;").endswith(labels("picture"))

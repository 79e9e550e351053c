"""Who speaks where a report prints questions and answers without names before them."""

from itertools import pairwise

from onrecord.find.actors.lookup import lexicon
from onrecord.model import Draft

Voice = tuple[str, str]  # the actor who speaks, and by which rule we know
Paragraphs = list[tuple[int, int]]  # token ranges

QUESTIONS = 3  # that an interview must have
LONGEST = 80  # tokens of a question


def interviewed(draft: Draft, paragraphs: Paragraphs) -> dict[int, Voice]:
    """The words of an interview by who is meant with "I" in answers and with "you" in questions.

    It is one if several paragraphs ask and others answer, and if what stands before the first
    question names one person more often than any other; or if it calls itself one ("an interview
    with …") and two paragraphs ask, or one where the title says so.
    """
    asking = [i for i, paragraph in enumerate(paragraphs) if _asks(draft, paragraph)]
    answers = [i + 1 for i in asking if i + 1 < len(paragraphs) and i + 1 not in asking]
    if not answers:
        return {}
    end = paragraphs[asking[0]][0]
    guest = _announced(draft, end if len(answers) > 1 else _title_end(draft, paragraphs))
    if guest is not None:
        asking = sorted({*asking, *_addressing(draft, paragraphs)})
    elif len(answers) >= QUESTIONS:
        guest = _named_most(draft, end)
    if guest is None:
        return {}
    words, tokens = lexicon(), draft.parse.tokens
    voices: dict[int, Voice] = {}
    for number in range(asking[0], len(paragraphs)):
        use = "hearer" if number in asking else "speaker"
        for i in range(*paragraphs[number]):
            if words.is_a(tokens[i].lower, use):
                voices[i] = guest, "the one who is interviewed"
    return voices


def _asks(draft: Draft, paragraph: tuple[int, int]) -> bool:
    """True for a paragraph that ends in a question mark and quotes nobody."""
    first, last = paragraph
    tokens = draft.parse.tokens
    return tokens[last - 1].text == "?" and last - first <= LONGEST and tokens[first].text.isalnum()


def _addressing(draft: Draft, paragraphs: Paragraphs) -> list[int]:
    """The short paragraphs that speak to somebody, each before a longer one."""
    words, tokens = lexicon(), draft.parse.tokens
    return [
        number
        for number, ((first, last), (start, end)) in enumerate(pairwise(paragraphs))
        if last - first <= min(LONGEST, end - start)
        and tokens[first].text.isalnum()
        and any(words.is_a(token.lower, "hearer") for token in tokens[first:last])
    ]


def _announced(draft: Draft, end: int) -> str | None:
    """The person of whom the words before a token say that they are interviewed."""
    words, parse = lexicon(), draft.parse
    for sentence in parse.sentences:
        if sentence.first >= end:
            return None
        for token in parse.tokens[sentence.first : sentence.last]:
            if words.is_a(token.lower, "announces"):
                after = _named_in(draft, token.end, parse.tokens[sentence.last - 1].end)
                before = _named_in(draft, parse.tokens[sentence.first].start, token.start)
                if guest := after or before:
                    return guest
    return None


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


def _named_most(draft: Draft, end: int) -> str | None:
    """The person whom the words before a token name most."""
    limit = draft.parse.tokens[end].start
    counts = sorted(
        (sum(m.span.start < limit for m in actor.mentions), actor.id)
        for actor in draft.actors
        if actor.kind == "person" and any(m.form == "name" for m in actor.mentions)
    )
    if not counts or not counts[-1][0]:
        return None
    alone = len(counts) == 1 or counts[-2][0] < counts[-1][0]
    return counts[-1][1] if alone else None

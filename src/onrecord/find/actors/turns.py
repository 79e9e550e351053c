"""Who speaks where a report prints questions and answers without names before them."""

from onrecord.find.actors.lookup import lexicon
from onrecord.model import Draft

Voice = tuple[str, str]  # the actor who speaks, and by which rule we know
Paragraphs = list[tuple[int, int]]  # token ranges

QUESTIONS = 3  # that an interview must have
LONGEST = 80  # tokens of a question


def interviewed(draft: Draft, paragraphs: Paragraphs) -> dict[int, Voice]:
    """The words of an interview by who is meant with "I" in answers and with "you" in questions.

    It is one if several paragraphs ask and others answer, and if what stands before the first
    question names one person more often than any other.
    """
    asking = [i for i, paragraph in enumerate(paragraphs) if _asks(draft, paragraph)]
    answers = [i + 1 for i in asking if i + 1 < len(paragraphs) and i + 1 not in asking]
    if len(answers) < QUESTIONS:
        return {}
    guest = _named_most(draft, paragraphs[asking[0]][0])
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

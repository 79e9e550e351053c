"""Answers: what share of those asked says, backs or is what."""

from typing import NamedTuple

from onrecord.find.polls.details import can_be_asked, is_group
from onrecord.find.polls.phrases import (
    clause_end,
    cut,
    is_apposed,
    is_said,
    predicate_of,
    top_of,
    verb_of,
)
from onrecord.find.polls.scene import Scene
from onrecord.knowledge.polls import poll_words
from onrecord.model import Answer, Figure, Sentence, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
KINDS = frozenset({"percent", "share"})
STEPS = 5  # up the tree from a share to its verb
BEFORE_VERBS = frozenset({"aux", "auxpass", "neg", "advmod"})
NAMED = frozenset({"dobj", "dative", "nsubj", "iobj", "nmod", "compound"})


class Found(NamedTuple):
    """An answer, and how it stands: "says" for a subject, "shown" for what a poll found, "holds"
    for what somebody has."""

    answer: Answer
    how: str


class _Read(NamedTuple):
    """What an answer says, how it stands, and who gives it where that is the subject."""

    span: Span | None
    how: str
    group: Span | None = None


def answers_in(scene: Scene, sentence: Sentence, *, near: bool) -> list[Found]:
    """The answers in a sentence; `near` if it speaks of the poll or follows one that does."""
    figures = [figure for figure in scene.figures(sentence) if _may_answer(scene, figure)]
    if not figures or _is_election(scene, sentence):
        return []
    question = _question(scene, sentence)
    found = []
    for at, figure in enumerate(figures):
        if at + 1 < len(figures) and is_apposed(scene, figure, figures[at + 1]):
            continue  # "a third, 33 percent, say": the second is the exact one
        read = _answer(scene, figure, figures, near=near)
        if read:
            answer = Answer(
                figure=figure.id,
                group=_group(scene, figure, figures[:at]) or read.group,
                answer=read.span,
                question=question,
            )
            found.append(Found(answer, read.how))
    return found


def _may_answer(scene: Scene, figure: Figure) -> bool:
    """A share of people or of nothing named; not the value before a change, not a difference."""
    if figure.kind not in KINDS:
        return False
    change = figure.change
    if change and figure.id in (change.before, change.by):
        return False
    if figure.of_span is None:
        return not _is_rate(scene, figure)
    noun = scene.token_at(figure.of_span.end - 1)
    if can_be_asked(noun) or noun.lemma.lower() in poll_words("backing"):
        return True
    verb = verb_of(scene, top_of(scene, figure)) if noun.tag == "NNS" else None
    return verb is not None and verb.lemma in poll_words("opined")


def _is_rate(scene: Scene, figure: Figure) -> bool:
    """ "44 percent of the vote", "12 percent of GDP", "40 percent more": no share of people."""
    token = scene.number(figure)
    behind = scene.tokens[min(token.index + 1, len(scene.tokens) - 1)]
    if behind.tag in ("JJR", "RBR") and behind.sentence == token.sentence:
        return behind.lower not in poll_words("less")
    return behind.lower in poll_words("of") and not _of_people(scene, behind)


def _of_people(scene: Scene, preposition: Token) -> bool:
    noun = scene.parse.child(preposition, "pobj")
    return noun is not None and (can_be_asked(noun) or noun.tag in ("DT", "PRP"))


def _is_election(scene: Scene, sentence: Sentence) -> bool:
    """Shares of votes that were cast: "turnout was 48 percent", "with 40 percent counted"."""
    return any(token.lower in poll_words("election") for token in scene.parse.words(sentence))


def _answer(scene: Scene, figure: Figure, figures: list[Figure], *, near: bool) -> _Read | None:
    top = top_of(scene, figure)
    verb = verb_of(scene, top)
    if verb is not None:
        return _says(scene, figure, top, verb, figures)
    behind = next((f.span[0] for f in figures if f.span[0] > figure.span[0]), len(scene.text))
    if not near:
        return None
    if (said := _backed(scene, figure) or predicate_of(scene, figure, top, behind)) is not None:
        return _Read(said, "shown")
    return None if top.relation in SUBJECTS else _held(scene, figure, top, figures)


def _backed(scene: Scene, figure: Figure) -> Span | None:
    """ "61 percent support for his plan": the noun with what it is for."""
    noun = scene.token_at(figure.of_span.end - 1) if figure.of_span else None
    if noun is None or noun.lemma.lower() not in poll_words("backing"):
        return None
    goal = _goal(scene, noun)
    return Span(noun.start, scene.tokens[_before_among(scene, goal) - 1].end) if goal else None


def _goal(scene: Scene, noun: Token) -> Token | None:
    """What "support" is for."""
    sides = (c for c in scene.parse.children(noun) if c.lower in poll_words("for"))
    return next((scene.parse.child(side, "pobj") for side in sides), None)


def _before_among(scene: Scene, noun: Token) -> int:
    """The token behind a noun phrase without "among renters"."""
    inner = (c for c in scene.parse.children(noun) if c.lower in poll_words("among"))
    return next((child.left for child in inner), noun.right)


def _former(scene: Scene, figure: Figure, verb: Token) -> int:
    """Where the share of before begins: "61 percent back it, up from 51 percent"."""
    change = figure.change
    parts = [part for part in (change.before, change.by) if part] if change else []
    places = (scene.place(part) for part in parts)
    return min((place for place in places if place > verb.start), default=len(scene.text))


def _says(
    scene: Scene, figure: Figure, top: Token, verb: Token, figures: list[Figure]
) -> _Read | None:
    """ "61 percent backed entry": the verb with all behind it, up to the next answer."""
    if verb.pos not in ("VERB", "AUX") or verb.lemma in poll_words("unsaid"):
        return None
    until = next((f.span[0] for f in figures if f.span[0] > verb.start), len(scene.text))
    until = min(until, _former(scene, figure, verb))
    first = verb.index
    for child in verb.children:
        inside = scene.tokens[child]
        if top.right <= inside.index < verb.index and inside.relation in BEFORE_VERBS:
            first = min(first, inside.left)
    return _Read(cut(scene, max(first, top.right), clause_end(scene, verb), until), "says")


def _held(scene: Scene, figure: Figure, top: Token, figures: list[Figure]) -> _Read | None:
    """Who has a share that is no subject: "Roe has 44 percent", "Roe at 10 percent", "to Lund's
    46 percent", "the poll put Roe at 44 percent"."""
    held = scene.tokens[max(0, top.head - 1)]
    if top.relation == "pobj" and held.text[0].isupper():
        return _Read(cut(scene, held.left, held.index + 1, figure.span[0]), "holds")
    if owner := scene.parse.child(top, "poss"):
        return _Read(owner.span, "holds")
    verb = _governor(scene, top)
    subject = scene.parse.child(verb, "nsubj", "nsubjpass") if verb else None
    if verb is None or subject is None or verb.lemma in poll_words("composed"):
        return None
    if subject.tag in ("WP", "WDT"):  # "Marrow, who has 44 percent"
        return _Read(scene.tokens[verb.head].span, "holds")
    if subject.tag == "PRP":
        return _Read(subject.span, "holds")
    if subject.lemma.lower() in poll_words("poll"):
        return _named(scene, figure, verb, "shown")
    return _of_subject(scene, figure, verb, subject, figures)


def _governor(scene: Scene, top: Token) -> Token | None:
    """The verb above a share."""
    for _ in range(STEPS):
        head = scene.tokens[top.head]
        if head.tag.startswith("VB"):
            return head
        top = head
    return None


def _of_subject(
    scene: Scene, figure: Figure, verb: Token, subject: Token, figures: list[Figure]
) -> _Read | None:
    """What the subject has ("support for the pier stood at 48 percent"), or what it backs where it
    gives the answer ("officers favoured Roe 46 percent to 32 percent"). The second number is the
    other's: "Roe beat Lund 46 percent to 40"."""
    second = _is_second(scene, figure, figures)
    top = top_of(scene, figure)
    placed = top.relation == "pobj" and scene.tokens[top.head].lower in poll_words("held-at")
    if is_group(subject) and subject.tag in ("NNS", "NNPS") and not placed:
        backed = None if second else _named(scene, figure, verb, "says")
        group = Span(scene.tokens[subject.left].start, _group_end(scene, subject))
        return _Read(backed.span if backed else None, "says", group)
    if subject.lemma in poll_words("portion"):
        return _Read(None, "holds")
    whole = cut(scene, subject.left, min(subject.right, verb.index), figure.span[0])
    if any(whole and whole.meets(other.span) for other in figures):
        return None
    if second:
        return _named(scene, figure, verb, "holds") or _Read(None, "holds")
    return _Read(whole, "holds")


def _is_second(scene: Scene, figure: Figure, figures: list[Figure]) -> bool:
    """The number of the other side: "46 percent to 32 percent", "46-32"."""
    before = [other.span[1] for other in figures if other.span[1] <= figure.span[0]]
    gap = scene.text[before[-1] : figure.span[0]].strip() if before else ""
    return gap in poll_words("versus")


def _named(scene: Scene, figure: Figure, verb: Token, how: str) -> _Read | None:
    """The object before the share: "the poll put Roe at 44 percent", "gave Roe 44 percent"."""
    for child in (*scene.parse.children(verb), *_compounds(scene, verb)):
        named = child.relation in NAMED or (child.relation == "npadvmod" and child.tag == "NNP")
        if named and child.index > verb.index and child.end <= figure.span[0]:
            return _Read(cut(scene, child.left, child.index + 1, figure.span[0]), how)
    return None


def _compounds(scene: Scene, verb: Token) -> list[Token]:
    """Names that the parser hangs on the share itself: "favoured Roe 46 percent"."""
    return [
        part
        for child in scene.parse.children(verb)
        if child.index > verb.index and child.relation in ("dobj", "npadvmod")
        for part in scene.parse.children(child)
        if part.tag.startswith("NNP")
    ]


def _group(scene: Scene, figure: Figure, before: list[Figure]) -> Span | None:
    """Who gave it: "13 percent of voters under 30", "60 percent among women"."""
    if before and is_apposed(scene, before[-1], figure):
        return _group(scene, before[-1], [])
    if figure.of_span:
        noun = scene.token_at(figure.of_span.end - 1)
        if noun.lemma.lower() in poll_words("backing"):
            goal = _goal(scene, noun)
            inner = among(scene, figure, goal) if goal else None
            return among(scene, figure, noun) or inner
        return Span(figure.of_span.start, _group_end(scene, noun))
    top = top_of(scene, figure)
    return among(scene, figure, top) or among(scene, figure, scene.tokens[top.head])


def among(scene: Scene, figure: Figure, holder: Token) -> Span | None:
    """ "60 percent among women", "36 percent support among women", "of women, 60 percent"."""
    for child in scene.parse.children(holder):
        first = child.lower in poll_words("of") and child.end < figure.span[0]
        inside = first or child.lower in poll_words("among")
        below = scene.parse.child(child, "pobj") if inside else None
        if below:
            return scene.parse.subtree(below)
    return None


def _group_end(scene: Scene, noun: Token) -> int:
    """The end of the noun phrase with its prepositions: "voters under 30"."""
    end = noun.end
    behind = scene.tokens[noun.index + 1 : noun.index + 3]
    if len(behind) == 2 and behind[0].lower in poll_words("aged"):
        if ages := scene.age_from(behind[0].start):
            return ages.end
        if behind[1].tag == "CD":
            return behind[1].end
    for child in scene.parse.children(noun):
        if child.index < noun.index:
            continue
        if child.relation not in ("prep", "acl") or is_said(child):
            break
        end = scene.tokens[child.right - 1].end
    return end


def _question(scene: Scene, sentence: Sentence) -> Span | None:
    """ "asked whether the pier should go": the clause behind the verb of asking."""
    for token in scene.parse.words(sentence):
        if token.lemma not in poll_words("asked-anything") or token.tag not in ("VBN", "VBD"):
            continue
        for child in scene.parse.children(token):
            about = child.relation == "prep" and child.lower in poll_words("asked-about")
            clause = child.relation in ("ccomp", "advcl", "xcomp")
            if child.index > token.index and (about or clause):
                return cut(scene, child.left, child.right, len(scene.text))
    return None

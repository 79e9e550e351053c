"""What a report says of how a poll was made: sample, margin, dates, mode."""

from collections.abc import Sequence

from onrecord.find.polls.scene import Scene
from onrecord.knowledge.figures import company
from onrecord.knowledge.polls import modes, poll_words
from onrecord.knowledge.world import people
from onrecord.model import Figure, Lead, Sentence, Span, Timex, Token
from onrecord.model.words import PollMode

LEAST = 20  # people in a sample
HIGHEST = 4  # steps from a number to the word that makes it the sample

_MARGINS = frozenset({"percent", "percentage-points", "count"})


def sample_in(scene: Scene, sentence: Sentence) -> Figure | None:
    """The figure that says how many were asked: "polled 1,001 adults", "a survey of 900 voters"."""
    for figure in scene.figures(sentence):
        if figure.kind != "count" or (figure.low or figure.high or 0) < LEAST:
            continue
        if figure.of and not is_asked(scene, figure):
            continue
        if _is_sample(scene, figure):
            return figure
    return None


def is_asked(scene: Scene, figure: Figure) -> bool:
    """What a figure counts are people who can be asked."""
    if figure.of_span is None:
        return False
    noun = scene.token_at(figure.of_span.end - 1)
    return can_be_asked(noun)


def can_be_asked(noun: Token) -> bool:
    """A noun for people, or a name of a people: voters, adults, Norwegians."""
    lemma = noun.lemma.lower()
    if lemma in people() or lemma in company("persons") or noun.tag == "NNPS":
        return True
    return is_group(noun)


def is_group(noun: Token) -> bool:
    """A common noun or the name of a party or a people, in the plural, for those asked."""
    words = poll_words("asked-people")
    lemma = noun.lemma.lower()
    plain = noun.tag in ("NNS", "NNPS", "NN") and (
        lemma in people() or lemma in company("persons") or lemma in words
    )
    return plain or noun.lower in words or noun.lower.removesuffix("s") in words


def _is_sample(scene: Scene, figure: Figure) -> bool:
    token = scene.number(figure)
    if figure.of_span:
        token = scene.token_at(figure.of_span.end - 1)
        if token.lemma.lower() in poll_words("answered"):
            return True
        told = scene.parse.child(token, "acl")
        if told and told.tag == "VBN" and told.lemma in poll_words("asked"):
            return True
    for _ in range(HIGHEST):
        head = scene.tokens[token.head]
        if head.tag.startswith("VB"):
            if token.lower in poll_words("sampled-with") and head.lemma in poll_words("conducted"):
                return True
            asked = head.lemma in poll_words("asked") | poll_words("took-part")
            return asked and token.relation in ("dobj", "nsubjpass", "nsubj", "prep", "agent")
        if head.lemma.lower() in poll_words("poll") | poll_words("sample"):
            return head.index < token.index or token.relation in ("compound", "nmod", "nummod")
        if head.index == token.index:
            return False
        token = head
    return False


def population_of(scene: Scene, figure: Figure) -> Span | None:
    """Who was asked: what the sample counts, with what is said of it behind."""
    if figure.of_span is None:
        return None
    noun = scene.token_at(figure.of_span.end - 1)
    return Span(figure.of_span.start, _closed(scene, noun))


def _closed(scene: Scene, noun: Token) -> int:
    """The end of a noun phrase: prepositions and "aged 18 and over", not the next clause."""
    end = noun.end
    for child in scene.parse.children(noun):
        if child.index > noun.index and child.relation in ("prep", "acl", "amod", "npadvmod"):
            if child.tag == "VBN" and child.lemma not in poll_words("told-of-people"):
                break
            if child.tag == "VBN" or child.lower in poll_words("told-behind"):
                end = scene.tokens[child.right - 1].end
        elif child.index > noun.index:
            break
    return end


def margin_in(scene: Scene, sentence: Sentence, leads: Sequence[Lead]) -> Figure | None:
    """ "a margin of error of plus or minus 3 percentage points"; not "his 2-point lead is within
    the margin of error"."""
    words = scene.lemmas(sentence)
    if not words & poll_words("error") or not words & poll_words("margin"):
        return None
    tokens = scene.parse.words(sentence)
    place = next(t.start for t in tokens if t.lemma.lower() in poll_words("error"))
    others = {lead.figure for lead in leads}
    figures = (figure for figure in scene.figures(sentence) if figure.id not in others)
    found = [f for f in figures if f.kind in _MARGINS and (f.high or 0) < LEAST]
    behind = [figure for figure in found if figure.span[0] > place]
    before = [figure for figure in found if figure.span[1] <= place]
    return behind[0] if behind else before[-1] if before else None


def dates_in(scene: Scene, sentence: Sentence) -> list[Timex]:
    """The times at which people were asked, not those at which the poll was published."""
    return [timex for timex in scene.times(sentence) if _is_asking(scene, timex)]


def _conducts(scene: Scene, verb: Token) -> bool:
    """ "was taken", "interviewed": the verb tells of the asking; a common one only beside the
    poll."""
    lemma = verb.lemma.lower()
    if lemma not in poll_words("conducted"):
        return False
    beside = [scene.parse.head(verb), *scene.parse.children(verb)]
    words = {token.lemma.lower() for token in beside if token is not verb}
    own = poll_words("poll") | poll_words("sample")
    if lemma in poll_words("asked") - poll_words("asked-anything"):
        return True
    return bool(words & own) or bool(
        words & poll_words("it") and lemma in poll_words("carried-out")
    )


def _is_asking(scene: Scene, timex: Timex) -> bool:
    token = scene.token_at(timex.span[0])
    if timex.type == "DURATION" or timex.value.endswith("_REF") or scene.is_named(timex.span):
        return False
    for _ in range(2 * HIGHEST):
        head = scene.tokens[token.head]
        lemma = head.lemma.lower()
        if head.tag.startswith("VB"):
            return _conducts(scene, head)
        if lemma in poll_words("poll") and head.tag.startswith("NN"):
            return True
        if head.index == token.index:
            return False
        token = head
    return False


def mode_of(text: str) -> PollMode | None:
    """How people were asked, by the sentences that tell of it."""
    text = text.lower()
    found = {mode.mode for mode in modes().values() if any(_in(p, text) for p in mode.phrases)}
    if len(found) > 1:
        return "mixed"
    return next(iter(found), None)


def _in(phrase: str, text: str) -> bool:
    at = text.find(phrase)
    return at >= 0 and not text[at + len(phrase) : at + len(phrase) + 1].isalnum()

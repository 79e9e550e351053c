"""Whether a cue is said at all, and how plainly: "may say", "did not say", "appeared to say"."""

from collections.abc import Iterator

import msgspec

from onrecord.find.attributions.clauses import SUBJECTS
from onrecord.find.attributions.relations import Found
from onrecord.find.status import Statuses
from onrecord.knowledge.hedges import adverbs, governors
from onrecord.model import Parse, Token
from onrecord.model.words import Act

WORDLESS = ("preposition", "adverb", "mark")  # cues that have no status of their own
REFUSED: tuple[Act, ...] = ("decline-to-comment", "neither-confirm-nor-deny")
WILLING = ("would", "will", "'ll", "wo")
OF_IT = ("about", "noun")  # shapes of what is spoken about
TORN = ("aux", "neg", "nsubj", "advmod")  # words that tell whether a verb is done


def in_mood(parse: Parse, relation: Found, statuses: Statuses) -> Found:
    """The relation with the modal verb, the negation, the status and the hedge of its cue."""
    if relation.entry.pos in WORDLESS:
        return relation
    cue = parse.tokens[relation.head]
    verb = cue if cue.pos in ("VERB", "AUX") or relation.entry.pos == "noun" else parse.head(cue)
    if _is_torn(parse, relation, verb):
        return relation
    judged = statuses.of(verb)
    modal = _modal(parse, verb) if relation.entry.pos != "noun" else None
    negated = any(_is_negation(t) for t in (*parse.children(verb), *parse.children(cue)))
    act, status, polarity = relation.act, judged.status, judged.polarity
    if negated and relation.entry.act_negated:  # "did not comment", "has no doubt that"
        act, status, polarity = relation.entry.act_negated, "happened", "positive"
    if negated and _keeps_back(relation, modal):
        act = "decline-to-comment"
    if act in REFUSED:
        status, polarity = "refused", "negative"
    hedge = _hedge(parse, verb)
    if hedge and status == "averted":  # "all but confirmed" is said, if not in so many words
        status, polarity = "happened", "positive"
    return msgspec.structs.replace(
        relation,
        act=act,
        modal=modal,
        negated=negated and relation.entry.pos != "noun",
        status=status,
        polarity=polarity,
        hedge=hedge,
    )


def _keeps_back(relation: Found, modal: str | None) -> bool:
    """True for one who would not say whether it is so, or would not talk about it."""
    if relation.entry.pos == "noun" or not relation.entry.refused or relation.entry.act_negated:
        return False
    return relation.shape == "question" or (modal in WILLING and relation.shape in OF_IT)


def _is_torn(parse: Parse, relation: Found, verb: Token) -> bool:
    """True where the parser hangs words of a quotation on its cue: "“I will,” she said"."""
    own = (t for t in parse.children(verb) if t.relation in TORN or t.tag == "MD")
    return relation.shape == "quote" and any(relation.covers(t.index) for t in own)


def _is_negation(token: Token) -> bool:
    return token.relation == "neg" or (token.relation == "det" and token.lower == "no")


def _modal(parse: Parse, verb: Token) -> str | None:
    """The modal verb of a cue, not one of the clause that the cue is put into: "will, the mayor
    said, be shut"."""
    modal = next((t.lower for t in _auxiliaries(parse, verb) if t.tag == "MD"), None)
    if modal and any(t.text == "," and t.head == verb.index for t in _before(parse, verb)):
        return None
    return modal


def _before(parse: Parse, verb: Token) -> list[Token]:
    """What stands between the first auxiliary of a verb and the verb."""
    first = next((t.index for t in parse.children(verb) if t.relation == "aux"), verb.index)
    return list(parse.tokens[first : verb.index])


def _auxiliaries(parse: Parse, verb: Token) -> list[Token]:
    """Those of a verb, or those it shares with the verb that it is joined to."""
    own = [t for t in parse.children(verb) if t.relation in ("aux", "auxpass")]
    if own or verb.relation != "conj" or parse.child(verb, *SUBJECTS) or verb.tag != "VB":
        return own
    return [t for t in parse.children(parse.head(verb)) if t.relation in ("aux", "auxpass")]


def _hedge(parse: Parse, verb: Token) -> tuple[int, int] | None:
    """The words that soften a cue, as a token range."""
    return _governing(parse, verb) or next(_beside(parse, verb), None)


def _governing(parse: Parse, verb: Token) -> tuple[int, int] | None:
    """ "Appeared to" in "appeared to suggest"."""
    above = parse.head(verb)
    if above.relation == "prep":  # "came close to admitting"
        above = parse.head(above)
    if above.pos in ("ADJ", "ADV"):
        above = parse.head(above)
    found = governors().get(above.lemma)
    if found is None or verb.relation not in ("xcomp", "pcomp", "advcl"):
        return None
    between = tuple(t.lower for t in parse.tokens[above.index + 1 : verb.index])
    fits = between[-1:] == ("to",) and between[: len(found[0])] == found[0]
    return (above.index, verb.index) if fits else None


def _beside(parse: Parse, verb: Token) -> Iterator[tuple[int, int]]:
    """ "All but" in "all but confirmed"."""
    first = min((t.index for t in _auxiliaries(parse, verb)), default=verb.index)
    for last in range(max(first - 1, 0), verb.index):
        for words, _ in adverbs().get(parse.tokens[last].lower, ()):
            start = last + 1 - len(words)
            printed = tuple(t.lower for t in parse.tokens[max(start, 0) : last + 1])
            if printed == words and _stands_by(parse, start, last, verb):
                yield start, last + 1


def _stands_by(parse: Parse, start: int, last: int, verb: Token) -> bool:
    """True if nothing but adverbs and auxiliaries stands between a hedge and its verb."""
    between = parse.tokens[last + 1 : verb.index]
    return all(t.pos in ("ADV", "AUX", "PART") for t in between)

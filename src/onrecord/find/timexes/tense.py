"""Where the tense of a sentence puts an expression of time that leaves past or future open."""

from typing import Literal, NamedTuple

from onrecord.knowledge.times import tense_cues
from onrecord.model import Parse, Token

Direction = Literal["past", "future", "open"]

_NOMINAL = ("NOUN", "PROPN", "ADJ", "PRON", "NUM")


class Tense(NamedTuple):
    """A direction, and the words that give it; `firm` where the expression itself is the time of
    the verb ("signed on Jan. 6", but not "put off to Jan. 6")."""

    direction: Direction
    cue: str = ""
    firm: bool = False


def tense_at(parse: Parse, first: int, last: int) -> Tense:
    """The tense that governs the words `[first, last)`.

    Works up the tree. "is due to meet on Friday", "scheduled for Friday": the governor points
    ahead, unless it is past itself ("had been due"). Otherwise the auxiliaries and the form of
    the nearest verb speak; a present tense points ahead only for what hangs on the verb itself
    ("opens on Friday", but not "Friday's vote opens a rift"). "until" points ahead in any tense.
    """
    token = parse.tokens[_head(parse, first, last)]
    found = _of_verbs(parse, token)
    preposition = parse.tokens[token.head]
    points = tense_cues().get((preposition.lower, "preposition"))
    if points == "future" and not (found.direction == "past" and "had" in found.cue):
        return Tense("future", preposition.lower)
    if points == "open" and found.direction == "open":
        return Tense("future", preposition.lower)
    if points == "past":
        return Tense("past", preposition.lower, firm=True)
    return found._replace(firm=_is_firm(parse, token, last))


def _is_firm(parse: Parse, token: Token, last: int) -> bool:
    """True if the expression is the verb's own time, or stands before a noun (a Jan. 7 rally)."""
    above = parse.tokens[token.head]
    if above.index >= last:
        return above.pos in ("NOUN", "PROPN")
    direct = parse.tokens[above.head].pos in ("VERB", "AUX")
    return direct and tense_cues().get((above.lower, "preposition")) == "neutral"


def _of_verbs(parse: Parse, token: Token) -> Tense:
    infinitive = noun = False
    below = token
    joined = token.relation == "conj"  # "on Tuesday and Wednesday": the other day is no noun passed
    for above in parse.ancestors(token):
        if above.pos in ("VERB", "AUX"):
            ahead = _governs_future(parse, above, infinitive=infinitive)
            if ahead or _own_infinitive(parse, above, below):
                return Tense("future", above.lower)
            found = _verb(parse, above, noun=noun)
            if found.direction != "open":
                return found
            infinitive = infinitive or above.tag == "VB" or "to" in _auxiliaries(parse, above)
            if infinitive and above.tag == "VBN" and above.relation in ("relcl", "acl"):
                return Tense("future", f"to be {above.lower}")
        elif above.pos in _NOMINAL or above.pos == "ADV":
            if _noun_points_ahead(above, infinitive=infinitive):
                if any("had" in _auxiliaries(parse, verb) for verb in parse.ancestors(above)):
                    return Tense("past", f"had … {above.lower}")
                return Tense("future", above.lower)
            noun = noun or (above.pos != "ADV" and not joined)
        joined = above.relation == "conj"
        below = above
    return Tense("future", "to …") if infinitive and not noun else Tense("open")


def _head(parse: Parse, first: int, last: int) -> int:
    """The word of an expression that hangs on a word outside it."""
    tokens = parse.tokens
    for index in range(last - 1, first - 1, -1):
        head = tokens[index].head
        if head < first or head >= last or head == index:
            return index
    return first


def _noun_points_ahead(word: Token, *, infinitive: bool) -> bool:
    """True for "due", "ahead of", "the deadline of", "plans to …"."""
    cues = tense_cues()
    if cues.get((word.lemma, "noun")) == "future":
        return True
    return infinitive and cues.get((word.lemma, "governor")) == "future"


def _governs_future(parse: Parse, verb: Token, *, infinitive: bool) -> bool:
    """True for "expected to …", "plans to …", "scheduled for …", but not "had been expected"."""
    cues = tense_cues()
    governs = infinitive and cues.get((verb.lemma, "governor")) == "future"
    scheduled = verb.tag == "VBN" and cues.get((verb.lemma, "participle")) == "future"
    return (governs or scheduled) and "had" not in _auxiliaries(parse, verb)


def _own_infinitive(parse: Parse, verb: Token, below: Token) -> bool:
    """True for "was to meet", not for "was glad to meet" or "had been to meet"."""
    if below.tag != "VB" or below.relation not in ("xcomp", "ccomp") or below.head != verb.index:
        return False
    ahead = tense_cues().get((verb.lemma, "infinitive")) == "future"
    return ahead and "to" in _auxiliaries(parse, below) and "had" not in _auxiliaries(parse, verb)


def _auxiliaries(parse: Parse, verb: Token) -> dict[str, Token]:
    return {t.lower: t for t in parse.children(verb) if t.relation in ("aux", "auxpass")}


def _verb(parse: Parse, verb: Token, *, noun: bool) -> Tense:
    """What a verb with its auxiliaries says; "open" if what governs it must be asked."""
    cues = tense_cues()
    auxiliaries = _auxiliaries(parse, verb)
    for lower, word in auxiliaries.items():
        if cues.get((word.lemma, "auxiliary")) == "future":
            return Tense("open") if noun else Tense("future", lower)
    finite = next((t for t in auxiliaries.values() if t.tag in ("VBD", "VBZ", "VBP")), None)
    cue = " ".join([*auxiliaries, verb.lower])
    if finite is not None:
        present = finite.lemma == "be" and finite.tag != "VBD"  # is meeting, is held
        if present:
            return Tense("open") if noun else Tense("future", cue)
        return Tense("past", cue)
    if verb.tag in ("VBZ", "VBP"):
        return Tense("open") if noun else Tense("future", cue)
    past = verb.tag == "VBD" or (verb.tag == "VBN" and not auxiliaries)
    return Tense("past", cue) if past else Tense("open")

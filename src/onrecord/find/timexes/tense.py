"""Where the tense of a sentence puts an expression of time that leaves past or future open."""

from typing import Literal, NamedTuple

from onrecord.knowledge.times import tense_cues
from onrecord.model import Parse, Token

Direction = Literal["past", "present", "future", "open"]

_NOMINAL = ("NOUN", "PROPN", "ADJ", "PRON", "NUM")
_PREDICATES = ("acomp", "oprd")  # "will stay closed on Monday"
_OBJECTS = ("dobj", "pobj", "attr")  # "will attend a summit in May": May is the verb's time too


class Tense(NamedTuple):
    """A direction, and the words that give it; `firm` where the expression itself is the time of
    the verb ("signed on Jan. 6", but not "put off to Jan. 6")."""

    direction: Direction
    cue: str = ""
    firm: bool = False

    @property
    def ahead(self) -> bool:
        """True if what hangs on it lies ahead; a present tense speaks of what is due."""
        return self.direction in ("present", "future")


OPEN = Tense("open")
BESIDE = Tense("open", "beside a future")  # "Friday's vote will …": no verb above tells more


def tense_at(parse: Parse, first: int, last: int) -> Tense:
    """The tense that governs the words `[first, last)`.

    Works up the tree. "is due to meet on Friday", "scheduled for Friday": the governor points
    ahead, unless it is past itself ("had been due"). Otherwise the auxiliaries and the form of
    the nearest verb speak; a present tense points ahead only for what hangs on the verb itself
    ("opens on Friday", but not "Friday's vote opens a rift"). "until" points ahead in any tense.
    """
    token = parse.tokens[_head(parse, first, last)]
    saying = _saying(parse, first, last, token)
    if saying is not None:
        return _verb(parse, saying, noun=False, aside=False)._replace(firm=True)
    found = _of_verbs(parse, token)
    preposition = parse.tokens[token.head]
    if _is_set(parse, preposition, token) and "had" not in found.cue:
        return Tense("future", preposition.lower)
    points = tense_cues().get((_preposition(parse, preposition), "preposition"))
    if points == "future" and not (found.direction == "past" and "had" in found.cue):
        return Tense("future", preposition.lower)
    if points == "open" and found.direction == "open":
        return Tense("future", preposition.lower)
    if (points == "past" and found.direction != "future") or _since_noun(parse, preposition):
        return Tense("past", preposition.lower, firm=True)
    return found._replace(firm=found.firm or _is_firm(parse, token, last))


def _saying(parse: Parse, first: int, last: int, token: Token) -> Token | None:
    """The verb before an expression that the parser has hung on the verb of what is said behind it:
    "said Friday the port would reopen"."""
    verb, below = parse.tokens[first - 1], parse.tokens[token.head]
    hung = token.relation == "npadvmod" and below.index >= last and below.relation == "ccomp"
    return verb if first and hung and below.head == verb.index and verb.tag == "VBD" else None


def _is_set(parse: Parse, verb: Token, token: Token) -> bool:
    """True for a time that a verb fixes for what is to come: "has set Nov. 10 as the deadline"."""
    if tense_cues().get((verb.lemma, "date")) != "future" or verb.tag in ("VBD", "VBG"):
        return False
    bare = token.relation in ("npadvmod", "dobj") and token.index > verb.index
    return bare and not any(
        t.relation in ("dobj", "nsubjpass") and t is not token for t in parse.children(verb)
    )


def _preposition(parse: Parse, word: Token) -> str:
    """A preposition with the one that it hangs on: "of", "as of"."""
    above = parse.tokens[word.head]
    compound = word.pos == above.pos == "ADP" and above.index == word.index - 1
    return f"{above.lower} {word.lower}" if compound else word.lower


def _since_noun(parse: Parse, preposition: Token) -> bool:
    """True for "since a storm in August"."""
    noun = parse.tokens[preposition.head]
    above = parse.tokens[noun.head]
    return (
        noun.pos in _NOMINAL
        and noun.relation == "pobj"
        and tense_cues().get((above.lower, "preposition")) == "past"
    )


def _is_firm(parse: Parse, token: Token, last: int) -> bool:
    """True if the expression is the verb's own time, or stands before a noun (a Jan. 7 rally)."""
    above = parse.tokens[token.head]
    if above.index >= last:
        return above.pos in ("NOUN", "PROPN")
    if above.pos == "VERB":  # "ended Jan. 31"
        return token.relation == "npadvmod" and above.tag in ("VBD", "VBN")
    verb = parse.tokens[above.head]
    infinitive = verb.tag == "VB" and "to" in _auxiliaries(parse, verb)
    direct = verb.pos in ("VERB", "AUX") and not infinitive
    return direct and tense_cues().get((above.lower, "preposition")) == "neutral"


def _of_verbs(parse: Parse, token: Token) -> Tense:
    infinitive = noun = aside = False
    below = token
    joined = token.relation == "conj"  # "on Tuesday and Wednesday": the other day is no noun passed
    for above in parse.ancestors(token):
        if above.pos in ("VERB", "AUX"):
            ahead = _governs_future(parse, above, infinitive=infinitive)
            if ahead or _own_infinitive(parse, above, below):
                return Tense("future", above.lower)
            found = _verb(parse, above, noun=noun, aside=aside)
            if found == BESIDE:
                return OPEN
            if found.direction != "open":
                governs = _governs(above, infinitive=infinitive)
                return found._replace(firm="had" in found.cue.split() and not governs)
            infinitive = infinitive or above.tag == "VB" or "to" in _auxiliaries(parse, above)
            if infinitive and above.tag == "VBN" and above.relation in ("relcl", "acl"):
                return Tense("future", f"to be {above.lower}")
        elif above.pos in _NOMINAL or above.pos == "ADV":
            if _noun_points_ahead(above, infinitive=infinitive):
                if any("had" in _auxiliaries(parse, verb) for verb in parse.ancestors(above)):
                    return Tense("past", f"had … {above.lower}")
                return Tense("future", above.lower)
            if above.pos != "ADV" and above.relation not in _PREDICATES and not joined:
                noun = True
                aside = aside or below.pos != "ADP" or above.relation not in _OBJECTS
        joined = above.relation == "conj"
        below = above
    return Tense("future", "to …") if infinitive and not noun else OPEN


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
    ahead = _governs(verb, infinitive=infinitive)
    if verb.tag == "VBD" and cues.get((verb.lemma, "verb")) == "future":  # planned a rally
        ahead = ahead or parse.child(verb, "dobj") is not None
    if cues.get((verb.lemma, "participle for")) == "future":  # set for, bound for
        ahead = ahead or any(t.lower == "for" for t in parse.children(verb))
    return ahead and "had" not in _auxiliaries(parse, verb)


def _governs(verb: Token, *, infinitive: bool) -> bool:
    """True for a verb that points ahead with its infinitive or as a participle."""
    cues = tense_cues()
    if infinitive and cues.get((verb.lemma, "governor")) == "future":
        return True
    return verb.tag == "VBN" and cues.get((verb.lemma, "participle")) == "future"


def _own_infinitive(parse: Parse, verb: Token, below: Token) -> bool:
    """True for "was to meet", not for "was glad to meet" or "had been to meet"."""
    if below.tag != "VB" or below.relation not in ("xcomp", "ccomp") or below.head != verb.index:
        return False
    ahead = tense_cues().get((verb.lemma, "infinitive")) == "future"
    return ahead and "to" in _auxiliaries(parse, below) and "had" not in _auxiliaries(parse, verb)


def _auxiliaries(parse: Parse, verb: Token) -> dict[str, Token]:
    return {t.lower: t for t in parse.children(verb) if t.relation in ("aux", "auxpass")}


def _was_unable(parse: Parse, verb: Token, auxiliary: Token) -> bool:
    """True for "could not be reached on Friday", unless it is said ("said he could not come")."""
    unable = tense_cues().get((auxiliary.lemma, "negated auxiliary")) == "past"
    told = verb.relation not in ("ccomp", "xcomp")
    return unable and told and any(t.relation == "neg" for t in parse.children(verb))


def _verb(parse: Parse, verb: Token, *, noun: bool, aside: bool) -> Tense:
    """What a verb with its auxiliaries says; "open" if what governs it must be asked.

    Past a `noun` a present tense tells nothing, past one `aside` (a subject, "the May summit") a
    future one neither."""
    cues = tense_cues()
    auxiliaries = _auxiliaries(parse, verb)
    for lower, word in auxiliaries.items():
        if cues.get((word.lemma, "auxiliary")) == "future":
            if _was_unable(parse, verb, word):
                return Tense("past", f"{lower} not")
            return BESIDE if aside else Tense("future", lower)
    finite = next((t for t in auxiliaries.values() if t.tag in ("VBD", "VBZ", "VBP")), None)
    cue = " ".join([*auxiliaries, verb.lower])
    if finite is not None:
        present = finite.lemma == "be" and finite.tag != "VBD"  # is meeting, is held
        if present:
            return OPEN if noun else Tense("present", cue)
        return Tense("past", cue)
    if verb.tag in ("VBZ", "VBP"):
        return OPEN if noun else Tense("present", cue)
    past = verb.tag == "VBD" or (verb.tag == "VBN" and not auxiliaries)
    return Tense("past", cue) if past else OPEN

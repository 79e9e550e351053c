"""Who a cue makes the source: subjects, also shared and inherited ones, agents and possessors."""

from functools import cache

from onrecord.find.attributions.clauses import NOUNS, SUBJECTS
from onrecord.knowledge.marks import MARKS
from onrecord.knowledge.naming import name_words
from onrecord.knowledge.statements import bearers
from onrecord.model import Parse, Token

Source = tuple[int, int, int]  # token range and head

OF_OBJECT = ("as", "for", "of")  # "quoted him as saying", "blamed her for denying"
FLOATING = ("all", "both", "each")  # behind what they count: "the two both said"
DASHES = ("-", "--", "–", "—")
DATELINE = 8  # words up to which a dateline goes
INHERITS = ("conj", "xcomp", "advcl", "pcomp", "dep")


def is_passive(parse: Parse, verb: Token) -> bool:
    """True for "was told", "is said to", and for a bare participle ("accused of", "as reported").

    A participle on the noun that is the root of a whole sentence is its verb, misread: "The miners
    pressed for an inquiry."; also behind a name between commas: "The mayor, Ada Holm, denied …"
    """
    if parse.child(verb, "auxpass", "nsubjpass", "agent"):
        return True
    if verb.tag != "VBN" or parse.child(verb, "aux", "nsubj"):
        return False
    return verb.relation == "advcl" or (verb.relation == "acl" and not _is_main(parse, verb))


def _is_main(parse: Parse, participle: Token) -> bool:
    noun = parse.head(participle)
    sentence = parse.sentences[participle.sentence]
    return (
        noun.relation == "ROOT"
        and (noun.index + 1 == participle.index or _behind_name(parse, noun, participle))
        and parse.tokens[sentence.last - 1].text == "."
    )


def _behind_name(parse: Parse, noun: Token, participle: Token) -> bool:
    """True behind "the mayor, Ada Holm,": an apposition that a comma ends."""
    name = parse.child(noun, "appos")
    before = parse.tokens[participle.index - 1]
    if name is None or before.text != ",":
        return False
    return noun.index < name.index < participle.index


def subject_of(parse: Parse, verb: Token, *, depth: int = 4) -> Token | None:
    """The subject of a verb: its own, or the one it shares with the verb that governs it."""
    own = _own_subject(parse, verb)
    if own:
        return own
    beside = _beside(parse, verb)
    if beside:
        return beside
    governor = parse.head(verb)
    if verb.relation == "acl" and governor.pos in NOUNS:
        return _of_phrase(parse, verb, governor) or _of_plan(parse, verb, governor) or governor
    if verb.relation == "relcl" and governor.pos in NOUNS:
        return governor if verb.tag in ("VBG", "VBN") else None
    if verb.relation == "pcomp" and governor.relation == "prep":
        preposition, governor = governor, parse.head(governor)
        target = parse.child(governor, "dobj")
        if target and target.index < preposition.index and preposition.lower in OF_OBJECT:
            return target
    if verb.relation not in INHERITS or not depth or governor.index == verb.index:
        return None
    if governor.pos in ("ADJ", "ADV") and verb.relation in ("xcomp", "pcomp"):
        governor = parse.head(governor)  # "was quick to point out", "came close to admitting"
    if governor.pos not in ("VERB", "AUX"):
        return governor if governor.pos in NOUNS and verb.relation == "advcl" else None
    if verb.relation == "xcomp" and parse.child(governor, "dobj"):
        return parse.child(governor, "dobj")
    if is_passive(parse, governor) and not is_passive(parse, verb):
        if verb.relation == "conj":
            return parse.child(governor, "nsubjpass")
        if verb.lemma in bearers("citing") and agent_of(parse, governor):
            return agent_of(parse, governor)  # "was first reported by the Gazette, citing Rome"
    return subject_of(parse, governor, depth=depth - 1)


def _of_phrase(parse: Parse, verb: Token, noun: Token) -> Token | None:
    """The subject of "be" with a phrase that an infinitive hangs on: "was at pains to say"."""
    preposition = parse.head(noun)
    copula = parse.head(preposition)
    if noun.relation != "pobj" or copula.lemma != "be" or verb.tag != "VB":
        return None
    return _own_subject(parse, copula)


def _of_plan(parse: Parse, verb: Token, noun: Token) -> Token | None:
    """Whose infinitive it is on a noun: "their plan to announce", "made an effort to deny"."""
    if verb.tag != "VB" or not any(t.tag == "TO" for t in parse.children(verb)):
        return None
    owner = parse.child(noun, "poss")
    if owner or noun.relation != "dobj":
        return owner
    return _own_subject(parse, parse.head(noun))


def nearest_subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb; of two before it ("the quake that officials fear") the later one, of
    one set off before it and one behind it the latter ("Talks to resume, says ministry")."""
    subjects = (t for t in parse.children(verb) if t.relation in ("nsubj", "nsubjpass"))
    found = [t for t in subjects if t.text not in MARKS]
    before = [t for t in found if t.index < verb.index]
    behind = [t for t in found if t.left == verb.index + 1]
    if behind and verb.index and parse.tokens[verb.index - 1].pos == "PUNCT":
        return behind[0]
    return before[-1] if before else found[0] if found else None


def _own_subject(parse: Parse, verb: Token) -> Token | None:
    """The subject that hangs on a verb, or on its auxiliary."""
    own = nearest_subject(parse, verb)
    auxiliary = None if own else parse.child(verb, "auxpass", "aux")
    return parse.child(auxiliary, "nsubj", "nsubjpass") if auxiliary else own


def _beside(parse: Parse, verb: Token) -> Token | None:
    """The noun phrase set off by commas just before a finite verb that the parser gave no subject.

    "In an interview with the Gazette, Gen. Ro Munk, chair of the council, said …": the parser
    makes the general an apposition of the paper.
    """
    at = verb.index - 1
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.relation == "conj" or at < 1:
        return None
    if parse.tokens[at].text != ",":
        return None
    best = None
    token = parse.tokens[at - 1]
    for up in (token, *parse.ancestors(token)):
        if up.index >= verb.index or up.pos == "VERB":
            break
        if up.pos in NOUNS and up.left and parse.tokens[up.left - 1].text == ",":
            best = up
    return best


def predicate_in(parse: Parse, agent: Token, prepositions: tuple[str, ...]) -> Token | None:
    """What is said of the subject, hung on the agent: "criticised by Munk as a waste"."""
    maker = parse.child(agent, "pobj")
    for child in parse.children(maker) if maker else ():
        if child.relation == "prep" and child.lower in prepositions and child.index > agent.index:
            gerund = parse.child(child, "pcomp") is not None
            if gerund or child.lower not in ("of", "for"):
                return child
    return None


def agent_of(parse: Parse, verb: Token) -> Token | None:
    """The "by" phrase of a passive."""
    by = parse.child(verb, "agent")
    return parse.child(by, "pobj") if by else None


def possessor_of(parse: Parse, noun: Token, prepositions: tuple[str, ...]) -> Token | None:
    """Whose claim it is: a possessor, or a phrase with one of these prepositions."""
    owner = parse.child(noun, "poss")
    if owner:
        return owner
    for child in parse.children(noun):
        if child.relation in ("prep", "agent") and child.lower in prepositions:
            return parse.child(child, "pobj")
    maker = parse.child(noun, "acl")
    if maker and maker.tag == "VBN":
        return agent_of(parse, maker)
    return None


def phrase_of(parse: Parse, head: Token) -> Source:
    """A noun phrase as a source: without the relative clause that ends it, and trailing marks."""
    tokens = parse.tokens
    first, last = _behind_dateline(parse, head), head.right
    for child in parse.children(head):
        if child.index > head.index and _ends_phrase(parse, child):
            last = min(last, child.left)
    last = _before_clause(parse, head, last)
    while last - 1 > head.index and (
        tokens[last - 1].pos == "PUNCT"
        or tokens[last - 1].relation in ("case", "cc")
        or (tokens[last - 1].lower in FLOATING and tokens[last - 1].head < last - 1)
    ):
        last -= 1
    last = _behind_abbreviation(parse, last)
    inside = [t.text for t in tokens[first:last]]
    if last < head.right and tokens[last].text == ")" and inside.count("(") > inside.count(")"):
        last += 1
    while first < head.index and tokens[first].pos == "PUNCT":
        first += 1
    return first, last, head.index


def _behind_abbreviation(parse: Parse, last: int) -> int:
    """Where a phrase ends whose last word is a title cut short, which the parser takes for the end
    of the sentence: "the officer, Maj. Alan Tredgold"."""
    tokens = parse.tokens
    title = tokens[last - 1]
    if last + 1 >= len(tokens) or f"{title.lower}." not in _honorifics():
        return last
    if tokens[last].text != "." or tokens[last].start > title.end:
        return last
    end = last + 1
    while end < len(tokens) and tokens[end].pos == "PROPN" and tokens[end].text[0].isupper():
        end += 1
    return end if end > last + 1 and tokens[end - 1].sentence == tokens[last + 1].sentence else last


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(word.word for word in name_words() if word.use == "honorific")


def _before_clause(parse: Parse, head: Token, last: int) -> int:
    """Where a phrase ends, a relative clause behind a comma on its last noun aside: "fishermen on
    Soro, where some 500 people live"."""
    token = parse.tokens[last - 1]
    for up in (token, *parse.ancestors(token)):
        if up.index <= head.index:
            return last
        comma = parse.tokens[up.left - 1]
        if up.relation == "relcl" and up.right == last and comma.text == ",":
            return up.left
    return last


def _behind_dateline(parse: Parse, head: Token) -> int:
    """Where a phrase begins, a dateline before it aside ("OSLO — The mayor"), and a clause that the
    parser hangs on a title it takes for a verb ("“It is shut”, harbourmaster Ola Berg says")."""
    for child in parse.children(head):
        if child.relation == "compound" and child.pos == "VERB" and child.left < child.index:
            return child.index
    sentence = parse.sentences[head.sentence]
    if head.left == sentence.first:
        for i in range(head.left + 1, min(head.index, head.left + DATELINE)):
            if parse.tokens[i].text in DASHES and parse.tokens[i - 1].end < parse.tokens[i].start:
                return i + 1
    return head.left


def _ends_phrase(parse: Parse, child: Token) -> bool:
    """True for a clause or a time at the end of a noun phrase, also one that is joined to it."""
    time = parse.child(child, "pobj") if child.relation == "prep" else child
    if time and time.entity in ("DATE", "TIME"):
        return True
    if child.relation == "conj":
        return child.pos not in NOUNS
    return child.relation in ("relcl", "acl", "advcl")


def subject_side(parse: Parse, verb: Token) -> tuple[int, int]:
    """The token range of a verb with its own subject."""
    subject = nearest_subject(parse, verb) or parse.child(verb, *SUBJECTS)
    if not subject:
        return verb.index, verb.index + 1
    first, last, _ = phrase_of(parse, subject)
    return min(first, verb.index), max(last, verb.index + 1)

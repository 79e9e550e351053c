"""Content that the parser hangs nowhere near its cue: behind a colon, or a misread "that"."""

from collections.abc import Iterator

from onrecord.find.attributions.clauses import SUBJECTS, Complement, has_that
from onrecord.find.attributions.matches import matches
from onrecord.model import Parse, Token

STOPS = (".", "?", "!", ";")
FINITE = ("VBD", "VBP", "VBZ", "MD")
PLAIN = ("PUNCT", "NOUN", "ADP")  # behind a "that" that points: "that man", "said that to me"
NEAR = 12  # words within which a colon follows its cue


def from_that(parse: Parse, cue: Token, option: Complement) -> Complement:
    """A complement of another shape that "that" opens is a that-clause to the end of its sentence.

    "Claimed that because it rained, the match was lost": the parser takes "that" for the object.
    """
    first, last = option.pieces[0]
    that = parse.tokens[first]
    if that.lower != "that" or option.shape == "that" or first <= cue.index:
        return option
    end = parse.sentences[cue.sentence].last
    behind = parse.tokens[first + 1 : end]
    if (
        not any(t.tag in FINITE for t in behind)
        or behind[0].tag in FINITE
        or behind[0].pos in PLAIN
    ):
        return option
    return Complement("that", ((first, max(end, last)),), option.hearer, option.head, option.told)


def that_behind(parse: Parse, noun: Token, prepositions: tuple[str, ...]) -> Complement | None:
    """A that-clause behind the phrase that names whose claim it is: "a claim by the king that"."""
    for child in parse.children(noun):
        if child.relation not in ("prep", "agent") or child.lower not in prepositions:
            continue
        for i in range(child.index + 2, min(child.index + NEAR, child.right + 1)):
            that = parse.tokens[i] if i < len(parse.tokens) else child
            clause = parse.head(that)
            if that.lower == "that" and clause.left == i and has_that(parse, clause):
                return Complement("that", ((i, clause.right),), None, clause.index)
    return None


def that_in_phrase(parse: Parse, verb: Token) -> Iterator[Complement]:
    """A that-clause that the parser hangs on a noun between: "said in a letter that it rained"."""
    for child in parse.children(verb):
        if child.relation == "prep" and child.index > verb.index:
            for i in range(child.index + 2, min(child.index + NEAR, child.right)):
                that = parse.tokens[i]
                clause = parse.head(that)
                if that.lower == "that" and clause.left == i and has_that(parse, clause):
                    yield Complement("that", ((i, clause.right),), None, clause.index, told=True)
                    return


def after_colon(parse: Parse, cue: Token, *, copula: bool = False) -> Complement | None:
    """The rest of the sentence behind a colon near the cue: "had this to say: the dam was safe".

    Another finite verb may stand between them only as the `copula` of a noun.
    """
    sentence = parse.sentences[cue.sentence]
    end = min(sentence.last, cue.index + NEAR)
    colon = next((i for i in range(cue.index + 1, end) if parse.tokens[i].text == ":"), None)
    if colon is None or colon + 2 >= sentence.last:
        return None
    between = (t for t in parse.tokens[cue.index + 1 : colon] if t.tag in FINITE)
    if any(not copula or t.lemma != "be" or t.index != cue.head for t in between):
        return None
    return Complement("clause", ((colon + 1, sentence.last),))


def clause_of_agent(parse: Parse, verb: Token) -> Iterator[Complement]:
    """A clause that the parser hangs on who acts: "was asked by a deputy why it fell", "was warned
    by a guard that the wall leaned"."""
    agent = parse.child(verb, "agent")
    maker = parse.child(agent, "pobj") if agent else None
    for child in parse.children(maker) if maker else ():
        if child.relation != "relcl":
            continue
        first = parse.tokens[child.left]
        that = first.lower == "that" and first.relation != "nsubj"
        if first.tag == "WRB" or (that and parse.child(child, *SUBJECTS)):
            shape = "that" if that else "question"
            yield Complement(shape, ((child.left, child.right),), None, child.index)


def antecedent(parse: Parse, verb: Token) -> Complement | None:
    """The noun of saying that a relative clause is about: "a charge that its owner denies"."""
    noun = parse.head(verb)
    own = parse.child(verb, "nsubj")
    if verb.relation != "relcl" or own is None or own.tag in ("WDT", "WP") or own.lower == "that":
        return None
    if not any(match.entry.pos == "noun" for match in matches(parse, noun)):
        return None
    return Complement("noun", ((noun.left, verb.left),), None, noun.index)


def is_comment(parse: Parse, noun: Token) -> bool:
    """True for what others make of what stands before: "…, a charge that Quito rejected"."""
    comment = parse.child(noun, "relcl")
    if noun.relation not in ("appos", "dobj") or comment is None or not noun.left:
        return False
    apart = parse.tokens[noun.left - 1].text == ","
    return apart and antecedent(parse, comment) is not None and any(matches(parse, comment))


def tagged(parse: Parse, cue: Token, side: tuple[int, int]) -> Complement | None:
    """The rest of the sentence around a cue with its subject between commas, or behind the last
    comma: "In a merger, he said, the firm would survive"."""
    tokens, sentence = parse.tokens, parse.sentences[cue.sentence]
    first, last = side
    while first > sentence.first and tokens[first - 1].lower in ("so", "or"):
        first -= 1  # "or so the farmers say"
    if first - 1 <= sentence.first or tokens[first - 1].text != ",":
        return None
    before = (sentence.first, first - 1)
    if last >= sentence.last or tokens[last].text in STOPS:
        return Complement("clause", (before,))
    if tokens[last].text != "," or not _is_finite(parse, last, sentence.last):
        return None
    return Complement("clause", (before, (last + 1, sentence.last)))


def rest(parse: Parse, cue: Token, last: int) -> Complement | None:
    """The rest of the sentence behind a cue, where the parser found no clause in it."""
    end = parse.sentences[cue.sentence].last
    if last >= end or parse.tokens[last].pos in ("PUNCT", "ADP", "SCONJ", "CCONJ"):
        return None
    subject = any(t.relation in SUBJECTS and t.head > t.index for t in parse.tokens[last:end])
    return Complement("clause", ((last, end),)) if subject else None


def _is_finite(parse: Parse, first: int, last: int) -> bool:
    return any(t.tag in FINITE for t in parse.tokens[first:last])


def block_after(parse: Parse, cue: Token) -> Complement | None:
    """The paragraph behind a sentence that ends with a colon, quoted without marks."""
    sentence = parse.sentences[cue.sentence]
    if parse.tokens[sentence.last - 1].text != ":" or sentence.index + 1 >= len(parse.sentences):
        return None
    following = parse.sentences[sentence.index + 1 :]
    if following[0].paragraph == sentence.paragraph:
        return None
    last = following[0].last
    for other in following:
        if other.paragraph != following[0].paragraph:
            break
        last = other.last
    return Complement("clause", ((sentence.last, last),))

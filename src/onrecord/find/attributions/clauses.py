"""Shapes of content: which complement of a word can be what somebody says."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from onrecord.model import Parse, Token

NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
EDGES = (",", ";", ":", ".", "...", "-", "--", "–", "—", "_")
WH = ("WP", "WDT", "WRB", "WP$")


Pieces = tuple[tuple[int, int], ...]


class Complement(Struct, frozen=True):
    """A possible content: its shape (a word of `knowledge.cues.Takes`), its token ranges, who is
    spoken to, and the word that heads the content.

    `told`: it hangs on the object of the cue, and is its content only if that object is a hearer.
    """

    shape: str
    pieces: Pieces
    hearer: int | None = None
    head: int | None = None
    told: bool = False


def clauses(parse: Parse, cue: Token) -> Iterator[Complement]:
    """The clauses that the parser hangs on a cue."""
    hearer = hearer_of(parse, cue)
    found = [child for child in parse.children(cue) if _is_clause(parse, cue, child)]
    for child in sorted(found, key=lambda c: c.left > cue.index + 1 or c.index < cue.index):
        shape = clause_shape(parse, child)
        if shape == "question" and child.left < cue.index:  # "which he hoped would help"
            shape = "clause"
        pieces = _with_object(parse, cue, child, shape)
        content = without(pieces, _inside(parse, cue))
        yield Complement(shape, content, hearer, child.index)
    own = any(child.relation == "ccomp" and child.index > cue.index for child in found)
    if (cue.relation == "parataxis" and not own) or _is_tagged_on(parse, cue):
        head = parse.head(cue)
        yield Complement("clause", without(((head.left, head.right),), _aside(parse, cue)))
    if not found:
        yield from _set_off(parse, cue)
        word = parse.child(cue, "intj")
        if word and word.index == cue.index + 1:  # "said yes"
            yield Complement("clause", ((word.left, word.right),), hearer, word.index)


def _set_off(parse: Parse, cue: Token) -> Iterator[Complement]:
    """Words before a comma that the parser takes for one more subject, as headlines have them:
    "Talks to resume, says ministry"."""
    subjects = [t for t in parse.children(cue) if t.relation in (*SUBJECTS, "dep")]
    for child, other in pairwise(subjects):
        comma = parse.tokens[child.right]
        if child.right < cue.index and comma.text == "," and other.left > child.right:
            yield Complement("clause", ((child.left, child.right),), None, child.index)


def _aside(parse: Parse, cue: Token) -> tuple[int, int]:
    """A clause put in, "the mayor said": of two subjects, the first belongs to what is said."""
    subjects = [t for t in parse.children(cue) if t.relation in SUBJECTS]
    before = [t for t in subjects if t.index < cue.index]
    if before and any(t.left == cue.index + 1 for t in subjects):  # "The dam, said Munk, is safe"
        return (cue.index, cue.right)
    return (before[-1].left if len(before) > 1 else cue.left, cue.right)


def _is_clause(parse: Parse, cue: Token, child: Token) -> bool:
    """True for a clause that may be content; those the parser calls adverbial need a "that",
    or are infinitives right behind the object ("exhorted the sinners to pray")."""
    if child.relation in ("ccomp", "xcomp", "acl"):  # a clause before ";" is one of its own
        return child.index > cue.index or parse.tokens[min(child.right, cue.index)].text != ";"
    if child.relation in ("advcl", "relcl", "csubj") and cue.pos in ("NOUN", "ADJ"):
        return child.index > cue.index and has_that(parse, child)
    if child.relation != "advcl" or clause_shape(parse, child) != "infinitive":
        return False
    target = parse.child(cue, "dobj", "prep")
    return target is not None and target.right == child.left


def told_clause(parse: Parse, cue: Token) -> Iterator[Complement]:
    """A that-clause that the parser hangs on who is told: "reminded jurors that …"."""
    target = parse.child(cue, "dobj")
    for child in parse.children(target) if target else ():
        if child.relation in ("acl", "relcl") and has_that(parse, child):
            pieces = ((child.left, child.right),)
            yield Complement("that", pieces, target.index if target else None, child.index, True)


def that_after(parse: Parse, noun: Token) -> Complement | None:
    """A that-clause right behind a word, wherever the parser hangs it."""
    at = noun.index + 1
    if at >= len(parse.tokens):
        return None
    mark = parse.tokens[at]
    clause = parse.head(mark)
    if clause.left != at or clause.index <= at or not has_that(parse, clause):
        return None
    return Complement("that", ((clause.left, clause.right),), None, clause.index)


def loose(parse: Parse, cue: Token) -> Iterator[Complement]:
    """Content that hangs on a cue in other ways: "as the press reported", "said while it may …"."""
    mark = parse.child(cue, "mark")
    if cue.relation == "advcl" and mark and mark.lower == "as" and _is_comment(parse, cue):
        head = parse.head(cue)
        if head.pos in NOUNS and head.relation in ("attr", "dobj", "oprd"):
            head = parse.head(head)  # "was, as Munk put it, a bargain"
        yield Complement("clause", without(((head.left, head.right),), (cue.left, cue.right)))
    for child in parse.children(cue):
        begins = parse.tokens[child.left]
        if child.relation != "advcl" or begins.relation != "mark":
            continue
        if begins.lower in ("if", "whether") and _is_near(parse, cue, child):
            yield Complement("question", ((child.left, child.right),), None, child.index)
        if begins.lower == "as" and child.tag == "VBN":  # "regards the fort as lost"
            yield Complement("about:as", ((child.left + 1, child.right),), None, child.index)
        if child.left != cue.index + 1:
            continue
        if clause_shape(parse, child) == "infinitive":  # "called for Rome to leave"
            shape = f"about:{begins.lower}"
            yield Complement(shape, ((child.left + 1, child.right),), None, child.index)
        else:
            yield Complement("clause", ((child.left, child.right),))


def _is_near(parse: Parse, cue: Token, child: Token) -> bool:
    """True if no more than an adverb, or who is asked, stands between a cue and a clause:
    "wondered aloud if", "asked the king if"."""
    target = parse.child(cue, "dobj", "dative")
    if target and target.left == cue.index + 1 and target.right == child.left:
        return True
    between = parse.tokens[cue.index + 1 : child.left]
    return len(between) <= 1 and all(t.pos == "ADV" for t in between)


def _is_comment(parse: Parse, cue: Token) -> bool:
    """True for "as Munk put it", against a time: "left as Munk was saying goodbye"."""
    if cue.tag == "VBG":
        return False
    return not any(t.relation == "dobj" and t.pos == "NOUN" for t in parse.children(cue))


def clause_shape(parse: Parse, verb: Token) -> str:
    """The shape of a clause by its mark, its first word and the form of its verb."""
    first = next((t for t in _own(parse, verb) if t.pos != "PUNCT"), verb)
    if has_that(parse, verb):
        return "that"
    if first.tag in WH or first.lower in ("whether", "if"):
        return "question"
    if any(t.relation == "aux" and t.tag == "TO" for t in parse.children(verb)):
        return "infinitive"
    if verb.tag == "VBG" and not any(
        t.relation in ("aux", "auxpass") for t in parse.children(verb)
    ):
        return "gerund"
    return "clause"


def without(
    pieces: tuple[tuple[int, int], ...], hole: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """Token ranges with another range cut out."""
    cut: list[tuple[int, int]] = []
    for first, last in pieces:
        if hole[1] <= first or last <= hole[0]:
            cut.append((first, last))
            continue
        if first < hole[0]:
            cut.append((first, hole[0]))
        if hole[1] < last:
            cut.append((hole[1], last))
    return tuple(cut)


def trimmed_all(parse: Parse, pieces: Pieces) -> Pieces:
    """Token ranges trimmed, without those of which nothing is left."""
    return tuple(piece for p in pieces if (piece := trimmed(parse, p)))


def without_cue(pieces: Pieces, cue: tuple[int, ...]) -> Pieces:
    """Token ranges without the words of a cue."""
    for index in cue:
        pieces = without(pieces, (index, index + 1))
    return pieces


def trimmed(parse: Parse, piece: tuple[int, int]) -> tuple[int, int] | None:
    """A token range without marks and conjunctions at its edges; None if nothing is left."""
    tokens = parse.tokens
    first, last = piece
    while first < last and (tokens[first].text in EDGES or tokens[first].text == ")"):
        first += 1
    while first < last and (
        tokens[last - 1].text in EDGES
        or tokens[last - 1].text == "("
        or tokens[last - 1].relation == "cc"
    ):
        last -= 1
    if last < len(tokens) and tokens[last].text == ")":
        opened = [t.text for t in tokens[first:last] if t.text in "()"]
        last += opened.count("(") > opened.count(")")
    return (first, last) if first < last else None


def _own(parse: Parse, verb: Token) -> Iterator[Token]:
    """The words of a clause in order."""
    return iter(parse.tokens[verb.left : verb.right])


def has_that(parse: Parse, verb: Token) -> bool:
    """True for a clause that "that" opens, also where the parser takes it for a pronoun.

    It is one if it stands for nothing in a clause with a subject of its own: "convinced them that
    the man lied"; in "the claim that he made" it stands for the object.
    """
    that = parse.child(verb, "mark", "dobj", "nsubj")
    if that is None or that.lower != "that":
        return False
    if that.relation == "mark":
        return True
    if that.relation == "nsubj":  # a second subject: "fears that the school would close"
        return that.index == verb.left and _subjects_before(parse, verb) > 1
    return that.index == verb.left and that.tag == "IN" and that.relation == "dobj"


def _subjects_before(parse: Parse, verb: Token) -> int:
    """How many subjects a verb has before it."""
    subjects = (t for t in parse.children(verb) if t.relation in SUBJECTS)
    return sum(t.index < verb.index for t in subjects)


def hearer_of(parse: Parse, cue: Token) -> int | None:
    """Who is spoken to: the indirect or direct object of a verb that has a clause as well."""
    child = parse.child(cue, "dative") or parse.child(cue, "dobj")
    return child.index if child and child.pos in NOUNS else None


def _with_object(parse: Parse, cue: Token, child: Token, shape: str) -> tuple[tuple[int, int], ...]:
    """A clause, and before an infinitive without a subject the object that is to do it."""
    if shape == "infinitive" and child.relation in ("xcomp", "advcl") and cue.pos != "NOUN":
        target = parse.child(cue, "dobj")
        if target and target.index < child.index:
            return ((target.left, target.right), (child.left, child.right))
    if shape == "clause" and cue.index < child.left and not parse.child(child, *SUBJECTS):
        return ((_after_cue(parse, cue, child), child.right),)
    return ((child.left, child.right),)


def _after_cue(parse: Parse, cue: Token, child: Token) -> int:
    """Where a clause begins whose subject the parser gave to the cue."""
    for other in parse.children(cue):
        if cue.index < other.index < child.left and other.right == child.left:
            return other.left if other.relation in ("nsubj", "dobj", "nsubjpass") else child.left
    return child.left


def _inside(parse: Parse, cue: Token) -> tuple[int, int]:
    """The part of a content's range that belongs to the cue and its subject."""
    subject = parse.child(cue, *SUBJECTS)
    if subject and subject.relation == "csubj" and subject.index > cue.index:
        subject = None
    low = min(cue.index, subject.left) if subject else cue.index
    high = max(cue.index + 1, subject.right) if subject else cue.index + 1
    return low, high


def _is_tagged_on(parse: Parse, cue: Token) -> bool:
    """A clause like "he said" that the parser hangs on the content without a label of its own."""
    if cue.relation not in ("ccomp", "advcl", "dep", "conj") or cue.head == cue.index:
        return False
    subject = parse.child(cue, "nsubj")
    low = min(cue.left, subject.left) if subject else cue.left
    before = parse.tokens[low - 1] if low else None
    return (
        cue.relation in ("ccomp", "dep")
        and subject is not None
        and before is not None
        and before.text in (",", "”", '"', "''")
        and not any(t.relation in ("ccomp", "xcomp", "dobj") for t in parse.children(cue))
        and parse.head(cue).index < cue.index
    )

"""Where a word hangs in the tree: the governor above it, and the shape of the link."""

from typing import NamedTuple

from onrecord.model import Parse, Token

NOUN_LINKS = frozenset({"dobj", "nsubjpass", "dative", "oprd"})
CLAUSE_LINKS = frozenset({"ccomp", "xcomp", "acl", "advcl", "relcl", "csubj", "csubjpass", "pcomp"})
FINITE_TAGS = frozenset({"VBZ", "VBP", "VBD", "MD"})
INHERITED = frozenset({"acomp", "attr", "auxpass", "aux"})
TEMPORAL = frozenset({"when", "once", "after", "before", "until", "till", "as", "while"})


class Mark(NamedTuple):
    """A preposition above a word, alone or with the ones it stands under ("in case of")."""

    text: str
    token: Token


class Link(NamedTuple):
    """The word that governs another, and in what shape it does.

    `shape` is one of the cue shapes, "prep:for" for what hangs on a preposition, "compound",
    or "inherit", "purpose", "participle", "when", "before", "other" for links that need no
    cue. `shared` is the first conjunct where the word is a later one; `passive` is True for the
    subject of a passive, `perfect` for an infinitive with "have", `mandative` for a clause whose
    verb has no tense ("insisted that he leave").
    """

    governor: Token | None
    shape: str = "other"
    marks: tuple[Mark, ...] = ()
    shared: Token | None = None
    passive: bool = False
    perfect: bool = False
    mandative: bool = False


def link_of(parse: Parse, token: Token) -> Link:
    """The link that joins a word to its governor."""
    if token.head == token.index:
        return Link(None)
    head = parse.tokens[token.head]
    relation = token.relation
    if relation == "ccomp" and token.right < head.index and parse.tokens[token.right].text == ";":
        above = parse.tokens[head.head]  # what follows a semicolon governs nothing before it
        if above.index >= token.index or above.index == head.index:
            return Link(None)
        return Link(above, _clause_shape(parse, token, above))
    if relation == "conj":
        return Link(head, shared=head)
    if relation in ("pobj", "pcomp"):
        return _below_preposition(parse, token, head)
    if relation == "oprd" and token.pos == "NOUN":
        return Link(head, "name")
    if relation in NOUN_LINKS and token.pos != "VERB":
        return Link(head, "noun", passive=relation == "nsubjpass")
    if relation == "nsubj":
        return Link(head, "subject")
    if relation == "compound":
        return Link(head, "compound")
    above = parse.tokens[head.head]
    opens = relation == "amod" and token.tag == "VBG" and token.index == above.index + 1
    if opens and above.pos == "ADP":  # "accused Rome of massing troops"
        return _below_preposition(parse, token, above)
    if relation in INHERITED:
        return Link(head, "inherit")
    if relation in CLAUSE_LINKS or token.pos in ("VERB", "AUX"):
        return Link(
            head,
            _clause_shape(parse, token, head),
            perfect=_perfect(parse, token),
            mandative=mandative(parse, token, head),
        )
    return Link(head)


def mandative(parse: Parse, clause: Token, governor: Token) -> bool:
    """True for a clause whose verb has no tense, "that he leave", "that he be tried", and for the
    same form of a plural below the past, "insisted that they leave"; not for "to leave"."""
    if any(c.tag in ("TO", "MD") for c in parse.children(clause) if c.relation == "aux"):
        return False
    first = parse.child(clause, "aux", "auxpass") or clause
    return first.tag == "VB" or (first.tag == "VBP" and governor.tag in ("VBD", "VBN"))


def _perfect(parse: Parse, token: Token) -> bool:
    return any(c.relation == "aux" and c.lower == "have" for c in parse.children(token))


def _clause_shape(parse: Parse, token: Token, head: Token) -> str:
    relation = token.relation
    opener = mark = ""
    for child in parse.children(token):
        if child.relation == "aux" and child.tag == "TO":
            return (
                "purpose" if relation == "advcl" and head.pos in ("VERB", "AUX") else "infinitive"
            )
        if child.relation in ("mark", "advmod") and child.index < token.index:
            mark = child.lower
            opener = opener or mark
    if relation == "advcl":
        if opener in TEMPORAL and token.tag in ("VBZ", "VBP"):
            return "when"
        if opener in ("before", "until", "till") and token.tag == "VBD":
            return "before"
        return "participle" if token.tag == "VBG" else "other"
    if relation == "relcl" and _content(parse, token, mark):
        return "clause"  # "evidence that it sank", where the parse has a relative clause
    if relation in ("relcl", "amod", "dep", "parataxis"):
        return "other"
    if token.tag == "VBG" and relation != "ccomp" and not _finite(parse, token):
        return "gerund"
    if token.tag == "VBN" and relation in ("xcomp", "pcomp") and _being(parse, token):
        return "gerund"
    if token.tag == "VBN" and relation in ("ccomp", "xcomp") and _small(parse, token):
        return "clause" if mark else "infinitive"  # "will see ships delivered"
    if token.tag == "VB" and relation in ("ccomp", "xcomp") and not _has_modal(parse, token):
        return "infinitive" if mark != "that" else "clause"
    if relation == "csubj":
        return "subject"
    if relation == "acl" and mark != "that":
        return "other"
    return "clause"


def _small(parse: Parse, token: Token) -> bool:
    """True for a participle with a subject and no auxiliary: "ships delivered"."""
    subject = parse.child(token, "nsubj", "nsubjpass")
    return subject is not None and not _has_modal(parse, token)


def _being(parse: Parse, token: Token) -> bool:
    return any(c.tag == "VBG" for c in parse.children(token) if c.relation in ("aux", "auxpass"))


def _finite(parse: Parse, token: Token) -> bool:
    return any(c.tag in FINITE_TAGS for c in parse.children(token) if c.relation == "aux")


def _content(parse: Parse, token: Token, mark: str) -> bool:
    """True for a clause that lacks nothing "that" could stand for."""
    if mark == "that":
        return _marked(parse, token)
    lacking = parse.child(token, "dobj")
    passive = parse.child(token, "nsubjpass")
    return passive is not None and lacking is not None and lacking.lower == "that"


def _marked(parse: Parse, token: Token) -> bool:
    return any(c.relation == "mark" for c in parse.children(token))


def _has_modal(parse: Parse, token: Token) -> bool:
    return any(c.relation in ("aux", "auxpass") for c in parse.children(token))


def _below_preposition(parse: Parse, token: Token, head: Token) -> Link:
    """Up through "of", "in case of", "instead of" to the word they hang on."""
    marks = [Mark(head.lower, head)]
    top = head
    if top.relation in ("pcomp", "prep") and parse.head(top).relation in ("prep", "mark"):
        top = parse.head(top)
        marks.append(Mark(f"{top.lower} {head.lower}", head))
    elif top.index and (before := parse.tokens[top.index - 1]).relation in (
        "advmod",
        "prep",
        "amod",
    ):
        marks.append(Mark(f"{before.lower} {head.lower}", head))
    if head.lower == "than":  # "would rather talk than fight"
        degrees = (c for c in parse.children(parse.head(head)) if c.relation == "advmod")
        marks += (Mark(f"{c.lower} {head.lower}", head) for c in degrees)
    noun = parse.head(top)
    if noun.relation == "pobj" and noun.pos == "NOUN" and parse.head(noun).pos == "ADP":
        marks.append(Mark(f"{parse.head(noun).lower} {noun.lower} {top.lower}", noun))
        marks.append(Mark(f"{parse.head(noun).lower} the {noun.lower} {top.lower}", noun))
    if head.relation == "agent":
        return Link(parse.head(head), "agent", tuple(marks))
    if top.relation == "prep" or top.relation == "dative" or top.pos == "ADP":
        words = head.lower if top is head else f"{top.lower} {head.lower}"  # "due to"
        return Link(parse.head(top), f"prep:{words}", tuple(marks))
    return Link(parse.head(top), "other", tuple(marks))

"""The phrases of an answer: the top of the share, the verb that it is the subject of, the words
behind it."""

from onrecord.find.polls.scene import Scene
from onrecord.knowledge.polls import poll_words
from onrecord.model import Figure, Span, Token

HIGHEST = 5
CREDIT = 5  # tokens behind a comma in which a word for the poll makes it a credit
FAR = 10  # tokens in which a word for the poll stands behind "found"
CREDITS = frozenset({",", "''", '"', "”"})

_PARTS = frozenset({"nummod", "quantmod", "compound", "npadvmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MARKS = frozenset({",", ";", "—", "–", "--"})  # before the next answer
_ENDS = frozenset({"CC", "IN", "DT", "WDT", "WP"})


def top_of(scene: Scene, figure: Figure) -> Token:
    """The top of the noun phrase that a share stands in: "six in 10 voters", "44 percent"."""
    top = _climbed(scene, figure, scene.number(figure))
    return _climbed(scene, figure, scene.token_at(figure.span[0])) if top.pos == "ADP" else top


def _climbed(scene: Scene, figure: Figure, token: Token) -> Token:
    for _ in range(HIGHEST):
        head = scene.tokens[token.head]
        counts = head.lower in poll_words("percent") or (
            token.relation == "nummod" and head.tag[:2] == "NN"
        )
        inside = figure.span[0] <= head.start < figure.span[1]
        if head.index == token.index or not (inside or (token.relation in _PARTS and counts)):
            break
        token = head
    return token


def verb_of(scene: Scene, top: Token) -> Token | None:
    """The verb of which a share is the subject, also as one of several, in apposition, or where
    the parser has it beside a verb without a subject."""
    for _ in range(HIGHEST):
        if top.relation not in ("conj", "appos") or scene.tokens[top.head].tag.startswith("VB"):
            break
        top = scene.tokens[top.head]
    verb = scene.tokens[top.head]
    if verb.index <= top.index:
        return None
    if top.relation in _SUBJECTS:
        return verb
    alone = scene.parse.child(verb, *_SUBJECTS) is None and verb.relation != "acomp"
    return verb if top.relation == "npadvmod" and alone and verb.tag.startswith("VB") else None


def predicate_of(scene: Scene, figure: Figure, top: Token, until: int) -> Span | None:
    """What is said of a share that is no subject: "found 52 percent of voters opposed to it",
    "with 40 percent in favour", "the 28 percent who would", "15 percent satisfied"."""
    for child in (*scene.parse.children(top), *_beside(scene, top), *_of_group(scene, figure)):
        if child.start < figure.span[1] or child.start >= until:
            continue
        if "," in scene.text[figure.span[1] : child.start]:
            continue
        acts = child.relation in ("acl", "relcl", "amod", "oprd", "acomp", "ccomp", "xcomp")
        if acts and (child.relation == "relcl" or child.pos in ("VERB", "ADJ", "AUX")):
            return cut(scene, child.left, child.right, until)
        if child.lower in poll_words("sides") or (
            child.lower in poll_words("in") and _is_favour(scene, child)
        ):
            return cut(scene, child.left, child.right, until) or child.span
    behind = scene.tokens[min(scene.number(figure).index + 1, len(scene.tokens) - 1)]
    after = scene.tokens[min(behind.index + 1, len(scene.tokens) - 1)]
    if behind.lower in poll_words("stance"):
        return behind.span
    before = scene.token_at(max(0, figure.span[0] - 1))
    if before.lemma == "be" and behind.tag in ("JJ", "VBN"):  # "I am 100 percent sure"
        return None
    if behind.tag in ("JJ", "VBN") and behind.head < behind.index and after.tag[:2] != "NN":
        return behind.span
    return None


def _beside(scene: Scene, top: Token) -> list[Token]:
    """What the verb says of its object: "found 52 percent opposed"."""
    verb = scene.tokens[top.head]
    if top.relation not in ("dobj", "pobj"):
        return []
    return [child for child in scene.parse.children(verb) if child.index > top.index]


def _of_group(scene: Scene, figure: Figure) -> list[Token]:
    """ "43 percent of voters for the pier": the side hangs on those who take it."""
    if figure.of_span is None:
        return []
    noun = scene.token_at(figure.of_span.end - 1)
    return [child for child in scene.parse.children(noun) if is_said(child)]


def is_said(child: Token) -> bool:
    """What hangs on the noun for those asked but is their answer: "voters backing the pier"; not
    "voters polled", "adults aged 18"."""
    if child.relation == "acl":
        return child.lemma not in poll_words("asked") | poll_words("told-of-people")
    return child.lower in poll_words("sides")


def _is_favour(scene: Scene, preposition: Token) -> bool:
    inside = preposition.lower in poll_words("in")
    noun = scene.parse.child(preposition, "pobj") if inside else None
    return noun is not None and noun.lemma.lower() in poll_words("favour")


def is_apposed(scene: Scene, first: Figure, second: Figure) -> bool:
    """ "a third of independents, 33 percent,": the second says the first more exactly."""
    end = first.of_span.end if first.of_span else first.span[1]
    if first.kind == second.kind or second.span[0] < end:
        return False
    return scene.text[end : second.span[0]].strip() in (",", "(", "-", "–", "—", "--")


def clause_end(scene: Scene, verb: Token) -> int:
    """The token behind what a verb says, without the clauses that are joined to it by a comma:
    "backed it, and the mayor resigned", "backed it, the poll found"."""
    last = verb.right
    inner = [
        c for c in scene.parse.children(verb) if c.relation == "ccomp" and c.index > verb.index
    ]
    for holder in (verb, *inner):
        for child in scene.parse.children(holder):
            joined = child.relation in ("conj", "parataxis", "advcl") and child.index > holder.index
            if joined and child.left < last and _is_parted(scene, holder, child):
                last = child.left
                break
    return last


def _is_parted(scene: Scene, holder: Token, child: Token) -> bool:
    """The clause has a subject of its own, and a comma stands before it."""
    own = scene.parse.child(child, "nsubj", "nsubjpass") is not None
    return own and "," in scene.text[holder.end : scene.tokens[child.left].start + 1]


def cut(scene: Scene, first: int, last: int, until: int) -> Span | None:
    """The characters of tokens `[first, last)`, ended before the next answer's clause, without
    a relative pronoun before and without marks and conjunctions behind."""
    tokens = scene.tokens
    while last > first and tokens[last - 1].start >= until:
        last -= 1
    if last < len(tokens) and tokens[last].start >= until:
        last = _clause_end(scene, first, last)
    last = _before_credit(scene, first, last)
    while first < last and tokens[first].tag in ("WP", "WDT"):
        first += 1
    while last > first and _is_end(tokens[last - 1]):
        last -= 1
    return Span(tokens[first].start, tokens[last - 1].end) if last > first else None


def _before_credit(scene: Scene, first: int, last: int) -> int:
    """Before the words that say whose poll it is: ", according to", ", the poll found", ", the
    institute found in a poll"."""
    tokens = scene.tokens
    for at in range(first + 1, last - 1):
        if tokens[at].text not in CREDITS:
            continue
        near = [token.lemma.lower() for token in tokens[at + 1 : min(last, at + FAR)]]
        found = poll_words("showed").intersection(near)
        told = poll_words("poll").intersection(near if found else near[: CREDIT - 1])
        if tokens[at + 1].lower in poll_words("according") or told:
            return at
    return last


def _is_end(token: Token) -> bool:
    marks = not token.text[-1].isalnum() and token.text != "%"
    return marks or token.tag in _ENDS or token.lower in poll_words("parting")


def _clause_end(scene: Scene, first: int, last: int) -> int:
    """Before the mark or conjunction that parts an answer from the next."""
    tokens = scene.tokens
    for at in range(last - 1, first, -1):
        if tokens[at].text in (",", ";", "—", "–", "--") or tokens[at].lower in poll_words(
            "parting"
        ):
            return at
    return last

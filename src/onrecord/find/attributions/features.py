"""What is seen of a relation in the making, as named features: "shape=that", "source=PRP".

Words, tags and labels are those of the parse; a blank parts features that are seen together.
"""

from collections.abc import Iterator, Mapping

from onrecord.find.attributions.quotes import Quote, QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.settling import FIRST_PERSON
from onrecord.find.attributions.speakers import is_passive
from onrecord.find.attributions.weighing import step
from onrecord.model import Draft, Parse, Token

OWNED = (*FIRST_PERSON, "my", "our")
CONTENT_WORDS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "X"})
CLOSED = ("PRON", "DET", "SCONJ", "ADP", "PART", "ADV")  # parts of speech told by the word itself
THINGS = ("noun", "about")  # shapes whose content is a thing, not a clause


class Scene:
    """A report as the features see it: its parse, its quotations, and who is what."""

    def __init__(self, draft: Draft, quotes: QuoteMap, found: list[Found]) -> None:
        kinds = {actor.id: actor.kind for actor in draft.actors}
        self.parse = draft.parse
        self.quotes = quotes
        self.kinds: Mapping[int, str] = {
            index: kinds[ident] for index, ident in draft.mention_at.items() if ident in kinds
        }
        self.cues = frozenset(relation.head for relation in found)
        self._claims = _claims(quotes, found)

    def kind(self, index: int) -> str:
        """The kind of the actor that a word names, or "-"."""
        return self.kinds.get(index, "-")

    def is_free(self, quote: Quote, relation: Found) -> bool:
        """True for a quotation that stands in the content of no other relation."""
        return self._claims.get(quote.first, set()) <= {relation.head}


def _claims(quotes: QuoteMap, found: list[Found]) -> dict[int, set[int]]:
    """The heads of the relations whose content holds a quotation, by its first token."""
    claims: dict[int, set[int]] = {}
    for relation in found:
        for piece in relation.pieces:
            for index in range(*piece):
                if index in quotes.starts:
                    claims.setdefault(index, set()).add(relation.head)
    return claims


def relation_features(scene: Scene, relation: Found) -> list[str]:
    """All features of a relation as the rules propose it."""
    return [
        *_of_cue(scene, relation),
        *_of_kin(scene.parse, relation),
        *_of_source(scene, relation),
        *_of_content(scene, relation),
        *_of_place(scene, relation),
    ]


def _of_cue(scene: Scene, relation: Found) -> Iterator[str]:
    token = scene.parse.tokens[relation.head]
    name, shape, entry = relation.name, relation.shape, relation.entry
    yield from (f"cue={name}", f"cue={name} shape={shape}", f"shape={shape}")
    yield from (f"act={relation.act}", f"shape={shape} act={relation.act}")
    yield from (f"pos={entry.pos} shape={shape}", f"tag={token.tag} shape={shape}")
    yield from (f"label={token.relation} shape={shape}", f"tag={token.tag} label={token.relation}")
    yield from (f"cue={name} tag={token.tag}", f"words={len(relation.cue)}")
    yield f"sure={min(9, int(relation.sure * 10))}"
    if relation.unlisted:
        yield from ("unlisted", f"unlisted shape={shape}")
    if entry.pos == "verb" and is_passive(scene.parse, token):
        yield from (f"passive shape={shape}", f"passive cue={name}")


def _of_kin(parse: Parse, relation: Found) -> Iterator[str]:
    """The governor of the cue, its auxiliaries and its other dependents."""
    token, shape = parse.tokens[relation.head], relation.shape
    if token.head == token.index:
        yield "label=root"
    else:
        governor = parse.head(token)
        yield f"governor={lemma_of(governor)} label={token.relation}"
        yield f"governor={governor.pos} label={token.relation}"
    auxiliaries = []
    for child in parse.children(token):
        if child.relation in ("aux", "auxpass"):
            auxiliaries.append(_auxiliary(child))
        elif child.relation == "neg":
            yield f"negated shape={shape}"
        elif child.relation in ("advmod", "npadvmod", "mark", "prep"):
            yield f"with={child.relation}:{child.lower}"
        elif child.relation in ("dobj", "dative"):
            yield f"with={child.relation} shape={shape}"
    together = "+".join(auxiliaries) or "none"
    yield from (f"auxiliaries={together}", f"auxiliaries={together} shape={shape}")


def _auxiliary(token: Token) -> str:
    if token.tag == "TO":
        return "to"
    return token.lemma if token.tag == "MD" else f"{token.relation}:{token.lemma}"


def _of_source(scene: Scene, relation: Found) -> Iterator[str]:
    shape, parse = relation.shape, scene.parse
    if relation.source_head is None or relation.source is None:
        yield from ("source=none", f"source=none shape={shape}", f"source=none cue={relation.name}")
        return
    head = parse.tokens[relation.source_head]
    kind, word = scene.kind(head.index), word_of(head)
    yield from (f"source={head.tag}", f"source={head.tag} shape={shape}", f"speaker={word}")
    yield from (f"actor={kind} pos={head.pos}", f"actor={kind} shape={shape}")
    yield f"actor={word if head.pos == 'PRON' else kind} act={relation.act}"
    yield f"source label={head.relation}"
    if head.lower in OWNED:
        yield f"source=first person shape={shape}"
    side = "behind" if head.index > relation.head else "before"
    yield from (f"source {side}", f"source away={step(abs(head.index - relation.head))}")
    yield f"source length={step(relation.source[1] - relation.source[0])}"
    determiner = parse.child(head, "det")
    if determiner:
        yield f"source opens={determiner.lower}"


def word_of(token: Token) -> str:
    """A pronoun or determiner by its word, a noun by its lemma, a name as NAME."""
    if token.pos in ("PRON", "DET"):
        return token.lower
    return lemma_of(token) if token.pos == "NOUN" else "NAME"


def is_name(token: Token) -> bool:
    """True for names, and for words in capitals that the tagger takes for something else: what is
    learned of one affair's people would tell nothing of another's."""
    return token.pos == "PROPN" or (token.text[:1].isupper() and token.pos in CONTENT_WORDS)


def lemma_of(token: Token) -> str:
    """The lemma, NAME for a name."""
    return "NAME" if is_name(token) else token.lemma.lower()


def form_of(token: Token) -> str:
    """The word in small letters, NAME for a name."""
    return "NAME" if is_name(token) else token.lower


def _of_content(scene: Scene, relation: Found) -> Iterator[str]:
    tokens, shape = scene.parse.tokens, relation.shape
    first, start = tokens[relation.pieces[0][0]], relation.pieces[0][0]
    opens = first.lower if first.pos in CLOSED else first.tag
    yield from (f"length={step(relation.size())} shape={shape}", f"opens={opens} shape={shape}")
    yield f"pieces={min(3, len(relation.pieces))} shape={shape}"
    if start < relation.head:
        yield f"content before shape={shape}"
    else:
        yield f"content away={step(start - relation.head)} shape={shape}"
    edges = (i for piece in relation.pieces for i in (piece[0], piece[1] - 1))
    marked = min(2, sum(i in scene.quotes.marked for i in edges))
    yield f"marks={marked} shape={shape}"
    if relation.inner is not None:
        yield from _of_inner(scene, relation, tokens[relation.inner])


def _of_inner(scene: Scene, relation: Found, inner: Token) -> Iterator[str]:
    """The word that heads the content."""
    shape = relation.shape
    yield f"inner={inner.tag} shape={shape}"
    if shape not in THINGS:
        yield f"inner={word_of(inner) if inner.pos == 'NOUN' else lemma_of(inner)} shape={shape}"
        return
    yield from (f"thing={word_of(inner)}", f"thing={inner.pos} cue={relation.name}")
    yield f"thing={scene.kind(inner.index)} cue={relation.name}"
    yield f"thing={inner.entity or '-'} shape={shape}"
    for child in scene.parse.children(inner):
        if child.relation in ("det", "poss"):
            yield f"thing opens={child.lower if child.relation == 'det' else 'owner'} shape={shape}"


def _of_place(scene: Scene, relation: Found) -> Iterator[str]:
    """Where the cue stands: in speech, in the title, beside which words."""
    parse, shape = scene.parse, relation.shape
    tokens, head = parse.tokens, relation.head
    sentence = parse.sentences[tokens[head].sentence]
    if head in scene.quotes.at:
        yield from ("in speech", f"in speech shape={shape}")
    elif head in scene.quotes.marked:
        yield "in marks"
    if tokens[sentence.last - 1].text == "?":
        yield f"question shape={shape}"
    if sentence.index == 0:
        yield "first sentence"
    if sentence.paragraph == 0:
        yield "first paragraph"
    yield f"sentence length={step(sentence.last - sentence.first)}"
    before = form_of(tokens[head - 1]) if head > sentence.first else "^"
    after = form_of(tokens[head + 1]) if head + 1 < sentence.last else "$"
    yield from (f"before={before}", f"after={after}", f"after={after} cue={relation.name}")
    if tokens[head].head in scene.cues and tokens[head].head != head:
        yield f"under a cue label={tokens[head].relation}"

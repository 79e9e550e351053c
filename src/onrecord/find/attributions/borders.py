"""What is seen of another content for a relation, as named features."""

from collections.abc import Iterator

from onrecord.find.attributions.alternatives import Alternative
from onrecord.find.attributions.features import Scene, form_of, lemma_of
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.weighing import step
from onrecord.model import Token

OPEN = ("PROPN", "NUM", "NOUN", "VERB")  # parts of speech told by their tag, not by the word
FULL = ("dobj", "ccomp", "xcomp", "attr", "acomp")
HIGH = 6


def border_features(scene: Scene, relation: Found, option: Alternative) -> list[str]:
    """All features of an alternative; the content as it is has but its name."""
    if option.first == option.last:
        return [
            option.kind,
            f"{option.kind} shape={relation.shape}",
            f"{option.kind} cue={relation.name}",
        ]
    found = list(_of_change(scene, relation, option))
    if option.node is not None:
        found.extend(_of_node(scene, relation, option.kind, option.node, option))
    return found


def _of_change(scene: Scene, relation: Found, option: Alternative) -> Iterator[str]:
    """The words that the contents do not share, and their neighbours."""
    tokens, kind, shape = scene.parse.tokens, option.kind, relation.shape
    first, last = option.first, option.last
    word, before = tokens[first], tokens[first - 1 if first else 0]
    named = f"{kind} {option.node.relation}" if option.node is not None else kind
    opens = word.tag if word.pos in OPEN else form_of(word)
    yield from (f"{kind} shape={shape}", f"{named}:", f"{named}: shape={shape}")
    yield from (f"{kind} opens={opens}", f"{named}: opens={opens}")
    yield from (f"{kind} cue={relation.name}", f"{named}: cue={relation.name}")
    left = sum(end - start for start, end in option.pieces)
    yield from (f"{kind} length={step(last - first)}", f"{kind} left={step(left)} shape={shape}")
    mark = before.text if before.pos == "PUNCT" else "and" if before.pos == "CCONJ" else "-"
    yield f"{named}: behind={mark}"
    if before.pos == "CCONJ":
        comma = tokens[first - 2].text if first > 1 and tokens[first - 2].pos == "PUNCT" else "-"
        yield f"{named}: joined={before.lower} behind={comma}"
    yield f"{kind} followed={_what(tokens, last)}"
    marked = sum(i in scene.quotes.marked for i in range(first, last))
    if marked:
        share = "all" if marked >= last - first - 1 else "some"
        where = "in" if relation.head in scene.quotes.marked else "out"
        yield f"{kind} marks={share} cue {where}"
    if any(i in scene.cues and i != relation.head for i in range(first, last)):
        yield f"{named}: holds a cue"
    if word.sentence != tokens[relation.head].sentence:
        yield f"{kind} another sentence"


def _what(tokens: tuple[Token, ...], index: int) -> str:
    """A mark by its text, a word by its label."""
    if index >= len(tokens):
        return "$"
    token = tokens[index]
    return token.text if token.pos == "PUNCT" else token.relation


def _of_node(
    scene: Scene, relation: Found, kind: str, node: Token, option: Alternative
) -> Iterator[str]:
    """The word that heads what was left out or taken in."""
    parse = scene.parse
    named = f"{kind} {node.relation}"
    governor, cue = parse.head(node), parse.tokens[relation.head]
    yield f"{named}: tag={node.tag} governor={governor.pos}"
    if parse.child(node, "nsubj", "nsubjpass", "expl"):
        yield f"{named}: subject"
    if node.tag == cue.tag:
        yield f"{named}: tag of the cue"
    if node.head == relation.head:
        yield f"{named}: on the cue"
    if node.head == relation.inner:
        yield f"{named}: on the inner word"
    yield f"{named}: up={_height(scene, relation, node)}"
    inner = parse.child(node, "pobj", "pcomp") if node.relation in ("prep", "agent") else None
    if inner is not None:
        yield from _of_phrase(kind, node, inner, governor, relation.shape)
    elif node.relation in ("npadvmod", "advmod"):
        yield f"{named}: word={node.entity or lemma_of(node)}"
    elif node.pos in ("VERB", "AUX"):
        yield from _of_clause(scene, relation, named, node, option)


def _of_phrase(kind: str, node: Token, inner: Token, governor: Token, shape: str) -> Iterator[str]:
    """A phrase with a preposition: what it is about, and what it hangs on."""
    named = f"{kind} {node.relation}"
    about = inner.entity or lemma_of(inner)
    yield f"{named}: about={about}"
    yield f"{kind} word={form_of(node)} about={inner.entity or inner.pos} shape={shape}"
    yield f"{named}: word={form_of(node)} governor={governor.pos}"
    yield f"{named}: word={form_of(node)} governor={lemma_of(governor)}"


def _of_clause(
    scene: Scene, relation: Found, named: str, node: Token, option: Alternative
) -> Iterator[str]:
    """A clause: its verb, its conjunction, whether it is itself a cue."""
    parse = scene.parse
    before = parse.tokens[option.first - 1 if option.first else 0]
    mark = parse.child(node, "mark", "advmod")
    opens = mark.lower if mark is not None and mark.index < node.index else "-"
    inner = parse.tokens[relation.inner].tag if relation.inner is not None else "-"
    cue = parse.tokens[relation.head]
    yield f"{named}: verb={node.lemma}"
    behind = before.text if before.pos == "PUNCT" else "-"
    yield f"{named}: mark={opens} tag={node.tag} behind={behind}"
    yield f"{named}: tag={node.tag} cue={cue.tag} inner={inner}"
    yield f"{named}: cue={'yes' if node.index in scene.cues else 'no'} shape={relation.shape}"
    if parse.child(node, *FULL):
        yield f"{named}: object"


def _height(scene: Scene, relation: Found, node: Token) -> int:
    """Steps from a word up to the cue or to the word that heads the content, four at most."""
    steps = 0
    while node.index not in (relation.inner, relation.head) and node.head != node.index:
        if steps == HIGH:
            break
        node = scene.parse.head(node)
        steps += 1
    return min(4, steps)

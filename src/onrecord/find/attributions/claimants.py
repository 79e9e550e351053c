"""Who else may be the source of a relation: nobody, or another noun phrase of the sentence."""

from collections.abc import Iterator

from msgspec import Struct

from onrecord.find.attributions.clauses import NOUNS
from onrecord.find.attributions.features import OWNED, Scene, lemma_of
from onrecord.find.attributions.relations import Found
from onrecord.find.attributions.weighing import step
from onrecord.model import Token

BEFORE, BEHIND = 40, 12  # words around a cue within which another source is looked for
MOST = 8  # other noun phrases that are weighed, the likelier ones
INSIDE = ("compound", "nmod", "poss", "amod", "npadvmod")
COUNTED = ("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL")
UP = 6


class Claimant(Struct, frozen=True):
    """A word that may head the source, or None for nobody; `ruled`: the rules chose it."""

    head: int | None
    ruled: bool
    features: tuple[str, ...]


def claimants(scene: Scene, relation: Found) -> list[Claimant]:
    """Nobody, the source by the rules, and others near the cue."""
    others = _others(scene, relation)
    found = [Claimant(None, relation.source_head is None, tuple(_of_nobody(scene, relation)))]
    if relation.source_head is not None:
        head = scene.parse.tokens[relation.source_head]
        seen = (*_of_ruled(scene, relation, head), *_of_word(scene, relation, head, "ruled"))
        found.append(Claimant(head.index, True, seen))
    for head in others[:MOST]:
        seen = (
            *_of_word(scene, relation, head, "near"),
            *_of_near(scene, relation, head, others),
        )
        found.append(Claimant(head.index, False, seen))
    return found


def _others(scene: Scene, relation: Found) -> list[Token]:
    """The heads of noun phrases around the cue, outside the content and the source by the rules;
    subjects first."""
    parse, at = scene.parse, relation.head
    cue = parse.tokens[at]
    sentence = parse.sentences[cue.sentence]
    ruled = _of_source(scene, relation)
    span = range(max(sentence.first, at - BEFORE), min(sentence.last, at + BEHIND))
    found = [
        token
        for token in (parse.tokens[i] for i in span)
        if token.pos in NOUNS
        and token.relation not in INSIDE
        and (token.pos == "PRON" or token.entity not in COUNTED)
        and token.index not in relation.cue
        and token.index not in ruled
        and not relation.covers(token.index)
    ]
    return sorted(found, key=lambda t: (not _is_likely(scene, t), abs(t.index - at), t.index))


def _of_source(scene: Scene, relation: Found) -> range:
    """The source by the rules; of a subject also the clause on it, of which others are no rivals:
    "A baker accused of robbing the mill told a jury"."""
    if relation.source is None or relation.source_head is None:
        return range(0)
    first, last = relation.source
    head = scene.parse.tokens[relation.source_head]
    if head.head != relation.head or head.relation != "nsubj":
        return range(first, last)
    clauses = (c for c in scene.parse.children(head) if c.relation in ("acl", "relcl"))
    return range(first, max([last, *(c.right for c in clauses if c.right <= relation.head)]))


def _is_likely(scene: Scene, token: Token) -> bool:
    return token.relation in ("nsubj", "nsubjpass") or token.index in scene.kinds


def _of_nobody(scene: Scene, relation: Found) -> Iterator[str]:
    token = scene.parse.tokens[relation.head]
    ruled = "ruled" if relation.source else "free"
    yield from ("nobody", f"nobody shape={relation.shape}", f"nobody cue={relation.name}")
    yield f"nobody tag={token.tag} label={token.relation}"
    yield f"nobody pos={relation.entry.pos} {ruled}"
    yield f"nobody raising={'yes' if relation.entry.raising else 'no'}"


def _of_word(scene: Scene, relation: Found, head: Token, how: str) -> Iterator[str]:
    """What any word that may head the source is, and how it stands to the cue."""
    parse = scene.parse
    governor = parse.head(head)
    side = "before" if head.index < relation.head else "behind"
    kind = scene.kind(head.index)
    word = head.lower if head.pos in ("PRON", "DET") else head.pos
    yield from (how, f"{how} shape={relation.shape}", f"{how} word={word}")
    yield f"{how} label={head.relation} up={_up(scene, relation, head)} {side}"
    yield f"{how} label={head.relation} governor={governor.pos} {side} shape={relation.shape}"
    yield from (f"{how} actor={kind} tag={head.tag}", f"actor={kind} tag={head.tag}")
    yield f"{how} away={step(abs(head.index - relation.head))} {side}"
    if head.index in scene.quotes.marked:
        where = "in" if relation.head in scene.quotes.marked else "out"
        yield f"{how} in marks cue {where}"
    if head.lower in OWNED:
        where = "in" if relation.head in scene.quotes.marked else "out"
        yield f"{how} first person cue {where}"


def _up(scene: Scene, relation: Found, head: Token) -> str:
    """How far up from the cue the governor of a word is: 0 is the cue, "-" is not above it."""
    if head.head == head.index:
        return "-"
    node = scene.parse.tokens[relation.head]
    for steps in range(UP):
        if node.index == head.head:
            return str(min(3, steps))
        node = scene.parse.head(node)
    return "-"


def _of_ruled(scene: Scene, relation: Found, head: Token) -> Iterator[str]:
    cue = scene.parse.tokens[relation.head]
    yield from (f"ruled cue={relation.name}", f"ruled tag={head.tag} shape={relation.shape}")
    yield f"ruled cue label={cue.relation} tag={cue.tag}"
    yield f"ruled lemma={lemma_of(head) if head.pos in ('NOUN', 'PRON') else 'NAME'}"
    governor = scene.parse.head(head)
    yield f"ruled cue label={cue.relation} label={head.relation} governor={governor.pos}"


def _of_near(scene: Scene, relation: Found, head: Token, others: list[Token]) -> Iterator[str]:
    """What speaks for a word that the rules did not choose."""
    ruled = relation.source_head
    state = "free" if ruled is None else "ruled"
    cue = scene.parse.tokens[relation.head]
    side = "before" if head.index < cue.index else "behind"
    up = _up(scene, relation, head)
    yield f"near {state} label={head.relation} up={up} {side}"
    yield f"near {state} label={head.relation} up={up} cue label={cue.relation}"
    if ruled is not None:
        rival = scene.parse.tokens[ruled]
        yield (
            f"{head.pos} {scene.kind(head.index)} instead of {rival.pos} {scene.kind(rival.index)}"
        )
    nearer = [
        other
        for other in others
        if abs(other.index - cue.index) < abs(head.index - cue.index)
        and (other.index < cue.index) == (head.index < cue.index)
    ]
    yield f"near {state} nth={min(4, len(nearer))} {side}"
    gap = _gap(scene, cue, head)
    yield from (f"near gap={gap} {side}", f"near {state} gap={gap} {side} shape={relation.shape}")
    if scene.kind(head.index) in ("person", "organization"):
        yield f"named gap={gap} {side}"


def _gap(scene: Scene, cue: Token, head: Token) -> str:
    """What stands between a noun phrase and the cue, if it is little: marks as printed."""
    if head.index < cue.index:
        between = range(min(head.right, cue.index), cue.index)
    else:
        between = range(cue.index + 1, max(cue.index + 1, head.left))
    if len(between) > 3:
        return "far"
    tokens = (scene.parse.tokens[i] for i in between)
    return "".join(t.text if t.pos == "PUNCT" else t.pos[0] for t in tokens)

"""Find names as runs of proper nouns; in headlines only known or repeated ones."""

from collections.abc import Iterator

from onrecord.find.actors.parts import enter_known, enter_name, part_run
from onrecord.find.actors.runs import after_adjective, is_compound, run_end
from onrecord.find.actors.scene import Found, Scene
from onrecord.model import Sentence

_STOPS = frozenset('.,;:"”')
HEADLINE_WORDS = 4
HEADLINE_SHARE = 0.2  # more words than this in lower case, and a line is no headline


def find_names(scene: Scene) -> list[Found]:
    """All names in the order of the text, titles and countries before them parted off."""
    names: list[Found] = []
    headlines: list[Sentence] = []
    for sentence in scene.parse.sentences:
        if is_headline(scene, sentence):
            headlines.append(sentence)
        else:
            names += _names_of(scene, sentence)
    if headlines:
        known = {scene.text(name.first, name.last).lower() for name in names}
        for sentence in headlines:
            names += _headline_names(scene, sentence, known)
        names.sort(key=lambda name: name.first)
    return names


def is_headline(scene: Scene, sentence: Sentence) -> bool:
    """True for a line in capitals or Title Case, where a capital letter tells nothing."""
    words = [token for token in scene.parse.words(sentence) if token.text[:1].isalpha()]
    if len(words) > 1 and all(token.text.isupper() for token in words):
        return True
    if len(words) < HEADLINE_WORDS or scene.parse.report.text[sentence.end - 1] in _STOPS:
        return False
    long = [token for token in words if len(token.text) >= 4] or words
    lower = sum(token.text[0].islower() for token in long)
    return lower <= HEADLINE_SHARE * len(long) and len(long) >= 3


def _names_of(scene: Scene, sentence: Sentence) -> Iterator[Found]:
    tokens, lexicon = scene.tokens, scene.lexicon
    at, limit = sentence.first, sentence.last
    while at < limit:
        token = tokens[at]
        opens = at == sentence.first and lexicon.is_a(token.lower, "salutation")
        if opens or not token.text[0].isupper() or is_compound(scene, token):
            at += 1
            continue
        match = lexicon.match(tokens, at, limit)
        proper = scene.is_proper(token) or _opens_voted(scene, at)
        if proper or (match and match.sense.use != "adjective"):
            end = run_end(scene, at, limit, match)
            yield from part_run(scene, at, end, match)
            at = end
        elif match:
            end = after_adjective(scene, match, limit)
            yield from part_run(scene, at, end, match)
            at = end
        else:
            at += 1


def _opens_voted(scene: Scene, at: int) -> bool:
    """True for an adjective in capitals that opens a body's name: "Zelian Telegraph Agency"."""
    tokens, vote = scene.tokens, scene.votes.get(at)
    if not vote or vote[2] != "ORG" or vote[1] - at < 2 or tokens[at].tag != "JJ":
        return False
    opens = all(tokens[i].tag == "DT" for i in range(vote[0], at))
    inside = at > scene.sentence(at).first or tokens[at].relation in ("compound", "nmod")
    return opens and inside and scene.is_proper(tokens[at + 1])


def _headline_names(scene: Scene, sentence: Sentence, known: set[str]) -> Iterator[Found]:
    """Names in a headline: known ones, those that the report repeats, and clear votes."""
    tokens, lexicon = scene.tokens, scene.lexicon
    at, limit = sentence.first, sentence.last
    while at < limit:
        match = lexicon.match(tokens, at, limit)
        end = _repeated(scene, at, limit, known)
        if match and match.last >= end:
            yield enter_known(scene, match)
            at = match.last
        elif end > at:
            yield enter_name(scene, at, end, None)
            at = end
        else:
            at += 1


def _repeated(scene: Scene, at: int, limit: int, known: set[str]) -> int:
    """The end of the longest name at a token that the report prints elsewhere; `at` if none."""
    for end in range(min(limit, at + 5), at, -1):
        if scene.tokens[end - 1].text[0].isalnum() and scene.text(at, end).lower() in known:
            return end
    vote = scene.votes.get(at)
    if vote and vote[0] == at and vote[2] == "PERSON" and vote[1] - at in (2, 3):
        return vote[1]
    return vote[1] if vote and vote[2] == "ORG" and _is_outlet(scene, at, vote[1]) else at


def _is_outlet(scene: Scene, first: int, last: int) -> bool:
    """True for what a masthead prints: "Salgado Observer"."""
    tokens, lexicon = scene.tokens, scene.lexicon
    words = all(scene.is_proper(token) for token in tokens[first:last])
    return words and last - first > 1 and lexicon.sectors.get(tokens[last - 1].lower) == "JRN"

"""Tell who asks and who answers where an interview prints "Q:" and "A:" before its paragraphs."""

from onrecord.find.actors.cast import Cast
from onrecord.find.actors.scene import Found, Scene
from onrecord.model import Sentence

_FEWEST = 2  # answers that an interview must have


def ground_labels(scene: Scene, cast: Cast) -> None:
    """The labels of answers become mentions of the one who is interviewed, those of questions
    of whoever asks, as far as the words above the first label name them."""
    answers, questions = _labels(scene, "answers"), _labels(scene, "asks")
    if len(answers) < _FEWEST or not questions:
        return
    first = min(*answers, *questions)
    guest = _alone(cast, first, ("person",), None)
    host = _alone(cast, first, ("organization",), "JRN")
    for number, places in ((guest, answers), (host, questions)):
        for at in places if number is not None else ():
            _enter(scene, cast, at, number)


def _labels(scene: Scene, use: str) -> list[int]:
    """The first words of paragraphs that are such labels, before a colon or a full stop."""
    found, before = [], -1
    for sentence in scene.parse.sentences:
        if sentence.paragraph != before and _is_label(scene, sentence, use):
            found.append(sentence.first)
        before = sentence.paragraph
    return found


def _is_label(scene: Scene, sentence: Sentence, use: str) -> bool:
    tokens, at = scene.tokens, sentence.first
    marked = at + 1 < len(tokens) and tokens[at + 1].text in (":", ".")
    return marked and tokens[at].text[0].isupper() and scene.lexicon.is_a(tokens[at].lower, use)


def _alone(cast: Cast, end: int, kinds: tuple[str, ...], sector: str | None) -> int | None:
    """The actor of a kind that the words before a token mention more often than any other."""
    counts = sorted(
        (sum(place < end for place in player.places), number)
        for number, player in enumerate(cast.players)
        if player.named and player.kind in kinds and sector in (None, player.sector)
    )
    if not counts or not counts[-1][0]:
        return None
    return counts[-1][1] if len(counts) == 1 or counts[-2][0] < counts[-1][0] else None


def _enter(scene: Scene, cast: Cast, at: int, number: int | None) -> None:
    other = scene.owner.get(at)
    if number is None or (other is not None and other.cast == number):
        return
    if other is not None and other.cast >= 0:
        cast.leave(other)
    found = Found(at, at + 1, at, "nominal", entry="label")
    scene.own(found)
    cast.join(found, number, "label", scene.tokens[at].text)

"""What stands around a number: "at least", "some", "or more", or what makes it no figure."""

from functools import cache
from typing import NamedTuple

from onrecord.knowledge.figures import Means, bounds
from onrecord.model import Parse

LONGEST = 24  # characters of a phrase behind a number
MOST = 3  # phrases before one number: "at least some 200"


_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})


class Found(NamedTuple):
    """A phrase around a number: its entry, what it means, and how many characters it has."""

    entry: str
    means: Means
    start: int
    end: int


class _Phrase(NamedTuple):
    text: str
    entry: str
    means: Means
    adverb: bool
    not_after: tuple[str, ...] = ()


def bounds_before(parse: Parse, first: int, begin: int, *, small: bool) -> list[Found]:
    """The phrases right before token `first`, from the nearest outwards; adverbs that are also
    prepositions bound no `small` number ("sailed around 3 islands"). A label ("room") stands right
    before."""
    found: list[Found] = []
    while len(found) < MOST and first > begin:
        phrase = _before(parse, first, begin, small)
        if phrase is None or (found and phrase.means == "no-figure"):
            break
        found.append(phrase)
        while first > begin and parse.tokens[first - 1].start >= phrase.start:
            first -= 1
    return found


def _before(parse: Parse, first: int, begin: int, small: bool) -> Found | None:
    tokens, text = parse.tokens, parse.report.text
    last = tokens[first - 1]
    word = last.lower
    if word == "." and first - 2 >= begin:  # "No." in two tokens
        word = f"{tokens[first - 2].lower}."
    candidates = _phrases_before().get(word)
    if not candidates:
        return None
    start = max(tokens[begin].start, last.end - 30)
    head = text[start : last.end].lower()
    for phrase in candidates:
        at = len(head) - len(phrase.text)
        whole = head.endswith(phrase.text) and (at <= 0 or not head[at - 1].isalnum())
        if not whole or _follows_other(parse, first, phrase, last.end - len(phrase.text)):
            continue
        if not phrase.adverb or _is_part(parse, first, phrase, small):
            return Found(phrase.entry, phrase.means, last.end - len(phrase.text), last.end)
    return None


def _follows_other(parse: Parse, first: int, phrase: _Phrase, start: int) -> bool:
    """The phrase belongs to a word before it: "edged up to 5 percent", "argued over 40 boats"."""
    if not phrase.not_after:
        return False
    before = first - 1
    while before > 0 and parse.tokens[before].start >= start:
        before -= 1
    return parse.tokens[before].lemma in phrase.not_after


def _is_part(parse: Parse, first: int, phrase: _Phrase, small: bool) -> bool:
    """An adverb belongs to the number, where the parser does not take it for a preposition; a
    label does ("room 40") where the number counts nothing behind it ("in that room 40 men")."""
    word, number = parse.tokens[first - 1], parse.tokens[first]
    if phrase.means == "no-figure":
        return number.head < number.index or number.head == number.index
    if small:
        return False
    noun = parse.tokens[number.head]
    return word.relation != "prep" or noun.relation in _ARGUMENTS


def bound_behind(parse: Parse, last: int, end: int) -> Found | None:
    """The phrase right behind token `last - 1`, in the same sentence."""
    text = parse.report.text
    start = parse.tokens[last - 1].end
    tail = text[start : min(start + LONGEST, parse.tokens[end - 1].end)].lower()
    for phrase in _phrases_behind():
        if tail.startswith(phrase.text) and not _goes_on(tail, len(phrase.text)):
            return Found(phrase.entry, phrase.means, start, start + len(phrase.text))
    return None


def _goes_on(tail: str, at: int) -> bool:
    """The word is longer than the phrase: "odd-looking"."""
    return tail[at : at + 1].isalnum() or (
        tail[at : at + 1] == "-" and tail[at + 1 :][:1].isalpha()
    )


@cache
def _phrases_before() -> dict[str, tuple[_Phrase, ...]]:
    """Phrases by their last word, the longest first."""
    found: dict[str, list[_Phrase]] = {}
    for entry, bound in bounds().items():
        if bound.place == "before":
            for adverb, texts in ((False, bound.phrases), (True, bound.adverbs)):
                for text in texts:
                    phrase = _Phrase(text, f"figures.{entry}", bound.means, adverb, bound.not_after)
                    found.setdefault(text.split()[-1], []).append(phrase)
    return {
        word: tuple(sorted(phrases, key=lambda phrase: -len(phrase.text)))
        for word, phrases in found.items()
    }


@cache
def limits() -> dict[str, tuple[str, Means]]:
    """Prepositions that bound a number ("over", "under"), with their entry and what they mean."""
    return {
        word: (f"figures.{entry}", bound.means)
        for entry, bound in bounds().items()
        if bound.means in ("low", "high")
        for word in bound.adverbs
    }


@cache
def _phrases_behind() -> tuple[_Phrase, ...]:
    """Phrases behind a number with the space before them, the longest first."""
    found = [
        _Phrase(text if text[0] in "-+" else f" {text}", f"figures.{entry}", bound.means, False)
        for entry, bound in bounds().items()
        if bound.place == "after"
        for text in bound.phrases
    ]
    return tuple(sorted(found, key=lambda phrase: -len(phrase.text)))

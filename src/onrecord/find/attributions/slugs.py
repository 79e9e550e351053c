"""Attribution by a mark: transcripts ("CLINTON: …"), slugs ("Ministry: talks to resume"), and
signatures ("“Never again.” — Ana Ruiz")."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec
from msgspec import Struct

from onrecord.find.attributions.kinds import stands_for
from onrecord.find.attributions.pairs import paragraphs
from onrecord.find.attributions.quotes import QuoteMap
from onrecord.find.attributions.relations import Found
from onrecord.knowledge.cues import CueEntry, cues, label_words, source_words
from onrecord.model import Draft

COLON, DASH = "colon", "dash"  # the entries
DASHES = ("-", "--", "–", "—")
LABEL = 8  # tokens up to which the words before a colon may name a speaker
TAIL = 5  # tokens that a source at the end of a headline has at the most
SIGNED = 12  # tokens that a signature has at the most
FEWEST = 3  # words that a content has at least


class Label(Struct, frozen=True):
    """First token, colon and end of a paragraph that begins with a name and a colon."""

    first: int
    colon: int
    last: int


def by_mark(draft: Draft, quotes: QuoteMap) -> Iterator[Found]:
    """All attributions by a colon or a dash."""
    colon, dash = cues().get(COLON), cues().get(DASH)
    if colon:
        yield from by_colon(draft, COLON, colon)
        yield from by_last_mark(draft, COLON, colon, ":")
    if dash:
        headline = list(by_last_mark(draft, DASH, dash, *DASHES))
        yield from headline
        marks = {relation.head for relation in headline}
        yield from (r for r in by_signature(draft, DASH, dash, quotes) if r.head not in marks)


def by_colon(draft: Draft, name: str, entry: CueEntry) -> Iterator[Found]:
    """A speaker at the start of a paragraph, a colon, and the rest of the paragraph.

    In a transcript, paragraphs without a label go on with the speaker before.
    """
    labels = _labels(draft)
    transcript = _is_transcript(draft, labels)
    known = [
        label
        for label in labels
        if (transcript and _is_name(draft, label)) or _names_speaker(draft, label)
    ]
    for number, label in enumerate(known):
        follows = known[number + 1].first if number + 1 < len(known) else None
        shouted = _is_shouted(draft, label.first, label.colon)
        end = follows if transcript and shouted and follows else label.last
        if end - label.colon - 1 >= (1 if transcript else FEWEST):
            source, content = (label.first, label.colon), (label.colon + 1, end)
            found = _found(draft, name, entry, label.colon, source, content)
            yield msgspec.structs.replace(found, turn=transcript)


def by_last_mark(draft: Draft, name: str, entry: CueEntry, *marks: str) -> Iterator[Found]:
    """A headline that ends with its source: "Talks to resume in May: ministry".

    Behind a dash it must be a common noun: what else stands there is the paper.
    """
    tokens, sentences = draft.parse.tokens, draft.parse.sentences
    last = next((s.first for s in sentences if s.paragraph), 0)
    at = _last_mark(draft, last)
    if at < FEWEST or tokens[at].text not in marks or tokens[last - 1].text in (".", "?", "!"):
        return
    common = tokens[last - 1].text.islower() and _is_word_for(draft, last - 1)
    if tokens[at].text == ":" and not _is_known(draft, at + 1, last):
        common = at + 2 == last and _is_word_for(draft, at + 1)
    elif tokens[at].text == ":":
        common = True
    if common:
        yield _found(draft, name, entry, at, (at + 1, last), (0, at))


def by_signature(draft: Draft, name: str, entry: CueEntry, quotes: QuoteMap) -> Iterator[Found]:
    """A paragraph that is a quotation, a dash, and who said it."""
    tokens = draft.parse.tokens
    for first, last in paragraphs(draft.parse):
        quote = quotes.starts.get(first)
        if quote is None or quote.last + 1 >= last or tokens[quote.last].text not in DASHES:
            continue
        words = tokens[quote.last + 1 : last]
        named = any(t.pos == "PROPN" for t in words)
        if named and len(words) <= SIGNED and not any(t.tag in ("VBD", "VBZ") for t in words):
            end = last - (words[-1].text == ".")
            source = (quote.last + 1, end)
            yield _found(draft, name, entry, quote.last, source, (first, quote.last))


def _found(
    draft: Draft,
    name: str,
    entry: CueEntry,
    mark: int,
    source: tuple[int, int],
    content: tuple[int, int],
) -> Found:
    return Found(
        name=name,
        entry=entry,
        cue=(mark,),
        head=mark,
        source=source,
        source_head=_head(draft, *source),
        pieces=(content,),
        shape="quote",
        act=entry.act,
    )


def _last_mark(draft: Draft, last: int) -> int:
    """The colon, or the dash between spaces, near the end of a headline; 0 for none."""
    tokens = draft.parse.tokens
    for i in range(last - 2, max(0, last - 2 - TAIL), -1):
        spaced = tokens[i - 1].end < tokens[i].start < tokens[i].end < tokens[i + 1].start
        if tokens[i].text == ":" or (tokens[i].text in DASHES and spaced):
            return i
    return 0


def _labels(draft: Draft) -> list[Label]:
    """The paragraphs that begin with a few words and a colon."""
    tokens = draft.parse.tokens
    found = []
    for first, last in paragraphs(draft.parse):
        stop = min(first + LABEL, last)
        colon = next((i for i in range(first + 1, stop) if tokens[i].text == ":"), None)
        if colon is not None and not (_is_label(draft, first, colon) or _says(draft, first, colon)):
            found.append(Label(first, colon, last))
    return found


def _is_transcript(draft: Draft, labels: list[Label]) -> bool:
    """True if two speakers or more talk: two labels in capitals, or two names next to each other
    before sentences, of which one asks, comes again or is known for a speaker."""
    if sum(_is_shouted(draft, label.first, label.colon) for label in labels) >= 2:
        return True
    named = [label for label in labels if _is_name(draft, label)]
    beside = {x for pair in pairwise(named) if pair[0].last == pair[1].first for x in pair}
    if len(beside) < 2 or not all(_is_sentence(draft, label) for label in beside):
        return False
    if any(draft.parse.tokens[label.last - 1].text == "?" for label in beside):
        return True  # a question and its answer
    words = [_words(draft, label) for label in named]
    return len(set(words)) < len(words) or any(_names_speaker(draft, x) for x in named)


def _is_sentence(draft: Draft, label: Label) -> bool:
    """True if what stands behind a label ends as a sentence does."""
    return draft.parse.tokens[label.last - 1].text in (".", "?", "!", "…", "...", "”", '"')


def _is_name(draft: Draft, label: Label) -> bool:
    """True for a few words with capitals: "Ana Ruiz", "Interviewer", "Q"."""
    words = draft.parse.tokens[label.first : label.colon]
    if any(t.text[0].isdigit() or t.tag in ("VBD", "VBZ") for t in words):
        return False
    return len(words) <= TAIL and all(t.text[0].isupper() for t in words if t.text[0].isalpha())


def _words(draft: Draft, label: Label) -> str:
    tokens = draft.parse.tokens
    return draft.parse.text((tokens[label.first].start, tokens[label.colon - 1].end)).lower()


def _is_label(draft: Draft, first: int, colon: int) -> bool:
    """True for words that label texts, and speakers never: "Update"."""
    tokens = draft.parse.tokens
    words = draft.parse.text((tokens[first].start, tokens[colon - 1].end)).lower()
    return words in label_words()


def _says(draft: Draft, first: int, colon: int) -> bool:
    """True for words that end with the subject of their verb: "Said one shopkeeper:"."""
    tokens = draft.parse.tokens
    return tokens[first].tag in ("VBD", "VBZ", "VBP") and tokens[colon - 1].pos != "VERB"


def _names_speaker(draft: Draft, label: Label) -> bool:
    """True for a person or body known to the report, capitals as in a transcript, and in a
    headline also a word that names speakers ("Poll", "Officials")."""
    if _is_shouted(draft, label.first, label.colon) or _is_known(draft, label.first, label.colon):
        return True
    at = draft.parse.tokens[label.first]
    return at.sentence == 0 and _is_word_for(draft, label.colon - 1)


def _is_known(draft: Draft, first: int, last: int) -> bool:
    """True if these words are a person or body of the report."""
    words = draft.parse.tokens[first:last]
    kinds = {actor.id: actor.kind for actor in draft.actors}
    named = [draft.mention_at[t.index] for t in words if t.index in draft.mention_at]
    return (
        bool(named)
        and kinds.get(named[-1]) in ("person", "organization")
        and not any(t.pos in ("VERB", "AUX", "PUNCT") for t in words)
    )


def _is_word_for(draft: Draft, index: int) -> bool:
    """True if a word names a kind of source or a role."""
    lemma = draft.parse.tokens[index].lemma.lower()
    return lemma in source_words() or stands_for(lemma) is not None


def _is_shouted(draft: Draft, first: int, colon: int) -> bool:
    """True for words in capitals, of which one is longer than an initial or a state."""
    words = [t for t in draft.parse.tokens[first:colon] if t.text[0].isalpha()]
    return all(t.text.isupper() for t in words) and any(len(t.text) > 2 for t in words)


def _head(draft: Draft, first: int, colon: int) -> int:
    known = [i for i in range(first, colon) if i in draft.mention_at]
    return known[-1] if known else colon - 1

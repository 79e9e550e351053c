"""Attribution by a colon: transcripts ("CLINTON: …") and slugs ("Ministry: talks to resume")."""

from collections.abc import Iterator
from itertools import pairwise

from onrecord.find.attributions.kinds import stands_for
from onrecord.find.attributions.relations import Found
from onrecord.knowledge.cues import CueEntry, label_words, source_words
from onrecord.model import Draft, Token

LABEL = 8  # tokens up to which the words before a colon may name a speaker
TAIL = 5  # tokens that a source at the end of a headline has at the most
FEWEST = 3  # words that a content has at least


def by_colon(draft: Draft, name: str, entry: CueEntry) -> Iterator[Found]:
    """A speaker at the start of a paragraph, a colon, and the rest of the paragraph.

    In a transcript, paragraphs without a label go on with the speaker before.
    """
    labels = list(_labels(draft))
    transcript = sum(_is_shouted(draft, first, colon) for first, colon, _ in labels) >= 2
    for number, (first, colon, last) in enumerate(labels):
        follows = labels[number + 1][0] if number + 1 < len(labels) else None
        shouted = _is_shouted(draft, first, colon)
        end = follows if transcript and shouted and follows else last
        if end - colon - 1 < FEWEST:
            continue
        yield Found(
            name=name,
            entry=entry,
            cue=(colon,),
            head=colon,
            source=(first, colon),
            source_head=_head(draft, first, colon),
            pieces=((colon + 1, end),),
            shape="quote",
            act=entry.act,
        )


def by_last_colon(draft: Draft, name: str, entry: CueEntry) -> Iterator[Found]:
    """A headline that ends with its source: "Talks to resume in May: ministry"."""
    tokens, sentences = draft.parse.tokens, draft.parse.sentences
    last = next((s.first for s in sentences if s.paragraph), 0)
    at = next((i for i in range(last - 2, max(0, last - 2 - TAIL), -1) if tokens[i].text == ":"), 0)
    if at <= FEWEST or tokens[last - 1].text in (".", "?", "!"):
        return
    if not _is_known(draft, at + 1, last) and not (at + 2 == last and _is_word_for(draft, at + 1)):
        return
    yield Found(
        name=name,
        entry=entry,
        cue=(at,),
        head=at,
        source=(at + 1, last),
        source_head=_head(draft, at + 1, last),
        pieces=((0, at),),
        shape="quote",
        act=entry.act,
    )


def _labels(draft: Draft) -> Iterator[tuple[int, int, int]]:
    """First token, colon and end of each paragraph that begins with a speaker and a colon."""
    tokens, sentences = draft.parse.tokens, draft.parse.sentences
    starts = [
        s.first
        for i, s in enumerate(sentences)
        if not i or s.paragraph != sentences[i - 1].paragraph
    ]
    for first, last in pairwise([*starts, len(tokens)]):
        colon = next(
            (i for i in range(first + 1, min(first + LABEL, last)) if tokens[i].text == ":"), None
        )
        if colon is not None and _names_speaker(draft, first, colon):
            yield first, colon, last


def _names_speaker(draft: Draft, first: int, colon: int) -> bool:
    """True for a person or body known to the report, capitals as in a transcript, and in a
    headline also a word that names speakers ("Poll", "Officials")."""
    tokens = draft.parse.tokens
    if draft.parse.text((tokens[first].start, tokens[colon - 1].end)).lower() in label_words():
        return False
    if _is_shouted(draft, first, colon) or _is_known(draft, first, colon):
        return True
    return tokens[first].sentence == 0 and _is_word_for(draft, colon - 1)


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
    words = [t for t in draft.parse.tokens[first:colon] if t.text[0].isalpha()]
    return bool(words) and all(_is_capitals(t) for t in words)


def _is_capitals(token: Token) -> bool:
    return token.text.isupper() and (len(token.text) > 2 or token.text.endswith("."))


def _head(draft: Draft, first: int, colon: int) -> int:
    known = [i for i in range(first, colon) if i in draft.mention_at]
    return known[-1] if known else colon - 1

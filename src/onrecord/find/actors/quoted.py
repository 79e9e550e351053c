"""Which words stand in quotation marks, as far as the marks alone tell, and who is quoted."""

from collections.abc import Iterator

from onrecord.find.actors.speech import saying
from onrecord.knowledge.marks import CLOSES, OPENS, TOGGLES
from onrecord.model import Parse, Sentence


def quoted_words(parse: Parse) -> bytearray:
    """For each token 1 if it stands inside quotation marks, else 0; a mark ends with its
    paragraph."""
    inside = bytearray(len(parse.tokens))
    for group in _paragraphs(parse):
        opened = False
        for i in range(group[0].first, group[-1].last):
            text = parse.tokens[i].text
            if opened and text in CLOSES:
                opened = False
            elif not opened and (text in OPENS or text in TOGGLES):
                opened = True
            elif opened:
                inside[i] = 1
    return inside


def quoted_speakers(parse: Parse, quoted: bytearray) -> dict[int, int]:
    """The token that is said to speak, by sentence, for all sentences with words in marks.

    A sentence in marks without a speaker of its own has that of the sentence before it in its
    paragraph, else that of the one behind.
    """
    speakers: dict[int, int] = {}
    for group in _paragraphs(parse):
        told = {s.index: at for s in group for at in _speakers(parse, s, quoted)}
        if not told:
            continue
        first = min(told)
        for sentence in group:
            if any(quoted[sentence.first : sentence.last]):
                before = [i for i in told if i <= sentence.index]
                speakers[sentence.index] = told[max(before, default=first)]
    return speakers


def _speakers(parse: Parse, sentence: Sentence, quoted: bytearray) -> Iterator[int]:
    """The subjects of verbs of saying outside the marks of a sentence, the highest verb last."""
    verbs = [
        token
        for token in parse.words(sentence)
        if token.pos == "VERB" and token.lemma in saying() and not quoted[token.index]
    ]
    for verb in sorted(verbs, key=lambda token: token.right - token.left):
        subject = parse.child(verb, "nsubj")
        if subject and not quoted[subject.index]:
            yield subject.index


def _paragraphs(parse: Parse) -> list[list[Sentence]]:
    found: list[list[Sentence]] = []
    for sentence in parse.sentences:
        if found and found[-1][0].paragraph == sentence.paragraph:
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return found

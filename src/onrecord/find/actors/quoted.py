"""Which words stand in quotation marks, as far as the marks alone tell."""

from onrecord.knowledge.marks import CLOSES, OPENS, TOGGLES
from onrecord.model import Parse


def quoted_words(parse: Parse) -> bytearray:
    """For each token 1 if it stands inside quotation marks, else 0; a mark ends with its
    paragraph."""
    inside = bytearray(len(parse.tokens))
    for first, last in _paragraphs(parse):
        opened = False
        for i in range(first, last):
            text = parse.tokens[i].text
            if opened and text in CLOSES:
                opened = False
            elif not opened and (text in OPENS or text in TOGGLES):
                opened = True
            elif opened:
                inside[i] = 1
    return inside


def _paragraphs(parse: Parse) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    paragraph = -1
    for sentence in parse.sentences:
        if sentence.paragraph == paragraph:
            found[-1] = (found[-1][0], sentence.last)
        else:
            found.append((sentence.first, sentence.last))
            paragraph = sentence.paragraph
    return found

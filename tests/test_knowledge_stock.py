"""The table of what many reports print and none wrote."""

from onrecord.knowledge.stock import stock


def test_phrases_are_plain() -> None:
    phrases = (*stock("begins"), *stock("stands"))
    assert len(set(phrases)) == len(phrases)
    assert [phrase for phrase in phrases if phrase != phrase.casefold().strip()] == []


def test_no_phrase_is_hidden_by_another() -> None:
    begins, stands = stock("begins"), stock("stands")
    hidden = [(a, b) for a in begins for b in begins if a != b and a.startswith(b)]
    hidden += [(a, b) for a in stands for b in stands if a != b and b in a]
    assert hidden == []

"""Words joined by "and" and "or": what the first has from its governors holds for the others."""

from abc import abstractmethod

from onrecord.find.status_algebra import FACTUAL, NEGATIVE, Step
from onrecord.find.status_clauses import VERBS
from onrecord.find.status_told import ToldStatus
from onrecord.model import Parse, Token
from onrecord.model.words import Status


class JoinedStatus(ToldStatus):
    """The status of the second and later of words that are joined."""

    def __init__(self, parse: Parse) -> None:
        super().__init__(parse)
        self.firsts: dict[int, Token] = {}

    @abstractmethod
    def judge(self, token: Token) -> Step:
        """The status of a word as its own words and its governors have it."""

    @abstractmethod
    def _governed(self, token: Token, own: Step) -> Step:
        """The status that the governors of a word leave it."""

    def _conjoined(self, token: Token, own: Step, first: Token) -> Step:
        """The second of two words joined by "and" shares what governs the first."""
        if own.status not in FACTUAL:
            return own
        if both := self._adverb_of_both(token, first):
            own = own.then(*both)
        if own.status not in FACTUAL:
            return own
        if instead := self._instead(token, first):
            return own.then(*instead)
        if self._alternative(token, first) and self.own(first).status == "negated":
            return self.judge(first)
        if token.pos in VERBS and token.tag not in ("VB", first.tag):
            return self._governed_as(first, own)
        shared = self.judge(first)
        if shared.status not in NEGATIVE or token.tag == "VB" or self._alternative(token, first):
            if token.pos in VERBS and token.tag in ("VBD", "VBZ", "VBP"):
                return self._governed_as(first, own)
            return shared
        return self._governed_as(first, own)

    def _adverb_of_both(self, token: Token, first: Token) -> tuple[Status, str, Token] | None:
        """ "Reportedly crossed and fired": the adverb before the first verb doubts the second too.

        Not where the second has a subject or an adverb of its own.
        """
        if token.pos not in VERBS or self._stands_alone(token):
            return None
        first = self._first_joined(first)
        for child in self.parse.children(first):
            found = self.cues.adverb.get(child.lower) if child.index < first.index else None
            if found and child.relation == "advmod" and found[1].status == "alleged":
                return found[1].status, found[0], child
        return None

    def _stands_alone(self, verb: Token) -> bool:
        return any(
            c.index < verb.index and c.relation in ("nsubj", "nsubjpass", "expl", "advmod")
            for c in self.parse.children(verb)
        )

    def _governed_as(self, first: Token, own: Step) -> Step:
        """As if the word stood in the place of the first of its conjuncts."""
        return self._governed(self._first_joined(first), own)

    def _first_joined(self, word: Token) -> Token:
        passed = []
        while word.relation == "conj" and word.index not in self.firsts:
            passed.append(word.index)
            word = self.parse.head(word)
        first = self.firsts.get(word.index, word)
        self.firsts.update(dict.fromkeys(passed, first))
        return first

    def _instead(self, token: Token, first: Token) -> tuple[Status, str, Token] | None:
        """ "Might resign rather than sign": what is not done."""
        for word in self.tokens[first.index + 1 : token.index]:
            if word.relation == "cc" and word.index:
                phrase = f"{self.tokens[word.index - 1].lower} {word.lower}"
                found = self.cues.preposition.get(phrase)
                if found and found[1].status:
                    return found[1].status, found[0], word
        return None

    def _alternative(self, token: Token, first: Token) -> bool:
        between = self.tokens[first.index : token.index]
        return any(t.lower in ("or", "nor") for t in between if t.relation == "cc")

"""What makes of a whole clause a condition, its consequence or a question."""

from onrecord.find.status_algebra import AHEAD, FACTUAL, Step
from onrecord.find.status_cues import Index, cue_index
from onrecord.model import Parse, Token
from onrecord.model.words import Status

VERBS = frozenset({"VERB", "AUX"})
ASKABLE: frozenset[Status] = FACTUAL | {"planned"}
WONDER = frozenset({"WP", "WRB", "WP$"})
CLOSING = frozenset({'"', "”", "’", "'", ")"})


class ClauseStatus:
    """The conditions and questions of a report."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.cues: Index = cue_index()

    def _under_condition(self, token: Token, step: Step) -> Step:
        """The consequence of a condition, the condition itself, and what is asked.

        "Rome will leave if …", "had Rome attacked, …", "did Rome attack?"
        """
        if step.status in AHEAD or step.status == "possible" or self._timeless(token, step):
            for child in self.parse.children(token):
                if child.relation == "advcl" and (named := self._condition(child)):
                    return step.then("conditional", named[0], named[1])
                if child.relation == "prep" and (named := self._in_case(child)):
                    return step.then("conditional", named[0], named[1])
        first = self._inverted(token) if step.status in ASKABLE else None
        if first is not None and step.status in FACTUAL:
            table = self.cues.inversion if token.relation == "advcl" else {}
            if found := table.get(first.lower):
                return step.then("conditional", found[0], first)
        if first is not None or (step.status in FACTUAL and not self._wondering(token)):
            return self._questioned(token, step)
        return step

    def _timeless(self, token: Token, step: Step) -> bool:
        """True for "changes are needed" beside "if …", not for "he says", which tells."""
        if step.status != "happened" or (token.lemma, "clause") in self.cues.governors:
            return False
        finite = self.parse.child(token, "auxpass", "aux") or token
        return finite.tag in ("VBZ", "VBP") and finite.lemma != "have"

    def _questioned(self, token: Token, step: Step) -> Step:
        """The main word of a sentence that ends with a question mark is left open."""
        last = self.tokens[self.parse.sentences[token.sentence].last - 1]
        found = self.cues.question.get(last.text)
        if found is None and last.index and last.text in CLOSING:
            found = self.cues.question.get(self.tokens[last.index - 1].text)
        if found and self._asked(token):
            return step.then("unclear", found[0], last)
        return step

    def _wondering(self, token: Token) -> bool:
        """True in "Why did it attack?", which takes the attack for granted."""
        sentence = self.parse.sentences[token.sentence]
        return any(t.tag in WONDER for t in self.tokens[sentence.first : sentence.last])

    def _in_case(self, preposition: Token) -> tuple[str, Token] | None:
        """ "In case of a siege" beside a verb: the entry, and the word it begins with."""
        words = self.tokens[preposition.index : preposition.index + 4]
        for length in (4, 3):
            found = self.cues.preposition.get(" ".join(t.lower for t in words[:length]))
            if found and found[1].status == "conditional":
                return found[0], preposition
        return None

    def _asked(self, token: Token) -> bool:
        """True for the main verb, also after a label: "QUESTION: Did Rome attack?"."""
        head = self.parse.head(token)
        label = head.head == head.index and head.index < token.index and head.pos not in VERBS
        return head is token or label

    def _condition(self, clause: Token) -> tuple[str, Token] | None:
        for child in self.parse.children(clause):
            found = self.cues.mark.get(child.lower) if child.index < clause.index else None
            if found and found[1].status == "conditional":
                return found[0], child
        first = self._inverted(clause)
        found = self.cues.inversion.get(first.lower) if first is not None else None
        return (found[0], first) if found and first is not None else None

    def _inverted(self, token: Token) -> Token | None:
        """The auxiliary that stands first in the clause, before the subject."""
        children = [self.tokens[i] for i in token.children if self.tokens[i].relation != "punct"]
        first = children[0] if children else None
        subject = self.parse.child(token, "nsubj", "nsubjpass", "expl")
        if token.pos == "AUX" and subject is not None and token.index < subject.index:
            return token if first is subject else None  # "was there an attack?"
        if first is None or subject is None or first.relation not in ("aux", "auxpass"):
            return None
        return first if first.index < subject.index else None

    def _infinitive(self, token: Token) -> bool:
        return any(c.tag == "TO" and c.relation == "aux" for c in self.parse.children(token))

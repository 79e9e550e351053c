"""What a word's own auxiliaries, adverbs, modifiers and clause say of its status."""

from onrecord.find.status_algebra import FACTUAL, Step
from onrecord.find.status_clauses import VERBS, ClauseStatus
from onrecord.knowledge.status import StatusCue
from onrecord.model import Token
from onrecord.model.words import Status

OPENING = frozenset({'"', "“", "‘", "'", "``", ":", "("})
CLAUSAL = frozenset({"ccomp", "advcl", "pcomp", "relcl", "acl", "xcomp"})
BARS_IMPERATIVE = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "expl", "mark", "csubj"})


Doubt = tuple[Status, str, Token]  # a status, the entry that gives it, and its word


class OwnStatus(ClauseStatus):
    """The status of a report's words before anything that governs them has spoken."""

    def own(self, token: Token) -> Step:
        verbal = token.pos in VERBS or self._clausal(token)
        return self._own_verb(token) if verbal else self._own_other(token)

    def _clausal(self, token: Token) -> bool:
        """True for a verb that was taken for a noun: "whether to sanction Rome"."""
        if token.relation == "ROOT":
            return self.parse.child(token, "aux") is not None
        return token.relation in CLAUSAL and (
            self.parse.child(token, "aux", "mark", "nsubj", "nsubjpass") is not None
        )

    def _own_verb(self, token: Token) -> Step:
        """What the auxiliaries, adverbs and the mark of the clause say, and else the tense."""
        step = Step("ongoing" if self._progressive(token) else "happened")
        negated: Step | None = None
        if opened := self._opened(token):
            step = step.then(*opened)
        for child in self.parse.children(token):
            cue = self._cue_on_verb(child)
            if cue is None or cue[1].status is None or self._opens(token, child, cue[1]):
                continue
            name, entry = cue
            status = self._given(token, child, entry)
            if status == "negated":
                if not self._focused(child):
                    negated = step.then(status, name, child)
            elif step.status in FACTUAL or entry.kind == "mark":
                step = step.then(status, name, child)
        if negated is not None:
            return Step("negated", (*step.cues, *negated.cues[-1:]))
        step = self._under_condition(token, self._pair_before(token, step))
        if step.status not in FACTUAL:
            return step
        if token.tag == "VB" and self._imperative(token):
            return step.then("requested", "imperative", token)
        if token.head == token.index and self._infinitive(token):
            return step.then("planned", "purpose", token)
        return self._ahead(token, step)

    def _cue_on_verb(self, child: Token) -> tuple[str, StatusCue] | None:
        relation = child.relation
        if relation == "prep" and (found := self.cues.adverb.get(self._words(child, 3))):
            return found  # "at no time"
        if child.tag == "MD":
            return self.cues.modal.get(child.lower) or self.cues.modal.get(child.lemma)
        if relation in ("neg", "advmod", "preconj", "cc"):
            return self._adverb(child)
        if relation in ("mark", "advmod", "prep"):
            two = self._words(self.tokens[child.index - 1], 2) if child.index else ""
            return self.cues.mark.get(two) or self.cues.mark.get(child.lower)
        if relation in ("nsubj", "nsubjpass"):
            return self._none_of(child)
        if relation == "dobj":
            return self._no_one(child)
        return None

    def _adverb(self, child: Token) -> tuple[str, StatusCue] | None:
        if child.relation == "advmod" and child.lower in self.cues.mark:
            return self.cues.mark[child.lower]
        found = self.cues.adverb.get(child.lower)
        if found is None and child.children:
            first = self.tokens[child.children[0]]
            found = self.cues.adverb.get(f"{first.lower} {child.lower}")
        return found

    def _none_of(self, subject: Token) -> tuple[str, StatusCue] | None:
        """ "No soldier crossed", "none of the parties signed", "whoever crosses", "not one"."""
        if found := self.cues.anyone.get(subject.lower):
            return found
        found = self.cues.source.get(subject.lower)
        if found and found[1].status == "negated":
            return found
        first = self.tokens[subject.left]
        for words in (self._words(first, 2), self._words(first, 3)):
            found = self.cues.source.get(words)
            if found and found[1].status == "negated":
                return found
        for child in self.parse.children(subject):
            if child.relation in ("det", "preconj") and not self._focused(child):
                found = self.cues.source.get(child.lower)
                if found and found[1].status == "negated":
                    return found
        return None

    def _pair_before(self, token: Token, step: Step) -> Step:
        """With an adverb of two words that the parse hangs elsewhere: "all but surrendered"."""
        if token.index < 2 or step.status not in FACTUAL:
            return step
        before = self.tokens[token.index - 1]
        if before.lower not in self.cues.endings:
            return step
        found = self.cues.adverb.get(f"{self.tokens[token.index - 2].lower} {before.lower}")
        if found is None or found[1].status in (None, "negated"):
            return step
        return step.then(found[1].status, found[0], before)

    def _opened(self, token: Token) -> Doubt | None:
        """ "In case rebels attacked", "than that it attacked": what two words make of a clause."""
        if token.relation not in CLAUSAL or not token.left:
            return None
        before = self.tokens[token.left - 1]
        if before.lower not in self.cues.openings:
            return None
        found = self.cues.mark.get(f"{before.lower} {self.tokens[token.left].lower}")
        found = found or self.cues.mark.get(self._words(before, 3))
        return (found[1].status, found[0], before) if found and found[1].status else None

    def _words(self, first: Token, number: int) -> str:
        return " ".join(t.lower for t in self.tokens[first.index : first.index + number])

    def _no_one(self, object: Token) -> tuple[str, StatusCue] | None:
        """ "Arrested no one", not "held no meeting": there the noun itself is negated.

        And "arrests anyone who": nobody in particular.
        """
        before = self.tokens[object.index - 1].lower if object.index else ""
        described = self.parse.child(object, "relcl") is not None
        if described and self.parse.head(object).tag in ("VB", "VBP", "VBZ"):
            first = self.tokens[object.left].lower
            if found := self.cues.object.get(object.lower) or self.cues.object.get(first):
                return found
        found = self.cues.source.get(object.lower) or self.cues.source.get(
            f"{before} {object.lower}"
        )
        return found if found and found[1].status == "negated" else None

    def _hyphened(self, last: Token) -> str:
        """The word that a hyphen has cut in three: "so-called"."""
        if last.index - last.left != 2 or self.tokens[last.index - 1].text != "-":
            return ""
        return f"{self.tokens[last.left].lower}-{last.lower}"

    def _opens(self, token: Token, child: Token, entry: StatusCue) -> bool:
        """True for a cue that an inverted clause turns into another: "should Rome attack, …"."""
        if entry.kind == "modal":
            turned = child.lower in self.cues.inversion and token.relation in ("advcl", "ccomp")
            return turned and self._inverted(token) is child
        return entry.kind == "anyone" and self._inverted(token) is not None

    def _given(self, token: Token, child: Token, entry: StatusCue) -> Status:
        """The status that an entry gives here."""
        status = entry.status
        if entry.kind == "modal":
            status = self._modal(token, child, entry)
        elif entry.asked and self._asked_by(token, child):
            status = entry.asked
        assert status is not None
        return status

    def _asked_by(self, token: Token, mark: Token) -> bool:
        """True for "asked if", "unclear if", not for "will act if"."""
        head = self.parse.head(token)
        if token.left < head.index:
            return False
        before = self.tokens[mark.index - 1]
        open = before.relation == "acomp" and self.cues.leaves_open(before)
        return open or (token.relation == "ccomp" and head.lemma in self.cues.asking)

    def _imperative(self, token: Token) -> bool:
        """True for "Withdraw your troops": a bare form that opens its clause."""
        if any(c.relation in BARS_IMPERATIVE for c in self.parse.children(token)):
            return False
        first = self.parse.sentences[token.sentence].first
        left = token.index
        while left > first and self.tokens[left - 1].relation in ("neg", "advmod"):
            left -= 1
        return left == first or self.tokens[left - 1].text in OPENING

    def _modal(self, token: Token, modal: Token, entry: StatusCue) -> Status | None:
        if entry.before and any(
            c.lower == "before" and c.relation == "mark" for c in self.parse.children(token)
        ):
            return entry.before
        if entry.perfect and any(
            c.lower in ("have", "'ve", "’ve") and c.relation == "aux"
            for c in self.parse.children(token)
        ):
            return entry.perfect
        if entry.reported and self._reported(token):
            return entry.reported
        return entry.status

    def _reported(self, token: Token) -> bool:
        """True below a verb in the past: "said that he would resign"."""
        while token.relation == "conj":
            token = self.parse.head(token)
        head = self.parse.head(token)
        return token.relation in ("ccomp", "acl") and head.tag in ("VBD", "VBN", "NN", "NNS")

    def _focused(self, negation: Token) -> bool:
        """ "Not only", "not just", "no fewer": the event itself is not negated."""
        after = self.tokens[negation.index + 1 : negation.index + 2]
        return any(f"{negation.lemma} {t.lower}" in self.cues.pseudo for t in after)

    def _progressive(self, token: Token) -> bool:
        passive = any(
            c.relation == "auxpass" and c.tag == "VBG" for c in self.parse.children(token)
        )
        if token.tag != "VBG" and not passive:  # "are digging", "are being dug"
            return False
        return any(
            c.relation == "aux" and c.lower in ("is", "are", "am", "'s", "’s", "'re", "been", "’re")
            for c in self.parse.children(token)
        )

    def _ahead(self, token: Token, step: Step) -> Step:
        """A verb in the present beside a time that lies ahead: "meets tomorrow"."""
        present = token.tag in ("VBZ", "VBP") or step.status == "ongoing"
        if not present or any(c.lower in ("have", "has") for c in self.parse.children(token)):
            return step
        for child in self.parse.children(token):
            if child.relation == "prep":
                child = self.parse.child(child, "pobj") or child
            elif child.relation not in ("npadvmod", "advmod"):
                continue
            found = self.cues.time_in(self.parse, child)
            if found and found[1].status:
                return step.then(found[1].status, found[0], child)
        return step

    def _own_other(self, token: Token) -> Step:
        """What the modifiers of a noun say, and the negation of an adjective or adverb."""
        step = Step("happened")
        for child in self.parse.children(token):
            if self._focused(child):
                continue
            if child.relation in ("neg", "preconj") or child.lower in ("no", "neither"):
                found = self.cues.modifier.get(child.lower) or self.cues.adverb.get(child.lower)
            elif child.relation in ("amod", "compound", "det", "nmod"):
                found = self.cues.modifier.get(child.lower) or (
                    self.cues.modifier.get(child.lemma) if child.tag != "NN" else None
                )
                found = found or self.cues.modifier.get(self._hyphened(child))
            elif child.relation in ("poss", "npadvmod"):
                found = self.cues.time_in(self.parse, child)
            else:
                found = None
            if found and found[1].status and step.status in FACTUAL:
                step = step.then(found[1].status, found[0], child)
        if token.head == token.index and step.status in FACTUAL and not self._wondering(token):
            return self._questioned(token, step)
        return step

"""Status: did it happen, is it planned, possible, alleged or denied, by the words that govern it.

The trigger's own auxiliaries, adverbs and modifiers give a first status. Then each governor on the
way up to the root either binds it ("plans to", "denied that"), hands on its own ("begin to",
"launch an attack"), or leaves it as it is ("said that"). All words stand in `status.toml`; what is
here is the way through the tree and the sum of two statuses. The notion of scoped context cues
follows ConText (Harkema et al. 2009), the values FactBank (Saurí and Pustejovsky 2009).
"""

from typing import NamedTuple

from onrecord.find.status_algebra import AHEAD, FACTUAL, NEGATIVE, Step, bind, total
from onrecord.find.status_clauses import VERBS, WONDER
from onrecord.find.status_joined import JoinedStatus
from onrecord.find.status_links import Link, Mark, link_of
from onrecord.find.status_own import Doubt
from onrecord.knowledge.status import StatusCue, status_counts
from onrecord.model import Parse, Reason, Token
from onrecord.model.words import Polarity, Status

DEEPEST = 60  # governors one above the other; lists of hundreds of names make longer chains
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NOUN", "PROPN"})
PAST = frozenset({"VBN", "VBD"})
COMPANY = frozenset({"aux", "auxpass", "dobj", "ccomp", "xcomp"})
UNDONE: frozenset[Status] = AHEAD | {"averted", "possible"}
GERUNDS = frozenset({"pcomp", "amod"})
SUBJECTS = frozenset({"nsubj", "csubj"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class Judged(NamedTuple):
    """A status, whether it affirms or negates, and why."""

    status: Status
    polarity: Polarity
    reason: Reason


def _told(step: Step) -> str:
    """A status for the reader of `why`, with how sure it is."""
    count = status_counts()[step.status]
    return f"{step.status}: its class is right in {100 * count.right // count.of} of 100"


def status_of(parse: Parse, trigger: Token) -> Judged:
    """The status of the event that a verb or noun names.

    "The union did not call for a strike": `strike` is negated, by `call` and `not`.
    """
    return Statuses(parse).of(trigger)


class Statuses(JoinedStatus):
    """The statuses of one report's words; each governor is judged once."""

    def __init__(self, parse: Parse) -> None:
        super().__init__(parse)
        self.judged: dict[int, Step] = {}
        self.depth = 0
        self.silent: frozenset[int] = frozenset()  # words that govern nothing

    def of(self, trigger: Token) -> Judged:
        """Status, polarity and reason of a trigger."""
        step = self.judge(trigger)
        if step.status in ("denied", "refused") and trigger.lemma in self.cues.told:
            step = self._told_of(trigger, step)
        polarity: Polarity = "negative" if step.status in NEGATIVE else "positive"
        return Judged(step.status, polarity, Reason("status", _told(step), trigger.span, step.cues))

    def judge(self, token: Token) -> Step:
        """The status of a word as its own words and its governors have it."""
        known = self.judged.get(token.index)
        if known is None:
            self.judged[token.index] = Step("happened")  # a tree has no circles, a broken one may
            self.depth += 1
            known = self.own(token)
            if token.pos in VERBS and known.status in FACTUAL and (doubt := self._framed(token)):
                known = known.then(*doubt)
            if self.depth < DEEPEST:
                known = self._governed(token, known)
            self.depth -= 1
            self.judged[token.index] = known
        return known

    # -- what governs it

    def _governed(self, token: Token, own: Step) -> Step:
        link = self._reattached(token, link_of(self.parse, token))
        if link.shared is not None:
            return self._conjoined(token, own, link.shared)
        if link.marks:
            own = self._under_preposition(token, own, link)
        verb = self._participle(token) if own.status in FACTUAL else None
        if verb is not None and (headlined := self._headlined(own, verb)):
            return headlined
        if link.governor is None or link.governor.index in self.silent:
            return own
        if token.pos == "NOUN" and own.status in FACTUAL and (undone := self._undone(token, own)):
            return undone
        if own.status in FACTUAL and (doubt := self._by_teller(token, link.governor)):
            return own.then(*doubt)
        if (link.shape == "subject" or link.passive) and own.status in NEGATIVE:
            return own
        if token.relation in SUBJECTS and (said := self._said_of(own, link.governor)):
            return said
        link, found = self.cues.governor(self.parse, link)
        if found is not None and self._in_scope(token, found[1]):
            if self._performed(token, link):
                return own
            return self._bound(token, own, link, *found)
        return self._unbound(token, own, link)

    def _reattached(self, token: Token, link: Link) -> Link:
        """ "Foiled a plot to attack": an infinitive belongs to the noun just before it that takes
        one, wherever the parse has hung it; "in order to attack" to no noun."""
        if link.shape not in ("infinitive", "purpose") or token.left < 2:
            return link
        before = self.tokens[token.left - 1]
        phrase = f"{self.tokens[before.index - 1].lower} {before.lower}"
        if phrase in self.cues.preposition:
            above = self.parse.head(self.tokens[before.index - 1])
            return Link(above, "purpose", (Mark(phrase, before),))
        hung = link.governor is not None and before.head in (link.governor.index, token.index)
        if hung and before.pos == "NOUN" and self.cues.takes_infinitive(before):
            return Link(before, "infinitive")
        caller = self.parse.head(self.parse.head(before)) if before.relation == "pobj" else None
        called = link.governor is before and self.parse.head(before).lower == "for"
        if called and caller and caller.pos == "NOUN" and self.cues.takes_infinitive(caller):
            return Link(caller, "infinitive")  # "calls for the king to leave"
        return link

    def _by_teller(self, token: Token, governor: Token) -> Doubt | None:
        """What those who tell of a word's clause or of its subject make of it, if anything."""
        if token.relation == "relcl" and (rule := self._anyone(governor)):
            return ("conditional", *rule)
        if token.relation in ("ccomp", "xcomp", "relcl"):
            return self._told_in_fiction(token, governor)
        return self._provided(governor) if token.relation == "nsubj" else None

    def _said_of(self, own: Step, verb: Token) -> Step | None:
        """What a predicate such as "out of the question" makes of its subject."""
        if own.status not in FACTUAL or (found := self._predicated(verb)) is None:
            return None
        (name, entry), word = found
        outer = self.judge(verb)
        status = entry.negated if outer.status in NEGATIVE else entry.status
        return own.then(status, name, word) if status else None

    def _in_scope(self, token: Token, entry: StatusCue) -> bool:
        if entry.of_told and token.lemma not in self.cues.told:
            return False
        return not (entry.new and self._pointed_at(token))

    def _performed(self, token: Token, link: Link) -> bool:
        """True for "thank" in "we want to thank" and "would like to thank": said is done."""
        verb = link.governor
        if token.lemma not in self.cues.performed or link.shape != "infinitive" or verb is None:
            return False
        subject = self.parse.child(verb, "nsubj")
        first = subject is not None and "Person=1" in subject.morph
        wishes = any(r.entry == "status.would" for r in self.own(verb).cues)
        return verb.pos == "VERB" and (first or wishes)

    def _undone(self, noun: Token, own: Step) -> Step | None:
        """ "An attack that was never carried out", "a strike that was called off"."""
        for clause in self.parse.children(noun):
            if clause.relation != "relcl":
                continue
            subject = self.parse.child(clause, "nsubj", "nsubjpass")
            if subject is None or subject.tag != "WDT":
                continue
            shape = "subject" if subject.relation == "nsubj" else "noun"
            _, found = self.cues.governor(self.parse, Link(clause, shape))
            if found is None:
                continue
            step = own
            if found[1].status is not None:
                step = own.then(bind(own.status, found[1].status), found[0], clause)
            step = self._sum(step, self.own(clause))
            if step.status in NEGATIVE:
                return step
        return None

    def _participle(self, noun: Token) -> Token | None:
        """The participle of a headline's noun: "Talks cancelled", "Lima strike called off at noon".

        The parse takes it for a clause on the noun, or for its verb in the past.
        """
        if noun.pos not in NOUNS or self.parse.child(noun, "det", "poss") is not None:
            return None
        if noun.head == noun.index:
            verb = self.parse.child(noun, "acl")
        else:
            verb = self.parse.head(noun) if noun.relation == "nsubj" else None
        if verb is None or verb.tag not in PAST or self.parse.child(verb, *COMPANY) is not None:
            return None
        return verb if verb.head in (verb.index, noun.index) else None

    def _headlined(self, own: Step, verb: Token) -> Step | None:
        """What its participle makes of a headline's noun, if anything."""
        _, found = self.cues.governor(self.parse, Link(verb, "noun", passive=True))
        status = found[1].status if found else None
        if found is None or status is None or status not in UNDONE:
            return None
        return self._sum(own.then(bind(own.status, status), found[0], verb), self.own(verb))

    def _under_preposition(self, token: Token, own: Step, link: Link) -> Step:
        for marker in link.marks:
            found = self.cues.preposition.get(marker.text)
            if (
                found
                and found[1].takes == ("gerund",)
                and (token.relation not in GERUNDS or token.tag in FINITE)
                and (token.relation, token.tag) != ("pobj", "VBG")
            ):
                continue
            if found and found[1].status and own.status not in NEGATIVE:
                return own.then(found[1].status, found[0], marker.token)
        return own

    def _bound(self, token: Token, own: Step, link: Link, name: str, entry: StatusCue) -> Step:
        """Under a governor of the table."""
        assert link.governor is not None
        outer = self.judge(link.governor)
        if link.governor.lemma in self.cues.told and own.status in FACTUAL:
            if outer.status in ("denied", "refused", "alleged") and link.shape != "infinitive":
                status: Status = "alleged" if outer.status == "alleged" else "denied"
                return Step(status, (*own.cues, *outer.cues))
            if found := self._doubted(link.governor):
                return own.then(*found)
        if own.status in NEGATIVE and link.shape == "noun" and entry.status in AHEAD:
            return own  # "no talks have been scheduled"
        if entry.status in AHEAD and outer.status == "unclear" and self._question(outer):
            return Step("unclear", (*own.cues, *outer.cues))
        if own.status in AHEAD and entry.status is None and self._took_place(link, outer):
            return outer  # "the planned attack was carried out"
        if entry.past and outer.status in AHEAD:
            return self._sum(own, outer)  # "will be able to"
        if entry.past and outer.status in FACTUAL and self._past(link.governor):
            return self._sum(own.then(entry.past, name, link.governor), outer)
        if outer.status in NEGATIVE and entry.negated:
            if entry.status is None and link.shape == "clause" and self._wh_clause(token):
                return own  # "could not establish who shot him"
            step = own.then(entry.negated, name, link.governor)
            return Step(step.status, (*step.cues, *outer.cues))
        if link.shape == "clause":
            told = self._told(own, link)
            if entry.status is None or told is not own:
                return told
        return self._sum(self._by_entry(own, link, name, entry), outer)

    def _by_entry(self, own: Step, link: Link, name: str, entry: StatusCue) -> Step:
        assert link.governor is not None
        if entry.status is None:
            return own
        perfect = entry.perfect if own.status in FACTUAL and link.perfect else None
        return own.then(perfect or bind(own.status, entry.status), name, link.governor)

    def _unbound(self, token: Token, own: Step, link: Link) -> Step:
        """Under a governor that no table knows: by the shape of the link alone."""
        assert link.governor is not None
        shape = link.shape
        if shape == "inherit" or (shape == "prep:of" and link.governor.lemma in self.cues.part):
            return self._sum(own, self.judge(link.governor))
        if shape in ("infinitive", "purpose"):
            outer = self.judge(link.governor)
            if self._ranked(link.governor):
                return self._sum(own, outer)
            if outer.status in FACTUAL and shape == "purpose" and token.lemma in self.cues.result:
                return own
            if own.status in FACTUAL:
                valued = link.governor.pos == "AUX" and shape == "infinitive"
                own = own.then("possible" if valued else "planned", "purpose", token)
            return own if outer.status in FACTUAL else self._sum(own, outer)
        if shape in ("gerund", "participle", "when", "before"):
            outer = self.judge(link.governor)
            return own if outer.status in NEGATIVE else self._sum(own, outer)
        if shape == "subject" or token.relation == "nsubjpass":
            raised = self.cues.raised(self.parse, link.governor)
            if raised:
                return self._sum(own, self.judge(raised))
        if shape == "subject" and self._imagined(token, own, link.governor):
            return self._sum(own, self.judge(link.governor))
        if shape.startswith("prep:") and self._predicate_of(token, own, link.governor):
            return self._sum(own, self.judge(link.governor))
        if token.relation == "relcl" and self._inside(token, own):
            return self._sum(own, self.judge(link.governor))
        if self._brought_about(token, own, shape):
            return self._sum(own, self.judge(link.governor))
        if shape == "clause":
            return self._told(own, link)
        return own

    def _predicate_of(self, token: Token, own: Step, verb: Token) -> bool:
        """True for what is said to be the case: "will be on leave", "is not in talks"."""
        return verb.pos == "AUX" and own.status in FACTUAL and not self._definite(token)

    def _wh_clause(self, token: Token) -> bool:
        """True for a clause that takes its event for granted: "who shot him", "when it fell"."""
        return any(c.tag in WONDER and c.index < token.index for c in self.parse.children(token))

    def _ranked(self, noun: Token) -> bool:
        """True for "the first woman" in "the first woman to lead the party"."""
        return any(c.lower in self.cues.rank for c in self.parse.children(noun))

    def _imagined(self, token: Token, own: Step, verb: Token) -> bool:
        """True for a new thing as subject of "would": "sanctions would hurt Rome"."""
        if own.status not in FACTUAL or self._definite(token):
            return False
        return any(r.entry == "status.would" for r in self.judge(verb).cues)

    def _brought_about(self, token: Token, own: Step, shape: str) -> bool:
        """True for what is new in the sentence and so is as real as its verb: "cause a delay"."""
        if own.status not in FACTUAL or self._definite(token):
            return False
        return shape == "noun" or shape in ("prep:into", "prep:for", "prep:to")

    def _pointed_at(self, token: Token) -> bool:
        return any(c.lower in DEFINITE for c in self.parse.children(token))

    def _definite(self, token: Token) -> bool:
        return token.tag in ("NNP", "NNPS") or any(
            (c.relation == "poss" and c.pos != "PRON") or c.lower in DEFINITE
            for c in self.parse.children(token)
        )

    def _sum(self, inner: Step, outer: Step) -> Step:
        return Step(total(inner.status, outer.status), (*inner.cues, *outer.cues))

"""Who stands as subject of a verb: printed, shared with another verb, or understood."""

from collections.abc import Callable, Container

from onrecord.knowledge.event_words import EventVerb
from onrecord.model import Parse, Token

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL = frozenset({"of", "from", "for", "into"})  # accused Rome of attacking
ADDRESSED = frozenset({"on", "upon", "to", "with", "for"})  # called on Rome to leave
DEEPEST = 60  # words whose subject hangs on the subject of the next
NAMED_TO = frozenset({"of", "on", "to", "for"})  # who is to do what a noun speaks of

VerbRow = Callable[[str], EventVerb | None]


class Subjects:
    """Finds the subjects of a report's verbs; each is looked up once.

    `row_of` gives what the table of verbs says of a lemma; `mentions` holds the indices of the
    head words that name actors.
    """

    def __init__(self, parse: Parse, row_of: VerbRow, mentions: Container[int] = ()) -> None:
        self.mentions = mentions
        self.parse = parse
        self.tokens = parse.tokens
        self.row_of = row_of
        self.subjects: dict[int, Token | None] = {}
        self.passives: dict[int, bool] = {}
        self.depth = 0

    def passive(self, verb: Token) -> bool:
        """True if what stands as subject undergoes, and not is in a state: "is opposed to"."""
        if verb.index not in self.passives:
            self.passives[verb.index] = self._passive(verb) and self._undergone(verb)
        return self.passives[verb.index]

    def _undergone(self, verb: Token) -> bool:
        row = self.row_of(verb.lemma)
        stative = row is not None and row.kind == "stative"
        return not stative or self.parse.child(verb, "agent") is not None

    def _passive(self, verb: Token) -> bool:
        """True for a passive form: "was attacked", "the port attacked by rebels"."""
        active = False
        for child in self.parse.children(verb):
            if child.relation in ("auxpass", "nsubjpass"):
                return True
            active = active or child.relation in ("aux", "nsubj")
        if verb.tag != "VBN" or active:
            return False
        if verb.relation == "conj":
            return self._shared_passive(verb)
        return verb.relation in ("acl", "advcl", "relcl", "amod")

    def _shared_passive(self, verb: Token) -> bool:
        """True for "shelled" in "was attacked and shelled"."""
        head = self.parse.head(verb)
        if head.tag != "VBN" or self.depth >= DEEPEST:
            return False
        self.depth += 1
        shared = self.passive(head)
        self.depth -= 1
        return shared

    def subject(self, verb: Token) -> Token | None:
        """The surface subject, also where it is understood: "plans to leave", "left and sold"."""
        if verb.index not in self.subjects:
            self.subjects[verb.index] = None
            self.depth += 1
            if self.depth < DEEPEST:
                self.subjects[verb.index] = self._subject(verb)
            self.depth -= 1
        return self.subjects[verb.index]

    def _subject(self, verb: Token) -> Token | None:
        if verb.relation == "conj" and self.parse.child(verb, *SUBJECTS) is None:
            return self.subject(self.parse.head(verb))
        own = self.parse.child(verb, *SUBJECTS)
        if own is not None:
            relative = own.lower in RELATIVE and verb.relation == "relcl"
            return self.parse.head(verb) if relative else own
        if verb.head == verb.index:
            return None
        head = self.parse.head(verb)
        relation = verb.relation
        if relation == "acl":
            infinitive = any(c.tag == "TO" for c in self.parse.children(verb))
            return self._noun_control(head) if infinitive else head
        if relation == "relcl" or relation == "amod":
            return head
        if relation == "pcomp":
            return self._below_preposition(head)
        if relation in ("xcomp", "ccomp", "advcl", "dep", "oprd"):
            return self._controlled(verb, head)
        return None

    def _controlled(self, verb: Token, head: Token) -> Token | None:
        if head.pos not in ("VERB", "AUX"):
            return self._adjective_subject(head)
        if verb.relation == "advcl":
            agent = self.parse.child(head, "agent") if verb.tag == "VBG" else None
            doer = self.parse.child(agent, "pobj") if agent is not None else None
            return doer or self.subject(head)  # "was attacked by rebels, killing two"
        return self._object_control(verb, head) or self.subject(head)

    def _object_control(self, verb: Token, head: Token) -> Token | None:
        """Who leaves in "urged Rome to leave", not in "used a bridge to leave"."""
        for child in self.parse.children(head):
            if child.index > verb.index:
                break
            if child.relation in ("dobj", "dative") and child.pos != "ADP":
                return child if self._names_actor(child) else None
            if child.relation == "prep" and child.lower in ADDRESSED and verb.tag == "VB":
                return self.parse.child(child, "pobj")
        return None

    def _names_actor(self, noun: Token) -> bool:
        if noun.tag in ("PRP", "NNP", "NNPS") or not self.mentions:
            return True
        return any(index in self.mentions for index in range(noun.left, noun.index + 1))

    def _adjective_subject(self, head: Token) -> Token | None:
        if head.pos == "NOUN":
            return self._noun_control(head)
        above = self.parse.head(head)
        return (
            self.subject(above)
            if above.pos in ("VERB", "AUX") and above.index != head.index
            else None
        )

    def _noun_control(self, noun: Token) -> Token | None:
        """Who leaves in "Rome has plans to leave", "Rome's plan to leave", "a call to Rome to
        leave" and "the right of Rome to leave"."""
        possessor = self.parse.child(noun, "poss")
        if possessor is not None:
            return possessor
        for child in self.parse.children(noun):
            if child.relation == "prep" and child.lower in NAMED_TO:
                return self.parse.child(child, "pobj")
        above = self.parse.head(noun)
        if noun.relation in ("dobj", "attr", "pobj") and above.pos == "ADP":
            above = self.parse.head(above)
        if above.index != noun.index and above.pos in ("VERB", "AUX") and noun.relation != "nsubj":
            return self.subject(above)
        return None

    def _below_preposition(self, preposition: Token) -> Token | None:
        """Who shelled in "accused rebels of shelling" and in "left after shelling"."""
        above = self.parse.head(preposition)
        if above.pos in ("VERB", "AUX"):
            if preposition.lower in OBJECT_CONTROL:
                controlled = self.parse.child(above, "dobj")
                if controlled is not None:
                    return controlled
            return self.subject(above)
        if above.relation == "dobj" and preposition.lower in OBJECT_CONTROL:
            return above
        return self._noun_control(above)

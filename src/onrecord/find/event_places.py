"""Which words of a tree stand in which place around a verb or noun that names an event."""

from collections.abc import Container

from msgspec.structs import replace

from onrecord.find.event_sides import Places
from onrecord.find.event_subjects import DEEPEST, RELATIVE, SUBJECTS, Subjects, VerbRow
from onrecord.find.status_links import mandative
from onrecord.model import Parse, Token

WHERE = frozenset({"in", "at", "near", "inside", "outside", "off"})
SOURCED = frozenset({"according"})  # what follows names a source, no party
AWAY = frozenset({"away", "off", "apart", "aside", "forward"})  # particles parsed as adverbs
MODIFIERS = frozenset({"amod", "compound", "nmod", "nn"})


class Tree(Subjects):
    """Finds places in a report's parse; each verb is looked up once.

    `times` holds the indices of the words of time expressions: "called Rome on Monday" is no
    "call on".
    """

    def __init__(
        self,
        parse: Parse,
        row_of: VerbRow,
        mentions: Container[int] = (),
        times: Container[int] = (),
    ) -> None:
        super().__init__(parse, row_of, mentions)
        self.times = times
        self.verbs: dict[int, Places] = {}

    # -- verbs

    def of_verb(self, verb: Token) -> Places:
        """The places around a verb: "Kyiv was attacked by rebels" has Kyiv as object."""
        places = self.verbs.get(verb.index)
        if places is None:
            places = self.verbs[verb.index] = self._of_verb(verb)
        return places

    def widened(self, places: Places, noun: int | None, *, complement: bool) -> Places:
        """The places with those of the noun that met a condition, and of the complement, where the
        trigger's own are empty: "called for talks with Rome", "promised to help Rome"."""
        inner: list[Places] = []
        if noun is not None:
            inner.append(self.of_noun(self.tokens[noun]))
        if complement:
            inner += [self.of_verb(verb) for verb in places.content if verb.pos == "VERB"]
        heads = dict(places.heads)
        for around in inner:
            for place, found in around.heads.items():
                if place != "subject" and found and not heads.get(place):
                    heads[place] = found
        return replace(places, heads=heads)

    def _of_verb(self, verb: Token) -> Places:
        places = Places(turned=self.passive(verb))
        surface = self.subject(verb)
        if surface is not None:
            places.add("object" if places.turned else "subject", surface)
        for child in self.parse.children(verb):
            self._verb_child(verb, child, places)
        self._gap(verb, places)
        self._stative_object(verb, places)
        if "object" in places.heads:
            for noun in list(places.heads["object"]):
                self._below_object(noun, places)
        heads = places.heads.get("object", ())
        places.objects = [named for head in heads for named in self._words(head)]
        return places

    def _verb_child(self, verb: Token, child: Token, places: Places) -> None:
        relation = child.relation
        if relation == "dobj":
            places.add("object", child)
        elif relation == "prep" or (relation == "dative" and child.pos == "ADP"):
            self._preposition(child, places)
        elif relation == "agent":
            pobj = self.parse.child(child, "pobj")
            if pobj:
                places.add("by", pobj)
                places.add("subject", pobj)
        elif relation == "dative":
            places.add("to", child)
        elif relation == "prt":
            places.particles.add(child.lower)
            places.adverbs.add(child.lower)
        elif relation == "advmod":
            places.particles.add(child.lower)
            if child.lower in AWAY and child.index == verb.index + 1:
                places.adverbs.add(child.lower)
        elif relation == "advcl":
            if self._to_do(child):
                places.purposes.append(child)
                places.complements.add("purpose")
        elif relation in ("xcomp", "ccomp"):
            self._complement(verb, child, places)
        elif relation in ("acomp", "oprd"):
            if self.parse.child(child, "neg") is None:  # "was found not guilty"
                places.parts.append((child.index, child.lemma.lower()))
            places.naming |= relation == "oprd" and child.pos == "NOUN"
            if any(c.relation == "xcomp" for c in self.parse.children(child)):
                places.complements.add("infinitive")

    def _complement(self, verb: Token, child: Token, places: Places) -> None:
        infinitive = self._to_do(child)
        shape = "infinitive" if infinitive else "gerund" if child.tag == "VBG" else "clause"
        places.complements.add(shape)
        if shape == "clause" and mandative(self.parse, child, verb):
            places.complements.add("mandative")
        places.content.append(child)
        if shape == "clause" and child.tag == "VB" and self._bare(verb, child):
            places.complements.add("infinitive")
        subject = self.subject(child)
        if subject is not None:
            places.add("complement-subject", subject)
            if infinitive and child.head == verb.index and self.parse.child(child, *SUBJECTS):
                places.add("object", subject)

    def _to_do(self, verb: Token) -> bool:
        return any(c.tag == "TO" and c.relation == "aux" for c in self.parse.children(verb))

    def _bare(self, verb: Token, child: Token) -> bool:
        """True for "helped it leave" and "asked that it leave", not for what is quoted."""
        return child.index > verb.index and not any(
            c.relation == "aux" or c.tag == "``" for c in self.parse.children(child)
        )

    def _words(self, head: Token) -> list[tuple[int, str]]:
        """Index and lemma of a word and of those joined to it; names in small letters."""
        return [(t.index, t.lemma.lower()) for t in self.joined(head)]

    def _preposition(self, preposition: Token, places: Places, deep: int = 0) -> None:
        name = preposition.lower
        if name in SOURCED:
            return
        if self.times and self._before_time(preposition):
            return
        places.particles.add(name)
        for child in self.parse.children(preposition):
            if child.relation == "pobj":
                places.add(name, child)
                places.below.setdefault(name, []).extend(self._words(child))
                self._against(child, places)
            elif child.relation == "pcomp":
                places.heads.setdefault(name, [])
                places.complements.add("gerund")
                places.content.append(child)
            elif child.relation in ("prep", "conj") and child.pos == "ADP" and deep < DEEPEST:
                self._preposition(child, places, deep + 1)

    def _before_time(self, preposition: Token) -> bool:
        pobj = self.parse.child(preposition, "pobj")
        return pobj is not None and pobj.index in self.times

    def _against(self, noun: Token, places: Places) -> None:
        """ "In protest against Rome" says against whom the event is."""
        for child in self.parse.children(noun):
            if child.lower == "against" and "against" not in places.heads:
                pobj = self.parse.child(child, "pobj")
                places.add("against", *([pobj] if pobj else []))

    def _below_object(self, noun: Token, places: Places) -> None:
        """What hangs on the object may belong to the verb: "imposed sanctions on Rome"."""
        for child in self.parse.children(noun):
            if child.relation == "prep" and child.lower not in places.heads:
                self._preposition(child, places)
                if child.lower == "of":
                    places.parts += places.below.get("of", ())
            elif child.relation in ("acl", "relcl") and any(
                c.tag == "TO" for c in self.parse.children(child)
            ):
                places.complements.add("infinitive")

    def _gap(self, verb: Token, places: Places) -> None:
        """The antecedent as object: "the port that rebels attacked"."""
        if verb.relation != "relcl" or (
            "object" in places.heads and not self._relative_object(places)
        ):
            return
        subject = self.parse.child(verb, *SUBJECTS)
        if subject is not None and subject.lower not in RELATIVE and not places.turned:
            places.heads["object"] = [self.parse.head(verb)]

    def _stative_object(self, verb: Token, places: Places) -> None:
        """What stands below the preposition of a state as object: "is opposed to war"."""
        row = self.row_of(verb.lemma)
        if row is not None and row.kind == "stative" and "object" not in places.heads:
            for preposition in row.prepositions:
                if places.heads.get(preposition):
                    places.heads["object"] = places.heads[preposition]

    def _relative_object(self, places: Places) -> bool:
        return all(t.lower in RELATIVE for t in places.heads["object"])

    # -- nouns

    def of_noun(self, noun: Token) -> Places:
        """The places around an event noun: "Rome's attack on Gaul", "launched an attack on"."""
        places = Places()
        for child in self.parse.children(noun):
            if child.relation == "poss":
                places.heads.setdefault("possessor", []).insert(0, child)
            elif child.relation in MODIFIERS:
                places.add("possessor", child)
                places.objects.append((child.index, child.lemma.lower()))
            elif child.relation == "prep":
                self._preposition(child, places)
                for by in places.heads.get("by", ()):
                    self._below_object(by, places)
            elif child.relation in ("acl", "relcl"):
                self._noun_clause(child, places)
        places.modifiers = self.modifiers(noun)
        self._lent(noun, places)
        places.objects += places.below.get("of", [])
        if "object" not in places.heads and "of" in places.heads:
            places.heads["object"] = list(places.heads["of"])
        return places

    def _noun_clause(self, clause: Token, places: Places) -> None:
        infinitive = any(c.tag == "TO" for c in self.parse.children(clause))
        places.complements.add("infinitive" if infinitive else "clause")
        if infinitive:
            places.content.append(clause)
        agent = self.parse.child(clause, "agent")
        if agent is not None and clause.tag == "VBN":
            pobj = self.parse.child(agent, "pobj")
            if pobj is not None:
                places.add("by", pobj)

    def _lent(self, noun: Token, places: Places) -> None:
        """What a light verb above lends to the noun: "held talks with", "came under attack"."""
        while noun.relation == "conj":
            noun = self.parse.head(noun)
        verb = self.parse.head(noun)
        preposition = ""
        if noun.relation == "pobj":
            preposition, verb = verb.lower, self.parse.head(verb)
        elif noun.relation not in ("dobj", "nsubjpass"):
            return
        if preposition == "in" and verb.pos == "VERB" and not self._determined(noun):
            places.add("subject", *self.of_verb(verb).heads.get("subject", ()))
        row = self.row_of(verb.lemma) if verb.pos == "VERB" else None
        if (
            row is None
            or row.kind == "raising"
            or (preposition and preposition not in row.prepositions)
        ):
            return
        around = self.of_verb(verb)
        places.governor = verb
        subject = "object" if row.kind == "object-lend" else "subject"
        lent = [t for t in around.heads.get(subject, ()) if t.index != noun.index]
        places.add("object" if row.kind == "undergo" else "subject", *lent)
        for name, heads in around.heads.items():
            if name not in ("subject", "object", "possessor") and name not in places.heads:
                places.add(name, *(t for t in heads if t.index != noun.index))
                places.below[name] = around.below.get(name, [])

    # -- words inside a noun phrase

    def modifiers(self, noun: Token) -> frozenset[str]:
        """The lemmas of the adjectives and nouns before a noun: "hunger strike"."""
        return frozenset(
            child.lemma.lower()
            for child in self.parse.children(noun)
            if child.relation in MODIFIERS
        )

    def _determined(self, noun: Token) -> bool:
        """False for "protest" in "they stopped work in protest": they protest."""
        return noun.tag != "NN" or self.parse.child(noun, "det", "poss", "compound") is not None

    def joined(self, head: Token) -> list[Token]:
        """A word and the words joined to it by "and" or commas, in the order of the text."""
        tokens = self.tokens
        found = [head]
        for word in found:
            for index in word.children:
                if tokens[index].relation == "conj":
                    found.append(tokens[index])
        return found

"""What the words of those who tell make of what they tell: rumours, false claims, fiction."""

from onrecord.find.status_algebra import FACTUAL, Step
from onrecord.find.status_clauses import VERBS
from onrecord.find.status_cues import Named
from onrecord.find.status_links import Link, link_of
from onrecord.find.status_own import Doubt, OwnStatus
from onrecord.model import Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})


class ToldStatus(OwnStatus):
    """The status of what is told, by whom and how it is told."""

    def _told_of(self, noun: Token, step: Step) -> Step:
        """The rejected report was made, the attack it tells of is denied."""
        link = link_of(self.parse, noun)
        own = self.own(noun)
        return own if link.shape == "noun" and own.status in FACTUAL else step

    def _anyone(self, noun: Token) -> tuple[str, Token] | None:
        """ "Anyone who attacks", "any state that attacks": the entry and its word."""
        for word in (noun, *self.parse.children(noun)):
            if found := self.cues.anyone.get(word.lower):
                return found[0], word
        return None

    def _question(self, step: Step) -> bool:
        return step.cues[-1].detail in self.cues.question

    def _told(self, own: Step, link: Link) -> Step:
        """A clause below a verb of speech keeps what it says, unless its source is unconfirmed."""
        assert link.governor is not None
        if own.status not in FACTUAL:
            return own
        subject = self._teller(link.governor)
        found = self._falsely(link.governor)
        if found is None and subject is not None:
            found = self._doubted(subject) or self._rumoured(subject)
        return own.then(*found) if found else own

    def _teller(self, verb: Token) -> Token | None:
        """The subject of a verb, or of the verb above it: "footage appeared to show".

        A finite verb with an adjective before it has its subject there: the parse took it for one.
        """
        for _ in range(4):
            subject = self.parse.child(verb, "nsubj", "nsubjpass")
            if subject is None and verb.tag in FINITE:
                subject = self.parse.child(verb, "amod", "nmod")
            if subject is not None or verb.relation != "xcomp":
                return subject
            verb = self.parse.head(verb)
        return None

    def _falsely(self, verb: Token) -> Doubt | None:
        """ "Falsely claimed", "lied when he said": the status of what is claimed."""
        above = self.parse.head(verb) if verb.relation in ("advcl", "xcomp") else None
        found = self.cues.source.get(above.lemma) if above is not None else None
        if above is not None and found and found[1].status:
            return found[1].status, found[0], above
        for child in self.parse.children(verb):
            found = self.cues.source.get(child.lower) if child.relation == "advmod" else None
            if found and found[1].status:
                return found[1].status, found[0], child
        return None

    def _rumoured(self, subject: Token) -> Doubt | None:
        """ "Rumours spread that", "the novel tells that"."""
        lemma = subject.lemma.lower()
        found: Named | None = self._made_up(subject)
        for _, named in self.cues.governors.get((lemma, "clause"), ()):
            if found is None and named[1].status == "alleged":
                found = named
        return (found[1].status, found[0], subject) if found and found[1].status else None

    def _doubted(self, source: Token) -> Doubt | None:
        """ "Unconfirmed reports": the status of what they say, the entry and its word."""
        if found := self._doubting_word(source):
            return found
        if source.relation != "nsubj":
            return None
        verb = self.parse.head(source)
        if found := self._provided(verb):
            return found
        verb = self.parse.child(verb, "xcomp") or verb  # "turned out to be", "proved to be"
        said = self.parse.child(verb, "acomp", "oprd", "attr")
        cue = self.cues.source.get(said.lower) if said is not None else None
        if said is not None and cue and cue[1].status and self.own(verb).status in FACTUAL:
            return cue[1].status, cue[0], said
        return None

    def _provided(self, verb: Token) -> Doubt | None:
        """ "If true, …", "if confirmed, …" beside a verb."""
        for child in self.parse.children(verb):
            if child.lower in self.cues.provided and child.index:
                found = self.cues.proviso.get(self._words(self.tokens[child.index - 1], 2))
                if found and found[1].status:
                    return found[1].status, found[0], child
        return None

    def _predicated(self, verb: Token) -> tuple[Named, Token] | None:
        """ "Is out of the question", "are on the table": the entry and its first word."""
        if verb.pos != "AUX" and (verb.lemma, "subject") not in self.cues.governors:
            return None
        for child in self.parse.children(verb):
            if child.index > verb.index and child.lower in self.cues.predicated:
                for length in (4, 3, 2):
                    if found := self.cues.predicate.get(self._words(child, length)):
                        return found, child
        return None

    def _made_up(self, noun: Token) -> Named | None:
        """The entry of a noun for what is made up: "film", "war game"."""
        before = self.tokens[noun.index - 1].lower if noun.index else ""
        lemma = noun.lemma.lower()
        return self.cues.fiction.get(lemma) or self.cues.fiction.get(f"{before} {lemma}")

    def _told_in_fiction(self, token: Token, governor: Token) -> Doubt | None:
        """ "The war game has Rome attacking", "a play about a queen who is murdered"."""
        noun: Token | None = None
        if token.relation in ("ccomp", "xcomp"):
            noun = self._teller(governor)
        elif governor.relation == "pobj":
            noun = above = self.parse.head(self.parse.head(governor))
            if above.relation == "dobj" and self._made_up(above) is None:
                above = self.parse.head(above)  # "tells the story of a queen who is murdered"
            if above.pos in VERBS:
                noun = self._teller(above)
        found = self._made_up(noun) if noun is not None else None
        if noun is None or found is None or found[1].status is None:
            return None
        return found[1].status, found[0], noun

    def _doubting_word(self, source: Token) -> Doubt | None:
        for child in self.parse.children(source):
            found = self.cues.source.get(child.lower)
            if found and child.relation in ("amod", "compound") and found[1].status:
                return found[1].status, found[0], child
        return None

    def _framed(self, verb: Token) -> Doubt | None:
        """ "According to unconfirmed reports, …", "in the film, …": what a phrase says.

        The phrase that opens a sentence says it of all its clauses.
        """
        sentence = self.parse.sentences[verb.sentence]
        first = self.tokens[sentence.first]
        opening = (first,) if first.relation == "prep" and first.head != verb.index else ()
        for child in (*opening, *self.parse.children(verb)):
            inner = self.parse.child(child, "prep") or child
            if child.relation != "prep" or (inner is child and child.index > verb.index):
                continue
            noun = self.parse.child(inner, "pobj")
            if noun is None:
                continue
            made_up = self._made_up(noun)
            if made_up and made_up[1].status and child.lower in made_up[1].prepositions:
                return made_up[1].status, made_up[0], noun
            if noun.lemma in self.cues.told and (found := self._doubting_word(noun)):
                return found
        return None

    def _past(self, word: Token) -> bool:
        """True for a governor in the past itself: "was able to"."""
        verb = word if word.pos in VERBS else self.parse.head(word)
        return verb.tag == "VBD"

    def _took_place(self, link: Link, outer: Step) -> bool:
        """True for a planned thing of which the verb says that it came about."""
        verb = link.governor
        return (
            verb is not None
            and outer.status in FACTUAL
            and verb.pos == "VERB"
            and (verb.tag == "VBD" if link.shape == "subject" else link.passive)
        )

    def _inside(self, token: Token, own: Step) -> bool:
        """True for what came about in an event: "accused of a raid in which two men died"."""
        return own.status in FACTUAL and any(
            child.lower == "in"
            and self.parse.child(child, "pobj") is not None
            and self.tokens[child.index + 1].tag == "WDT"
            for child in self.parse.children(token)
        )

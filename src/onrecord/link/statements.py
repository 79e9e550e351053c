"""What is said in a report, piece by piece: a sentence of the content of an attribution."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from onrecord.knowledge.counting import gives_number
from onrecord.knowledge.families import is_anybody, is_people, negative_words, root_of, untrue_words
from onrecord.link.cast import Member
from onrecord.link.matter import EVASIVE, FOREVER, Days, Matter, base, overlap
from onrecord.model import Actor, Attribution, Content, Cue, Event, Figure, Source, Span
from onrecord.model.across import Fact
from onrecord.model.words import Casualty, SourceKind

CLAIMING = frozenset(
    {"assert", "report", "deny", "confirm", "accuse", "predict", "believe", "doubt", "estimate",
     "announce", "agree", "warn", "know", "show", "fear", "criticise", "refuse"}
)  # fmt: skip
NO = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.I
)
JOINS = re.compile(r"[,;] (?:and|but|while|whereas) |; ")
AFTER = re.compile(r"(?:it|this|that):", re.IGNORECASE)  # what follows is said instead
LITTLE = re.compile(  # a no that bounds a number or limits nothing
    r"\b(?:no|not|never|none)\s+(?:fewer|less|more|later|earlier|only|least|just|merely|much|long)\b"
    r"|\bno (?:longer )?doubt\b|\bnothing but\b|(?:,|\band)\s+not\b",
    re.IGNORECASE,
)
ANY = re.compile(r"\b(?:no ?one|nobody|nothing|any(?: ?one|body|thing)|no-one)\b", re.IGNORECASE)
NOUN = re.compile(
    r"\b(?:no|not (?:a|an|one|any)|neither|never any)\s+"
    r"((?:(?!(?:on|in|of|for|at|to|from|with|by|about|under|over|near|that|which)\b)\w+\s*){1,3})",
    re.IGNORECASE,
)
HEAD = re.compile(r"^\W*(?:\w+\s+){0,5}?that\b")  # "that …", "a newspaper report that …"
SELF = re.compile(r"\W*(?:that\s+)?(?:it|we|they|he|she|i|its|our|their|\w+ing)\b", re.IGNORECASE)
WORDS = re.compile(r"[\w'’-]+")
OPENS = re.compile(r"\b(?:who|whom|whose|which|that|where|when|if|because|although|while)\b", re.I)
OPEN = ("possible", "conditional", "requested", "unclear", "promised")
POINTS = re.compile(
    r"\bsuch\b|\b(?:the|this|that|these|those)\s+(?:\w+\s+)?(?:reports?|accounts?|claims?|charges?"
    r"|allegations?|stor(?:y|ies)|statements?|accusations?|versions?|rumou?rs?|suggestions?)\b",
    re.IGNORECASE,
)
IT = re.compile(r"\W*(?:that\s+)?(?:it|that|this|they|these|those)\b", re.IGNORECASE)
NO_TRUTH = re.compile(r"\bno (?:\w+ of )?truth\b|\bnot a word of\b|\bnothing in it\b", re.I)
LAY = ("lay", "lain", "laid", "lying")
SHORT = 10  # words of a piece that says no more than that something is not true
NEGATED = ("negated", "denied", "refused", "averted")
FIRST = 4  # words before a negation that still makes the whole a no
UNSAID_BY = frozenset(
    {"deny", "refuse", *EVASIVE}
)  # who does so does not say what the words beside say
FATE: tuple[tuple[str, Casualty], ...] = (("kill", "killed"), ("wound", "wounded"))
TOPIC = re.compile(r"\s+about\b", re.IGNORECASE)  # said about 26 boxes: what, not how many
AHEAD = ("conditional", "requested")  # what lies ahead contradicts no denial
ALL = 0.7  # share of concepts
NEXT = 12  # characters between a verb and the number that it gives
LEAST = 6  # characters of a piece that can say anything
COUNTED = frozenset({"count", "percent", "money", "measure", "score", "share"})
THING = 0.3  # how much a concept tells by itself that can be what a denial is about
ASIDE = 30  # characters from a figure in which the words that set it aside stand
REJECTS = re.compile(r"(?:\band not|, not|\brather than|\binstead of) (?:the )?$", re.IGNORECASE)
IS_NOT = re.compile(r"(?:\bnot|n['’]t) (?:the )?$", re.IGNORECASE)
BUT = re.compile(r"(?: \w+){0,2},? but (?:about |some |only |at least )?[\w$£€]")
CLOSE = 0.1  # how far off an approximate figure may be


class Quantity:
    """A figure within a piece: what is counted, and the values it allows."""

    def __init__(self, matter: Matter, figure: Figure) -> None:
        self.figure = figure
        self.unit = figure.currency or figure.unit
        span = figure.of_span
        self.of = matter.concepts(span).keys() if span else Counter[str]().keys()
        self.people = frozenset(concept for concept in self.of if is_people(concept))
        self.casualty = figure.casualty
        self.low = float("-inf") if figure.low is None else float(figure.low)
        self.high = float("inf") if figure.high is None else float(figure.high)
        if figure.approximate:
            self.low, self.high = self.low * (1 - CLOSE), self.high * (1 + CLOSE)

    def agrees(self, other: "Quantity") -> bool:
        """True if both can hold."""
        return self.low <= other.high and other.low <= self.high

    def same_kind(self, other: "Quantity") -> bool:
        """True if the same sort of thing is counted in the same unit."""
        if (self.unit, self.figure.kind) != (other.unit, other.figure.kind):
            return False
        one, two = self.casualty, other.casualty
        if one and two:
            others = self.people and other.people and not self.people & other.people
            return one == two and self.figure.kind == "count" and not others
        return bool(set(self.of) & set(other.of)) or self.figure.kind in ("money",)

    def may_be(self, other: "Quantity") -> bool:
        """True if the same may be measured or counted in other words: tons of fish, tons of cod;
        17 sailors, 19 men."""
        if (self.unit, self.figure.kind) != (other.unit, other.figure.kind):
            return False
        others = self.people and other.people and not self.people & other.people
        counted = self.figure.kind == "count" and self._of_people and other._of_people
        return (self.figure.kind == "measure" or counted) and not others

    @property
    def _of_people(self) -> bool:
        """True if people are counted, of any sort or of one that is told."""
        return not self.of or any(map(is_anybody, self.of))


class Piece:
    """One sentence of what somebody says: the attribution, and the words that count."""

    def __init__(self, matter: Matter, said: Attribution, span: Span) -> None:
        self.matter = matter
        self.said = said
        self.span = span
        self.fact = Fact(matter.name, said.id)
        self.before: Piece | None = None  # what it points back at

    @cached_property
    def own(self) -> Counter[str]:
        """What its own words say, and of whom where the source speaks of itself."""
        found = self.matter.concepts(self.span)
        if SELF.match(self.text) and (member := self.member):
            found[f"@{member.number}"] += 1
            if member.nation:
                found[f"~{member.nation}"] += 1
        return found

    @property
    def bare(self) -> bool:
        """True if it says no more than a number."""
        return not any(concept[0].isalpha() for concept in self.own)

    @property
    def tells(self) -> bool:
        """True if it tells of something, and does not only name somebody."""
        if self.events or self.quantities or self.before:
            return True
        least = 0.8 * (self.span.end - self.span.start)
        return not any(
            min(end, self.span.end) - max(start, self.span.start) > least
            for start, end, _ in self.matter.mentions
        )

    @cached_property
    def concepts(self) -> Counter[str]:
        """What it says, with what was said before it where it points at that."""
        return self.own + self.before.concepts if self.before else self.own

    @cached_property
    def text(self) -> str:
        return self.matter.printed(self.span)

    @property
    def source(self) -> str:
        """The source as printed."""
        return " ".join(self.matter.printed(span) for span in self.said.source.spans)

    @cached_property
    def events(self) -> Sequence[Event]:
        """The events told in it, in the order of their words."""
        return [e for e in self.matter.record.events if _holds(self.span, e.trigger)]

    @cached_property
    def quantities(self) -> Sequence[Quantity]:
        found = [q for q in self._figures if not self._is_rejected(q)]
        if len(found) == 1 and found[0].casualty is None:
            found[0].casualty = next((c for name, c in FATE if name in self.deeds), None)
        if self.before and len(found) == 1 and not found[0].of and len(self.before.quantities) == 1:
            found[0].of = self.before.quantities[0].of
            found[0].casualty = found[0].casualty or self.before.quantities[0].casualty
        return found

    @cached_property
    def rejected(self) -> Sequence[Quantity]:
        """The figures that it sets aside for another: "58 men had gone down and not 52"."""
        found = [q for q in self._figures if self._is_rejected(q)]
        for quantity in found:
            if not quantity.of and len(self.quantities) == 1:
                quantity.of = self.quantities[0].of
        return found

    @cached_property
    def _figures(self) -> Sequence[Quantity]:
        figures = (f for f in self.matter.record.figures if _holds(self.span, f.span))
        return [Quantity(self.matter, f) for f in figures if f.kind in COUNTED]

    def _is_rejected(self, quantity: Quantity) -> bool:
        """True for a figure behind "and not" or "rather than", and one before "but" after "not"."""
        start, end = quantity.figure.span
        before = self.matter.text[max(self.span.start, start - ASIDE) : start]
        if REJECTS.search(before):
            return True
        after = self.matter.text[end : min(self.span.end, end + ASIDE)]
        return bool(IS_NOT.search(before) and BUT.match(after))

    @cached_property
    def member(self) -> Member | None:
        return self.matter.member(self.said.origin or self.said.source.actor)

    @cached_property
    def denies(self) -> bool:
        """True if the source says that it is not so."""
        negative = self._turned or self.said.polarity == "negative"
        return negative != self._negated

    @cached_property
    def _turned(self) -> bool:
        """True for the denial of what the words say: also "rejected the account"."""
        act = self.said.act
        denied = act in ("deny", "doubt") or (act == "refuse" and bool(POINTS.match(self.text)))
        return (denied or self.untrue) and not AFTER.match(self.text)

    @cached_property
    def untrue(self) -> bool:
        """True if it says no more of what somebody said than that it is not true: "called the
        report a fable"."""
        words = WORDS.findall(self.text)
        if len(words) > SHORT or not (POINTS.search(self.text) or IT.match(self.text)):
            return False
        if NO_TRUTH.search(self.text):
            return True
        says = any(_root(word) in untrue_words() for word in words[1:])
        return says and not NO.search(self.text)

    @cached_property
    def main(self) -> Event | None:
        """The first event that stands in no clause within: as many events stand before it as
        words that open such a clause."""
        for before, event in enumerate(self.events):
            text = self.matter.text[self.span.start : event.trigger.start]
            if len(OPENS.findall(HEAD.sub("", text))) <= before:
                return event
        return None

    @cached_property
    def _negated(self) -> bool:
        """True if what the piece says is a no: its main event, or its first words."""
        if self._turned:  # the events are denied by the act already
            return False
        if self._not_so:
            return NO.search(self.text) is None
        text = LITTLE.sub("", self.text)
        first = NO.search(text)
        if first is None:
            return False
        before = len(text[: first.start()].split())
        return (
            before < FIRST
            or "no such" in self.text
            or bool(self.main and self.main.status in NEGATED)
        )

    @cached_property
    def _not_so(self) -> frozenset[str]:
        """The families of what its words say not to be so without a no: "is alive"."""
        roots = map(root_of, WORDS.findall(self.text))
        return frozenset(family for root in roots if (family := negative_words().get(root)))

    @cached_property
    def named(self) -> frozenset[int]:
        """Those whom it names, but for who says it."""
        own = self.member.number if self.member else None
        named = (m for m in self.matter.people_in(self.span) if m.named and m.number != own)
        return frozenset(m.number for m in named)

    @cached_property
    def deeds(self) -> frozenset[str]:
        """What its events are called."""
        return frozenset(c for event in self.events for c in self._called(event))

    def _called(self, event: Event) -> Iterator[str]:
        for word in self.matter.words_in(event.trigger):
            yield from word.concepts

    def opposes(self, other: "Piece") -> bool:
        """True if what this one says not to be so is what the other says: its main event, or the
        thing of which it says that there is none."""
        if self._not_so:
            return bool(self._not_so & (other.deeds | other.own.keys()))
        if noun := NOUN.search(self.text):
            span = Span(self.span.start + noun.start(1), self.span.start + noun.end(1))
            things = {c for word in self.matter.words_in(span) for c in word.concepts}
            if things & other.own.keys() and (not self.deeds or self.deeds & other.deeds):
                return True
            if things & other.own.keys() and not (self.main and set(self._called(self.main))):
                return True
        names = set(self._called(self.main)) if self.main else set()
        if not names:
            return bool(self.before) or self._says_the_same(other)
        if not other.deeds:
            return bool(names & other.own.keys())
        shared = [e for e in other.events if names & set(other._called(e))]
        return any(event.status not in AHEAD for event in shared) and self._of_the_same(
            other, names
        )

    def _of_the_same(self, other: "Piece", names: set[str]) -> bool:
        """True if what it says not to be so is said of something the other speaks of too: "he asked
        for asylum" is not denied by who denies that he asked for a price."""
        if self.before or ANY.search(self.text):
            return True
        own = f"@{self.member.number}" if self.member else ""
        things = {
            concept
            for concept in self.own
            if concept not in {*names, own}
            and concept[0] not in "~#"
            and not is_anybody(concept)
            and base(concept) >= THING
        }
        return not things or bool(things & other.own.keys())

    def _says_the_same(self, other: "Piece") -> bool:
        """True if nearly all that one says stands in the other: "was poisonous", "was not"."""
        mine = {c for c in self.own if c[0].isalpha()}
        return bool(mine) and len(mine & other.own.keys()) >= ALL * len(mine)

    @property
    def open(self) -> bool:
        """True if it leaves open whether it is so."""
        return self.main is not None and self.main.status in OPEN

    @cached_property
    def days(self) -> Days:
        """The days that its events may have been on."""
        found = [days for e in self.events if (days := self.matter.days(e.when))]
        return found[0] if len(found) == 1 else FOREVER

    @cached_property
    def day(self) -> Days:
        """The days on which it may have been said."""
        return self.matter.day(self.said)

    @property
    def order(self) -> tuple[str, str, int]:
        return self.matter.published or FOREVER[1], self.matter.name, self.span.start

    def agrees_in_days(self, other: "Piece") -> bool:
        return overlap(self.days, other.days)


def _root(word: str) -> str:
    """The root of a word; of "lay" and "lain" none, which are no lies."""
    return "" if word.casefold() in LAY else root_of(word)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def pieces_of(matter: Matter) -> Sequence[Piece]:
    """The pieces of all statements of a report that claim something, in the order of the text."""
    found = [
        piece
        for said in matter.record.attributions
        if said.act in CLAIMING and said.status == "happened" and _says(matter, said)
        for piece in _pieces(matter, said)
    ]
    found += _counts(matter)
    found.sort(key=lambda piece: (piece.span.start, piece.span.end))
    for at, piece in enumerate(found):
        if piece.bare or piece.untrue or POINTS.search(piece.text):
            piece.before = _pointed_at(piece, found[:at])
    return [piece for piece in found if piece.tells]


def _pointed_at(piece: Piece, before: Sequence[Piece]) -> Piece | None:
    """What a piece points back at: the last that somebody else said of its source, else the last
    that somebody else said, else what stands right before it."""
    others = [
        one for one in before if one.span.end <= piece.span.start and one.said.id != piece.said.id
    ]
    if piece.bare or not others:
        return others[-1] if others and others[-1] is before[-1] else None
    member = piece.member
    apart = [one for one in others if one.member is not member] or others
    if member is None:
        return apart[-1]
    own = {f"@{member.number}", f"~{member.nation}"}
    return next((one for one in reversed(apart) if own & one.own.keys()), apart[-1])


def _counts(matter: Matter) -> Iterator[Piece]:
    """Numbers that somebody gives without a clause: "the union spoke of 6,500"; what tells it is
    the event."""
    told = [span for said in matter.record.attributions for span in said.cue.spans]
    for event in matter.record.events:
        trigger = event.trigger
        actor = matter.actors.get(event.actors[0]) if event.actors else None
        if actor is None or actor.kind not in ("organization", "group", "person", "unknown"):
            continue
        if not gives_number(matter.printed(trigger)) or any(_holds(s, trigger) for s in told):
            continue
        rest = Span(trigger.end, event.span.end)
        figures = [f for f in matter.record.figures if _holds(rest, f.span) and f.kind == "count"]
        subject = _subject(actor, trigger)
        near = figures and figures[0].span.start - trigger.end < NEXT
        if subject and near and not TOPIC.match(matter.printed(rest)):
            kind: SourceKind = "named-person" if actor.kind == "person" else "organization"
            said = Attribution(
                id=event.id,
                source=Source(spans=(subject,), head=subject, actor=actor.id, kind=kind),
                cue=Cue(spans=(trigger,), lemma=matter.printed(trigger)),
                content=Content(spans=(rest,)),
                act="estimate",
                said=event.when,
            )
            yield Piece(matter, said, rest)


def _subject(actor: Actor, trigger: Span) -> Span | None:
    """The last mention of an actor before a verb."""
    before = [m.span for m in actor.mentions if m.span.end <= trigger.start]
    return max(before, default=None)


def _says(matter: Matter, said: Attribution) -> bool:
    """True unless it is little but another's statement, or nobody's denial."""
    if (
        said.id in matter.hollow
        or matter.evades(said)
        or (said.source.kind == "none" and (said.act == "deny" or said.within))
    ):
        return False
    return not any(
        other.source.actor == said.source.actor and _silences(matter, other, said)
        for other in matter.record.attributions
        if other.act in UNSAID_BY and other.id != said.id
    )


def _silences(matter: Matter, outer: Attribution, inner: Attribution) -> bool:
    """True if one attribution takes back what the other seems to say: it stands within a denial,
    or in the sentence of one who says nothing."""
    first = inner.content.spans[0]
    if outer.act in EVASIVE:
        at = outer.cue.spans[0].start
        return any(s.start <= at < s.end and s.start <= first.start < s.end
                   for s in matter.record.sentences)  # fmt: skip
    return any(s.start <= first.start and first.end <= s.end for s in outer.content.spans)


def _pieces(matter: Matter, said: Attribution) -> Iterator[Piece]:
    """The content of an attribution, sentence by sentence; what a cue parts is one piece, and
    clauses that "and" or "but" joins are two, where something happens in each."""
    spans = said.content.spans
    for sentence in matter.record.sentences:
        parts = [
            Span(max(span.start, sentence.start), min(span.end, sentence.end))
            for span in spans
            if span.start < sentence.end and sentence.start < span.end
        ]
        if parts and sum(part.end - part.start for part in parts) >= LEAST:
            for clause in _clauses(matter, max(parts, key=lambda part: part.end - part.start)):
                yield Piece(matter, said, clause)


def _clauses(matter: Matter, span: Span) -> Iterator[Span]:
    """A span parted where "and", "but" or a semicolon joins two clauses."""
    triggers = [e.trigger.start for e in matter.record.events if _holds(span, e.trigger)]
    start = span.start
    for joint in JOINS.finditer(matter.text, span.start, span.end):
        before = any(start <= trigger < joint.start() for trigger in triggers)
        if before and any(trigger >= joint.end() for trigger in triggers):
            yield Span(start, joint.start())
            start = joint.end()
    yield Span(start, span.end)

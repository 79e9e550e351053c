"""The same event in several places, of several reports or of one.

Two mentions may be one event if their words are of one family (or their PLOVER types agree) and
their days allow it. For it speak who acts, on whom, where, how many, and the other words of the
clause; against it other persons, other places. Clusters are made by average linkage, so the order
of reports decides nothing; a cluster whose days exclude each other never forms.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from onrecord.knowledge.carried import carried
from onrecord.knowledge.families import families, is_deed, is_people, near, root_of, wider_of
from onrecord.knowledge.link_weights import probability
from onrecord.link.cast import Member, plain
from onrecord.link.event_signs import signs
from onrecord.link.linkage import alike, clusters
from onrecord.link.matter import FOREVER, SLACK, Days, Matter, later, overlap, telling
from onrecord.model import Event, Span
from onrecord.model.across import Course, Fact, Happening

AHEAD = frozenset(
    {"planned", "scheduled", "requested", "promised", "ordered", "conditional", "possible"}
)
PLANNED = frozenset({"planned", "scheduled", "requested", "promised", "ordered"})
DONE = frozenset({"happened", "ongoing"})
NOT = frozenset({"averted"})
NEGATIVE = frozenset({"negated", "denied", "averted", "refused"})
WORD = 14  # characters before a name in which a word may stand that says what it names
DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their|his|her)\s+(?:\w+\s+)?$", re.I)
ANOTHER = re.compile(
    r"\b(?:second|third|fourth|another|new|fresh|further|other|latest|next)\s+(?:\w+\s+)?$", re.I
)
OTHER = re.compile(r"(?:the |a )?(?:second|third|fourth|another|other)\b", re.I)
BY = re.compile(r"\b(?:by|before|until|within|till)\s+(?:the\s+)?$", re.I)
WEEK = 7
DEADLY = frozenset({"kill", "drown", "sink"})  # families of what happens to one who does it
ONE = 0.4  # from this probability on two mentions are one event
NEVER = -9.0


class Mention:
    """One event of a report, made ready to be compared."""

    def __init__(self, matter: Matter, event: Event) -> None:
        self.matter = matter
        self.event = event
        self.fact = Fact(matter.name, event.id)

    @cached_property
    def names(self) -> frozenset[str]:
        """Families or stem of the word that names the event; of a verb that moves something, the
        family of both: "the money went to him" was a payment."""
        trigger = self.event.trigger
        after = self.matter.printed(Span(trigger.end, max(trigger.end, self.sentence.end)))
        if deed := carried(self.matter.printed(trigger), self._before, after):
            return frozenset({deed})
        return frozenset(
            concept
            for word in self.matter.words_in(trigger)
            for concept in word.concepts
            if not concept[0].isdigit() and is_deed(concept)
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that name the event."""
        trigger = self.event.trigger
        return frozenset(map(root_of, self.matter.printed(trigger).split()))

    @cached_property
    def sentence(self) -> Span:
        return self.matter.sentence(self.event.trigger.start)

    @cached_property
    def printed(self) -> str:
        """The words of its sentence."""
        return self.matter.printed(self.sentence)

    @cached_property
    def _before(self) -> str:
        """The words before it in its sentence."""
        return self.matter.printed(Span(self.sentence.start, self.event.trigger.start))

    @property
    def definite(self) -> bool:
        """True where the words before it say that it is known: "the attack"."""
        return bool(DEFINITE.search(self._before))

    @cached_property
    def another(self) -> bool:
        """True where the words before it, or who suffers it, say that it is not the first: "a
        second blast", "another trawler was stopped"."""
        spans = (
            mention.span
            for actor in (*self.event.actors, *self.event.recipients)
            for mention in self.matter.actors[actor].mentions
            if self.sentence.start <= mention.span.start < self.sentence.end
        )
        return bool(
            ANOTHER.search(self._before) or any(OTHER.match(self.matter.printed(s)) for s in spans)
        )

    @cached_property
    def sort(self) -> frozenset[str]:
        """Of what sort the people are who suffer it."""
        return frozenset(part for part in self.sufferers if is_people(part))

    @property
    def side(self) -> str:
        """Whether it lay ahead, was not so, or was done."""
        status = self.event.status
        return "ahead" if status in AHEAD else "not" if status in NEGATIVE else "done"

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers that its clause gives."""
        return frozenset(concept for concept in self.clause if concept[0] == "#")

    @property
    def known(self) -> bool:
        """True if its word has a family."""
        return any(name in families() for name in self.names)

    @cached_property
    def wider(self) -> frozenset[str]:
        return frozenset(wide for name in self.names if (wide := wider_of(name)))

    @cached_property
    def near(self) -> frozenset[str]:
        """Families that may name it seen from another side."""
        return frozenset(other for name in self.names for other in near(name))

    @cached_property
    def days(self) -> Days:
        """The days on which it can be: by its time, else by its status and its report's day."""
        published = self.matter.published
        if found := self.matter.days(self.event.when):
            return self._ahead(found, published)
        if published is None:
            return FOREVER
        if self.event.status in AHEAD:
            return later(published, -30), FOREVER[1]
        return FOREVER[0], later(published, SLACK)

    def _ahead(self, days: Days, published: str | None) -> Days:
        """The days of what did not take place yet: "by Sunday" is any day until then, and a day of
        the last week may be that of the next: "the hearing on Monday was called off"."""
        if published is None or self.side == "done":
            return days
        timex = self.matter.timexes[self.event.when or ""]
        if published < days[1] and BY.search(self.matter.text[: timex.span.start][-WORD:]):
            return published, days[1]
        if days[1] <= published <= later(days[1], WEEK):
            return days[0], later(days[1], WEEK)
        return days

    @cached_property
    def dated(self) -> bool:
        return self.matter.days(self.event.when) is not None

    @cached_property
    def clause(self) -> Counter[str]:
        """The words around it: those of its clause, and of who takes part."""
        span = self.event.span
        counts = self.matter.concepts(span)
        for actor in self.parts:
            counts.update(self._described(actor))
        for name in self.names:
            counts.pop(name, None)
        return counts

    @cached_property
    def parts(self) -> tuple[str, ...]:
        event = self.event
        return tuple(dict.fromkeys((*event.actors, *event.recipients, *event.parties)))

    def heads(self, actors: Iterable[str]) -> frozenset[str]:
        """What those who take part are compared by: members that are named, heads of others."""
        found: set[str] = set()
        for actor in actors:
            found |= self._described(actor)
        return frozenset(found)

    @property
    def dies(self) -> bool:
        """True if who is said to do it is the one who suffers it: three men fell."""
        return not self.event.recipients and not self.names.isdisjoint(DEADLY)

    @cached_property
    def sufferers(self) -> frozenset[str]:
        return self.heads(self.event.actors if self.dies else self.event.recipients)

    @cached_property
    def people(self) -> frozenset[int]:
        """Persons with full names who suffer it, and ships and the like: "the steamer Calla"."""
        event = self.event
        sufferers = event.actors if self.dies else event.recipients
        found = ((actor, self.matter.member(actor)) for actor in sufferers)
        return frozenset(
            member.number
            for actor, member in found
            if member and member.named and (_is_full(member) or self._is_thing(actor))
        )

    def _is_thing(self, actor: str) -> bool:
        """True where the word before a name, or its first, says what thing it is."""
        return any(
            (family := families().get(concept)) and family.kind == "thing"
            for mention in self.matter.actors[actor].mentions
            for word in self.matter.words_in(Span(mention.span.start - WORD, mention.span.end))
            for concept in word.concepts
        )

    @cached_property
    def doers(self) -> frozenset[str]:
        return frozenset() if self.dies else self.heads(self.event.actors)

    @cached_property
    def place(self) -> int | None:
        member = self.matter.member(self.event.place)
        return member.number if member and member.named else None

    def _described(self, actor: str) -> frozenset[str]:
        member = self.matter.member(actor)
        if member is None:
            return frozenset()
        nation = {f"~{member.nation}"} if member.nation else set()
        if member.named:
            return frozenset({f"@{member.number}"} | nation)
        known = self.matter.actors[actor]
        spans = [m.span for m in known.mentions if m.form != "pronoun"]
        if not spans:
            return frozenset()
        words = list(self.matter.words_in(spans[0]))
        concepts = {c for word in words for c in word.concepts if not c[0].isdigit()}
        return frozenset(concepts | nation)


def mentions_of(matters: Sequence[Matter]) -> list[Mention]:
    """The events that may be told elsewhere too: all but the saying of words."""
    found = []
    for matter in matters:
        cues = {
            (span.start, span.end) for said in matter.record.attributions for span in said.cue.spans
        }
        for event in matter.record.events:
            mention = Mention(matter, event)
            said = event.type is None and not mention.known and _within(event.trigger, cues)
            if not said and mention.names:
                found.append(mention)
    return found


def _within(trigger: Span, cues: Iterable[tuple[int, int]]) -> bool:
    return any(start <= trigger.start < end for start, end in cues)


def happenings(matters: Sequence[Matter]) -> tuple[Happening, ...]:
    """The events of a story that are mentioned at least twice, and those with a course."""
    mentions = mentions_of(matters)
    weights = telling(matters)
    copies = alike(mentions, _as_printed)
    first = [mentions[group[0]] for group in copies]
    pairs = {(a, b): score(first[a], first[b], weights) for a, b in compared(first)}
    found = clusters(len(first), pairs, ONE)
    made = (_happening([mentions[n] for one in group for n in copies[one]]) for group in found)
    return tuple(one for one in made if len(one.mentions) > 1 or one.course)


def _as_printed(mention: Mention) -> tuple[str, int, Days]:
    """What copies of a sentence have in common: its words, the place in them, the days."""
    return mention.printed, mention.event.trigger.start - mention.sentence.start, mention.days


def compared(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """The pairs of mentions that are compared: of one family, of one type, or of families near to
    each other."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        for name in mention.names | mention.wider | _types(mention):
            blocks[name].append(number)
    pairs = {
        (a, b) for block in blocks.values() for at, a in enumerate(block) for b in block[at + 1 :]
    }
    for number, mention in enumerate(mentions):
        for name in mention.near & blocks.keys():
            pairs |= {(min(number, n), max(number, n)) for n in blocks[name] if n != number}
    return pairs


def _types(mention: Mention) -> frozenset[str]:
    deed = mention.event.deed or mention.event.type
    return frozenset({f"type:{deed}:{mention.event.mode}"}) if deed else frozenset()


def score(one: Mention, other: Mention, weights: Mapping[str, float]) -> float:
    """How probable it is that two mentions are of one event; below 0 where it cannot be."""
    if not possible(one, other):
        return NEVER
    return probability("event", signs(one, other, weights))


def possible(one: Mention, other: Mention) -> bool:
    """True unless days exclude it, or one who is named suffers the one and another the other."""
    apart = one.people and other.people and not one.people & other.people
    return not apart and days_allow(one, other)


def days_allow(one: Mention, other: Mention) -> bool:
    """True if two mentions can be of one day, or stand in one and the same sentence."""
    slack = SLACK if one.dated != other.dated else 0
    return overlap(one.days, other.days, slack) or one.printed == other.printed


def _is_full(member: Member) -> bool:
    return member.kind == "person" and " " in plain(member.name)


def _happening(mentions: Sequence[Mention]) -> Happening:
    ordered = sorted(mentions, key=_order)
    first = max((m.days[0] for m in ordered if m.dated), default=None)
    last = min((m.days[1] for m in ordered if m.dated), default=None)
    if first is not None and last is not None and first > last:  # one sentence, read as two days
        first, last = last, first
    types = Counter(t for m in ordered if (t := m.event.deed or m.event.type))
    return Happening(
        mentions=tuple(m.fact for m in ordered),
        type=min(types, key=lambda t: (-types[t], t)) if types else None,
        first=first if first != FOREVER[0] else None,
        last=last if last != FOREVER[1] else None,
        course=_course(ordered),
        why=_why(ordered),
    )


def _course(mentions: Sequence[Mention]) -> Course | None:
    """What became of a plan: a mention that it lay ahead, and one no earlier that it was done or
    that nothing came of it."""
    ahead = [m for m in mentions if m.event.status in PLANNED]
    first = min((m.matter.published or "" for m in ahead), default=None)
    if first is None:
        return None
    later_ones = {m.event.status for m in mentions if (m.matter.published or "") >= first}
    if later_ones & NOT:
        return "planned -> averted"
    return "planned -> happened" if later_ones & DONE else None


def _why(mentions: Sequence[Mention]) -> str:
    names = Counter(name for m in mentions for name in m.names)
    shared = sorted(name for name, count in names.items() if count > 1)
    parts = Counter(p for m in mentions for p in m.sufferers | m.doers)
    who = sum(1 for count in parts.values() if count > 1)
    words = ", ".join(shared[:3]) or "one type of event"
    return f"{words}; {who} of those who take part are the same, and the days allow it"


def _order(mention: Mention) -> tuple[str, str, int]:
    return mention.matter.published or "", mention.fact.report, mention.event.trigger.start

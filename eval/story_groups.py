"""Stories, copies and events: things that are grouped, measured against their marks.

Where corpus stories are scored one by one, what the answer says of reports of other stories is
left out; where a set is scored together it counts.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from clusters import Group, Rates, T, b_cubed, ceaf_e, conll, joined, muc, rates, share
from story_answer import Answer, Marks, Part, Place, overlap, percent

from onrecord.model.across import Copy, Fact, Happening
from tests.stories import corpus

Paragraph = tuple[str, int]
Texts = frozenset[Paragraph]  # two paragraphs with one text


def story(marks: Marks, answer: Answer) -> Part:
    """B-cubed over the reports: a story's are one group, each outside it one of its own."""
    marked = [
        frozenset(group)
        for row in marks.stories
        for group in (row.gold["story"], *([out["report"]] for out in row.gold["outside"]))
    ]
    found = within((frozenset(s.reports) for s in answer.stories), marks.texts)
    found += alone(marks.texts, found)
    score = b_cubed(marked, found)
    wrong = [f"story: {sorted(group)} is no story" for group in found if group not in marked]
    return Part(three("story", score), wrong)


def within(groups: Iterable[Group[T]], things: Iterable[T]) -> list[Group[T]]:
    """The groups, of nothing but these things; groups that hold none are gone."""
    known = frozenset(things)
    return [group & known for group in groups if group & known]


def alone(things: Iterable[T], groups: Iterable[Group[T]]) -> list[Group[T]]:
    """A group of its own for each thing that no group holds."""
    held = frozenset[T]().union(*groups)
    return [frozenset([thing]) for thing in things if thing not in held]


def copies(marks: Marks, answer: Answer) -> Part:
    """Pairs of paragraphs with one text, and pairs of reports with original and copy.

    Texts are shared onward: two copies of a paragraph are a pair too. What a later version of a
    page shares is left out on both sides. A pair of reports that share a text, neither of which is
    marked as the other's original, is neither right nor wrong; one that is found the wrong way
    round, or shares nothing, is wrong.
    """
    later = {ref for s in marks.stories for refs in s.gold["versions"] for ref in refs[1:]}
    refs = marks.texts.keys() - later
    linked = [copy for story in answer.stories for copy in story.copies]
    wanted = shared((frozenset(g) for s in marks.stories for g in corpus.copied(s)), refs)
    given = shared((texts for copy in linked for texts in _texts(copy)), refs)
    of = {
        (row["original"], row["copy"]): row["scale"]
        for _, row in marks.rows("copies")
        if {row["original"], row["copy"]} <= refs
    }
    directed = {
        (copy.original, copy.copy)
        for copy in linked
        if copy.directed and {copy.original, copy.copy} <= refs
        if not _only_implied(copy, of, wanted)
    }
    scales = {frozenset((copy.original, copy.copy)): copy.scale for copy in linked}
    right = [pair for pair in of if scales.get(frozenset(pair)) == of[pair]]
    figures = three("copies", rates(len(given & wanted), len(given), len(wanted)))
    figures |= three("copies directed", rates(len(directed & of.keys()), len(directed), len(of)))
    figures["copies scale right"] = percent(share(len(right), len(of)))
    return Part(figures, _wrong_copies(given, wanted, directed, of))


def _texts(copy: Copy) -> list[Texts]:
    """The pairs of paragraphs that a copy shares with its original."""
    return [frozenset({(copy.original, a), (copy.copy, b)}) for a, b in copy.paragraphs]


def shared(groups: Iterable[Group[Paragraph]], refs: Iterable[str]) -> set[Texts]:
    """The pairs of paragraphs that share a text, of two of these reports."""
    known = frozenset(refs)
    return {
        frozenset(pair)
        for group in joined(groups)
        for pair in combinations(sorted(p for p in group if p[0] in known), 2)
        if pair[0][0] != pair[1][0]
    }


def _only_implied(copy: Copy, of: dict[tuple[str, str], str], wanted: set[Texts]) -> bool:
    """True for reports that share a text because a third one had it."""
    if (copy.original, copy.copy) in of or (copy.copy, copy.original) in of:
        return False
    return any({ref for ref, _ in pair} == {copy.original, copy.copy} for pair in wanted)


def _wrong_copies(
    given: set[Texts],
    wanted: set[Texts],
    directed: set[tuple[str, str]],
    of: dict[tuple[str, str], str],
) -> list[str]:
    found = [f"copies: missed {sorted(pair)}" for pair in sorted(map(sorted, wanted - given))]
    found += [f"copies: wrong {sorted(pair)}" for pair in sorted(map(sorted, given - wanted))]
    found += [f"copies: missed {one} -> {two}" for one, two in sorted(of.keys() - directed)]
    found += [f"copies: wrong {one} -> {two}" for one, two in sorted(directed - of.keys())]
    return found


def events(marks: Marks, answer: Answer) -> Part:
    """The same event: MUC, B-cubed and CEAF-e over the mentions, their mean, and the courses.

    A mention is found where an event's trigger overlaps its marked part; one found event stands
    for one mention, those that share most first. Events that overlap no mention are left out, and
    so are optional mentions. An event that the answer puts into no group is alone. `course right`
    is over the events marked with a course, each against the happening that holds most of its
    mentions; `course precision` over all marked events whose happening has one.
    """
    happenings = [happening for story in answer.stories for happening in story.events]
    place_of = {fact: place for place, fact in aligned(marks, answer).items()}
    home = {fact: i for i in reversed(range(len(happenings))) for fact in happenings[i].mentions}
    marked = [mentions(marks, event) for _, event in marks.rows("event")]
    marked = [group for group in marked if group]
    told = {place_of[fact]: at for fact, at in home.items() if fact in place_of}
    found = [frozenset(place for place in told if told[place] == at) for at in set(told.values())]
    found += alone(place_of.values(), found)
    figures = {"event CoNLL F1": percent(conll(marked, found))}
    for name, measure in (("MUC", muc), ("B-cubed", b_cubed), ("CEAF-e", ceaf_e)):
        figures |= three(f"event {name}", measure(marked, found))
    figures["event mentions found"] = percent(share(len(place_of), sum(map(len, marked))))
    courses = _courses(marks, {place: happenings[at] for place, at in told.items()})
    return Part(figures | courses.figures, courses.wrong + _wrong_events(marks, marked, found))


def mentions(marks: Marks, event: corpus.Row) -> Group[Place]:
    """The mentions of an event that must be found."""
    return frozenset(
        marks.place(ref, row["at"], row.get("nth"))
        for ref, row in corpus.mentions(event)
        if not row.get("optional")
    )


def aligned(marks: Marks, answer: Answer) -> dict[Place, Fact]:
    """The event of a record that stands for each mention, where there is one."""
    wanted = {place for _, event in marks.rows("event") for place in mentions(marks, event)}
    places = {
        marks.place(ref, row["at"], row.get("nth"))
        for _, event in marks.rows("event")
        for ref, row in corpus.mentions(event)
    }
    found: dict[Place, Fact] = {}
    for _, place, fact in sorted(_meetings(places, answer)):
        if place not in found and fact not in found.values():
            found[place] = fact
    return {place: fact for place, fact in found.items() if place in wanted}


def _meetings(places: Iterable[Place], answer: Answer) -> Iterable[tuple[int, Place, Fact]]:
    """Each mention with each event that overlaps it; what shares most is the least."""
    for place in places:
        for event in answer.records[place[0]].events:
            common = overlap(place, (place[0], *event.trigger))
            if common:
                yield -common, place, Fact(place[0], event.id)


def _courses(marks: Marks, told: dict[Place, Happening]) -> Part:
    right = given = wanted = 0
    wrong = []
    for name, event in marks.rows("event"):
        held = Counter(told[place] for place in sorted(mentions(marks, event)) if place in told)
        course = held.most_common(1)[0][0].course if held else None
        given += course is not None
        wanted += "course" in event
        right += course is not None and course == event.get("course")
        if course != event.get("course"):
            wrong.append(f"course: {name} {event['id']} {event.get('course')}, found {course}")
    score = rates(right, given, wanted)
    return Part(
        {"course right": percent(score.recall), "course precision": percent(score.precision)}, wrong
    )


def _wrong_events(marks: Marks, marked: list[Group[Place]], found: list[Group[Place]]) -> list[str]:
    """The pieces that each marked event is in, and the groups that hold several events."""
    wrong = []
    names = {
        place: f"{event['id']} {ref} {marks.texts[ref][start:end]!r}"
        for _, event in marks.rows("event")
        for place in mentions(marks, event)
        for ref, start, end in (place,)
    }
    for group in marked:
        pieces = [
            sorted(names[place] for place in group & other) for other in found if group & other
        ]
        pieces += [[f"missing {names[place]}"] for place in sorted(group.difference(*found))]
        if len(pieces) > 1:
            wrong.append(
                f"event in pieces: {' | '.join(', '.join(sorted(piece)) for piece in pieces)}"
            )
    for other in found:
        if sum(bool(group & other) for group in marked) > 1:
            wrong.append(f"events in one: {', '.join(sorted(names[place] for place in other))}")
    return wrong


def three(name: str, score: Rates) -> dict[str, float]:
    """Precision, recall and F1 in percent, by name."""
    return {
        f"{name} precision": percent(score.precision),
        f"{name} recall": percent(score.recall),
        f"{name} F1": percent(score.f1),
    }

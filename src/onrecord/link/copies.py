"""Text that reports share: whole copies, and paragraphs taken over.

Paragraphs of one text, or nearly, make a family; its original is the report that had it first, and
the others are its copies. Copies of one original are not paired with each other unless one credits
the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.link.crediting import CREDITS, Credits, direction
from onrecord.link.matching import LOOSE, WEAK, Match, Text
from onrecord.link.paragraphs import Paragraph, paragraphs
from onrecord.model.across import Copy, Told

EARLIEST = 16  # texts with one shingle that a new one is compared with
STRONG = 15  # shared words outside quotation marks that make a copy
FOOT = 20  # words of a line of credit, at most
SEEN = 3  # shingles that two texts share before they are compared

Pair = tuple[int, int]


class Collection:
    """The texts of several reports, and which of them match."""

    def __init__(self, reports: Sequence[Credits]) -> None:
        self.reports = reports
        self.pages = [paragraphs(side.told.record.report.text) for side in reports]
        self.texts: list[Text] = []
        self.of: dict[Pair, int] = {}
        self._collect()
        self.matches = self._matches()
        self.near: defaultdict[int, list[int]] = defaultdict(list)
        for one, other in self.matches:
            self.near[one].append(other)
            self.near[other].append(one)

    def _collect(self) -> None:
        known: dict[tuple[str, ...], int] = {}
        for at, page in enumerate(self.pages):
            for paragraph in page:
                if not paragraph.words or _credit(self.reports[at].told, paragraph):
                    continue
                found = known.setdefault(paragraph.words, len(self.texts))
                if found == len(self.texts):
                    self.texts.append(Text(paragraph))
                printed = self.texts[found].printed
                if not printed or printed[-1][0] != at:  # of several in one report the first
                    printed.append((at, paragraph.number))
                self.of[at, paragraph.number] = found

    def _matches(self) -> dict[Pair, Match]:
        """Each text with itself and with those that it meets in some shingles."""
        found: dict[Pair, Match] = {}
        index: defaultdict[int, list[int]] = defaultdict(list)
        for at, text in enumerate(self.texts):
            met: Counter[int] = Counter()
            for run in text.held:
                holders = index[run]
                met.update(holders)
                if len(holders) < EARLIEST:
                    holders.append(at)
            for other, count in met.items():
                if count >= min(SEEN, len(self.texts[other].held), len(text.held)):
                    match = Match(text, self.texts[other])
                    if match.weak:
                        found[other, at] = match
            if len(text.printed) > 1:
                found[at, at] = Match(text, text)
        return found

    def match(self, one: int, other: int) -> Match | None:
        """How two texts match, if they do."""
        return self.matches.get((min(one, other), max(one, other)))


def _credit(told: Told, paragraph: Paragraph) -> bool:
    """True for a line that only credits somebody."""
    return (
        paragraph.number > 1
        and len(paragraph.words) <= FOOT
        and any(
            relay.span and relay.role in CREDITS and paragraph.span.covers(relay.span)
            for relay in told.record.relays
        )
    )


def copies(reports: Sequence[Told]) -> tuple[Copy, ...]:
    """The copies among some reports, in the order of the copies' publication.

    Raises nothing for text; the order of the reports does not matter.
    """
    sides = sorted(map(Credits, reports), key=lambda side: side.order)
    held = Collection(sides)
    found = (_copy(held, *pair) for pair in sorted(_pairs(held)))
    return tuple(sorted(filter(None, found), key=lambda copy: _place(copy, sides)))


def _place(copy: Copy, sides: Sequence[Credits]) -> tuple[tuple[str, str], tuple[str, str]]:
    orders = {side.name: side.order for side in sides}
    return orders[copy.original], orders[copy.copy]


def _pairs(held: Collection) -> set[Pair]:
    """Originals and copies: the pairs of reports to be looked at."""
    found: set[Pair] = set()
    for text in sorted(held.near):
        pool = sorted({at for n in (*held.near[text], text) for at, _ in held.texts[n].printed})
        holders = sorted({at for at, _ in held.texts[text].printed})
        found |= set(_star(held.reports, pool, holders))
    return {pair for pair in found if not held.reports[pair[0]].versions(held.reports[pair[1]])}


def _star(
    reports: Sequence[Credits], pool: Sequence[int], holders: Sequence[int]
) -> Iterator[Pair]:
    """Each holder with the original of the pool and with those that it credits."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for at in pool:
        for name in reports[at].names:
            named[name].append(at)
    credited = {
        at: [n[0] for c in sorted(reports[at].credited) if (n := named.get(c))] for at in pool
    }
    original = min(pool, key=lambda at: (bool(credited[at]), at))
    for at in holders:
        for other in (original, *credited[at]):
            if other != at:
                yield min(at, other), max(at, other)


def _copy(held: Collection, one: int, other: int) -> Copy | None:
    """What two reports share, if it is a copy."""
    first, second, directed, why = direction(held.reports[one], held.reports[other])
    original, copy = (one, other) if first is held.reports[one] else (other, one)
    shared = _shared(held, original, copy)
    if not shared:
        return None
    return Copy(
        original=first.name,
        copy=second.name,
        scale="whole" if _whole(held, original, copy, shared) else "part",
        paragraphs=tuple(sorted(shared)),
        directed=directed,
        why=why,
    )


def _shared(held: Collection, original: int, copy: int) -> set[Pair]:
    """The pairs of paragraphs that two reports share; none if they prove no copy."""
    best: dict[tuple[str, int], tuple[tuple[float, int], Pair, int]] = {}
    for (a, b), match in _edges(held, original, copy):
        key = ("copy", b) if held.texts[held.of[copy, b]] is match.short else ("original", a)
        rank = (match.share, -abs(a - b))
        if key not in best or rank > best[key][0]:
            best[key] = (rank, (a, b), match.spoken)
    if sum(spoken for _, _, spoken in best.values()) < STRONG:
        return set()
    return _beside(held, original, copy, _apart(held, original, copy, best.values()))


def _apart(
    held: Collection, original: int, copy: int, found: Iterable[tuple[object, Pair, int]]
) -> set[Pair]:
    """The pairs, but for those of two paragraphs that each have their equal elsewhere: a headline
    is much like the first sentence."""
    pairs = {pair for _, pair, _ in found}
    equal = {(a, b) for a, b in pairs if held.of[original, a] == held.of[copy, b]}
    firsts, seconds = ({pair[side] for pair in equal} for side in (0, 1))
    return equal | {(a, b) for a, b in pairs if a not in firsts or b not in seconds}


def _beside(held: Collection, original: int, copy: int, shared: set[Pair]) -> set[Pair]:
    """The pairs and those beside them that are one text too, though short or much changed."""
    found = set(shared)
    firsts, seconds = ({pair[side] for pair in shared} for side in (0, 1))
    ahead = [(pair, step) for pair in sorted(shared) for step in (-1, 1)]
    while ahead:
        (a, b), step = ahead.pop()
        one, other = held.of.get((original, a + step)), held.of.get((copy, b + step))
        if one is None or other is None or a + step in firsts or b + step in seconds:
            continue
        if Match(held.texts[one], held.texts[other]).next:
            found.add((a + step, b + step))
            firsts.add(a + step)
            seconds.add(b + step)
            ahead.append(((a + step, b + step), step))
    return found


def _edges(held: Collection, original: int, copy: int) -> Iterator[tuple[Pair, Match]]:
    for paragraph in held.pages[copy]:
        text = held.of.get((copy, paragraph.number))
        if text is None:
            continue
        for other in dict.fromkeys(held.near[text]):
            match = held.match(text, other)
            for at, number in held.texts[other].printed:
                if at == original and match:
                    yield (number, paragraph.number), match


def _whole(held: Collection, original: int, copy: int, shared: Iterable[Pair]) -> bool:
    """True if every paragraph of the copy is the original's; a few words more do not count."""
    had: defaultdict[int, float] = defaultdict(float)
    for a, b in shared:
        one, other = held.texts[held.of[original, a]], held.texts[held.of[copy, b]]
        had[b] += Match(one, other).of(other)
    own = [p for p in held.pages[copy] if (copy, p.number) in held.of and had[p.number] < LOOSE]
    return all(len(paragraph.words) < WEAK for paragraph in own)

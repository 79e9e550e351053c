"""Measure how well copies are found that were made from the open stories by known edits.

usage: python eval/copies.py [--seed N] [--held]

Each report of the stories is copied with one kind of edit at a time and held against its copy: the
pairs of paragraphs that are found are compared with those that were made (`whole`), and with those
of a copy of half the paragraphs among paragraphs of another story (`part`). `recall` asks for
paragraphs of 15 words at least, and counts a shorter one where it is found; `of all` asks for every
paragraph. The last line is the number of pairs found in the stories that are not marked as copies.
"""

import argparse
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from onrecord.link.copies import copies
from onrecord.link.marks import marks, meet
from onrecord.model import Record, Report
from onrecord.model.across import Told

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.stories import corpus

Pairs = set[tuple[str, int, str, int]]
Edit = Callable[[str, random.Random], str]

LEAST = 15  # words of a paragraph that must be found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held", action="store_true", help="the held stories instead")
    options = parser.parse_args()
    gold = corpus.stories("held" if options.held else "open")
    print(f"{'edit':28s} {'':6s} precision  recall  of all   scale  marks met")
    for name, edit in EDITS.items():
        for half in (False, True):
            _print(name, "part" if half else "whole", measure(gold, edit, half, options.seed))
    print("pairs that are no copies:", len(_stray(gold)))
    return 0


def _print(name: str, scale: str, found: tuple[float, ...]) -> None:
    print(f"{name:28s} {scale:6s} " + "  ".join(f"{100 * figure:7.1f}" for figure in found))


def measure(gold: list[corpus.Story], edit: Edit, half: bool, seed: int) -> tuple[float, ...]:
    """Precision and recall of paragraph pairs, recall of all of them, the share of right scales,
    and the share of copies whose marks meet those of the original."""
    right = given = wanted = every = scales = met = made = 0
    for at, story in enumerate(gold):
        other = gold[(at + 1) % len(gold)]
        for ref, row in story.reports.items():
            chance = random.Random(f"{seed} {ref}")
            text, pairs = _copied(row["text"], edit, half, other, chance)
            if not pairs:
                continue
            found = copies([told(ref, row["text"], "1900-01-01"), told("copy", text, "1999-01-01")])
            listed = {pair for copy in found for pair in copy.paragraphs}
            right += len(listed & pairs.keys())
            given += len(listed)
            wanted += sum(pairs[pair] >= LEAST or pair in listed for pair in pairs)
            every += len(pairs)
            scales += any(copy.scale == ("part" if half else "whole") for copy in found)
            met += meet(marks(row["text"]), marks(text))
            made += 1
    recalls = right / max(1, wanted), right / max(1, every)
    return right / max(1, given), *recalls, scales / made, met / made


def _copied(
    text: str, edit: Edit, half: bool, other: corpus.Story, chance: random.Random
) -> tuple[str, dict[tuple[int, int], int]]:
    """A copy, and its pairs of paragraphs with the number of words that were taken."""
    parts = list(enumerate(text.split("\n\n"), 1))
    if half:
        parts = sorted(chance.sample(parts, len(parts) // 2))
    taken = [(number, edit(part, chance)) for number, part in parts]
    taken = _dated(taken) if edit is _redated else taken
    own = [p for row in other.reports.values() for p in row["text"].split("\n\n")[1:]]
    mixed = taken + [(0, part) for part in chance.sample(own, 4 if half else 0)]
    if half:
        chance.shuffle(mixed)
    pairs = {
        (number, place): len(part.split())
        for place, (number, part) in enumerate(mixed, 1)
        if number
    }
    return "\n\n".join(part for _, part in mixed), pairs


def told(name: str, text: str, published: str) -> Told:
    """A report that was not parsed."""
    report = Report(id=name, ref=name, published=published, published_basis="given", text=text)
    return Told(name, Record(version="0", report=report))


def _stray(gold: list[corpus.Story]) -> Pairs:
    """What is found in the stories themselves and not marked."""
    found: Pairs = set()
    for story in gold:
        groups = corpus.copied(story)
        page = {ref: row["url"] for ref, row in story.reports.items()}
        reports = [
            told(ref, row["text"], row["published"][:10]) for ref, row in story.reports.items()
        ]
        for copy in copies(reports):
            if page[copy.original] != page[copy.copy]:
                found |= {
                    (copy.original, a, copy.copy, b)
                    for a, b in copy.paragraphs
                    if not any({(copy.original, a), (copy.copy, b)} <= group for group in groups)
                }
    return found


WORDS = "harbour seven minister later yesterday grain officials new had been told by the of".split()  # noqa: SIM905
SPELLING = (
    ("our", "or"), ("ise", "ize"), ("tre ", "ter "), ("grey", "gray"), ("'", "’"), (" - ", " — "),
)  # fmt: skip
CHANGED = (0.05, 0.1, 0.15, 0.2, 0.3)


def _changed(share: float) -> Edit:
    def edit(part: str, chance: random.Random) -> str:
        words = part.split(" ")
        return " ".join(chance.choice(WORDS) if chance.random() < share else w for w in words)

    return edit


def _sentences(part: str) -> list[str]:
    return re.split(r"(?<=[.!?\"]) (?=[\"A-Z])", part)


def _dropped(part: str, chance: random.Random) -> str:
    sentences = _sentences(part)
    gone = chance.randrange(len(sentences)) if len(sentences) > 1 else -1
    return " ".join(sentence for at, sentence in enumerate(sentences) if at != gone)


def _shuffled(part: str, chance: random.Random) -> str:
    sentences = _sentences(part)
    chance.shuffle(sentences)
    return " ".join(sentences)


def _short(part: str, chance: random.Random) -> str:
    words = part.split(" ")
    return " ".join(words[: max(1, round(len(words) * 0.6))]) + "."


def _spelt(part: str, chance: random.Random) -> str:
    for one, other in SPELLING:
        part = part.replace(one, other)
    return part


def _redated(part: str, chance: random.Random) -> str:
    return re.sub(r"^[A-Z][A-Z ]+\b[^-]{0,60} - ", "", part)


def _dated(taken: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The first paragraph under another dateline."""
    return [
        (number, part if at else f"NORTH BAY, Sept. 9 (Press Union) — {part}")
        for at, (number, part) in enumerate(taken)
    ]


def _same(part: str, chance: random.Random) -> str:
    return part


EDITS: dict[str, Edit] = {
    "none": _same,
    "another dateline": _redated,
    "spelling and marks": _spelt,
    "a sentence dropped": _dropped,
    "sentences shuffled": _shuffled,
    "cut to 60%": _short,
    **{
        f"{round(100 * share)}% of words changed": _changed(share)
        for share in (0.05, 0.1, 0.15, 0.2, 0.3)
    },
}


if __name__ == "__main__":
    sys.exit(main())

"""Count in how many reports each stem stands: src/onrecord/knowledge/data/word_counts.tsv.

usage: python tools/build_word_counts.py polnear_train.jsonl

Counts of single stems, none of them in fewer than five reports: no text can be made of them again.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from onrecord.knowledge.words import stem

DATA = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "knowledge" / "data"
LEAST = 5
HEAD = """\
# In how many of 840 news reports a stem stands, at least five: docs/cards/words.md.
# Made by tools/build_word_counts.py.
stem\treports
"""


def counted(path: Path) -> Counter[str]:
    """The number of reports of each stem."""
    count: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        words = re.findall(r"[a-z]{2,}", json.loads(line)["text"].casefold())
        count.update({stem(word) for word in words})
    return count


if __name__ == "__main__":
    found = counted(Path(sys.argv[1]))
    rows = sorted((word, n) for word, n in found.items() if n >= LEAST)
    text = HEAD + "".join(f"{word}\t{n}\n" for word, n in rows)
    (DATA / "word_counts.tsv").write_text(text, "utf-8")
    print(f"{len(rows)} stems")

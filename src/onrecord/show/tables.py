"""A table as wide as the screen: short columns whole, long ones in what is left."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

GAP = 2  # signs between two columns
WORD = 18  # signs of a word that a column makes room for; a longer one is broken
KEPT = frozenset(
    {"id", "report", "day", "published", "clause", "content", "words", "snippet", "title", "key",
     "name", "who", "does", "count", "value", "target"}
)  # fmt: skip

FIRST = ("unit", "kind", "latest", "sector")  # go before others


class Layout(Struct, frozen=True):
    """The columns that fit, each with its width in signs, and those for which there is no room."""

    widths: Mapping[str, int]
    left_out: tuple[str, ...] = ()


def lay_out(
    columns: Sequence[str], rows: Sequence[Sequence[str]], room: int, whole: frozenset[str]
) -> Layout:
    """Share `room` signs among columns. Those in `whole` are never broken. Where not all can stand,
    those in FIRST go, then the last of those that are not in KEPT."""
    texts = dict(zip(columns, zip(*rows, strict=True), strict=True)) if rows else {}
    natural = {c: max(map(len, (c, *texts.get(c, ())))) for c in columns}
    least = {
        c: natural[c] if c in whole else min(natural[c], max(len(c), _longest(texts.get(c, ()))))
        for c in columns
    }
    shown, left_out = list(columns), []
    while _sum(least, shown) > room and (loose := [c for c in shown if c not in KEPT]):
        gone = next((c for c in FIRST if c in loose), loose[-1])
        shown.remove(gone)
        left_out.append(gone)
    widths = {c: least[c] for c in shown}
    wanting = {c: natural[c] - least[c] for c in shown if natural[c] > least[c]}
    spare, wanted = max(0, room - _sum(least, shown)), sum(wanting.values())
    for column, more in wanting.items():
        widths[column] += more if wanted <= spare else spare * more // wanted
    return Layout(widths, tuple(c for c in columns if c in left_out))


def _sum(widths: Mapping[str, int], columns: Sequence[str]) -> int:
    return sum(widths[c] for c in columns) + GAP * (len(columns) - 1)


def _longest(texts: Sequence[str]) -> int:
    """The longest word of some texts, up to WORD."""
    return min(WORD, max((len(word) for text in texts for word in text.split()), default=0))

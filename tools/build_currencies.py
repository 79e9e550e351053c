"""Add to figures_currencies.tsv each currency in use that it lacks, with its names in the CLDR.

usage: python tools/build_currencies.py        (needs babel; the package itself does not)

Rows that are there stay as they are: adjectives, signs and what a bare noun means are decided by
hand. A new row takes noun and adjective from the English name ("Botswanan pula"); its noun alone
means it if no other currency has that noun.
"""

from collections import Counter
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

DATA = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "knowledge" / "data"
ACCOUNTS = (
    "CHE",
    "CHW",
    "UYI",
    "XDR",
    "BOV",
    "COU",
    "CLF",
    "MXV",
    "USN",
    "UYW",
)  # units of account


def main() -> None:
    """Write the table anew, in the order of the codes."""
    path = DATA / "figures_currencies.tsv"
    lines = path.read_text("utf-8").splitlines()
    rows = {line.split("\t")[0]: line for line in lines[2:]}
    names = {code: _names(code) for code in _in_use() if code not in rows}
    nouns = Counter(noun for _, noun, _ in names.values())
    nouns.update(word for line in rows.values() for word in line.split("\t")[1].split("|"))
    for code, (adjective, noun, plural) in names.items():
        words = dict.fromkeys((noun, plural))
        alone = "yes" if nouns[noun] == 1 and " " not in noun else "no"
        rows[code] = "\t".join([code, "|".join(words), adjective, code, alone])
    path.write_text("\n".join([*lines[:2], *(rows[code] for code in sorted(rows))]) + "\n", "utf-8")


def _in_use() -> list[str]:
    """The codes of the currencies that are tender somewhere."""
    places = Locale("en").territories
    known = (place for place in get_global("territory_currencies") if place in places)
    found = {code for place in known for code in get_territory_currencies(place, tender=True)}
    return sorted(found.difference(ACCOUNTS))


def _names(code: str) -> tuple[str, str, str]:
    """Adjective, noun and plural noun of a currency's English name."""
    adjective, _, noun = get_currency_name(code, locale="en", count=1).rpartition(" ")
    plural = get_currency_name(code, locale="en", count=2).rpartition(" ")[2]
    return adjective, noun.lower(), plural.lower()


if __name__ == "__main__":
    main()

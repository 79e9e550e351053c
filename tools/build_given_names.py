"""Write given_names.tsv: given names and the gender they tell, from the lists that Faker ships.

    pip install faker
    python tools/build_given_names.py

Faker (MIT licence) has the given names of women and of men of some sixty countries, mostly from
public statistics; its two longest lists (RARE) are not used. A name that both bear is left out,
unless SURE times as many lists have it for the one as for the other; so are names that naming.tsv
has. Russian and Ukrainian names are put into Latin letters as English-language news does.
"""

import importlib
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import faker.providers.person

from onrecord.knowledge.naming import name_words

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "onrecord" / "knowledge" / "data" / "given_names.tsv"
SURE = 4
RARE = ("en", "is_IS")  # lists of thousands of names that hardly anybody bears
HEAD = """\
# Given names and the gender they tell. Made by tools/build_given_names.py from the lists that
# Faker ships (MIT licence); names that women and men bear alike are left out.
# gender: m, f.
word\tgender
"""
LATIN = re.compile(r"[a-zà-ɏ']+(?:-[a-zà-ɏ']+)?")
LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ё": "yo", "і": "i", "ї": "yi",
    "є": "ye", "ґ": "g",
}  # fmt: skip
LISTS = {
    "m": ("first_names_male", "first_romanized_names_male"),
    "f": ("first_names_female", "first_romanized_names_female"),
}


def main() -> None:
    """Count in how many lists a name stands for each gender, and write the clear ones."""
    counts: dict[str, Counter[str]] = {"m": Counter(), "f": Counter()}
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        if module.name in RARE:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, lists in LISTS.items():
            counts[gender].update({name for key in lists for name in _names(provider, key)})
    known = {word.word for word in name_words()}
    lines = [
        f"{name}\t{gender}\n"
        for name in sorted({*counts["m"], *counts["f"]} - known)
        if (gender := _gender(counts["m"][name], counts["f"][name]))
    ]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{TABLE.name}: {len(lines)} names")


def _gender(men: int, women: int) -> str:
    if men >= SURE * women:
        return "m"
    return "f" if women >= SURE * men else ""


def _names(provider: object, key: str) -> Iterator[str]:
    """The names of one list in lower case and Latin letters, with and without accents."""
    for name in getattr(provider, key, ()):
        lower = unicodedata.normalize("NFC", str(name).strip().lower())
        if lower and "а" <= lower[0] <= "ґ":
            lower = "".join(LETTERS.get(letter, letter) for letter in lower)
        if len(lower) > 2 and LATIN.fullmatch(lower):
            yield lower
            yield _plain(lower)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name)
    return "".join(c for c in letters if not unicodedata.combining(c))


if __name__ == "__main__":
    main()

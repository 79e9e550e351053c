"""What a plain text prints about itself: headline, byline, dateline, agency and date."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from onrecord.intake.dates import month_of, printed_date
from onrecord.intake.press_names import agency_of, is_news_name, is_paper
from onrecord.knowledge.imprint import labels

HEAD_LINES = 12  # lines above and in the first paragraph where an imprint is looked for
FOOT_LINES = 4
LOOKED_AT = 6000  # characters at either end
TITLE_LENGTH = 200
TITLE_WORDS = 30

DateBasis = Literal["published", "updated", "ambiguous"]


class Imprint(NamedTuple):
    """What was found; `date_basis` says which kind of label stood before the date."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    outlet: str | None = None
    published: str | None = None
    date_basis: DateBasis | None = None


class Line(NamedTuple):
    """A line that is not blank; `last` is True if a blank line or the end follows."""

    text: str
    last: bool


def imprint_of(text: str) -> Imprint:
    """Read the imprint of a report: "BRUSSELS, Oct. 27, 2024 (Reuters) — …".

    A month and a day without a year are no date of publication, nor is a copyright year.
    """
    head = list(_lines(text[:LOOKED_AT]))[:HEAD_LINES]
    foot = list(_lines(text[-LOOKED_AT:]))[-FOOT_LINES:] if len(head) == HEAD_LINES else head
    line = _first_dateline(head)
    byline = _byline(head) or _reporters(foot)
    published, basis = _published(head, foot, line)
    return Imprint(
        title=_title(head, text),
        byline=tuple(name for name in byline if not (agency_of(name) or is_paper(name))),
        dateline=line.place if line else None,
        outlet=_agency(line, byline),
        published=published,
        date_basis=basis,
    )


def _agency(line: "Dateline | None", byline: tuple[str, ...]) -> str | None:
    if line and line.agency:
        return agency_of(line.agency)
    return next((found for name in byline if (found := agency_of(name))), None)


def _lines(text: str) -> Iterator[Line]:
    pieces = re.split(r"\r\n|\n|\r|\u2028|\u2029", text)
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=True):
        if piece.strip():
            yield Line(piece.strip(), not after.strip())


# --- the headline ---------------------------------------------------------------------------


def _title(head: list[Line], text: str) -> str | None:
    """The first line, if it is a headline: short, no final stop, apart from what follows."""
    for at, line in enumerate(head[:3]):
        if _is_no_headline(line.text):
            continue
        if dateline_of(line.text):
            return None
        alone = line.last or (at + 1 < len(head) and _is_imprint(head[at + 1].text))
        follows = at + 1 < len(head)
        return line.text if alone and follows and _is_headline(line.text) else None
    return None


def _is_no_headline(line: str) -> bool:
    """A banner, a byline, a date or a notice of rights: the headline may stand below it."""
    folded = line.casefold()
    banner = folded.strip(" :!-–—") in labels("banner") or folded.startswith(labels("rights"))
    return bool(banner or _names_of(line) or _line_date(line))


def _is_headline(line: str) -> bool:
    words = line.split()
    if len(line) > TITLE_LENGTH or not 2 <= len(words) <= TITLE_WORDS:
        return False
    if line.rstrip("\"'”’»)").endswith((".", ":", ";", ",", "…")):
        return False
    return line[0].isalnum() + line[0].isupper() > 0 or line[0] in "\"'“‘«$€£"


def _is_imprint(line: str) -> bool:
    return bool(_names_of(line) or _line_date(line) or dateline_of(line))


# --- the byline -----------------------------------------------------------------------------

_WORD = r"(?:[^\W\d_a-z][\w.'’-]*)"
_PARTICLE = r"(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos|ter|ten|st)"
_NAME = rf"{_WORD}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}{_WORD}){{1,4}}"
_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b|\bwith\b)\s*")
_SEGMENT = re.compile(r"\s+[|•·—–]\s+|\s*\|\s*")
_PLACE = re.compile(rf"\s+in\s+{_WORD}(?:[ ]{_WORD}){{0,3}}$")


def _byline(head: list[Line]) -> tuple[str, ...]:
    for line in head[:8]:
        if names := _names_of(line.text):
            return names
    return ()


def _reporters(foot: list[Line]) -> tuple[str, ...]:
    """ "(Reporting by Jane Roe in Oslo; Editing by John Doe)" at the end of wire copy."""
    for line in reversed(foot):
        bare = line.text.strip("()[] ")
        if line.text[:1] in "([" and (names := _names_of(bare.partition(";")[0].rstrip("."))):
            return names
    return ()


def _names_of(line: str) -> tuple[str, ...]:
    """The names of a byline, as printed: "By JANE ROE and John Doe, Staff Writers"."""
    found = _byline_start().match(line)
    if not found or len(line) > TITLE_LENGTH:
        return ()
    rest = _SEGMENT.split(line[found.end() :])[0]
    if date := printed_date(rest):
        rest = rest[: date.start]
    pieces = [_PLACE.sub("", piece).strip() for piece in _SPLIT.split(rest.strip(" .,"))]
    names = [piece for piece in pieces if piece and piece.casefold() not in labels("post")]
    if all(re.fullmatch(_NAME, name) or agency_of(name) for name in names):
        return tuple(names)
    strangers = [name for name in names[1:] if not re.fullmatch(_NAME, name)]
    if names and re.fullmatch(_NAME, names[0]) and all(_is_post(name) for name in strangers):
        return tuple(name for name in names if name not in strangers)
    return ()


def _is_post(piece: str) -> bool:
    """ "The Example Post's defence correspondent" ends in a post."""
    return piece.casefold().endswith(labels("post")) or piece.isupper() or piece.istitle()


@cache
def _byline_start() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(labels('byline'))})\b:?\s+(?=\S)", re.IGNORECASE)


# --- the dateline ---------------------------------------------------------------------------


class Dateline(NamedTuple):
    """The start of wire copy; `date` only where its year is printed."""

    place: str | None
    agency: str | None
    date: str | None


_CAPS = r"[^\W\d_a-z][^\W\d_a-z.'’ -]*(?:[ .'’-]{1,2}[^\W\d_a-z.'’ -]+){0,4}\.?"
_MIXED = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}"
_DAY = (
    r"(?P<day>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?\d{1,2}(?:,? \d{4})?"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:,? \d{4})?)"
)
_DATELINE = re.compile(
    rf"(?P<place>(?P<city>{_MIXED}(?:/{_MIXED})?)(?:,\s(?!{_DAY.replace('?P<day>', '?:')})"
    rf"(?P<region>{_MIXED}))?)?"
    rf"(?:(?:,\s|\s){_DAY})?"
    r"(?:\s*\((?P<agency>[^()\n]{2,40})\))?"
    r"\s*(?P<dash>--|[—–_-])\s+(?=\S)"
)


def dateline_of(line: str) -> Dateline | None:
    """The dateline that a line begins with: "NAIROBI, Kenya (AP) — …", "(Reuters) - …"."""
    found = _DATELINE.match(line[:160])
    if not found or found.end() >= len(line):
        return None
    city, agency, day = found["city"], found["agency"], found["day"]
    if city and city.casefold() in labels("banner"):
        return None
    by_wire = bool(agency and (agency_of(agency) or day or (city and city.isupper())))
    by_place = bool(city and city.isupper() and len(city) > 2 and (day or found["dash"] != "-"))
    if not (by_wire or by_place or (city and day and found["dash"] != "-")):
        return None
    date = printed_date(day) if day else None
    return Dateline(found["place"], agency, date.iso if date else None)


def _first_dateline(head: list[Line]) -> Dateline | None:
    for line in head:
        if found := dateline_of(line.text):
            return found
        if len(line.text) > TITLE_LENGTH and line.text.endswith("."):
            return None  # the text has begun
    return None


# --- the date -------------------------------------------------------------------------------

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = re.compile(
    r"(?:[\s,|()•·–-]|\bat\b|\d{1,2}[:.h]\d\d(?::\d\d)?|\d{1,2}(?=\s?[ap]\.?m)|[ap]\.?m\.?"
    r"|[A-Z]{2,5}\b|[+-]\d{1,2}:?\d{0,2}|\blocal time\b|T|Z)*",
    re.IGNORECASE,
)


class _LineDate(NamedTuple):
    iso: str | None
    label: Literal["published", "updated", "bare"]


def _published(
    head: list[Line], foot: list[Line], line: Dateline | None
) -> tuple[str | None, DateBasis | None]:
    """The day of publication: after its label, alone on a line, in the dateline, an update; last a
    month alone on a line."""
    found = [date for each in (*head, *foot) for date in _line_dates(each.text)]
    for label in ("published", "bare"):
        for date in found:
            if date.label == label and date.iso:
                return date.iso, "published"
    if line and line.date:
        return line.date, "published"
    for date in found:
        if date.label == "updated" and date.iso:
            return date.iso, "updated"
    if month := next(filter(None, (month_of(each.text) for each in head)), None):
        return month, "published"
    return None, "ambiguous" if found else None


def _line_date(line: str) -> _LineDate | None:
    return next(_line_dates(line), None)


def _line_dates(line: str) -> Iterator[_LineDate]:
    """Dates that a line of the imprint gives: "Published: 27 October 2024 | Updated …"."""
    if len(line) > TITLE_LENGTH:
        return
    by = bool(_names_of(line))
    for segment in _SEGMENT.split(line):
        label = _label_start().match(segment)
        date = printed_date(segment, label.end() if label else 0)
        if not date:
            continue
        before = segment[label.end() if label else 0 : date.start]
        if label and _CLOCK.fullmatch(re.sub(_WEEKDAY, "", before, flags=re.I)):
            if len(segment) - date.end <= 30:
                means = label[1].casefold() in labels("updated")
                yield _LineDate(date.iso, "updated" if means else "published")
        elif by or _is_bare(before, segment[date.end :]) or _is_masthead(before, segment, date.end):
            yield _LineDate(date.iso, "bare")


def _is_bare(before: str, after: str) -> bool:
    return bool(re.fullmatch(_WEEKDAY, before, re.I) and _CLOCK.fullmatch(after[:60]))


_MASTHEAD = re.compile(rf"(?P<name>{_NAME})(?:,|\s[-–])\s+(?P<weekday>(?i:{_WEEKDAY}))")


def _is_masthead(before: str, segment: str, end: int) -> bool:
    """True for "The Amber Post, Thursday, " before a date that ends its line; without a weekday
    the name must be that of a paper or station ("Siege of Amber, May 4, 1926" is a headline)."""
    found = _MASTHEAD.fullmatch(before)
    if not found or not _CLOCK.fullmatch(segment[end:]):
        return False
    return bool(found["weekday"]) or is_news_name(found["name"])


@cache
def _label_start() -> re.Pattern[str]:
    phrases = sorted((*labels("published"), *labels("updated")), key=len, reverse=True)
    return re.compile(rf"\W*({'|'.join(phrases)})\b\s*[:–-]?\s*", re.IGNORECASE)

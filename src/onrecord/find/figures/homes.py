"""Which currency a bare name or sign is, that several have: "$40", "40 pesos", "Rs 5 lakh"."""

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from onrecord.knowledge.figures import Currency, company, currencies, homes
from onrecord.knowledge.world import outlets
from onrecord.model import Figure, Note, Report, Span

AMERICAN = "USD"


def with_homes(report: Report, figures: list[Figure]) -> tuple[list[Figure], list[Note]]:
    """The figures with the currency of each bare name or sign, and a note at the first of a
    currency that the text does not name.

    In an Australian paper "$40" is AUD, unless the paper itself prints "A$"; "40 pesos" are MXN
    where the report has "900 Mexican pesos" and no others.
    """
    money = [figure for figure in figures if figure.kind == "money"]
    bare = {figure.id for figure in money if is_bare(report, figure)}
    if not bare:
        return figures, []
    said = {figure.unit for figure in money if figure.id not in bare}
    told = said, {figure.unit for figure in money if figure.currency}
    home = homes().get(_countries().get((report.outlet or "").lower().removeprefix("the "), ""))
    known = _Known(report, told, home.code if home else None, home.sign if home else None)
    notes: dict[str, Note] = {}
    made = [known.settled(f, notes) if f.id in bare else f for f in figures]
    return made, list(notes.values())


def is_bare(report: Report, figure: Figure) -> bool:
    """True if the words of an amount do not say whose money: "$40", "40 dollars", "Rs 40"."""
    marks = _marks().get(figure.unit)
    if marks is None:
        return figure.currency is None
    words = report.text[figure.span[0] : figure.span[1]]
    return not any(mark in words for mark in marks)


class _Known:
    """What a report tells of whose money it speaks: the currencies that it names in full, those
    that it prints, and that of its outlet."""

    def __init__(
        self, report: Report, told: tuple[set[str], set[str]], home: str | None, sign: str | None
    ) -> None:
        self.told = told
        self.home = None if sign and sign in report.text else home
        self.foreign = home is None and "US$" in report.text

    def settled(self, figure: Figure, notes: dict[str, Note]) -> Figure:
        """The figure with its currency, where that can be told."""
        span = Span(*figure.span)
        if self.home and _are_alike(self.home, figure.unit):
            text = f"the currency is taken for {self.home}, by the country of the outlet"
            notes.setdefault(self.home, Note(span, text))
            return replace(figure, unit=self.home, currency=self.home)
        if figure.unit == AMERICAN:
            if self.foreign:
                text = 'the report prints "US$" and "$": the latter may be another dollar'
                notes.setdefault(AMERICAN, Note(span, text))
            return figure
        return figure if figure.currency else self._as_told(figure)

    def _as_told(self, figure: Figure) -> Figure:
        """A noun is the one currency of that name of which the report speaks."""
        for told in self.told:
            alike = [code for code in told if _are_alike(code, figure.unit)]
            if alike:
                one = len(alike) == 1
                return replace(figure, unit=alike[0], currency=alike[0]) if one else figure
        return figure


def _are_alike(code: str, unit: str) -> bool:
    """The currency has the name of the unit, a noun or another currency of that name."""
    return bool(_nouns(code) & _nouns(unit))


@cache
def _nouns(unit: str) -> frozenset[str]:
    row = _rows().get(unit)
    return frozenset(row.words) if row else frozenset({unit})


@cache
def _rows() -> dict[str, Currency]:
    return {row.code: row for row in currencies()}


@cache
def _marks() -> dict[str, Sequence[str]]:
    """What tells a currency from others of its name: adjectives, and signs that it alone has."""
    shared = company("shared-sign")
    return {
        row.code: (*row.adjectives, *(sign for sign in row.signs if sign not in shared))
        for row in currencies()
        if _is_shared(row)
    }


def _is_shared(row: Currency) -> bool:
    """Others have a word or sign of the row."""
    return any(other is not row and set(row.words) & set(other.words) for other in currencies())


@cache
def _countries() -> dict[str, str]:
    """Countries of outlets by their names in small letters."""
    return {
        name.lower(): outlet.country
        for outlet in outlets()
        if outlet.country
        for name in (outlet.name, *outlet.names)
    }

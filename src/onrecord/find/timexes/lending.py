"""A year named for its sentence holds for the months and days behind it: "In 1984 … in March"."""

from onrecord.find.timexes.forms import Form

OF_YEAR = {"month": "month-of-year", "date": "date", "season": "season-of-year"}


def year_of(form: Form) -> float | None:
    """The year that a form names by itself, or None."""
    return dict(form.parts).get("YEAR") if form.how == "year" and not form.mod else None


def takes_year(form: Form) -> bool:
    """True for a month, day or season that names no year and does not say which it means."""
    bare = not form.unit and not form.shift and "YEAR" not in dict(form.parts)
    return form.how in OF_YEAR and bare


def with_year(form: Form, year: float) -> Form:
    """The form with a year lent to it."""
    return form._replace(how=OF_YEAR[form.how], parts=(*form.parts, ("YEAR", year)))

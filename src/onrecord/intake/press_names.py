"""Names of news agencies, papers and stations, told from names of persons."""

from functools import cache

from onrecord.knowledge.naming import name_words
from onrecord.knowledge.world import outlets


def agency_of(name: str) -> str | None:
    """The full name of a news agency for what is printed in a dateline ("AP"), or None."""
    return _agencies().get(name.strip().casefold().removeprefix("the "))


def is_news_name(name: str) -> bool:
    """True for a name that ends as those of papers and stations do: "The Amber Post"."""
    return " " in name and name.rpartition(" ")[2].casefold() in _news_words()


def is_paper(name: str) -> bool:
    """True in a byline for "The Amber Post"; "Rachel Post" is the name of a person."""
    return is_news_name(name) and (name.startswith("The ") or len(name.split()) > 2)


@cache
def _news_words() -> frozenset[str]:
    """Words that end the name of a paper or station: Post, Observer."""
    return frozenset(w.word for w in name_words() if w.use == "body" and w.sector == "JRN")


@cache
def _agencies() -> dict[str, str]:
    """Names of news agencies as they are printed, case folded, to their full names."""
    found: dict[str, str] = {}
    for outlet in outlets():
        if outlet.kind == "agency":
            for name in (outlet.name, *outlet.names):
                found[name.casefold().removeprefix("the ")] = outlet.name
    return found

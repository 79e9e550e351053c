"""Actors that a user adds, and those that knowledge of the date tells."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.errors import KnowledgeError
from onrecord.find.actors import find_actors
from onrecord.knowledge.own import OwnActor, own_actors, read_actors, use_actors
from onrecord.knowledge.world import deeds, holders, homes, kindred, metonyms, place_verbs
from onrecord.model import Actor, Draft, Report
from onrecord.parse import Parser

DraftTexts = Callable[[Sequence[str]], list[Draft]]
TABLE = """\
# our own
name\tnames\tkind\tcountry\tsector\ttitle\tbody
Oren Takk\t\tperson\tNOR\tGOV\tHarbour Minister\tHarbour Ministry
Blue Lantern\tBL|Lantern group\tgroup\tIMG\tREB\t\t
"""


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Path]:
    """A table of the user's actors in use, and out of use again afterwards."""
    path = tmp_path / "actors.tsv"
    path.write_text(TABLE, encoding="utf-8")
    use_actors(path)
    yield path
    use_actors(None)


def actors(draft_texts: DraftTexts, text: str) -> list[Actor]:
    return list(find_actors(draft_texts([text])[0]).actors)


def test_own_actors_are_found_with_all_that_the_table_says(
    table: Path, draft_texts: DraftTexts
) -> None:
    text = "Oren Takk met Blue Lantern in Bergen. Takk said the BL had agreed."
    takk, lantern, _ = actors(draft_texts, text)
    assert (takk.name, takk.kind, takk.country, takk.sector) == (
        "Oren Takk",
        "person",
        "NOR",
        "GOV",
    )
    assert takk.office is not None
    assert (takk.office.title, takk.office.body) == ("Harbour Minister", "Harbour Ministry")
    assert (takk.office.basis, len(takk.mentions)) == ("knowledge", 2)
    assert (lantern.kind, lantern.country, lantern.sector) == ("group", "IMG", "REB")
    assert len(lantern.mentions) == 2


def test_the_text_comes_before_the_table(table: Path, draft_texts: DraftTexts) -> None:
    takk = actors(draft_texts, "Prime Minister Oren Takk resigned.")[0]
    assert takk.office is not None
    assert (takk.office.title, takk.office.basis) == ("Prime Minister", "text")
    assert takk.country == "NOR"


def test_own_actors_are_in_use_only_while_they_are_wanted(draft_texts: DraftTexts) -> None:
    assert own_actors() == ()
    takk = actors(draft_texts, "Oren Takk resigned.")[0]
    assert (takk.country, takk.office) == (None, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\tcolour\nTakk\tred\n", "unknown column 'colour'. Available: name, names"),
        ("name\tkind\nTakk\tghost\n", "Allowed in kind: person, organization"),
        ("name\tcountry\nTakk\tXYZ\n", "'Takk' has country 'XYZ'"),
        ("name\tsector\nTakk\tABC\n", "'Takk' has sector 'ABC'"),
        ("name\tnames\nTakk\tBL\nHolm\tBL\n", "'BL' stands for 'Takk' and for 'Holm'"),
        ("name\tkind\nTakk\n", "1 cells, but the header names 2 columns"),
    ],
)
def test_a_wrong_table_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"wrong\.tsv") as raised:
        read_actors(path)
    assert message in str(raised.value)


def test_a_table_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="Give a table of actors in UTF-8"):
        use_actors(tmp_path / "none.tsv")


def test_a_table_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "actors.tsv"
    path.write_bytes("\ufeffname\tnames\r\nTakk\tOren|O. Takk\r\n".encode())
    assert read_actors(path) == [OwnActor("Takk", ("Oren", "O. Takk"))]


def dated(parser: Parser, text: str, published: str | None) -> Draft:
    report = Report(id="1", ref="1", text=text, published=published)
    return find_actors(Draft(parse=next(iter(parser.parse_all([report])))))


@pytest.mark.parametrize(
    ("text", "published", "office"),
    [
        ("Angela Merkel flew to Oslo.", "2012-05-01", ("Chancellor", "DEU")),
        ("Angela Merkel flew to Oslo.", "2022-05-01", None),
        ("Angela Merkel flew to Oslo.", None, None),
        ("Kim Dae Jung flew to Oslo.", "2000-06-01", ("President", "KOR")),
        ("Kofi Annan flew to Oslo.", "2001-06", ("Secretary-General", "IGO")),
        ("Ariel Moss flew to Oslo.", "2005-06-01", None),
        ("Author Tony Blair of Canada flew to Oslo.", "2005-06-01", None),
    ],
)
def test_an_office_is_known_on_its_days_only(
    text: str, published: str | None, office: tuple[str, str] | None, parser: Parser
) -> None:
    person = dated(parser, text, published).actors[0]
    known = person.office if person.office and person.office.basis == "knowledge" else None
    assert (known and (known.title, person.country)) == office


def test_a_title_and_a_family_name_are_enough(parser: Parser) -> None:
    draft = dated(
        parser, "President Clinton vetoed the bill. The U.S. president left.", "1996-03-05"
    )
    clinton = draft.actors[0]
    assert (clinton.name, clinton.country, len(clinton.mentions)) == ("Clinton", "USA", 2)
    assert draft.reasons["A1"].because[0].entry == "table:holders"


def test_a_holder_is_spoken_of_by_the_office(parser: Parser) -> None:
    text = "Boris Yeltsin arrived late. The Russian president blamed the snow."
    assert len(dated(parser, text, "1995-01-20").actors[0].mentions) == 2


def test_terms_are_days_in_order_and_of_known_titles() -> None:
    found = holders()
    assert len(found) > 500
    assert all(len(h.since) == len(h.until) == 10 and h.since < h.until for h in found)
    assert all(h.title and h.name and not h.name[0].islower() for h in found)


def test_of_one_office_there_is_one_holder_at_a_time() -> None:
    """Where our own list has terms, none lies inside another of the same title and country."""
    own = [h for h in holders() if h.title == "President" and h.country in ("USA", "FRA", "RUS")]
    own.sort(key=lambda h: (h.country, h.since))
    pairs = [(a, b) for a, b in pairwise(own) if a.country == b.country]
    assert len(pairs) > 9
    assert [(a.name, b.name) for a, b in pairs if a.until > b.since] == []


def test_small_tables_lead_somewhere() -> None:
    assert len(kindred()) > 80
    assert all(word not in others for word, others in kindred().items())
    assert all(deed.does or deed.suffers for deed in deeds().values())
    assert "charge" in deeds()["defendant"].suffers
    assert {home.country for home in homes()} >= {"USA", "GBR"}
    assert metonyms()["brussels"].rival == "BEL"
    assert "visit" in place_verbs()

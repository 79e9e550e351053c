"""The tables of the world: complete, unambiguous, and in the codes they promise."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import loader, ontology
from onrecord.knowledge.cues import CueEntry
from onrecord.knowledge.naming import name_words
from onrecord.knowledge.world import Country, Role, bodies, countries, outlets, places, roles
from onrecord.model.words import EventType, Quad, values

ACTOR_CODES = {"IGO", "NGO", "MNC", "IMG"}
SECTORS = {
    "GOV", "JUD", "LEG", "MIL", "COP", "OPP", "PTY", "REB", "PRM", "SPY", "UAF", "CVL", "ELI",
    "BUS", "EDU", "MED", "LAB", "AGR", "JRN", "REF", "REL", "SOC", "CRM",
}  # fmt: skip
FORMER = {"ANT", "CSK", "DDR", "HVO", "RHO", "SCG", "SUN", "VDR", "YMD", "YUG"}
AMBIGUOUS = {"dominican": {"DMA", "DOM"}}


def printed(name: str) -> str:
    """A name as a text is looked up by it: capitals count only in short ones (US, WHO)."""
    return name if name.isupper() and len(name) <= 5 else name.lower()


def shared(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, set[str]]:
    """The names that lead to more than one row, and those rows."""
    rows = defaultdict(set)
    for row, names in named:
        for name in names:
            rows[printed(name)].add(row)
    return {name: found for name, found in rows.items() if len(found) > 1}


def forms(country: Country) -> list[str]:
    single = [country.name, *([country.capital] if country.capital else [])]
    return [*single, *country.names, *country.adjectives, *country.people, *country.seats]


def plural(role: Role) -> str:
    if role.plural:
        return role.plural
    if re.search(r"(s|x|ch|sh)$", role.word):
        return role.word + "es"
    return re.sub(r"([^aeiou])ys$", r"\1ies", role.word + "s")


def test_every_country_has_one_row() -> None:
    codes = [country.code for country in countries()]
    assert len(codes) == len(set(codes)) == 250 + len(FORMER)
    assert set(codes) > FORMER | {"XKX", "PSE", "TWN"}
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


def test_a_country_is_found_by_what_news_prints() -> None:
    found = {form: country.code for country in countries() for form in forms(country)}
    expected = {
        "U.S.": "USA", "Britain": "GBR", "DPRK": "PRK", "South Korean": "KOR", "Kiev": "UKR",
        "Kosovar": "XKX", "Gaza": "PSE", "Soviet": "SUN", "Frenchmen": "FRA", "Kremlin": "RUS",
        "Quai d'Orsay": "FRA", "Ivory Coast": "CIV", "Burma": "MMR", "Danes": "DNK",
    }  # fmt: skip
    assert {form: found.get(form) for form in expected} == expected


def test_no_name_leads_to_two_rows_of_one_table() -> None:
    assert shared((c.code, forms(c)) for c in countries()) == AMBIGUOUS
    assert shared((b.name, (b.name, *b.names)) for b in bodies()) == {}
    assert shared((o.name, (o.name, *o.names)) for o in outlets()) == {}


def test_no_name_leads_to_two_tables() -> None:
    rows = [(c.code, forms(c)) for c in countries()]
    rows += [(b.name, [b.name, *b.names]) for b in bodies()]
    rows += [(o.name, [o.name, *o.names]) for o in outlets()]
    assert shared(rows) == AMBIGUOUS


def test_places_are_large_and_few_and_in_known_countries() -> None:
    codes = {country.code for country in countries()}
    names = [place.name for place in places()]
    assert 1500 < len(names) < 3000
    assert len(names) == len(set(names))
    assert {place.country for place in places()} <= codes
    found = {place.name: (place.country, place.kind) for place in places()}
    expected = {
        "Mumbai": ("IND", "city"), "Lyon": ("FRA", "city"), "Kharkiv": ("UKR", "city"),
        "Ohio": ("USA", "region"), "Xinjiang": ("CHN", "region"), "Malmo": ("SWE", "city"),
    }  # fmt: skip
    assert {name: found.get(name) for name in expected} == expected


def test_a_place_is_no_other_row_and_not_what_several_share() -> None:
    others = {printed(form) for country in countries() for form in forms(country)}
    others |= {printed(name) for body in bodies() for name in (body.name, *body.names)}
    others |= {role.word for role in roles()} | {word.word for word in name_words()}
    names = {place.name.lower() for place in places()}
    assert names & others == set()
    assert not names & {"georgia", "victoria", "paris", "valencia", "hamilton", "jackson", "split"}


def test_no_name_is_empty_or_padded_or_begins_with_the() -> None:
    names = [form for country in countries() for form in forms(country)]
    names += [name for body in bodies() for name in (body.name, *body.names)]
    names += [name for outlet in outlets() for name in (outlet.name, *outlet.names)]
    names += [role.word for role in roles()]
    wrong = [n for n in names if not n or n != n.strip() or n.lower().startswith("the ")]
    assert wrong == []


def test_bodies_are_many_and_in_known_codes() -> None:
    known = {country.code for country in countries()} | ACTOR_CODES
    assert len(bodies()) >= 700
    assert len([body for body in bodies() if body.kind == "group"]) >= 120
    assert [body.name for body in bodies() if body.country not in known] == []
    assert [body.name for body in bodies() if body.sector and body.sector not in SECTORS] == []
    assert {body.kind for body in bodies()} == {"organization", "group"}


def test_wikidata_items_are_items_and_used_once() -> None:
    items = [body.wikidata for body in bodies() if body.wikidata]
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items)
    assert [item for item, count in Counter(items).items() if count > 1] == []


def test_outlets_are_many_and_of_known_countries() -> None:
    known = {country.code for country in countries()} | {""}
    assert len(outlets()) >= 400
    assert [outlet.name for outlet in outlets() if outlet.country not in known] == []
    state = {outlet.name for outlet in outlets() if outlet.state == "yes"}
    assert {"Korean Central News Agency", "Xinhua", "TASS", "IRNA", "SANA"} <= state
    assert not {"Reuters", "Associated Press", "BBC", "Yonhap"} & state


def test_roles_are_many_small_and_in_known_sectors() -> None:
    words = [role.word for role in roles()]
    assert len(words) == len(set(words)) >= 2000
    assert [word for word in words if word != word.lower()] == []
    assert [role.word for role in roles() if role.sector and role.sector not in SECTORS] == []


def test_a_plural_of_two_roles_has_a_row_of_its_own() -> None:
    """ "protesters" is the plural of "protester" and a group: the row that has it for word wins."""
    rows = defaultdict(set)
    for role in roles():
        rows[plural(role)].add(role.word)
    words = {role.word for role in roles()}
    assert [form for form, found in rows.items() if len(found) > 1 and form not in words] == []


@pytest.mark.parametrize(
    ("word", "kind", "sector", "stands", "title"),
    [
        ("foreign minister", "person", "GOV", "official", "yes"),
        ("lt. gen.", "person", "MIL", "official", "yes"),
        ("troops", "group", "MIL", "fighter", "no"),
        ("rebel", "person", "REB", "fighter", "no"),
        ("analyst", "person", "EDU", "expert", "yes"),
        ("eyewitness", "person", "CVL", "witness", "no"),
        ("news agency", "organization", "JRN", "media", "no"),
        ("source", "person", "", None, "no"),
    ],
)
def test_a_role_means(word: str, kind: str, sector: str, stands: str | None, title: str) -> None:
    role = next(role for role in roles() if role.word == word)
    assert (role.kind, role.sector, role.stands, role.title) == (kind, sector, stands, title)


def test_all_event_types_have_quad_and_code() -> None:
    types = ontology.plover_types()
    assert set(types) == set(values(EventType))
    for name, entry in types.items():
        assert ontology.quad(name) in values(Quad)
        assert ontology.cameo_codes()[ontology.default_cameo(name)].type == name
        assert (entry.score > 0) == entry.quad.endswith("cooperation")


def test_cameo_is_whole() -> None:
    codes = ontology.cameo_codes()
    assert len(codes) == 318
    assert [code for code in codes if re.fullmatch(r"\d\d", code)] == [
        f"{root:02}" for root in range(1, 21)
    ]
    assert [code for code in codes if len(code) > 2 and code[:-1] not in codes] == []


def test_every_cameo_code_is_a_plover_type_or_a_mere_statement() -> None:
    codes = ontology.cameo_codes().values()
    assert {entry.code[:2] for entry in codes if entry.type is None} == {"01"}
    assert {entry.type for entry in codes} - {None} == set(values(EventType))


def test_cameo_knows_only_modes_and_contexts_of_plover() -> None:
    named = {name: {mode.name for mode in found} for name, found in ontology.modes().items()}
    for entry in ontology.cameo_codes().values():
        assert not entry.mode or (entry.type and entry.mode in named[entry.type])
        assert set(entry.contexts) <= set(ontology.contexts())


def test_a_mode_has_a_code_of_its_type() -> None:
    codes = ontology.cameo_codes()
    other = {
        (name, mode.name)
        for name, found in ontology.modes().items()
        for mode in found
        if codes[mode.cameo].type != name
    }
    assert other == {("RETREAT", "resign"), ("SANCTION", "convict")}  # said in the table's head
    assert ontology.default_cameo("CONSULT", "visit") == "042"
    assert ontology.default_cameo("CONSULT", "no such mode") == "040"


def test_goldstein_scores_lie_on_the_scale_and_come_from_above() -> None:
    scores = {code: ontology.goldstein(code) for code in ontology.cameo_codes()}
    assert all(-10 <= score <= 10 for score in scores.values())
    assert (scores["042"], scores["057"], scores["0874"]) == (1.9, 8.0, 10.0)
    assert (scores["1951"], scores["1213"], scores["155"]) == (-10.0, -4.0, -7.2)
    with pytest.raises(KeyError):
        ontology.goldstein("999")


Tables = Callable[[str, str], object]


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tables]:
    """Writes a table that the loader then reads in place of the package's."""
    monkeypatch.setattr(loader, "DATA", tmp_path)
    loader._text.cache_clear()
    yield lambda name, text: (tmp_path / name).write_text(text, encoding="utf-8")
    loader._text.cache_clear()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code\tname\tcolour\nABW\tAruba\tblue\n", r"bad\.tsv:1: unknown column 'colour'"),
        ("# a comment\ncode\tname\nABW\n", r"bad\.tsv:3: 1 cells, but the header names 2"),
        ("code\tname\nABW\t\n", r"bad\.tsv:2: .*missing required field `name`"),
    ],
)
def test_a_wrong_table_is_refused_by_file_and_line(text: str, message: str, tables: Tables) -> None:
    tables("bad.tsv", text)
    with pytest.raises(KnowledgeError, match=message):
        loader.load_rows("bad.tsv", Country)


def test_a_value_outside_the_list_is_refused_by_line(
    tables: Tables,
) -> None:
    tables("bad.tsv", "word\tkind\njudge\tghost\n")
    with pytest.raises(KnowledgeError, match=r"bad\.tsv:2: .*ghost.*Allowed in kind: person, "):
        loader.load_rows("bad.tsv", Role)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[say]\ncue = "say"\nact = "shout"\n', r"bad\.toml:3: \[say\] .*shout.*Allowed in act: "),
        ('[say]\ncue = "say"\ncolour = 1\n', r"bad\.toml:3: \[say\] .*`colour`.*Keys: cue, act"),
        ('[say]\ncue = "say"\n\n[tell]\n', r"bad\.toml:1: \[say\] .*missing required field"),
        ("[say\n", r"bad\.toml: .*line 1.*the format is TOML"),
    ],
)
def test_a_wrong_entry_is_refused_with_what_is_allowed(
    text: str, message: str, tables: Tables
) -> None:
    tables("bad.toml", text)
    with pytest.raises(KnowledgeError, match=message):
        loader.load_entries("bad.toml", CueEntry)

"""The normal form of addresses, the key of a report, the names in bylines."""

import pytest

from onrecord.intake import canonical
from onrecord.intake.addresses import is_public, key_of, site_of, without_tracking
from onrecord.intake.bylines import names_in, turned

SAME = "https://gazette.example/news/1?a=1&b=2"


@pytest.mark.parametrize(
    "address",
    [
        "https://gazette.example/news/1?a=1&b=2",
        "http://www.gazette.example/news/1?b=2&a=1",
        "HTTPS://Gazette.Example:443/news/1/?a=1&b=2#comments",
        "http://gazette.example:80/x/../news/./1?a=1&b=2&utm_source=mail&utm_campaign=x",
        "https://user:secret@gazette.example./%6eews/1?a=1&b=2&fbclid=abc&gclid=1",
        "https://gazette.example/news/1?a=1&&b=2&CMP=share&output=amp",
    ],
)
def test_the_ways_in_which_one_page_is_linked_have_one_form(address: str) -> None:
    assert canonical(address) == SAME


@pytest.mark.parametrize(
    "address",
    [
        "https://gazette.example/news/2?a=1&b=2",
        "https://gazette.example:8443/news/1?a=1&b=2",
        "https://m.gazette.example/news/1?a=1&b=2",
        "https://gazette.example/News/1?a=1&b=2",
        "https://gazette.example/news/1?a=1&b=2&output=pdf",
        "https://gazette.example/news%2F1?a=1&b=2",
        "https://gazette.example/news/1",
    ],
)
def test_other_pages_have_other_forms(address: str) -> None:
    found = canonical(address)
    assert found
    assert found != SAME


def test_the_form_is_its_own_form() -> None:
    for address in (SAME, "http://bücher.example/straße?ä=ö", "https://[2001:db8::1]:81/a"):
        once = canonical(address)
        assert once
        assert canonical(once) == once
    assert canonical("http://bücher.example/") == "https://xn--bcher-kva.example"


@pytest.mark.parametrize(
    "address", ["", "gazette", "mailto:a@b.example", "http://", "http://[::1", "file:///a"]
)
def test_what_is_no_address_has_no_form(address: str) -> None:
    assert canonical(address) is None


def test_an_address_to_be_opened_keeps_its_order_and_its_scheme() -> None:
    given = "http://www.gazette.example/1/?id=7&utm_medium=x&amp=1&page=2#top"
    assert without_tracking(given) == "http://www.gazette.example/1/?id=7&page=2"


def test_the_key_of_a_report() -> None:
    own, found = "https://gazette.example/1", "https://gazette.example/1?utm_source=x&v=2"
    assert key_of(own, found) == own
    assert key_of(None, found) == "https://gazette.example/1?v=2"
    assert key_of("https://gazette.example/", found) == "https://gazette.example/1?v=2"
    assert key_of("https://other.example/9", found) == "https://gazette.example/1?v=2"
    assert key_of("https://amp.gazette.example/1", found) == "https://amp.gazette.example/1"
    assert key_of(own, None) == own
    assert key_of("https://gazette.example/", None) is None
    assert key_of(None, None) is None
    assert (
        key_of("https://gazette.example", "https://gazette.example/") == "https://gazette.example"
    )


def test_the_name_of_a_site() -> None:
    for address, site in (
        ("https://m.news.gazette.example/1", "gazette.example"),
        ("https://www.gazette.co.uk/1", "gazette.co.uk"),
        ("https://gazette.uk", "gazette.uk"),
    ):
        assert site_of(address) == site


def test_numbers_of_the_open_net() -> None:
    for number in ("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.0.1", "::1", "fe80::1%eth0",
                   "::ffff:10.0.0.1", "0.0.0.0", "224.0.0.1", "gazette.example"):  # fmt: skip
        assert not is_public(number)
    for number in ("93.184.216.34", "2606:2800:220:1::1"):
        assert is_public(number)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Ann Moor and Tom Bell, Staff writers", ["Ann Moor", "Tom Bell"]),
        ("Words by Ann Moor · Photographs by Tom Bell", ["Ann Moor"]),
        ("Ann Moor, Jr., PhD; Tom Bell (Reuters)", ["Ann Moor, Jr., PhD", "Tom Bell"]),
        ("Ann Moor, defence correspondent", ["Ann Moor"]),
        ("By Ann Moor in Port Ellery", ["Ann Moor"]),
        ("By Tam Okonjo-Reyes for The Ellery Gazette", ["Tam Okonjo-Reyes"]),
        ("Ann Moor, The Ellery Gazette", ["Ann Moor"]),
        ("LENA FORS Associated Press", ["LENA FORS"]),
        ("ann@gazette.example (Ann Moor)", ["Ann Moor"]),
        ("Ann Moor @annmoor", ["Ann Moor"]),
        ("Ann Moor Updated 3 March 2024", ["Ann Moor"]),
        ("Odile Marrow | Senior Writer", ["Odile Marrow"]),
        ("Kim Ji-hye and Park S. H.", ["Kim Ji-hye", "Park S. H."]),
        ("Ana de la Vega with Tom Bell", ["Ana de la Vega", "Tom Bell"]),
        ("Ann Moor &amp; Ann Moor", ["Ann Moor"]),
        ("Rachel Post", ["Rachel Post"]),
        ("Иван Петров", ["Иван Петров"]),
        ("Reuters Staff", []),
        ("News Desk", []),
        ("Super User", []),
        ("admin", []),
        ("Staff and agencies", []),
        ("https://social.example/ann", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_names_in_a_byline(printed: str, names: list[str]) -> None:
    assert list(names_in(printed)) == names


def test_a_name_as_libraries_write_it() -> None:
    assert turned("Moor, Ann") == "Ann Moor"
    assert turned("Moor, Ann B.") == "Ann B. Moor"
    assert turned("Ann Moor, Staff writer") == "Ann Moor, Staff writer"

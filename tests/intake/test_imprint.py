"""What a plain text prints about itself: headline, byline, dateline, agency and date."""

import pytest

from onrecord.intake.dates import iso_date
from onrecord.intake.imprint import imprint_of
from onrecord.intake.press_names import agency_of

BODY = "The envoy left the harbour on Monday, officials said.\n\nHe gave no reason."


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Envoy leaves harbour town\n\n", "Envoy leaves harbour town"),
        ("Will the envoy come back?\n\n", "Will the envoy come back?"),
        ("“Never again,” says envoy\r\n\r\n", "“Never again,” says envoy"),
        ("BREAKING NEWS\nEnvoy leaves harbour\nBy Odile Marrow\n\n", "Envoy leaves harbour"),
        ("Published: 27 October 2024\nEnvoy leaves harbour\n\n", "Envoy leaves harbour"),
        ("The envoy left. He went north.\n\n", None),
        ("Envoy leaves harbour\n", None),
        ("By Odile Marrow\n\n", None),
        ("© 2024 Gazette\n\n", None),
        ("PORT ELLERY — The envoy went north\n\n", None),
        ("", None),
    ],
)
def test_a_headline_is_short_without_a_stop_and_apart(above: str, title: str | None) -> None:
    assert imprint_of(above + BODY).title == title


def test_a_line_alone_is_no_headline() -> None:
    assert imprint_of("Envoy leaves harbour town").title is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Odile Marrow", ("Odile Marrow",)),
        ("By ODILE MARROW and TAM OKONJO-REYES, Staff Writers",
         ("ODILE MARROW", "TAM OKONJO-REYES")),
        ("By Odile Marrow, Defence Correspondent", ("Odile Marrow",)),
        ("By Odile Marrow in Brussels and Jan van der Vliet in Kyiv",
         ("Odile Marrow", "Jan van der Vliet")),
        ("By Odile Marrow | The Ellery Gazette", ("Odile Marrow",)),
        ("By Odile Marrow, October 27, 2024", ("Odile Marrow",)),
        ("Written by: Siân O’Hare", ("Siân O’Hare",)),
        ("By Monday the envoy had left", ()),
        ("By Monday The Envoy had gone, officials said", ()),
        ("Byron Marrow left", ()),
        ("By the harbour", ()),
    ],
)  # fmt: skip
def test_a_byline_gives_the_names_as_printed(line: str, names: tuple[str, ...]) -> None:
    assert imprint_of(f"Envoy leaves harbour\n\n{line}\n\n{BODY}").byline == names


def test_the_reporters_below_wire_copy() -> None:
    text = BODY + "\n\n(Reporting by Odile Marrow in Oslo and Tam Reyes; Editing by Ann Pell)"
    assert imprint_of(text).byline == ("Odile Marrow", "Tam Reyes")


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("BRUSSELS, Oct. 27 (Reuters) — The envoy left.", "BRUSSELS", "Reuters"),
        ("NAIROBI, Kenya (AP) _ The envoy left.", "NAIROBI, Kenya", "AP"),
        ("SEOUL (AFP) - The envoy left.", "SEOUL", "AFP"),
        ("PARIS/BERLIN, Oct 27 (Reuters) - The envoy left.", "PARIS/BERLIN", "Reuters"),
        ("ST. HELIER, 3 July (Reuters) -- The envoy left.", "ST. HELIER", "Reuters"),
        ("Oslo, Oct 27 (Reuters) - The envoy left.", "Oslo", "Reuters"),
        ("PORT ELLERY — The envoy left.", "PORT ELLERY", None),
        ("(Reuters) - The envoy left.", None, "Reuters"),
        ("UPDATE — The envoy left.", None, None),
        ("The envoy - a tall man - left.", None, None),
        ("The envoy (58) - a tall man - left.", None, None),
        ("NATO - the alliance - met.", None, None),
    ],
)
def test_a_dateline_gives_place_and_agency(
    line: str, place: str | None, agency: str | None
) -> None:
    found = imprint_of(f"{line} He gave no reason.")
    assert found.dateline == place
    assert found.outlet == (agency_of(agency) if agency else None)
    assert not agency or found.outlet


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Published: 27 October 2024\n\n{BODY}", "2024-10-27"),
        (
            f"Envoy leaves\n\nPosted on Sunday, October 27th, 2024 at 10:05 AM EDT\n\n{BODY}",
            "2024-10-27",
        ),
        (f"Envoy leaves\n\nSun, 27 Oct 2024 14:05 GMT\n\n{BODY}", "2024-10-27"),
        (f"Envoy leaves\n\nPublished 2024-10-27 | Updated 2024-10-29\n\n{BODY}", "2024-10-27"),
        (f"Envoy leaves\n\nBy Odile Marrow | 27 October 2024\n\n{BODY}", "2024-10-27"),
        (f"Envoy leaves\n\n27.10.2024\n\n{BODY}", "2024-10-27"),
        (f"Envoy leaves\n\nSunday, October 27, 2024\n\n{BODY}", "2024-10-27"),
        (f"Envoy leaves\n\nOct. 27, 2024\n\n{BODY}", "2024-10-27"),
        (f"Envoy leaves\n\n27 October 2024, 10:42\n\n{BODY}", "2024-10-27"),
        (f"Envoy leaves\n\nThe Amber Bay Post, Sunday, October 27, 2024\n\n{BODY}", "2024-10-27"),
        (f"THE AMBER COURIER, 27 October 2024\n\n{BODY}", "2024-10-27"),
        (f"Amber Siege, October 27, 2024\n\n{BODY}", None),
        (f"Envoy leaves\n\nHe wrote it, Sunday, October 27, 2024\n\n{BODY}", None),
        (f"BRUSSELS, Oct. 27, 2024 (Reuters) — {BODY}", "2024-10-27"),
        (f"{BODY}\n\nFirst published on 27 October 2024", "2024-10-27"),
        (f"Last updated: 28 October 2024\n\n{BODY}", "2024-10-28"),
        (f"BRUSSELS, Oct. 27 (Reuters) — {BODY}", None),
        (f"{BODY}\n\n© 2024 Gazette", None),
        (f"{BODY}\n\nCopyright 27 October 2024 Gazette", None),
        (f"Published: 03/04/2024\n\n{BODY}", None),
        (f"Published: 31 February 2024\n\n{BODY}", None),
        ("Published 27 October 1920, the paper was the first to name the harbour master.", None),
        ("On 27 October 1920 the harbour burnt down.", None),
        (BODY, None),
    ],
)
def test_a_day_of_publication_is_printed_with_its_year_or_not_at_all(
    text: str, day: str | None
) -> None:
    assert imprint_of(text).published == day


@pytest.mark.parametrize(
    ("stored", "day"),
    [
        ("2024-10-27", "2024-10-27"),
        ("2024-10", "2024-10"),
        ("2024", "2024"),
        ("2024-10-27T23:59:59.5-11:00", "2024-10-27"),
        ("2024-10-27 23:59", "2024-10-27"),
        ("20241027", "2024-10-27"),
        ("20241027T101500Z", "2024-10-27"),
        ("Sun, 27 Oct 2024 23:59:59 -1100", "2024-10-27"),
        ("October 27, 2024", "2024-10-27"),
        ("27/10/2024", "2024-10-27"),
        ("10/27/2024", "2024-10-27"),
        ("03/04/2024", None),
        ("2024-02-30", None),
        ("2024-13-01", None),
        ("1730000000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_stored_date_keeps_its_day_and_its_grain(stored: str, day: str | None) -> None:
    assert iso_date(stored) == day


def test_a_month_alone_on_a_line_dates_to_the_month() -> None:
    text = "Miners walk out\nOctober 2024\n\nMiners in Orn walked out on Monday."
    assert imprint_of(text).published == "2024-10"
    assert imprint_of("Walk-out of October 2024\n\nMiners in Orn left.").published is None


def test_a_masthead_may_part_its_date_by_a_dash() -> None:
    text = "Miners walk out\nOrn Times - 2024.10.29 17:20 (KST)\n\nMiners in Orn walked out."
    assert imprint_of(text).published == "2024-10-29"

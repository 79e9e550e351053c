"""On whose word a figure stands, and when it held."""

from collections.abc import Callable, Sequence

import pytest

from onrecord.find.figure_links import link_figures
from onrecord.model import Draft, Figure, Parse, Record
from onrecord.stages import read_parse

ParseTexts = Callable[[Sequence[str]], list[Parse]]

# sentence, then each figure with the time at which it held ("-": none)
WHEN = [
    ("The ministry said on Friday that 40 people drowned in June.", "40 June"),
    ("Membership rose from 40 in 2010 to 90 in 2020, the guild said.", "40 2010; 90 2020"),
    ("The police counted 3,000 guests in March and 5,000 in May.", "3,000 March; 5,000 May"),
    ("The school has 60 pupils, up from 45 last year.", "60 last year; 45 last year"),
    ('"We lost 40 boats in May," Roe said on Friday.', "40 May"),
    ("On Monday 14 men were arrested.", "14 Monday"),
    ("In 1971 the island had 900 houses.", "900 1971"),
    ("The bridge will cost $4 million.", "$4 million -"),
    ("Prices rose 3 percent in August.", "3 percent August"),
    ("The 54-year-old sailor drowned on Sunday.", "54-year-old -"),
]
# text, then each figure with the cues of the attributions in whose content it stands
WORDS = [
    ("The ministry said that 40 people drowned.", "40: said"),
    ("Forty people drowned, the mayor said.", "Forty: said"),
    ("The mayor said the police had claimed that 40 boats sank.", "40: claimed, said"),
    ("Forty people drowned.", "Forty:"),
    ("The police, who have 40 boats, said nothing.", "40:"),
    ("According to the navy, 12 ships were lost. Nine ships came home.", "12: According to; Nine:"),
]


@pytest.fixture(scope="module")
def records(parse_texts: ParseTexts) -> dict[str, Record]:
    parses = parse_texts([text for text, _ in (*WHEN, *WORDS)])
    return {parse.report.text: read_parse(parse).record for parse in parses}


def words(record: Record, figure: Figure) -> str:
    return record.report.text[slice(*figure.span)]


@pytest.mark.parametrize(("text", "expected"), WHEN)
def test_when_a_figure_held(text: str, expected: str, records: dict[str, Record]) -> None:
    record = records[text]
    times = {timex.id: timex.text for timex in record.timexes}
    found = [f"{words(record, f)} {times.get(f.when or '', '-')}" for f in record.figures]
    assert "; ".join(found) == expected


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_on_whose_word_it_stands(text: str, expected: str, records: dict[str, Record]) -> None:
    record = records[text]
    cues = {a.id: text[slice(*a.cue.spans[0])] for a in record.attributions}
    found = [
        f"{words(record, f)}: {', '.join(cues[name] for name in f.according_to)}".strip()
        for f in record.figures
    ]
    assert "; ".join(found) == expected


def test_a_report_without_figures_is_left_alone(parse_texts: ParseTexts) -> None:
    draft = Draft(parse=parse_texts(["The ship sank."])[0])
    assert link_figures(draft) is draft


def test_the_time_stands_in_the_reasons(parse_texts: ParseTexts) -> None:
    read = read_parse(parse_texts(["In 1971 the island had 900 houses."])[0])
    told = [reason for reason in read.reasons["F1"].because if reason.entry == "figures.when"]
    assert [reason.span for reason in told] == [read.record.timexes[0].span]

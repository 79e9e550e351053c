"""Files, pages and streams become reports."""

from onrecord.intake.page import is_page, report_of_page
from onrecord.intake.page_facts import PageDate, PageFacts
from onrecord.intake.page_map import place_on_page
from onrecord.intake.problem import MAX_SIZE, OnProblem, Problem
from onrecord.intake.report import report_of_text, text_id
from onrecord.intake.sources import count_hint, open_reports, report_of_file

__all__ = [
    "MAX_SIZE",
    "OnProblem",
    "PageDate",
    "PageFacts",
    "Problem",
    "count_hint",
    "is_page",
    "open_reports",
    "place_on_page",
    "report_of_file",
    "report_of_page",
    "report_of_text",
    "text_id",
]

"""Files, pages, archives, feeds and addresses become reports."""

from onrecord.intake.addresses import canonical
from onrecord.intake.client import Client
from onrecord.intake.dates import PageDate
from onrecord.intake.item import Done, Has, Item, Memory, Remembered, Taken, Validators
from onrecord.intake.kinds import KINDS, Kind
from onrecord.intake.page import is_page, report_of_page
from onrecord.intake.page_facts import PageFacts
from onrecord.intake.page_map import place_on_page
from onrecord.intake.problem import MAX_SIZE, OnProblem, Problem, SkipReason
from onrecord.intake.report import report_of_text, text_id
from onrecord.intake.sources import count_hint, items, open_reports, report_of_file
from onrecord.intake.wire import Manners

__all__ = [
    "KINDS",
    "MAX_SIZE",
    "Client",
    "Done",
    "Has",
    "Item",
    "Kind",
    "Manners",
    "Memory",
    "OnProblem",
    "PageDate",
    "PageFacts",
    "Problem",
    "Remembered",
    "SkipReason",
    "Taken",
    "Validators",
    "canonical",
    "count_hint",
    "is_page",
    "items",
    "open_reports",
    "place_on_page",
    "report_of_file",
    "report_of_page",
    "report_of_text",
    "text_id",
]

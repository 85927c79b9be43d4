"""The pages there are, in the order of the side bar; loaded when they are first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.page import Page

_PAGES = (
    ("ui.pages.home.page", "HomePage"),
    ("ui.pages.departments.page", "DepartmentsPage"),
    ("ui.pages.staff.page", "StaffPage"),
    ("ui.pages.import_wizard.page", "ImportPage"),
    ("ui.pages.programme.page", "ProgrammePage"),
    ("ui.pages.board.page", "BoardPage"),
    ("ui.pages.why.page", "WhyPage"),
    ("ui.pages.variants.page", "VariantsPage"),
    ("ui.pages.publish.page", "PublishPage"),
    ("ui.pages.compare.page", "ComparePage"),
    ("ui.pages.messages.page", "MessagesPage"),
    ("ui.pages.printing.page", "PrintingPage"),
    ("ui.pages.read_back.page", "ReadBackPage"),
    ("ui.pages.reflections.page", "ReflectionsPage"),
    ("ui.pages.ideas.page", "IdeasPage"),
    ("ui.pages.answers.page", "AnswersPage"),
    ("ui.pages.report.page", "ReportPage"),
    ("ui.pages.my_visits.page", "MyVisitsPage"),
    ("ui.pages.settings.page", "SettingsPage"),
)


def page_classes() -> list[type[Page]]:
    """Return the classes of all pages."""
    return [getattr(import_module(module), name) for module, name in _PAGES]

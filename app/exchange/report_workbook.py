"""The report of a programme for the executive: figures, who saw whom, ideas, quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from app.exchange.after_visit_lists import write_ideas
from app.exchange.lists import Column, write_list
from app.exchange.schedule_coverage import write_matrix
from app.exchange.sheets import HEADING, NOTE, SECTION, TITLE, WRAPPED, Sheet, lines_of
from app.exchange.streamed_workbook import streamed_workbook
from app.i18n import _, current_language
from app.wording.after_visit import status_name
from app.wording.formats import long_day, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from app.exchange.schedule_data import DepartmentLine
    from app.services.ideas import IdeaRow

_WIDTHS = (52.0, 60.0)


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """What came of the visits into one department.

    Attributes
    ----------
    answer_days
        Mean calendar days until an idea was answered; None if none was.
    rating
        Mean of the ratings of the hosting, 1 to 5; None if nobody rated.
    """

    department: DepartmentLine
    visits: int
    reflections: int
    ideas: int
    answered: int
    overdue: int
    done: int
    answer_days: float | None
    rating: float | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that the coordinator chose."""

    text: str
    guest: str
    department: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """What a programme has brought.

    Attributes
    ----------
    by_state
        Ideas by state, in the order of the states.
    between
        Visits held by home department and department visited.
    hours, money
        Expected and measured effect of ideas, hours a month and money a year.
    """

    programme: str
    first_day: dt.date
    last_day: dt.date
    written_on: dt.date
    planned: int
    held: int
    missed: int
    reflections: int
    ideas: tuple[IdeaRow, ...]
    by_state: tuple[tuple[str, int], ...]
    departments: tuple[DepartmentLine, ...]
    figures: tuple[DepartmentFigures, ...]
    between: dict[tuple[int, int], int]
    answer_days: float | None
    hours: tuple[int, int]
    money: tuple[int, int]
    quotes: tuple[Quote, ...]

    @property
    def pairs_seen(self) -> int:
        """Ordered pairs of departments of which one has seen the other."""
        return sum(1 for count in self.between.values() if count)

    @property
    def pairs(self) -> int:
        """Ordered pairs of departments."""
        return len(self.departments) * (len(self.departments) - 1)


def write_report(data: ReportData, target: Path) -> None:
    """Write the workbook in the current language, whole or not at all."""
    footer = _("{programme}: report of {date}").format(
        programme=data.programme, date=long_day(data.written_on)
    )
    with streamed_workbook(target) as workbook:

        def sheet(title: str) -> Sheet:
            return Sheet(workbook, title, footer=footer, on_cells=lambda _count: None)

        _write_overview(sheet(_("Overview")), data)
        _write_figures(sheet(_("Departments")), data.figures)
        write_matrix(sheet(_("Coverage")), data.departments, data.between)
        write_ideas(sheet(_("Ideas")), data.ideas)


def period(data: ReportData) -> str:
    """Return which days a report is about, and when it was made."""
    return _("{first} – {last}, as of {date}").format(
        first=long_day(data.first_day), last=long_day(data.last_day), date=long_day(data.written_on)
    )


def figure_lines(data: ReportData) -> list[tuple[str, str]]:
    """Return the figures of a programme by name, as report and slides show them."""
    lines = [
        (_("Visits held"), _("{held} of {planned}").format(held=data.held, planned=data.planned)),
        (_("Visits that did not take place"), str(data.missed)),
        (
            _("Reflections in"),
            _("{count} of {visits}").format(count=data.reflections, visits=data.held),
        ),
        (
            _("Pairs of departments that have seen each other"),
            _("{seen} of {all}").format(seen=data.pairs_seen, all=data.pairs),
        ),
        (_("Ideas"), str(len(data.ideas))),
        *((f"    {status_name(state)}", str(count)) for state, count in data.by_state),
    ]
    if data.answer_days is not None:
        lines.append((_("Days until an idea was answered, on average"), _number(data.answer_days)))
    for name, (expected, measured) in (
        (_("Hours saved a month"), data.hours),
        (_("Money a year"), data.money),
    ):
        if expected or measured:
            text = _("expected {expected}, measured {measured}")
            lines.append(
                (name, text.format(expected=_number(expected), measured=_number(measured)))
            )
    return lines


def _write_overview(sheet: Sheet, data: ReportData) -> None:
    sheet.fit_to_width()
    sheet.widths(_WIDTHS)
    sheet.row([sheet.text(data.programme, TITLE)])
    sheet.row([sheet.text(period(data), NOTE)])
    sheet.row()
    sheet.row([sheet.text(_("Figure"), HEADING), sheet.text(_("Value"), HEADING)])
    for name, value in figure_lines(data):
        sheet.row([sheet.text(name), sheet.text(value)])
    if data.quotes:
        sheet.row()
        sheet.row([sheet.text(_("In their own words"), SECTION)])
        for quote in data.quotes:
            who = _("{guest}, guest of {department}").format(
                guest=quote.guest, department=quote.department
            )
            words = quoted(quote.text)
            lines = max(lines_of(who, _WIDTHS[0]), lines_of(words, _WIDTHS[1]))
            sheet.row([sheet.text(who, WRAPPED), sheet.text(words, WRAPPED)], lines=lines)


def _write_figures(sheet: Sheet, figures: Sequence[DepartmentFigures]) -> None:
    department, *others = figure_headings()
    columns = [Column(department, "department"), *(Column(name, "number") for name in others)]
    write_list(sheet, columns, [(one.department, *_figure_cells(one)) for one in figures])


def figure_headings() -> tuple[str, ...]:
    """Return what the figures of a department are called, the department first."""
    return (
        _("Department"),
        _("Visits"),
        _("Reflections"),
        _("Rating of the hosting"),
        _("Ideas"),
        _("Answered"),
        _("Overdue"),
        _("Done"),
        _("Days to the answer"),
    )


def figure_texts(one: DepartmentFigures) -> tuple[str, ...]:
    """Return the figures of a department as they stand under their headings."""
    return (
        one.department.name,
        *("" if cell is None else _number(cell) for cell in _figure_cells(one)),
    )


def _figure_cells(one: DepartmentFigures) -> tuple[float | None, ...]:
    return (
        one.visits,
        one.reflections,
        one.rating,
        one.ideas,
        one.answered,
        one.overdue,
        one.done,
        one.answer_days,
    )


def _number(value: float) -> str:
    return str(format_decimal(round(value, 1), locale=current_language()))

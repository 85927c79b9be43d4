"""What a programme has brought: one workbook and one presentation, and lists to work with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from app.db.models import Employee, Programme
from app.db.queries import department_rows
from app.domain.ideas import Age, IdeaStatus
from app.domain.reflections import Outcome
from app.exchange.schedule_data import DepartmentLine
from app.i18n import _
from app.services.editing import existing
from app.services.visit_records import is_over
from app.wording.after_visit import status_name
from app.wording.formats import quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from app.db.session import Database
    from app.exchange.report_workbook import DepartmentFigures, Quote, ReportData
    from app.exchange.slides import Slide
    from app.services.ideas import IdeaRow, IdeaService
    from app.services.reflections import ReflectionRow, ReflectionService
    from app.services.visit_records import RecordRow, VisitRecordService

_VISIT_FIGURES = 4
_IDEAS_ON_A_SLIDE = 5
_QUOTES_ON_A_SLIDE = 3
_DEPARTMENTS_ON_A_SLIDE = 9

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What the window shows of a report: figures by name, a line a department, quotes."""

    figures: tuple[tuple[str, str], ...]
    departments: tuple[DepartmentFigures, ...]
    quotes: tuple[Quote, ...]


class ReportService:
    """What can be reported of a programme."""

    def __init__(
        self,
        database: Database,
        records: VisitRecordService,
        reflections: ReflectionService,
        ideas: IdeaService,
    ) -> None:
        self._database = database
        self._records = records
        self._reflections = reflections
        self._ideas = ideas

    def report(self, programme_id: int, *, now: dt.datetime) -> ReportData:
        """Return what a programme has brought until a local time."""
        from app.exchange.report_workbook import Quote, ReportData  # noqa: PLC0415 - openpyxl

        records = [r for r in self._records.records(programme_id) if r.planned or r.edition]
        reflections = self._reflections.reflections(programme_id=programme_id)
        ideas = self._ideas.ideas(today=now.date(), programme_id=programme_id)
        held = [row for row in records if _was_held(row, now)]
        with self._database.read() as session:
            programme = existing(session, Programme, programme_id)
            departments = tuple(
                DepartmentLine(row.id, row.name, row.short_name or row.name, row.hue)
                for row in department_rows(session)
                if row.people or row.roles
            )
            homes = {
                key: home
                for key, home in session.execute(select(Employee.id, Employee.department_id))
            }
            name, first, last = programme.name, programme.from_date, programme.to_date
        states = Counter(row.status for row in ideas)
        return ReportData(
            programme=name,
            first_day=first,
            last_day=last,
            written_on=now.date(),
            planned=len(records),
            held=len(held),
            missed=sum(row.outcome == Outcome.MISSED for row in records),
            reflections=len(reflections),
            ideas=tuple(ideas),
            by_state=tuple((state.value, states[state.value]) for state in IdeaStatus),
            departments=departments,
            figures=tuple(_figures(one, held, reflections, ideas) for one in departments),
            between=dict(Counter((homes[row.employee_id], row.department_id) for row in held)),
            answer_days=_answer_days(ideas),
            hours=_sums(ideas, "expected_hours", "measured_hours"),
            money=_sums(ideas, "expected_money", "measured_money"),
            quotes=tuple(
                Quote(_words(row), row.employee, row.department)
                for row in reflections
                if row.quotable and _words(row)
            ),
        )

    def summary(self, programme_id: int, *, now: dt.datetime) -> ReportSummary:
        """Return the report in words, in the current language."""
        from app.exchange.report_workbook import figure_lines  # noqa: PLC0415

        data = self.report(programme_id, now=now)
        return ReportSummary(tuple(figure_lines(data)), data.figures, data.quotes)

    def write_workbook(self, programme_id: int, target: Path, *, now: dt.datetime) -> None:
        """Write the report as a workbook, whole or not at all."""
        from app.exchange.report_workbook import write_report  # noqa: PLC0415

        write_report(self.report(programme_id, now=now), target)

    def write_deck(
        self,
        programme_id: int,
        target: Path,
        *,
        now: dt.datetime,
        template: Path | None = None,
    ) -> None:
        """Write the report as a presentation, whole or not at all."""
        from app.exchange.slides import write_slides  # noqa: PLC0415

        write_slides(_slides(self.report(programme_id, now=now)), target, template)

    def write_ideas(self, rows: Sequence[IdeaRow], target: Path, *, today: dt.date) -> None:
        """Write ideas as a workbook."""
        from app.exchange.after_visit_lists import write_ideas_workbook  # noqa: PLC0415

        write_ideas_workbook(rows, target, today)

    def write_reflections(
        self, rows: Sequence[ReflectionRow], target: Path, *, today: dt.date
    ) -> None:
        """Write reflections as a workbook."""
        from app.exchange.after_visit_lists import write_reflections_workbook  # noqa: PLC0415

        write_reflections_workbook(rows, target, today)


def _was_held(row: RecordRow, now: dt.datetime) -> bool:
    if row.outcome == Outcome.EXPECTED:
        return row.planned and is_over(row, now)
    return row.outcome == Outcome.HELD


def _figures(
    department: DepartmentLine,
    held: Iterable[RecordRow],
    reflections: Iterable[ReflectionRow],
    ideas: Iterable[IdeaRow],
) -> DepartmentFigures:
    from app.exchange.report_workbook import DepartmentFigures  # noqa: PLC0415

    mine = [row for row in ideas if row.department_id == department.id]
    told = [row for row in reflections if row.department_id == department.id]
    ratings = [row.hosting for row in told if row.hosting]
    return DepartmentFigures(
        department=department,
        visits=sum(row.department_id == department.id for row in held),
        reflections=len(told),
        ideas=len(mine),
        answered=sum(row.age is Age.ANSWERED for row in mine),
        overdue=sum(row.age is Age.OVERDUE for row in mine),
        done=sum(row.status == IdeaStatus.DONE for row in mine),
        answer_days=_answer_days(mine),
        rating=fmean(ratings) if ratings else None,
    )


def _answer_days(ideas: Iterable[IdeaRow]) -> float | None:
    days = [(row.answered_at.date() - row.created_on).days for row in ideas if row.answered_at]
    return fmean(days) if days else None


def _sums(ideas: Iterable[IdeaRow], *names: str) -> tuple[int, int]:
    first, second = (sum(getattr(row, name) or 0 for row in ideas) for name in names)
    return first, second


def _words(row: ReflectionRow) -> str:
    return row.surprised or row.differently or row.take_home or row.did


def _slides(data: ReportData) -> list[Slide]:
    from app.exchange.report_workbook import figure_lines, period  # noqa: PLC0415
    from app.exchange.slides import Line, Slide  # noqa: PLC0415

    figures = figure_lines(data)
    # The states of ideas, which stand behind their sum, are bars.
    last_state = _VISIT_FIGURES + 1 + len(data.by_state)
    about_ideas = [figures[_VISIT_FIGURES], *figures[last_state:]]
    slides = [
        Slide(data.programme, (Line(_("What it has brought")), Line(period(data))), opening=True),
        Slide(
            _("Visits"), figures=tuple(figures[:_VISIT_FIGURES]), bars=_visits_by_department(data)
        ),
        Slide(
            _("Ideas"),
            tuple(Line(value, label=name) for name, value in about_ideas),
            bars=tuple((status_name(state), count) for state, count in data.by_state),
        ),
        *_department_slides(data.figures),
    ]
    for title, states in (
        (_("Done"), (IdeaStatus.DONE,)),
        (_("On the way"), (IdeaStatus.ACCEPTED, IdeaStatus.IN_PROGRESS)),
    ):
        rows = [row for row in data.ideas if row.status in states]
        if rows:
            lines = [Line(row.title, label=row.department) for row in rows]
            notes = "\n".join(f"{line.label}: {line.text}" for line in lines)
            slides.append(Slide(title, tuple(lines[:_IDEAS_ON_A_SLIDE]), notes))
    for quotes in _shares(data.quotes, _QUOTES_ON_A_SLIDE):
        lines = [
            Line(
                quoted(quote.text),
                source=_("{guest}, guest of {department}").format(
                    guest=quote.guest, department=quote.department
                ),
            )
            for quote in quotes
        ]
        notes = "\n\n".join(f"{line.text}\n{line.source}" for line in lines)
        slides.append(Slide(_("In their own words"), tuple(lines), notes))
    return slides


def _visits_by_department(data: ReportData) -> tuple[tuple[str, int], ...]:
    if len(data.figures) > _DEPARTMENTS_ON_A_SLIDE:
        return ()
    return tuple((one.department.name, one.visits) for one in data.figures)


def _department_slides(figures: Sequence[DepartmentFigures]) -> list[Slide]:
    from app.exchange.report_workbook import figure_headings, figure_texts  # noqa: PLC0415
    from app.exchange.slides import Slide  # noqa: PLC0415

    return [
        Slide(_("Departments"), table=(figure_headings(), *map(figure_texts, share)))
        for share in _shares(figures, _DEPARTMENTS_ON_A_SLIDE)
    ]


def _shares(things: Sequence[_T], most: int) -> Iterator[Sequence[_T]]:
    return (things[start : start + most] for start in range(0, len(things), most))

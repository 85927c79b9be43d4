"""What a programme has brought: one workbook and one presentation, and lists to work with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.models import Employee, Programme
from app.db.queries import department_rows
from app.domain.ideas import Age, IdeaStatus
from app.domain.reflections import Outcome
from app.exchange.schedule_data import DepartmentLine
from app.i18n import _
from app.services.editing import existing
from app.services.visit_records import is_over

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from app.db.session import Database
    from app.exchange.report_workbook import DepartmentFigures, Quote, ReportData
    from app.exchange.slides import Slide
    from app.services.ideas import IdeaRow, IdeaService
    from app.services.reflections import ReflectionRow, ReflectionService
    from app.services.visit_records import RecordRow, VisitRecordService

_IDEAS_ON_A_SLIDE = 5


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
    from app.exchange.report_workbook import figure_lines  # noqa: PLC0415
    from app.exchange.slides import Slide  # noqa: PLC0415

    figures = [f"{name.strip()}: {value}" for name, value in figure_lines(data)]
    visits, ideas = figures[:4], figures[4:]
    slides = [
        Slide(data.programme, (_("What it has brought"),), opening=True),
        Slide(_("Visits"), tuple(visits)),
        Slide(_("Ideas"), tuple(ideas), "\n".join(ideas)),
    ]
    for title, states in (
        (_("Done"), (IdeaStatus.DONE,)),
        (_("On the way"), (IdeaStatus.ACCEPTED, IdeaStatus.IN_PROGRESS)),
    ):
        rows = [row for row in data.ideas if row.status in states]
        if rows:
            lines = [f"{row.department}: {row.title}" for row in rows]
            slides.append(Slide(title, tuple(lines[:_IDEAS_ON_A_SLIDE]), "\n".join(lines)))
    if data.quotes:
        lines = [f"“{quote.text}” {quote.guest}, {quote.department}" for quote in data.quotes]
        slides.append(Slide(_("In their own words"), tuple(lines[:3]), "\n\n".join(lines)))
    return slides

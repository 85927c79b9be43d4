"""What leaves the program as files: the schedule workbook of a plan, and what is printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import select

from app.atomic import check_target
from app.db.models import Pair, PlanVersion, Programme, SignUp
from app.db.queries import department_rows, person_rows, role_rows
from app.errors import InputError
from app.exchange.schedule_data import (
    DepartmentLine,
    PairLine,
    PersonLine,
    RoleLine,
    ScheduleData,
    SlotLine,
    TierLine,
    VisitLine,
)
from app.i18n import current_language, language
from app.services.editing import existing
from app.services.explaining import ExplainingService
from app.services.office import office_of
from app.services.problem_building import build_problem, is_known, visit_of, visits_of
from app.services.programme_calendar import calendar_of
from app.services.visit_records import visit_codes
from app.wording import explaining, sentence
from solver.check.terms import measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.orm import Session

    from app.db import models
    from app.db.session import Database
    from app.domain.printed import Printed
    from app.exchange.schedule_data import PlanState
    from app.services.planning import PlanningService
    from app.settings import Settings

_SATURDAY = 5
_WORKBOOK = ".xlsx"
_PDF = ".pdf"
PRINTS = ("notices", "hosts", "coverage", "slips")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written.

    Attributes
    ----------
    replaced
        Texts of which a part cannot stand in a workbook, as they stand there now.
    """

    path: Path
    replaced: tuple[str, ...]


def check_workbook(target: Path | str) -> Path:
    """Return where a workbook will be written; refuse early what cannot be.

    Raises
    ------
    InputError
        If the name is no name of a workbook, or its folder is missing.
    EnvironmentFault
        If the file is read-only, open elsewhere, or the folder closed to us.
    """
    path = Path(target)
    if path.suffix.casefold() != _WORKBOOK:
        raise InputError("target-no-workbook", file=str(path))
    check_target(path)
    return path


class ExportService:
    """What can be written out of one open database."""

    def __init__(self, database: Database, planning: PlanningService, settings: Settings) -> None:
        self._database = database
        self._planning = planning
        self._settings = settings

    def check_target(self, target: Path | str) -> Path:
        """Return where a workbook will be written; see :func:`check_workbook`."""
        return check_workbook(target)

    def export_schedule(
        self,
        *,
        plan_id: int,
        path: Path | str,
        tongue: str | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Exported:
        """Write the schedule workbook of a plan, whole or not at all.

        Parameters
        ----------
        tongue
            Language of the workbook; that of the interface by default.
        on_progress
            Called now and then with the number of cells written and their total.
        should_stop
            Asked all the time; true stops the export, and nothing is written.
        """
        # Half a second that the start of the window does not need.
        from app.exchange.schedule_workbook import write_schedule  # noqa: PLC0415

        target = self.check_target(path)
        spoken = tongue or current_language()
        with language(spoken):
            data = self.schedule(plan_id)
            data = replace(data, reasons=self._reasons(plan_id, should_stop or _never))
        written = write_schedule(
            data, target, spoken, on_progress=on_progress, should_stop=should_stop
        )
        return Exported(target, written.replaced)

    def printed(self, plan_id: int, kinds: Sequence[str] = PRINTS) -> Printed:
        """Return documents about a plan, laid out for paper one behind the other.

        Parameters
        ----------
        kinds
            Some of :data:`PRINTS`.
        """
        # A third of a second that the start of the window does not need.
        from app.exchange.print_documents import printed, together  # noqa: PLC0415

        data, office = self.schedule(plan_id), office_of(self._settings)
        return together([printed(kind, data, office) for kind in kinds], data.programme)

    def export_pdf(
        self, *, plan_id: int, path: Path | str, kinds: Sequence[str] = PRINTS
    ) -> Exported:
        """Write documents about a plan as a PDF file, in the language of the interface."""
        from app.exchange.pdf_file import write_pdf  # noqa: PLC0415

        target = Path(path)
        if target.suffix.casefold() != _PDF:
            raise InputError("target-no-pdf", file=str(target))
        check_target(target)
        write_pdf(self.printed(plan_id, kinds), target)
        return Exported(target, ())

    def schedule(self, plan_id: int) -> ScheduleData:
        """Return what the workbook of a plan says, judged by rules and staff as they are now."""
        findings = self._planning.check(plan_id)
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            programme = existing(session, Programme, plan.programme_id)
            visits = visits_of(session, plan_id)
            codes = visit_codes(session)
            return ScheduleData(
                programme=programme.name,
                first_day=programme.from_date,
                last_day=programme.to_date,
                number=plan.number,
                state=cast("PlanState", plan.status),
                made_at=_local(plan.published_at or plan.created_at),
                written_on=dt.date.today(),
                departments=_departments(session),
                people=_people(session, programme.id, visits),
                roles=_roles(session),
                slots=_slots(session, programme),
                visits=tuple(
                    VisitLine(
                        v.id,
                        v.employee_id,
                        v.role_id,
                        v.date,
                        v.half,
                        v.host_id,
                        codes.get((v.employee_id, v.role_id, v.date, v.half), ""),
                    )
                    for v in visits
                ),
                pairs=_pairs(session, programme.id),
                tiers=_tiers(session, programme, plan, visits),
                findings=tuple(dict.fromkeys(sentence(f.code, f.parameters) for f in findings)),
            )

    def _reasons(
        self, plan_id: int, should_stop: Callable[[], bool]
    ) -> tuple[tuple[int, str], ...]:
        """Return what ``gemba why`` tells of each person short of visits, line by line."""
        found = ExplainingService(self._database).reasons(plan_id, should_stop=should_stop)
        return tuple(
            (person.employee_id, line)
            for person in found
            for line in (explaining.fact(person), *explaining.reasons(person))
        )


def _never() -> bool:
    return False


def _local(stored: dt.datetime) -> dt.datetime:
    return stored.replace(tzinfo=dt.UTC).astimezone().replace(tzinfo=None)


def _departments(session: Session) -> tuple[DepartmentLine, ...]:
    return tuple(
        DepartmentLine(row.id, row.name, row.short_name or row.name, row.hue)
        for row in department_rows(session)
    )


def _people(
    session: Session, programme_id: int, visits: Iterable[models.Visit]
) -> tuple[PersonLine, ...]:
    signed_up = select(SignUp.employee_id, SignUp.target_visits).where(
        SignUp.programme_id == programme_id
    )
    targets: dict[int, int] = {key: target for key, target in session.execute(signed_up)}
    named = targets.keys() | {v.employee_id for v in visits} | {v.host_id for v in visits}
    return tuple(
        PersonLine(
            id=row.id,
            name=row.name,
            department_id=row.department_id,
            number=row.personnel_number,
            job_title=row.job_title,
            target=targets.get(row.id),
        )
        for row in person_rows(session, active_only=False)
        if row.id in named
    )


def _roles(session: Session) -> tuple[RoleLine, ...]:
    return tuple(
        RoleLine(
            row.id,
            row.department_id,
            row.title,
            row.level,
            row.capacity,
            row.meeting_place,
            row.what_you_do,
            row.what_to_bring,
        )
        for row in role_rows(session)
    )


def _slots(session: Session, programme: Programme) -> tuple[SlotLine, ...]:
    """Return the half-days of working weeks, and of weekends those that are open."""
    return tuple(
        SlotLine(day.date, day.half, day.open)
        for day in calendar_of(session, programme)
        if day.open or day.date.weekday() < _SATURDAY
    )


def _pairs(session: Session, programme_id: int) -> tuple[PairLine, ...]:
    pairs = session.scalars(select(Pair).where(Pair.programme_id == programme_id).order_by(Pair.id))
    return tuple(PairLine(p.from_department_id, p.to_department_id, p.minimum) for p in pairs)


def _tiers(
    session: Session, programme: Programme, plan: PlanVersion, visits: Iterable[models.Visit]
) -> tuple[TierLine, ...]:
    """Return the score counted anew, since visits may have been moved by hand after the solve.

    What was proven held for the problem when it was solved; a bound above the value shows that
    the problem has changed since.
    """
    problem = build_problem(session, programme)
    known = [visit for visit in map(visit_of, visits) if is_known(problem, visit)]
    bounds = {name: bound for name, _value, bound in plan.tiers}

    def bound_of(name: str, value: int) -> int | None:
        bound = bounds.get(name)
        return bound if bound is not None and bound <= value else None

    score = measure(problem, known)
    return tuple(
        TierLine(name, value, bound_of(name, value)) for name, value in score.tiers.items()
    )

"""Versions of a plan: make a draft official, and go on from what is official."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from app.db.models import PlanVersion, Programme, Visit
from app.db.session import user_name
from app.domain.names import fold
from app.domain.plans import DRAFT, PUBLISHED, SUPERSEDED, differences
from app.errors import ConflictError, InputError
from app.i18n import _
from app.services.backups import back_up_before
from app.services.board import visit_rows
from app.services.calendar_entries import keep_entries
from app.services.editing import existing
from app.services.facts import published_problem
from app.services.planning import findings_of, next_number, plan_rows
from app.services.problem_building import copied, newest_plan, visits_of
from app.services.visit_records import add_records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database
    from app.services.board import VisitRow
    from app.services.findings import Finding
    from app.services.planning import PlanRow
    from app.undo import UndoStack


@dataclass(frozen=True, slots=True)
class VisitChange:
    """What becomes of a visit; ``kind`` is "added", "removed", "moved" or "other-host"."""

    kind: str
    before: VisitRow | None
    after: VisitRow | None


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """What is new for one guest, in time order."""

    employee_id: int
    employee: str
    changes: tuple[VisitChange, ...]


@dataclass(frozen=True, slots=True)
class PublishSummary:
    """What publishing would do.

    Attributes
    ----------
    published
        What is official now, None if nothing is.
    conflicts
        Rules that the draft breaks; each is to be acknowledged by its key.
    shown
        Stands for all this as it is now: publishing is refused once it has changed.
    """

    plan: PlanRow
    published: PlanRow | None
    people: tuple[PersonChanges, ...]
    conflicts: tuple[Finding, ...]
    shown: str


class PublishingService:
    """What can be done with the versions of a plan."""

    def __init__(self, database: Database, undo: UndoStack) -> None:
        self._database = database
        self._undo = undo

    def versions(self, programme_id: int) -> list[PlanRow]:
        """Return drafts and published versions, the oldest first."""
        with self._database.read() as session:
            return plan_rows(session, programme_id)

    def version(self, programme_id: int, number: int) -> PlanRow:
        """Return the version called ``number``.

        Raises
        ------
        InputError
            If there is none, with the numbers there are.
        """
        rows = self.versions(programme_id)
        for row in rows:
            if row.number == number:
                return row
        raise InputError("no-such-version", number=number, known=[row.number for row in rows])

    def summary(self, plan_id: int) -> PublishSummary:
        """Return what publishing a draft would change, by person, and what it would break.

        Raises
        ------
        InputError
            If the plan is no draft.
        """
        with self._database.read() as session:
            return _summary(session, _draft(session, plan_id))

    def publish(
        self, *, plan_id: int, shown: str, acknowledged: Iterable[str] = (), note: str = ""
    ) -> tuple[int, Changes]:
        """Make a draft the official plan; return its number.

        This cannot be undone: what was done before is settled by it.

        Parameters
        ----------
        shown
            Of the summary on which it was decided.
        acknowledged
            Keys of the conflicts that are published all the same.

        Raises
        ------
        ConflictError
            If somebody has published meanwhile, or the draft is not as it was shown.
        InputError
            If the plan is no draft, or a conflict was not acknowledged.
        EnvironmentFault
            If the backup that is made first cannot be made.
        """
        back_up_before("publish", self._database)
        with self._database.unit_of_work(_("publish a plan"), undoable=False) as unit:
            session = unit.session
            plan = existing(session, PlanVersion, plan_id)
            # One publisher at a time: the programme's row is the lock, where locks are by row.
            programme = session.get(Programme, plan.programme_id, with_for_update=True)
            session.refresh(plan)
            summary = _summary(session, _draft(session, plan_id))
            if summary.shown != shown:
                raise _stale(summary, shown)
            known = set(acknowledged)
            open_ones = [it for it in summary.conflicts if it.key not in known]
            if open_ones:
                raise InputError("conflicts-not-acknowledged", conflicts=open_ones)
            before = newest_plan(session, plan.programme_id, PUBLISHED)
            if before is not None:
                before.status = SUPERSEDED
            plan.status = PUBLISHED
            plan.note = note.strip() or plan.note
            plan.published_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)
            plan.published_by = user_name()
            assert programme is not None, "a plan belongs to a programme"
            unit.label = _("publish plan {number} of {programme}").format(
                number=plan.number, programme=programme.name
            )
            keep_entries(session, plan)
            session.flush()
            add_records(session, plan.programme_id)
        self._undo.forget()
        return plan.number, unit.changes

    def draft_from(self, plan_id: int) -> tuple[int, Changes]:
        """Make a new draft with the visits of a plan: the way to change what is published."""
        with self._database.unit_of_work("") as unit:
            session = unit.session
            plan = existing(session, PlanVersion, plan_id)
            draft, _same = new_draft(session, plan)
            unit.label = _("new draft from version {number}").format(number=plan.number)
        return draft.id, unit.changes


def new_draft(session: Session, plan: PlanVersion) -> tuple[PlanVersion, dict[int, Visit]]:
    """Make a draft like ``plan``; return it, and its visits by the ids of those they come from."""
    draft = PlanVersion(
        programme_id=plan.programme_id,
        number=next_number(session, plan.programme_id),
        created_at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
        note=_("From version {number}").format(number=plan.number),
        seed=plan.seed,
        seconds=plan.seconds,
        solver_status=plan.solver_status,
        tiers=plan.tiers,
        terms=plan.terms,
        missing=plan.missing,
    )
    session.add(draft)
    session.flush()
    visits = {visit.id: copied(visit, draft.id) for visit in visits_of(session, plan.id)}
    session.add_all(visits.values())
    session.flush()
    return draft, visits


def changes_by_person(
    before: Iterable[VisitRow], after: Iterable[VisitRow]
) -> tuple[PersonChanges, ...]:
    """Return by name who is concerned by the way from one plan to another, and how."""
    found = [VisitChange(*change) for change in differences(before, after)]
    found.sort(key=lambda change: (_by_name(change), _when(change)))
    return tuple(
        PersonChanges(employee_id, name, tuple(changes))
        for (_folded, name, employee_id), changes in groupby(found, key=_by_name)
    )


def _draft(session: Session, plan_id: int) -> PlanVersion:
    plan = existing(session, PlanVersion, plan_id)
    if plan.status != DRAFT:
        raise InputError("plan-no-draft", number=plan.number)
    return plan


def _summary(session: Session, plan: PlanVersion) -> PublishSummary:
    rows = {row.id: row for row in plan_rows(session, plan.programme_id)}
    published = newest_plan(session, plan.programme_id, PUBLISHED)
    visits = visit_rows(session, plan.id)
    before = [] if published is None else visit_rows(session, published.id)
    problem = published_problem(session, existing(session, Programme, plan.programme_id))
    conflicts = findings_of(session, plan, problem)
    parts = [
        None if published is None else published.id,
        [(v.employee_id, v.role_id, v.date, v.half, v.host_id) for v in visits],
        sorted(finding.key for finding in conflicts),
    ]
    return PublishSummary(
        plan=rows[plan.id],
        published=None if published is None else rows[published.id],
        people=changes_by_person(before, visits),
        conflicts=tuple(conflicts),
        shown=f"{parts[0]}:{hashlib.sha256(repr(parts).encode()).hexdigest()}",
    )


def _stale(summary: PublishSummary, shown: str) -> ConflictError:
    before, _colon, _rest = shown.partition(":")
    published = summary.published
    if published is not None and before != str(published.id):
        return ConflictError(
            "published-meanwhile",
            number=published.number,
            who=published.published_by,
            at=published.published_at,
            people=len(summary.people),
        )
    return ConflictError("draft-changed-meanwhile", number=summary.plan.number)


def _by_name(change: VisitChange) -> tuple[str, str, int]:
    visit = change.after or change.before
    assert visit is not None, "a change concerns a visit"
    return fold(visit.employee), visit.employee, visit.employee_id


def _when(change: VisitChange) -> tuple[dt.date, str]:
    visit = change.after or change.before
    assert visit is not None, "a change concerns a visit"
    return visit.date, visit.half

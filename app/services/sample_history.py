"""The finished programme of the sample: visits held, reflections, ideas in all states."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from app.db.after_visit import IdeaVote, Reflection, VisitRecord
from app.db.models import PlanVersion, Programme, SignUp, Visit
from app.domain.ideas import UNANSWERED, IdeaStatus
from app.domain.names import fold
from app.domain.plans import PUBLISHED
from app.domain.reflections import Answers, IdeaText, Outcome, Source, new_code
from app.services.idea_writing import add_idea

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.exchange.sample_history import PastIdea, PastVisit, SampleHistory

_FRIDAY = 4
_NEXT_DAY = dt.timedelta(days=1)
_ANSWERED_AFTER = dt.timedelta(days=8)
_EVENING = dt.time(17)


def add_history(
    session: Session,
    history: SampleHistory,
    *,
    start: dt.date,
    employees: Mapping[str, int],
    roles: Mapping[str, int],
) -> None:
    """Add the finished programme.

    Parameters
    ----------
    start
        First day of the programme to come, a Monday.
    employees, roles
        Numbers of rows by personnel number and by key of the role.
    """
    first = start - dt.timedelta(weeks=history.weeks_before)
    programme = Programme(
        name=history.programme,
        folded=fold(history.programme),
        from_date=first,
        to_date=first + dt.timedelta(days=7 * (history.weeks - 1) + _FRIDAY),
        # Without holidays: the visits were held, whatever day it is when the sample is made.
        country=None,
        visits=1,
    )
    session.add(programme)
    session.flush()
    before = dt.datetime.combine(first - dt.timedelta(weeks=1), _EVENING)
    plan = PlanVersion(
        programme_id=programme.id,
        number=1,
        status=PUBLISHED,
        created_at=before,
        published_at=before,
    )
    session.add(plan)
    session.flush()
    chance = Random(history.programme)
    told = {}
    for visit in history.visits:
        place = {
            "employee_id": employees[visit.guest],
            "role_id": roles[visit.role],
            "host_id": employees[visit.host],
            "date": first + dt.timedelta(days=visit.at.day),
            "half": visit.at.half,
        }
        session.add(
            SignUp(programme_id=programme.id, employee_id=place["employee_id"], target_visits=1)
        )
        session.add(Visit(plan_id=plan.id, **place))
        record = VisitRecord(code=new_code(chance), programme_id=programme.id, **place)
        told[visit.key] = record, _add_outcome(session, record, visit)
    for idea in history.ideas:
        record, reflection = told[idea.visit]
        _add_idea(session, record, reflection, idea, employees)


def _add_outcome(session: Session, record: VisitRecord, visit: PastVisit) -> Reflection | None:
    session.add(record)
    session.flush()
    if visit.missed:
        record.outcome, record.missed_reason = Outcome.MISSED.value, visit.missed
    if not visit.answers:
        return None
    record.outcome, record.host_noticed = Outcome.HELD.value, visit.host_noticed
    reflection = Reflection(
        record_id=record.id,
        source=Source.FORM.value,
        sent_at=dt.datetime.combine(record.date + _NEXT_DAY, _EVENING),
        quotable=visit.quotable,
        folded=Answers(**visit.answers).searchable,
        **visit.answers,
    )
    session.add(reflection)
    session.flush()
    return reflection


def _add_idea(
    session: Session,
    record: VisitRecord,
    reflection: Reflection | None,
    idea: PastIdea,
    employees: Mapping[str, int],
) -> None:
    row = add_idea(
        session,
        record=record,
        reflection_id=reflection.id if reflection else None,
        idea=IdeaText(idea.title, idea.text),
        today=record.date + _NEXT_DAY,
    )
    row.status, row.answer = idea.status, idea.answer
    if IdeaStatus(idea.status) not in UNANSWERED:
        row.answered_at = dt.datetime.combine(record.date + _ANSWERED_AFTER, _EVENING)
        row.moved_at = row.author_told_at = row.answered_at
    for name, value in idea.figures.items():
        setattr(row, name, value)
    for number in idea.voters:
        session.add(IdeaVote(idea_id=row.id, employee_id=employees[number]))

"""Small schedules for the workbook's tests, every kind of line in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

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

MONDAY = date(2027, 3, 1)


def make_schedule(**changes) -> ScheduleData:
    """Return four people of two departments, three weeks, three visits, one visit missing."""
    days = [MONDAY + timedelta(7 * week + day) for week in range(3) for day in range(5)]
    schedule = ScheduleData(
        programme="Spring",
        first_day=days[0],
        last_day=days[-1],
        number=3,
        state="draft",
        made_at=datetime(2027, 2, 20, 15, 30),
        written_on=date(2027, 2, 21),
        departments=(
            DepartmentLine(1, "Marketing", "Mkt", 330),
            DepartmentLine(2, "Sales", "Sales", 215),
        ),
        people=(
            PersonLine(11, "Anna Moss", 1, "001", "Editor", 2),
            PersonLine(12, "Ben Foster", 1, "002", "Head of Marketing", 1),
            PersonLine(21, "Carol Winter", 2, "003", "Representative", 1),
            PersonLine(22, "Dan Peel", 2, None, "Head of Sales", None),
        ),
        roles=(
            RoleLine(1, 1, "Editor", 2, 1, "Desk 11"),
            RoleLine(2, 2, "Representative", 2, 3, "Island B"),
            RoleLine(3, 2, "Head of Sales", 5, None, "Room 2.01"),
        ),
        slots=tuple(
            SlotLine(day, half, day != MONDAY + timedelta(1))
            for day in days
            for half in ("am", "pm")
        ),
        visits=(
            VisitLine(101, 11, 2, MONDAY, "am", 21),
            VisitLine(102, 12, 2, MONDAY, "am", 22),
            VisitLine(103, 21, 1, MONDAY + timedelta(8), "pm", 11),
        ),
        pairs=(PairLine(1, 2, 2), PairLine(2, 1, 3)),
        tiers=(
            TierLine("missing_visits", 1, 1),
            TierLine("worst_missing", 1, 1),
            TierLine("pair_shortfall", 2, 2),
            TierLine("comfort", 7, 3),
            TierLine("changes", 0, None),
        ),
    )
    return replace(schedule, **changes)


def make_large_schedule(*, people: int, half_days: int, visits_each: int) -> ScheduleData:
    """Return a schedule of many people, each with some visits."""
    days = [MONDAY + timedelta(7 * (n // 5) + n % 5) for n in range(half_days // 2)]
    slots = tuple(SlotLine(day, half) for day in days for half in ("am", "pm"))
    base = make_schedule()
    guests = tuple(
        PersonLine(1000 + n, f"Person {n:05}", 1 + n % 2, str(n), "Editor", visits_each)
        for n in range(people)
    )
    visits = []
    for at, guest in enumerate(guests):
        for count in range(visits_each):
            slot = slots[(at + count * 7) % len(slots)]
            role = 2 if guest.department_id == 1 else 1
            number = len(visits) + 1
            visits.append(VisitLine(number, guest.id, role, slot.date, slot.half, guest.id))
    return replace(
        base,
        people=guests,
        slots=slots,
        visits=tuple(visits),
        first_day=days[0],
        last_day=days[-1],
    )

"""Boards to look at without a database."""

from __future__ import annotations

from datetime import date, timedelta

from ui.models.board import Board, Chip, Column, Line, RoleLine

MONDAY = date(2027, 3, 1)


def make_chip(employee_id: int, *, visit_id: int = 1, **changed: object) -> Chip:
    values = {
        "visit_id": visit_id,
        "version": 1,
        "employee_id": employee_id,
        "guest": f"Person {employee_id}",
        "date": MONDAY,
        "half": "am",
        "role_id": 7,
        "department_id": 2,
        "department": "Sales",
        "short_name": "SAL",
        "hue": 210,
        "role": "Manager",
        "level": 4,
        "host_id": 8,
        "host": "Boris Ivanov",
        "pinned": False,
    }
    return Chip(**(values | changed))


def make_line(employee_id: int, name: str, *, visits: int = 0, target: int = 2) -> Line:
    return Line(employee_id, name, 1, "Marketing", "MKT", 330, visits, target)


def make_role(role_id: int = 7, **changed: object) -> RoleLine:
    values = {
        "role_id": role_id,
        "name": "Manager",
        "level": 4,
        "department_id": 2,
        "department": "Sales",
        "short_name": "SAL",
        "hue": 210,
        "capacity": 1,
        "hosts": 1,
        "open_half_days": (1 << 14) - 1,
    }
    return RoleLine(**(values | changed))


def make_columns(weeks: int = 2) -> tuple[Column, ...]:
    days = [MONDAY + timedelta(days=7 * week + day) for week in range(weeks) for day in range(5)]
    holiday = MONDAY + timedelta(days=7)
    return tuple(
        Column(day, half, day != holiday, "Women’s Day" if day == holiday else "")
        for day in days
        for half in ("am", "pm")
    )


def make_board() -> Board:
    """Three people, two weeks: Anna has two visits, one pinned; Fyodor one of two; Olga none."""
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    anna, fyodor = {"guest": "Anna Petrova"}, {"guest": "Фёдор Орлов"}
    chips = (
        make_chip(1, visit_id=11, date=tuesday, **anna),
        make_chip(
            1,
            visit_id=12,
            date=friday,
            half="pm",
            pinned=True,
            role="Head",
            role_id=9,
            level=5,
            **anna,
        ),
        make_chip(
            2,
            visit_id=13,
            date=friday,
            half="pm",
            host=None,
            troubles=("Nobody receives this visit.",),
            **fyodor,
        ),
    )
    return Board(
        (
            make_line(1, "Anna Petrova", visits=2),
            make_line(2, "Фёдор Орлов", visits=1),
            make_line(3, "Olga Smirnova"),
        ),
        make_columns(),
        {(it.employee_id, it.date, it.half): (it,) for it in chips},
        (make_role(7), make_role(9, name="Head", level=5, capacity=None)),
    )


def make_large_board(people: int, half_days: int) -> Board:
    """Every person has a visit a week, each week in another half-day."""
    columns = make_columns(half_days // 10)
    lines = tuple(
        make_line(key, f"Person {key}", visits=len(columns) // 10) for key in range(people)
    )
    chips, roles = {}, tuple(make_role(key, hue=30 * key % 360) for key in range(people // 8))
    for line in lines:
        for week in range(len(columns) // 10):
            column = columns[10 * week + (line.employee_id + 3 * week) % 10]
            chips[line.employee_id, column.date, column.half] = (
                make_chip(
                    line.employee_id,
                    visit_id=len(chips),
                    date=column.date,
                    half=column.half,
                    role_id=len(chips) % len(roles),
                    hue=(line.employee_id * 30) % 360,
                ),
            )
    return Board(lines, columns, chips, roles)

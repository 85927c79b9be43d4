"""Invented companies with fixed seeds, loose (2 visits each) and tight (4 visits, scarce seats)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from solver.rotation.problem import Department, Pair, Person, Problem, Role, Slot

AVAILABILITY = 0.85
HOLIDAY_SHARE = 0.3  # of all absence comes in whole weeks, the rest in single half-days
SEAT_USE = {"loose": 0.45, "tight": 0.84}
HOST_LOAD = 2  # visitors a week, the default of the rule


@dataclass(frozen=True)
class Size:
    people: int
    departments: int
    half_days: int
    weeks: int
    roles: int


SIZES = {
    "S": Size(40, 5, 10, 2, 15),
    "M": Size(150, 8, 20, 2, 28),
    "L": Size(500, 12, 40, 4, 44),
    "XL": Size(1500, 15, 40, 4, 130),
    "XXL": Size(5000, 20, 60, 6, 300),
}


def company(size: str, kind: str = "loose", seed: int = 1) -> Problem:
    """Draw a company; the same arguments give the same problem on every machine."""
    shape, random = SIZES[size], Random(f"{size}-{kind}-{seed}")
    visits = 2 if kind == "loose" else 4
    slots = half_days(shape)
    departments = [f"d{i}" for i in range(shape.departments)]
    weights = [random.uniform(0.5, 1.8) for _ in departments]
    home = departments + random.choices(departments, weights, k=shape.people - len(departments))
    staff: dict[str, list[str]] = {d: [] for d in departments}
    for i, d in enumerate(home):
        staff[d].append(f"p{i}")
    seats = visits * shape.people / SEAT_USE[kind]
    roles = draw_roles(random, shape, staff, hosts=round(seats / (shape.weeks * HOST_LOAD * 0.95)))
    people = [
        draw_person(random, f"p{i}", d, visits, slots, departments, roles)
        for i, d in enumerate(home)
    ]
    pairs = []
    for _ in range(shape.departments):
        a, b = random.sample(departments, 2)
        expected = len(staff[a]) * visits / shape.departments
        pairs.append(
            Pair(a, b, max(1, round(expected * random.uniform(0.5, 1.5))), random.randint(1, 3))
        )
    couples = random.sample([p.id for p in people], 4 * max(1, shape.people // 250))
    return Problem(
        slots=slots,
        departments=tuple(Department(d, d) for d in departments),
        roles=tuple(roles),
        people=tuple(people),
        pairs=tuple({(p.from_department, p.to_department): p for p in pairs}.values()),
        together=tuple(zip(couples[0::4], couples[1::4], strict=True)),
        apart=tuple(zip(couples[2::4], couples[3::4], strict=True)),
    )


def half_days(shape: Size) -> tuple[Slot, ...]:
    """Monday to Friday, mornings and afternoons as far as needed; small ones mornings only."""
    start, found = date(2027, 3, 1), []
    halves = ("am", "pm") if shape.half_days > 5 * shape.weeks else ("am",)
    for week in range(shape.weeks):
        for day in range(5):
            when = start + timedelta(weeks=week, days=day)
            found += [Slot(f"{when}{half}", when, half) for half in halves]
    assert len(found) == shape.half_days
    return tuple(found)


def draw_roles(random: Random, shape: Size, staff: dict[str, list[str]], hosts: int) -> list[Role]:
    """Roles by size of the department over the whole ladder, juniors more often; hosts spread."""
    roles: list[Role] = []
    share = {d: len(names) / shape.people for d, names in staff.items()}
    for d, names in staff.items():
        count = max(2, round(shape.roles * share[d]))
        pool = random.sample(names, min(len(names), max(2, round(hosts * share[d]))))
        levels = [1 + (i * 5) // count if count >= 5 else i for i in range(count)]
        if count < 5:
            levels = sorted(random.sample(range(1, 6), count))
        for i, level in enumerate(levels):
            capacity = random.choice((1, 1, 2))
            own = pool[i::count] or [random.choice(pool)]
            extra = [random.choice(pool)] if random.random() < 0.5 else []
            roles.append(
                Role(
                    id=f"{d}r{i}",
                    department=d,
                    title=f"Role {i}",
                    level=level,
                    capacity=capacity * (1 + shape.people // 1000),
                    hosts=tuple(dict.fromkeys(own + extra)),
                    host_capacity=1,
                )
            )
    return roles


def draw_person(
    random: Random,
    name: str,
    home: str,
    visits: int,
    slots: tuple[Slot, ...],
    departments: list[str],
    roles: list[Role],
) -> Person:
    others = [d for d in departments if d != home]
    away = {
        slot.id for slot in slots if random.random() > 1 - (1 - AVAILABILITY) * (1 - HOLIDAY_SHARE)
    }
    weeks = sorted({slot.week for slot in slots})
    for week in weeks:
        if random.random() < (1 - AVAILABILITY) * HOLIDAY_SHARE:
            away |= {slot.id for slot in slots if slot.week == week}
    liked = random.sample(others, random.randint(0, min(3, len(others))))
    role_wishes = {
        role.id: random.choice((1, 2))
        for role in random.sample(roles, random.randint(0, 2))
        if role.department != home
    }
    return Person(
        id=name,
        department=home,
        level=random.choices((1, 2, 3, 4, 5), (30, 30, 20, 12, 8))[0],
        target_visits=visits,
        unavailable=frozenset(away),
        department_wishes={d: random.choice((-2, -1, 1, 2, 2)) for d in liked},
        role_wishes=role_wishes,
        no_go_departments=frozenset(random.sample(others, 1) if random.random() < 0.05 else ()),
        visited_departments=frozenset(random.sample(others, random.randint(0, 1))),
    )

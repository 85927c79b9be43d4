"""Small problems at random, every rule and term at play, for the property tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from solver.rotation.problem import (
    Department,
    HomeCover,
    HostLoad,
    Ladder,
    LevelWindow,
    OncePerDepartment,
    Pair,
    Person,
    Problem,
    Role,
    Rules,
    Slot,
    Spacing,
    Switch,
    Visit,
    Weights,
)
from tests.solver.tiny import MONDAY

# The same problems each time; shrinking one that fails would solve hundreds more.
PATIENT = settings(
    deadline=None,
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)

DEPARTMENTS = ("A", "B", "C")
LIMITS = st.sampled_from([1, 2, None, 3, 1, 2, 1, 2, 0])


@st.composite
def problems(draw: st.DrawFn, *, people: int = 6, roles: int = 4, slots: int = 6) -> Problem:
    days = sorted(draw(st.sets(st.integers(0, 16), min_size=1, max_size=slots)))
    times = tuple(Slot(f"s{k}", MONDAY + timedelta(days=day), "am") for k, day in enumerate(days))
    some_slots = st.frozensets(st.sampled_from([slot.id for slot in times]), max_size=2)
    homes = draw(st.lists(st.sampled_from(DEPARTMENTS), min_size=3, max_size=people))
    staff = {
        name: [f"p{k}" for k, home in enumerate(homes) if home == name] for name in DEPARTMENTS
    }
    offered = []
    for k, where in enumerate(
        draw(st.lists(st.sampled_from(DEPARTMENTS), min_size=1, max_size=roles))
    ):
        of_home = st.lists(
            st.sampled_from(staff[where] or [None]), unique=True, min_size=1, max_size=2
        )
        role = Role(
            f"r{k}",
            where,
            level=draw(st.integers(1, 4)),
            capacity=draw(LIMITS),
            hosts=tuple(draw(of_home)) if staff[where] else (),
            host_capacity=draw(LIMITS),
            closed=draw(some_slots),
        )
        offered.append(role)
    role_ids = [role.id for role in offered]
    some_roles = (
        st.frozensets(st.sampled_from(role_ids), max_size=2) if role_ids else st.just(frozenset())
    )
    some_departments = st.frozensets(st.sampled_from(DEPARTMENTS), max_size=1)
    wish = st.integers(-2, 2)
    guests = tuple(
        Person(
            f"p{k}",
            home,
            level=draw(st.sampled_from([None, 1, 2, 3])),
            target_visits=draw(st.sampled_from([1, 2, 3, 2, 0])),
            unavailable=draw(some_slots),
            department_wishes=draw(st.dictionaries(st.sampled_from(DEPARTMENTS), wish, max_size=2)),
            role_wishes={role: draw(wish) for role in sorted(draw(some_roles))},
            no_go_departments=draw(some_departments)
            if draw(st.integers(0, 4)) == 0
            else frozenset(),
            no_go_roles=draw(some_roles) if draw(st.integers(0, 4)) == 0 else frozenset(),
            visited_departments=draw(some_departments),
            visited_roles=draw(some_roles) if draw(st.booleans()) else frozenset(),
        )
        for k, home in enumerate(homes)
    )
    couples = st.lists(
        st.lists(st.sampled_from([p.id for p in guests]), min_size=2, max_size=2, unique=True).map(
            tuple
        ),
        max_size=1,
    )
    pairs = [
        Pair(a, b, draw(st.integers(0, 2)), draw(st.integers(0, 2)))
        for a, b in draw(st.sets(st.sampled_from([("A", "B"), ("B", "A"), ("A", "C")])))
    ]
    return Problem(
        slots=times,
        departments=tuple(
            Department(name, reception_capacity=draw(LIMITS)) for name in DEPARTMENTS
        ),
        roles=tuple(offered),
        people=guests,
        pairs=tuple(pairs),
        together=tuple(draw(couples)),
        apart=tuple(draw(couples)),
        rules=draw(rules()),
        weights=Weights(**{name: draw(st.integers(0, 3)) for name in Weights.__slots__}),
        fair_hosting=draw(st.sampled_from([None, None, 0, 1])),
    )


SWITCHES = (
    "target",
    "one_place",
    "available",
    "role_capacity",
    "department_capacity",
    "once_per_role",
    "no_go",
    "together",
    "apart",
    "other_department",
    "host_of_role",
)


@st.composite
def settled(draw: st.DrawFn, of: Problem) -> Problem:
    """The problem with some visits pinned, published or in a past that is frozen."""

    def some(*, open_host: bool) -> tuple[Visit, ...]:
        found = {}
        for _ in range(draw(st.integers(0, 3))):
            person, role, slot = (
                draw(st.sampled_from(each)).id for each in (of.people, of.roles, of.slots)
            )
            hosts = [it.id for it in of.people if it.department == of.role[role].department]
            if open_host:
                hosts.append(None)
            if hosts:
                host = draw(st.sampled_from(hosts))
                found[person, role, slot] = Visit(person, role, slot, host)
        return tuple(found.values())

    moments = [None, of.slots[0].id, of.slots[-1].id, str(of.slots[-1].date)]
    rarely_off = st.sampled_from([True, True, True, True, False])
    return replace(
        of,
        pins=some(open_host=True) if draw(st.booleans()) else (),
        published=some(open_host=False),
        frozen_before=draw(st.sampled_from(moments)),
        keep_published_first=draw(st.booleans()),
        rules=replace(of.rules, pin=Switch(draw(rarely_off)), frozen=Switch(draw(rarely_off))),
    )


def settled_problems(**sizes: int) -> st.SearchStrategy[Problem]:
    """Problems of which something is settled already."""
    return problems(**sizes).flatmap(settled)


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    mostly_on = st.sampled_from([True, True, True, False])
    return Rules(
        **{name: Switch(on=draw(mostly_on)) for name in SWITCHES},
        home_cover=HomeCover(on=draw(mostly_on), share=draw(st.sampled_from([None, 0.2, 0.5]))),
        once_per_department=OncePerDepartment(on=draw(st.booleans())),
        spacing=Spacing(
            on=draw(mostly_on),
            visits_per_week=draw(LIMITS),
            gap_half_days=draw(st.sampled_from([None, 0, 0, 1])),
        ),
        ladder=Ladder(on=draw(mostly_on), strict=draw(st.booleans())),
        level_window=LevelWindow(on=draw(st.booleans()), below=draw(LIMITS), above=draw(LIMITS)),
        host_load=HostLoad(on=draw(mostly_on), per_week=draw(LIMITS)),
    )

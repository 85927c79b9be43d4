from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.domain.plans import differences


@dataclass(frozen=True, slots=True)
class Planned:
    employee_id: int
    department_id: int
    role_id: int
    date: dt.date
    half: str
    host_id: int | None


def make(employee=1, role=1, day=1, half="am", host: int | None = 9) -> Planned:
    # Ten roles a department.
    return Planned(employee, role // 10, role, dt.date(2027, 3, day), half, host)


small = st.integers(1, 3)
visits = st.lists(
    st.builds(
        make,
        employee=small,
        role=st.sampled_from([1, 2, 11]),
        day=small,
        half=st.sampled_from(["am", "pm"]),
        host=st.sampled_from([None, 8, 9]),
    ),
    max_size=8,
)


def kinds(before, after):
    return [kind for kind, _before, _after in differences(before, after)]


def test_a_plan_does_not_differ_from_itself_in_any_order():
    plan = [make(), make(day=2), make(employee=2)]
    assert differences(plan, plan[::-1]) == []


def test_another_time_or_role_of_the_department_is_the_same_visit_moved():
    assert kinds([make()], [make(day=2)]) == ["moved"]
    assert kinds([make()], [make(role=2, half="pm")]) == ["moved"]


def test_another_host_is_told_as_such():
    assert kinds([make()], [make(host=8)]) == ["other-host"]


def test_another_department_or_person_is_another_visit():
    assert kinds([make()], [make(role=11)]) == ["removed", "added"]
    assert kinds([make()], [make(employee=2)]) == ["removed", "added"]


def test_what_stays_is_paired_before_what_moves():
    found = differences([make(day=1), make(day=2)], [make(day=2), make(day=3)])
    assert [(kind, old.date.day, new.date.day) for kind, old, new in found] == [("moved", 1, 3)]


@given(visits, visits)
def test_differences_lead_from_one_plan_to_the_other(before, after):
    found = differences(before, after)
    changed = Counter(before)
    changed.subtract(old for _kind, old, _new in found if old is not None)
    assert all(count >= 0 for count in changed.values())
    changed.update(new for _kind, _old, new in found if new is not None)
    assert +changed == Counter(after)
    assert all(old != new for _kind, old, new in found)

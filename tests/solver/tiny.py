"""Problems of two or three people, built in a line, and what the model makes of given visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from solver.check.plan import check_plan, measure
from solver.rotation.model import Model
from solver.rotation.objective import TERMS, TIERS
from solver.rotation.problem import Department, Person, Problem, Role, Rules, Slot, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

MONDAY = date(2027, 3, 1)


def half_days(count: int, *, days_apart: int = 1) -> tuple[Slot, ...]:
    """Mornings from Monday 1 March 2027 on; Saturdays and Sundays are not spared."""
    days = [MONDAY + timedelta(days=days_apart * k) for k in range(count)]
    return tuple(Slot(f"s{k}", day, "am") for k, day in enumerate(days))


def guest(name: str, department: str = "A", visits: int = 1, **more: Any) -> Person:
    return Person(name, department, target_visits=visits, **more)


def role(name: str, host: str = "h", department: str = "B", **more: Any) -> Role:
    return Role(name, department, hosts=(host,) if host else (), **more)


def only(*names: str, **rules: Any) -> Rules:
    """Rules with all switched off but those named, and those given with their parameters."""
    off = {name: replace(getattr(Rules(), name), on=False) for name in Rules.__slots__}
    on = {name: replace(getattr(Rules(), name), on=True) for name in names}
    return Rules(**{**off, **on, **rules})


def problem(
    *,
    people: Iterable[Person],
    roles: Iterable[Role] = (role("r"),),
    slots: tuple[Slot, ...] | int = 2,
    **more: Any,
) -> Problem:
    """People, roles and slots; departments as they occur; a host h in department B."""
    everybody = (*people, Person("h", "B"))
    names = sorted({p.department for p in everybody} | {r.department for r in roles})
    departments = more.pop("departments", tuple(Department(name) for name in names))
    return Problem(
        slots=half_days(slots) if isinstance(slots, int) else slots,
        departments=departments,
        roles=tuple(roles),
        people=everybody,
        **more,
    )


def visits(*written: str, host: str = "h") -> tuple[Visit, ...]:
    """Visits written ``guest role slot`` or ``guest role slot host``."""
    split = [text.split() for text in written]
    return tuple(sorted(Visit(*(parts if len(parts) == 4 else [*parts, host])) for parts in split))


def exactly(of: Problem, wanted: tuple[Visit, ...]) -> Model:
    """Return a model that leaves nothing but the given visits."""
    model = Model(replace(of, pins=tuple({*of.pins, *wanted})))
    for visit in wanted:
        model.rows.add(model.x.visits(visit.person, visit.role, visit.slot), least=1)
        model.rows.add(model.x.with_host(visit), least=1)
    model.rows.add(model.x.all(), most=len(wanted))
    return model


def holds(of: Problem, *written: str) -> bool:
    """Tell whether a plan may hold these visits and no others; model and judges must agree."""
    wanted = visits(*written)
    judged = not check_plan(of, wanted)
    status = cp_model.CpSolver().solve(exactly(of, wanted).proto)
    assert (status == cp_model.OPTIMAL) == judged, check_plan(of, wanted)
    return judged


def cost(of: Problem, name: str, *written: str) -> int:
    """Return what a term or tier counts for exactly these visits; model and judges must agree."""
    wanted = visits(*written)
    assert not check_plan(of, wanted)
    score = measure(of, wanted)
    judged = score.tiers[name] if name in TIERS else score.terms[name]
    model = exactly(of, wanted)
    term = TIERS.get(name) or next(term for term in TERMS if term.name == name)
    model.rows.minimise(term.build(of, model.rows, model.x))
    solver = cp_model.CpSolver()
    assert solver.solve(model.proto) == cp_model.OPTIMAL
    assert solver.objective_value == judged
    return judged

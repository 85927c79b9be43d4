"""The problem file: format ``gemba-problem``, version 1."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from solver.rotation.faults import Fault, ProblemError
from solver.rotation.json_reader import NotJsonError, Reader, parse, plain_day
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
from solver.rotation.references import rules_faults, weights_faults

if TYPE_CHECKING:
    from typing import Literal

FORMAT = "gemba-problem"
VERSION = 1
# What the format has for a person whose file does not say how many visits are wanted.
USUAL_VISITS = 2


def read_problem(text: str) -> Problem:
    """Return the problem in the text of a problem file.

    Raises
    ------
    ProblemError
        With every fault of the file at once.
    """
    try:
        return problem_of(parse(text))
    except NotJsonError as error:
        raise ProblemError([error.fault]) from error


def problem_of(document: Any) -> Problem:
    """Return the problem in a parsed document."""
    faults: list[Fault] = []
    reader = Reader(document, "", faults)
    if not reader.header(FORMAT, VERSION):
        raise ProblemError(faults)
    parts: dict[str, Any] = {
        "slots": tuple(map(_slot, reader.objects("slots", required=True))),
        "departments": tuple(map(_department, reader.objects("departments", required=True))),
        "roles": tuple(map(_role, reader.objects("roles", required=True))),
        "people": tuple(map(_person, reader.objects("people", required=True))),
        "pairs": tuple(map(_pair, reader.objects("pairs"))),
        "together": reader.couples("together"),
        "apart": reader.couples("apart"),
        "rules": _rules(reader.object("rules")),
        "weights": _weights(reader.object("weights")),
        "fair_hosting": reader.number_or_null("fair_hosting"),
        "pins": tuple(visit_of(one, open_host=True) for one in reader.objects("pins")),
        "published": tuple(visit_of(one) for one in reader.objects("published")),
        "frozen_before": reader.text_or_null("frozen_before"),
        "keep_published_first": reader.flag("keep_published_first", False),
    }
    reader.close()
    if faults:
        raise ProblemError(faults)
    return Problem(**parts)


def _slot(reader: Reader) -> Slot:
    key, text, half = reader.text("id", required=True), reader.text("date", required=True), "am"
    day = plain_day(text)
    if text and day is None:
        reader.fault("not-a-date", "date", value=text)
    given = reader.text("half", required=True)
    if given in ("am", "pm"):
        half = given
    elif given:
        reader.fault("not-a-half", "half", value=given)
    reader.close()
    side: Literal["am", "pm"] = "pm" if half == "pm" else "am"
    return Slot(key, day or date.min, side)


def _department(reader: Reader) -> Department:
    department = Department(
        reader.text("id", required=True),
        reader.text("name"),
        reader.number_or_null("headcount"),
        reader.number_or_null("reception_capacity"),
    )
    reader.close()
    return department


def _role(reader: Reader) -> Role:
    role = Role(
        reader.text("id", required=True),
        reader.text("department", required=True),
        reader.text("title"),
        reader.number("level", 1),
        reader.number_or_null("capacity", 1),
        reader.texts("hosts"),
        reader.number_or_null("host_capacity", 1),
        frozenset(reader.texts("closed")),
    )
    reader.close()
    return role


def _person(reader: Reader) -> Person:
    wishes, no_go, visited = (reader.object(key) for key in ("wishes", "no_go", "visited"))
    person = Person(
        id=reader.text("id", required=True),
        department=reader.text("department", required=True),
        level=reader.number_or_null("level"),
        target_visits=reader.number("target_visits", USUAL_VISITS),
        unavailable=frozenset(reader.texts("unavailable")),
        department_wishes=wishes.wishes("departments"),
        role_wishes=wishes.wishes("roles"),
        no_go_departments=frozenset(no_go.texts("departments")),
        no_go_roles=frozenset(no_go.texts("roles")),
        visited_departments=frozenset(visited.texts("departments")),
        visited_roles=frozenset(visited.texts("roles")),
    )
    for each in (reader, wishes, no_go, visited):
        each.close()
    return person


def _pair(reader: Reader) -> Pair:
    pair = Pair(
        reader.text("from", required=True),
        reader.text("to", required=True),
        reader.number("minimum"),
        reader.number("weight", 1),
    )
    reader.close()
    return pair


def visit_of(reader: Reader, *, open_host: bool = False) -> Visit:
    """Return the visit that ``reader`` stands at; its host may be null where ``open_host``."""
    visit = Visit(
        reader.text("person", required=True),
        reader.text("role", required=True),
        reader.text("slot", required=True),
        reader.text_or_null("host") if open_host else reader.text("host", required=True),
    )
    reader.close()
    return visit


def rules_of(document: Any) -> Rules:
    """Return the rules in a parsed document of rules.

    Raises
    ------
    ProblemError
        With every unknown rule, unknown parameter and wrong value at once.
    """
    faults: list[Fault] = []
    rules = _rules(Reader(document, "rules", faults))
    faults += rules_faults(rules)
    if faults:
        raise ProblemError(faults)
    return rules


def weights_of(document: Any) -> Weights:
    """Return the weights in a parsed document of weights; see :func:`rules_of`."""
    faults: list[Fault] = []
    weights = _weights(Reader(document, "weights", faults))
    faults += weights_faults(weights)
    if faults:
        raise ProblemError(faults)
    return weights


def rules_document(rules: Rules) -> dict[str, dict[str, Any]]:
    """Return the document of rules, every parameter written out."""
    return {
        name: {
            parameter: getattr(getattr(rules, name), parameter)
            for parameter in getattr(rules, name).__slots__
        }
        for name in Rules.__slots__
    }


def weights_document(weights: Weights) -> dict[str, int]:
    """Return the document of weights."""
    return {name: getattr(weights, name) for name in Weights.__slots__}


_PLAIN_RULES = (
    "other_department",
    "target",
    "one_place",
    "available",
    "host_of_role",
    "role_capacity",
    "department_capacity",
    "once_per_role",
    "no_go",
    "together",
    "apart",
    "pin",
    "frozen",
)


def _rules(reader: Reader) -> Rules:
    default = Rules()
    plain = {}
    for name in _PLAIN_RULES:
        one = reader.object(name)
        plain[name] = Switch(one.flag("on", True))
        one.close()
    cover, department = reader.object("home_cover"), reader.object("once_per_department")
    spacing, ladder = reader.object("spacing"), reader.object("ladder")
    window, load = reader.object("level_window"), reader.object("host_load")
    rules = Rules(
        **plain,
        home_cover=HomeCover(
            cover.flag("on", default.home_cover.on),
            cover.share_or_null("share", default.home_cover.share),
        ),
        once_per_department=OncePerDepartment(
            department.flag("on", default.once_per_department.on)
        ),
        spacing=Spacing(
            spacing.flag("on", default.spacing.on),
            spacing.number_or_null("visits_per_week", default.spacing.visits_per_week),
            spacing.number_or_null("gap_half_days", default.spacing.gap_half_days),
        ),
        ladder=Ladder(
            ladder.flag("on", default.ladder.on), ladder.flag("strict", default.ladder.strict)
        ),
        level_window=LevelWindow(
            window.flag("on", default.level_window.on),
            window.number_or_null("below", default.level_window.below),
            window.number_or_null("above", default.level_window.above),
        ),
        host_load=HostLoad(
            load.flag("on", default.host_load.on),
            load.number_or_null("per_week", default.host_load.per_week),
        ),
    )
    for each in (cover, department, spacing, ladder, window, load, reader):
        each.close()
    return rules


def _weights(reader: Reader) -> Weights:
    default = Weights()
    weights = Weights(
        **{name: reader.number(name, getattr(default, name)) for name in Weights.__slots__}
    )
    reader.close()
    return weights


def visit_document(visit: Visit) -> dict[str, Any]:
    """Return the document of a visit."""
    return {
        "person": visit.person,
        "role": visit.role,
        "slot": visit.slot,
        "host": visit.host,
    }


def document_of(problem: Problem) -> dict[str, Any]:
    """Return the document of the problem file, every key written out."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "slots": [
            {"id": slot.id, "date": slot.date.isoformat(), "half": slot.half}
            for slot in problem.slots
        ],
        "departments": [
            {
                "id": department.id,
                "name": department.name,
                "headcount": department.headcount,
                "reception_capacity": department.reception_capacity,
            }
            for department in problem.departments
        ],
        "roles": [
            {
                "id": role.id,
                "department": role.department,
                "title": role.title,
                "level": role.level,
                "capacity": role.capacity,
                "hosts": list(role.hosts),
                "host_capacity": role.host_capacity,
                "closed": _in_time(problem, role.closed),
            }
            for role in problem.roles
        ],
        "people": [_person_document(problem, person) for person in problem.people],
        "pairs": [
            {
                "from": pair.from_department,
                "to": pair.to_department,
                "minimum": pair.minimum,
                "weight": pair.weight,
            }
            for pair in problem.pairs
        ],
        "together": [list(pair) for pair in problem.together],
        "apart": [list(pair) for pair in problem.apart],
        "rules": rules_document(problem.rules),
        "weights": weights_document(problem.weights),
        "fair_hosting": problem.fair_hosting,
        "pins": [visit_document(visit) for visit in problem.pins],
        "published": [visit_document(visit) for visit in problem.published],
        "frozen_before": problem.frozen_before,
        "keep_published_first": problem.keep_published_first,
    }


def _person_document(problem: Problem, person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "department": person.department,
        "level": person.level,
        "target_visits": person.target_visits,
        "unavailable": _in_time(problem, person.unavailable),
        "wishes": {"departments": person.department_wishes, "roles": person.role_wishes},
        "no_go": {
            "departments": sorted(person.no_go_departments),
            "roles": sorted(person.no_go_roles),
        },
        "visited": {
            "departments": sorted(person.visited_departments),
            "roles": sorted(person.visited_roles),
        },
    }


def _in_time(problem: Problem, slots: frozenset[str]) -> list[str]:
    return sorted(slots, key=problem.slot_index.__getitem__)


def write_problem(problem: Problem) -> str:
    """Return the text of the problem file."""
    return json.dumps(document_of(problem), ensure_ascii=False, indent=1) + "\n"

"""Sentences about departments, roles, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _, ngettext
from app.wording.formats import day
from app.wording.problem_files import fault_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from solver.rotation.faults import Fault

FIELDS = {
    "name": N_("Name"),
    "title": N_("Title"),
    "level": N_("Level"),
    "hue": N_("Colour"),
    "capacity": N_("Guests at a time"),
    "host_capacity": N_("Guests per host"),
    "reception_capacity": N_("Guests received at a time"),
    "headcount": N_("Headcount"),
    "visits": N_("Visits per person"),
    "target_visits": N_("Visits per person"),
    "minimum": N_("Least number of visits"),
    "weight": N_("Weight"),
    "wish": N_("Wish"),
    "surprise": N_("What surprised me"),
    "reason": N_("Reason"),
    "rating": N_("Rating"),
    "preparation": N_("Rating of the preparation"),
    "hosting": N_("Rating of the hosting"),
    "comment": N_("Comment"),
    "effort": N_("Effort"),
    "effect": N_("Effect"),
    "expected_hours": N_("Hours expected"),
    "expected_money": N_("Money expected"),
    "measured_hours": N_("Hours measured"),
    "measured_money": N_("Money measured"),
}


def _field(name: str) -> str:
    return _(FIELDS[name]) if name in FIELDS else name


def _field_empty(*, field: str) -> str:
    return _("The field “{field}” is empty. Fill it in.").format(field=_field(field))


def _number_out_of_range(*, field: str, value: int, lowest: int, highest: int) -> str:
    return _("“{field}” cannot be {value}. Choose a number from {lowest} to {highest}.").format(
        field=_field(field), value=value, lowest=lowest, highest=highest
    )


def _department_has_people(*, department: str, count: int) -> str:
    return ngettext(
        "The department “{department}” was not removed: {count} person belongs to it. Move them "
        "to another department first.",
        "The department “{department}” was not removed: {count} people belong to it. Move them "
        "to another department first.",
        count,
    ).format(department=department, count=count)


def _department_has_ideas(*, department: str, count: int) -> str:
    return ngettext(
        "The department “{department}” was not removed: {count} idea was proposed to it. Remove "
        "the idea first, or rename the department.",
        "The department “{department}” was not removed: {count} ideas were proposed to it. Remove "
        "the ideas first, or rename the department.",
        count,
    ).format(department=department, count=count)


def _person_has_visits(*, person: str, count: int) -> str:
    return ngettext(
        "{person} was not removed: {count} visit concerns them. Mark the person as left instead.",
        "{person} was not removed: {count} visits concern them. Mark the person as left instead.",
        count,
    ).format(person=person, count=count)


def _role_has_visits(*, role: str, count: int) -> str:
    return ngettext(
        "The role “{role}” was not removed: {count} visit leads to it. Close its half-days "
        "instead.",
        "The role “{role}” was not removed: {count} visits lead to it. Close its half-days "
        "instead.",
        count,
    ).format(role=role, count=count)


def _dates_reversed(*, first: dt.date, last: dt.date) -> str:
    return _(
        "The last day ({last}) lies before the first ({first}). Exchange the two dates."
    ).format(first=day(first), last=day(last))


def _too_long(*, first: dt.date, last: dt.date) -> str:
    return _(
        "From {first} to {last} is more than five years. Check the years; a programme takes weeks "
        "or months."
    ).format(first=day(first), last=day(last))


def _date_outside(*, date: dt.date, programme: str) -> str:
    return _(
        "{date} is not a day of the programme “{programme}”. Choose a day between its dates."
    ).format(date=day(date), programme=programme)


def _unknown_programme(*, programme: str, known: list[str]) -> str:
    if not known:
        return _("There is no programme “{programme}”, nor any other. Make one first.").format(
            programme=programme
        )
    return _("There is no programme “{programme}”. There are: {known}.").format(
        programme=programme, known=", ".join(known)
    )


def _wrong_rule(*, faults: Sequence[Fault], known: list[str]) -> str:
    lines = [_("The rules were left as they are:"), *map(fault_line, faults)]
    if any(fault.code == "unknown-key" for fault in faults):
        lines.append(_("The rules are: {known}.").format(known=", ".join(known)))
    return "\n".join(lines)


def _wrong_weight(*, faults: Sequence[Fault], known: list[str]) -> str:
    lines = [_("The weights were left as they are:"), *map(fault_line, faults)]
    if any(fault.code == "unknown-key" for fault in faults):
        lines.append(_("The weights are: {known}.").format(known=", ".join(known)))
    return "\n".join(lines)


SENTENCES: dict[str, str | Callable[..., str]] = {
    "field-empty": _field_empty,
    "number-out-of-range": _number_out_of_range,
    "department-name-taken": N_(
        "There is a department “{department}” already. Choose another name, or use that one."
    ),
    "role-title-taken": N_(
        "The department has a role “{role}” already. Choose another title, or use that one."
    ),
    "personnel-number-taken": N_(
        "The personnel number {number} is that of {person}. Check the number; each belongs to one "
        "person."
    ),
    "department-has-people": _department_has_people,
    "department-has-ideas": _department_has_ideas,
    "person-has-visits": _person_has_visits,
    "role-has-visits": _role_has_visits,
    "host-from-outside": N_(
        "{person} cannot receive guests as “{role}”: hosts work in the department of the role. "
        "Choose somebody of that department."
    ),
    "dates-reversed": _dates_reversed,
    "programme-too-long": _too_long,
    "date-outside-programme": _date_outside,
    "unknown-country": N_(
        "No public holidays are known for the country “{country}”. Use a code of two letters such "
        "as RU or GB, or none."
    ),
    "unknown-programme": _unknown_programme,
    "programme-name-taken": N_("There is a programme “{programme}” already. Choose another name."),
    "pair-with-itself": N_(
        "“{department}” cannot be a pair with itself. Choose two different departments."
    ),
    "person-with-themselves": N_("{person} cannot be paired with themselves. Choose two people."),
    "wrong-rule": _wrong_rule,
    "wrong-weight": _wrong_weight,
    "unknown-state": N_("There is no state “{state}”. There are: {known}."),
    "company-file-gone": N_(
        "“{file}” is not there any more. Look where it was moved to, or open a backup copy."
    ),
    "sample-needs-empty-file": N_(
        "“{file}” holds a company already. Make the sample in a new file."
    ),
}

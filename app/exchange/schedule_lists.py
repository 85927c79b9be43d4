"""The sheets with a row a visit, a row a role and half-day, and a row a person short of visits."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.exchange.lists import Column, write_list
from app.exchange.schedule_data import when
from app.exchange.sheets import PLAIN, Sheet
from app.i18n import _

if TYPE_CHECKING:
    from app.exchange.schedule_data import RoleLine, ScheduleData, VisitLine


def write_by_person(sheet: Sheet, data: ScheduleData) -> None:
    """Write a row a visit, guest by guest in time order."""
    columns = (
        Column(_("Person")),
        Column(_("Personnel number")),
        Column(_("Own department")),
        Column(_("Visit"), "short"),
        Column(_("Date"), "date"),
        Column(_("Half-day")),
        Column(_("Department"), "department"),
        Column(_("Role")),
        Column(_("Level"), "number"),
        Column(_("Host")),
        Column(_("Meeting place"), "long"),
        Column(_("Visit id"), "ids"),
    )
    rows = []
    for guest in data.guests:
        visits = data.visits_of[guest.id]
        for count, visit in enumerate(visits, start=1):
            role = data.role[visit.role_id]
            rows.append(
                (
                    guest.name,
                    guest.number or "",
                    data.department[guest.department_id].name,
                    f"{count}/{guest.target or len(visits)}",
                    visit.date,
                    half_name(visit.half),
                    data.department[role.department_id],
                    role.title,
                    role.level,
                    _host(data, visit),
                    role.meeting_place,
                    str(visit.id),
                )
            )
    write_list(sheet, columns, rows)


def write_by_department(sheet: Sheet, data: ScheduleData) -> None:
    """Write a row for each role and half-day with guests, department by department."""
    columns = (
        Column(_("Department"), "department"),
        Column(_("Role")),
        Column(_("Level"), "number"),
        Column(_("Date"), "date"),
        Column(_("Half-day")),
        Column(_("Seats taken"), "short"),
        Column(_("Guests"), "long", 50),
        Column(_("Hosts"), "long"),
        Column(_("Meeting place"), "long"),
        Column(_("Visit id"), "ids"),
    )
    order = {line.id: at for at, line in enumerate(data.departments)}

    def place(visit: VisitLine) -> tuple[int, int, str, int]:
        role = data.role[visit.role_id]
        return order[role.department_id], role.level, role.title.casefold(), role.id

    rows = []
    visits = sorted(data.visits, key=lambda visit: (place(visit), when(visit)))
    for (role_id, day, half), group in groupby(visits, lambda v: (v.role_id, v.date, v.half)):
        together = list(group)
        role = data.role[role_id]
        rows.append(
            (
                data.department[role.department_id],
                role.title,
                role.level,
                day,
                half_name(half),
                _seats(role, len(together)),
                "\n".join(_guest(data, visit) for visit in together),
                "\n".join(dict.fromkeys(_host(data, visit) for visit in together)),
                role.meeting_place,
                " ".join(str(visit.id) for visit in together),
            )
        )
    write_list(sheet, columns, rows)


def write_by_host(sheet: Sheet, data: ScheduleData) -> None:
    """Write a row a visit, host by host in time order; visits without a host come last."""
    columns = (
        Column(_("Host")),
        Column(_("Department"), "department"),
        Column(_("Date"), "date"),
        Column(_("Half-day")),
        Column(_("Role")),
        Column(_("Level"), "number"),
        Column(_("Guest")),
        Column(_("Guest’s department"), "department"),
        Column(_("Visit id"), "ids"),
    )
    place = {line.id: at for at, line in enumerate(data.people)}
    rows = []
    for visit in sorted(
        data.visits, key=lambda v: (place.get(v.host_id or 0, len(place)), when(v))
    ):
        role = data.role[visit.role_id]
        guest = data.person[visit.person_id]
        rows.append(
            (
                _host(data, visit),
                data.department[role.department_id],
                visit.date,
                half_name(visit.half),
                role.title,
                role.level,
                guest.name,
                data.department[guest.department_id],
                str(visit.id),
            )
        )
    write_list(sheet, columns, rows)


def write_missing(sheet: Sheet, data: ScheduleData) -> None:
    """Write a row for each person short of visits, those who lack most first."""
    columns = (
        Column(_("Person")),
        Column(_("Department"), "department"),
        Column(_("Agreed"), "number"),
        Column(_("Planned"), "number"),
        Column(_("Missing"), "number"),
        Column(_("Why"), "long", 80),
    )
    reasons: dict[int, list[str]] = {}
    for person_id, reason in data.reasons:
        reasons.setdefault(person_id, []).append(reason)
    lacking = [person for person in data.people if person.id in data.missing]
    rows = [
        (
            person.name,
            data.department[person.department_id],
            person.target or 0,
            len(data.visits_of[person.id]),
            data.missing[person.id],
            "\n".join(reasons.get(person.id, ())),
        )
        for person in sorted(lacking, key=lambda person: -data.missing[person.id])
    ]
    write_list(sheet, columns, rows)
    if not rows:
        sheet.row([sheet.text(_("Everybody has all visits."), PLAIN)])


def half_name(half: str) -> str:
    """Return the half of a day in a word."""
    return _("Morning") if half == "am" else _("Afternoon")


def _host(data: ScheduleData, visit: VisitLine) -> str:
    return data.person[visit.host_id].name if visit.host_id is not None else ""


def _guest(data: ScheduleData, visit: VisitLine) -> str:
    guest = data.person[visit.person_id]
    return f"{guest.name} ({data.department[guest.department_id].short_name})"


def _seats(role: RoleLine, taken: int) -> str:
    return str(taken) if role.capacity is None else f"{taken}/{role.capacity}"

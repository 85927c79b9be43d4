"""What is printed of a plan: slips, department notices, the list of hosts, coverage."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.domain.printed import Printed, Rule, Words
from app.exchange.print_font import shortened, wrapped
from app.exchange.print_paper import A4, Column, Paper, picture
from app.exchange.schedule_data import when
from app.i18n import N_, _, current_language
from app.wording.after_visit import code_line
from app.wording.formats import day, long_day, long_half_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from app.exchange.calendar_feed import Office
    from app.exchange.schedule_data import DepartmentLine, ScheduleData, VisitLine

TITLES = {
    "slips": N_("Slips for guests"),
    "notices": N_("Department notices"),
    "hosts": N_("List of hosts"),
    "coverage": N_("Coverage"),
}
_INSET = 9.0


def printed(kind: str, data: ScheduleData, office: Office) -> Printed:
    """Return the document ``kind``, one of :data:`TITLES`, in the language of now."""
    return _DOCUMENTS[kind](data, office)


def together(documents: list[Printed], title: str) -> Printed:
    """Return several documents as one; each keeps its own numbers of pages."""
    sheets = tuple(sheet for document in documents for sheet in document.sheets)
    return Printed(title, current_language(), sheets)


def _paper(kind: str, data: ScheduleData, office: Office, *, landscape: bool = False) -> Paper:
    return Paper(_(TITLES[kind]), _version(data), office, landscape)


def _version(data: ScheduleData) -> str:
    states = {
        "draft": _("{programme} · draft {number} of {date}"),
        "published": _("{programme} · plan version {number} of {date}"),
        "superseded": _("{programme} · superseded plan version {number} of {date}"),
    }
    return states[data.state].format(
        programme=data.programme,
        number=data.number,
        date=long_day(data.made_at.date()),
    )


def _slips(data: ScheduleData, office: Office) -> Printed:
    """Four a page with lines to cut along, guest by guest."""
    paper = _paper("slips", data, office)
    visits = [visit for guest in data.guests for visit in data.visits_of[guest.id]]
    if not visits:
        _nothing(paper)
    for at, visit in enumerate(visits):
        place = at % 4
        if place == 0:
            paper.new_page()
            middle, half = A4[0] / 2, _slip_height(paper)
            paper.put(
                Rule(middle, 4, middle, 2 * half, dashed=True),
                Rule(4, half, A4[0] - 4, half, dashed=True),
            )
        x, y = (place % 2) * A4[0] / 2, (place // 2) * _slip_height(paper)
        _slip(paper, data, office, visit, (x + _INSET, y + _INSET + 4))
    return paper.document()


def _slip_height(paper: Paper) -> float:
    return paper.bottom / 2


def _slip(
    paper: Paper,
    data: ScheduleData,
    office: Office,
    visit: VisitLine,
    corner: tuple[float, float],
) -> None:
    x, y = corner
    logo = picture(office.logo, x + A4[0] / 2 - 2 * _INSET, y - 6, height=7)
    room, last = A4[0] / 2 - 2 * _INSET, y + _slip_height(paper) - _INSET - 13
    guest, role = data.person[visit.person_id], data.role[visit.role_id]
    department = data.department[role.department_id]
    begin, end = office.morning if visit.half == "am" else office.afternoon
    parts = [
        (guest.name, 14, True, 2),
        (data.department[guest.department_id].name, 9, False, 1),
        ("", 5, False, 1),
        (long_half_day((visit.date, visit.half)), 11, True, 2),
        (f"{begin:%H:%M}–{end:%H:%M}", 11, False, 1),
        ("", 5, False, 1),
        (department.name, 12, True, 2),
        (_("{role}, level {level}").format(role=role.title, level=role.level), 10, False, 2),
        (_("Host: {person}").format(person=_host(data, visit)), 10, False, 2),
        (_labelled(_("Meeting place: {place}"), place=role.meeting_place), 10, False, 2),
        ("", 5, False, 1),
        (_labelled(_("What you will do: {text}"), text=role.what_you_do), 9, False, 7),
        (_labelled(_("What to bring: {text}"), text=role.what_to_bring), 9, False, 3),
        ("", 5, False, 1),
        (code_line(visit.code), 10, True, 1),
    ]
    for text, size, bold, most in parts:
        step = size * 0.48
        for line in wrapped(text, size, room, most) if text or size == 5 else ():
            if y > last:
                break
            paper.put(Words(x, y, line, size, bold))
            y += step
    # Once cut, a slip has no foot of its page any more.
    signed = " · ".join(part for part in (office.company, paper.foot) if part)
    paper.put(Words(x, last + 4, shortened(signed, 7, room), 7))
    if logo is not None:
        paper.put(logo)


def _labelled(text: str, /, **named: str) -> str:
    return text.format(**named) if all(named.values()) else ""


def _notices(data: ScheduleData, office: Office) -> Printed:
    """For each department and week a page to hang up: who comes, and who goes."""
    paper = _paper("notices", data, office)
    weeks = sorted({_week(visit.date) for visit in data.visits})
    for department in data.departments:
        for week in weeks:
            _notice(paper, data, office, department, week)
    if not paper.sheets:
        _nothing(paper)
    return paper.document()


def _notice(
    paper: Paper,
    data: ScheduleData,
    office: Office,
    department: DepartmentLine,
    week: tuple[int, int],
) -> None:
    visits = sorted((it for it in data.visits if _week(it.date) == week), key=when)
    guests = [it for it in visits if data.role[it.role_id].department_id == department.id]
    away = [it for it in visits if data.person[it.person_id].department_id == department.id]
    title = _("{department}: week {week} of {year}").format(
        department=department.name, week=week[1], year=week[0]
    )
    for below, found, columns in (
        (_("Who comes to see us"), guests, _columns(_("Guest"), _("From department"))),
        (_("Which of us are away"), away, _columns(_("Who"), _("Into department"))),
    ):
        rows = []
        for visit in found:
            guest, role = data.person[visit.person_id], data.role[visit.role_id]
            other = guest.department_id if found is guests else role.department_id
            rows.append(
                (
                    _when(visit, office),
                    guest.name,
                    data.department[other].name,
                    role.title,
                    _host(data, visit),
                )
            )
        if rows:
            paper.table(
                columns, rows, heading=title, below=below, go_on=found is away and guests != []
            )


def _columns(who: str, department: str) -> tuple[Column, ...]:
    return (
        Column(_("When"), 26),
        Column(who, 28),
        Column(department, 22),
        Column(_("Role"), 28),
        Column(_("Host"), 26),
    )


def _hosts(data: ScheduleData, office: Office) -> Printed:
    """Every visit, host by host in time order."""
    paper = _paper("hosts", data, office)
    order = {line.id: at for at, line in enumerate(data.people)}
    visits = sorted(data.visits, key=lambda v: (order.get(v.host_id or 0, len(order)), when(v)))
    rows = []
    for host, group in groupby(visits, lambda visit: visit.host_id):
        for count, visit in enumerate(group):
            role = data.role[visit.role_id]
            rows.append(
                (
                    "" if count and host is not None else _host(data, visit),
                    data.department[role.department_id].name,
                    _when(visit, office),
                    data.person[visit.person_id].name,
                    role.title,
                    role.meeting_place,
                )
            )
    columns = (
        Column(_("Host"), 28),
        Column(_("Department"), 20),
        Column(_("When"), 32),
        Column(_("Guest"), 28),
        Column(_("Role"), 27),
        Column(_("Meeting place"), 24),
    )
    if rows:
        paper.table(columns, rows, heading=_(TITLES["hosts"]), bold_first=True)
    else:
        _nothing(paper)
    return paper.document()


def _coverage(data: ScheduleData, office: Office) -> Printed:
    """Who sees whom, as figures from department into department."""
    paper = _paper("coverage", data, office, landscape=True)
    departments = data.departments
    columns = (
        Column(_("From / into"), 30),
        *(Column(it.short_name, 14, "center") for it in departments),
        Column(_("In all"), 14, "center"),
    )
    rows = []
    for home in departments:
        counts = [data.between.get((home.id, into.id), 0) for into in departments]
        cells = [
            "–" if home.id == into.id and not count else str(count)
            for into, count in zip(departments, counts, strict=True)
        ]
        rows.append((home.name, *cells, str(sum(counts))))
    sums = [
        sum(data.between.get((home.id, into.id), 0) for home in departments) for into in departments
    ]
    rows.append((_("In all"), *map(str, sums), str(sum(sums))))
    paper.table(
        columns,
        rows,
        heading=_(TITLES["coverage"]),
        below=_("Visits from each department into each other one"),
        bold_first=True,
    )
    return paper.document()


def _nothing(paper: Paper) -> None:
    paper.new_page()
    paper.heading(paper.title, _("There are no visits in this plan."))


def _when(visit: VisitLine, office: Office) -> str:
    begin, end = office.morning if visit.half == "am" else office.afternoon
    return f"{day(visit.date)}\n{begin:%H:%M}–{end:%H:%M}"


def _host(data: ScheduleData, visit: VisitLine) -> str:
    return data.person[visit.host_id].name if visit.host_id is not None else _("No host yet")


def _week(date: dt.date) -> tuple[int, int]:
    return date.isocalendar()[:2]


_DOCUMENTS: dict[str, Callable[[ScheduleData, Office], Printed]] = {
    "slips": _slips,
    "notices": _notices,
    "hosts": _hosts,
    "coverage": _coverage,
}

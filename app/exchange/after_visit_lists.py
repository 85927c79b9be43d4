"""Reflections and ideas as lists in workbooks, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.ideas import IdeaStatus
from app.domain.reflections import QUESTIONS
from app.exchange.lists import Column, write_list
from app.exchange.schedule_data import DepartmentLine
from app.exchange.sheets import Sheet
from app.exchange.streamed_workbook import streamed_workbook
from app.i18n import _
from app.wording.after_visit import QUESTION_TEXTS, status_name
from app.wording.formats import long_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.services.ideas import IdeaRow
    from app.services.reflections import ReflectionRow

_LONG = 60


def write_ideas_workbook(rows: Sequence[IdeaRow], target: Path, today: dt.date) -> None:
    """Write ideas to ``target``, whole or not at all."""
    _write(target, _("Ideas"), today, lambda sheet: write_ideas(sheet, rows))


def write_reflections_workbook(rows: Sequence[ReflectionRow], target: Path, today: dt.date) -> None:
    """Write reflections to ``target``, whole or not at all."""
    _write(target, _("Reflections"), today, lambda sheet: write_reflections(sheet, rows))


def _write(target: Path, title: str, today: dt.date, fill: Callable[[Sheet], None]) -> None:
    footer = _("{what} as of {date}").format(what=title, date=long_day(today))
    with streamed_workbook(target) as workbook:
        fill(Sheet(workbook, title, footer=footer, on_cells=lambda _count: None))


def write_ideas(sheet: Sheet, rows: Sequence[IdeaRow]) -> None:
    """Write a row for each idea: where it stands, who answers until when, what it brings."""
    columns = [
        Column(_("Idea"), "long", _LONG),
        Column(_("How it would work"), "long", _LONG),
        Column(_("Department"), "department"),
        Column(_("State"), "short"),
        Column(_("Proposed by")),
        Column(_("Proposed on"), "date"),
        Column(_("Owner")),
        Column(_("Answer by"), "date"),
        Column(_("Answer"), "long", _LONG),
        Column(_("Votes"), "number"),
        Column(_("Effort"), "number"),
        Column(_("Effect"), "number"),
        Column(_("Hours a month, expected"), "number"),
        Column(_("Hours a month, measured"), "number"),
        Column(_("Money a year, expected"), "number"),
        Column(_("Money a year, measured"), "number"),
        Column(_("KPI"), "text"),
    ]
    write_list(
        sheet,
        columns,
        [
            (
                row.title,
                row.text,
                DepartmentLine(row.department_id, row.department, row.short_name, row.hue),
                status_name(row.status),
                row.author,
                row.created_on,
                row.owner,
                row.answer_by,
                row.answer,
                row.votes,
                row.effort or None,
                row.effect or None,
                row.expected_hours,
                row.measured_hours,
                row.expected_money,
                row.measured_money,
                row.kpi if not row.measured_kpi else f"{row.kpi}: {row.measured_kpi}".lstrip(": "),
            )
            for row in sorted(rows, key=_by_state)
        ],
    )


def write_reflections(sheet: Sheet, rows: Sequence[ReflectionRow]) -> None:
    """Write a row for each reflection, with the host's view beside it."""
    columns = [
        Column(_("Guest")),
        Column(_("From")),
        Column(_("Department visited"), "department"),
        Column(_("Role")),
        Column(_("Date"), "date"),
        *(Column(_(QUESTION_TEXTS[name]), "long", _LONG) for name in QUESTIONS),
        Column(_("Theme")),
        Column(_("Preparation"), "number"),
        Column(_("Hosting"), "number"),
        Column(_("Host")),
        Column(_("What the host noticed"), "long", _LONG),
    ]
    write_list(
        sheet,
        columns,
        [
            (
                row.employee,
                row.home,
                DepartmentLine(row.department_id, row.department, row.department, row.hue),
                row.role,
                row.date,
                *(getattr(row, name) for name in QUESTIONS),
                row.theme,
                row.preparation or None,
                row.hosting or None,
                row.host,
                " ".join(text for text in (row.host_did, row.host_noticed) if text),
            )
            for row in rows
        ],
    )


def _by_state(row: IdeaRow) -> tuple[int, dt.date, int]:
    return list(IdeaStatus).index(IdeaStatus(row.status)), row.answer_by, row.id

"""The visits of one guest, worded in a worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _
from app.wording.formats import half_day
from ui.models.lines import Words

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.profiles import RoleCard
    from app.services.visit_records import RecordRow


@dataclass(frozen=True, slots=True)
class MyVisits:
    """Visits to come, the next first, and those that are over, the latest first."""

    name: str
    rows: tuple[RecordRow, ...]
    next: tuple[Words, ...]
    past: tuple[Words, ...]

    def record(self, record_id: object) -> RecordRow | None:
        """Return a visit by its key, None if it is not among them."""
        return next((row for row in self.rows if row.id == record_id), None)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Whether any visit was ever published, and which programme begins next, if one does."""

    published: bool
    programme: str = ""
    begins: dt.date | None = None


def load_awaited(services: Services, today: dt.date) -> Awaited:
    """Return what a guest may wait for who has not said yet who it is."""
    if services.visit_records.records():
        return Awaited(published=True)
    to_come = [row for row in services.programmes.programmes() if row.to_date >= today]
    if not to_come:
        return Awaited(published=False)
    first = min(to_come, key=lambda row: row.from_date)
    return Awaited(published=False, programme=first.name, begins=first.from_date)


def load_mine(services: Services, employee_id: int, now: dt.datetime) -> MyVisits:
    """Return the visits of a guest."""
    from app.services.visit_records import is_over  # noqa: PLC0415 - the database code

    rows = services.visit_records.of_guest(employee_id)
    lines = {row.id: Words(row.id, (_when(row), row.department, state(row))) for row in rows}
    return MyVisits(
        rows[0].employee if rows else "",
        tuple(rows),
        tuple(lines[row.id] for row in rows if not is_over(row, now)),
        tuple(lines[row.id] for row in reversed(rows) if is_over(row, now)),
    )


def load_card(services: Services, record: RecordRow) -> RoleCard:
    """Return the card of the role of a visit."""
    return services.profiles.role_card(record.role_id)


def may_write(row: RecordRow, today: dt.date) -> bool:
    """Tell whether a guest may write about a visit: from its day on, or on if it was begun."""
    return row.date <= today


def state(row: RecordRow) -> str:
    """Return where a visit stands for its guest."""
    if row.edition:
        return _("reflection sent")
    if row.outcome == "missed":
        return _("did not take place")
    if not row.planned:
        return _("cancelled")
    return _("reflection owed") if may_write(row, dt.date.today()) else _("to come")


def _when(row: RecordRow) -> str:
    return half_day((row.date, row.half))

"""Published visits and what came of them, worded in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _
from app.wording import error_text
from app.wording.after_visit import FORM_RESULTS, row_text, unread_text
from app.wording.formats import half_day
from ui.dates import short_date
from ui.models.lines import Words

if TYPE_CHECKING:
    import datetime as dt

    from app.bootstrap import Services
    from app.services.forms import FormOutcome
    from app.services.reflection_lists import RowOutcome
    from app.services.visit_records import RecordRow

OWED, CAME_IN, MISSED, TO_COME = "owed", "came-in", "missed", "to-come"
KINDS = (OWED, CAME_IN, MISSED, TO_COME)


@dataclass(frozen=True, slots=True)
class LoadedVisits:
    """Programmes, and the visits of one or of all, by what came of them."""

    programmes: tuple[tuple[int, str], ...]
    programme_id: int | None
    by_kind: dict[str, tuple[RecordRow, ...]]
    lines: dict[str, tuple[Words, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether no visit is published."""
        return not any(self.by_kind.values())

    @property
    def first_to_come(self) -> dt.date | None:
        """The day of the first visit as long as none has taken place, else None."""
        if any(rows for kind, rows in self.by_kind.items() if kind != TO_COME):
            return None
        return min((row.date for row in self.by_kind[TO_COME]), default=None)

    def record(self, record_id: object) -> RecordRow | None:
        """Return a visit by its key, None if it is not among them."""
        rows = (row for rows in self.by_kind.values() for row in rows)
        return next((row for row in rows if row.id == record_id), None)


def load_visits(services: Services, programme_id: int | None, now: dt.datetime) -> LoadedVisits:
    """Return the visits of a programme, of all if it is None or gone."""
    programmes = tuple((row.id, row.name) for row in services.programmes.programmes())
    if programme_id not in [key for key, _name in programmes]:
        programme_id = None
    by_kind: dict[str, list[RecordRow]] = {kind: [] for kind in KINDS}
    for row in services.visit_records.records(programme_id):
        kind = kind_of(row, now)
        if kind is not None:
            by_kind[kind].append(row)
    return LoadedVisits(
        programmes,
        programme_id,
        {kind: tuple(rows) for kind, rows in by_kind.items()},
        {kind: tuple(_line(row, kind, now) for row in rows) for kind, rows in by_kind.items()},
    )


def kind_of(row: RecordRow, now: dt.datetime) -> str | None:
    """Return what came of a visit; None for one that was moved away before anything was written."""
    from app.services.visit_records import owes  # noqa: PLC0415 - the database code, in the worker

    if row.edition:
        return CAME_IN
    if row.outcome == "missed":
        return MISSED
    if not row.planned:
        return None
    return OWED if owes(row, now) else TO_COME


def form_line(at: int, outcome: FormOutcome) -> Words:
    """Return what became of a file as a row."""
    why = error_text(outcome.error) if outcome.error is not None else unread_text(outcome.unread)
    visit = visit_line(outcome.record) if outcome.record is not None else ""
    return Words(at, (outcome.path.name, _(FORM_RESULTS[outcome.result]), visit, why))


def list_line(outcome: RowOutcome) -> Words:
    """Return what becomes of a row of a list as a row."""
    candidates = outcome.candidates
    visits = " / ".join(map(visit_line, candidates))
    cells = (str(outcome.row), outcome.person, _(FORM_RESULTS[outcome.result]), visits)
    why = " ".join(
        text
        for text in (row_text(outcome.result, outcome.person), unread_text(outcome.unread))
        if text
    )
    return Words(outcome.row, (*cells, why))


def visit_line(row: RecordRow) -> str:
    """Return who was where and when."""
    return _("{name} in {department}, {when}").format(
        name=row.employee, department=row.department, when=half_day((row.date, row.half))
    )


def _line(row: RecordRow, kind: str, now: dt.datetime) -> Words:
    days = (now.date() - row.date).days
    last = {
        OWED: short_date(row.reminded_at.date()) if row.reminded_at else _("not yet"),
        CAME_IN: "",
        MISSED: row.missed_reason,
        TO_COME: "",
    }[kind]
    cells = (
        row.employee,
        row.department,
        half_day((row.date, row.half)),
        str(days) if days >= 0 else "",
        last,
    )
    return Words(row.id, cells)

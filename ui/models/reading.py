"""Reflections to read, worded in a worker; several on one department side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.names import fold
from app.domain.reflections import QUESTIONS
from app.i18n import _
from app.wording.after_visit import QUESTION_TEXTS, status_name
from app.wording.formats import half_day
from ui.models.lines import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.bootstrap import Services
    from app.services.reflections import ReflectionRow

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
BESIDE = 12
"""Guests that are shown side by side at most; more nobody compares."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reflections are wanted; None is all of them."""

    programme_id: int | None = None
    department_id: int | None = None
    theme: str | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose by in a programme, and how many reflections in all."""

    count: int
    departments: tuple[tuple[int, str], ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadedReflections:
    """Reflections found, and what there is to choose by."""

    rows: tuple[ReflectionRow, ...]
    lines: tuple[Words, ...]
    choices: Choices


@dataclass(frozen=True, slots=True)
class LoadedVisit:
    """What belongs to the reflection that is read: its ideas in words, its photos by key."""

    record_id: int
    ideas: tuple[tuple[str, str], ...]
    photos: tuple[tuple[int, str], ...]


def load_reflections(
    services: Services, wanted: Wanted, choices: Choices | None
) -> LoadedReflections:
    """Return the reflections wanted; ``choices`` are those known already, None to look anew."""
    rows = services.reflections.reflections(
        programme_id=wanted.programme_id,
        department_id=wanted.department_id,
        theme=wanted.theme,
        search=wanted.search,
    )
    if choices is None:
        everything = wanted == Wanted(wanted.programme_id)
        choices = _choices(
            rows
            if everything
            else services.reflections.reflections(programme_id=wanted.programme_id)
        )
    return LoadedReflections(tuple(rows), tuple(map(_line, rows)), choices)


def _choices(rows: Sequence[ReflectionRow]) -> Choices:
    departments = {row.department_id: row.department for row in rows}
    themes = {row.theme for row in rows if row.theme}
    return Choices(
        len(rows),
        tuple(sorted(departments.items(), key=lambda it: fold(it[1]))),
        tuple(sorted(themes, key=fold)),
    )


def load_visit(services: Services, row: ReflectionRow, today: dt.date) -> LoadedVisit:
    """Return ideas and photos of a visit."""
    ideas = services.ideas.ideas(today=today, author_id=row.employee_id, merged=True)
    return LoadedVisit(
        row.record_id,
        tuple(
            (_("{title} ({state})").format(title=it.title, state=status_name(it.status)), it.text)
            for it in ideas
            if it.record_id == row.record_id
        ),
        tuple(services.presentations.photos(row.record_id)),
    )


def _line(row: ReflectionRow) -> Words:
    cells = (
        row.employee,
        row.department,
        half_day((row.date, row.half)),
        row.theme,
        _("quoted") if row.quotable else "",
    )
    return Words(row.id, cells)


class SideBySide(QAbstractTableModel):
    """A column a guest, a row a question."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ReflectionRow] = ()

    def show(self, rows: Sequence[ReflectionRow]) -> None:
        """Show what these guests say."""
        self.beginResetModel()
        self.rows = rows[:BESIDE]
        self.endResetModel()

    def retranslate(self) -> None:
        """Write the questions anew."""
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(QUESTIONS) - 1)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of questions."""
        return 0 if parent.isValid() else len(QUESTIONS)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of guests."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an answer."""
        if not index.isValid():
            return None
        row, question = self.rows[index.column()], QUESTIONS[index.row()]
        answer = getattr(row, question).strip()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return answer
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.employee}. {_(QUESTION_TEXTS[question])} {answer or _('empty')}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a guest or a question."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return _(QUESTION_TEXTS[QUESTIONS[section]])
        row = self.rows[section]
        return f"{row.employee}\n{row.department}, {half_day((row.date, row.half))}"

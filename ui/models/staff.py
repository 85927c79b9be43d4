"""The people of the company as rows of a table, filtered while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from app.domain.names import fold
from app.i18n import N_, _
from ui.models.rows import RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

    from app.services.staff import PersonRow
    from ui.models.rows import Index
    from ui.theme import Theme


_HEADINGS = (
    N_("Name"),
    N_("Department"),
    N_("Job title"),
    N_("Level"),
    N_("E-mail"),
    N_("Personnel number"),
)
NAME, DEPARTMENT, JOB_TITLE, LEVEL, EMAIL, NUMBER = range(len(_HEADINGS))


def _values(person: PersonRow) -> tuple[str, ...]:
    return (
        person.name,
        person.department or "",
        person.job_title or "",
        str(person.level or ""),
        person.email or "",
        person.personnel_number or "",
    )


class StaffModel(RowsModel):
    """All people, of whom those are rows that the filter lets through."""

    headings = _HEADINGS

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._people: list[PersonRow] = []
        self._searchable: dict[int, str] = {}
        self._hues: dict[int, int] = {}
        self._shown: list[PersonRow] = []
        self._words: list[str] = []
        self._department: int | None = None
        self._with_left = False
        self._sorted_by = (NAME, Qt.SortOrder.AscendingOrder)

    # Filling and filtering

    def set_people(self, people: Sequence[PersonRow], hues: dict[int, int]) -> None:
        """Show ``people``; ``hues`` are those of the departments by id."""
        self._people = list(people)
        self._hues = hues
        self._searchable = {person.id: fold(" ".join(_values(person))) for person in people}
        self._filter()

    def set_filter(self, text: str, department: int | None, *, with_left: bool) -> None:
        """Let through who bears every word of ``text``, in any case, ё as е."""
        self._words = fold(text).split()
        self._department = department
        self._with_left = with_left
        self._filter()

    @property
    def total(self) -> int:
        """How many people there are before the search; those who left only if they are shown."""
        return sum(person.active or self._with_left for person in self._people)

    @property
    def has_left(self) -> bool:
        """Tell whether anybody is marked as having left."""
        return not all(person.active for person in self._people)

    def person(self, row: int) -> PersonRow:
        """Return the person in ``row``."""
        return self._shown[row]

    def shown(self) -> Sequence[PersonRow]:
        """Return whom the filter lets through, in their order."""
        return self._shown

    # What Qt asks for

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and what a screen reader says of it."""
        if not index.isValid():
            return None
        person, column = self._shown[index.row()], index.column()
        shown: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                shown = _values(person)[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = self._spoken(person, column)
            case Qt.ItemDataRole.DecorationRole if column == DEPARTMENT:
                shown = self._stripe(person)
            case Qt.ItemDataRole.ForegroundRole if not person.active:
                shown = self._theme.colours.muted
            case Qt.ItemDataRole.FontRole if column == NAME:
                shown = self._theme.font("strong")
        return shown

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort as people do: any case, ё as е, empty cells last."""
        self._sorted_by = (column, order)
        self._filter()

    # Internal functions

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [person for person in self._people if self._passes(person)]
        column, order = self._sorted_by
        # Twice, since Python's sort keeps the order of equals: by name, then by the column.
        self._shown.sort(key=_name)
        self._shown.sort(
            key=lambda person: fold(_values(person)[column]),
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        self._shown.sort(key=lambda person: not _values(person)[column])
        self.endResetModel()

    def _passes(self, person: PersonRow) -> bool:
        if not (person.active or self._with_left):
            return False
        if self._department is not None and person.department_id != self._department:
            return False
        text = self._searchable[person.id]
        return all(word in text for word in self._words)

    def _stripe(self, person: PersonRow) -> QColor | None:
        hue = self._hues.get(person.department_id) if person.department_id is not None else None
        return None if hue is None else self._theme.department_colours(hue).stripe

    @staticmethod
    def _spoken(person: PersonRow, column: int) -> str:
        value = _values(person)[column] or _("empty")
        if column == NAME and not person.active:
            return _("{name}, has left").format(name=value)
        return f"{_(_HEADINGS[column])}: {value}"


def _name(person: PersonRow) -> str:
    return fold(person.name)

"""The ideas of the company for board, list and matrix, and what narrows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from app.domain.ideas import UNANSWERED, Age
from app.domain.names import fold
from app.i18n import N_, _
from app.wording.after_visit import status_name
from app.wording.ideas import age_text, spoken_card
from ui.dates import short_date
from ui.models.rows import RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.bootstrap import Services
    from app.services.ideas import IdeaRow
    from app.services.staff import DepartmentRow, PersonRow
    from ui.models.rows import Index
    from ui.theme import Theme

_ORDER = {age: at for at, age in enumerate((Age.OVERDUE, Age.SOON, Age.FRESH, Age.ANSWERED))}

_HEADINGS = (
    N_("Idea"),
    N_("Department"),
    N_("State"),
    N_("Answer owed by"),
    N_("Answer by"),
    N_("Urgency"),
    N_("Votes"),
    N_("Author"),
)
# Each made when it is asked for: a row has more columns than are looked at.
_TEXTS: tuple[Callable[[IdeaRow, dt.date], str], ...] = (
    lambda row, _today: row.title,
    lambda row, _today: row.department,
    lambda row, _today: status_name(row.status),
    lambda row, _today: row.owner,
    lambda row, _today: short_date(row.answer_by),
    age_text,
    lambda row, _today: str(row.votes),
    lambda row, _today: row.author,
)
TITLE, DEPARTMENT, STATE, OWNER, DUE, URGENCY, VOTES, AUTHOR = range(len(_HEADINGS))


@dataclass(frozen=True, slots=True)
class LoadedIdeas:
    """All ideas that are no part of another, and what filters and forms offer.

    Attributes
    ----------
    searchable
        Folded words of each idea by its key.
    """

    today: dt.date
    ideas: tuple[IdeaRow, ...] = ()
    searchable: dict[int, str] | None = None
    departments: tuple[DepartmentRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    programmes: tuple[tuple[int, str], ...] = ()


def load_ideas(services: Services, today: dt.date) -> LoadedIdeas:
    """Return everything the page shows, in a worker."""
    rows = tuple(services.ideas.ideas(today=today))
    return LoadedIdeas(
        today=today,
        ideas=rows,
        searchable={
            row.id: fold(f"{row.title} {row.text} {row.author} {row.owner}") for row in rows
        },
        departments=tuple(services.staff.departments()),
        people=tuple(sorted(services.staff.people(), key=lambda person: fold(person.name))),
        programmes=tuple((row.id, row.name) for row in services.programmes.programmes()),
    )


@dataclass(frozen=True, slots=True)
class IdeaFilter:
    """What is looked for; ``mine`` is the person whose own ideas to answer are shown alone."""

    text: str = ""
    department_id: int | None = None
    owner_id: int | None = None
    programme_id: int | None = None
    mine: int | None = None
    unanswered: bool = False
    overdue: bool = False

    @property
    def active(self) -> bool:
        """Tell whether anything may be hidden."""
        return self != IdeaFilter()

    def passed(self, loaded: LoadedIdeas) -> list[IdeaRow]:
        """Return the ideas that are shown, in their order."""
        words = fold(self.text).split()
        texts = loaded.searchable or {}
        return [
            row
            for row in loaded.ideas
            if self._keeps(row) and all(word in texts[row.id] for word in words)
        ]

    def _keeps(self, row: IdeaRow) -> bool:
        return (
            self.department_id in (None, row.department_id)
            and self.owner_id in (None, row.owner_id)
            and self.programme_id in (None, row.programme_id)
            and self.mine in (None, row.owner_id)
            and (not self.unanswered or row.status in UNANSWERED)
            and (not self.overdue or row.age is Age.OVERDUE)
        )


class IdeaTableModel(RowsModel):
    """Ideas as rows of a list that can be sorted."""

    headings = _HEADINGS

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._today = dt.date.today()
        self._rows: list[IdeaRow] = []
        self._sorted_by = (DUE, Qt.SortOrder.AscendingOrder)

    def show(self, rows: Sequence[IdeaRow], today: dt.date) -> None:
        """Show these ideas."""
        self.beginResetModel()
        self._rows, self._today = list(rows), today
        self._sort()
        self.endResetModel()

    def idea(self, row: int) -> IdeaRow:
        """Return the idea in ``row``."""
        return self._rows[row]

    def shown(self) -> Sequence[IdeaRow]:
        """Return the ideas in their order."""
        return self._rows

    # What Qt asks for

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and what a screen reader says of it."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        shown: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                shown = self._text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole if column == TITLE:
                shown = spoken_card(row, self._today)
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = f"{_(_HEADINGS[column])}: {self._text(row, column) or _('empty')}"
            case Qt.ItemDataRole.DecorationRole if column == DEPARTMENT:
                shown = self._theme.department_colours(row.hue).stripe
            case Qt.ItemDataRole.ForegroundRole if column == URGENCY and row.age is Age.OVERDUE:
                shown = self._theme.colours.bad
            case Qt.ItemDataRole.FontRole if column == TITLE:
                shown = self._theme.font("strong")
        return shown

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort as people do: any case, ё as е, dates and numbers by what they are."""
        self.beginResetModel()
        self._sorted_by = (column, order)
        self._sort()
        self.endResetModel()

    # Internal functions

    def _sort(self) -> None:
        column, order = self._sorted_by
        self._rows.sort(key=lambda row: (row.answer_by, row.id))
        self._rows.sort(
            key=lambda row: self._key(row, column), reverse=order == Qt.SortOrder.DescendingOrder
        )

    def _key(self, row: IdeaRow, column: int) -> Any:
        if column == DUE:
            return row.answer_by
        if column == VOTES:
            return row.votes
        if column == URGENCY:
            return _ORDER[row.age], row.answer_by
        return fold(self._text(row, column))

    def _text(self, row: IdeaRow, column: int) -> str:
        return _TEXTS[column](row, self._today)

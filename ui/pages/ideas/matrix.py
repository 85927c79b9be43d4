"""Effort and effect: a table of five steps each, and the ideas of the cell one stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.ideas import IdeaStatus
from app.i18n import N_, _, ngettext
from app.wording.after_visit import status_name
from ui.models.idea_matrix import IdeaMatrix
from ui.models.lines import Lines, Words
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ideas import IdeaRow
    from ui.theme import Theme

_HEADINGS = (N_("Idea"), N_("Department"), N_("State"))


class MatrixView(QWidget):
    """The table above, a list of ideas below.

    Signals
    -------
    chosen(object)
        An idea of the list (``IdeaRow``) is looked at.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = IdeaMatrix(theme)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        for header in (self.table.horizontalHeader(), self.table.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
        self.table.verticalHeader().setMinimumSectionSize(theme.space(14))
        self.axes = label(theme, muted=True)
        self.heading = label(theme, "strong")
        self.unrated = button("link")
        self.ideas = LinesTable(theme, Lines(_HEADINGS), (100, 45))
        self._rows: list[IdeaRow] = []
        line = row(None, theme)
        line.addWidget(self.heading, stretch=1)
        line.addWidget(self.unrated)
        layout = column(self, theme, gap=2)
        layout.addWidget(self.axes)
        layout.addWidget(self.table, stretch=3)
        layout.addLayout(line)
        layout.addWidget(self.ideas, stretch=1)
        self.table.selectionModel().currentChanged.connect(self._look)
        self.unrated.clicked.connect(self._look_at_unrated)
        self.ideas.chosen.connect(self._choose)

    def show_ideas(self, rows: Sequence[IdeaRow]) -> None:
        """Show these ideas; those declined are no question of effort any more."""
        at = self.table.currentIndex()
        place = (at.row(), at.column()) if at.isValid() else (0, 0)
        self.model.show([idea for idea in rows if idea.status != IdeaStatus.DECLINED])
        count = len(self.model.unrated)
        name_control(
            self.unrated,
            ngettext("{count} idea not rated yet", "{count} ideas not rated yet", count).format(
                count=count
            ),
        )
        self.unrated.setVisible(bool(count))
        # A table without a current cell has ended programs that read screens.
        self.table.setCurrentIndex(self.model.index(*place))
        self._look()

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.table.setAccessibleName(_("Effort and effect"))
        self.axes.setText(_("Effort grows to the right, effect grows upwards."))
        self.ideas.setAccessibleName(_("Ideas of the cell"))
        self.model.retranslate()
        self.ideas.lines.retranslate()

    # Internal functions

    def _look(self, *_signal: object) -> None:
        index = self.table.currentIndex()
        self._list(self.model.ideas(index))
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else ""
        self.heading.setText((spoken or "").split(". ")[0])

    def _look_at_unrated(self) -> None:
        self._list(self.model.unrated)
        self.heading.setText(self.unrated.text())
        self.ideas.setFocus()

    def _list(self, rows: list[IdeaRow]) -> None:
        self._rows = rows
        self.ideas.lines.show(
            Words(idea.id, (idea.title, idea.department, status_name(idea.status))) for idea in rows
        )

    def _choose(self, key: object) -> None:
        idea = next((idea for idea in self._rows if idea.id == key), None)
        if idea is not None:
            self.chosen.emit(idea)

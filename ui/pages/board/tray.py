"""The tray under the board: people who lack visits, those who lack most first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.i18n import _, ngettext
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.models.board import Line
    from ui.theme import Theme


class Tray(QFrame):
    """Who lacks how many visits.

    Signals
    -------
    person_chosen(int)
        Show this person on the board.
    """

    person_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[Line, ...] = ()
        self.heading = label(theme, "strong")
        self.list = QListWidget()
        self.list.setFlow(QListWidget.Flow.TopToBottom)
        self.list.setWrapping(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setFixedHeight(theme.space(25))
        layout = column(self, theme, margin=0, gap=1)
        layout.addWidget(self.heading)
        layout.addWidget(self.list)
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)

    def show_missing(self, lines: Sequence[Line]) -> None:
        """Show those of ``lines`` that lack visits."""
        missing = sorted((it for it in lines if it.missing), key=lambda it: (-it.missing, it.name))
        self._lines = tuple(missing)
        self._write()

    def retranslate(self) -> None:
        """Write everything anew."""
        self.list.setAccessibleName(_("Missing visits"))
        self._write()

    def _write(self) -> None:
        count = sum(line.missing for line in self._lines)
        self.heading.setText(
            ngettext("{count} visit is missing", "{count} visits are missing", count).format(
                count=count
            )
        )
        self.list.clear()
        widest = 0
        for line in self._lines:
            item = QListWidgetItem(
                _("{person} — {missing} of {target} missing").format(
                    person=line.name, missing=line.missing, target=line.target
                )
            )
            item.setData(Qt.ItemDataRole.UserRole, line.employee_id)
            self.list.addItem(item)
            widest = max(widest, self.list.fontMetrics().horizontalAdvance(item.text()))
        size = QSize(
            min(widest, self._theme.space(64)) + self._theme.space(6), self._theme.space(6.5)
        )
        self.list.setGridSize(size)
        if self._lines:
            self.list.setCurrentRow(0)
        self.setVisible(bool(self._lines))

    def _chosen(self, item: QListWidgetItem) -> None:
        self.person_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

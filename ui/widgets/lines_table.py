"""A plain table of words: rows are chosen whole, the keyboard ticks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from ui.models.lines import Lines
    from ui.theme import Theme


class LinesTable(QTableView):
    """Shows :class:`ui.models.lines.Lines`; the last column takes the room that is left.

    Signals
    -------
    chosen(object)
        The key of the row on which the cursor now stands, None without one.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, model: Lines, widths: Sequence[float], *, lines: int = 1
    ) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        # Rows of one height, set once: measuring thousands of them would hold up the window.
        self.verticalHeader().setDefaultSectionSize(theme.space(4 + 4 * lines))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, quarters in enumerate(widths):
            self.setColumnWidth(number, theme.space(quarters))
        model.headerDataChanged.connect(self._fit_last)
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    def key(self) -> Hashable | None:
        """Return the key of the row on which the cursor stands."""
        index = self.currentIndex()
        return self.lines.rows[index.row()].key if index.isValid() else None

    def choose(self, key: Hashable | None) -> None:
        """Put the cursor on the row of ``key``, on the first one if it is not there."""
        row = self.lines.row_of(key)
        if row is None:
            row = 0 if self.lines.rows else None
        if row is None:
            self.chosen.emit(None)
            return
        index = self.lines.index(row, 0)
        if self.currentIndex().row() == row:
            self.chosen.emit(self.key())
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by the space bar from any column."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            first = index.siblingAtColumn(0)
            state = first.data(Qt.ItemDataRole.CheckStateRole)
            if state is not None:
                off = Qt.CheckState(state) == Qt.CheckState.Checked
                other = Qt.CheckState.Unchecked if off else Qt.CheckState.Checked
                self.lines.setData(first, other, Qt.ItemDataRole.CheckStateRole)
                return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the last heading in the font of now."""
        super().showEvent(event)
        self._fit_last()

    def _fit_last(self, *_signal: object) -> None:
        # Stretched from this on; Qt would not make it narrower than it began.
        last = self.lines.columnCount() - 1
        self.setColumnWidth(last, self.horizontalHeader().sectionSizeHint(last))

    def _row_changed(self, *_signal: object) -> None:
        self.chosen.emit(self.key())

"""Keys of the board's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.pages.board.table import BoardTable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class BoardKeys:
    """Acts on the current visit, carries it about, or goes to another one."""

    def __init__(self, table: BoardTable) -> None:
        self._table = table
        self._acts = {
            (Qt.Key.Key_Space, _PLAIN): table.pin_asked.emit,
            (Qt.Key.Key_P, _PLAIN): table.pin_asked.emit,
            (Qt.Key.Key_Delete, _PLAIN): table.remove_asked.emit,
            (Qt.Key.Key_X, _CONTROL): table.carry_asked.emit,
            (Qt.Key.Key_Period, _CONTROL): table.details_asked.emit,
            (Qt.Key.Key_Space, _CONTROL): table.mark,
            (Qt.Key.Key_Left, _CONTROL): self._jump_back,
            (Qt.Key.Key_Right, _CONTROL): self._jump_on,
            (Qt.Key.Key_Up, _CONTROL): self._chip_before,
            (Qt.Key.Key_Down, _CONTROL): self._chip_after,
            (Qt.Key.Key_Down, _ALT): self._ask_best,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False leaves it to the table."""
        table, key = self._table, Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = key in _ENTER
        act = self._acts.get((key, modifiers))
        if table.carried and key == Qt.Key.Key_Escape:
            table.carry_ended.emit()
        elif table.carried and (enter or (key == Qt.Key.Key_V and modifiers == _CONTROL)):
            table.drop_asked.emit()
        elif enter and table.currentIndex().isValid():
            table.menu_asked.emit(table.below_current())
        elif key == Qt.Key.Key_Escape and table.marked:
            table.unmark()
        elif act is not None:
            act()
        else:
            return False
        return True

    def _ask_best(self) -> None:
        self._table.best_asked.emit(self._table.below_current())

    def _jump_on(self) -> None:
        self._jump(1)

    def _jump_back(self) -> None:
        self._jump(-1)

    def _jump(self, step: int) -> None:
        """Go to the next cell of the line with a visit, or to its end."""
        board, index = self._table.board, self._table.currentIndex()
        if not index.isValid():
            return
        cells = board.cells[index.row()]
        at = index.column() + step
        while 0 <= at < len(cells) - 1 and at > 0 and not cells[at]:
            at += step
        if 0 <= at < len(cells):
            self._table.setCurrentIndex(board.index(index.row(), at))

    def _chip_after(self) -> None:
        self._step_chip(1)

    def _chip_before(self) -> None:
        self._step_chip(-1)

    def _step_chip(self, step: int) -> None:
        table = self._table
        chips, chip = table.board.chips_at(table.currentIndex()), table.current_chip()
        if chip is not None:
            table.choose(chips[(chips.index(chip) + step) % len(chips)])

"""What stands beside the board: details of the current cell, or the search for a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.models.board import Board
    from ui.pages.board.looking import Looking
    from ui.pages.board.solving import Solving
    from ui.pages.board.view import BoardView
    from ui.pages.board.wanted import Wanted


class Panels(QObject):
    """Shows one of both, or none."""

    def __init__(
        self,
        view: BoardView,
        wanted: Wanted,
        solving: Solving,
        looking: Looking,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._wanted = wanted
        self._solving = solving
        self._looking = looking
        self._has_board = False
        view.beside.toggled.connect(self._show)
        view.table.details_asked.connect(self.show_details)
        view.solve.clicked.connect(self.solve)
        view.broken.replan.clicked.connect(self.replan)
        solving.closed.connect(self.close_solving)

    @property
    def solving_open(self) -> bool:
        """Tell whether the search for a plan is shown."""
        return self._view.panels.currentWidget() is self._view.solving

    def stand_beside(self, board: Board | None) -> None:
        """Take it that this is shown: without a board there are no details."""
        self._has_board = board is not None
        self._view.solve.setEnabled(self._wanted.programme_id is not None and not self.solving_open)
        self._show()

    def show_details(self) -> None:
        """Put the keyboard on the details of the current cell."""
        self._view.beside.setChecked(True)
        if not self.solving_open:
            self._looking.show_selection()
            self._view.details.focus_first()

    def solve(self, *_clicked: object, few: bool = False) -> None:
        """Offer to search for a plan; ``few`` to change little of the published one."""
        if self._wanted.programme_id is None:
            return
        self._solving.offer(self._wanted.programme_id, self._wanted.plan_id, few=few)
        self._view.panels.setCurrentWidget(self._view.solving)
        self._view.solve.setEnabled(False)
        self._show()
        self._view.solving.focus_first()

    def replan(self) -> None:
        """Offer to search for a plan that changes little of the published one."""
        self.solve(few=True)

    def close_solving(self) -> None:
        """Go back to the details."""
        self._view.panels.setCurrentWidget(self._view.details)
        self._view.solve.setEnabled(True)
        self._show()
        self._view.table.setFocus()

    def _show(self, *_changed: object) -> None:
        details = self._has_board and self._view.beside.isChecked()
        self._view.panels.setVisible(details or self.solving_open)
        # The button of the empty board opens what is open already.
        self._view.states.message.action.setEnabled(not self.solving_open)

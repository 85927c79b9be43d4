"""The ladder of a department: five steps, and the roles that stand on each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.levels import HIGHEST, LOWEST
from app.i18n import _
from ui.models.levels import level_name
from ui.widgets.parts import button, column, frame, label, name_control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.staff import RoleRow
    from ui.theme import Theme


class LadderStrip(QWidget):
    """A line for each level, the head at the top, with the roles of that level.

    Signals
    -------
    role_chosen(int)
        The role whose name was pressed.
    """

    role_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roles: Sequence[RoleRow] = ()
        self.buttons: dict[int, QPushButton] = {}
        self._layout = column(self, theme, gap=1)
        self._steps: list[QWidget] = []

    def show_roles(self, roles: Sequence[RoleRow]) -> None:
        """Show on which step each role stands."""
        self._roles = roles
        for old in self._steps:
            self._layout.removeWidget(old)
            old.deleteLater()
        self.buttons = {}
        self._steps = [self._step(level) for level in range(HIGHEST, LOWEST - 1, -1)]
        for step in self._steps:
            self._layout.addWidget(step)

    def retranslate(self) -> None:
        """Write everything anew."""
        self.setAccessibleName(_("Ladder of the department"))
        self.show_roles(self._roles)

    def _step(self, level: int) -> QWidget:
        here = [role for role in self._roles if role.level == level]
        step = frame("step")
        # One below the other: titles are long, and the pane is narrow.
        layout = column(step, self._theme, margin=1.5, gap=0)
        title = label(self._theme, "small", muted=True)
        title.setText(_("L{level} · {role}").format(level=level, role=level_name(level)))
        layout.addWidget(title)
        for role in here:
            layout.addWidget(self._link(role), alignment=Qt.AlignmentFlag.AlignLeft)
        if not here:
            nobody = label(self._theme, muted=True)
            nobody.setText(_("No role on this step"))
            layout.addWidget(nobody)
        return step

    def _link(self, role: RoleRow) -> QPushButton:
        link = button("link")
        name_control(
            link,
            role.title if role.host_ids else _("{role} – no host").format(role=role.title),
        )
        link.setAccessibleName(_("{role}, level {level}").format(role=role.title, level=role.level))
        if not role.host_ids:
            self._theme.apply_icon(link, "error-warning-line", "warning")
        link.clicked.connect(partial(self.role_chosen.emit, role.id))
        self.buttons[role.id] = link
        return link

"""The card of the role visited, folded away at will: who they are, and what a guest should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.widgets.parts import button, column, name_control, rule
from ui.widgets.role_card import RoleCardView

if TYPE_CHECKING:
    from app.services.profiles import RoleCard
    from ui.theme import Theme


class RoleFold(QWidget):
    """A line to press, and the card below it once it is known; stays as it was left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._role_id: int | None = None
        self._known: int | None = None
        self._open = True
        self.head = button("link")
        self.card = RoleCardView(theme)
        layout = column(self, theme, gap=2)
        layout.addWidget(rule())
        layout.addWidget(self.head, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.card)
        self.head.clicked.connect(self._turn)
        self.look_at(None)

    def look_at(self, role_id: int | None) -> None:
        """Belong to this role from now on; without one there is nothing to fold."""
        self._role_id = role_id
        self._show()

    def show_card(self, role_id: int, card: RoleCard) -> None:
        """Show the card of a role, if it is still looked at."""
        if role_id == self._role_id:
            self._known = role_id
            self.card.show_card(card)
            self._show()

    def retranslate(self) -> None:
        """Write everything anew."""
        self._show()
        self.card.retranslate()

    def _turn(self) -> None:
        self._open = not self._open
        self._show()

    def _show(self) -> None:
        self.setVisible(self._role_id is not None)
        # Another role's card would be worse than none.
        self.card.setVisible(self._open and self._known == self._role_id)
        name_control(self.head, _("Hide the role card") if self._open else _("Show the role card"))

"""What a guest reads before a visit: the card of a role and who its department is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from app.i18n import _
from app.wording.profiles import card_sections, profile_sections
from ui.widgets.level_badge import LevelBadge
from ui.widgets.parts import caption, column, label, row, rule

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from app.services.profiles import DepartmentProfile, RoleCard
    from app.wording.profiles import Sections
    from ui.theme import Theme


class RoleCardView(QFrame):
    """The card of a role with the profile of its department below, or the profile alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card: RoleCard | None = None
        self._profile: DepartmentProfile | None = None
        self._layout = column(self, theme, gap=2)
        self._lines: list[str] = []
        self._inside = QWidget()
        self.stripe = QFrame()
        self._layout.addWidget(self._inside)
        theme.changed.connect(self._recolour)

    def show_card(self, card: RoleCard) -> None:
        """Show the card of a role, and its department's profile."""
        self._show(card, card.department)

    def show_profile(self, profile: DepartmentProfile) -> None:
        """Show who a department is."""
        self._show(None, profile)

    def retranslate(self) -> None:
        """Write everything anew."""
        if self._profile is not None:
            self._build()

    def text(self) -> str:
        """Return everything that can be read on the card."""
        return "\n".join(line for line in self._lines if line)

    # Internal functions

    def _show(self, card: RoleCard | None, profile: DepartmentProfile) -> None:
        if (card, profile) != (self._card, self._profile):
            self._card, self._profile = card, profile
            self._build()

    def _recolour(self) -> None:
        if self._profile is not None:
            self._colour_stripe()

    def _build(self) -> None:
        self._lines = []
        old, self._inside = self._inside, QWidget()
        layout = column(self._inside, self._theme, gap=1)
        card, profile = self._card, self._profile
        assert profile is not None
        self.stripe = QFrame()
        self.stripe.setFixedHeight(self._theme.space(1.5))
        self._colour_stripe()
        layout.addWidget(self.stripe)
        layout.addSpacing(self._theme.space(1))
        if card is not None:
            self._say(layout, card.title, "heading")
            line = row(None, self._theme, gap=2)
            badge = LevelBadge(self._theme)
            badge.set_level(card.level)
            line.addWidget(badge)
            line.addStretch(1)
            layout.addLayout(line)
            self._add(layout, card_sections(card))
            layout.addSpacing(self._theme.space(2))
            layout.addWidget(rule())
            layout.addSpacing(self._theme.space(2))
        self._say(layout, profile.name, "heading")
        sections = profile_sections(profile)
        self._add(layout, sections)
        if not sections:
            self._say(layout, _("The department has not said yet who it is."), muted=True)
        layout.addStretch(1)
        self._layout.replaceWidget(old, self._inside)
        old.deleteLater()
        self.setAccessibleName((card.title if card else profile.name) or profile.name)

    def _add(self, layout: QVBoxLayout, sections: Sections) -> None:
        for heading, text in sections:
            above = caption(self._theme)
            above.setText(heading)
            layout.addWidget(above)
            self._lines.append(heading)
            self._say(layout, text)

    def _say(
        self, layout: QVBoxLayout, text: str, kind: str = "body", *, muted: bool = False
    ) -> None:
        made = label(self._theme, kind, muted=muted)
        made.setText(text)
        layout.addWidget(made)
        self._lines.append(text)

    def _colour_stripe(self) -> None:
        colour = self._theme.department_colours(self._profile.hue).stripe
        self.stripe.setStyleSheet(f"background: {colour.name()};")

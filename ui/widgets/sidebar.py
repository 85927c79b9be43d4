"""The names of the pages at the left, with the way back above them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QWidget

from ui.widgets.parts import column, label, name_control, row, rule

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.theme import Theme


class SideBar(QFrame):
    """One button a page.

    Signals
    -------
    chosen
        The name of the page whose button was pressed.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "sidebar")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.company = label(theme, "strong")
        # On one line with the icons below.
        self.company.setContentsMargins(theme.space(1.5), 0, 0, 0)
        self.buttons: dict[str, QToolButton] = {}
        self._lines: list[QFrame] = []
        self._group = QButtonGroup(self)
        self._layout = column(self, theme, margin=2.5, gap=0.5)
        self._way = row(None, theme, gap=0.5)
        self._layout.addLayout(self._way)
        self._layout.addSpacing(theme.space(1))
        self._layout.addWidget(self.company)
        self._layout.addSpacing(theme.space(2))
        self._pages = column(None, theme, gap=0.5)
        # No least width of the whole: that would let it become narrower than its words.
        self._pages.addStrut(theme.space(31))
        self._layout.addLayout(self._pages)
        self._layout.addStretch()

    def add_way(self, *actions: QAction) -> None:
        """Put buttons for *back* and *forward* at the top."""
        for action in actions:
            made = QToolButton()
            made.setProperty("kind", "flat")
            made.setDefaultAction(action)
            self._way.addWidget(made)
        self._way.addStretch()

    def set_pages(self, pages: list[tuple[str, str, str, bool]]) -> None:
        """Show one button for each name, icon and title, below a line where a group begins."""
        for old in self.buttons.values():
            self._group.removeButton(old)
        for part in (*self.buttons.values(), *self._lines):
            self._pages.removeWidget(part)
            part.deleteLater()
        self.buttons.clear()
        self._lines.clear()
        side = self._theme.space(4.5)
        for name, icon, title, opens_group in pages:
            if opens_group:
                line = rule()
                self._lines.append(line)
                self._pages.addWidget(line)
            made = QToolButton()
            made.setProperty("kind", "nav")
            made.setCheckable(True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            # Wider than the icon, which stands in the middle: away from the words.
            made.setIconSize(QSize(side + self._theme.space(2), side))
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            name_control(made, title)
            made.clicked.connect(partial(self.chosen.emit, name))
            self._theme.apply_icon(made, icon)
            self._group.addButton(made)
            self._pages.addWidget(made)
            self.buttons[name] = made

    def set_titles(self, titles: dict[str, str]) -> None:
        """Set the names of the pages anew."""
        for name, title in titles.items():
            name_control(self.buttons[name], title)

    def mark(self, name: str) -> None:
        """Show which page is open; none if the page has no button."""
        self._group.setExclusive(False)
        for key, made in self.buttons.items():
            made.setChecked(key == name)
        self._group.setExclusive(True)

    def take_focus(self) -> None:
        """Put the keyboard on the page that is marked."""
        marked = self._group.checkedButton() or next(iter(self.buttons.values()), None)
        if marked is not None:
            marked.setFocus(Qt.FocusReason.ShortcutFocusReason)

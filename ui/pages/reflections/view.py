"""Layout of the page of reflections: the programme above, a tab for owing and one for reading."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QTabWidget, QWidget

from app.i18n import _
from ui.pages.reflections.owing_view import OwingView
from ui.pages.reflections.reading_view import ReadingView
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme


class ReflectionsView(QWidget):
    """Widgets of the page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.programme = QComboBox()
        self.programme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kiosk = button()
        self._theme = theme
        self.owing = OwingView(theme)
        self._reading_tab = QWidget()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.owing, "")
        self.tabs.addTab(self._reading_tab, "")
        self.states = StateStack(theme, self.tabs)
        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addWidget(self.programme)
        top.addStretch(1)
        top.addWidget(self.kiosk)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)

    @cached_property
    def reading(self) -> ReadingView:
        """The reading tab, built when it is first shown."""
        made = ReadingView(self._theme)
        column(self._reading_tab, self._theme).addWidget(made)
        return made

    def retranslate(self) -> None:
        """Set the texts that belong to neither tab."""
        self.title.setText(_("Reflections"))
        self.programme.setAccessibleName(_("Programme shown"))
        name_control(self.kiosk, _("Shared computer…"))
        self.tabs.setTabText(0, _("Who owes one"))
        self.tabs.setTabText(1, _("Reading"))

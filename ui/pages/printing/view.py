"""Layout of the printing page: which document, its pages one at a time, what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QWidget

from app.i18n import _
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.sheet_view import SheetView
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

KINDS = ("slips", "notices", "hosts", "coverage")


class PrintingView(QWidget):
    """Widgets of the printing page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._place = (0, 0)
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.kinds = {kind: button("chip") for kind in KINDS}
        self.group = QButtonGroup(self)
        for chip in self.kinds.values():
            self.group.addButton(chip)
        self.kinds[KINDS[0]].setChecked(True)
        self.open, self.save = button(), button("primary")
        self.sheet = SheetView(theme)
        self.back, self.forward = button(), button()
        theme.apply_icon(self.back, "arrow-left-line")
        theme.apply_icon(self.forward, "arrow-right-line")
        self.page = label(theme, "strong")
        self.page.setWordWrap(False)

        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.open)
        top.addWidget(self.save)
        content = QWidget()
        inside = column(content, theme, gap=3)
        inside.addWidget(self.sheet, stretch=1)
        way = row(None, theme, gap=3)
        way.addStretch(1)
        for part in (self.back, self.page, self.forward):
            way.addWidget(part)
        way.addStretch(1)
        inside.addLayout(way)
        self.states = StateStack(theme, content)
        layout = column(self, theme, margin=6, gap=4)
        layout.addLayout(top)
        kinds = row(None, theme)
        for chip in self.kinds.values():
            kinds.addWidget(chip)
        kinds.addStretch(1)
        layout.addLayout(kinds)
        layout.addWidget(self.states, stretch=1)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Print"))
        texts = {
            "slips": _("Slips for guests"),
            "notices": _("Department notices"),
            "hosts": _("List of hosts"),
            "coverage": _("Coverage"),
        }
        for kind, chip in self.kinds.items():
            name_control(chip, texts[kind])
        name_control(self.open, _("Open to print"))
        name_control(self.save, _("Save as PDF…"))
        name_control(self.back, _("Previous page"))
        name_control(self.forward, _("Next page"))
        self.sheet.setAccessibleName(_("Preview of the page"))
        self.tell_place(*self._place)

    def tell_place(self, number: int, count: int) -> None:
        """Say which page is shown, counted from 1."""
        self._place = (number, count)
        self.page.setText(_("Page {page} of {pages}").format(page=number, pages=count))
        self.back.setEnabled(number > 1)
        self.forward.setEnabled(number < count)

"""First and last step: the file, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _
from ui.widgets.drop_area import DropArea
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme


class FileStep(QWidget):
    """A place to drop the list, and what has to be in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = DropArea(theme, "file-excel-2-line")
        self.needs = label(theme, muted=True)
        self.template = button("link")
        layout = column(self, theme, gap=3)
        layout.addWidget(self.area, stretch=1)
        layout.addWidget(self.needs)
        below = row(None, theme)
        below.addWidget(self.template)
        below.addStretch()
        layout.addLayout(below)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.area.say(
            _("Drop your staff list here"),
            _("An Excel workbook (.xlsx) or a text table (.csv)"),
            _("Choose a file…"),
        )
        self.needs.setText(
            _(
                "Needed: a name or a personnel number, and the department. Useful: job title, "
                "level, e-mail, hire date. The order and the names of the columns do not matter."
            )
        )
        name_control(self.template, _("Give me an empty template…"))


class DoneStep(QWidget):
    """What was written, and where to go now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture = QLabel()
        self.heading = label(theme, "heading")
        self.counts = label(theme)
        self.proposals = label(theme, muted=True)
        self.to_staff, self.to_next = button("primary"), button()
        self.undo = button()
        self.another = button("link")
        for words in (self.picture, self.heading, self.counts, self.proposals):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = column(self, theme, margin=8, gap=2)
        layout.addStretch(2)
        for part in (self.picture, self.heading, self.counts, self.proposals):
            layout.addWidget(part)
        layout.addSpacing(theme.space(3))
        buttons = row(None, theme)
        buttons.addStretch()
        for part in (self.to_staff, self.to_next, self.undo, self.another):
            buttons.addWidget(part)
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addStretch(3)
        theme.changed.connect(self._draw)
        self._draw()

    def retranslate(self) -> None:
        """Set the texts that do not depend on what was written."""
        name_control(self.to_staff, _("Look at the staff"))
        name_control(self.to_next, _("What comes next"))
        name_control(self.undo, _("Undo this import"))
        name_control(self.another, _("Import another list"))

    def say(self, heading: str, counts: str, proposals: str) -> None:
        """Say what was written."""
        self.heading.setText(heading)
        self.counts.setText(counts)
        self.proposals.setText(proposals)
        self.proposals.setVisible(bool(proposals))

    def _draw(self) -> None:
        side = self._theme.space(10)
        icon = self._theme.icon("checkbox-circle-line", self._theme.colours.good)
        self.picture.setFixedHeight(side)
        self.picture.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))
